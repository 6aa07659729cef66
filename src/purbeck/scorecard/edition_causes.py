"""Why a measure reads otherwise than in an edition: every cause by its kind, with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.dropped import Dropped, DroppedKind
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure
from purbeck.model.target import Target
from purbeck.scorecard.edition_state import ComparatorState, FigureState, MeasureState
from purbeck.store.revision_kind import RevisionKind


class CauseKind(Enum):
    """What has come between an edition and now, for one measure."""

    FIRST_FIGURE = "first-figure"
    NEW_FIGURE = "new-figure"
    REVISED = "revised"
    FIGURE_GONE = "figure-gone"
    SERIES_BREAK = "series-break"
    """A new series begins: older figures do not compare with it."""
    TARGET_SET = "target-set"
    TARGET_CHANGED = "target-changed"
    TARGET_DROPPED = "target-dropped"
    BAND_CHANGED = "band-changed"
    RULE_CHANGED = "rule-changed"
    """By the policy of the edition the same figures would have another verdict."""
    COMPARATOR_ADDED = "comparator-added"
    COMPARATOR_DROPPED = "comparator-dropped"
    COMPARATOR_CHANGED = "comparator-changed"
    COMPARATOR_FIGURE = "comparator-figure"
    """The figure of a comparator that is held against is of another period."""
    COMPARATOR_REVISED = "comparator-revised"
    """The comparator's figure of the same period reads otherwise."""
    DEFINITION_CHANGED = "definition-changed"
    RENAMED = "renamed"
    PROGRAM = "program"
    """Nothing else has changed: the verdict is another by the program that gives it."""


TARGETS = (CauseKind.TARGET_SET, CauseKind.TARGET_CHANGED, CauseKind.TARGET_DROPPED)
"""The causes that belong in the log of targets."""

Told = str | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that changed.

    Attributes
    ----------
    subject
        What within the measure: a comparator by its label, or the key that was declared otherwise.
    before, after
        A number is in the measure's unit; None for nothing.
    reason
        Why, where somebody declared it; empty where nobody did.
    """

    kind: CauseKind
    subject: str = ""
    period: str = ""
    before: Told = None
    after: Told = None
    revision: RevisionKind | None = None
    reason: str = ""


def figure_causes(before: FigureState | None, after: FigureState | None) -> Iterator[Cause]:
    """Say what became of the latest figure: whether there is one, or one of another period."""
    if after is None or before is None:
        if after is not None:
            yield Cause(kind=CauseKind.FIRST_FIGURE, period=after.period, after=after.value)
        elif before is not None:
            yield Cause(kind=CauseKind.FIGURE_GONE, period=before.period, before=before.value)
    elif before.period != after.period:
        yield Cause(
            kind=CauseKind.NEW_FIGURE,
            period=after.period,
            before=before.value,
            after=after.value,
        )


def comparator_causes(
    before: Sequence[ComparatorState], after: Sequence[ComparatorState], targets: frozenset[str]
) -> Iterator[Cause]:
    """Say which comparators came, went, or have another figure.

    Parameters
    ----------
    targets
        The comparators that are the measure's own target: their figures are no news.
    """
    then, now = {each.id: each for each in before}, {each.id: each for each in after}
    for own, gone in then.items():
        if own not in now:
            yield Cause(kind=CauseKind.COMPARATOR_DROPPED, subject=gone.label, before=gone.value)
    for own, held in now.items():
        if own not in then:
            yield Cause(kind=CauseKind.COMPARATOR_ADDED, subject=held.label, after=held.value)
        elif own not in targets and _differs(then[own], held):
            same = then[own].period == held.period
            yield Cause(
                kind=CauseKind.COMPARATOR_REVISED if same else CauseKind.COMPARATOR_FIGURE,
                subject=held.label,
                period=held.period or "",
                before=then[own].value,
                after=held.value,
            )


def _differs(then: ComparatorState, now: ComparatorState) -> bool:
    if then.period != now.period:
        return True
    if then.value is None or now.value is None:
        return then.value is not now.value
    return abs(then.value - now.value) > SAME * max(1.0, abs(now.value))


SAME = 1e-8
"""The share of its size within which two figures of a comparator are the same. The mean of a group
is published to ten decimals, so that it differs from itself by less than this."""


_DECLARED = ("definition", "unit", "polarity", "aim", "period_kind", "pool_years", "adds_up")


def declaration_causes(before: Measure, after: Measure) -> Iterator[Cause]:
    """Say what was declared of the measure that is declared otherwise now."""
    for key in _DECLARED:
        then, now = _words(getattr(before, key)), _words(getattr(after, key))
        if then != now:
            subject = key.replace("_", " ")
            kind = CauseKind.DEFINITION_CHANGED
            yield Cause(kind=kind, subject=subject, before=then, after=now)


def name_causes(before: MeasureState, after: MeasureState) -> Iterator[Cause]:
    """Say whether the measure bears another name or number."""
    for key in ("name", "number"):
        then, now = getattr(before, key), getattr(after, key)
        if then != now:
            yield Cause(kind=CauseKind.RENAMED, subject=key, before=then, after=now)


def _words(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    code = getattr(value, "code", None)
    return str(code.value) if isinstance(code, Enum) else "" if value is None else str(value)


def declared_comparator_causes(
    before: tuple[Framework, Measure], after: tuple[Framework, Measure]
) -> Iterator[Cause]:
    """Say which comparators of the same id are another area, group or series than they were."""
    then = {each.id: each for each in before[1].comparators}
    for held in after[1].comparators:
        earlier = then.get(held.id)
        if earlier is not None and _means(before[0], earlier) != _means(after[0], held):
            yield Cause(
                kind=CauseKind.COMPARATOR_CHANGED,
                subject=held.label,
                before=_means_words(before[0], earlier),
                after=_means_words(after[0], held),
            )


def _means(framework: Framework, held: Comparator) -> tuple[object, ...]:
    members = framework.group(held.group).members if held.group else ()
    fixed = None if held.period is None else held.period.label
    return held.kind, held.area, held.group, held.series, fixed, held.steps_back, sorted(members)


def _means_words(framework: Framework, held: Comparator) -> str:
    of = framework.area_name(held.area) if held.area else held.kind.value.replace("-", " ")
    if held.group:
        group = framework.group(held.group)
        of = f"{group.name} ({len(group.members)} areas)"
    return f"{of} in {held.period.label}" if held.period else of


def target_causes(before: Measure, after: Measure, dropped: Sequence[Dropped]) -> Iterator[Cause]:
    """Say what became of the target: a step that is new, another or gone, its tolerance, its floor.

    The reason is that of the target now, or that of ``[[dropped]]`` where it was taken away.
    """
    old, new = before.target, after.target
    reason = new.reason if new is not None else _why_dropped(after.id, dropped)
    if new is None:
        if old is not None:
            step = max(old.steps, key=lambda pair: pair[0].ordinal, default=None)
            yield Cause(
                kind=CauseKind.TARGET_DROPPED,
                period=step[0].label if step else "",
                before=step[1] if step else old.floor,
                reason=reason,
            )
        return
    yield from _step_causes(old, new, reason)
    for key in ("tolerance", "floor", "profile") if old is not None else ():
        then, now = _number(getattr(old, key)), _number(getattr(new, key))
        if then != now:
            yield Cause(
                kind=CauseKind.TARGET_CHANGED, subject=key, before=then, after=now, reason=reason
            )


def _number(value: float | tuple[float, ...] | None) -> Told:
    if isinstance(value, tuple):
        return ", ".join(f"{each:g}" for each in value) or "none"
    return value


def _step_causes(old: Target | None, new: Target, reason: str) -> Iterator[Cause]:
    then = {} if old is None else {period.label: value for period, value in old.steps}
    now = {period.label: value for period, value in new.steps}
    for period in sorted({*then, *now}):
        was, is_ = then.get(period), now.get(period)
        if was == is_:
            continue
        kind = CauseKind.TARGET_SET if was is None else CauseKind.TARGET_CHANGED
        yield Cause(kind=kind, period=period, before=was, after=is_, reason=reason)


def _why_dropped(measure: str, dropped: Sequence[Dropped]) -> str:
    found = (d for d in dropped if d.measure == measure and d.what is DroppedKind.TARGET)
    return next((each.reason for each in found), "")


def target_ids(measure: Measure) -> frozenset[str]:
    """Give the comparators of a measure that are its own target."""
    return frozenset(c.id for c in measure.comparators if c.kind is ComparatorKind.TARGET)
