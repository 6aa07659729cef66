"""Two rates held against each other: the exact conditional test of their ratio.

Given how many events the two areas have together, how many of them fall to the first is
binomial, with a probability that depends on the ratio of the rates only. Test and interval are
those of that binomial, and agree: the interval leaves out 1 where the test finds a difference.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, betaincc, betaincinv, gammainc, gammaincc

from purbeck.methods.arrays import Figures, figures
from purbeck.methods.interval import LEVEL, critical_value


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RateRatio:
    """The ratio of two rates, its exact interval, and the two-sided p value; NaN for none."""

    ratio: Figures
    lower: Figures
    upper: Figures
    p: Figures


@np.errstate(all="ignore")
def compare_rates(
    count: ArrayLike,
    population: ArrayLike,
    other_count: ArrayLike,
    other_population: ArrayLike,
    confidence: float = LEVEL,
) -> RateRatio:
    """Test whether two rates differ, both of them uncertain.

    Parameters
    ----------
    count, population, other_count, other_population
        Events and what they are counted in, in the one and in the other; arrays that broadcast.
    confidence
        Of the interval of the ratio.

    Returns
    -------
    RateRatio
        No events in the one give a ratio of 0 and a lower limit of 0; none in the other an
        infinite ratio and upper limit. None in either say nothing: the ratio is NaN, p is 1.
        NaN throughout where a population is not above 0, or a count is below 0 or missing.

    Notes
    -----
    The p value is twice the smaller tail, at most 1. It is conservative for few events.

    References
    ----------
    Test: Przyborowski and Wilenski 1940, Biometrika 31:313. Interval: Clopper and Pearson 1934,
    Biometrika 26:404, carried to the ratio. Twice the smaller tail, because that matches the
    interval: Fay 2010, The R Journal 2(1):53.

    Examples
    --------
    >>> found = compare_rates(11, 800, 23, 3000)
    >>> print(f"{found.ratio:.4f} {found.lower:.4f} {found.upper:.4f} {found.p:.4f}")
    1.7935 0.7893 3.8298 0.1687
    """
    critical_value(confidence)
    tail = (1.0 - confidence) / 2.0
    x1, n1, x2, n2 = figures(count, population, other_count, other_population)
    possible = (n1 > 0) & (n2 > 0) & (x1 >= 0) & (x2 >= 0)
    x1, x2 = np.where(possible, x1, np.nan), np.where(possible, x2, np.nan)
    # The first's share of the events that the two limits stand for, as odds: p / (1 - p).
    low = np.where(x1 == 0, 0.0, betaincinv(np.maximum(x1, 1e-300), x2 + 1.0, tail))
    # The other share is found directly, for 1 - p has no digits left where p is near 1.
    rest = np.where(x2 == 0, 0.0, betaincinv(np.maximum(x2, 1e-300), x1 + 1.0, tail))
    scale = n2 / n1
    none = (x1 + x2) == 0
    return RateRatio(
        ratio=np.where(none, np.nan, x1 / x2 * scale),
        lower=np.where(none, np.nan, low / (1.0 - low) * scale),
        upper=np.where(none, np.nan, (1.0 - rest) / rest * scale),
        p=np.where(none & possible, 1.0, _two_sided(x1, x2, n1 / (n1 + n2))),
    )


def _two_sided(x1: Figures, x2: Figures, share: Figures) -> Figures:
    """Give twice the smaller binomial tail: x1 or fewer, x1 or more, of x1 + x2."""
    fewer = np.where(x2 == 0, 1.0, betaincc(x1 + 1.0, np.maximum(x2, 1e-300), share))
    more = np.where(x1 == 0, 1.0, betainc(np.maximum(x1, 1e-300), x2 + 1.0, share))
    return np.where(np.isnan(x1 + x2), np.nan, np.minimum(1.0, 2.0 * np.minimum(fewer, more)))


@np.errstate(all="ignore")
def compare_with_expected(count: ArrayLike, expected: ArrayLike) -> Figures:
    """Give the two-sided exact Poisson p value of a count against an expected number.

    Twice the smaller tail, at most 1, so that it agrees with ``interval.exact_poisson``. NaN
    where the expected number is not above 0 or the count is below 0 or missing.

    Examples
    --------
    >>> print(f"{compare_with_expected(5, 11.7):.4f}")
    0.0490
    """
    x, e = figures(count, expected)
    possible = (x >= 0) & (e > 0)
    x = np.where(possible, x, np.nan)
    fewer = gammaincc(x + 1.0, e)
    more = np.where(x == 0, 1.0, gammainc(np.maximum(x, 1e-300), e))
    both = np.minimum(1.0, 2.0 * np.minimum(fewer, more))
    return np.where(possible, both, np.nan)
