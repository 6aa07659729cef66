"""A measure of one area, assessed: its figures, and what each rule finds."""

from __future__ import annotations

from dataclasses import dataclass

from purbeck.assess.finding import Finding
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
    Outlook,
    Rag,
    Standing,
    TrendEvidence,
    TrendVerdict,
    Variation,
)

PeriodValue = tuple[Period, float]


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
    standing
        Where the area stands among the members of a group; None for other comparators.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The second verdict: what the numbers can bear, beside the council's own rule."""

    trend: Finding[TrendEvidence]
    recent_trend: Finding[TrendEvidence]
    change: Finding[ChangeEvidence]
    variation: Finding[Variation]
    assurance: Finding[Assurance]
    outlook: Finding[Outlook]
    agreement: Finding[Agreement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A measure of one area with its figures and the findings about it.

    Attributes
    ----------
    series
        The area's observations as known, in the order of their periods.
    latest, previous
        The two that the trend is about; None where there is none.
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
