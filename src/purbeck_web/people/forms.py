"""The form that asks who somebody is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from purbeck_web.people.tries import must_wait


class SignInForm(AuthenticationForm):
    """E-mail address and password; a wrong pair is told in one way, whichever part is wrong."""

    error_messages = {  # noqa: RUF012  (the framework declares it so)
        "invalid_login": "The e-mail address or the password is not right",
        "inactive": "The e-mail address or the password is not right",
        "wait": "There were too many tries. Wait a quarter of an hour, then try again",
    }

    def clean(self) -> dict[str, Any]:
        """Ask for patience before the password is looked at, then look at it."""
        if self.request and must_wait(self.request, self.data.get("username", "")):
            raise forms.ValidationError(self.error_messages["wait"], code="wait")
        return super().clean()
