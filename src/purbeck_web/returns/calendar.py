"""What is due from whom, as the library says it, kept for the next page of the same day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from purbeck.model.framework import Framework
from purbeck.model.workspace import Workspace
from purbeck.publish.calendar_file import render_ics
from purbeck.publish.due_dates import DueDates, due_dates
from purbeck.publish.returns import Return, ReturnState, returns_on, services_of
from purbeck_web.framework.models import Measure
from purbeck_web.people.restriction import Right
from purbeck_web.reading.scoring import Edition, workspace_now

STATES = {
    ReturnState.OVERDUE: "Overdue",
    ReturnState.DUE_SOON: "Due soon",
    ReturnState.LATER: "Due later",
    ReturnState.UP_TO_DATE: "Up to date",
    ReturnState.UNDATED: "Without a due date",
}
"""The headings of a queue, the most urgent first."""


DAYS_KEPT = 8
"""Days whose returns each process keeps; our own choice."""

_KEPT: dict[tuple[Edition, date], tuple[Return, ...]] = {}


@dataclass(frozen=True, slots=True)
class Due:
    """A workspace with all that is due of it on a day."""

    edition: Edition
    workspace: Workspace
    on: date
    returns: tuple[Return, ...]

    @property
    def framework(self) -> Framework:
        """The framework of the workspace."""
        return self.workspace.framework

    def of(self, measures: Collection[str]) -> tuple[Return, ...]:
        """Keep the returns of some measures."""
        return tuple(each for each in self.returns if each.measure.id in measures)


def due_on(on: date) -> Due | None:
    """Say what is due on a day; None where there is no workspace yet."""
    found = workspace_now()
    if found is None:
        return None
    edition, workspace = found
    returns = _KEPT.get((edition, on))
    if returns is None:
        returns = returns_on(workspace, on)
        if len(_KEPT) >= DAYS_KEPT:
            _KEPT.clear()
        _KEPT[edition, on] = returns
    return Due(edition, workspace, on, returns)


def within_reach(person: Any, right: Right) -> frozenset[str]:
    """Give the ids of the measures to which a right of a person reaches."""
    rows = Measure.objects.restrict(person, right).filter(withdrawn=False)
    return frozenset(rows.values_list("pk", flat=True))


def grouped(returns: Sequence[Return]) -> Mapping[ReturnState, list[Return]]:
    """Part returns by their state, the most urgent state and the earliest date first."""
    found: dict[ReturnState, list[Return]] = {state: [] for state in STATES}
    for each in sorted(returns, key=lambda one: one.on or date.max):
        found[each.state].append(each)
    return found


def ics_of(due: Due, measures: Collection[str]) -> bytes:
    """Write the due dates of some measures as a calendar (iCalendar)."""
    keys = {each.key for each in due.of(measures)}
    found = due_dates(due.workspace, due.on)
    kept = tuple(each for each in found.due if each.key in keys)
    return render_ics(DueDates(kept, found.undated), due.framework)


def services_named(framework: Framework, measures: Collection[str]) -> list[str]:
    """List the services of some measures by name."""
    found = services_of(framework)
    return sorted({name for each in measures if each in found for name in found[each]})
