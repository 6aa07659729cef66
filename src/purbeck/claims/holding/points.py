"""The figures that a statement is held against, and which two of them it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.claims.claim import Beside, ClaimVerdict, Fact, Ground
from purbeck.claims.when import When
from purbeck.model.measure import Measure
from purbeck.model.observation import Status
from purbeck.model.period import Period, PeriodKind
from purbeck.model.polarity import Polarity

EDGE = 1e-9
"""Room for binary fractions: 5.7 - 5.4 is a hair more than 0.3 there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What becomes of a statement, and the figures that settle it."""

    verdict: ClaimVerdict
    ground: Ground
    beside: tuple[Beside, ...] = ()
    word: str = ""


def cannot(ground: Ground, beside: tuple[Beside, ...] = ()) -> Judgement:
    """Say that a statement cannot be checked, and why."""
    return Judgement(verdict=ClaimVerdict.CANNOT_BE_CHECKED, ground=ground, beside=beside)


def settled(
    holds: bool | None,
    beside: tuple[Beside, ...],
    ground: Ground = Ground.FIGURES,
    word: str = "",
) -> Judgement:
    """Say whether the figures bear a statement out; None where they are too close to say."""
    if holds is None:
        return cannot(Ground.TOO_CLOSE, beside)
    verdict = ClaimVerdict.SUPPORTED if holds else ClaimVerdict.CONTRADICTED
    return Judgement(verdict=verdict, ground=ground, beside=beside, word=word)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Points:
    """A series as the checker sees it: one place's own, or a comparator's.

    Attributes
    ----------
    values
        Every figure that may be shown, by its period, in order.
    latest, previous
        None where there is none; a latest that is suppressed leaves none.
    breaks
        The periods that open a new series.
    marginal
        The policy's marginal band for the change; None where there is none, or for another place.
    label
        The comparator's; empty for the area's own.
    """

    measure: Measure
    values: Mapping[Period, float]
    latest: Period | None
    previous: Period | None
    breaks: frozenset[Period]
    marginal: float | None
    label: str = ""

    def beside(self, period: Period, fact: Fact = Fact.FIGURE) -> Beside:
        """Give the figure of a period as evidence."""
        if self.label and fact is Fact.FIGURE:
            fact = Fact.COMPARATOR
        return Beside(fact=fact, value=self.values[period], period=period, label=self.label)

    def change(self, span: Span) -> float:
        """The change over a span as printed: nothing where both figures print alike."""
        decimals = self.measure.decimals
        moved = self.values[span.end] - self.values[span.base]
        printed = round(self.values[span.end], decimals) - round(self.values[span.base], decimals)
        return 0.0 if abs(printed) < EDGE else moved

    def broken(self, span: Span) -> bool:
        """Whether a new series opens after the base of a span."""
        return any(span.base < period <= span.end for period in self.breaks)

    @property
    def better(self) -> int:
        """1 where higher is better, -1 where lower is; 0 where neither, or a range."""
        return {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(self.measure.polarity, 0)


@dataclass(frozen=True, slots=True)
class Span:
    """Two periods that a statement speaks of, or several one after another."""

    base: Period
    end: Period
    usual: bool = False
    """Whether these are the two that the council's own rule compares."""


def own_points(assessment: Assessment) -> Points:
    """Give the area's own figures."""
    values = {o.period: o.value for o in assessment.series if o.value is not None}
    latest, previous = assessment.latest, assessment.previous
    bands = [t.value for t in assessment.trend.thresholds if t.name == "marginal"]
    return Points(
        measure=assessment.measure,
        values=values,
        latest=latest.period if latest is not None and latest.value is not None else None,
        previous=previous.period if previous is not None and previous.value is not None else None,
        breaks=frozenset(o.period for o in assessment.series if o.status is Status.BREAK),
        marginal=bands[0] if bands else None,
    )


def comparator_points(assessment: Assessment, held: ComparatorAssessment) -> Points:
    """Give a comparator's figures, up to that which was compared."""
    series = held.series
    if held.period is not None:
        series = tuple(point for point in series if not held.period.ends_before(point[0]))
    periods = [period for period, _ in series]
    return Points(
        measure=assessment.measure,
        values=dict(series),
        latest=periods[-1] if periods else None,
        previous=periods[-2] if len(periods) > 1 else None,
        breaks=frozenset(),
        marginal=None,
        label=held.comparator.label,
    )


def spans_of(when: When, points: Points) -> Span | Ground:
    """Tell which two figures a statement of movement speaks of.

    Where no time is named they are the latest and the one before it. A time that the figures do
    not have, or that may be one of two, gives the reason for not telling.
    """
    if points.latest is None:
        return Ground.NO_FIGURE
    if when.vague:
        return Ground.UNKNOWN_PERIOD
    if when.named:
        return _named(when, points)
    back = steps_back(when, points)
    if isinstance(back, Ground):
        return back
    if back:
        base = _back(points.latest, back)
        if base is None or base not in points.values:
            return Ground.NO_FIGURE
        return Span(base, points.latest)
    if points.previous is None:
        return Ground.NO_FIGURE
    follows = points.previous == _back(points.latest, 1)
    if (when.before or when.season) and not follows:
        return Ground.UNKNOWN_PERIOD
    return Span(points.previous, points.latest, usual=True)


def _named(when: When, points: Points) -> Span | Ground:
    assert points.latest is not None
    kind = points.measure.period_kind
    read = [named.read(kind) for named in when.named]
    periods = [period for period in read if period is not None]
    if len(periods) != len(read) or len({p.series for p in [*periods, points.latest]}) > 1:
        return Ground.UNKNOWN_PERIOD
    if not all(period in points.values for period in periods):
        return Ground.NO_FIGURE
    if len(periods) == 1:
        (period,) = periods
        if when.named[0].since:
            return Span(period, points.latest) if period < points.latest else Ground.UNKNOWN_PERIOD
        earlier = [p for p in points.values if p < period]
        if not earlier:
            return Ground.NO_FIGURE
        return Span(max(earlier, key=lambda p: p.ordinal), period, usual=period == points.latest)
    joined = when.named[0].between or any(named.since for named in when.named)
    if len(periods) == 2 and joined and periods[0] != periods[1]:
        base, end = sorted(periods, key=_place)
        return Span(base, end, usual=(base, end) == (points.previous, points.latest))
    return Ground.UNKNOWN_PERIOD


def _place(period: Period) -> int:
    return period.ordinal


_QUARTERS = (PeriodKind.FINANCIAL_QUARTER, PeriodKind.CALENDAR_QUARTER)
_UNITS = {
    "quarter": _QUARTERS,
    "month": (PeriodKind.MONTH, PeriodKind.ROLLING_YEAR),
    "term": (PeriodKind.TERM,),
    "year": (PeriodKind.CALENDAR_YEAR, PeriodKind.ACADEMIC_YEAR, PeriodKind.FINANCIAL_YEAR),
}
_ANY = ("period", "figure", "time", "update", "figures", "data", "result", "results")


def steps_back(when: When, points: Points) -> int | Ground:
    """Count the periods back from the latest that a time speaks of; 0 for the one before it."""
    kind = points.measure.period_kind
    parts = kind.parts_a_year
    if when.steps:
        if when.unit == "year" and parts > 1:
            return when.steps * parts
        return when.steps if kind in _UNITS.get(when.unit, ()) else Ground.UNKNOWN_PERIOD
    if when.season:
        return parts if parts > 1 else 0
    for unit in (when.before, when.now):
        if unit and unit not in _ANY and kind not in _UNITS.get(unit, ()):
            return Ground.UNKNOWN_PERIOD
    return 0


def _back(period: Period, steps: int) -> Period | None:
    try:
        return period.previous(steps)
    except ValueError:
        return None


def last_of(points: Points, count: int) -> list[Period]:
    """Give the periods of the latest figures, so many as there are, the latest last."""
    assert points.latest is not None
    wanted = [_back(points.latest, step) for step in range(count - 1, -1, -1)]
    return [period for period in wanted if period is not None and period in points.values]
