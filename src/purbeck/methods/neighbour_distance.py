"""How far an area lies from the median of its neighbours, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

from purbeck.methods.arrays import Codes, Columns, Figures, figures
from purbeck.methods.codes import Direction
from purbeck.methods.interval import LEVEL, Interval
from purbeck.methods.proportion_test import difference_interval
from purbeck.methods.rank import type_7_quantile

FEWEST = 6
"""Neighbours below which no two of their figures hold the median between them at 95%: of five, all
lie on one side of it once in sixteen."""

# What a sum and its parts may differ by in binary, in proportion to their size.
_ROOM = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NeighbourDistance:
    """Distances from the median of neighbours, in arrays of the areas' shape.

    Attributes
    ----------
    count
        How many neighbours have a figure.
    median, median_lower, median_upper
        Of the neighbours' figures, the area's not among them, with its interval.
    distance, lower, upper
        The area's figure less the median, in the figure's unit, with the interval that both
        give it.
    deviation, deviations
        The neighbours' median absolute deviation, not scaled, and the distance in it; the second
        is NaN where the first is 0.
    below
        How many neighbours have a lower figure.
    direction
        Codes of ``Direction``: HIGHER and LOWER where the interval does not hold 0, SAME where it
        does, its edge included; UNKNOWN without an interval.
    """

    count: Columns
    median: Figures
    median_lower: Figures
    median_upper: Figures
    distance: Figures
    lower: Figures
    upper: Figures
    deviation: Figures
    deviations: Figures
    below: Columns
    direction: Codes


@np.errstate(all="ignore")
def neighbour_distance(
    value: ArrayLike, neighbours: ArrayLike, interval: Interval | None = None
) -> NeighbourDistance:
    """Measure how far each area is from the median of its neighbours.

    The median's interval is that of the sign test: of ten neighbours, from the second lowest to
    the second highest (97.9%). It takes the neighbours as some of the places that the area might
    be held against, and asks nothing of how their figures are spread. Put together with the
    area's own interval (Zou and Donner) it gives that of the distance.

    Parameters
    ----------
    value
        One figure an area.
    neighbours
        The neighbours' figures along the first axis; NaN for a neighbour that there is not, or
        that has none.
    interval
        Of the area's own figure. Where it has none, its figure is taken as it is: an account, or
        one whose chance is not known, which is for the caller to say.

    References
    ----------
    Hettmansperger and McKean, Robust Nonparametric Statistical Methods, 1.3 (interval of the sign
    test); Zou and Donner 2008, Stat Med 27:1693.

    Examples
    --------
    >>> found = neighbour_distance(4.0, np.arange(10.0, 20.0))
    >>> print(found.median, found.median_lower, found.median_upper)
    14.5 11.0 18.0
    >>> print(found.distance, found.lower, found.upper, found.deviations)
    -10.5 -14.0 -7.0 -4.2
    >>> Direction(int(found.direction)).name
    'LOWER'
    """
    (others,) = figures(neighbours)
    (own,) = figures(value)
    count = (~np.isnan(others)).sum(axis=0)
    ordered = np.sort(others, axis=0)
    median = _middle(ordered, count)
    around = median_interval(others)
    given = interval or Interval(*figures(np.nan, np.nan))
    known = ~np.isnan(given.lower) & ~np.isnan(given.upper)
    held = Interval(np.where(known, given.lower, own), np.where(known, given.upper, own))
    limits = difference_interval(own, held, median, around)
    gaps = np.abs(others - median)
    deviation = _middle(np.sort(gaps, axis=0), count)
    distance = own - median
    return NeighbourDistance(
        count=np.where(np.isnan(own), 0, count),
        median=median,
        median_lower=around.lower,
        median_upper=around.upper,
        distance=distance,
        lower=limits.lower,
        upper=limits.upper,
        deviation=deviation,
        deviations=np.where(deviation > 0, distance / deviation, np.nan),
        below=(others < own).sum(axis=0),
        direction=_direction(limits, _ROOM * np.maximum(1.0, np.abs(own) + np.abs(median))),
    )


@np.errstate(all="ignore")
def median_interval(values: ArrayLike, confidence: float = LEVEL) -> Interval:
    """Give the interval of the median of values along the first axis, by the sign test.

    The narrowest pair of the ordered values, as far from one end as from the other, that holds
    the median with at least the confidence asked for; NaN where there are too few for any pair.

    Examples
    --------
    >>> found = median_interval(np.arange(10.0))
    >>> print(found.lower, found.upper)
    1.0 8.0
    >>> print(median_interval(np.arange(5.0)).lower)
    nan
    """
    (y,) = figures(values)
    count = np.asarray((~np.isnan(y)).sum(axis=0))
    if not y.shape[0]:
        return Interval(np.full(count.shape, np.nan), np.full(count.shape, np.nan))
    place = _places(y.shape[0], confidence)[count]
    ordered = np.sort(y, axis=0)
    ends = []
    for at in (place, count - 1 - place):
        held = np.clip(at, 0, len(ordered) - 1)[None, ...]
        found = np.take_along_axis(ordered, held, axis=0)[0]
        ends.append(np.where(place >= 0, found, np.nan))
    return Interval(*ends)


@lru_cache(maxsize=32)
def _places(most: int, confidence: float) -> NDArray[np.intp]:
    """Give for each count of values how many lie outside the pair at either end; -1 for none."""
    return np.array([_outside(count, confidence) for count in range(most + 1)], dtype=np.intp)


def _outside(count: int, confidence: float) -> int:
    missed, outside = 0, -1
    for number in range(count // 2):
        missed += comb(count, number)
        if 2 * missed > (1.0 - confidence) * 2**count:
            break
        outside = number
    return outside


def _middle(ordered: Figures, count: Columns) -> Figures:
    if not ordered.shape[0]:
        return np.full(ordered.shape[1:], np.nan)
    return np.asarray(type_7_quantile(ordered, count, 0.5))


def _direction(limits: Interval, room: Figures) -> Codes:
    unknown = np.isnan(limits.lower) | np.isnan(limits.upper)
    return np.select(
        [unknown, limits.lower > room, limits.upper < -room],
        [Direction.UNKNOWN, Direction.HIGHER, Direction.LOWER],
        Direction.SAME,
    ).astype(np.int8)
