"""The forms that ask who somebody is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils import timezone

from purbeck_web.people.tries import count_try

WAIT = "There were too many tries. Wait a quarter of an hour, then try again"


class SignInForm(AuthenticationForm):
    """E-mail address and password; a wrong pair is told in one way, whichever part is wrong."""

    error_messages = {  # noqa: RUF012  (the framework declares it so)
        "invalid_login": "The e-mail address or the password is not right",
        "inactive": "The e-mail address or the password is not right",
        "wait": WAIT,
    }

    def clean(self) -> dict[str, Any]:
        """Ask for patience before the password is looked at, then look at it."""
        given = self.cleaned_data
        asked = bool(given.get("username") and given.get("password"))
        if asked and self.request and not self._counted(str(given["username"])):
            raise forms.ValidationError(self.error_messages["wait"], code="wait")
        return super().clean()

    def _counted(self, email: str) -> bool:
        assert self.request is not None
        return count_try(self.request, email, timezone.now())
