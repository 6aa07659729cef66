"""Mann and Kendall's test for a trend, with Theil and Sen's slope: no denominators needed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import erfc

from purbeck.methods.arrays import Codes, Columns, Figures, Flags, blocks, figures
from purbeck.methods.codes import Direction, Obstacle
from purbeck.methods.interval import LEVEL, critical_value

FEWEST_POINTS = 5
"""Four points in strict order have p = 0.083, so that no four could ever show a trend."""

MOST_POINTS_EXACT = 49
"""The p value is exact below 50 points, if no two are equal (as in R's ``cor.test``)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RankTrend:
    """The trend of each area by ranks, in arrays of shape (areas,); NaN where there is none.

    Attributes
    ----------
    direction
        Codes of ``Direction``; SAME is "no evidence of a trend", UNKNOWN comes with an obstacle.
    score
        S: the pairs that rise less the pairs that fall.
    tau
        Kendall's tau-b: 1 for a steady rise, -1 for a steady fall; NaN for a constant series.
    p
        Two-sided.
    exact
        Whether p is exact.
    slope, lower, upper
        The median of the slopes of all pairs, in the value's unit a period, and its interval;
        the interval is NaN where so few points cannot give one.
    points
        How many points were used.
    obstacle
        Codes of ``Obstacle``; NO_VARIATION where all values are equal.
    """

    direction: Codes
    score: Figures
    tau: Figures
    p: Figures
    exact: Flags
    slope: Figures
    lower: Figures
    upper: Figures
    points: Columns
    obstacle: Codes


@np.errstate(all="ignore")
def rank_trend(value: ArrayLike, confidence: float = LEVEL) -> RankTrend:
    """Give the trend of each area by Mann and Kendall's test.

    Parameters
    ----------
    value
        Of shape (areas, periods). A period without a value is left out; the others keep their
        places in time, so a gap counts in the slope.
    confidence
        Of the interval; a trend is found where p is below 1 - confidence.

    Returns
    -------
    RankTrend
        Without equal values, p is exact up to MOST_POINTS_EXACT points. Else it is normal, with
        the variance corrected for ties and S brought one nearer to 0. A constant series has
        p = 1. Fewer than five points: the numbers are given, the direction is UNKNOWN.

    References
    ----------
    Mann 1945, Econometrica 13:245; Kendall 1975, Rank Correlation Methods; Sen 1968, J Am Stat
    Assoc 63:1379.

    Examples
    --------
    >>> found = rank_trend([[55.16, 46.43, 56.34, 55.62, 54.99, 52.45], [1, 2, 3, 4, 5, 6]])
    >>> found.p.round(5), found.slope.round(3)
    (array([0.71944, 0.00278]), array([-0.542,  1.   ]))
    """
    critical_value(confidence)
    (y,) = figures(value)
    areas, periods = y.shape
    pairs = periods * (periods - 1) // 2
    parts = [_of_block(y[block], confidence) for block in blocks(areas, 4 * max(1, pairs))]
    if not parts:
        parts = [_of_block(np.empty((0, periods)), confidence)]
    joined = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(RankTrend)
    }
    return RankTrend(**joined)


def _of_block(y: Figures, confidence: float) -> RankTrend:
    slopes, equal = _pairs(y)
    n = (~np.isnan(y)).sum(axis=1)
    pairs = n * (n - 1) / 2.0
    score = np.nansum(np.sign(slopes), axis=1)
    # Each value has t - 1 equals, in a group of t: summing over values is summing over groups.
    tied_pairs = equal.sum(axis=1) / 2.0
    ties = (equal * (2.0 * equal + 7.0)).sum(axis=1)
    variance = (n * (n - 1.0) * (2.0 * n + 5.0) - ties) / 18.0
    exact = (tied_pairs == 0) & (n >= 2) & (n <= MOST_POINTS_EXACT)
    p = np.where(exact, exact_p(score, n), _normal_p(score, variance))
    p = np.where(n < 2, np.nan, p)
    limits = _limits(slopes, n, variance, exact, confidence)
    constant = (tied_pairs == pairs) & (n >= 2)
    few = n < FEWEST_POINTS
    sign = np.where(p < 1.0 - confidence, np.sign(score), 0.0)
    obstacle = np.select(
        [few, constant], [Obstacle.TOO_FEW_POINTS, Obstacle.NO_VARIATION], default=Obstacle.NONE
    )
    return RankTrend(
        direction=np.where(few, Direction.UNKNOWN, sign).astype(np.int8),
        score=np.where(n < 2, np.nan, score),
        tau=score / np.sqrt(pairs * (pairs - tied_pairs)),
        p=p,
        exact=exact,
        slope=limits[0],
        lower=limits[1],
        upper=limits[2],
        points=n,
        obstacle=obstacle.astype(np.int8),
    )


def _pairs(y: Figures) -> tuple[Figures, Figures]:
    """Give the slopes of all pairs, NaN for a pair that lacks one, and each value's equals."""
    periods = y.shape[1]
    slopes = np.empty((y.shape[0], periods * (periods - 1) // 2))
    equal = np.zeros(y.shape)
    at = 0
    for lag in range(1, periods):
        rise = y[:, lag:] - y[:, :-lag]
        slopes[:, at : at + rise.shape[1]] = rise / lag
        at += rise.shape[1]
        same = rise == 0
        equal[:, lag:] += same
        equal[:, :-lag] += same
    return slopes, equal


def _normal_p(score: Figures, variance: Figures) -> Figures:
    nearer = np.maximum(np.abs(score) - 1.0, 0.0)
    z = np.where(variance > 0, nearer / np.sqrt(variance), 0.0)
    return np.asarray(erfc(z / np.sqrt(2.0)))


@lru_cache(maxsize=MOST_POINTS_EXACT + 1)
def _falling_at_most(points: int) -> Figures:
    """Give the chance that at most 0, 1, 2... pairs fall, if every order is equally likely.

    The count of falling pairs of n values is that of n - 1, and how many of those before it the
    last one lies below: any number from 0 to n - 1, equally likely.
    """
    chance = np.ones(1)
    for size in range(2, points + 1):
        chance = np.convolve(chance, np.full(size, 1.0 / size))
    return np.minimum(1.0, np.cumsum(chance))


def exact_p(score: Figures, points: Columns) -> Figures:
    """Give the two-sided chance of S for so many values of which no two are equal.

    If every order is equally likely; NaN for one value, and above MOST_POINTS_EXACT.
    """
    p = np.full(score.shape, np.nan)
    for size in np.unique(points):
        if not 2 <= size <= MOST_POINTS_EXACT:
            continue
        rows = points == size
        # By symmetry the tail of many rising pairs is that of as many falling ones.
        fewer = (size * (size - 1) / 2.0 - np.abs(score[rows])) / 2.0
        p[rows] = np.minimum(1.0, 2.0 * _falling_at_most(int(size))[fewer.astype(np.intp)])
    return p


def _limits(
    slopes: Figures, points: Columns, variance: Figures, exact: Flags, confidence: float
) -> tuple[Figures, Figures, Figures]:
    """Give the median slope, and the slopes that stand as far from the ends as chance allows."""
    ordered = np.sort(slopes, axis=1)
    pairs = points * (points - 1) // 2
    z = critical_value(confidence)
    place = np.floor((pairs - z * np.sqrt(variance)) / 2.0)
    for size in np.unique(points[exact]):
        allowed = _falling_at_most(int(size)) <= (1.0 - confidence) / 2.0
        place[exact & (points == size)] = allowed.sum()
    place = np.nan_to_num(place, nan=0.0).astype(np.intp)
    there = place >= 1
    middle = (_at(ordered, (pairs - 1) // 2) + _at(ordered, pairs // 2)) / 2.0
    lower = np.where(there, _at(ordered, place - 1), np.nan)
    upper = np.where(there, _at(ordered, pairs - place), np.nan)
    return np.where(pairs > 0, middle, np.nan), lower, upper


def _at(ordered: Figures, place: Columns) -> Figures:
    """Give each row's value at its own place, counted from 0."""
    if ordered.shape[1] == 0:
        return np.full(ordered.shape[0], np.nan)
    inside = np.clip(place, 0, ordered.shape[1] - 1)
    return np.take_along_axis(ordered, inside[:, None], axis=1)[:, 0]
