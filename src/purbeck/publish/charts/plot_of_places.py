"""A plot whose every part stands at a place in points: for charts that are no line over periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from purbeck.publish.charts.scale import Reach, ticks
from purbeck.publish.charts.vega_theme import CONFIG, SCHEMA
from purbeck.publish.theme import LIGHT

PLACES: dict[str, Any] = {
    name: {"field": name, "type": "quantitative", "scale": None, "axis": None}
    for name in ("x", "y")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The plot within its picture, in points."""

    width: int
    height: int
    left: int
    top: int
    right: int
    bottom: int

    @property
    def across(self) -> int:
        """The width of the plot itself."""
        return self.width - self.left - self.right

    @property
    def down(self) -> int:
        """The height of the plot itself."""
        return self.height - self.top - self.bottom


def specification_of(sheet: Sheet, layers: Sequence[dict[str, Any]], alt: str) -> dict[str, Any]:
    """Give the specification of a plot in Vega-Lite."""
    return {
        "$schema": SCHEMA,
        "description": alt,
        "width": sheet.across,
        "height": sheet.down,
        "autosize": {"type": "none"},
        "padding": {
            "left": sheet.left,
            "top": sheet.top,
            "right": sheet.right,
            "bottom": sheet.bottom,
        },
        "config": CONFIG,
        "layer": list(layers),
    }


def reach_of(values: Sequence[float], decimals: int, *, zero: bool = False) -> Reach:
    """Find how far an axis reaches, with a twelfth of its span free on either side.

    Parameters
    ----------
    zero
        Whether nought is among what the axis takes in.
    """
    held = [*values, 0.0] if zero else list(values)
    low, high = min(held), max(held)
    span = max(high - low, 5.0 * 10.0**-decimals)
    air = span / 12.0
    below = 0.0 if low == 0.0 and not zero else low - air
    return Reach(round(below, 9), round(high + air, 9))


def marks_of(
    axis: Reach, decimals: int, most: int, lowest: float, highest: float
) -> tuple[float, ...]:
    """Choose the ticks of an axis, within what the figures can be."""
    bounds = Reach(lowest, highest)
    return ticks(axis, 10.0**-decimals, most, bounds)


def points_layer(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Draw points, each with the shape, ink and filling of its row."""
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "strokeWidth": 1.3, "opacity": 1},
        "encoding": {
            **PLACES,
            "shape": {"field": "shape", "type": "nominal", "scale": None},
            "fill": {"field": "filling", "type": "nominal", "scale": None},
            "stroke": {"field": "ink", "type": "nominal", "scale": None},
            "size": {"field": "size", "type": "quantitative", "scale": None},
        },
    }


def point_row(
    x: float, y: float, *, shape: str = "circle", filled: bool = True, size: float = 26.0
) -> dict[str, Any]:
    """A point at a place, filled or open, in the colour of what the report is about."""
    ink = LIGHT.local
    return {
        "x": round(x, 2),
        "y": round(y, 2),
        "shape": shape,
        "ink": ink,
        "filling": ink if filled else LIGHT.paper,
        "size": size,
    }


def line_layer(
    rows: list[dict[str, Any]], *, width: float = 2.0, dash: Sequence[int] = (1, 0)
) -> dict[str, Any]:
    """Draw lines through places; rows of one ``stretch`` are joined."""
    return {
        "data": {"values": rows},
        "mark": {
            "type": "line",
            "strokeJoin": "round",
            "strokeWidth": width,
            "stroke": LIGHT.local,
            "strokeDash": list(dash),
        },
        "encoding": {**PLACES, "detail": {"field": "stretch", "type": "nominal"}},
    }


def band_layer(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Shade the stretch between two heights, ``y`` and ``y2``."""
    return {
        "data": {"values": rows},
        "mark": {"type": "area", "fill": LIGHT.accent_tint, "opacity": 1},
        "encoding": {
            **PLACES,
            "y2": {"field": "y2"},
            "detail": {"field": "stretch", "type": "nominal"},
        },
    }


UNBOUNDED = (-inf, inf)
"""The bounds of an axis on which any number can stand."""
