"""How far each of many small areas lies from the average of all, exactly where counts are few.

The transformations of a funnel (square root, arcsine) are poor guides to small counts: where three
events are expected, none at all is common, and the square root calls it one in a thousand. Here
the tail is exact, half of the count itself included (mid-P), and is then turned into a score of
the normal distribution, so that the spread between areas can widen it.

References
----------
Mid-P: Lancaster 1961, JASA 56:223; Berry and Armitage 1995, The Statistician 44:417. Funnels with
exact and with widened limits: Spiegelhalter 2005, Stat Med 24:1185.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, betaincc, gammainc, gammaincc, ndtr, ndtri

from purbeck.methods.arrays import Figures, figures, finite
from purbeck.methods.funnel import average_proportion, average_rate
from purbeck.methods.interval import Interval, critical_value
from purbeck.methods.overdispersion import Dispersion, Scale, dispersion, widened_limits

MANY = 100.0
"""Events, and where it is a share also non-events, expected of an area from which on its score
is that of the transformation, which then differs from the exact one by less than a tenth. Ours."""

FEWEST_FOR_SPREAD = 5.0
"""Events and non-events expected of an area from which on it has a say in how much areas differ.
The customary least of an expected count (Cochran 1954, Biometrics 10:417)."""

_FURTHEST = 37.0
"""Beyond it a tail is smaller than the smallest number."""
_HALVINGS = 48


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AreaScores:
    """Where areas lie, in standard errors from the average. Arrays of shape (areas,).

    Attributes
    ----------
    score
        With chance, and with the spread between areas where that is shown; NaN without counts.
    by_chance
        The same with chance alone.
    p
        Of the score, for both sides.
    average
        All counts over all totals.
    spread
        How much areas differ, measured from those that are not too small for it.
    """

    score: Figures
    by_chance: Figures
    p: Figures
    average: float
    spread: Dispersion


@np.errstate(all="ignore")
def area_scores(count: ArrayLike, total: ArrayLike, *, rates: bool) -> AreaScores:
    """Score areas against all of them taken together.

    Parameters
    ----------
    count, total
        Of shape (areas,): events and exposure, or a count and whom it is of.
    rates
        Whether events may exceed the exposure, as those of a rate; else it is a share.

    Returns
    -------
    AreaScores
        NaN where an area has no counts, or impossible ones. Nothing is expected of anybody where
        the average is 0, nor is anything left to chance where a share is of all: NaN then.

    Examples
    --------
    >>> found = area_scores([0, 3, 9, 4, 4], [3, 3, 3, 4, 7], rates=True)
    >>> found.score.round(2)
    array([-1.96,  0.09,  2.81,  0.08, -1.14])
    """
    x, n = figures(count, total)
    known = (x >= 0) & (n > 0) & (rates | (x <= n))
    x, n = np.where(known, x, np.nan), np.where(known, n, np.nan)
    average = float(average_rate(x, n) if rates else average_proportion(x, n))
    expected, rest = n * average, n * (1.0 - average)
    enough = (expected >= FEWEST_FOR_SPREAD) & (rates | (rest >= FEWEST_FOR_SPREAD))
    scale = Scale.RATIO_BY_ROOT if rates else Scale.PROPORTION
    measured = dispersion(np.where(enough, x, np.nan), expected if rates else n, scale)
    # The average is that of all areas, however small.
    target = np.ones(()) if rates else np.arcsin(np.sqrt(np.asarray(average)))
    spread = replace(measured, target=target)
    by_chance = _scores(x, n, average, rates=rates)
    widened = by_chance / _wider(n, spread, average, rates=rates)
    score = finite(np.where(known & (average > 0) & (rates | (average < 1)), widened, np.nan))
    return AreaScores(
        score=score,
        by_chance=np.where(np.isnan(score), np.nan, by_chance),
        p=2.0 * ndtr(-np.abs(score)),
        average=average,
        spread=spread,
    )


@np.errstate(all="ignore")
def area_limits(total: ArrayLike, found: AreaScores, confidence: float, *, rates: bool) -> Interval:
    """Give the figures, at any denominators, beyond which an area would lie outside.

    Returns
    -------
    Interval
        As events for each of the exposure, or shares: those at which ``area_scores`` would give
        just the score of the confidence. Lower 0 where not even none would be outside.
    """
    (n,) = figures(total)
    n = np.where(n > 0, n, np.nan)
    average, wider = found.average, _wider(n, found.spread, found.average, rates=rates)
    wanted = critical_value(confidence)
    expected = n * average
    most = (np.sqrt(expected) + wanted * wider) ** 2 + 20.0 if rates else n
    ends = []
    for side in (-1.0, 1.0):
        low, high = np.zeros_like(n), np.broadcast_to(most, n.shape).copy()
        for _ in range(_HALVINGS):
            middle = (low + high) / 2.0
            below = _scores(middle, n, average, rates=rates) / wider < side * wanted
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        ends.append((low + high) / 2.0 / n)
    smooth = widened_limits(expected if rates else n, found.spread, confidence)
    unit = average if rates else 1.0
    many = _many(n, average, rates=rates)
    lower = np.where(many, smooth.lower * unit, ends[0])
    upper = np.where(many, smooth.upper * unit, ends[1])
    none = np.isnan(n)
    return Interval(finite(np.where(none, np.nan, lower)), finite(np.where(none, np.nan, upper)))


def _many(n: Figures, average: float, *, rates: bool) -> Figures:
    return np.asarray((n * average >= MANY) & (rates | (n * (1.0 - average) >= MANY)))


def _wider(n: Figures, spread: Dispersion, average: float, *, rates: bool) -> Figures:
    """How many times wider than chance alone the limits of a denominator are."""
    squared = 0.25 / (n * average if rates else n)
    return np.asarray(np.sqrt(1.0 + spread.applied / squared))


def _scores(x: Figures, n: Figures, average: float, *, rates: bool) -> Figures:
    """Give the scores of chance alone: exact, or by the transformation where there are many."""
    if rates:
        expected = n * average
        upper = (np.where(x > 0, gammainc(x, expected), 1.0) + gammainc(x + 1.0, expected)) / 2.0
        lower = (np.where(x > 0, gammaincc(x, expected), 0.0) + gammaincc(x + 1.0, expected)) / 2.0
        smooth = 2.0 * (np.sqrt(x) - np.sqrt(expected))
    else:
        upper = (_at_least(x, n, average) + _at_least(x + 1.0, n, average)) / 2.0
        lower = (_below(x, n, average) + _below(x + 1.0, n, average)) / 2.0
        smooth = 2.0 * np.sqrt(n) * (np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(average)))
    exact = np.where(upper < lower, -ndtri(upper), ndtri(lower))
    exact = np.clip(exact, -_FURTHEST, _FURTHEST)
    return np.where(_many(n, average, rates=rates), smooth, exact)


def _at_least(x: Figures, n: Figures, p: float) -> Figures:
    inside = betainc(np.maximum(x, 1e-300), np.maximum(n - x + 1.0, 1e-300), p)
    return np.where(x <= 0, 1.0, np.where(x >= n + 1.0, 0.0, inside))


def _below(x: Figures, n: Figures, p: float) -> Figures:
    inside = betaincc(np.maximum(x, 1e-300), np.maximum(n - x + 1.0, 1e-300), p)
    return np.where(x <= 0, 0.0, np.where(x >= n + 1.0, 1.0, inside))
