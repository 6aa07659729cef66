"""The pages of the second factor: the views of django-allauth, with our pages and our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.account.views import ReauthenticateView
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache

from purbeck_web.people.forms import WAIT
from purbeck_web.people.second_factor import forget_that_it_is_set_up, needs_second_factor
from purbeck_web.people.tries import count_try, forget_tries

CODE = "The code that the application on your phone shows now, or one of your recovery codes"
SHOWN = "The six digits that the application on your phone shows now"


class Answers422:
    """What a form of django-allauth's does here that was not filled in rightly."""

    request: HttpRequest
    template_name: str

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong."""
        shown = self.get_context_data(form=form)  # type: ignore[attr-defined]
        return render(self.request, self.template_name, shown, status=422)


def _ask(form: Any, hint: str, label: str = "Code") -> None:
    field = form.fields["code"]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = "Enter the code"
    field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class Counted:
    """Counts the codes that are tried for a person, for all processes together."""

    user: Any

    def clean_code(self) -> Any:
        """Count the try, then look at the code."""
        whom = f"code of {self.user.pk}"
        if not count_try(context.request, whom, timezone.now()):
            raise forms.ValidationError(WAIT, code="wait")
        code = super().clean_code()  # type: ignore[misc]
        forget_tries(context.request, whom)
        return code


class CodeForm(Counted, AuthenticateForm):  # type: ignore[misc]
    """The second factor when signing in."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _ask(self, CODE)


class CodeOnceMoreForm(Counted, CodeAgainForm):  # type: ignore[misc]
    """The second factor before something that matters."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _ask(self, CODE)


class FirstCodeForm(Counted, ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which shows that the application on the phone works."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _ask(self, SHOWN)


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password before something that matters."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["password"]
        field.label, field.help_text = "Your password", ""
        field.widget.attrs = {"autocomplete": "current-password"}

    def clean_password(self) -> str:
        """Count the try, then look at the password."""
        whom = f"own password {self.user.pk}"
        if not count_try(context.request, whom, timezone.now()):
            raise forms.ValidationError(WAIT, code="wait")
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError("The password is not right", code="incorrect")
        forget_tries(context.request, whom)
        return str(self.cleaned_data["password"])


class AskCode(AuthenticateView):  # type: ignore[misc]
    """Asks for the second factor when signing in."""

    template_name = "people/ask_code.html"
    form_class = CodeForm

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong."""
        return render(self.request, self.template_name, self.get_context_data(), status=422)


class AskCodeAgain(Answers422, CodeAgainView):  # type: ignore[misc]
    """Asks for the second factor before something that matters."""

    template_name = "people/ask_again.html"
    form_class = CodeOnceMoreForm


class AskPasswordAgain(Answers422, ReauthenticateView):  # type: ignore[misc]
    """Asks for the password before something that matters."""

    template_name = "people/ask_again.html"
    form_class = PasswordAgainForm


@method_decorator([never_cache, login_required], name="dispatch")
class SetUp(Answers422, ActivateTOTPView):  # type: ignore[misc]
    """Sets a second factor up: a picture to read with the phone, and the first code."""

    template_name = "people/set_up_second_factor.html"
    form_class = FirstCodeForm

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Give the picture as part of the page, as the policy lets no other in."""
        shown: dict[str, Any] = super().get_context_data(**named)
        picture = shown["totp_svg"].partition("?>")[2] or shown["totp_svg"]
        secret = shown["form"].secret
        parts = [secret[at : at + 4] for at in range(0, len(secret), 4)]
        return shown | {
            "picture": mark_safe(
                picture.replace(
                    "<svg ", '<svg role="img" aria-label="Code to read with your phone" ', 1
                )
            ),
            "secret": " ".join(parts),
            "due": needs_second_factor(self.request.user),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, and show the recovery codes."""
        done: HttpResponse = super().form_valid(form)
        _note(self.request, "Set a second factor up")
        messages.success(self.request, "Your second factor is set up.")
        return done


@method_decorator([never_cache, login_required], name="dispatch")
class TakeAway(Answers422, DeactivateTOTPView):  # type: ignore[misc]
    """Takes a second factor away, where the role does not need one."""

    template_name = "people/take_away_second_factor.html"

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> Any:
        """Refuse where the role needs one."""
        if needs_second_factor(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **named)

    def form_valid(self, form: Any) -> HttpResponse:
        """Take it away."""
        super().form_valid(form)
        forget_that_it_is_set_up(self.request)
        _note(self.request, "Took the second factor away")
        messages.success(self.request, "You sign in with your password alone now.")
        return redirect("about-you")


@method_decorator([never_cache, login_required], name="dispatch")
class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """Shows the recovery codes that were not used."""

    template_name = "people/recovery_codes.html"


@method_decorator([never_cache, login_required], name="dispatch")
class NewRecoveryCodes(Answers422, GenerateRecoveryCodesView):  # type: ignore[misc]
    """Makes new recovery codes in the place of the old."""

    template_name = "people/new_recovery_codes.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Make them, and show them."""
        done: HttpResponse = super().form_valid(form)
        _note(self.request, "Made new recovery codes")
        messages.success(self.request, "These are your new recovery codes. The old ones are void.")
        return done


def _note(request: HttpRequest, what: str) -> None:
    """Put what was done to the own sign-in on record."""
    person: Any = request.user
    person._change_reason = what
    person.save()
