"""The charts of how groups stand: dots of one period, gaps over time, a slope over deprivation."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.model.period import Period
from purbeck.publish.charts.gap import gap_chart
from purbeck.publish.charts.gradient import gradient_chart
from purbeck.publish.charts.groups import groups_chart
from purbeck.publish.charts.inequality_series import GapSeries, GroupsSeries, Spot
from purbeck.publish.compose.chart_series import MOST_PERIODS
from purbeck.publish.document import Block, Columns, Figure, FigureSize
from purbeck.publish.wording.inequality import (
    against_words,
    figure_words,
    gap_unit,
    held_against,
    interval_words,
    signed,
)
from purbeck.publish.wording.verdicts import POLARITY_MEANING
from purbeck.scorecard.inequality import FigureInPeriod, GapPoint, GroupStanding, MeasureInequality

MOST_GAPS = 4
"""How many gaps over time are drawn of one dimension: as many as one glance takes in. The others
are in the table and the data sheet."""

_LEAST_POINTS = 2


def charts_of(found: MeasureInequality) -> Iterator[Block]:
    """Draw what there is to draw of a dimension, the small charts two to a row."""
    dots = groups_figure(found)
    if dots is not None:
        yield dots
    small = [*filter(None, [gradient_figure(found)]), *gap_figures(found)]
    for first in range(0, len(small), 2):
        row = small[first : first + 2]
        if len(row) > 1:
            yield Columns(tuple((one,) for one in row))
        else:
            yield row[0]


def groups_figure(found: MeasureInequality) -> Figure | None:
    """Draw up the dot plot of groups; None unless two of them have a figure."""
    if sum(each.latest.value is not None for each in found.groups) < _LEAST_POINTS:
        return None
    series = _series(found, found.groups, f"groups-{_anchor(found)}")
    sign = ". The open diamond is what the others are held against" if found.reference else ""
    caption = f"{found.dimension.name}, {found.period}, with 95% intervals where known{sign}"
    return Figure(groups_chart(series), caption)


def gradient_figure(found: MeasureInequality) -> Figure | None:
    """Draw up the slope chart; None where the groups have no gradient."""
    if found.gradient is None or found.gradient.line is None:
        return None
    known = tuple(each for each in found.groups if not each.group.unknown)
    series = _series(
        found, known, f"slope-{_anchor(found)}", found.gradient.places, found.gradient.line
    )
    return Figure(gradient_chart(series), f"Slope, {found.period}", FigureSize.HALF)


def gap_figures(found: MeasureInequality) -> Iterator[Figure]:
    """Draw up gaps over time, of the groups with the largest; those with one gap have no line."""
    lines = [each for each in found.compared if len(_shown(each.gaps)) >= _LEAST_POINTS]
    lines.sort(key=lambda each: -abs(each.gaps[-1].size))
    chosen = {each.group.id for each in lines[:MOST_GAPS]}
    for standing in found.compared:
        if standing.group.id in chosen:
            yield _gap_figure(found, standing)


def _gap_figure(found: MeasureInequality, standing: GroupStanding) -> Figure:
    points = _shown(standing.gaps)
    first, last = points[0].period, points[-1].period
    axis = tuple(first.next(step) if step else first for step in range(last - first + 1))
    series = GapSeries(
        anchor=f"gap-{_anchor(found)}-{standing.group.id}",
        title=f"{found.measure.name}: {standing.group.name}",
        beside=f"{standing.group.name}, less {against_words(found)}",
        unit=gap_unit(found.measure),
        decimals=found.measure.decimals,
        spots=tuple(_gap_spot(point, found) for point in points),
        axis_labels=tuple(period.label for period in axis),
        break_before=tuple(p.label for p in axis[1:] if p in standing.breaks),
    )
    caption = f"{standing.group.name}: the gap to {held_against(found)}, in {series.unit}"
    return Figure(gap_chart(series), caption, FigureSize.HALF)


def _shown(points: tuple[GapPoint, ...]) -> tuple[GapPoint, ...]:
    if not points:
        return ()
    last: Period = points[-1].period
    return tuple(point for point in points if last - point.period < MOST_PERIODS)


def _gap_spot(point: GapPoint, found: MeasureInequality) -> Spot:
    between = ""
    if point.lower is not None and point.upper is not None:
        lower, upper = (signed(end, found.measure) for end in (point.lower, point.upper))
        between = f"{lower} to {upper}"
    return Spot(
        label=point.period.label,
        value=point.size,
        text=signed(point.size, found.measure),
        lower=point.lower,
        upper=point.upper,
        between=between,
    )


def _series(
    found: MeasureInequality,
    groups: tuple[GroupStanding, ...],
    anchor: str,
    places: tuple[float, ...] = (),
    line: tuple[float, float] | None = None,
) -> GroupsSeries:
    measure = found.measure
    return GroupsSeries(
        anchor=anchor,
        title=f"{measure.name}, by {found.dimension.name[:1].lower()}{found.dimension.name[1:]}",
        period=str(found.period),
        unit_symbol=measure.unit.symbol,
        decimals=measure.decimals,
        spots=tuple(_spot(each.latest, each.group.name, found) for each in groups),
        total=None if found.total.value is None else _spot(found.total, "Everybody", found),
        reference="" if found.reference is None else found.reference.group.name,
        better=POLARITY_MEANING[measure.polarity],
        places=places,
        line=line,
    )


def _spot(held: FigureInPeriod, label: str, found: MeasureInequality) -> Spot:
    return Spot(
        label=label,
        value=held.value,
        text=figure_words(held, found.measure),
        lower=held.lower if held.value is not None else None,
        upper=held.upper if held.value is not None else None,
        between=interval_words(held, found.measure),
    )


def _anchor(found: MeasureInequality) -> str:
    return f"{found.measure.id}-{found.dimension.id}"
