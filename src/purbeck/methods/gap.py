"""The gap between two groups, absolute and relative."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Codes, Figures, figures, finite
from purbeck.methods.codes import Direction
from purbeck.methods.interval import LEVEL, Interval, critical_value, rate
from purbeck.methods.proportion_test import compare_proportions, difference_interval
from purbeck.methods.rate_ratio import compare_rates


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gap:
    """How far one group is from another, in arrays of one shape; NaN where it cannot be told.

    Attributes
    ----------
    absolute, absolute_lower, absolute_upper
        The difference, first less second, with its interval.
    relative, relative_lower, relative_upper
        The ratio, first over second, with its interval.
    direction
        Codes of ``Direction``: HIGHER where the first group's figure is higher beyond chance.
        Whether that is good is for polarity to say.
    """

    absolute: Figures
    absolute_lower: Figures
    absolute_upper: Figures
    relative: Figures
    relative_lower: Figures
    relative_upper: Figures
    direction: Codes


@np.errstate(all="ignore")
def gap_of_proportions(
    count: ArrayLike,
    total: ArrayLike,
    other_count: ArrayLike,
    other_total: ArrayLike,
    confidence: float = LEVEL,
) -> Gap:
    """Give the gap between two proportions.

    The difference has Newcombe's interval, the ratio that of its logarithm, which does not exist
    where a count is 0. The score test gives the direction: a p of exactly 1 - confidence is SAME.

    References
    ----------
    Newcombe 1998, Stat Med 17:873; Katz et al. 1978, Biometrics 34:469.

    Examples
    --------
    >>> found = gap_of_proportions(450, 1000, 620, 1000)
    >>> print(f"{found.absolute:.3f} {found.absolute_lower:.3f} {found.absolute_upper:.3f}")
    -0.170 -0.213 -0.127
    >>> print(f"{found.relative:.3f} {found.relative_lower:.3f} {found.relative_upper:.3f}")
    0.726 0.667 0.789
    """
    x1, n1, x2, n2 = figures(count, total, other_count, other_total)
    test = compare_proportions(x1, n1, x2, n2, confidence)
    known = ~np.isnan(test.difference)
    ratio = np.where(known & (x2 > 0), (x1 / n1) / (x2 / n2), np.nan)
    error = np.sqrt((1.0 / x1 - 1.0 / n1) + (1.0 / x2 - 1.0 / n2))
    reach = np.exp(critical_value(confidence) * np.where(x1 > 0, error, np.nan))
    return Gap(
        absolute=test.difference,
        absolute_lower=test.lower,
        absolute_upper=test.upper,
        relative=ratio,
        relative_lower=ratio / reach,
        relative_upper=ratio * reach,
        direction=_direction(test.p < 1.0 - confidence, test.difference),
    )


@np.errstate(all="ignore")
def gap_of_rates(
    count: ArrayLike,
    population: ArrayLike,
    other_count: ArrayLike,
    other_population: ArrayLike,
    *,
    multiplier: float = 100_000.0,
    confidence: float = LEVEL,
) -> Gap:
    """Give the gap between two rates.

    The ratio is exact (see ``compare_rates``), and its test gives the direction. The interval of
    the difference is put together from those of the two rates, per ``multiplier``.

    Examples
    --------
    >>> found = gap_of_rates(90, 1000, 60, 1000, multiplier=1000)
    >>> print(f"{found.absolute:.0f} {found.absolute_lower:.1f} {found.absolute_upper:.1f}")
    30 5.3 55.1
    >>> Direction(found.direction).name
    'HIGHER'
    """
    x1, n1, x2, n2 = figures(count, population, other_count, other_population)
    test = compare_rates(x1, n1, x2, n2, confidence)
    first, second = x1 / n1 * multiplier, x2 / n2 * multiplier
    limits = difference_interval(
        first, rate(x1, n1, multiplier, confidence), second, rate(x2, n2, multiplier, confidence)
    )
    absolute = np.where(np.isnan(test.p), np.nan, finite(first - second))
    return Gap(
        absolute=absolute,
        absolute_lower=limits.lower,
        absolute_upper=limits.upper,
        relative=test.ratio,
        relative_lower=test.lower,
        relative_upper=test.upper,
        direction=_direction(test.p < 1.0 - confidence, absolute),
    )


@np.errstate(all="ignore")
def gap_of_values(
    value: ArrayLike, interval: Interval, other: ArrayLike, other_interval: Interval
) -> Gap:
    """Give the gap between two figures of which only the intervals are known.

    Both intervals are put together from those of the two figures, of one confidence level. The
    difference's gives the direction, and 0 on its edge is SAME. There is a ratio only where both
    figures and all limits are above 0.

    References
    ----------
    Zou and Donner 2008, Stat Med 27:1693; the ratio on the log scale.

    Examples
    --------
    >>> found = gap_of_values(20.0, Interval(*figures(18, 22)), 10.0, Interval(*figures(9, 11)))
    >>> print(f"{found.absolute:.0f} {found.absolute_lower:.2f} {found.absolute_upper:.2f}")
    10 7.76 12.24
    >>> print(f"{found.relative:.0f} {found.relative_lower:.2f} {found.relative_upper:.2f}")
    2 1.74 2.31
    """
    a, b = figures(value, other)
    limits = difference_interval(a, interval, b, other_interval)
    logs = [np.where(one > 0, np.log(one), np.nan) for one in (a, interval.lower, interval.upper)]
    others = (b, other_interval.lower, other_interval.upper)
    other_logs = [np.where(one > 0, np.log(one), np.nan) for one in others]
    of_log = difference_interval(
        logs[0], Interval(*logs[1:]), other_logs[0], Interval(*other_logs[1:])
    )
    apart = (limits.lower > 0) | (limits.upper < 0)
    known = np.where(np.isnan(limits.lower + limits.upper), np.nan, a - b)
    return Gap(
        absolute=finite(a - b),
        absolute_lower=limits.lower,
        absolute_upper=limits.upper,
        relative=np.exp(logs[0] - other_logs[0]),
        relative_lower=np.exp(of_log.lower),
        relative_upper=np.exp(of_log.upper),
        direction=_direction(apart, known),
    )


def _direction(apart: np.ndarray, difference: Figures) -> Codes:
    way = np.where(apart, np.sign(np.nan_to_num(difference)), Direction.SAME)
    return np.where(np.isnan(difference), Direction.UNKNOWN, way).astype(np.int8)
