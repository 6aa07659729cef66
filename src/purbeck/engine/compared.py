"""A measure held against each of its comparators, for every area at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from purbeck.assess.aim import within_aim
from purbeck.assess.assessment import ComparatorAssessment, Funnel, PeriodValue
from purbeck.assess.benchmark import Benchmark, benchmark_of
from purbeck.assess.comparison import comparison
from purbeck.assess.finding import Findings
from purbeck.assess.latest import NONE, Latest
from purbeck.assess.statistical.benchmark_evidence import benchmark_evidence
from purbeck.assess.statistical.funnel_chart import FunnelCharts
from purbeck.assess.statistical.funnel_evidence import funnel_evidence, funnel_group
from purbeck.assess.statistical.gap_evidence import gap_evidence
from purbeck.assess.statistical.standing import standing
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.measure import Measure
from purbeck.model.period import Period
from purbeck.model.policy import Policy
from purbeck.model.verdict import BenchmarkEvidence, ComparisonVerdict, GapEvidence, Standing
from purbeck.panel import Panel

OWN_TARGET = Comparator(id="target", label="Target", kind=ComparatorKind.TARGET)
OWN_AIM = Comparator(id="aim", label="Aim", kind=ComparatorKind.TARGET)

_OF_OTHER_AREAS = (ComparatorKind.AREA, ComparatorKind.GROUP_MEAN)


def comparators_of(measure: Measure) -> tuple[Comparator, ...]:
    """Give the declared comparators, and the measure's own target and aim where it has them."""
    declared = measure.comparators
    extra = []
    names_target = any(c.kind is ComparatorKind.TARGET for c in declared)
    if measure.target is not None and measure.target.steps and not names_target:
        extra.append(OWN_TARGET)
    if measure.aim is not None:
        extra.append(OWN_AIM)
    return (*declared, *extra)


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """What the rules find of one comparator, for every area of a panel."""

    comparator: Comparator
    findings: Findings[ComparisonVerdict]
    benchmark: Benchmark | None
    evidence: Findings[BenchmarkEvidence] | None = None
    standing: Findings[Standing] | None = None
    funnel: Findings[BenchmarkEvidence] | None = None
    gap: Findings[GapEvidence] | None = None
    funnel_charts: FunnelCharts | None = None

    def at(
        self, row: int, policy: Policy, name_of: Callable[[str], str] = str
    ) -> ComparatorAssessment:
        """Give the comparison of one area; ``name_of`` gives an area's name by its code."""
        finding = self.findings.at(row)
        period, value, newer = self._figure(row)
        return ComparatorAssessment(
            comparator=self.comparator,
            period=period,
            value=value,
            newer=newer,
            finding=finding,
            rag=policy.comparison_rag[finding.verdict],
            series=self._series(row),
            evidence=None if self.evidence is None else self.evidence.at(row),
            standing=None if self.standing is None else self.standing.at(row),
            funnel=None if self.funnel is None else self.funnel.at(row),
            gap=None if self.gap is None else self.gap.at(row),
            funnel_chart=self._funnel(row, name_of),
        )

    def _funnel(self, row: int, name_of: Callable[[str], str]) -> Funnel | None:
        """Give the funnel on which the area is placed; None where it is not."""
        if self.funnel is None or self.funnel_charts is None:
            return None
        placed = self.funnel.at(row).verdict is not BenchmarkEvidence.CANNOT_BE_ASSESSED
        return self.funnel_charts.at(row, name_of) if placed else None

    def _figure(self, row: int) -> tuple[Period | None, float | None, PeriodValue | None]:
        benchmark = self.benchmark
        if benchmark is None or benchmark.column[row] == NONE:
            return None, None, None
        newer = self._series(row)[-1] if benchmark.newer[row] else None
        return benchmark.periods[benchmark.column[row]], float(benchmark.value[row]), newer

    def _series(self, row: int) -> tuple[PeriodValue, ...]:
        if self.benchmark is None:
            return ()
        return tuple(
            (period, float(value))
            for period, value in zip(
                self.benchmark.periods, self.benchmark.series[row], strict=True
            )
            if value == value
        )


def compare(
    comparator: Comparator,
    panel: Panel,
    at: Latest,
    series: Panel,
    members: tuple[str, ...],
    policy: Policy,
    wanted: int | None = None,
) -> Compared:
    """Hold a panel against one comparator, by the council's rule and by the evidence.

    Parameters
    ----------
    series
        The panel that the comparator reads: ``panel`` itself, or that of another series.
    members
        The areas of the comparator's group, where it has one.
    wanted
        How many areas, from the first, need the range of their rank; every one if not given.
    """
    if comparator is OWN_AIM:
        return Compared(comparator, within_aim(panel, policy), None)
    benchmark = benchmark_of(comparator, panel, at.latest, series, members)
    of_areas = comparator.kind in _OF_OTHER_AREAS
    in_group = comparator.kind is ComparatorKind.GROUP_MEAN and series is panel
    group = funnel_group(panel, members, at.latest) if in_group else None
    return Compared(
        comparator=comparator,
        findings=comparison(panel, benchmark, policy),
        benchmark=benchmark,
        evidence=benchmark_evidence(panel, benchmark, policy) if of_areas else None,
        standing=standing(panel, members, policy, wanted) if in_group else None,
        funnel=funnel_evidence(panel, members, policy, group) if in_group else None,
        funnel_charts=None if group is None else FunnelCharts(group, panel.measure.polarity),
        gap=gap_evidence(panel, benchmark, series, policy) if of_areas else None,
    )
