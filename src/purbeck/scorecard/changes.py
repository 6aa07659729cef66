"""What has changed since the last edition, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from purbeck.assess.assessment import Assessment
from purbeck.model.observation import Observation


class ChangeKind(Enum):
    """Why a measure reads differently from the last edition."""

    NEW_FIGURE = "new-figure"
    REVISED = "revised"
    COMPARATOR_MOVED = "comparator-moved"
    FIRST_FIGURE = "first-figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One measure as it stood in the last edition, and as it stands now."""

    kind: ChangeKind
    before: Assessment
    after: Assessment

    @property
    def verdict_changed(self) -> bool:
        """Whether the trend or the colour is another than it was."""
        return (self.before.trend.verdict, self.before.rag) != (
            self.after.trend.verdict,
            self.after.rag,
        )


def changes_between(
    before: Sequence[Assessment], after: Sequence[Assessment]
) -> tuple[Change, ...]:
    """List the measures whose latest figure, its value or its colour has changed.

    Both are assessments of one framework, at two dates. A measure that reads as it did is not
    listed.
    """
    earlier = {(a.measure.id, a.area): a for a in before}
    changes = []
    for now in after:
        then = earlier.get((now.measure.id, now.area))
        kind = None if then is None else _kind(then, now)
        if then is not None and kind is not None:
            changes.append(Change(kind=kind, before=then, after=now))
    return tuple(changes)


def _kind(then: Assessment, now: Assessment) -> ChangeKind | None:
    if now.latest is None or _same_figure(then.latest, now.latest):
        if _same_figure(then.previous, now.previous):
            return None if then.rag is now.rag else ChangeKind.COMPARATOR_MOVED
        return ChangeKind.REVISED
    if then.latest is None:
        return ChangeKind.FIRST_FIGURE
    if then.latest.period == now.latest.period:
        return ChangeKind.REVISED
    return ChangeKind.NEW_FIGURE


def _same_figure(then: Observation | None, now: Observation | None) -> bool:
    if then is None or now is None:
        return then is now
    return (then.period, then.value, then.absence, then.status) == (
        now.period,
        now.value,
        now.absence,
        now.status,
    )
