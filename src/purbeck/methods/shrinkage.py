"""Empirical Bayes shrinkage: what an area's figure is most likely to be, given all the others.

The figure of a small area is mostly chance. How much areas truly differ is measured from all of
them, and each is drawn towards their average by as much as its own count leaves to chance. It
stands beside the raw figure and never in its place: a place that is truly apart is drawn in too.

References
----------
Rates: Clayton and Kaldor 1987, Biometrics 43:671; the moments are Marshall's 1991, Applied
Statistics 40:283, as ``EBest`` of spdep and ``Empirical_Bayes`` of PySAL have them.
Proportions: Griffin and Krutchkoff 1971, Biometrika 58:597; the moments are Kleinman's 1973,
Journal of the American Statistical Association 68:46, weighted by the denominators.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, gammaincinv

from purbeck.methods.arrays import Figures, Flags, figures, finite
from purbeck.methods.interval import LEVEL


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shrunken:
    """Figures drawn towards their average. Arrays as the counts, save for the last two.

    Attributes
    ----------
    estimate
        The mean of what is left to believe; NaN where an area has no counts.
    lower, upper
        What holds the true figure with the confidence asked for, if the spread between areas is
        what it was measured to be. NaN where no spread was measured: all are the average then,
        and an interval of no width would be too sure.
    weight
        The share of its own figure that is left to an area, from 0 to 1.
    average
        All counts over all totals; without the axis of the areas.
    variance
        Of the true figures between areas; 0 where chance alone explains them.
    """

    estimate: Figures
    lower: Figures
    upper: Figures
    weight: Figures
    average: Figures
    variance: Figures


@np.errstate(all="ignore")
def shrunken_rates(count: ArrayLike, exposure: ArrayLike, confidence: float = LEVEL) -> Shrunken:
    """Shrink rates: events are Poisson, and true rates differ as a gamma distribution.

    Parameters
    ----------
    count, exposure
        Events and what they are counted in, areas along the first axis. An area whose events
        are missing or below 0, or whose exposure is not above 0, is left out.
    confidence
        Of the interval.

    Returns
    -------
    Shrunken
        In events for each of the exposure. With fewer than two areas nothing is measured, and
        every figure is NaN.

    Examples
    --------
    >>> found = shrunken_rates([0, 2, 30, 30], [10, 10, 100, 200])
    >>> found.estimate.round(3), found.weight.round(2)
    (array([0.164, 0.195, 0.262, 0.16 ]), array([0.15, 0.15, 0.64, 0.78]))
    """
    x, n = figures(count, exposure)
    known = (x >= 0) & (n > 0)
    total, areas = _sum(n, known), known.sum(axis=0)
    average = np.where(areas >= 2, _sum(x, known) / total, np.nan)
    spread = _sum(n * (x / n - average) ** 2, known) / total
    variance = np.maximum(0.0, spread - average * areas / total)
    weight = np.where(known, variance / (variance + average / n), np.nan)
    shape, rate = average**2 / variance, average / variance
    tail = (1.0 - confidence) / 2.0
    ends = [np.asarray(gammaincinv(shape + x, end) / (rate + n)) for end in (tail, 1.0 - tail)]
    return _shrunken(x / n, known, average, variance, weight, ends)


@np.errstate(all="ignore")
def shrunken_proportions(count: ArrayLike, total: ArrayLike, confidence: float = LEVEL) -> Shrunken:
    """Shrink proportions: counts are binomial, and true proportions differ as a beta distribution.

    Parameters
    ----------
    count, total
        Areas along the first axis. An area whose count is not within its total is left out.
    confidence
        Of the interval.

    Returns
    -------
    Shrunken
        As proportions. With fewer than two areas, or with none or all of everybody counted, no
        spread can be measured: NaN, or the average for all.

    Examples
    --------
    >>> found = shrunken_proportions([0, 5, 30, 60], [10, 10, 100, 100])
    >>> found.estimate.round(3), found.weight.round(2)
    (array([0.131, 0.479, 0.305, 0.593]), array([0.7 , 0.7 , 0.96, 0.96]))
    """
    x, n = figures(count, total)
    known = (x >= 0) & (n > 0) & (x <= n)
    everybody, areas = _sum(n, known), known.sum(axis=0)
    average = np.where(areas >= 2, _sum(x, known) / everybody, np.nan)
    by_chance = average * (1.0 - average)
    squares = _sum(n * (x / n - average) ** 2, known)
    excess = squares - by_chance * (areas - 1.0)
    most = by_chance * (_sum(n * (1.0 - n / everybody), known) - (areas - 1.0))
    alike = np.clip(np.where(most > 0, excess / most, 0.0), 0.0, 1.0)
    prior = 1.0 / alike - 1.0
    weight = np.where(known, np.where(alike > 0, n / (n + prior), 0.0), np.nan)
    tail = (1.0 - confidence) / 2.0
    a, b = average * prior + x, (1.0 - average) * prior + n - x
    ends = [np.asarray(betaincinv(a, b, end)) for end in (tail, 1.0 - tail)]
    variance = np.where(np.isnan(average), np.nan, by_chance * alike)
    return _shrunken(x / n, known, average, variance, weight, ends)


def _sum(terms: Figures, known: Flags) -> Figures:
    return np.asarray(np.where(known, terms, 0.0).sum(axis=0))


def _shrunken(
    raw: Figures,
    known: Flags,
    average: Figures,
    variance: Figures,
    weight: Figures,
    ends: Sequence[ArrayLike],
) -> Shrunken:
    estimate = average + weight * (raw - average)
    lower, upper = (np.where(known & (variance > 0), end, np.nan) for end in ends)
    return Shrunken(
        estimate=finite(np.where(known, estimate, np.nan)),
        lower=finite(lower),
        upper=finite(upper),
        weight=finite(weight),
        average=finite(average),
        variance=finite(variance),
    )
