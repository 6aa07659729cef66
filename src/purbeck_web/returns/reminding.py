"""Reminders: to whom, of what and when, and each of them once.

Owners are written to some days before a figure is due and when it is overdue, and where none is
named the lead officers are; lead officers are told as well when it has been so for longer. Plain
functions, for the command, for jobs and for a page alike.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from purbeck.model.framework import Framework
from purbeck.publish.returns import Return, ReturnState, due_words, lead_officers
from purbeck_web.people.models import Person
from purbeck_web.returns.calendar import Due, due_on
from purbeck_web.returns.models import Reminder, ReminderKind

OWNER, LEAD = "owner", "lead officer"
"""The parts in which somebody is reminded."""

ABANDONED = timedelta(hours=1)
"""A claim this old was left behind by a run that was cut off; our own choice."""

_LOG = logging.getLogger("purbeck_web.returns")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One reminder that is to be sent: of what, to whom, in which part, and why."""

    due: Return
    officer: str
    part: str
    kind: ReminderKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came of a run, in counts.

    Attributes
    ----------
    sent
        Figures of which somebody was reminded; one e-mail may tell of several.
    failed
        Those whose e-mail did not go out: the next run tries again.
    unreachable
        The ids of measures of which there is nobody to remind, or no address.
    """

    sent: int = 0
    failed: int = 0
    unreachable: tuple[str, ...] = ()


def calls_on(due: Due, before: int, escalate: int) -> tuple[Call, ...]:
    """Say who should have been reminded of what by a day, whether or not they were.

    Parameters
    ----------
    before
        Days before the due date from which owners are reminded; on that day they are.
    escalate
        Days overdue from which lead officers are told; on that day they are.
    """
    return tuple(each for one in due.returns for each in _calls(one, due, before, escalate))


def _calls(each: Return, due: Due, before: int, escalate: int) -> Iterator[Call]:
    if each.on is None:
        return
    left = (each.on - due.on).days
    if each.state is ReturnState.OVERDUE:
        yield from _asking(each, due, ReminderKind.OVERDUE)
        if -left >= escalate and each.measure.owners:
            leads = lead_officers(due.framework)[each.measure.id]
            yield from _to(each, leads, LEAD, ReminderKind.ESCALATED)
    elif left <= before:
        yield from _asking(each, due, ReminderKind.BEFORE)


def _asking(each: Return, due: Due, kind: ReminderKind) -> Iterator[Call]:
    """Ask the owners; where none is named, the lead officers in their place."""
    if each.measure.owners:
        yield from _to(each, each.measure.owners, OWNER, kind)
    else:
        yield from _to(each, lead_officers(due.framework)[each.measure.id], LEAD, kind)


def _to(each: Return, officers: Iterable[str], part: str, kind: ReminderKind) -> Iterator[Call]:
    for officer in officers:
        yield Call(due=each, officer=officer, part=part, kind=kind)


def send_due(at: datetime) -> int:
    """Send what is due at a time, where the council is; give of how many figures."""
    return send_on(timezone.localdate(at), at).sent


def send_on(on: date, at: datetime) -> Sent:
    """Send what should have been sent by a day, and was not; nothing before an import."""
    due = due_on(on)
    if due is None:
        return Sent()
    before, escalate = settings.REMIND_DAYS_BEFORE, settings.ESCALATE_DAYS_AFTER
    sent = _send(calls_on(due, before, escalate), due, at)
    nobody = [
        each.measure.id
        for each in due.returns
        if each.state is ReturnState.OVERDUE and not any(_asking(each, due, ReminderKind.OVERDUE))
    ]
    return replace(sent, unreachable=tuple(dict.fromkeys((*sent.unreachable, *nobody))))


def remind_now(due: Due, measure: str, by: Any, at: datetime) -> Sent:
    """Remind those who owe one measure at once, whenever they were reminded before."""
    (own,) = due.of({measure})
    calls = tuple(_asking(own, due, ReminderKind.BY_HAND))
    if not calls:
        return Sent(unreachable=(measure,))
    return _send(calls, due, at, by)


def _send(calls: Sequence[Call], due: Due, at: datetime, by: Any = None) -> Sent:
    """Send one e-mail to each officer for each cause."""
    letters: dict[tuple[str, ReminderKind], list[Call]] = defaultdict(list)
    for call in calls:
        letters[call.officer, call.kind].append(call)
    total, unreachable = Sent(), []
    for (officer, kind), told in letters.items():
        to = addresses_of(officer, due.framework)
        if not to:
            unreachable += [call.due.measure.id for call in told]
            continue
        claimed = [row for call in told if (row := _claim(call, at, by))]
        if not claimed:
            continue
        measures = {row.measure_id for row in claimed}
        own = [call for call in told if call.due.measure.id in measures]
        failure = _mail(to, officer, kind, own, due)
        _settle(claimed, at, failure)
        total = replace(
            total,
            sent=total.sent + (0 if failure else len(claimed)),
            failed=total.failed + (len(claimed) if failure else 0),
        )
    return replace(total, unreachable=tuple(dict.fromkeys(unreachable)))


def addresses_of(officer: str, framework: Framework) -> tuple[str, ...]:
    """Give where an officer is written to: the people who sign in as one, else the framework's."""
    people = Person.objects.filter(officer=officer, is_active=True)
    found = tuple(people.values_list("email", flat=True))
    named = framework.officer(officer)
    return found or ((named.email,) if named and named.email else ())


def _claim(call: Call, at: datetime, by: Any) -> Reminder | None:
    """Put down that one is about to be sent; None where it was sent, or another run is at it."""
    period = str(call.due.period or "")
    row = Reminder(
        measure_id=call.due.measure.id,
        period=period,
        kind=call.kind,
        officer_id=call.officer,
        part=call.part,
        claimed_at=at,
        sent_by=by,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return _claim_again(row, at)
    return row


def _claim_again(row: Reminder, at: datetime) -> Reminder | None:
    """Claim one that failed, or that a run left behind when it was cut off."""
    with transaction.atomic():
        known = Reminder.objects.select_for_update().filter(
            measure=row.measure_id, period=row.period, kind=row.kind, officer=row.officer_id
        )
        held: Reminder | None = known.first()
        if held is None or held.sent_at is not None:
            return None
        if not held.failure and at - held.claimed_at < ABANDONED:
            return None
        held.claimed_at, held.failure = at, ""
        held.save(update_fields=["claimed_at", "failure"])
        return held


def _settle(rows: Iterable[Reminder], at: datetime, failure: str) -> None:
    for row in rows:
        row.sent_at, row.failure = (None if failure else at), failure[:200]
        row.save(update_fields=["sent_at", "failure"])


def _mail(
    to: Sequence[str], officer: str, kind: ReminderKind, calls: Sequence[Call], due: Due
) -> str:
    """Write to an officer; give why it could not be sent, or nothing."""
    named = due.framework.officer(officer)
    count = len(calls)
    what = "A figure is" if count == 1 else f"{count} figures are"
    subjects = {
        ReminderKind.BEFORE: f"{what} due soon",
        ReminderKind.OVERDUE: f"{what} overdue",
        ReminderKind.ESCALATED: f"{what} overdue in your area of lead",
        ReminderKind.BY_HAND: f"{what} asked of you",
    }
    told = {
        "kind": kind.value,
        "name": named.name if named else "",
        "lines": [_line(call.due) for call in calls],
        "organisation": due.framework.organisation.name,
    }
    body = render_to_string("returns/reminder.txt", told).lstrip()
    try:
        send_mail(subjects[kind], body, None, list(to))
    except (SMTPException, OSError) as error:
        # The row says so on the page of returns; the address is kept out of the log.
        _LOG.warning("a reminder was not sent: %s", type(error).__name__)
        return f"The mail server did not take it ({type(error).__name__})"
    return ""


def _line(due: Return) -> tuple[str, str, str]:
    """Give what is owed of a measure, when, and where it is entered."""
    measure = due.measure
    figure = f"The figure of {due.period}" if due.period else "The first figure"
    when = f", due on {due_words(due)}" if due.on else ""
    address = settings.SITE_ADDRESS + reverse("enter-figure", args=[measure.id])
    return f"{measure.number} {measure.name}".strip(), figure + when, address


def last_reminders(measures: Iterable[str]) -> dict[str, Reminder]:
    """Give the newest reminder of each measure that has one."""
    rows = Reminder.objects.filter(measure__in=list(measures)).select_related("officer")
    found: dict[str, Reminder] = {}
    for row in rows.order_by("claimed_at", "pk"):
        found[str(row.measure_id)] = row
    return found
