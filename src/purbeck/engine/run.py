"""The assessment of a framework, in process: each measure is an independent piece of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from purbeck.assess.aim import within_aim
from purbeck.assess.assessment import Assessment, ComparatorAssessment, PeriodValue
from purbeck.assess.benchmark import Benchmark, benchmark_of
from purbeck.assess.comparison import comparison
from purbeck.assess.direction_of_travel import direction_of_travel
from purbeck.assess.finding import Findings
from purbeck.assess.latest import NONE, Latest, latest_of
from purbeck.assess.overall import RAGS, colours, overall
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.model.policy import Policy
from purbeck.model.verdict import ComparisonVerdict
from purbeck.panel import Panel, panel_of

ByMeasure = Mapping[str, Sequence[Observation]]

OWN_TARGET = Comparator(id="target", label="Target", kind=ComparatorKind.TARGET)
OWN_AIM = Comparator(id="aim", label="Aim", kind=ComparatorKind.TARGET)


def observations_by_measure(observations: Iterable[Observation]) -> ByMeasure:
    """Part observations by measure, the unit of work."""
    parts: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        parts[observation.measure].append(observation)
    return parts


def assess(
    framework: Framework,
    policy: Policy,
    observations: Iterable[Observation],
    areas: Sequence[str] = (),
) -> tuple[Assessment, ...]:
    """Assess every measure of a framework for the areas named.

    Parameters
    ----------
    framework, policy
        What is measured, and how it is judged.
    observations
        One a measure, area and period: what was known on one date.
    areas
        The areas reported on; the organisation's own where none is named.

    Returns
    -------
    tuple of Assessment
        In the order of the framework, area by area within a measure. A measure without any
        observation is there too, and cannot be assessed.
    """
    parts = observations_by_measure(observations)
    wanted = tuple(areas) or (framework.organisation.area,)
    return tuple(
        assessment
        for measure in framework.measures
        if measure.kind is not MeasureKind.REFERENCE_SERIES
        for assessment in _Task(framework, policy, measure, parts, wanted).assessments()
    )


@dataclass(frozen=True, slots=True)
class _Task:
    """One measure with everything that its assessment needs."""

    framework: Framework
    policy: Policy
    measure: Measure
    parts: ByMeasure
    areas: tuple[str, ...]

    def assessments(self) -> Iterator[Assessment]:
        panel = self.panel_of(self.measure, self.areas)
        at = latest_of(panel)
        trend = direction_of_travel(panel, self.policy)
        held = list(self.comparisons(panel, at))
        decided = overall(panel, self.policy, trend, [findings for _, findings, _ in held])
        trend_rag = colours(trend, self.policy.trend_rag)
        figures = {(o.area, o.period): o for o in self.parts.get(self.measure.id, ())}
        for area in self.areas:
            row = panel.row(area)
            known = tuple(
                figures[area, period] for period in panel.periods if (area, period) in figures
            )
            yield Assessment(
                measure=self.measure,
                area=area,
                area_name=self.framework.area_name(area),
                series=known,
                latest=_figure(figures, area, panel, int(at.latest[row])),
                previous=_figure(figures, area, panel, int(at.previous[row])),
                trend=trend.at(row),
                trend_rag=RAGS[trend_rag[row]],
                comparators=tuple(
                    self._held(benchmark, findings, comparator, row)
                    for comparator, findings, benchmark in held
                ),
                overall=decided.at(row),
            )

    def panel_of(self, measure: Measure, areas: Sequence[str] = ()) -> Panel:
        return panel_of(measure, self.parts.get(measure.id, ()), areas)

    def comparisons(
        self, panel: Panel, at: Latest
    ) -> Iterator[tuple[Comparator, Findings[ComparisonVerdict], Benchmark | None]]:
        for comparator in self._comparators():
            if comparator is OWN_AIM:
                yield comparator, within_aim(panel, self.policy), None
                continue
            series = panel
            if comparator.series and comparator.series != self.measure.id:
                series = self.panel_of(self.framework.measure(comparator.series))
            group = comparator.group
            members = self.framework.group(group).members if group else ()
            benchmark = benchmark_of(comparator, panel, at.latest, series, members)
            yield comparator, comparison(panel, benchmark, self.policy), benchmark

    def _comparators(self) -> tuple[Comparator, ...]:
        """The declared comparators, and the measure's own target and aim where it has them."""
        declared = self.measure.comparators
        extra = []
        names_target = any(c.kind is ComparatorKind.TARGET for c in declared)
        if self.measure.target is not None and self.measure.target.steps and not names_target:
            extra.append(OWN_TARGET)
        if self.measure.aim is not None:
            extra.append(OWN_AIM)
        return (*declared, *extra)

    def _held(
        self,
        benchmark: Benchmark | None,
        findings: Findings[ComparisonVerdict],
        comparator: Comparator,
        row: int,
    ) -> ComparatorAssessment:
        finding = findings.at(row)
        column = NONE if benchmark is None else int(benchmark.column[row])
        series = () if benchmark is None else _series(benchmark, row)
        found = benchmark is not None and column != NONE
        return ComparatorAssessment(
            comparator=comparator,
            period=benchmark.periods[column] if benchmark is not None and found else None,
            value=float(benchmark.value[row]) if benchmark is not None and found else None,
            newer=series[-1] if benchmark is not None and benchmark.newer[row] else None,
            finding=finding,
            rag=self.policy.comparison_rag[finding.verdict],
            series=series,
        )


def _figure(
    figures: Mapping[tuple[str, Period], Observation], area: str, panel: Panel, column: int
) -> Observation | None:
    return None if column == NONE else figures.get((area, panel.periods[column]))


def _series(benchmark: Benchmark, row: int) -> tuple[PeriodValue, ...]:
    return tuple(
        (period, float(value))
        for period, value in zip(benchmark.periods, benchmark.series[row], strict=True)
        if value == value
    )
