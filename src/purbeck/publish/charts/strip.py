"""A strip of small panels, one an indicator: each on its own scale, all of one width.

Each panel has the name, the line with its first and its latest figure, the periods that it runs
over, and which way it is going as a shape with its word. No panel is measured against another,
and nothing adds them up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from purbeck.publish.charts.alternatives import in_words
from purbeck.publish.charts.annotation import (
    SEMI_BOLD,
    Written,
    rule_layer,
    rule_row,
    text_layer,
    text_row,
)
from purbeck.publish.charts.chart import Chart, ChartTable
from purbeck.publish.charts.layout import valued
from purbeck.publish.charts.lettering import wrapped
from purbeck.publish.charts.lines import stretches
from purbeck.publish.charts.placement import LINE_HEIGHT, Place
from purbeck.publish.charts.scale import Reach, Room, reach
from purbeck.publish.charts.series import ChartPoint, TrendSeries
from purbeck.publish.charts.vega_theme import CONFIG, SCHEMA
from purbeck.publish.document import Mark
from purbeck.publish.theme import LIGHT

MOST_PANELS = 9
"""The panels of one chart, so that it fits a printed page; our own choice."""

_SHAPES = {
    Mark.IMPROVING: "triangle-up",
    Mark.WORSENING: "triangle-down",
    Mark.UNCHANGED: "diamond",
    Mark.NOT_STATED: "M-1,0L1,0",
}
_SIGN, _DOT = 42.0, 14.0
"""The area of a sign and of a dot, in square points."""
_AIR = 5.0


@dataclass(frozen=True, slots=True)
class StripPanel:
    """One indicator: its own line, and which way it is going as a mark with its word."""

    series: TrendSeries
    mark: Mark
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StripLayout:
    """Where the parts of a panel stand, in points.

    Attributes
    ----------
    height
        Of a panel, with the space below it.
    name, name_lines
        The width of its name, and how many lines that may have.
    left, right
        Where the line begins and ends.
    top, foot
        Where the highest and the lowest value stand.
    sign
        Where the sign of its direction stands; its word follows.
    word
        The width of the word.
    """

    width: int
    height: int
    name: float
    name_lines: int
    left: float
    right: float
    top: float
    foot: float
    sign: float
    word: float
    size: float
    note: float

    @property
    def middle(self) -> float:
        """Half-way between the highest and the lowest value."""
        return (self.top + self.foot) / 2


WIDE = StripLayout(
    width=500,
    height=54,
    name=196.0,
    name_lines=3,
    left=254.0,
    right=352.0,
    top=8.0,
    foot=32.0,
    sign=424.0,
    word=66.0,
    size=8.5,
    note=8.0,
)
NARROW = StripLayout(
    width=250,
    height=84,
    name=248.0,
    name_lines=2,
    left=48.0,
    right=118.0,
    top=34.0,
    foot=58.0,
    sign=188.0,
    word=52.0,
    size=8.5,
    note=8.0,
)


def strip_chart(anchor: str, title: str, panels: Sequence[StripPanel]) -> Chart:
    """Draw a strip of one panel or more, with its form for the telephone.

    Each has at least one figure with a value; of one alone there is a dot and no line.
    """
    chart = _drawn(anchor, title, panels, WIDE)
    narrow = _drawn(f"{anchor}-narrow", title, panels, NARROW)
    return Chart(
        anchor=chart.anchor,
        title=chart.title,
        specification=chart.specification,
        alt=chart.alt,
        table=chart.table,
        width=chart.width,
        height=chart.height,
        narrow=narrow,
    )


def _drawn(anchor: str, title: str, panels: Sequence[StripPanel], layout: StripLayout) -> Chart:
    alt, height = strip_alt(title, panels), layout.height * len(panels)
    places = [(panel, layout.height * at, _reach(panel, layout)) for at, panel in enumerate(panels)]
    words = [w for panel, down, axis in places for w in _words(panel, down, axis, layout)]
    rules = [
        rule_row(0.0, down - 6.0, float(layout.width), down - 6.0, LIGHT.rule, 0.5)
        for _, down, _ in places[1:]
    ]
    layers = [
        rule_layer(rules),
        _lines([row for panel, down, axis in places for row in _path(panel, down, axis, layout)]),
        _marks([row for panel, down, axis in places for row in _dots(panel, down, axis, layout)]),
        text_layer(words, layout.size),
    ]
    specification = {
        "$schema": SCHEMA,
        "description": alt,
        "width": layout.width,
        "height": height,
        "autosize": {"type": "none"},
        "padding": 0,
        "config": CONFIG,
        "layer": layers,
    }
    return Chart(
        anchor=anchor,
        title=title,
        specification=specification,
        alt=alt,
        table=strip_table(panels),
        width=layout.width,
        height=height,
    )


def strip_alt(title: str, panels: Sequence[StripPanel]) -> str:
    """Put a strip into words: of each panel its direction, and every value in order."""
    said = []
    for panel in panels:
        series = panel.series
        better = f" {series.better}." if series.better else ""
        values = in_words(series.local, series)
        said.append(f"{series.title}: {panel.word.lower()}.{better} {values}.")
    return " ".join([f"Small line charts, each on its own scale. {title.rstrip('.')}.", *said])


def strip_table(panels: Sequence[StripPanel]) -> ChartTable:
    """Put a strip into rows: one a panel and period, with the direction on its first row."""
    rows = [
        (panel.series.title, label, point.words, panel.word)
        for panel in panels
        for label in panel.series.axis_labels
        if (point := panel.series.local.at(label)) is not None
    ]
    return ChartTable(("Indicator", "Period", "Figure", "Direction"), tuple(rows))


def _known(panel: StripPanel) -> tuple[ChartPoint, ...]:
    return valued(panel.series.local, panel.series.axis_labels)


def _reach(panel: StripPanel, layout: StripLayout) -> Reach:
    values = [point.value for point in _known(panel) if point.value is not None]
    # A strip is kept below, so that the axis is the values' own and not drawn down to zero.
    room = Room(layout.foot - layout.top, 2.0, 2.0, strip=True)
    return reach(values, panel.series.decimals, room)


def _place(
    point: ChartPoint, panel: StripPanel, down: float, axis: Reach, layout: StripLayout
) -> Place:
    labels = panel.series.axis_labels
    step = (layout.right - layout.left) / max(len(labels) - 1, 1)
    x = layout.left + step * labels.index(point.label) if len(labels) > 1 else layout.right
    assert point.value is not None  # by the list of those that have one
    y = down + layout.top + axis.place(point.value, layout.foot - layout.top)
    return round(x, 2), round(y, 2)


def _path(
    panel: StripPanel, down: float, axis: Reach, layout: StripLayout
) -> Iterator[dict[str, Any]]:
    for number, stretch in enumerate(stretches(panel.series, panel.series.local)):
        for order, point in enumerate(stretch):
            x, y = _place(point, panel, down, axis, layout)
            stretch_id = f"{down:g} {number}"
            yield {"x": x, "y": y, "stretch": stretch_id, "order": order}


def _dots(
    panel: StripPanel, down: float, axis: Reach, layout: StripLayout
) -> Iterator[dict[str, Any]]:
    """Give the latest figure and every figure that no line carries a dot, and the direction."""
    known = _known(panel)
    alone = [s[0] for s in stretches(panel.series, panel.series.local) if len(s) == 1]
    for point in dict.fromkeys([*alone, known[-1]]):
        x, y = _place(point, panel, down, axis, layout)
        yield {"x": x, "y": y, "shape": "circle", "size": _DOT, "ink": LIGHT.local}
    place = {"x": layout.sign, "y": round(down + layout.middle, 2)}
    yield {**place, "shape": _SHAPES[panel.mark], "size": _SIGN, "ink": LIGHT.ink}


def _words(panel: StripPanel, down: float, axis: Reach, layout: StripLayout) -> Iterator[Written]:
    series, size, note = panel.series, layout.size, layout.note
    name = wrapped(series.title, size, layout.name, layout.name_lines)
    first, last = _known(panel)[0], _known(panel)[-1]
    step = size * LINE_HEIGHT
    top = down + size / 2 + 1.0
    yield text_row("\n".join(name), 0.0, top, size, LIGHT.ink, weight=SEMI_BOLD, align="left")
    foot = down + layout.foot + note
    yield text_row(first.label, layout.left, foot, note, LIGHT.quiet_ink)
    if last is not first:
        x, y = _place(first, panel, down, axis, layout)
        yield text_row(first.text, x - _AIR, y, note, LIGHT.quiet_ink, align="right")
        yield text_row(last.label, layout.right, foot, note, LIGHT.quiet_ink)
    x, y = _place(last, panel, down, axis, layout)
    yield text_row(last.text, x + _AIR, y, size, LIGHT.local, weight=SEMI_BOLD, align="left")
    lines = wrapped(panel.word, size, layout.word, 2)
    y = down + layout.middle - step * (len(lines) - 1) / 2
    yield text_row("\n".join(lines), layout.sign + 9.0, y, size, LIGHT.ink, align="left")


def _at(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _lines(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "strokeJoin": "round", "strokeWidth": 1.6, "color": LIGHT.local},
        "encoding": {
            "x": _at("x"),
            "y": _at("y"),
            "order": {"field": "order", "type": "quantitative"},
            "detail": {"field": "stretch", "type": "nominal"},
        },
    }


def _marks(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "strokeWidth": 1.4, "opacity": 1},
        "encoding": {
            "x": _at("x"),
            "y": _at("y"),
            "shape": {"field": "shape", "type": "nominal", "scale": None},
            "size": {"field": "size", "type": "quantitative", "scale": None},
            "fill": {"field": "ink", "type": "nominal", "scale": None},
            "stroke": {"field": "ink", "type": "nominal", "scale": None},
        },
    }
