"""The slope chart: groups from the most to the least deprived, and the line fitted to them."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, inf
from typing import Any

from purbeck.publish.charts.annotation import (
    Written,
    rule_layer,
    rule_row,
    text_layer,
    text_row,
)
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.inequality_series import GroupsSeries, groups_alt, groups_table
from purbeck.publish.charts.layout import tick_texts
from purbeck.publish.charts.lettering import text_width
from purbeck.publish.charts.plot_of_places import (
    Sheet,
    line_layer,
    marks_of,
    point_row,
    points_layer,
    reach_of,
    specification_of,
)
from purbeck.publish.theme import LIGHT

_WIDTH, _HEIGHT = 250, 160
_LABEL, _NOTE = 8.5, 8.0
_CAP = 3.0


def gradient_chart(series: GroupsSeries) -> Chart:
    """Draw groups at the middle of their place among the people, and the fitted line."""
    held = _Drawn(series)
    alt = groups_alt(series, "Slope over groups, from the most to the least deprived")
    layers = [
        rule_layer([*held.ruling(), *held.intervals()]),
        line_layer(list(held.line()), width=1.3, dash=(5, 2)),
        points_layer(list(held.points())),
        text_layer(list(held.words()), _LABEL),
    ]
    return Chart(
        anchor=series.anchor,
        title=series.title,
        specification=specification_of(held.sheet, layers, alt),
        alt=alt,
        table=groups_table(series),
        width=_WIDTH,
        height=_HEIGHT,
    )


class _Drawn:
    """The rows of data of each layer."""

    def __init__(self, series: GroupsSeries) -> None:
        self._series = series
        ends = [e for spot in series.spots for e in (spot.value, spot.lower, spot.upper)]
        fitted = list(series.line or ())
        held = [end for end in [*ends, *fitted] if end is not None]
        self._axis = reach_of(held, series.decimals)
        bounds = (0.0, 100.0) if series.unit_symbol == "%" else (-inf, inf)
        self._ticks = marks_of(self._axis, series.decimals, 5, *bounds)
        self._tick_texts = tick_texts(self._ticks, series.unit_symbol)
        left = ceil(max((text_width(t, _NOTE) for t in self._tick_texts), default=0.0)) + 8
        self.sheet = Sheet(width=_WIDTH, height=_HEIGHT, left=left, top=12, right=8, bottom=30)

    def _down(self, value: float) -> float:
        return self._axis.place(value, self.sheet.down)

    def ruling(self) -> Iterator[Written]:
        for tick in self._ticks:
            y = self._down(tick)
            yield rule_row(0.0, y, self.sheet.across, y, LIGHT.rule, 0.5)
        foot = float(self.sheet.down)
        yield rule_row(0.0, foot, self.sheet.across, foot, LIGHT.quiet_ink, 0.6)

    def intervals(self) -> Iterator[Written]:
        for place, spot in zip(self._series.places, self._series.spots, strict=True):
            if spot.value is None or spot.lower is None or spot.upper is None:
                continue
            x, ink = place * self.sheet.across, LIGHT.local
            low, high = self._down(spot.lower), self._down(spot.upper)
            yield rule_row(x, low, x, high, ink, 1.3)
            for y in (low, high):
                yield rule_row(x - _CAP, y, x + _CAP, y, ink, 1.3)

    def line(self) -> Iterator[dict[str, Any]]:
        for x, value in zip((0.0, 1.0), self._series.line or (), strict=False):
            y = round(self._down(value), 2)
            yield {"x": round(x * self.sheet.across, 2), "y": y, "stretch": 0}

    def points(self) -> Iterator[dict[str, Any]]:
        for place, spot in zip(self._series.places, self._series.spots, strict=True):
            if spot.value is not None:
                yield point_row(place * self.sheet.across, self._down(spot.value), size=30.0)

    def words(self) -> Iterator[Written]:
        quiet, sheet = LIGHT.quiet_ink, self.sheet
        for text, tick in zip(self._tick_texts, self._ticks, strict=True):
            yield text_row(text, -5.0, self._down(tick), _NOTE, quiet, align="right")
        for number, place in enumerate(self._series.places, 1):
            x = place * sheet.across
            yield text_row(str(number), x, sheet.down + 9.0, _NOTE, quiet)
        foot = sheet.down + 21.0
        yield text_row("most deprived", 0.0, foot, _NOTE, quiet, align="left")
        yield text_row("least deprived", sheet.across, foot, _NOTE, quiet, align="right")
