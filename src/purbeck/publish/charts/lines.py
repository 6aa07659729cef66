"""The lines and points of a trend chart as layers of Vega-Lite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from purbeck.publish.charts.layout import Frame, valued
from purbeck.publish.charts.placement import Place
from purbeck.publish.charts.series import ChartLine, ChartPoint, TrendSeries
from purbeck.publish.charts.vega_theme import DASHES, STROKES
from purbeck.publish.theme import LIGHT

UNSETTLED = ("provisional", "estimated")
"""The remarks on a figure that may still change; such a point is drawn hollow."""

_COMPARATOR_DOT = 10.0
"""The area of the point of a comparator where no line carries it, in square points."""

LEAST_STEP = 12.0
"""The distance of periods, in points, below which dots would run into one another."""

_ORDER = {"target": 0, "comparator": 1, "local": 2}
"""What is drawn later lies on top."""


def colour(series: TrendSeries, line: ChartLine) -> str:
    """The colour of a line and of its label."""
    if line.role == "comparator":
        return LIGHT.comparator[series.comparators.index(line)]
    return LIGHT.local if line.role == "local" else LIGHT.target


def stretches(series: TrendSeries, line: ChartLine) -> tuple[tuple[ChartPoint, ...], ...]:
    """Cut a line into stretches of figures for periods in a row, without a break between.

    A break cuts every line but the target, which is not measured. A stretch may be one point.
    """
    cuts = () if line.role == "target" else series.break_before
    found: list[tuple[ChartPoint, ...]] = [()]
    for label in series.axis_labels:
        point = line.at(label)
        if point is None or point.value is None:
            found.append(())
        elif label in cuts:
            found.append((point,))
        else:
            found[-1] = (*found[-1], point)
    return tuple(stretch for stretch in found if stretch)


def paths(series: TrendSeries, plot: Frame) -> tuple[tuple[Place, ...], ...]:
    """Where every stretch of every line runs."""
    return tuple(
        tuple((plot.column(p.label), plot.row(p.value)) for p in stretch if p.value is not None)
        for line in series.lines
        for stretch in stretches(series, line)
    )


def line_layers(series: TrendSeries, plot: Frame) -> Iterator[dict[str, Any]]:
    """Draw the lines, and on them the points: of the local line each, of others the lone ones."""
    lines = sorted(
        (line for line in series.lines if valued(line, series.axis_labels)),
        key=lambda line: _ORDER[line.role],
    )
    rows = [
        row
        for line in lines
        for number, stretch in enumerate(stretches(series, line))
        for row in _rows(series, plot, line, number, stretch)
    ]
    yield _strokes(series, lines, rows)
    yield _points([row for row in rows if "size" in row])


def _strokes(
    series: TrendSeries, lines: Sequence[ChartLine], rows: list[dict[str, Any]]
) -> dict[str, Any]:
    names = [line.label for line in lines]
    return {
        "data": {"values": rows},
        "mark": {
            "type": "line",
            "strokeJoin": "round",
            "strokeCap": "butt",
            "strokeWidth": {"expr": "datum.weight"},
        },
        "encoding": {
            "stroke": _by_line(names, [colour(series, line) for line in lines]),
            "strokeDash": _by_line(names, [list(_dash(series, line)) for line in lines]),
            "detail": {"field": "stretch", "type": "nominal"},
        },
    }


def _rows(
    series: TrendSeries, plot: Frame, line: ChartLine, number: int, stretch: tuple[ChartPoint, ...]
) -> Iterator[dict[str, Any]]:
    dotted = _dotted(series, plot)
    for point in stretch:
        row: dict[str, Any] = {
            "line": line.label,
            "period": point.label,
            "value": point.value,
            "text": point.words,
            "stretch": number,
            "weight": STROKES[line.role] * plot.measures.weight,
        }
        hollow = point.remark in UNSETTLED
        if len(stretch) == 1 or hollow or (line.role == "local" and point in dotted):
            row["size"] = plot.measures.dot if line.role == "local" else _COMPARATOR_DOT
            row["ring"] = colour(series, line)
            row["filling"] = LIGHT.paper if hollow else row["ring"]
        yield row


def _dotted(series: TrendSeries, plot: Frame) -> tuple[ChartPoint, ...]:
    """The points of the local line that have a dot: all, or the telling ones where they crowd."""
    points = valued(series.local, series.axis_labels)
    step = (plot.columns[-1] - plot.columns[0]) / max(len(plot.columns) - 1, 1)
    if len(points) < 2 or step >= LEAST_STEP:
        return points
    return (*(point for point, _ in telling(points)), points[-1])


def telling(points: Sequence[ChartPoint]) -> tuple[tuple[ChartPoint, bool], ...]:
    """The first, highest and lowest of two points or more, and whether each is labelled above.

    Of equal extremes the latest is taken. An extreme that the first or the latest figure states
    already is not among them.
    """
    values = [point.value or 0.0 for point in points]
    highest = max(range(len(points)), key=lambda n: (values[n], n))
    lowest = min(range(len(points)), key=lambda n: (values[n], -n))
    found = [(points[0], values[0] >= values[1])]
    said = {points[0].text, points[-1].text}
    found += [
        (points[index], index == highest)
        for index in (highest, lowest)
        if points[index].text not in said
    ]
    return tuple(found)


def _points(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "strokeWidth": 1.25, "opacity": 1},
        "encoding": {
            "fill": {"field": "filling", "type": "nominal", "scale": None},
            "stroke": {"field": "ring", "type": "nominal", "scale": None},
            "size": {"field": "size", "type": "quantitative", "scale": None},
        },
    }


def _dash(series: TrendSeries, line: ChartLine) -> tuple[int, ...]:
    kinds = DASHES[line.role]
    return kinds[series.comparators.index(line)] if line.role == "comparator" else kinds[0]


def _by_line(names: list[str], values: list[Any]) -> dict[str, Any]:
    return {
        "field": "line",
        "type": "nominal",
        "scale": {"domain": names, "range": values},
        "legend": None,
    }
