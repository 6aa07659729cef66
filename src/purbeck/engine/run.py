"""The assessment of a framework, in process: each measure is an independent piece of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from purbeck.assess.assessment import Assessment
from purbeck.assess.direction_of_travel import direction_of_travel
from purbeck.assess.latest import NONE, Latest, latest_of
from purbeck.assess.overall import RAGS, colours, overall
from purbeck.assess.overdue import overdue_of
from purbeck.engine.ahead import forecasts_of
from purbeck.engine.compared import Compared, comparators_of, compare
from purbeck.engine.statistics import statistics_of
from purbeck.methods.forecast import Forecast
from purbeck.model.action import Action
from purbeck.model.comparator import Comparator
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.model.policy import Policy
from purbeck.panel import Panel, panel_of

_ARRAYS = ("value", "numerator", "denominator", "lower", "upper", "state", "status")

ByMeasure = Mapping[str, Sequence[Observation]]


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
    actions: Sequence[Action] = (),
    only: Collection[str] | None = None,
    *,
    on: date | None = None,
    then: Mapping[date, Iterable[Observation]] | None = None,
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
    actions
        What has been undertaken, by indicator: what came since each began is scored.
    only
        The measures wanted, by their ids; every one if not given.
    on
        The day of the report, from which it follows whose figures are overdue.
    then
        What was known on the days on which actions began: the forecast that later figures are
        held against is made from it, and never again. See ``turned_since`` where it is not there.

    Returns
    -------
    tuple of Assessment
        In the order of the framework, area by area within a measure. A measure without any
        observation is there too, and cannot be assessed.
    """
    parts = observations_by_measure(observations)
    known = {day: observations_by_measure(figures) for day, figures in (then or {}).items()}
    wanted = tuple(areas) or (framework.organisation.area,)
    tasks = [
        _Task(
            framework,
            policy,
            measure,
            parts,
            wanted,
            tuple(action for action in actions if action.indicator == measure.id),
            on,
            known,
        )
        for measure in framework.measures
        if measure.kind is not MeasureKind.REFERENCE_SERIES and (only is None or measure.id in only)
    ]
    panels = [task.panel_of(task.measure, wanted) for task in tasks]
    own = [_first_rows(panel, len(wanted)) for panel in panels]
    return tuple(
        assessment
        for task, panel, narrow, ahead in zip(tasks, panels, own, forecasts_of(own), strict=True)
        for assessment in task.assessments(panel, narrow, ahead)
    )


@dataclass(frozen=True, slots=True)
class _Task:
    """One measure with everything that its assessment needs."""

    framework: Framework
    policy: Policy
    measure: Measure
    parts: ByMeasure
    areas: tuple[str, ...]
    actions: tuple[Action, ...]
    on: date | None
    known: Mapping[date, ByMeasure]

    def assessments(self, panel: Panel, own: Panel, ahead: Forecast) -> Iterator[Assessment]:
        """Assess the areas wanted: ``own`` has their rows of the panel, ``ahead`` their forecasts.

        The rules of evidence go row by row, and those of other areas are wanted by nobody here.
        """
        at = latest_of(panel)
        trend = direction_of_travel(panel, self.policy)
        held = [self.compared(comparator, panel, at) for comparator in comparators_of(self.measure)]
        decided = overall(panel, self.policy, trend, [one.findings for one in held])
        trend_rag = colours(trend, self.policy.trend_rag)
        direction = direction_of_travel(own, self.policy)
        statistics = statistics_of(own, self.policy, direction, self.actions, ahead, self.then(own))
        wanted = set(self.areas)
        figures = {
            (o.area, o.period): o for o in self.parts.get(self.measure.id, ()) if o.area in wanted
        }
        for area in self.areas:
            row = panel.row(area)
            series = tuple(
                figures[area, period] for period in panel.periods if (area, period) in figures
            )
            yield Assessment(
                measure=self.measure,
                area=area,
                area_name=self.framework.area_name(area),
                series=series,
                latest=_figure(figures, area, panel, int(at.latest[row])),
                previous=_figure(figures, area, panel, int(at.previous[row])),
                trend=trend.at(row),
                trend_rag=RAGS[trend_rag[row]],
                comparators=tuple(
                    one.at(row, self.policy, self.framework.area_name) for one in held
                ),
                overall=decided.at(row),
                statistics=statistics.at(row),
                overdue=overdue_of(series, self.on),
            )

    def then(self, panel: Panel) -> dict[date, Panel]:
        """Give the measure as it was known on each day on which an action on it began.

        An area is there only where a figure with a date had been published by that day: of
        figures without one nobody can say that they stood so on the day.
        """
        days = {action.started for action in self.actions if action.started is not None}
        found = {}
        for day in days & self.known.keys():
            figures = self.known[day].get(self.measure.id, ())
            dated = {o.area for o in figures if o.published is not None}
            areas = [area for area in panel.areas if area in dated]
            kept = [o for o in figures if o.area in areas]
            found[day] = panel_of(self.measure, kept, areas)
        return found

    def panel_of(self, measure: Measure, areas: Sequence[str] = ()) -> Panel:
        return panel_of(measure, self.parts.get(measure.id, ()), areas)

    def compared(self, comparator: Comparator, panel: Panel, at: Latest) -> Compared:
        series = panel
        if comparator.series and comparator.series != self.measure.id:
            series = self.panel_of(self.framework.measure(comparator.series))
        members = self.framework.group(comparator.group).members if comparator.group else ()
        return compare(comparator, panel, at, series, members, self.policy, len(self.areas))


def _first_rows(panel: Panel, count: int) -> Panel:
    """Give the first so many areas of a panel, at all of its periods."""
    arrays = {name: getattr(panel, name)[:count] for name in _ARRAYS}
    return replace(panel, areas=panel.areas[:count], **arrays)


def _figure(
    figures: Mapping[tuple[str, Period], Observation], area: str, panel: Panel, column: int
) -> Observation | None:
    return None if column == NONE else figures.get((area, panel.periods[column]))
