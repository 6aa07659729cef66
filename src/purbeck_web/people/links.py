"""Links that let somebody choose a password: each good once, and for a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode

from purbeck_web.framework.models import Organisation


class Links(PasswordResetTokenGenerator):
    """Makes and checks the links of one kind; one is void once the password is changed.

    It hangs on the password, the address and the sessions of the person, and on nothing that
    would have to be stored.
    """

    def __init__(self, kind: str, lasts: timedelta) -> None:
        super().__init__()
        self.key_salt = f"purbeck.people.links.{kind}"
        self.lasts = lasts

    def check_token(self, user: Any, token: str | None) -> bool:
        """Say whether a link is good still."""
        if not super().check_token(user, token):
            return False
        made = base36_to_int(str(token).split("-")[0])
        return self._num_seconds(self._now()) - made <= self.lasts.total_seconds()

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{user.pk}{user.password}{user.email}{user.session_stamp}{timestamp}"


INVITATIONS = Links("invitation", timedelta(days=7))
"""For whoever is invited: long enough to come back from leave. Our own choice."""

NEW_PASSWORDS = Links("new-password", timedelta(hours=1))
"""For whoever forgot a password, and waits for it. Our own choice."""


def invitation_to(person: Any, request: HttpRequest) -> EmailMessage:
    """Write the mail that invites a person."""
    by: Any = request.user
    said = (
        f"Dear {person.name},\n\n{by.name} invites you to the scorecard of {_whose()}, "
        f"as {person.get_role_display().lower()}.\n\nChoose a password here, within 7 days:\n\n"
        f"{_address(request, 'invitation', INVITATIONS, person)}\n\n"
        "The link works once. If you do not know what this is about, do nothing.\n"
    )
    return EmailMessage(
        f"Your invitation to the scorecard of {_whose()}", said, None, [person.email]
    )


def new_password_for(person: Any, request: HttpRequest) -> EmailMessage:
    """Write the mail that lets a person choose a new password."""
    said = (
        f"Dear {person.name},\n\nsomebody, you we hope, asked for a new password for the "
        f"scorecard of {_whose()}.\n\nChoose one here, within an hour:\n\n"
        f"{_address(request, 'new-password', NEW_PASSWORDS, person)}\n\n"
        "The link works once. If it was not you, do nothing: your password stays as it is.\n"
    )
    return EmailMessage(
        f"A new password for the scorecard of {_whose()}", said, None, [person.email]
    )


def _address(request: HttpRequest, name: str, links: Links, person: Any) -> str:
    whom = urlsafe_base64_encode(force_bytes(person.pk))
    path = reverse(name, args=[whom, links.make_token(person)])
    # Without an address that is set, that of the request: its host is one of
    # PURBECK_ALLOWED_HOSTS, or Django had refused it.
    known = settings.ENVIRONMENT.address
    return f"{known}{path}" if known else request.build_absolute_uri(path)


def _whose() -> str:
    name = Organisation.objects.values_list("name", flat=True).first()
    # On one line: it stands in the subject of an e-mail.
    return " ".join((name or "your organisation").split())
