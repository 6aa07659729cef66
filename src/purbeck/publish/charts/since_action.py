"""An area since an action began, beside what would have been: a line, a dashed line and a range.

The range is shaded and has dotted ends, so that it is seen without colour. An upright rule with
its word stands before the first period that the action may have touched. Both the forecast that
was frozen on the day and the mixture of other areas are drawn so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from purbeck.publish.charts.alternatives import alt_text, chart_table
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
from purbeck.publish.charts.layout import (
    EndLabel,
    Frame,
    end_labels,
    frame,
    heading_text,
)
from purbeck.publish.charts.lines import stretches
from purbeck.publish.charts.placement import LINE_HEIGHT, spread
from purbeck.publish.charts.series import ChartLine, ChartPoint, Size, TrendSeries
from purbeck.publish.charts.trend import specification
from purbeck.publish.charts.vega_theme import MEASURES
from purbeck.publish.theme import LIGHT

_DASH, _DOTS, _WHOLE = [6, 2], [1.5, 2], [1, 0]
_NUDGE = 2.5
"""How far a label may stand from the height of its line without a leader to it, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SincePoint:
    """One period: the figure, what would have been, and its range, each with its text."""

    label: str
    own: tuple[float, str] | None
    expected: tuple[float, str] | None = None
    lower: tuple[float, str] | None = None
    upper: tuple[float, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceSeries:
    """Everything that the chart shows.

    Attributes
    ----------
    points
        Every period of the axis, in order.
    begins
        The first period that the action may have touched; it is on the axis.
    began
        The word at the rule: "action began".
    expected_name, lower_name, upper_name
        What the dashed line and the ends of the range are called.
    """

    anchor: str
    title: str
    area: str
    unit_symbol: str
    points: tuple[SincePoint, ...]
    begins: str
    began: str
    expected_name: str
    lower_name: str
    upper_name: str
    decimals: int
    better: str = ""
    size: Size = "full"

    @property
    def as_lines(self) -> TrendSeries:
        """The same points as lines: the area's own, what would have been, and the range's ends."""
        names = {
            self.expected_name: "expected",
            self.upper_name: "upper",
            self.lower_name: "lower",
        }
        others = tuple(
            ChartLine(name, points, "comparator")
            for name, field in names.items()
            if (points := self._of(field))
        )
        return TrendSeries(
            anchor=self.anchor,
            title=self.title,
            unit_symbol=self.unit_symbol,
            lines=(ChartLine(self.area, self._of("own")), *others),
            axis_labels=tuple(point.label for point in self.points),
            size=self.size,
            decimals=self.decimals,
            better=self.better,
        )

    def _of(self, field: str) -> tuple[ChartPoint, ...]:
        return tuple(
            ChartPoint(point.label, *figure)
            for point in self.points
            if (figure := getattr(point, field)) is not None
        )


def since_chart(series: SinceSeries) -> Chart:
    """Draw the chart, with a form for the telephone where it is too wide for one.

    Raises
    ------
    UsageError
        Where no period has a figure.
    """
    chart = _drawn(series)
    if series.size != "full":
        return chart
    narrow = replace(series, size="half", anchor=f"{series.anchor}-narrow")
    return replace(chart, narrow=_drawn(narrow))


def _drawn(series: SinceSeries) -> Chart:
    lines = series.as_lines
    labels = end_labels(lines)
    plot = frame(replace(lines, break_before=(series.begins,)), labels)
    rule, word = _beginning(series, plot)
    written, leaders = _gutter(series, plot, labels)
    layers = [
        *grid_layers(plot),
        *_band(series),
        _strokes(series, lines, plot),
        _points(lines, plot),
        rule_layer([rule, *leaders]),
        text_layer([*written, *_heading(lines, plot), word], plot.measures.label),
    ]
    alt = f"{alt_text(lines)} The {series.began} before {series.begins}."
    measures = MEASURES[series.size]
    return Chart(
        anchor=series.anchor,
        title=series.title,
        specification=specification(lines, plot, layers, alt),
        alt=alt,
        table=chart_table(lines),
        width=measures.width,
        height=measures.height,
    )


def _band(series: SinceSeries) -> Iterator[dict[str, Any]]:
    """Shade the range; one of a single period is drawn as a bar."""
    rows = [
        {"period": point.label, "value": point.lower[0], "top": point.upper[0]}
        for point in series.points
        if point.lower is not None and point.upper is not None
    ]
    if not rows:
        return
    one = {"type": "rule", "strokeWidth": 7, "stroke": LIGHT.rule, "opacity": 1}
    several = {"type": "area", "fill": LIGHT.accent_tint, "opacity": 1}
    yield {
        "data": {"values": rows},
        "mark": one if len(rows) == 1 else several,
        "encoding": {"y2": {"field": "top"}},
    }


def _strokes(series: SinceSeries, lines: TrendSeries, plot: Frame) -> dict[str, Any]:
    rows = [
        {
            "period": point.label,
            "value": point.value,
            "text": point.words,
            "line": line.label,
            "stretch": f"{line.label} {number}",
            "ink": _ink(series, line.label),
            "weight": _weight(series, line) * plot.measures.weight,
        }
        for line in lines.lines
        for number, stretch in enumerate(stretches(lines, line))
        for point in stretch
    ]
    names = [line.label for line in lines.lines]
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
                "scale": {"domain": names, "range": [_dashes(series, name) for name in names]},
                "legend": None,
            },
            "detail": {"field": "stretch", "type": "nominal"},
        },
    }


def _dashes(series: SinceSeries, name: str) -> list[float]:
    if name == series.area:
        return [*_WHOLE]
    return [*_DASH] if name == series.expected_name else [*_DOTS]


def _ink(series: SinceSeries, name: str) -> str:
    if name == series.area:
        return LIGHT.local
    return LIGHT.comparator[0] if name == series.expected_name else LIGHT.quiet_ink


def _weight(series: SinceSeries, line: ChartLine) -> float:
    if line.role == "local":
        return 2.0
    return 1.4 if line.label == series.expected_name else 0.9


def _points(lines: TrendSeries, plot: Frame) -> dict[str, Any]:
    """Draw a point for each figure of the area, and for a line of one period alone."""
    rows = [
        {
            "period": point.label,
            "value": point.value,
            "text": point.words,
            "ink": LIGHT.local if line.role == "local" else LIGHT.quiet_ink,
            "size": plot.measures.dot if line.role == "local" else 10.0,
        }
        for line in lines.lines
        if line.role == "local" or len(line.points) == 1
        for point in line.points
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "strokeWidth": 1.25, "opacity": 1},
        "encoding": {
            "fill": {"field": "ink", "type": "nominal", "scale": None},
            "stroke": {"field": "ink", "type": "nominal", "scale": None},
            "size": {"field": "size", "type": "quantitative", "scale": None},
        },
    }


def _beginning(series: SinceSeries, plot: Frame) -> tuple[Written, Written]:
    """Draw an upright rule before the first period that may have been touched, with its word."""
    at = plot.labels.index(series.begins)
    x = (plot.columns[at - 1] + plot.columns[at]) / 2 if at else 0.0
    note = plot.measures.note
    return (
        rule_row(x, 0.0, x, plot.height, LIGHT.quiet_ink, 0.8),
        text_row(series.began, x, -note / 2 - 1.5, note, LIGHT.quiet_ink),
    )


def _gutter(
    series: SinceSeries, plot: Frame, labels: tuple[EndLabel, ...]
) -> tuple[list[Written], list[Written]]:
    """Write the labels at the right, apart from one another, with leaders where they moved."""
    size = plot.measures.label
    ordered = sorted(labels, key=lambda label: -(label.point.value or 0.0))
    wanted = [plot.row(label.point.value or 0.0) for label in ordered]
    heights = [len(label.rows) * size * LINE_HEIGHT for label in ordered]
    middles = spread(wanted, heights, -size / 2, plot.height + size / 2)
    written, leaders = [], []
    for label, want, middle in zip(ordered, wanted, middles, strict=True):
        first = middle - (len(label.rows) - 1) * size * LINE_HEIGHT / 2
        ink = _ink(series, label.line.label)
        weight = SEMI_BOLD if label.line.role == "local" else 400
        text = "\n".join(label.rows)
        written.append(text_row(text, plot.gutter, first, size, ink, weight=weight, align="left"))
        if abs(want - middle) > _NUDGE or not label.current:
            start = plot.column(label.point.label) + 4.0
            leaders.append(rule_row(start, want, plot.gutter - 2.0, middle, ink, 0.5))
    return written, leaders


def _heading(lines: TrendSeries, plot: Frame) -> Iterator[Written]:
    heading = heading_text(lines)
    if heading:
        note = plot.measures.note
        y = note / 2 - plot.top + 1.0
        yield text_row(heading, -plot.left, y, note, LIGHT.quiet_ink, align="left")
