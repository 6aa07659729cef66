"""A gap over time: its line about nought, with its interval shaded."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
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
from purbeck.publish.charts.inequality_series import GapSeries, gap_alt, gap_table
from purbeck.publish.charts.layout import tick_texts
from purbeck.publish.charts.lettering import shortened, text_width
from purbeck.publish.charts.plot_of_places import (
    UNBOUNDED,
    Sheet,
    band_layer,
    line_layer,
    marks_of,
    point_row,
    points_layer,
    reach_of,
    specification_of,
)
from purbeck.publish.charts.scale import fitting_labels
from purbeck.publish.theme import LIGHT

_WIDTH, _HEIGHT = 250, 150
_LABEL, _NOTE = 8.5, 8.0


def gap_chart(series: GapSeries) -> Chart:
    """Draw a gap over time. Where a period has none, the line and its shade are cut."""
    held = _Drawn(series)
    alt = gap_alt(series)
    layers = [
        band_layer(list(held.band())),
        rule_layer(list(held.ruling())),
        line_layer(list(held.line())),
        points_layer(list(held.points())),
        text_layer(list(held.words()), _LABEL),
    ]
    return Chart(
        anchor=series.anchor,
        title=series.title,
        specification=specification_of(held.sheet, layers, alt),
        alt=alt,
        table=gap_table(series),
        width=_WIDTH,
        height=_HEIGHT,
    )


class _Drawn:
    """The rows of data of each layer."""

    def __init__(self, series: GapSeries) -> None:
        self._series = series
        spots = [spot for spot in series.spots if spot.value is not None]
        ends = [end for spot in spots for end in (spot.value, spot.lower, spot.upper)]
        self._axis = reach_of([e for e in ends if e is not None], series.decimals, zero=True)
        self._ticks = marks_of(self._axis, series.decimals, 5, *UNBOUNDED)
        self._tick_texts = tick_texts(self._ticks, "")
        left = ceil(max((text_width(t, _NOTE) for t in self._tick_texts), default=0.0)) + 8
        right = ceil(text_width(spots[-1].text, _LABEL)) + 12
        self.sheet = Sheet(width=_WIDTH, height=_HEIGHT, left=left, top=20, right=right, bottom=18)

    def _across(self, label: str) -> float:
        labels = self._series.axis_labels
        at, inset = labels.index(label), 10.0
        room = self.sheet.across - 2 * inset
        return inset + (room * at / (len(labels) - 1) if len(labels) > 1 else room)

    def _down(self, value: float) -> float:
        return self._axis.place(value, self.sheet.down)

    def _stretch(self, label: str) -> int:
        """Number the stretches: one ends where a period has no gap, or a new series begins."""
        series = self._series
        there = {spot.label for spot in series.spots if spot.value is not None}
        upto = series.axis_labels[: series.axis_labels.index(label) + 1]
        return sum(each not in there or each in series.break_before for each in upto)

    def band(self) -> Iterator[dict[str, Any]]:
        for spot in self._series.spots:
            if spot.value is not None and spot.lower is not None and spot.upper is not None:
                yield {
                    "x": round(self._across(spot.label), 2),
                    "y": round(self._down(spot.lower), 2),
                    "y2": round(self._down(spot.upper), 2),
                    "stretch": self._stretch(spot.label),
                }

    def ruling(self) -> Iterator[Written]:
        for tick in self._ticks:
            y = self._down(tick)
            firm = tick == 0
            ink = LIGHT.quiet_ink if firm else LIGHT.rule
            yield rule_row(0.0, y, self.sheet.across, y, ink, 1.0 if firm else 0.5)
        for spot in self._series.spots:
            # Where the shade of two figures cannot be seen, the interval is a rule of its own.
            if spot.value is not None and spot.lower is not None and spot.upper is not None:
                x = self._across(spot.label)
                low, high = self._down(spot.lower), self._down(spot.upper)
                yield rule_row(x, low, x, high, LIGHT.quiet_ink, 0.6)
        for label in self._series.break_before:
            if label in self._series.axis_labels[1:]:
                x = self._across(label) - 6.0
                yield rule_row(x, 0.0, x, self.sheet.down, LIGHT.quiet_ink, 0.6)

    def line(self) -> Iterator[dict[str, Any]]:
        for spot in self._series.spots:
            if spot.value is not None:
                yield {
                    "x": round(self._across(spot.label), 2),
                    "y": round(self._down(spot.value), 2),
                    "stretch": self._stretch(spot.label),
                }

    def points(self) -> Iterator[dict[str, Any]]:
        for spot in self._series.spots:
            if spot.value is not None:
                yield point_row(self._across(spot.label), self._down(spot.value), size=18.0)

    def words(self) -> Iterator[Written]:
        quiet, sheet = LIGHT.quiet_ink, self.sheet
        room = sheet.width - 4.0
        heading = shortened(self._series.beside, _NOTE, room)
        yield text_row(heading, -sheet.left, -11.0, _NOTE, quiet, align="left")
        for text, tick in zip(self._tick_texts, self._ticks, strict=True):
            yield text_row(text, -5.0, self._down(tick), _NOTE, quiet, align="right")
        labels = self._series.axis_labels
        places = [self._across(label) for label in labels]
        shown = fitting_labels(labels, places, _NOTE)
        for label, x in zip(labels, places, strict=True):
            if label in shown:
                yield text_row(label, x, sheet.down + 9.0, _NOTE, quiet)
        last = [spot for spot in self._series.spots if spot.value is not None][-1]
        x, y = self._across(last.label) + 7.0, self._down(last.value or 0.0)
        ink = LIGHT.local
        yield text_row(last.text, x, y, _LABEL, ink, weight=SEMI_BOLD, align="left")
