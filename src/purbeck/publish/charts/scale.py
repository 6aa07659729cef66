"""The scales of a chart: how far an axis reaches, where its ticks stand, which labels fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from purbeck.publish.charts.lettering import text_width

LEAST_SPAN = 5
"""The least that the values of an axis span, in units of the last decimal shown.

Our own choice: without it a change in the last decimal would fill the height of a chart.
"""

LABEL_GAP = 8.0
"""The least space between two labels of periods, in points; our own choice."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The lowest and the highest value of an axis."""

    low: float
    high: float

    def place(self, value: float, height: float) -> float:
        """How far below the top of a plot a value stands."""
        if self.high == self.low:  # Of figures so large that no room can be added to them.
            return height / 2
        return (self.high - value) / (self.high - self.low) * height


@dataclass(frozen=True, slots=True)
class Room:
    """The height of a plot, with what to keep free of values above and below."""

    height: float
    above: float
    below: float
    strip: bool = False
    """Whether something stands in the room below, so that no value may."""


def reach(values: Sequence[float], decimals: int, room: Room) -> Reach:
    """Find how far an axis reaches, so that the values fill the plot but for the room kept.

    Zero is not forced. Where no value is below zero the axis does not go below it either, unless
    a strip below is to be kept. Where all values are equal they stand in the middle, or against
    zero. At least one value is expected.

    Examples
    --------
    >>> reach([90.0, 95.0], 1, Room(120.0, 10.0, 10.0))
    Reach(low=89.5, high=95.5)
    >>> reach([0.0, 5.0], 0, Room(120.0, 20.0, 10.0))
    Reach(low=0.0, high=6.0)
    """
    lowest, highest = min(values), max(values)
    span = max(highest - lowest, LEAST_SPAN * 10.0**-decimals)
    spare = (span - (highest - lowest)) / 2
    per_point = span / (room.height - room.above - room.below)
    low = lowest - spare - room.below * per_point
    high = highest + spare + room.above * per_point
    if low < 0 <= lowest and not room.strip:
        top = max(highest, span)
        low, high = 0.0, top + room.above * top / (room.height - room.above)
    return Reach(round(low, 9), round(high, 9))


def ticks(axis: Reach, finest: float, most: int, bounds: Reach) -> tuple[float, ...]:
    """Choose round values within an axis and within what the figures can be.

    Steps are 1, 2, 2.5 or 5 times a power of ten, the smallest with no more ticks than allowed
    that is a whole number of the finest step. An axis may be left without a tick.

    Examples
    --------
    >>> ticks(Reach(89.5, 95.5), 0.1, 4, Reach(0.0, 100.0))
    (90.0, 92.0, 94.0)
    """
    low, high = max(axis.low, bounds.low), min(axis.high, bounds.high)
    magnitude = math.floor(math.log10((axis.high - axis.low) / most))
    for power in range(magnitude, magnitude + 4):
        for leading in (1.0, 2.0, 2.5, 5.0):
            step = leading * 10.0**power
            if abs(step / finest - round(step / finest)) > 1e-6 or step < finest:
                continue
            first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
            if last - first + 1 <= most:
                return tuple(round(n * step, 9) for n in range(first, last + 1))
    return ()


def tick_decimals(values: Sequence[float]) -> int:
    """How many decimals the ticks need so that none is rounded; none for whole numbers."""
    return next((places for places in range(9) if all(round(v, places) == v for v in values)), 9)


def fitting_labels(labels: Sequence[str], places: Sequence[float], size: float) -> tuple[str, ...]:
    """Choose the labels that stand side by side without touching: every one, every second...

    The latest is always among them, and the first where it still fits.

    Examples
    --------
    >>> fitting_labels(["2014", "2015", "2016"], [0.0, 25.0, 50.0], 8.0)
    ('2014', '2016')
    """
    count = len(labels)
    chosen = list(range(count))
    for step in range(1, count + 1):
        chosen = list(range(count - 1, -1, -step))[::-1]
        if all(_apart(labels, places, size, a, b) for a, b in pairwise(chosen)):
            break
    if chosen and chosen[0] != 0 and _apart(labels, places, size, 0, chosen[0]):
        chosen.insert(0, 0)
    return tuple(labels[index] for index in chosen)


def _apart(
    labels: Sequence[str], places: Sequence[float], size: float, left: int, right: int
) -> bool:
    widths = text_width(labels[left], size) + text_width(labels[right], size)
    return places[right] - places[left] >= widths / 2 + LABEL_GAP
