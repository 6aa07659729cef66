"""The dot plot of groups: a point a group, its interval as a rule, everybody as a line down."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, inf

from purbeck.publish.charts.annotation import (
    SEMI_BOLD,
    Written,
    rule_layer,
    rule_row,
    text_layer,
    text_row,
)
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.inequality_series import GroupsSeries, Spot, groups_alt, groups_table
from purbeck.publish.charts.layout import tick_texts
from purbeck.publish.charts.lettering import text_width, wrapped
from purbeck.publish.charts.plot_of_places import (
    Sheet,
    marks_of,
    point_row,
    points_layer,
    reach_of,
    specification_of,
)
from purbeck.publish.charts.scale import Reach, fitting_labels
from purbeck.publish.theme import LIGHT

WIDE, NARROW = 500, 250
_LABEL, _NOTE = 9.0, 8.5
_ROW = 21.0
"""The height of a row, in points: two lines of a name fit it."""
_CAP = 3.0
_NAMES_AT_MOST = 0.38
"""The share of the width that the names of the groups take at the most."""


def groups_chart(series: GroupsSeries, *, narrow: bool = False) -> Chart:
    """Draw a dot plot of groups, with a form for narrow screens beside the wide one."""
    width = NARROW if narrow else WIDE
    alt = groups_alt(series, "Dot plot")
    names = _names(series, width)
    sheet = _sheet(series, names, width)
    axis = _axis(series)
    held = _Drawn(series, sheet, axis, names)
    layers = [
        rule_layer([*held.ruling(), *held.intervals()]),
        points_layer(list(held.points())),
        text_layer([*held.words()], _LABEL),
    ]
    return Chart(
        anchor=f"{series.anchor}-narrow" if narrow else series.anchor,
        title=series.title,
        specification=specification_of(sheet, layers, alt),
        alt=alt,
        table=groups_table(series),
        width=width,
        height=sheet.height,
        narrow=None if narrow else groups_chart(series, narrow=True),
    )


def _names(series: GroupsSeries, width: int) -> list[tuple[str, ...]]:
    room = width * _NAMES_AT_MOST
    return [wrapped(spot.label, _LABEL, room, 2) for spot in series.spots]


def _sheet(series: GroupsSeries, names: list[tuple[str, ...]], width: int) -> Sheet:
    left = ceil(max(text_width(row, _LABEL) for rows in names for row in rows)) + 10
    right = ceil(max(text_width(spot.text, _LABEL) for spot in series.spots)) + 12
    height = ceil(len(series.spots) * _ROW) + 20 + 20
    return Sheet(width=width, height=height, left=left, top=20, right=right, bottom=20)


def _axis(series: GroupsSeries) -> Reach:
    spots = [*series.spots, *([series.total] if series.total else [])]
    ends = [end for spot in spots for end in (spot.value, spot.lower, spot.upper)]
    return reach_of([end for end in ends if end is not None], series.decimals)


class _Drawn:
    """The rows of data of each layer."""

    def __init__(
        self, series: GroupsSeries, sheet: Sheet, axis: Reach, names: list[tuple[str, ...]]
    ) -> None:
        self._series, self._sheet, self._axis, self._names = series, sheet, axis, names
        share = series.unit_symbol == "%"
        top = 100.0 if share else inf
        most = 5 if sheet.width == WIDE else 3
        low = 0.0 if axis.low >= 0 or share else -inf
        self._ticks = marks_of(axis, series.decimals, most, low, top)

    def _across(self, value: float) -> float:
        return (value - self._axis.low) / (self._axis.high - self._axis.low) * self._sheet.across

    @staticmethod
    def _down(place: int) -> float:
        return (place + 0.5) * _ROW

    def ruling(self) -> Iterator[Written]:
        foot = float(self._sheet.down)
        for tick in self._ticks:
            x = self._across(tick)
            yield rule_row(x, 0.0, x, foot, LIGHT.rule, 0.5)
        total = self._series.total
        if total is not None and total.value is not None:
            x = self._across(total.value)
            yield rule_row(x, 0.0, x, foot, LIGHT.quiet_ink, 1.2)

    def intervals(self) -> Iterator[Written]:
        for place, spot in enumerate(self._series.spots):
            if spot.lower is None or spot.upper is None or spot.value is None:
                continue
            y, ink = self._down(place), LIGHT.local
            start, end = self._across(spot.lower), self._across(spot.upper)
            yield rule_row(start, y, end, y, ink, 1.3)
            for x in (start, end):
                yield rule_row(x, y - _CAP, x, y + _CAP, ink, 1.3)

    def points(self) -> Iterator[Written]:
        for place, spot in enumerate(self._series.spots):
            if spot.value is not None:
                own = spot.label == self._series.reference
                shape = "diamond" if own else "circle"
                across = self._across(spot.value)
                yield point_row(across, self._down(place), shape=shape, filled=not own, size=34.0)

    def words(self) -> Iterator[Written]:
        ink, quiet, sheet = LIGHT.ink, LIGHT.quiet_ink, self._sheet
        for place, (spot, rows) in enumerate(zip(self._series.spots, self._names, strict=True)):
            y = self._down(place) - (len(rows) - 1) * _LABEL * 0.6
            yield text_row("\n".join(rows), -8.0, y, _LABEL, ink, align="right")
            yield self._value(place, spot)
        texts = tick_texts(self._ticks, self._series.unit_symbol)
        places = [self._across(tick) for tick in self._ticks]
        shown = fitting_labels(texts, places, _NOTE) if texts else ()
        for text, x in zip(texts, places, strict=True):
            if text in shown:
                yield text_row(text, x, sheet.down + 10.0, _NOTE, quiet)
        yield from self._heading()

    def _value(self, place: int, spot: Spot) -> Written:
        weight = SEMI_BOLD if spot.value is not None else 400
        x, y = self._sheet.across + 8.0, self._down(place)
        return text_row(spot.text, x, y, _LABEL, LIGHT.ink, weight=weight, align="left")

    def _heading(self) -> Iterator[Written]:
        total = self._series.total
        if total is None or total.value is None:
            return
        text = f"Everybody {total.text}"
        half, x = text_width(text, _NOTE) / 2, self._across(total.value)
        left = half - self._sheet.left + 2.0
        right = self._sheet.across + self._sheet.right - half - 2.0
        yield text_row(text, min(max(x, left), right), -9.0, _NOTE, LIGHT.quiet_ink)
