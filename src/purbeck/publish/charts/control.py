"""The control chart: figures with the mean and the limits that ordinary variation gives.

A special cause has a shape and a colour of its own: a square for an improvement, a diamond for
a concern, as Making Data Count has blue and orange; a triangle up or down where neither way is
better. Mean and limits are cut where the chart is rebased.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from purbeck.publish.charts.annotation import (
    SEMI_BOLD,
    Written,
    grid_layers,
    rule_layer,
    rule_row,
    text_layer,
    text_row,
)
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.control_series import (
    MEAN,
    ControlSeries,
    PointSign,
    control_alt,
    control_table,
)
from purbeck.publish.charts.layout import EndLabel, Frame, figure_text, frame, heading_text, valued
from purbeck.publish.charts.lettering import text_width, wrapped
from purbeck.publish.charts.lines import stretches
from purbeck.publish.charts.placement import LINE_HEIGHT, spread
from purbeck.publish.charts.series import ChartLine, TrendSeries
from purbeck.publish.charts.trend import specification
from purbeck.publish.charts.vega_theme import MEASURES
from purbeck.publish.theme import LIGHT

_SHAPES: dict[PointSign, str] = {
    "common": "circle",
    "unjudged": "circle",
    "improvement": "square",
    "concern": "diamond",
    "high": "triangle-up",
    "low": "triangle-down",
}

_INKS: dict[PointSign, str] = {
    "common": LIGHT.quiet_ink,
    "unjudged": LIGHT.quiet_ink,
    "improvement": LIGHT.local,
    "concern": LIGHT.comparator[0],
    "high": LIGHT.comparator[2],
    "low": LIGHT.comparator[2],
}

_ORDINARY, _SPECIAL = 9.0, 26.0
"""The area of a point, in square points."""

_CROWDED = 7.0
"""The distance of periods, in points, below which special causes are drawn smaller."""

_SMALLER = 0.5

_LIMIT_DASH, _WHOLE = [4, 3], [1, 0]


def control_chart(series: ControlSeries) -> Chart:
    """Draw a control chart."""
    lines = series.as_lines
    labels = _labels(lines)
    plot = frame(lines, labels)
    layers = [
        *grid_layers(plot),
        _strokes(lines),
        _points(series, plot),
        *_notes(series, lines, plot, labels),
    ]
    alt = control_alt(series)
    measures = MEASURES[series.size]
    return Chart(
        anchor=series.anchor,
        title=series.title,
        specification=specification(lines, plot, layers, alt),
        alt=alt,
        table=control_table(series),
        width=measures.width,
        height=measures.height,
    )


def _labels(lines: TrendSeries) -> tuple[EndLabel, ...]:
    """Word the labels at the right: the mean and the limits of the last segment."""
    measures = MEASURES[lines.size]
    labels = []
    for line in lines.comparators:
        points = valued(line, lines.axis_labels)
        if points:
            words = f"{figure_text(points[-1].text, lines.unit_symbol)} {line.label}"
            rows = wrapped(words, measures.label, measures.gutter, 2)
            labels.append(EndLabel(line, points[-1], rows, True))
    return tuple(labels)


def _strokes(lines: TrendSeries) -> dict[str, Any]:
    rows = [
        {
            "period": point.label,
            "value": point.value,
            "stretch": f"{line.label} {number}",
            "ink": LIGHT.local if line.role == "local" else LIGHT.quiet_ink,
            "weight": _weight(line),
            "line": line.label,
        }
        for line in lines.lines
        for number, stretch in enumerate(stretches(lines, line))
        for point in stretch
    ]
    names = [line.label for line in lines.lines]
    dashes = [_WHOLE if _is_whole(line) else _LIMIT_DASH for line in lines.lines]
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
                "scale": {"domain": names, "range": dashes},
                "legend": None,
            },
            "detail": {"field": "stretch", "type": "nominal"},
        },
    }


def _is_whole(line: ChartLine) -> bool:
    return line.role == "local" or line.label == MEAN


def _weight(line: ChartLine) -> float:
    return 0.8 if line.role == "local" else 1.0


def _points(series: ControlSeries, plot: Frame) -> dict[str, Any]:
    """Draw the points, special causes last, so that they lie on top."""
    ordered = sorted(series.marks, key=lambda mark: mark.sign not in ("common", "unjudged"))
    step = (plot.columns[-1] - plot.columns[0]) / max(len(plot.columns) - 1, 1)
    share = _SMALLER if step < _CROWDED else 1.0
    rows = [
        {
            "period": mark.label,
            "value": mark.value,
            "text": mark.text,
            "says": mark.says,
            **_drawn(mark.sign, share),
        }
        for mark in ordered
    ]
    return {"data": {"values": rows}, **_POINT}


def _drawn(sign: PointSign, share: float = 1.0) -> dict[str, Any]:
    special = sign not in ("common", "unjudged")
    return {
        "shape": _SHAPES[sign],
        "ink": _INKS[sign],
        "filling": LIGHT.paper if sign == "unjudged" else _INKS[sign],
        "size": share * (_SPECIAL if special else _ORDINARY),
    }


_POINT: dict[str, Any] = {
    "mark": {"type": "point", "strokeWidth": 0.75, "opacity": 1},
    "encoding": {
        "shape": {"field": "shape", "type": "nominal", "scale": None},
        "fill": {"field": "filling", "type": "nominal", "scale": None},
        "stroke": {"field": "ink", "type": "nominal", "scale": None},
        "size": {"field": "size", "type": "quantitative", "scale": None},
    },
}


def _notes(
    series: ControlSeries, lines: TrendSeries, plot: Frame, labels: tuple[EndLabel, ...]
) -> Iterator[dict[str, Any]]:
    written = [*_gutter(plot, labels), *_heading(lines, plot)]
    signs, words = _legend(series, plot)
    rules, breaks = _rebases(series, plot)
    if rules:
        yield rule_layer(rules)
    if signs:
        yield _signs(signs)
    yield text_layer([*written, *words, *breaks], plot.measures.label)


def _gutter(plot: Frame, labels: tuple[EndLabel, ...]) -> Iterator[Written]:
    size = plot.measures.label
    heights = [len(label.rows) * size * LINE_HEIGHT for label in labels]
    wanted = [plot.row(label.point.value or 0.0) for label in labels]
    middles = spread(wanted, heights, -size / 2, plot.height + size / 2)
    for label, middle in zip(labels, middles, strict=True):
        first = middle - (len(label.rows) - 1) * size * LINE_HEIGHT / 2
        text = "\n".join(label.rows)
        yield text_row(text, plot.gutter, first, size, LIGHT.quiet_ink, align="left")


def _heading(lines: TrendSeries, plot: Frame) -> Iterator[Written]:
    heading = heading_text(lines)
    if heading:
        y, note = _heading_row(plot), plot.measures.note
        yield text_row(heading, -plot.left, y, note, LIGHT.quiet_ink, align="left")


def _heading_row(plot: Frame) -> float:
    return plot.measures.note / 2 - plot.top + 1.0


def _legend(series: ControlSeries, plot: Frame) -> tuple[list[dict[str, Any]], list[Written]]:
    """Explain the signs that are on the chart, from the right edge of the picture leftwards."""
    met = {mark.sign for mark in series.marks}
    signs: list[dict[str, Any]] = []
    words: list[Written] = []
    x, y, note = plot.measures.width - plot.left - 1.0, _heading_row(plot), plot.measures.note
    for sign, name in reversed(series.sign_words.items()):
        if sign in met:
            x -= text_width(name, note)
            ink = _INKS[sign]
            words.append(text_row(name, x, y, note, ink, weight=SEMI_BOLD, align="left"))
            signs.append({"x": round(x - 7.0, 2), "y": round(y, 2), **_drawn(sign)})
            x -= 20.0
    return signs, words


def _signs(rows: list[dict[str, Any]]) -> dict[str, Any]:
    places = {
        name: {"field": name, "type": "quantitative", "scale": None, "axis": None}
        for name in ("x", "y")
    }
    encoding = {**places, **_POINT["encoding"]}
    return {"data": {"values": rows}, "mark": _POINT["mark"], "encoding": encoding}


def _rebases(series: ControlSeries, plot: Frame) -> tuple[list[Written], list[Written]]:
    """Draw an upright rule where the chart is rebased, with the word."""
    rules, words = [], []
    for label in series.rebased:
        index = plot.labels.index(label)
        if index:
            x = (plot.columns[index - 1] + plot.columns[index]) / 2
            note = plot.measures.note
            rules.append(rule_row(x, 0.0, x, plot.height, LIGHT.quiet_ink, 0.6))
            words.append(text_row("break", x, -note / 2 - 1.5, note, LIGHT.quiet_ink))
    return rules, words
