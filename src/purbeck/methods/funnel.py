"""Funnel plots: which areas lie further from the average than chance alone would put them.

Source: PHEindicatormethods 2.1.0 (093fd28), R/Funnels.R and R/utils.R. Where areas differ by
more than chance for reasons of their own, see ``overdispersion``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammainccinv, gammaincinv, ndtri

from purbeck.methods.arrays import Codes, Figures, Flags, figures
from purbeck.methods.codes import Direction
from purbeck.methods.interval import Interval, poisson

TAIL_95 = 0.025
"""The probability beyond each inner limit."""
TAIL_998 = 0.001
"""The probability beyond each outer limit."""
FEWEST_EVENTS_OF_DSR = 10
"""A directly standardised rate of fewer events is not placed on a funnel."""


@np.errstate(all="ignore")
def average_proportion(count: ArrayLike, total: ArrayLike) -> Figures:
    """Give the average of a funnel: all counts over all totals, along the first axis.

    An area whose count or total is missing or impossible is left out; NaN where none is left.

    Examples
    --------
    >>> float(average_proportion([10, 30, float("nan")], [100, 100, 100]))
    0.2
    """
    x, n = figures(count, total)
    possible = (x >= 0) & (n > 0) & (x <= n)
    return _ratio_of_sums(x, n, possible)


@np.errstate(all="ignore")
def average_rate(count: ArrayLike, exposure: ArrayLike) -> Figures:
    """Give the average of a funnel of rates or ratios: all events over all exposures.

    Examples
    --------
    >>> float(average_rate([10, 30], [5, 15]))
    2.0
    """
    x, n = figures(count, exposure)
    return _ratio_of_sums(x, n, (x >= 0) & (n > 0))


def _ratio_of_sums(x: Figures, n: Figures, possible: Flags) -> Figures:
    total = np.where(possible, n, 0.0).sum(axis=0)
    return np.asarray(np.where(possible, x, 0.0).sum(axis=0) / np.where(total > 0, total, np.nan))


@np.errstate(all="ignore")
def proportion_limits(total: ArrayLike, average: ArrayLike, tail: float = TAIL_95) -> Interval:
    """Give the funnel's limits for proportions with these denominators.

    Parameters
    ----------
    total
        The denominators at which the funnel is wanted.
    average
        From 0 to 1.
    tail
        The probability beyond each limit, by the normal distribution.

    Returns
    -------
    Interval
        As proportions, cut to [0, 1]. NaN where a denominator is not above 0.

    Notes
    -----
    The long formula of the source is ``average -/+ z sqrt(average (1 - average) / total)``.

    Examples
    --------
    >>> found = proportion_limits([10, 110000], 0.80642448)
    >>> found.lower.round(6), found.upper.round(6)
    (array([0.561543, 0.80409 ]), array([1.      , 0.808759]))
    """
    n, p = figures(total, average)
    possible = (n > 0) & (p >= 0) & (p <= 1)
    reach = np.where(possible, -float(ndtri(tail)) * np.sqrt(p * (1.0 - p) / n), np.nan)
    return Interval(np.maximum(p - reach, 0.0), np.minimum(p + reach, 1.0))


@np.errstate(all="ignore")
def ratio_limits(count: ArrayLike, average: ArrayLike = 1.0, tail: float = TAIL_95) -> Interval:
    """Give the funnel's limits for ratios and rates with these numbers of events, exactly.

    Parameters
    ----------
    count
        The numbers of observed events at which the funnel is wanted.
    average
        1 for ratios, else the average rate.
    tail
        The Poisson probability beyond each limit.

    Returns
    -------
    Interval
        The count over the largest and over the smallest expected number that it could belong
        to. No events: the lower limit is 0 and the upper one is without end. NaN where a count
        is missing or below 0.

    Notes
    -----
    The source finds the limits by bisection to about one part in a million; these are exact.

    Examples
    --------
    >>> found = ratio_limits([1, 716])
    >>> found.lower.round(5), found.upper.round(5)
    (array([0.17948, 0.92936]), array([39.49789,  1.07749]))
    """
    x, mean = figures(count, average)
    x = np.where(x >= 0, x, np.nan)
    most = gammainccinv(x + 1.0, tail)
    least = np.where(x == 0, 0.0, gammaincinv(np.where(x == 0, 1.0, x), tail))
    upper = np.where(x == 0, np.inf, x / least)
    return Interval(x / most * mean, upper * mean)


@np.errstate(all="ignore")
def proportion_flags(count: ArrayLike, total: ArrayLike, average: ArrayLike) -> Codes:
    """Tell which proportions lie beyond the funnel.

    Returns
    -------
    Codes
        Codes of ``Direction``: LOWER or HIGHER beyond the inner limit, MUCH_LOWER or
        MUCH_HIGHER beyond the outer one; on a limit is within it. UNKNOWN where a count is not
        within its total, or the total is not above 0.

    Examples
    --------
    >>> codes = proportion_flags([50, 60, 70], 100, 0.5)
    >>> [Direction(code).name for code in codes]
    ['SAME', 'HIGHER', 'MUCH_HIGHER']
    """
    x, n, p = figures(count, total, average)
    known = (x >= 0) & (n > 0) & (x <= n) & (p >= 0) & (p <= 1)
    inner, outer = (proportion_limits(n, p, tail) for tail in (TAIL_95, TAIL_998))
    y = x / n
    return _flags(known, y > inner.upper, y > outer.upper, y < inner.lower, y < outer.lower)


@np.errstate(all="ignore")
def ratio_flags(
    count: ArrayLike,
    expected: ArrayLike,
    average: ArrayLike = 1.0,
    *,
    standardised_rate: bool = False,
) -> Codes:
    """Tell which ratios or rates lie beyond the funnel.

    Parameters
    ----------
    count
        Observed events.
    expected
        Expected events for a ratio; for a rate what the events are counted in. For a directly
        standardised rate that is the count over the rate.
    average
        1 for ratios, else the average rate, in the unit of count over ``expected``.
    standardised_rate
        Whether to answer UNKNOWN for fewer than ten events, as is done for such rates.

    Returns
    -------
    Codes
        As for ``proportion_flags``. An area is beyond a limit where its own interval (exact
        below ten events, Byar's from ten on) leaves out the average.

    Examples
    --------
    >>> codes = ratio_flags([100, 125, 140, 5], [100, 100, 100, 20])
    >>> [Direction(code).name for code in codes]
    ['SAME', 'HIGHER', 'MUCH_HIGHER', 'MUCH_LOWER']
    """
    x, e, mean = figures(count, expected, average)
    known = (x >= 0) & (e > 0) & (mean >= 0)
    if standardised_rate:
        known &= x >= FEWEST_EVENTS_OF_DSR
    inner, outer = (poisson(x, 1.0 - 2.0 * tail) for tail in (TAIL_95, TAIL_998))
    # The average in events of this area, so that one comparison serves for all.
    would_be = mean * e
    return _flags(
        known,
        would_be < inner.lower,
        would_be < outer.lower,
        would_be > inner.upper,
        would_be > outer.upper,
    )


def _flags(known: Flags, above: Flags, far_above: Flags, below: Flags, far_below: Flags) -> Codes:
    codes = (
        Direction.UNKNOWN,
        Direction.MUCH_LOWER,
        Direction.MUCH_HIGHER,
        Direction.LOWER,
        Direction.HIGHER,
    )
    return np.select(
        [~known, far_below, far_above, below, above],
        [np.int8(code) for code in codes],
        default=np.int8(Direction.SAME),
    )
