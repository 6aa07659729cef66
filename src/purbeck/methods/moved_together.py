"""Whether two series moved together: the changes of one beside those of the other, by ranks.

Levels are not compared. Two series that both rise are alike however little they have to do with
one another; of their changes, period by period, that is not so. A steady rise adds the same to
each change, and ranks do not see it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import erfc

from purbeck.methods.arrays import Codes, Columns, Figures
from purbeck.methods.codes import Direction, Obstacle
from purbeck.methods.mann_kendall import MOST_POINTS_EXACT, exact_p
from purbeck.methods.segments import TOLERANCE
from purbeck.model.errors import UsageError

FEWEST_CHANGES = 6
"""Pairs of changes. Of five in one order p is 0.017, and one pair out of order takes it to 0.083:
one more leaves room for one. Our own convention."""

LEVEL = 0.95
"""Changes have moved together where p is below 1 less this: the usual level."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Together:
    """Two series of each area, in arrays of shape (areas,); NaN where there is none.

    Attributes
    ----------
    direction
        Codes of ``Direction``: HIGHER where they moved the same way, LOWER where they moved
        opposite ways, SAME for no evidence of either; UNKNOWN comes with an obstacle.
    obstacle
        Codes of ``Obstacle``: too few changes, or all changes of one of the series are equal.
    tau
        Kendall's tau-b: 1 where the changes are in one order, -1 where in opposite ones.
    p
        Two-sided: how often changes that have nothing to do with one another would be as much,
        or as little, in one order.
    changes
        How many pairs of changes were compared.
    """

    direction: Codes
    obstacle: Codes
    tau: Figures
    p: Figures
    changes: Columns


@np.errstate(all="ignore")
def moved_together(
    first: ArrayLike,
    second: ArrayLike,
    lag: int = 0,
    *,
    breaks_first: ArrayLike | None = None,
    breaks_second: ArrayLike | None = None,
) -> Together:
    """Hold the changes of a series beside those of another, so many periods later.

    Parameters
    ----------
    first, second
        Of shape (areas, periods), in time order and over the same periods.
    lag
        How many periods after the first the second is expected to move; 0 for the same one.
    breaks_first, breaks_second
        Where a new series opens: from the figure before it to it there is no change.

    Returns
    -------
    Together
        A change needs two figures in a row; a pair needs both changes. Without equal changes p
        is exact up to ``MOST_POINTS_EXACT`` of them; else it is normal, with the variance for
        ties and S one nearer to 0. Fewer than ``FEWEST_CHANGES``: the numbers are given, the
        direction is UNKNOWN. At a p of exactly 0.05 there is no evidence.

    References
    ----------
    Kendall 1975, Rank Correlation Methods, chapters 3 to 5.

    Examples
    --------
    >>> found = moved_together([[1, 3, 4, 4.5, 7, 11, 12.2]], [[10, 8, 7.5, 7.4, 5, 1, 0.4]])
    >>> Direction(found.direction[0]).name, round(float(found.tau[0]), 2), int(found.changes[0])
    ('LOWER', -1.0, 6)
    """
    one, other = (np.atleast_2d(np.asarray(each, np.float64)) for each in (first, second))
    if one.shape != other.shape:
        raise UsageError("Two series are compared over the same areas and periods.")
    if lag < 0:
        raise UsageError("A lag is 0 or more periods.")
    x = _changes(one, breaks_first)
    y = _changes(other, breaks_second)
    kept = max(x.shape[1] - lag, 0)
    return _held(x[:, :kept], y[:, x.shape[1] - kept :])


def _changes(series: Figures, breaks: ArrayLike | None) -> Figures:
    opened = np.broadcast_to(np.asarray(False if breaks is None else breaks, bool), series.shape)
    changes: Figures = np.where(opened[:, 1:], np.nan, np.diff(series, axis=1))
    # Two changes nearer than this part of the largest figure differ by rounding in binary.
    scale = np.nanmax(np.abs(series), axis=1, keepdims=True, initial=0.0)
    step = TOLERANCE * np.where(scale > 0, scale, 1.0)
    rounded: Figures = np.round(changes / step) * step
    return rounded


def _held(x: Figures, y: Figures) -> Together:
    known = ~(np.isnan(x) | np.isnan(y))
    x, y = np.where(known, x, np.nan), np.where(known, y, np.nan)
    n = known.sum(axis=1)
    score, ties_x, ties_y = _pairs(x, y)
    pairs = n * (n - 1) / 2.0
    equal_x, equal_y = ties_x.sum(axis=1) / 2.0, ties_y.sum(axis=1) / 2.0
    untied = (equal_x == 0) & (equal_y == 0)
    exact = untied & (n >= 2) & (n <= MOST_POINTS_EXACT)
    p = np.where(exact, exact_p(score, n), _normal_p(score, n, ties_x, ties_y))
    constant = (n >= 2) & ((equal_x == pairs) | (equal_y == pairs))
    few = n < FEWEST_CHANGES
    obstacle = np.select(
        [few, constant], [Obstacle.TOO_FEW_POINTS, Obstacle.NO_VARIATION], default=Obstacle.NONE
    )
    sign = np.where(p < 1.0 - LEVEL, np.sign(score), float(Direction.SAME))
    return Together(
        direction=np.where(obstacle != Obstacle.NONE, Direction.UNKNOWN, sign).astype(np.int8),
        obstacle=obstacle.astype(np.int8),
        tau=score / np.sqrt((pairs - equal_x) * (pairs - equal_y)),
        p=np.where((n < 2) | constant, np.nan, p),
        changes=n,
    )


def _pairs(x: Figures, y: Figures) -> tuple[Figures, Figures, Figures]:
    """Give S, and for each change how many others are equal to it, in either series."""
    score = np.zeros(len(x))
    ties_x, ties_y = np.zeros(x.shape), np.zeros(y.shape)
    for apart in range(1, x.shape[1]):
        rise, other = x[:, apart:] - x[:, :-apart], y[:, apart:] - y[:, :-apart]
        score += np.nansum(np.sign(rise) * np.sign(other), axis=1)
        for ties, step in ((ties_x, rise), (ties_y, other)):
            ties[:, apart:] += step == 0
            ties[:, :-apart] += step == 0
    return score, ties_x, ties_y


def _normal_p(score: Figures, n: Columns, ties_x: Figures, ties_y: Figures) -> Figures:
    """Give the two-sided p by the normal curve, its variance corrected for ties (Kendall, 4.6).

    Each change has t - 1 equals in a group of t: summing over changes is summing over groups.
    """
    size = n.astype(np.float64)

    t, u = ties_x + 1.0, ties_y + 1.0
    third = (ties_x * (2.0 * t + 5.0)).sum(axis=1) + (ties_y * (2.0 * u + 5.0)).sum(axis=1)
    second = (ties_x * (t - 2.0)).sum(axis=1) * (ties_y * (u - 2.0)).sum(axis=1)
    first = ties_x.sum(axis=1) * ties_y.sum(axis=1)
    whole = size * (size - 1.0)
    variance = (whole * (2.0 * size + 5.0) - third) / 18.0
    variance += second / (9.0 * whole * (size - 2.0)) + first / (2.0 * whole)
    nearer = np.maximum(np.abs(score) - 1.0, 0.0)
    z = np.where(variance > 0, nearer / np.sqrt(variance), 0.0)
    return np.asarray(erfc(z / np.sqrt(2.0)))
