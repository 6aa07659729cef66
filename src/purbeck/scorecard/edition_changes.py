"""What reads otherwise than in an edition that was issued, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from purbeck.model.dropped import Dropped, DroppedKind
from purbeck.model.framework import Outcome
from purbeck.model.verdict import Rag, TrendVerdict
from purbeck.scorecard.edition_causes import TARGETS, Cause
from purbeck.scorecard.edition_state import MeasureState
from purbeck.scorecard.like_for_like import LikeForLike, like_for_like
from purbeck.scorecard.policy_changes import PolicyChange
from purbeck.store.revision_kind import RevisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OldRules:
    """The verdict that the figures of now would have by the framework and policy of then."""

    trend: TrendVerdict
    rag: Rag


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One measure that is in both editions.

    Attributes
    ----------
    causes
        Everything that changed; empty for a measure that reads as it did.
    by_old_rules
        None where neither framework nor policy has changed, or where those of then are not
        at hand.
    """

    before: MeasureState
    after: MeasureState
    causes: tuple[Cause, ...]
    by_old_rules: OldRules | None = None

    @property
    def verdict_changed(self) -> bool:
        """Whether the trend or the colour is another."""
        return (self.before.trend, self.before.rag) != (self.after.trend, self.after.rag)

    @property
    def moved_by_rules(self) -> bool:
        """Whether the old rules would give another verdict than the one it has."""
        old = self.by_old_rules
        return old is not None and (old.trend, old.rag) != (self.after.trend, self.after.rag)

    @property
    def moved_by_figures(self) -> bool:
        """Whether the figures alone, by unchanged rules, give another verdict than it had."""
        if self.by_old_rules is None:
            return self.verdict_changed
        old = self.by_old_rules
        return (old.trend, old.rag) != (self.before.trend, self.before.rag)


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedMeasure:
    """A measure of the edition that is no longer reported, with what was declared of that."""

    state: MeasureState
    reason: str = ""
    on: date | None = None
    by: str = ""
    replaced_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedFigure:
    """A figure that the edition had, and that reads otherwise now.

    ``before`` and ``after`` are None where there is no value, for the reason in ``status``.
    """

    measure: str
    area: str
    area_name: str
    period: str
    kind: RevisionKind
    before: float | None
    status_before: str
    after: float | None
    status_after: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneFigure:
    """A figure that the edition had, and that the workspace no longer has at all."""

    measure: str
    area_name: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChange:
    """One line of the log of targets."""

    measure: str
    number: str
    name: str
    cause: Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChanges:
    """What reads otherwise than in an edition, for every measure in it or in the workspace.

    Attributes
    ----------
    edition_on, on
        The days as known on which the two were made.
    whole
        Whether the framework, the policy and the figures of the edition were at hand; where
        not, its published verdicts alone were compared.
    compared
        Every measure in both, in the order of the framework now.
    policy
        What changed of the policy.
    """

    edition: str
    edition_on: date
    on: date
    whole: bool
    compared: tuple[Compared, ...]
    added: tuple[MeasureState, ...]
    dropped: tuple[DroppedMeasure, ...]
    policy: tuple[PolicyChange, ...]
    revisions: tuple[RevisedFigure, ...]
    gone: tuple[GoneFigure, ...]

    @property
    def changed(self) -> tuple[Compared, ...]:
        """The measures in both that read otherwise."""
        return tuple(each for each in self.compared if each.causes or each.verdict_changed)

    @property
    def like_for_like(self) -> LikeForLike:
        """How the measures in both have moved."""
        return like_for_like([(each.before, each.after) for each in self.compared])

    @property
    def targets(self) -> tuple[TargetChange, ...]:
        """The log of targets that were set, changed or dropped."""
        return tuple(
            TargetChange(
                measure=each.after.measure,
                number=each.after.number,
                name=each.after.name,
                cause=cause,
            )
            for each in self.compared
            for cause in each.causes
            if cause.kind in TARGETS
        )

    def of_outcome(self, outcome: Outcome) -> EditionChanges:
        """Keep what is of one outcome; a dropped measure whose outcome is not known stays."""
        ids = {measure.id for measure in outcome.measures}
        return replace(
            self,
            compared=tuple(c for c in self.compared if c.after.measure in ids),
            added=tuple(a for a in self.added if a.measure in ids),
            dropped=tuple(d for d in self.dropped if d.state.outcome in (outcome.id, "")),
            revisions=tuple(r for r in self.revisions if r.measure in ids),
            gone=tuple(g for g in self.gone if g.measure in ids),
        )


def matched(
    before: Sequence[MeasureState], after: Sequence[MeasureState]
) -> Iterator[tuple[MeasureState, MeasureState]]:
    """Pair the states of the measures that are in both, in the order of those now."""
    then = {each.measure: each for each in before}
    for now in after:
        if now.measure in then:
            yield then[now.measure], now


def added_to(
    before: Sequence[MeasureState], after: Sequence[MeasureState]
) -> tuple[MeasureState, ...]:
    """Give the states of the measures that the edition did not have."""
    had = {each.measure for each in before}
    return tuple(each for each in after if each.measure not in had)


def dropped_from(
    before: Sequence[MeasureState],
    after: Sequence[MeasureState],
    declared: Sequence[Dropped],
) -> tuple[DroppedMeasure, ...]:
    """Give the measures that are reported no more, each with the reason that was declared."""
    has = {each.measure for each in after}
    reasons: Mapping[str, Dropped] = {
        each.measure: each for each in declared if each.what is DroppedKind.MEASURE
    }
    return tuple(_dropped(each, reasons) for each in before if each.measure not in has)


def _dropped(state: MeasureState, reasons: Mapping[str, Dropped]) -> DroppedMeasure:
    declared = reasons.get(state.measure)
    if declared is None:
        return DroppedMeasure(state=state)
    return DroppedMeasure(
        state=state,
        reason=declared.reason,
        on=declared.on,
        by=declared.by,
        replaced_by=declared.replaced_by,
    )
