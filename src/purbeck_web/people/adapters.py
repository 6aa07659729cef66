"""Where django-allauth asks us: who is let in by single sign-on, and how secrets are kept."""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from purbeck_web.framework.models import Organisation
from purbeck_web.people.models import Person
from purbeck_web.people.roles import Role

NOT_ENTERED = (
    "Nobody is entered here with the e-mail address of your account. Ask an administrator of "
    "this application to invite you."
)
NOT_VERIFIED = (
    "Your account did not come with a verified e-mail address. Ask those who run your "
    "organisation's accounts to verify it."
)
NOT_ANSWERED = "Signing in there did not succeed. Try again, or use your password here."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody registers; what is done is said by our own pages."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: people are invited."""
        return False

    def add_message(self, *args: Any, **named: Any) -> None:
        """Say nothing."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps secrets encrypted with the secret key, and names us to the application on a phone."""

    error_messages = {  # noqa: RUF012  (the framework declares it so)
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is not right. Enter the one that is shown now",
    }

    def encrypt(self, text: str) -> str:
        """Encrypt a secret with the key of today."""
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt a secret with the key of today, or one that was changed for it."""
        return _locks().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """Give the name under which the codes stand on the phone."""
        name = Organisation.objects.values_list("name", flat=True).first()
        return f"{name or 'Purbeck'} scorecard"


def _locks() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (sha256(b"purbeck second factor" + str(key).encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(each)) for each in digests])


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets in whom we have entered, by the verified e-mail address; nothing is kept of it."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the person; whoever is not entered is told whom to ask."""
        said = sociallogin.account.extra_data
        subjects = {
            part.get("sub") for part in (said.get("userinfo"), said.get("id_token")) if part
        }
        # Of two answers for two subjects, one is not for whoever has signed in.
        if len(subjects) != 1 or sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(refused(request, NOT_ANSWERED))
        trusted = settings.ENVIRONMENT.oidc_trusts_email
        addresses = [each.email for each in sociallogin.email_addresses if each.verified or trusted]
        if not addresses:
            raise ImmediateHttpResponse(refused(request, NOT_VERIFIED))
        person = _person_with(addresses[0], sociallogin)
        if person is None or not person.is_active:
            raise ImmediateHttpResponse(refused(request, NOT_ENTERED))
        sociallogin.user = person

    def on_authentication_error(self, request: HttpRequest, *args: Any, **named: Any) -> None:
        """Say that it did not succeed, whatever the provider said."""
        raise ImmediateHttpResponse(refused(request, NOT_ANSWERED))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Say no: whoever is let in is found, or entered, before."""
        return False


def refused(request: HttpRequest, why: str, status: int = 403) -> HttpResponse:
    """Say why single sign-on did not let somebody in, and whom to ask."""
    return render(request, "people/not_let_in.html", {"why": why}, status=status)


def _person_with(email: str, sociallogin: Any) -> Any:
    """Give whoever has an address; where the setting says so, somebody unknown is entered."""
    known = Person.objects.at_address(email).first()
    if known is not None or not settings.ENVIRONMENT.oidc_adds_councillors:
        return known
    said = sociallogin.account.get_provider_account().get_user_data() or {}
    person: Any = Person(email=email.lower(), role=Role.COUNCILLOR)
    person.name = str(said.get("name") or email.partition("@")[0])[:200]
    person.set_unusable_password()
    person._change_reason = "Came through single sign-on"
    person.save()
    return person
