"""What is due by itself: the times of each schedule, and the jobs that are asked for at them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from purbeck_web.api.webhooks import is_due
from purbeck_web.jobs.models import Every, Job, Kind, Schedule
from purbeck_web.jobs.queue import ask
from purbeck_web.workflow.documents import unsealed


def run_due(now: datetime) -> list[Job]:
    """Ask for a job of each kind whose time has come, once; give those asked for.

    An edition whose documents are not all made is due at once, and so is a message to a webhook,
    at most once a minute.

    Of several times that passed while no worker ran, the latest is taken. Two workers that come
    at once ask for one job between them.
    """
    made = []
    for schedule in Schedule.objects.exclude(every=Every.NEVER):
        slot = latest_slot(schedule.every, schedule.weekday, schedule.at, now)
        if slot < schedule.since:
            continue
        made += _asked_once(Kind(schedule.kind), {}, f"{schedule.kind} {slot.isoformat()}", now)
    for edition in unsealed():
        made += _asked_once(Kind.EDITION, {"edition": edition.pk}, f"edition {edition.token}", now)
    if is_due(now):
        made += _asked_once(Kind.MESSAGES, {}, f"messages {now:%Y-%m-%dT%H:%M}", now)
    return made


def _asked_once(kind: Kind, asked: dict[str, Any], slot: str, now: datetime) -> list[Job]:
    """Ask for a job unless it was asked for before, whatever came of it."""
    if Job.objects.filter(slot=slot).exists():
        return []
    try:
        with transaction.atomic():
            return [ask(kind, asked, at=now, slot=slot)]
    except IntegrityError:  # another worker was quicker
        return []


def latest_slot(every: str, weekday: int, at: time, now: datetime) -> datetime:
    """Give the latest time that was due; the very minute itself counts as come.

    Times are those of the council's clock. One that a change of the clocks leaves out is taken
    as if they had not changed yet.

    Examples
    --------
    >>> from datetime import UTC
    >>> monday = datetime(2026, 11, 23, 12, tzinfo=UTC)
    >>> latest_slot("day", 0, time(6), monday).isoformat()
    '2026-11-23T06:00:00+00:00'
    >>> latest_slot("week", 4, time(6), monday).isoformat()
    '2026-11-20T06:00:00+00:00'
    """
    zone = timezone.get_default_timezone()
    day = now.astimezone(zone).date()
    while True:
        slot = datetime.combine(day, at, tzinfo=zone)
        fits = every == Every.DAY or day.weekday() == weekday
        if fits and slot <= now:
            return slot
        day -= timedelta(days=1)


def next_slot(schedule: Any, now: datetime) -> datetime | None:
    """Give when a schedule is due next; None for never."""
    if schedule.every == Every.NEVER:
        return None
    ahead = now + timedelta(days=1 if schedule.every == Every.DAY else 7)
    return latest_slot(schedule.every, schedule.weekday, schedule.at, ahead)
