"""What an administrator does to a person: each act once, with who did it and why.

Nothing here asks who may: the views do, of ``restriction``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from purbeck.model.errors import UsageError
from purbeck_web.people.models import Person, new_stamp
from purbeck_web.people.roles import Role

LAST = (
    "This is the last administrator who is active. Make somebody else an administrator first, "
    "or nobody could let people in any more."
)

CHANGEABLE = ("name", "email", "role", "officer", "service")


@transaction.atomic
def invite(*, email: str, name: str, role: Role, officer: Any, service: str, reason: str) -> Any:
    """Enter a person who has no password yet.

    Raises
    ------
    UsageError
        Where the address is somebody's already.
    """
    if Person.objects.at_address(email).exists():
        raise UsageError(f"{email} is entered already.")
    person = Person(email=email.lower(), name=name, role=role, officer=officer, service=service)
    person.set_unusable_password()
    return _put(person, reason)


@transaction.atomic
def change(person_id: int, columns: dict[str, Any], reason: str) -> Any:
    """Change the columns of a person that may be changed.

    Raises
    ------
    UsageError
        Where the last administrator would be one no more, or the address is somebody else's.
    """
    person = _locked(person_id)
    email = columns.get("email", person.email).lower()
    if Person.objects.at_address(email).exclude(pk=person_id).exists():
        raise UsageError(f"{email} is entered already.")
    if columns.get("role", person.role) != Role.ADMINISTRATOR:
        _refuse_last(person)
    for name in CHANGEABLE:
        setattr(person, name, columns.get(name, getattr(person, name)))
    person.email = email
    return _put(person, reason)


@transaction.atomic
def deactivate(person_id: int, on: date, reason: str) -> Any:
    """Let a person in no more, from now on; every session ends.

    Raises
    ------
    UsageError
        For the last administrator who is active.
    """
    person = _locked(person_id)
    _refuse_last(person)
    person.is_active, person.left_on = False, on
    person.session_stamp = new_stamp()
    return _put(person, reason)


@transaction.atomic
def reactivate(person_id: int, on: date, reason: str) -> Any:
    """Let a person in again, with the password from before."""
    person = _locked(person_id)
    person.is_active, person.left_on = True, None
    return _put(person, reason)


@transaction.atomic
def end_sessions(person_id: int, on: date, reason: str) -> Any:
    """Sign a person out everywhere; links sent before are void as well."""
    person = _locked(person_id)
    person.session_stamp = new_stamp()
    return _put(person, f"Signed out everywhere: {reason}")


@transaction.atomic
def take_second_factor(person_id: int, on: date, reason: str) -> Any:
    """Take the second factor of a person away, such as when the phone was lost."""
    person = _locked(person_id)
    Authenticator.objects.filter(user_id=person_id).delete()
    person.session_stamp = new_stamp()
    return _put(person, f"Second factor taken away: {reason}")


def _locked(person_id: int) -> Any:
    """Give a person, and let nobody else change an administrator meanwhile."""
    list(Person.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk"))
    return Person.objects.select_for_update().get(pk=person_id)


def _refuse_last(person: Any) -> None:
    others = Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=person.pk)
    if person.role == Role.ADMINISTRATOR and person.is_active and not others.exists():
        raise UsageError(LAST)


def _put(person: Any, reason: str) -> Any:
    person._change_reason = reason[:100]
    person.save()
    return person
