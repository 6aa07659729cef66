"""The people of the demo: one of every role, made up, each with a password drawn at random."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings

from purbeck.model.errors import UsageError
from purbeck_web.framework.models import Measure, Outcome, Ownership
from purbeck_web.people.models import Person
from purbeck_web.people.roles import Role

NAMES = {
    Role.ANALYST: "Alice Analyst",
    Role.MEASURE_OWNER: "Owen Owner",
    Role.LEAD_OFFICER: "Leah Lead",
    Role.SPONSOR: "Simon Sponsor",
    Role.ASSURANCE: "Asha Assurance",
    Role.COUNCILLOR: "Colin Councillor",
    Role.ADMINISTRATOR: "Ada Administrator",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody needs to sign in to the demo."""

    role: Role
    name: str
    email: str
    password: str


def make_demo_people(draw: Callable[[], str]) -> tuple[Entry, ...]:
    """Enter one person of every role with a new password, as ``draw`` gives it.

    Each stands in for an officer of the workspace who has that part, where there is one.

    Raises
    ------
    UsageError
        Outside the demo: nobody is made up there.
    """
    if not settings.ENVIRONMENT.demo:
        raise UsageError("People are made up in the demo only. Use 'add_person' instead.")
    entries = []
    for role, name in NAMES.items():
        entry = Entry(role, name, f"{role.value}@example.org", draw())
        known = Person.objects.filter(email=entry.email).first()
        person = known or Person(email=entry.email)
        person.name, person.role, person.officer_id = name, role, _officer(role)
        person.is_active = True
        person.left_on = None
        person.set_password(entry.password)
        person.save()
        # As the password is new, so is the rest: the demo asks for no code of the time before.
        Authenticator.objects.filter(user_id=person.pk).delete()
        entries.append(entry)
    return tuple(entries)


def _officer(role: Role) -> str | None:
    if role is Role.SPONSOR:
        return Outcome.objects.exclude(sponsor=None).values_list("sponsor", flat=True).first()
    if role is Role.LEAD_OFFICER:
        led = Measure.objects.exclude(outcome_lead=None).values_list("outcome_lead", flat=True)
        return led.first() or _owner(of_indicators=True)
    return _owner(of_indicators=False) if role is Role.MEASURE_OWNER else None


def _owner(*, of_indicators: bool) -> str | None:
    """Give who answers for the first measure that has an owner, or for the first indicator."""
    owned = Ownership.objects.filter(measure__outcome__isnull=not of_indicators)
    first = owned.order_by("measure__position", "position")
    found = first.values_list("officer", flat=True).first()
    if found is None and not of_indicators:
        return _owner(of_indicators=True)
    return found
