"""The house style of every chart, as configuration of Vega-Lite and as measures in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from purbeck.publish.charts.series import Role, Size
from purbeck.publish.theme import FONT, LIGHT

THEME_VERSION = "1"
"""Part of the digest of every drawing; raise it when the way of drawing changes."""

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

FONTS = f"{FONT}, sans-serif"

DASHES: dict[Role, tuple[tuple[int, ...], ...]] = {
    "local": ((1, 0),),
    "comparator": ((6, 2), (2, 2), (7, 2, 1, 2)),
    "target": ((3, 4),),
}
STROKES: dict[Role, float] = {"local": 2.0, "comparator": 1.25, "target": 1.0}

CONFIG: dict[str, Any] = {
    "aria": False,
    "background": "transparent",
    "font": FONTS,
    "view": {"stroke": None},
    "axis": {
        "labelColor": LIGHT.quiet_ink,
        "labelFontSize": 8.5,
        "title": None,
        # To be cut to a limit, a label would have to be measured two more times.
        "labelLimit": 0,
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures of one size of chart, in points."""

    width: int
    height: int
    label: float
    """The size of letters of direct labels."""
    note: float
    """The size of letters of the axes and notes."""
    gutter: float
    """The widest that labels at the right of the lines become."""
    label_lines: int
    inset: float
    """From the edge of the plot to the first and the last period."""
    most_ticks: int
    dot: float
    """The area of a point of the local line, in square points."""
    weight: float
    """What the widths of lines are multiplied by."""
    heading: bool
    """Whether a line above the plot states unit, direction and signs."""


MEASURES: dict[Size, Measures] = {
    "full": Measures(
        width=500,
        height=190,
        label=9.0,
        note=8.5,
        gutter=132.0,
        label_lines=2,
        inset=14.0,
        most_ticks=5,
        dot=26.0,
        weight=1.0,
        heading=True,
    ),
    "half": Measures(
        width=250,
        height=150,
        label=8.5,
        note=8.0,
        gutter=78.0,
        label_lines=3,
        inset=12.0,
        most_ticks=5,
        dot=22.0,
        weight=1.0,
        heading=True,
    ),
    "small": Measures(
        width=200,
        height=70,
        label=8.0,
        note=7.5,
        gutter=78.0,
        label_lines=2,
        inset=6.0,
        most_ticks=0,
        dot=11.0,
        weight=0.85,
        heading=False,
    ),
}
