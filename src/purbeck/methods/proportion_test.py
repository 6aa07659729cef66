"""Two proportions held against each other: the score test, and Newcombe's interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import erfc

from purbeck.methods.arrays import Figures, Flags, figures, finite
from purbeck.methods.interval import LEVEL, Interval, critical_value, wilson

FEWEST_EXPECTED = 5.0
"""Below five expected of either kind in either area the score test is only a guide (Cochran)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ProportionTest:
    """What two proportions show, in arrays of one shape; NaN where they cannot be compared.

    Attributes
    ----------
    difference
        First minus second, as a proportion.
    lower, upper
        Newcombe's interval of the difference.
    z, chi2, p
        The score statistic, its square, and the two-sided p value.
    few
        Whether fewer than FEWEST_EXPECTED are expected somewhere.
    """

    difference: Figures
    lower: Figures
    upper: Figures
    z: Figures
    chi2: Figures
    p: Figures
    few: Flags


@np.errstate(all="ignore")
def compare_proportions(
    count: ArrayLike,
    total: ArrayLike,
    other_count: ArrayLike,
    other_total: ArrayLike,
    confidence: float = LEVEL,
) -> ProportionTest:
    """Test whether two proportions differ, both of them uncertain.

    Parameters
    ----------
    count, total, other_count, other_total
        How many of how many, in the one and in the other; arrays that broadcast.
    confidence
        Of the interval of the difference.

    Returns
    -------
    ProportionTest
        The test is Pearson's chi-squared with the pooled proportion and no continuity
        correction. Two equal proportions have z = 0 and p = 1, also where both are 0 or both
        are 1. NaN where a total is not above 0 or a count is not within its total.

    References
    ----------
    Interval: Newcombe 1998, Stat Med 17:873, method 10 (hybrid score).

    Examples
    --------
    >>> found = compare_proportions(17, 88, 168, 525)
    >>> print(f"{found.chi2:.4f} {found.p:.5f} {found.lower:.4f} {found.upper:.4f}")
    5.7524 0.01647 -0.2071 -0.0247
    """
    x1, n1, x2, n2 = figures(count, total, other_count, other_total)
    possible = (n1 > 0) & (n2 > 0) & (x1 >= 0) & (x2 >= 0) & (x1 <= n1) & (x2 <= n2)
    difference = np.where(possible, x1 / n1 - x2 / n2, np.nan)
    pooled = (x1 + x2) / (n1 + n2)
    error = np.sqrt(pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2))
    z = np.where(difference == 0, 0.0, difference / error)
    limits = difference_interval(
        x1 / n1, wilson(x1, n1, confidence), x2 / n2, wilson(x2, n2, confidence)
    )
    fewest = np.minimum(n1, n2) * np.minimum(pooled, 1.0 - pooled)
    return ProportionTest(
        difference=difference,
        lower=np.maximum(limits.lower, -1.0),
        upper=np.minimum(limits.upper, 1.0),
        z=z,
        chi2=z * z,
        p=np.asarray(erfc(np.abs(z) / np.sqrt(2.0))),
        few=possible & (fewest < FEWEST_EXPECTED),
    )


@np.errstate(all="ignore")
def difference_interval(
    value: ArrayLike, interval: Interval, other: ArrayLike, other_interval: Interval
) -> Interval:
    """Give the interval of a difference from the intervals of its two terms.

    Each side is the root of the two distances squared that pull it that way, which keeps the
    skewness of the two intervals. Both must have one confidence level, and be independent.

    Returns
    -------
    Interval
        Of ``value - other``, in their unit; NaN where either interval is missing.

    References
    ----------
    Newcombe 1998; in general ("MOVER") Zou and Donner 2008, Stat Med 27:1693.

    Examples
    --------
    >>> found = difference_interval(5.0, Interval(*figures(4, 7)), 1.0, Interval(*figures(0, 1)))
    >>> print(f"{found.lower:.3f} {found.upper:.3f}")
    3.000 6.236
    """
    a, b = figures(value, other)
    downwards = np.hypot(a - interval.lower, other_interval.upper - b)
    upwards = np.hypot(interval.upper - a, b - other_interval.lower)
    return Interval(finite(a - b - downwards), finite(a - b + upwards))


@np.errstate(all="ignore")
def wald_interval(
    count: ArrayLike,
    total: ArrayLike,
    other_count: ArrayLike,
    other_total: ArrayLike,
    confidence: float = LEVEL,
) -> Interval:
    """Give the textbook interval of a difference, for comparison with other software only.

    It is that of R's ``prop.test(correct = FALSE)``, cut to [-1, 1]. It covers too little near
    0 and 1 and for small totals; Newcombe's, in ``compare_proportions``, does not.

    Examples
    --------
    >>> found = wald_interval(17, 88, 168, 525)
    >>> print(f"{found.lower:.4f} {found.upper:.4f}")
    -0.2184 -0.0352
    """
    z = critical_value(confidence)
    x1, n1, x2, n2 = figures(count, total, other_count, other_total)
    possible = (n1 > 0) & (n2 > 0) & (x1 >= 0) & (x2 >= 0) & (x1 <= n1) & (x2 <= n2)
    p1, p2 = x1 / n1, x2 / n2
    reach = z * np.sqrt(p1 * (1.0 - p1) / n1 + p2 * (1.0 - p2) / n2)
    difference = np.where(possible, p1 - p2, np.nan)
    return Interval(np.maximum(difference - reach, -1.0), np.minimum(difference + reach, 1.0))
