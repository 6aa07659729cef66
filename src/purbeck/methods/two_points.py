"""Two points in time: a difference, and never a trend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Codes, Figures, figures
from purbeck.methods.benchmark import double_interval
from purbeck.methods.codes import Direction
from purbeck.methods.interval import LEVEL, Interval
from purbeck.methods.proportion_test import compare_proportions, difference_interval
from purbeck.methods.rate_ratio import compare_rates


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Change:
    """How the later figure lies to the earlier one, in arrays of one shape.

    Attributes
    ----------
    change
        The difference as a proportion or in the figure's unit; for rates, the ratio.
    lower, upper
        The interval of the change.
    p
        The two-sided p value; NaN where the change was judged by its interval.
    direction
        Codes of ``Direction``: HIGHER, LOWER, SAME for not distinguishable, or UNKNOWN.
    """

    change: Figures
    lower: Figures
    upper: Figures
    p: Figures
    direction: Codes


@np.errstate(all="ignore")
def change_of_proportion(
    count: ArrayLike,
    total: ArrayLike,
    earlier_count: ArrayLike,
    earlier_total: ArrayLike,
    confidence: float = LEVEL,
) -> Change:
    """Hold a later proportion against an earlier one, by the score test and Newcombe's interval.

    HIGHER or LOWER where p is below 1 - confidence; exactly that is SAME, for the difference is
    not beyond what chance allows. UNKNOWN where a figure is missing or cannot be.

    Examples
    --------
    >>> found = change_of_proportion([620, 602], 1000, [560, 560], 1000)
    >>> [Direction(code).name for code in found.direction]
    ['HIGHER', 'SAME']
    """
    found = compare_proportions(count, total, earlier_count, earlier_total, confidence)
    return Change(
        change=found.difference,
        lower=found.lower,
        upper=found.upper,
        p=found.p,
        direction=_direction(found.p < 1.0 - confidence, found.difference, found.p),
    )


@np.errstate(all="ignore")
def change_of_rate(
    count: ArrayLike,
    population: ArrayLike,
    earlier_count: ArrayLike,
    earlier_population: ArrayLike,
    confidence: float = LEVEL,
) -> Change:
    """Hold a later rate against an earlier one, by the exact test of their ratio.

    The change is the ratio, later over earlier. No events in either: not distinguishable.

    Examples
    --------
    >>> found = change_of_rate([40, 25], 1000, [20, 20], 1000)
    >>> [Direction(code).name for code in found.direction]
    ['HIGHER', 'SAME']
    """
    found = compare_rates(count, population, earlier_count, earlier_population, confidence)
    x1, n1, x2, n2 = figures(count, population, earlier_count, earlier_population)
    return Change(
        change=found.ratio,
        lower=found.lower,
        upper=found.upper,
        p=found.p,
        direction=_direction(found.p < 1.0 - confidence, x1 / n1 - x2 / n2, found.p),
    )


@np.errstate(all="ignore")
def change_of_value(
    value: ArrayLike, interval: Interval, earlier: ArrayLike, earlier_interval: Interval
) -> Change:
    """Hold a later figure against an earlier one where only their intervals are known.

    The interval of the difference decides: a difference of 0 on its edge is SAME.

    Examples
    --------
    >>> found = change_of_value(9.0, Interval(*figures(8, 10)), 6.0, Interval(*figures(5, 7)))
    >>> print(Direction(found.direction).name, found.lower.round(2), found.upper.round(2))
    HIGHER 1.59 4.41
    """
    later, before = figures(value, earlier)
    limits = difference_interval(later, interval, before, earlier_interval)
    apart = (limits.lower > 0) | (limits.upper < 0)
    change = later - before
    return Change(
        change=change,
        lower=limits.lower,
        upper=limits.upper,
        p=np.full(change.shape, np.nan),
        direction=_direction(apart, change, limits.lower + limits.upper),
    )


def marker(
    value: ArrayLike, interval: Interval, earlier: ArrayLike, earlier_interval: Interval
) -> Codes:
    """Give Fingertips' marker of a change since the last period, for comparability.

    SAME where the two intervals overlap or touch, which finds far fewer changes than a test at
    their level would: about one in 200 by chance and not one in 20. UNKNOWN without either.

    Source: fingertips-open (6780897), TrendBetweenTwoValuesCalculator.

    Examples
    --------
    >>> code = marker(1.0, Interval(*figures(0.9, 1.1)), 2.0, Interval(*figures(1.9, 2.1)))
    >>> Direction(code).name
    'LOWER'
    """
    return double_interval(value, interval, earlier, earlier_interval)


def _direction(apart: np.ndarray, change: Figures, known: Figures) -> Codes:
    way = np.where(apart, np.sign(np.nan_to_num(change)), Direction.SAME)
    return np.where(np.isnan(known), Direction.UNKNOWN, way).astype(np.int8)
