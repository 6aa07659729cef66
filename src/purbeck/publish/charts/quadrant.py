"""The quadrant: cost across and outcome upwards, each from the neighbours' median.

The places that it is about are filled diamonds, joined in the order of time; those that are bounded
are the larger, with their limits as rules on both axes. The neighbours are open circles. The
median is where the two axes cross.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from math import ceil

from purbeck.publish.charts.annotation import (
    SEMI_BOLD,
    Written,
    rule_layer,
    rule_row,
    text_layer,
    text_row,
)
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.layout import tick_texts
from purbeck.publish.charts.lettering import shortened, text_width
from purbeck.publish.charts.placement import Box
from purbeck.publish.charts.plot_of_places import (
    UNBOUNDED,
    Sheet,
    marks_of,
    point_row,
    points_layer,
    reach_of,
    specification_of,
)
from purbeck.publish.charts.quadrant_series import (
    QuadrantMark,
    QuadrantSeries,
    quadrant_alt,
    quadrant_table,
)
from purbeck.publish.charts.scale import Reach
from purbeck.publish.theme import LIGHT

WIDE, NARROW = (500, 300), (250, 270)
_LABEL, _NOTE = 9.0, 8.5
_OWN, _EARLIER, _OTHER = 46.0, 20.0, 18.0
"""The area of a sign, in square points."""
_CAP = 3.0
"""Half of the stroke across the end of a limit."""
_CLEAR = 4.0
"""From the limits of a place to its label."""
_MOST_TICKS = 6
_CORNERS = (
    ("Lower cost, better outcome", False, True),
    ("Higher cost, better outcome", True, True),
    ("Lower cost, worse outcome", False, False),
    ("Higher cost, worse outcome", True, False),
)
_CROSSING = "0 is the median of the neighbours"
_ACROSS = "Cost, in median absolute deviations of the neighbours"
_ACROSS_SHORT = "Cost, in deviations"
_UP = "Outcome, better above"


def quadrant_chart(series: QuadrantSeries, *, narrow: bool = False) -> Chart:
    """Draw a quadrant, with a form for narrow screens beside the wide one."""
    width, height = NARROW if narrow else WIDE
    alt = quadrant_alt(series)
    sheet = Sheet(width=width, height=height, left=26, top=32, right=6, bottom=32)
    drawn = _Drawn(series, sheet)
    layers = [
        rule_layer([*drawn.ruling(), *drawn.path(), *drawn.limits()]),
        points_layer([*drawn.points()]),
        text_layer([*drawn.words()], _LABEL),
    ]
    return Chart(
        anchor=f"{series.anchor}-narrow" if narrow else series.anchor,
        title=series.title,
        specification=specification_of(sheet, layers, alt),
        alt=alt,
        table=quadrant_table(series),
        width=width,
        height=height,
        narrow=None if narrow else quadrant_chart(series, narrow=True),
    )


class _Drawn:
    """The rows of data of each layer."""

    def __init__(self, series: QuadrantSeries, sheet: Sheet) -> None:
        self._series, self._sheet = series, sheet
        marks = (*series.own, *series.others)
        ends = [_ends(mark) for mark in marks]
        self._across = reach_of([end for cost, _ in ends for end in cost], 1, zero=True)
        self._upwards = reach_of([end for _, outcome in ends for end in outcome], 1, zero=True)
        self._is_narrow = sheet.width == NARROW[0]

    def _x(self, value: float) -> float:
        reach = self._across
        return (value - reach.low) / (reach.high - reach.low) * self._sheet.across

    def _y(self, value: float) -> float:
        return self._upwards.place(value, self._sheet.down)

    def _at(self, mark: QuadrantMark) -> tuple[float, float]:
        return self._x(mark.cost_away[0]), self._y(mark.outcome_away[0])

    def _ticks(self, reach: Reach) -> tuple[float, ...]:
        return marks_of(reach, 0, _MOST_TICKS, *UNBOUNDED)

    def ruling(self) -> Iterator[Written]:
        wide, down = float(self._sheet.across), float(self._sheet.down)
        for ends in ((0.0, 0.0, wide, 0.0), (wide, 0.0, wide, down), (0.0, down, wide, down)):
            yield rule_row(*ends, LIGHT.rule, 0.5)
        yield rule_row(0.0, 0.0, 0.0, down, LIGHT.rule, 0.5)
        for tick in self._ticks(self._across):
            yield rule_row(self._x(tick), down, self._x(tick), down + 3.5, LIGHT.quiet_ink, 0.6)
        for tick in self._ticks(self._upwards):
            yield rule_row(-3.5, self._y(tick), 0.0, self._y(tick), LIGHT.quiet_ink, 0.6)
        yield rule_row(self._x(0.0), 0.0, self._x(0.0), down, LIGHT.quiet_ink, 1.0)
        yield rule_row(0.0, self._y(0.0), wide, self._y(0.0), LIGHT.quiet_ink, 1.0)

    def path(self) -> Iterator[Written]:
        """Join the places that follow one another in one series."""
        for before, mark in pairwise(self._series.own):
            if mark.joined:
                yield rule_row(*self._at(before), *self._at(mark), LIGHT.local, 2.0)

    def limits(self) -> Iterator[Written]:
        for mark in self._series.own:
            if not mark.bounded:
                continue
            (x, y), ink = self._at(mark), LIGHT.local
            left, right = self._x(mark.cost_away[1]), self._x(mark.cost_away[2])
            foot, top = self._y(mark.outcome_away[1]), self._y(mark.outcome_away[2])
            yield rule_row(left, y, right, y, ink, 1.0)
            yield rule_row(x, foot, x, top, ink, 1.0)
            for end in (left, right):
                yield rule_row(end, y - _CAP, end, y + _CAP, ink, 1.0)
            for end in (foot, top):
                yield rule_row(x - _CAP, end, x + _CAP, end, ink, 1.0)

    def points(self) -> Iterator[Written]:
        for mark in self._series.others:
            yield _circle(*self._at(mark))
        for mark in self._series.own:
            size = _OWN if mark.bounded else _EARLIER
            yield point_row(*self._at(mark), shape="diamond", size=size)
        if self._series.others:
            yield _circle(self._key_place(), self._heading())

    def words(self) -> Iterator[Written]:
        yield from self._axis_words()
        yield from self._corner_words()
        yield from self._labels()
        if self._series.others:
            x = self._key_place() + 6.0
            yield text_row(self._group(), x, self._heading(), _NOTE, LIGHT.quiet_ink, align="left")

    def _heading(self) -> float:
        return _NOTE / 2 + 1.0 - self._sheet.top

    def _group(self) -> str:
        room = self._sheet.width - text_width(_UP, _NOTE) - 30.0
        return shortened(self._series.group, _NOTE, room)

    def _key_place(self) -> float:
        return self._sheet.across - text_width(self._group(), _NOTE) - 6.0

    def _axis_words(self) -> Iterator[Written]:
        ink, foot = LIGHT.quiet_ink, float(self._sheet.down)
        for tick, text in _texts(self._ticks(self._across)):
            yield text_row(text, self._x(tick), foot + 9.0, _NOTE, ink)
        for tick, text in _texts(self._ticks(self._upwards)):
            yield text_row(text, -6.0, self._y(tick), _NOTE, ink, align="right")
        yield text_row(_UP, -self._sheet.left, self._heading(), _NOTE, ink, align="left")
        across = _ACROSS_SHORT if self._is_narrow else _ACROSS
        middle, low = self._sheet.across / 2, foot + 24.0
        yield text_row(f"{across}; {_CROSSING}", middle, low, _NOTE - 0.5, ink)

    def _corner_words(self) -> Iterator[Written]:
        """Name each quadrant where it has the room, along the edge of the plot."""
        middle = self._x(0.0)
        for words, right, above in _CORNERS:
            room = (self._sheet.across - middle if right else middle) - 8.0
            if text_width(words, _NOTE) > room:
                words = words.replace(" cost, ", ", ").replace(" outcome", "")
            if text_width(words, _NOTE) > room:
                continue
            x = self._sheet.across - 4.0 if right else 4.0
            y = -7.0 if above else self._sheet.down - 7.0
            align = "right" if right else "left"
            yield text_row(words, x, y, _NOTE, LIGHT.quiet_ink, align=align)

    def _labels(self) -> Iterator[Written]:
        bounds = Box(2.0, 2.0, self._sheet.across - 2.0, self._sheet.down - ceil(_NOTE) - 6.0)
        lines = [*self.path(), *self.limits(), *list(self.ruling())[-2:]]
        taken = [*self._taken()]
        places = zip(self._series.own, self._series.labels, strict=True)
        # The latest is first to choose its room: it is what the picture is about.
        for mark, label in reversed([each for each in places if each[1]]):
            box = _beside(self._at(mark), label, lines, bounds, taken)
            taken.append(box)
            yield text_row(label, *box.middle, _LABEL, LIGHT.local, weight=SEMI_BOLD)

    def _taken(self) -> Iterator[Box]:
        half = _OTHER**0.5 / 2
        for mark in (*self._series.others, *self._series.own):
            x, y = self._at(mark)
            yield Box(x - half, y - half, x + half, y + half)


def _ends(mark: QuadrantMark) -> tuple[Sequence[float], Sequence[float]]:
    """Give what of a place is drawn, across and upwards."""
    if mark.bounded:
        return mark.cost_away, mark.outcome_away
    return mark.cost_away[:1], mark.outcome_away[:1]


def _beside(
    place: tuple[float, float],
    label: str,
    lines: Sequence[Written],
    bounds: Box,
    taken: Sequence[Box],
) -> Box:
    """Find room for a label above or below a place, or a line or two beyond.

    It lies rather on a line than on what else is drawn, and rather there than without.
    """
    (x, y), width = place, text_width(label, _LABEL)
    found = []
    starts = (x + _CLEAR, x - _CLEAR - width, x - width / 2)
    for beyond, above, start in product((0, 1, 2), (True, False), starts):
        away = _CLEAR + beyond * (_LABEL + 1.0)
        top = y - away - _LABEL if above else y + away
        box = Box(start, top, start + width, top + _LABEL)
        out = start < bounds.left or box.right > bounds.right
        out = out or top < bounds.top or box.bottom > bounds.bottom
        within = sum(1 for _ in box.within(_along(lines)))
        found.append((1000 * out + 100 * sum(map(box.meets, taken)) + within + 4 * beyond, box))
    return min(found, key=lambda each: each[0])[1]


def _along(lines: Sequence[Written]) -> Iterator[tuple[float, float]]:
    for line in lines:
        across, down = line["x2"] - line["x"], line["y2"] - line["y"]
        steps = max(int(max(abs(across), abs(down)) / 3.0), 1)
        for step in range(steps + 1):
            yield line["x"] + across * step / steps, line["y"] + down * step / steps


def _circle(x: float, y: float) -> Written:
    row = point_row(x, y, filled=False, size=_OTHER)
    return {**row, "ink": LIGHT.quiet_ink}


def _texts(ticks: tuple[float, ...]) -> Iterator[tuple[float, str]]:
    return zip(ticks, tick_texts(ticks, ""), strict=True)
