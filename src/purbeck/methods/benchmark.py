"""A figure held against a benchmark, as Fingertips does it.

Source of the rules: fingertips-open (6780897), PholioVisualisationWS/Analysis, and
FingertipsNext (d1600f4), BenchmarkComparisonEngine. Each rule gives a direction; ``judged`` in
``codes`` makes a verdict of it. None of them knows areas: an area must not be given a benchmark
that it dominates.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammainccinv, gammaincinv

from purbeck.methods.arrays import Codes, Figures, Flags, figures
from purbeck.methods.codes import Direction
from purbeck.methods.interval import Interval

Z_95 = 1.96
"""The z of the funnel's inner limits, as Fingertips rounds it."""
Z_998 = 3.0902
"""The z of the funnel's outer limits, as Fingertips rounds it."""
TAIL_95 = 0.025
"""The probability beyond each inner limit of the funnel of directly standardised rates."""
TAIL_998 = 0.001
"""The probability beyond each outer limit of that funnel."""


@np.errstate(all="ignore")
def single_interval(value: ArrayLike, interval: Interval, benchmark: ArrayLike) -> Codes:
    """Hold the figure's interval against a benchmark that is taken as exact.

    Parameters
    ----------
    value, interval, benchmark
        In one unit, of shapes that broadcast.

    Returns
    -------
    Codes
        SAME where the benchmark is within the interval or on either limit, else LOWER or HIGHER.
        UNKNOWN without a figure, both limits or a benchmark, or where the limits are reversed.

    Examples
    --------
    >>> codes = single_interval(2.5, Interval(*figures(2.2, [2.8, 3.0])), 3.0)
    >>> [Direction(code).name for code in codes]
    ['LOWER', 'SAME']
    """
    y, low, high, b = figures(value, interval.lower, interval.upper, benchmark)
    known = ~np.isnan(y + b) & (low <= high)
    return _codes(known, (b > high, Direction.LOWER), (b < low, Direction.HIGHER))


@np.errstate(all="ignore")
def two_level_interval(
    value: ArrayLike, inner: Interval, outer: Interval, benchmark: ArrayLike
) -> Codes:
    """Hold two intervals, of 95% and 99.8%, against a benchmark that is taken as exact.

    Returns
    -------
    Codes
        SAME where the benchmark is within the inner interval, LOWER or HIGHER where it is
        outside that but within the outer one, MUCH_LOWER or MUCH_HIGHER beyond. A limit belongs
        to what it encloses. UNKNOWN where anything is missing, or the inner interval is not
        within the outer.

    Examples
    --------
    >>> inner, outer = Interval(*figures(2.5, 2.7)), Interval(*figures(2.3, 2.9))
    >>> codes = two_level_interval(2.6, inner, outer, [2.7, 2.9, 3.0])
    >>> [Direction(code).name for code in codes]
    ['SAME', 'LOWER', 'MUCH_LOWER']
    """
    y, low, high, b = figures(value, inner.lower, inner.upper, benchmark)
    least, most = figures(outer.lower, outer.upper)
    known = ~np.isnan(y + b) & (least <= low) & (low <= high) & (high <= most)
    return _codes(
        known,
        (b > most, Direction.MUCH_LOWER),
        (b < least, Direction.MUCH_HIGHER),
        (b > high, Direction.LOWER),
        (b < low, Direction.HIGHER),
    )


@np.errstate(all="ignore")
def double_interval(
    value: ArrayLike, interval: Interval, other: ArrayLike, other_interval: Interval
) -> Codes:
    """Hold two figures against each other by whether their intervals overlap.

    Conservative: of two areas that do not differ it tells apart about one pair in 200 and not
    one in 20. Prefer ``compare_proportions`` or ``compare_rates`` for two local areas.

    Returns
    -------
    Codes
        SAME where the intervals overlap or touch. UNKNOWN without both figures and intervals.

    Examples
    --------
    >>> one, other = Interval(*figures(3.5, 4.5)), Interval(*figures(2.7, [3.1, 3.5]))
    >>> [Direction(code).name for code in double_interval(4.0, one, 3.0, other)]
    ['HIGHER', 'SAME']
    """
    a, low, high = figures(value, interval.lower, interval.upper)
    b, other_low, other_high = figures(other, other_interval.lower, other_interval.upper)
    known = ~np.isnan(a + b) & (low <= high) & (other_low <= other_high)
    below = (a < b) & (other_low > high)
    above = (a >= b) & (low > other_high)
    return _codes(known, (below, Direction.LOWER), (above, Direction.HIGHER))


@np.errstate(all="ignore")
def proportion_limits(
    denominator: ArrayLike, benchmark: ArrayLike, z: float = Z_95, unit: float = 100.0
) -> Interval:
    """Give the control limits around a benchmark for a proportion with this denominator.

    Wilson's formula at the expected number. These are not the funnel limits of
    ``funnel.proportion_limits``, which Fingertips draws elsewhere. NaN where the denominator is
    not above 0, or the benchmark is not from 0 to ``unit``.

    Examples
    --------
    >>> found = proportion_limits(1339, 12.8379546895717)
    >>> print(f"{found.lower:.3f} {found.upper:.3f}")
    11.152 14.737
    """
    n, b = figures(denominator, benchmark)
    p = b / unit
    possible = (n > 0) & (p >= 0) & (p <= 1)
    expected = n * p
    middle = 2.0 * expected + z * z
    reach = z * np.sqrt(z * z + 4.0 * expected * (1.0 - p))
    width = np.where(possible, 2.0 * (n + z * z), np.nan)
    return Interval((middle - reach) / width * unit, (middle + reach) / width * unit)


@np.errstate(all="ignore")
def spc_proportion(
    value: ArrayLike,
    denominator: ArrayLike,
    benchmark: ArrayLike,
    z: float = Z_95,
    unit: float = 100.0,
) -> Codes:
    """Hold a proportion against the control limits for its denominator.

    Returns
    -------
    Codes
        SAME within the limits or on either. UNKNOWN where a figure, a benchmark or a
        denominator above 0 is missing.

    Examples
    --------
    >>> codes = [spc_proportion(10.978, 1339, 12.838, z) for z in (Z_95, Z_998)]
    >>> [Direction(code).name for code in codes]
    ['LOWER', 'SAME']
    """
    (y,) = figures(value)
    return _within(y, proportion_limits(denominator, benchmark, z, unit))


@np.errstate(all="ignore")
def rate_limits(
    denominator: ArrayLike, benchmark: ArrayLike, tail: float = TAIL_95, unit: float = 100_000.0
) -> Interval:
    """Give the Poisson control limits around a benchmark for a directly standardised rate.

    The limits are the means at which the expected number, or more (fewer), of events has the
    probability ``tail``. An expected number that is not whole is counted up for the lower limit
    and down for the upper, as whole events are, so the funnel is a little narrower than the
    smooth chi-squared limits. NaN where the denominator is not above 0 or the benchmark is
    below 0.

    Notes
    -----
    Fingertips finds them by bisection to one part in four million; these are exact.

    Examples
    --------
    >>> found = rate_limits(616282, 2.132708657734625)
    >>> print(f"{found.lower:.4f} {found.upper:.4f}")
    1.2420 3.6072
    """
    n, b = figures(denominator, benchmark)
    possible = (n > 0) & (b >= 0)
    expected = np.where(possible, n * b / unit, np.nan)
    least = np.ceil(expected)
    lower = np.where(least == 0, 0.0, gammaincinv(np.maximum(least, 1.0), tail))
    upper = gammainccinv(np.floor(expected) + 1.0, tail)
    return Interval(lower / n * unit, upper / n * unit)


@np.errstate(all="ignore")
def spc_rate(
    value: ArrayLike,
    denominator: ArrayLike,
    benchmark: ArrayLike,
    tail: float = TAIL_95,
    unit: float = 100_000.0,
) -> Codes:
    """Hold a directly standardised rate against the Poisson limits for its denominator.

    Returns
    -------
    Codes
        SAME within the limits or on either. UNKNOWN where a figure, a benchmark or a
        denominator above 0 is missing.

    Examples
    --------
    >>> codes = [spc_rate(1.136, 616282, 2.1327, tail) for tail in (TAIL_95, TAIL_998)]
    >>> [Direction(code).name for code in codes]
    ['LOWER', 'SAME']
    """
    (y,) = figures(value)
    return _within(y, rate_limits(denominator, benchmark, tail, unit))


def _within(value: Figures, limits: Interval) -> Codes:
    known = ~np.isnan(value + limits.lower + limits.upper)
    above, below = value > limits.upper, value < limits.lower
    return _codes(known, (above, Direction.HIGHER), (below, Direction.LOWER))


def _codes(known: Flags, *cases: tuple[Flags, Direction]) -> Codes:
    """Give the direction of the first case that holds, SAME for none, UNKNOWN if not known."""
    conditions = [~known, *(np.broadcast_to(flags, known.shape) for flags, _ in cases)]
    codes = [np.int8(Direction.UNKNOWN), *(np.int8(direction) for _, direction in cases)]
    return np.select(conditions, codes, default=np.int8(Direction.SAME))
