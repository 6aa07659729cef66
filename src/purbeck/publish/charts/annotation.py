"""Texts, rules and crosses at places of the plot, whatever the scales are.

The rows that they are made from are the data of a layer of Vega-Lite.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from purbeck.publish.charts.layout import Frame
from purbeck.publish.charts.placement import LINE_HEIGHT
from purbeck.publish.theme import LIGHT

Written = dict[str, Any]

REGULAR = 400
SEMI_BOLD = 600
_CROSS = "M-1,-1L1,1M-1,1L1,-1"
_GRID = 0.5
_BASE = 0.6
_TICK = 3.5
_CROWDED = 5.0
"""The distance of periods, in points, below which they have no ticks."""


def grid_layers(plot: Frame) -> Iterator[dict[str, Any]]:
    """Rule the plot: a fine line at each value of the axis, a firmer one at zero and at the foot.

    Each period has a tick, also where its label does not fit. A chart without a value axis is
    not ruled.
    """
    if not plot.ticks:
        return
    rules = []
    for value in plot.ticks:
        y, ink = plot.row(value), LIGHT.rule if value else LIGHT.quiet_ink
        rules.append(rule_row(0.0, y, plot.width, y, ink, _GRID))
    foot = float(plot.height)
    rules.append(rule_row(0.0, foot, plot.width, foot, LIGHT.quiet_ink, _BASE))
    if len(plot.columns) == 1 or plot.columns[1] - plot.columns[0] >= _CROWDED:
        rules += [rule_row(x, foot, x, foot + _TICK, LIGHT.quiet_ink, _BASE) for x in plot.columns]
    yield rule_layer(rules)


def text_row(
    text: str,
    x: float,
    y: float,
    size: float,
    ink: str,
    *,
    weight: int = REGULAR,
    align: str = "center",
) -> Written:
    """A text whose middle stands at a height, and which stands beside or around a place."""
    place = {"x": round(x, 2), "y": round(y, 2)}
    return {"text": text, **place, "size": size, "ink": ink, "weight": weight, "align": align}


def rule_row(x: float, y: float, x2: float, y2: float, ink: str, width: float) -> Written:
    """A straight rule from one place to another."""
    ends = {"x": x, "y": y, "x2": x2, "y2": y2}
    return {**{key: round(value, 2) for key, value in ends.items()}, "ink": ink, "width": width}


def _at(field: str) -> dict[str, Any]:
    """A place in points of the plot, whatever the scales are."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def rule_layer(rows: list[Written]) -> dict[str, Any]:
    """Draw rules."""
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "strokeWidth": {"expr": "datum.width"}},
        "encoding": {
            "x": _at("x"),
            "y": _at("y"),
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
            "stroke": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


def cross_layer(rows: list[Written]) -> dict[str, Any]:
    """Draw crosses at places, each for a figure that is absent."""
    return {
        "data": {"values": rows},
        "mark": {
            "type": "point",
            "shape": _CROSS,
            "size": 22,
            "stroke": LIGHT.quiet_ink,
            "strokeWidth": 1,
            "opacity": 1,
        },
        "encoding": {"x": _at("x"), "y": _at("y")},
    }


def text_layer(rows: list[Written], size: float) -> dict[str, Any]:
    """Write texts, of one line or more, at the line height of a size."""
    return {
        "data": {"values": rows},
        "mark": {
            "type": "text",
            "baseline": "middle",
            "lineBreak": "\n",
            "lineHeight": round(size * LINE_HEIGHT, 2),
            "fontSize": {"expr": "datum.size"},
            "fontWeight": {"expr": "datum.weight"},
            "align": {"expr": "datum.align"},
        },
        "encoding": {
            "x": _at("x"),
            "y": _at("y"),
            "text": {"field": "text", "type": "nominal"},
            "fill": {"field": "ink", "type": "nominal", "scale": None},
        },
    }
