"""The funnel plot: a group's areas by denominator and value, between limits about their average.

The area that the report is about is a filled diamond with its name beside it; the others are open
circles, explained once. Limits of 95% and of 99.8% differ in their dashes, and bear their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from purbeck.publish.charts.annotation import (
    SEMI_BOLD,
    Written,
    rule_layer,
    rule_row,
    text_layer,
    text_row,
)
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.funnel_layout import (
    GAP,
    FunnelPlot,
    LimitName,
    Place,
    funnel_plot,
    heading_of,
    limit_names,
)
from purbeck.publish.charts.funnel_series import FunnelSeries, funnel_alt, funnel_table
from purbeck.publish.charts.layout import figure_text
from purbeck.publish.charts.lettering import shortened, text_width
from purbeck.publish.charts.placement import LINE_HEIGHT, Box, Wish, spread, stand
from purbeck.publish.charts.scale import Reach, tick_decimals
from purbeck.publish.charts.vega_theme import CONFIG, SCHEMA
from purbeck.publish.theme import LIGHT

AXIS_TITLE = "Denominator"

_OWN, _OTHER = 42.0, 16.0
"""The area of a sign, in square points."""
_TOO_CLOSE = 3.0
"""How near to the average a rule of the grid is left out, in points: it would thicken the line."""
_INNER_DASH, _OUTER_DASH = [5, 2], [1.5, 2]


def funnel_chart(series: FunnelSeries) -> Chart:
    """Draw a funnel plot."""
    names = limit_names(series)
    plot = funnel_plot(series, [row for _, rows in names for row in rows])
    layers = [
        rule_layer(_ruling(series, plot)),
        _curves(series),
        _points(series),
        _points(series, own=True),
        _legend_sign(series, plot),
        text_layer([*_words(series, plot, names)], plot.measures.label),
    ]
    alt = funnel_alt(series)
    return Chart(
        anchor=series.anchor,
        title=series.title,
        specification=_specification(series, plot, layers, alt),
        alt=alt,
        table=funnel_table(series),
        width=plot.measures.width,
        height=plot.measures.height,
    )


def _specification(
    series: FunnelSeries, plot: FunnelPlot, layers: list[dict[str, Any]], alt: str
) -> dict[str, Any]:
    measures = plot.measures
    return {
        "$schema": SCHEMA,
        "description": alt,
        "width": plot.width,
        "height": plot.height,
        "autosize": {"type": "none"},
        "padding": {
            "left": plot.left,
            "top": plot.top,
            "right": measures.width - plot.left - plot.width,
            "bottom": measures.height - plot.top - plot.height,
        },
        "config": CONFIG,
        "encoding": {
            "x": _axis("denominator", plot.across, plot.across_ticks, "", measures.note),
            "y": _axis("value", plot.down, plot.down_ticks, series.unit_symbol, measures.note),
        },
        "layer": layers,
    }


def _axis(
    field: str, extent: Reach, marks: tuple[float, ...], symbol: str, size: float
) -> dict[str, Any]:
    sign = "" if symbol.startswith(" ") else symbol
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [extent.low, extent.high], "nice": False, "zero": False},
        "axis": {
            "values": list(marks),
            "format": f",.{tick_decimals(marks)}f",
            "labelExpr": f"datum.label + '{sign}'" if sign else "datum.label",
            "labelFontSize": size,
            "labelAngle": 0,
            "labelFlush": False,
            "labelPadding": 5,
            "domain": False,
            "ticks": False,
            "grid": False,
        },
    }


def _ruling(series: FunnelSeries, plot: FunnelPlot) -> list[Written]:
    """Rule the plot at each tick, and draw the average through it."""
    foot, quiet = float(plot.height), LIGHT.quiet_ink
    middle = plot.row(series.average[0])
    rules = [
        rule_row(0.0, y, plot.width, y, LIGHT.rule, 0.5)
        for y in map(plot.row, plot.down_ticks)
        if abs(y - middle) > _TOO_CLOSE
    ]
    rules.append(rule_row(0.0, foot, plot.width, foot, quiet, 0.6))
    rules += [
        rule_row(x, foot, x, foot + 3.5, quiet, 0.6) for x in map(plot.column, plot.across_ticks)
    ]
    return [*rules, rule_row(0.0, middle, plot.width, middle, quiet, 1.0)]


def _curves(series: FunnelSeries) -> dict[str, Any]:
    rows = [
        {
            "denominator": at.denominator,
            "value": limits[end],
            "stretch": f"{name} {end}",
            "ink": LIGHT.quiet_ink,
            "weight": 1.0,
            "line": name,
        }
        for at in series.curve
        for name, limits in (("95%", at.inner), ("99.8%", at.outer))
        for end in (0, 1)
    ]
    return {
        "data": {"values": rows},
        "mark": {
            "type": "line",
            "strokeJoin": "round",
            "strokeCap": "butt",
            "strokeWidth": {"expr": "datum.weight"},
        },
        "encoding": {
            "stroke": {"field": "ink", "type": "nominal", "scale": None},
            "strokeDash": {
                "field": "line",
                "type": "nominal",
                "scale": {"domain": ["95%", "99.8%"], "range": [_INNER_DASH, _OUTER_DASH]},
                "legend": None,
            },
            "detail": {"field": "stretch", "type": "nominal"},
        },
    }


def _points(series: FunnelSeries, *, own: bool = False) -> dict[str, Any]:
    """Draw the other areas, or the one that the plot is about, which comes on top."""
    rows = [
        {
            "denominator": mark.denominator[0],
            "value": mark.value[0],
            "area": mark.area,
            "text": mark.value[1],
            "says": mark.says,
            **_sign(own),
        }
        for mark in ((series.own,) if own else series.others)
    ]
    return {"data": {"values": rows}, **_POINT}


def _sign(own: bool) -> dict[str, Any]:
    return {
        "shape": "diamond" if own else "circle",
        "ink": LIGHT.local if own else LIGHT.quiet_ink,
        "filling": LIGHT.local if own else LIGHT.paper,
        "size": _OWN if own else _OTHER,
    }


_POINT: dict[str, Any] = {
    "mark": {"type": "point", "strokeWidth": 1.0, "opacity": 1},
    "encoding": {
        "shape": {"field": "shape", "type": "nominal", "scale": None},
        "fill": {"field": "filling", "type": "nominal", "scale": None},
        "stroke": {"field": "ink", "type": "nominal", "scale": None},
        "size": {"field": "size", "type": "quantitative", "scale": None},
    },
}


def _legend_words(series: FunnelSeries, plot: FunnelPlot) -> tuple[str, float]:
    """Give the name of the circles, cut to its room, and where it begins: at the right edge."""
    measures = plot.measures
    room = measures.width - text_width(heading_of(series), measures.note) - 30.0
    words = shortened(series.group, measures.note, room)
    return words, measures.width - plot.left - text_width(words, measures.note) - 1.0


def _legend_sign(series: FunnelSeries, plot: FunnelPlot) -> dict[str, Any]:
    _, x = _legend_words(series, plot)
    places = {
        name: {"field": name, "type": "quantitative", "scale": None, "axis": None}
        for name in ("x", "y")
    }
    row = {"x": round(x - 7.0, 2), "y": round(plot.heading, 2), **_sign(own=False)}
    return {
        "data": {"values": [row]},
        "mark": _POINT["mark"],
        "encoding": {**places, **_POINT["encoding"]},
    }


def _words(series: FunnelSeries, plot: FunnelPlot, names: Sequence[LimitName]) -> Iterator[Written]:
    note, quiet = plot.measures.note, LIGHT.quiet_ink
    if heading_of(series):
        yield text_row(heading_of(series), -plot.left, plot.heading, note, quiet, align="left")
    group, x = _legend_words(series, plot)
    yield text_row(group, x, plot.heading, note, quiet, align="left")
    under = plot.measures.height - plot.top - note * 0.65
    yield text_row(AXIS_TITLE, plot.width / 2, under, note, quiet)
    yield from _gutter(plot, names)
    yield _own_label(series, plot)


def _gutter(plot: FunnelPlot, names: Sequence[LimitName]) -> Iterator[Written]:
    size = plot.measures.label
    heights = [len(rows) * size * LINE_HEIGHT for _, rows in names]
    wanted = [plot.row(value) for value, _ in names]
    middles = spread(wanted, heights, -size / 2, plot.height + size / 2)
    for (_, rows), middle in zip(names, middles, strict=True):
        first = middle - (len(rows) - 1) * size * LINE_HEIGHT / 2
        text = "\n".join(rows)
        yield text_row(text, plot.width + GAP, first, size, LIGHT.quiet_ink, align="left")


def _own_label(series: FunnelSeries, plot: FunnelPlot) -> Written:
    """Write the area's name and value beside its point, clear of points, limits and average."""
    own, size = series.own, plot.measures.label
    place = plot.place(own.denominator[0], own.value[0])
    text = f"{own.area} {figure_text(own.value[1], series.unit_symbol)}"
    others = [plot.place(mark.denominator[0], mark.value[0]) for mark in series.others]
    half = _OTHER**0.5 / 2
    taken = [Box(x - half, y - half, x + half, y + half) for x, y in others]
    bounds = Box(0.0, -size, plot.width, plot.height)
    above = own.value[0] >= series.average[0]
    (label,) = stand([Wish(place, text, above)], size, _paths(series, plot), bounds, taken)
    x, y = label.box.middle
    return text_row(text, x, y, size, LIGHT.local, weight=SEMI_BOLD)


def _paths(series: FunnelSeries, plot: FunnelPlot) -> list[list[Place]]:
    """What a label is kept clear of where it can be: every line of the plot."""
    across = [plot.row(value) for value in (series.average[0], *plot.down_ticks)]
    paths = [[(0.0, y), (float(plot.width), y)] for y in across]
    for end in (0, 1):
        paths.append([plot.place(at.denominator, at.inner[end]) for at in series.curve])
        paths.append([plot.place(at.denominator, at.outer[end]) for at in series.curve])
    return paths
