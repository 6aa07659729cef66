"""Figures that are not to change: locked up to a day, and opened again for a reason only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from purbeck.model.errors import UsageError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.observation import Observation, Provenance
from purbeck.model.workspace import Workspace
from purbeck.publish.wording.figures import counted, day, observed
from purbeck_web.exchange.models import take_turn
from purbeck_web.workflow.models import Edition, Lock

TOLD = 5
"""How many figures a refusal names one by one; our own choice."""


def locks_in_force() -> list[Lock]:
    """Give the locks that were not opened, the newest first."""
    return list(Lock.objects.filter(opened_at=None).select_related("locked_by"))


@transaction.atomic
def lock_figures(
    until: date, reason: str, *, by: Any, at: datetime, edition: Edition | None = None
) -> Lock:
    """Lock the figures of every period that ended on a day or before it."""
    if not reason.strip():
        raise UsageError("Say why the figures are locked")
    take_turn()
    return Lock.objects.create(
        until=until, reason=reason.strip(), locked_at=at, locked_by=by, edition=edition
    )


@transaction.atomic
def open_lock(lock_id: int, reason: str, *, by: Any, at: datetime) -> Lock:
    """Open a lock, so that its figures can be corrected; lock them again afterwards.

    Raises
    ------
    UsageError
        Without a reason, or where it was opened already.
    """
    if not reason.strip():
        raise UsageError("Say which figure is to be corrected, and why")
    take_turn()
    lock: Lock = Lock.objects.select_for_update().get(pk=lock_id)
    if lock.opened_at is not None:
        raise UsageError("Somebody has opened it already.")
    lock.opened_at, lock.opened_by, lock.opened_reason = at, by, reason.strip()
    lock._change_reason = reason.strip()[:100]  # type: ignore[attr-defined]
    lock.save()
    return lock


def refuse_locked_figures(before: Workspace, after: Workspace) -> Sequence[DataIssue]:
    """Refuse a change of locked figures: the guard of ``exchange.changing``.

    A figure that is new, gone or another is a change; where it was read is none. Of many, the
    first few are named, and the rest counted.
    """
    locks = locks_in_force()
    if not locks:
        return ()
    # The latest day reaches furthest; of one day the newest lock is told of.
    lock = max(locks, key=lambda each: each.until)
    found = [o for o in _changed(before, after) if o.period.last_day <= lock.until]
    issues = [_issue(each, lock, after, before) for each in found[:TOLD]]
    if len(found) > TOLD:
        more = counted(len(found) - TOLD, "more locked figure")
        issues.append(_refused("value", more, lock, "observations"))
    return issues


def _changed(before: Workspace, after: Workspace) -> Iterator[Observation]:
    """Give each figure that only one of the two has; of one that is changed, the new one."""
    then, now = (
        Counter(map(_bare, (*each.observations, *each.breakdowns))) for each in (before, after)
    )
    told = set()
    for figure in [*(now - then), *(then - now)]:
        key = (figure.measure, figure.area, figure.period, figure.subgroup, figure.published)
        if key not in told:
            told.add(key)
            yield figure


def _bare(observation: Observation) -> Observation:
    read = observation.provenance
    source = "" if read is None else read.source
    return replace(observation, provenance=Provenance("", 0, source))


def _issue(figure: Observation, lock: Lock, after: Workspace, before: Workspace) -> DataIssue:
    declared = (m for each in (after, before) for m in each.framework.measures)
    measure = next(each for each in declared if each.id == figure.measure)
    group = f" of {figure.subgroup}" if figure.subgroup else ""
    received = f"{observed(figure, measure)}{group} for {figure.period} of '{measure.name}'"
    return _refused("value", received, lock, "observations")


def _refused(field: str, received: str, lock: Lock, file: str) -> DataIssue:
    on = timezone.localtime(lock.locked_at).date()
    reason = lock.reason.rstrip(".")
    expected = (
        f"no change, as {lock.locked_by} locked what ended by {day(lock.until)} on {day(on)} "
        f"({reason})"
    )
    return DataIssue(Problem(IssueCode.LOCKED_PERIOD, field, received, expected), file=file)
