"""Confidence intervals of a proportion, a count, a rate and a mean.

Source of the formulas and of the switch at ten events: PHEindicatormethods 2.1.0
(R/utils.R, Rates.R, Means.R), after the technical guidance of Fingertips.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammainccinv, gammaincinv, ndtri, stdtrit

from purbeck.methods.arrays import Figures, blocks, figures
from purbeck.model.errors import UsageError

FEWEST_EVENTS_FOR_BYAR = 10
"""Byar's approximation from ten events on, the exact Poisson limits below (Fingertips)."""

LEVEL = 0.95
"""The confidence level of the published figures; 0.998 is their stricter one."""


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """Lower and upper limits, of one shape; NaN in both where there is no interval."""

    lower: Figures
    upper: Figures


def critical_value(confidence: float = LEVEL) -> float:
    """Give z, the standard normal deviate of a two-sided interval: 1.95996 for 0.95.

    Raises
    ------
    UsageError
        Unless the confidence is between 0 and 1, the ends excluded (so 95 is refused).

    Examples
    --------
    >>> round(critical_value(0.998), 4)
    3.0902
    """
    if not 0.0 < confidence < 1.0:
        raise UsageError(f"A confidence of {confidence} is not between 0 and 1, such as 0.95.")
    return float(ndtri(0.5 + confidence / 2.0))


@np.errstate(all="ignore")
def wilson(count: ArrayLike, total: ArrayLike, confidence: float = LEVEL) -> Interval:
    """Give Wilson's score interval of a proportion.

    Parameters
    ----------
    count, total
        How many have the attribute, of how many; arrays that broadcast. A count need not be
        whole, for weighted figures have such.
    confidence
        Two-sided, between 0 and 1.

    Returns
    -------
    Interval
        As proportions from 0 to 1. The lower limit of none is exactly 0, the upper limit of all
        exactly 1. NaN where total <= 0, or count is below 0 or above total, or either is missing
        or infinite: no interval is made up where a denominator is not known.

    References
    ----------
    Wilson 1927, J Am Stat Assoc 22:209.

    Examples
    --------
    >>> found = wilson(65, 100)
    >>> print(f"{found.lower:.4f} {found.upper:.4f}")
    0.5525 0.7364
    """
    z = critical_value(confidence)
    x, n = figures(count, total)
    lower, upper = np.empty(x.shape), np.empty(x.shape)
    # One pass a block, for a panel of millions does not fit the cache a dozen times over.
    flat = [one.reshape(-1) for one in (x, n, lower, upper)]
    for block in blocks(x.size, 8):
        flat[2][block], flat[3][block] = _wilson(flat[0][block], flat[1][block], z)
    return Interval(lower, upper)


def _wilson(x: Figures, n: Figures, z: float) -> tuple[Figures, Figures]:
    possible = (n > 0) & (x >= 0) & (x <= n)
    # Halves of the usual terms: they round alike, and do not overflow where the doubles would.
    middle = x + z * z / 2.0
    reach = z * np.sqrt(z * z / 4.0 + x * (1.0 - x / n))
    # The lower root is taken from the product of the two roots: subtracting ``reach`` from
    # ``middle`` would lose the digits of a small proportion.
    lower = x * (x / n) / (middle + reach)
    upper = np.where(x == n, 1.0, np.minimum(1.0, (middle + reach) / (n + z * z)))
    # Of so many that the limits meet, rounding may put the lower one a last digit above.
    upper = np.maximum(lower, upper)
    return np.where(possible, lower, np.nan), np.where(possible, upper, np.nan)


@np.errstate(all="ignore")
def byar(count: ArrayLike, confidence: float = LEVEL) -> Interval:
    """Give Byar's approximate interval of a Poisson count.

    NaN where the count is missing or below 0, and in the lower limit where the approximation
    falls below 0 (a count of 0, or an extreme confidence), as in the source.

    References
    ----------
    Breslow and Day 1987, Statistical Methods in Cancer Research II, p. 69.

    Examples
    --------
    >>> found = byar(65)
    >>> print(f"{found.lower:.3f} {found.upper:.3f}")
    50.163 82.849
    """
    z = critical_value(confidence)
    (x,) = figures(count)
    x = np.where(x >= 0, x, np.nan)
    after = x + 1.0
    lower = x * (1.0 - 1.0 / (9.0 * x) - z / (3.0 * np.sqrt(x))) ** 3
    upper = after * (1.0 - 1.0 / (9.0 * after) + z / (3.0 * np.sqrt(after))) ** 3
    return Interval(np.where(lower >= 0, lower, np.nan), upper)


def exact_poisson(count: ArrayLike, confidence: float = LEVEL) -> Interval:
    """Give the exact interval of a Poisson count, by the chi-squared quantiles.

    The lower limit of no events is exactly 0. NaN where the count is missing or below 0.

    References
    ----------
    Garwood 1936, Biometrika 28:437; Armitage and Berry, Statistical Methods in Medical Research.

    Examples
    --------
    >>> found = exact_poisson([0, 5])
    >>> print(found.lower.round(3), found.upper.round(3))
    [0.    1.623] [ 3.689 11.668]
    """
    critical_value(confidence)
    tail = (1.0 - confidence) / 2.0
    (x,) = figures(count)
    x = np.where(x >= 0, x, np.nan)
    # chi2inv(p, 2x) / 2 is the inverse of the regularised gamma function of x.
    lower = np.where(x == 0, 0.0, gammaincinv(np.where(x == 0, 1.0, x), tail))
    return Interval(lower, np.asarray(gammainccinv(x + 1.0, tail)))


def poisson(count: ArrayLike, confidence: float = LEVEL) -> Interval:
    """Give the interval of a count of events: exact below ten, Byar's from ten on.

    Returns
    -------
    Interval
        In events. Ten events exactly are Byar's. NaN where the count is missing or below 0.

    Examples
    --------
    >>> found = poisson([0, 9, 10])
    >>> print(found.lower.round(3), found.upper.round(3))
    [0.    4.115 4.787] [ 3.689 17.085 18.391]
    """
    (x,) = figures(count)
    few = x < FEWEST_EVENTS_FOR_BYAR
    approximate = byar(x, confidence)
    lower, upper = np.array(approximate.lower), np.array(approximate.upper)
    # The exact limits cost far more, so they are found for the few that need them.
    exact = exact_poisson(x[few], confidence)
    lower[few], upper[few] = exact.lower, exact.upper
    return Interval(lower, upper)


@np.errstate(all="ignore")
def rate(
    count: ArrayLike,
    population: ArrayLike,
    multiplier: float = 100_000.0,
    confidence: float = LEVEL,
) -> Interval:
    """Give the interval of a rate: the limits of the count, over the population.

    Parameters
    ----------
    count, population
        Events, and what they are counted in (people, person-years); arrays that broadcast.
    multiplier
        What the rate is per. 100,000 is that of Fingertips.

    Returns
    -------
    Interval
        Per ``multiplier``. NaN where the population is 0, negative or missing.

    Examples
    --------
    >>> found = rate(65, 100_000)
    >>> print(f"{found.lower:.2f} {found.upper:.2f}")
    50.16 82.85
    """
    x, n = figures(count, population)
    n = np.where(n > 0, n, np.nan)
    of_count = poisson(x, confidence)
    return Interval(of_count.lower / n * multiplier, of_count.upper / n * multiplier)


@np.errstate(all="ignore")
def mean(
    average: ArrayLike, deviation: ArrayLike, size: ArrayLike, confidence: float = LEVEL
) -> Interval:
    """Give Student's interval of a mean, from its sample's summary.

    Parameters
    ----------
    average, deviation, size
        Mean, sample standard deviation (divisor n - 1) and number of values; arrays that
        broadcast.

    Returns
    -------
    Interval
        In the unit of the mean. NaN for fewer than two values, or a negative deviation.

    Examples
    --------
    >>> found = mean(10.0, 2.0, 16)
    >>> print(f"{found.lower:.3f} {found.upper:.3f}")
    8.934 11.066
    """
    critical_value(confidence)
    middle, spread, n = figures(average, deviation, size)
    possible = (n >= 2) & (spread >= 0)
    # stdtrit of an impossible number of degrees of freedom is not asked for.
    t = stdtrit(np.where(possible, n - 1.0, 1.0), 0.5 + confidence / 2.0)
    reach = np.where(possible, t * spread / np.sqrt(n), np.nan)
    return Interval(middle - reach, middle + reach)


@np.errstate(all="ignore")
def mean_of(values: ArrayLike, confidence: float = LEVEL) -> Interval:
    """Give Student's interval of the mean of values along the last axis, leaving out NaN.

    Examples
    --------
    >>> found = mean_of([4.0, 6.0, 8.0, float("nan")])
    >>> print(f"{found.lower:.3f} {found.upper:.3f}")
    1.032 10.968
    """
    (y,) = figures(values)
    there = np.isfinite(y)
    n = there.sum(axis=-1)
    average = np.where(there, y, 0.0).sum(axis=-1) / n
    apart = np.where(there, y - average[..., None], 0.0)
    deviation = np.sqrt((apart * apart).sum(axis=-1) / (n - 1))
    return mean(average, deviation, n, confidence)


@np.errstate(all="ignore")
def count_of(proportion: ArrayLike, total: ArrayLike) -> Figures:
    """Give the whole count behind a published proportion whose denominator is known.

    Parameters
    ----------
    proportion, total
        From 0 to 1, and the denominator. Where that is not known there is no count, and so no
        interval: NaN.

    Returns
    -------
    Figures
        ``proportion * total`` to the nearest whole number, a half to the even one; NaN where
        either is missing or cannot be.

    Examples
    --------
    >>> count_of([0.614, 0.5], [1000, float("nan")])
    array([614.,  nan])
    """
    p, n = figures(proportion, total)
    return np.where((p >= 0) & (p <= 1) & (n > 0), np.rint(p * n), np.nan)
