"""Choosing a password: by an invitation, by a link after forgetting it, or signed in."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from threading import Thread
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from purbeck_web.people.forms import WAIT
from purbeck_web.people.links import INVITATIONS, NEW_PASSWORDS, new_password_for
from purbeck_web.people.models import Person
from purbeck_web.people.tries import count_try

_LOG = logging.getLogger(__name__)

HINT = "At least 12 characters, such as three words that nobody would guess together"


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """A new password, twice."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _in_our_words(self)


class OwnPasswordForm(PasswordChangeForm):
    """The password of today, and a new one twice."""

    error_messages = {  # noqa: RUF012  (the framework declares it so)
        **PasswordChangeForm.error_messages,
        "password_incorrect": "This is not your password of today",
    }

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["old_password"].label = "Your password of today"
        _in_our_words(self)


def _in_our_words(form: forms.Form) -> None:
    form.fields["new_password1"].label = "New password"
    form.fields["new_password1"].help_text = HINT
    form.fields["new_password2"].label = "The new password again"
    form.fields["new_password2"].help_text = ""


class ForgottenForm(forms.Form):
    """An e-mail address."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "username"}),
        error_messages={"required": "Enter your e-mail address", "invalid": "Enter an address"},
    )


@method_decorator(never_cache, name="dispatch")
class Forgotten(FormView):  # type: ignore[type-arg]
    """Sends a link to whoever has forgotten a password, and says the same to everybody."""

    template_name = "people/forgotten.html"
    form_class = ForgottenForm

    def form_valid(self, form: ForgottenForm) -> HttpResponse:
        """Send the link where there is somebody to send it to."""
        email = form.cleaned_data["email"]
        if not count_try(self.request, f"forgotten {email}", timezone.now()):
            form.add_error(None, WAIT)
            return self.form_invalid(form)
        person = Person.objects.at_address(email).filter(is_active=True).first()
        # Whoever has no password comes another way, or by an invitation.
        if person is not None and person.has_usable_password():
            # Not waited for: how long it takes would say that there is such a person.
            Thread(target=_send, args=[new_password_for(person, self.request)]).start()
        return render(self.request, "people/forgotten_done.html", {"email": email})

    def form_invalid(self, form: ForgottenForm) -> HttpResponse:
        """Say what is wrong."""
        context = self.get_context_data(form=form)
        return render(self.request, self.template_name, context, status=422)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except (SMTPException, OSError) as failure:
        # Without the address, which is nobody's business in a log.
        name = type(failure).__name__
        _LOG.error("A mail with a link to a new password was not sent: %s", name)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class NewPassword(PasswordResetConfirmView):
    """Lets whoever followed a good link choose a password; every session before it ends."""

    template_name = "people/new_password.html"
    form_class = NewPasswordForm
    token_generator = NEW_PASSWORDS
    reset_url_token = "choose"
    success_url = reverse_lazy("sign-in")
    reason = "Chose a new password by a link"

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the password."""
        form.user._change_reason, form.user._history_user = self.reason, form.user
        form.save()
        self.request.session.pop(INTERNAL_RESET_SESSION_TOKEN, None)
        messages.success(self.request, "Your password is set. Sign in with it.")
        return redirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong."""
        return render(
            self.request, self.template_name, self.get_context_data(form=form), status=422
        )


class Invitation(NewPassword):
    """Lets whoever was invited choose a password."""

    token_generator = INVITATIONS
    reason = "Chose a password when invited"


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class OwnPassword(LoginRequiredMixin, FormView):  # type: ignore[type-arg]
    """Lets somebody change the own password; this session goes on, and every other ends."""

    template_name = "people/own_password.html"
    form_class = OwnPasswordForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the person."""
        return super().get_form_kwargs() | {"user": self.request.user}

    def post(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        """Look at what was entered, unless there were too many tries."""
        form = self.get_form()
        if not count_try(request, f"own password {request.user.pk}", timezone.now()):
            form.add_error(None, WAIT)
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form: OwnPasswordForm) -> HttpResponse:
        """Keep the password."""
        form.user._change_reason = "Changed the own password"  # type: ignore[attr-defined]
        form.save()
        update_session_auth_hash(self.request, form.user)
        messages.success(
            self.request, "Your password is changed. Everywhere else you are signed out."
        )
        return redirect(reverse("about-you"))

    def form_invalid(self, form: OwnPasswordForm) -> HttpResponse:
        """Say what is wrong."""
        return render(
            self.request, self.template_name, self.get_context_data(form=form), status=422
        )
