"""One measure in several areas: their lines in one chart, or a small chart each, and a table.

Areas stand in the order asked for. They are not ranked: a place in a list says nothing of whether
two areas differ by more than chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from purbeck.model.framework import Framework
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.period import Period
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.series import (
    MOST_COMPARATORS,
    ChartLine,
    ChartPoint,
    Role,
    Size,
    TrendSeries,
)
from purbeck.publish.charts.trend import trend_chart
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.document import Cell, Column, Columns, Figure, FigureSize, Run, Table
from purbeck.publish.wording.figures import figure, observed, remark
from purbeck.publish.wording.verdicts import POLARITY_MEANING

MOST_PERIODS = 10
"""The periods shown, the latest ones; our own choice. What is older is in the open data."""

MOST_TOGETHER = MOST_COMPARATORS + 1
"""The lines that can be told apart in one chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreasCompared:
    """The figures of one measure in several areas, as they may be shown.

    Attributes
    ----------
    areas
        The codes, in the order asked for; one without any figure stays, and says so.
    series
        The figures of each area by the label of the period.
    """

    framework: Framework
    measure: Measure
    areas: tuple[str, ...]
    periods: tuple[Period, ...]
    series: dict[str, dict[str, Observation]]

    @property
    def drawn(self) -> tuple[str, ...]:
        """The areas that have any value in the periods shown."""
        return tuple(area for area in self.areas if any(self.values(area)))

    def values(self, area: str) -> list[Observation]:
        """Give the figures of an area that have a value, in the periods shown."""
        own = self.series.get(area, {})
        found = [own[each.label] for each in self.periods if each.label in own]
        return [each for each in found if each.value is not None]


def areas_compared(
    framework: Framework, shown: Iterable[Observation], measure: Measure, areas: Sequence[str]
) -> AreasCompared:
    """Take the figures of a measure in some areas out of those that may be shown.

    Figures that are not yet due are no gap, and have no place. Without any figure there is no
    period, no chart, and an empty table.
    """
    series: dict[str, dict[str, Observation]] = {area: {} for area in areas}
    for each in shown:
        due = each.absence is not Absence.NOT_YET_DUE
        if each.measure == measure.id and each.area in series and due:
            series[each.area][each.period.label] = each
    every = {own.period for known in series.values() for own in known.values()}
    periods = tuple(sorted(every, key=lambda period: period.ordinal)[-MOST_PERIODS:])
    return AreasCompared(
        framework=framework,
        measure=measure,
        areas=tuple(dict.fromkeys(areas)),
        periods=periods,
        series=series,
    )


def together(compared: AreasCompared) -> Figure | None:
    """Draw the first areas that have figures in one chart; None where none has."""
    drawn = compared.drawn[:MOST_TOGETHER]
    if not drawn:
        return None
    first, *others = drawn
    lines = (
        _line(compared, first, "local"),
        *(_line(compared, area, "comparator") for area in others),
    )
    narrow = _chart(compared, lines, "half", "all")
    chart = replace(_chart(compared, lines, "full", "all"), narrow=narrow)
    names = ", ".join(compared.framework.area_name(area) for area in drawn)
    return Figure(chart, f"{compared.measure.name}: {names}", FigureSize.FULL)


def small_multiples(compared: AreasCompared) -> Columns | None:
    """Draw a small chart for each area that has figures, all on one scale; None where none has."""
    values = tuple(
        each.value
        for area in compared.drawn
        for each in compared.values(area)
        if each.value is not None
    )
    if not values:
        return None
    ends = (min(values), max(values))
    stacks = []
    for area in compared.drawn:
        line = _line(compared, area, "local")
        chart = _chart(compared, (line,), "half", area, reaching=ends)
        stacks.append((Figure(chart, compared.framework.area_name(area), FigureSize.HALF),))
    return Columns(tuple(stacks))


def compared_table(compared: AreasCompared) -> Table:
    """Lay out the figures, an area a row and a period a column."""
    measure, name = compared.measure, f"{compared.measure.number} {compared.measure.name}".strip()
    columns = (
        Column("Area", share=1.6),
        *(Column(period.label, numeric=True) for period in compared.periods),
    )
    rows = tuple(
        (
            text_cell(compared.framework.area_name(area)),
            *(_cell(compared.series[area].get(p.label), measure) for p in compared.periods),
        )
        for area in compared.areas
    )
    note = "The areas stand in the order of the framework. A difference may be chance."
    return Table(f"{name}, by area", columns, rows, note)


def _cell(observation: Observation | None, measure: Measure) -> Cell:
    if observation is None:
        return text_cell("No figure")
    said = observed(observation, measure)
    more = remark(observation) if observation.value is not None else ""
    return Cell((Run(said), *((Run(f" ({more})"),) if more else ())))


def _line(compared: AreasCompared, area: str, role: Role) -> ChartLine:
    own, measure = compared.series[area], compared.measure
    points = tuple(
        ChartPoint(
            label=each.period.label,
            value=each.value,
            text="" if each.value is None else figure(each.value, measure),
            remark=remark(each),
        )
        for period in compared.periods
        if (each := own.get(period.label)) is not None
    )
    return ChartLine(compared.framework.area_name(area), points, role)


def _chart(
    compared: AreasCompared,
    lines: tuple[ChartLine, ...],
    size: Size,
    anchor: str,
    reaching: tuple[float, ...] = (),
) -> Chart:
    measure = compared.measure
    local = compared.series[compared.drawn[0]] if anchor == "all" else compared.series[anchor]
    breaks = tuple(
        period.label
        for period in compared.periods
        if (own := local.get(period.label)) is not None and own.status is Status.BREAK
    )
    return trend_chart(
        TrendSeries(
            anchor=f"compare-{measure.id}-{anchor}-{size}",
            title=measure.name,
            unit_symbol=measure.unit.symbol,
            lines=lines,
            axis_labels=_axis(compared.periods),
            size=size,
            decimals=measure.decimals,
            better=POLARITY_MEANING[measure.polarity],
            break_before=breaks,
            reaching=reaching,
        )
    )


def _axis(periods: tuple[Period, ...]) -> tuple[str, ...]:
    """Give every period from the first to the last, whether or not anybody has a figure."""
    last = periods[-1]
    count = last - periods[0] + 1
    return tuple((last.previous(back) if back else last).label for back in reversed(range(count)))
