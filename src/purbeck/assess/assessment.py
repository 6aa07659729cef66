"""A measure of one area, assessed: its figures, and what each rule finds."""

from __future__ import annotations

from dataclasses import dataclass

from purbeck.assess.finding import Finding
from purbeck.methods.xmr_rules import SpecialCause
from purbeck.model.action import Action
from purbeck.model.area import Area
from purbeck.model.comparator import Comparator
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.model.verdict import (
    Agreement,
    Assurance,
    BenchmarkEvidence,
    ChangeEvidence,
    ComparisonVerdict,
    GapEvidence,
    NeighbourChoice,
    Outlook,
    Rag,
    Shift,
    Standing,
    TrendEvidence,
    TrendVerdict,
    Turned,
    Variation,
)

PeriodValue = tuple[Period, float]


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """The limits of a funnel at one denominator, in the measure's unit."""

    denominator: float
    lower: float
    upper: float
    outer_lower: float
    outer_upper: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPoint:
    """One area of a funnel, with the limits of its own denominator and what it says."""

    area: str
    area_name: str
    value: float
    limits: FunnelLimits
    lies: BenchmarkEvidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """A funnel as it is drawn.

    Attributes
    ----------
    points
        The area itself first, then the members that have counts which may be shown.
    average
        All counts over all denominators, in the measure's unit.
    widened
        Whether limits allow for the spread between areas.
    curve
        The limits from a tenth below the smallest denominator to a tenth above the largest.
    """

    points: tuple[FunnelPoint, ...]
    average: float
    widened: bool
    curve: tuple[FunnelLimits, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourEvidence:
    """Whether the comparison with the mean of a published group hangs on who is in it.

    Attributes
    ----------
    model
        The name of the model whose neighbours are the other choice.
    by_model
        The verdict by the mean of its neighbours.
    known, of
        How many of its neighbours have a figure, and how many there are.
    changing
        The published neighbours whose leaving changes the verdict, with their names.
    """

    model: str
    finding: Finding[NeighbourChoice]
    by_model: ComparisonVerdict
    known: int
    of: int
    changing: tuple[Area, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparatorAssessment:
    """How the latest figure stands to one comparator.

    Attributes
    ----------
    period, value
        The comparator's figure that was used, in the measure's unit; None where there is none.
    newer
        The newest figure of the comparator, where one newer than ``period`` was known.
    series
        Every figure of the comparator that was known, for the chart.
    evidence
        The comparison with the chance in the local figure; None for a target or an aim.
    standing, funnel
        Where the area stands among the members of a group, and where on their funnel; None for
        other comparators.
    gap
        How far the local figure is from another area's or a group's; None for other comparators.
    funnel_chart
        The funnel with all its areas; None where the area cannot be placed on one.
    choice
        For the mean of published neighbours, whether it hangs on their choice; None where no model
        of neighbours is set beside them.
    """

    comparator: Comparator
    period: Period | None
    value: float | None
    newer: PeriodValue | None
    finding: Finding[ComparisonVerdict]
    rag: Rag
    series: tuple[PeriodValue, ...]
    evidence: Finding[BenchmarkEvidence] | None = None
    standing: Finding[Standing] | None = None
    funnel: Finding[BenchmarkEvidence] | None = None
    gap: Finding[GapEvidence] | None = None
    funnel_chart: Funnel | None = None
    choice: NeighbourEvidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPoint:
    """One point of an XmR chart, with the mean and limits of its segment.

    Attributes
    ----------
    mean, lower, upper
        In the measure's unit, not clipped to what the unit allows; None where the segment has
        too few points for limits.
    signal
        What the point says; it cannot be assessed without limits.
    cause
        The rule of the chart by which it says so.
    """

    period: Period
    value: float
    mean: float | None
    lower: float | None
    upper: float | None
    signal: Variation
    cause: SpecialCause


@dataclass(frozen=True, slots=True)
class SinceAction:
    """What came since an action began, against a forecast from before it."""

    action: Action
    finding: Finding[Turned]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The second verdict: what the numbers can bear, beside the council's own rule.

    Attributes
    ----------
    same_period_last_year, rolling_year
        For parts of a year: beside the same season, and twelve months taken together.
    counts_chart, run_chart
        Beside the XmR chart of ``variation``: by limits that follow the denominators, and by runs.
    rolling_series
        The figure of the twelve months up to each period that ends a whole year of figures.
    control
        The points of the XmR chart; none where there are too few for one.
    turned
        Each action whose beginning is known, in the order of the register.
    """

    trend: Finding[TrendEvidence]
    recent_trend: Finding[TrendEvidence]
    change: Finding[ChangeEvidence]
    variation: Finding[Variation]
    counts_chart: Finding[Variation]
    run_chart: Finding[Shift]
    assurance: Finding[Assurance]
    outlook: Finding[Outlook]
    agreement: Finding[Agreement]
    same_period_last_year: Finding[ComparisonVerdict]
    rolling_year: Finding[TrendEvidence]
    rolling_series: tuple[PeriodValue, ...] = ()
    control: tuple[ControlPoint, ...] = ()
    turned: tuple[SinceAction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A measure of one area with its figures and the findings about it.

    Attributes
    ----------
    series
        The area's observations as known, in the order of their periods.
    latest, previous
        The two that the trend is about; None where there is none.
    overdue
        The period after the newest figure, where its figure should have been out by the day of
        the report; None where none is overdue, or no day was given. No verdict goes by it.
    """

    measure: Measure
    area: str
    area_name: str
    series: tuple[Observation, ...]
    latest: Observation | None
    previous: Observation | None
    trend: Finding[TrendVerdict]
    trend_rag: Rag
    comparators: tuple[ComparatorAssessment, ...]
    overall: Finding[Rag]
    statistics: Statistics
    overdue: Period | None = None

    @property
    def change(self) -> float | None:
        """Latest minus previous, in the measure's unit; None where there are not both."""
        return self.trend.evidence.get("change")

    @property
    def rag(self) -> Rag:
        """The colour of the measure."""
        return self.overall.verdict

    @property
    def findings(
        self,
    ) -> tuple[Finding[TrendVerdict] | Finding[ComparisonVerdict] | Finding[Rag], ...]:
        """Every finding about the measure: trend, comparators in order, overall."""
        return (self.trend, *(held.finding for held in self.comparators), self.overall)
