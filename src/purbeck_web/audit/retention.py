"""What is not kept for ever: names and addresses of those who left, and what has run out.

Each rule says what it would remove, and removes it. The record of changes stays whole: an entry
keeps its time, its columns and its reason, and only the name in it becomes another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from purbeck_web.framework.models import Officer
from purbeck_web.people.models import Person, Try, new_stamp

MAILS = 30
"""Days for which mails are kept that the file back end wrote. Our own choice."""

REMINDERS = 2
"""Years for which it is kept who was reminded of what. Our own choice."""

TOKENS = 1
"""Years for which a token of the programming interface is listed after its end. Our own choice."""

FORMER = "@former.invalid"
"""The end of an address that is nobody's: ``invalid`` is kept free for this (RFC 2606)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that is not kept for ever.

    Attributes
    ----------
    what
        What is removed, and of when, on a day.
    found
        Names each thing that the rule would remove on a day, without saying whose it is.
    remove
        Removes them.
    """

    name: str
    what: Callable[[date], str]
    found: Callable[[date], list[str]]
    remove: Callable[[date], None]


def years_before(on: date, years: int) -> date:
    """Give the same day some years before; of 29 February, the 28th.

    Examples
    --------
    >>> years_before(date(2024, 2, 29), 6)
    datetime.date(2018, 2, 28)
    """
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def _people_who_left(on: date) -> Iterator[Any]:
    latest = years_before(on, settings.ENVIRONMENT.retention_years)
    gone = Person.objects.filter(is_active=False).exclude(email__endswith=FORMER).order_by("pk")
    for person in gone:
        left = person.left_on or timezone.localdate(person.history.first().history_date)
        if left <= latest:
            yield person


def _forget_people(on: date) -> None:
    for person in _people_who_left(on):
        named = {"name": f"Former officer {person.pk}", "email": f"{person.pk}{FORMER}"}
        # An officer's id may be made of the name, so that the tie to it goes as well.
        Person.history.filter(id=person.pk).update(**named, officer=None)
        Authenticator.objects.filter(user_id=person.pk).delete()
        person.name, person.email, person.officer = named["name"], named["email"], None
        person.set_unusable_password()
        person.session_stamp = new_stamp()
        person._change_reason = f"Retention: left more than {_years()} ago"
        person.save()


def _officers_who_left(on: date) -> Iterator[Any]:
    latest = years_before(on, settings.ENVIRONMENT.retention_years)
    for officer in Officer.objects.filter(withdrawn=True).order_by("pk"):
        since = officer.history.filter(withdrawn=False).first() or officer.history.last()
        out = officer.history.filter(history_id__gt=since.history_id).order_by("history_id").first()
        named = any((officer.email, officer.telephone, officer.title, officer.team))
        done = officer.name.startswith("Former officer ") and not named
        if not done and timezone.localdate((out or since).history_date) <= latest:
            yield officer


def _forget_officers(on: date) -> None:
    for officer in _officers_who_left(on):
        number = officer.history.last().history_id
        named = dict.fromkeys(("title", "team", "email", "telephone"), "")
        named["name"] = f"Former officer {number}"
        officer.history.update(**named)
        for column, said in named.items():
            setattr(officer, column, said)
        officer._change_reason = f"Retention: left more than {_years()} ago"
        officer.save()


def _years() -> str:
    years = settings.ENVIRONMENT.retention_years
    return f"{years} {'year' if years == 1 else 'years'}"


def _left_before(on: date) -> str:
    latest = years_before(on, settings.ENVIRONMENT.retention_years)
    return f"who left on {latest.isoformat()} or before"


def _start_of(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


def _sessions(on: date) -> Any:
    return Session.objects.filter(expire_date__lt=_start_of(on))


def _tries(on: date) -> Any:
    return Try.objects.filter(until__lt=_start_of(on))


def _reminders(on: date) -> Any:
    latest = _start_of(years_before(on, REMINDERS))
    return apps.get_model("returns.Reminder")._default_manager.filter(claimed_at__lt=latest)


def _tokens(on: date) -> Any:
    latest = _start_of(years_before(on, TOKENS))
    return apps.get_model("api.Token")._default_manager.filter(ends_at__lt=latest)


def _mails(on: date) -> list[Path]:
    folder = Path(settings.EMAIL_FILE_PATH)
    latest = _start_of(on - timedelta(days=MAILS)).timestamp()
    if not folder.is_dir():
        return []
    return sorted(each for each in folder.glob("*.log") if each.stat().st_mtime < latest)


def _remove_mails(on: date) -> None:
    for file in _mails(on):
        file.unlink(missing_ok=True)


def _rows(name: str, what: str, rows: Callable[[date], Any]) -> Rule:
    """Make the rule of a table whose rows are deleted."""
    return Rule(
        name=name,
        what=lambda on: what,
        found=lambda on: ["one"] * rows(on).count(),
        remove=lambda on: rows(on).delete() and None,
    )


RULES: list[Rule] = [
    Rule(
        name="people",
        what=lambda on: f"name and address of people {_left_before(on)}",
        found=lambda on: [f"person {each.pk}" for each in _people_who_left(on)],
        remove=_forget_people,
    ),
    Rule(
        name="officers",
        what=lambda on: f"name and address of officers {_left_before(on)}",
        found=lambda on: [f"officer {each.pk}" for each in _officers_who_left(on)],
        remove=_forget_officers,
    ),
    _rows("sessions", "sessions that have ended", _sessions),
    _rows("tries", "counts of tries to sign in that have ended", _tries),
    _rows("reminders", f"reminders of more than {REMINDERS} years ago", _reminders),
    _rows("tokens", f"tokens that ended more than {TOKENS} year ago", _tokens),
    Rule(
        name="mails",
        what=lambda on: f"mails written to files more than {MAILS} days ago",
        found=lambda on: [each.name for each in _mails(on)],
        remove=_remove_mails,
    ),
]
"""Applied in this order; apps add theirs when they are made ready."""


@transaction.atomic
def remove_all(on: date) -> None:
    """Apply every rule, or none."""
    for rule in RULES:
        rule.remove(on)
