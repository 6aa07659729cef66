"""A trend within a year's periods: January against January, and never a window against itself.

The change from one rolling year to the next is the new month less the same month last year, over
the year. So whether rolling figures move is whether months differ from the same months of
earlier years; and that can be tested on the months themselves, which overlap with nothing, and
whose season does not matter. This is the seasonal Kendall test of Hirsch, Slack and Smith, Water
Resources Research 18(1), 1982, 107, with the variance for ties and the continuity correction
there given. Non-overlapping windows were the other choice: five years of them have five points,
and of those the test of Mann and Kendall reaches 5% only where all are in order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from purbeck.methods.arrays import Codes, Figures, blocks
from purbeck.methods.codes import Direction, Obstacle
from purbeck.methods.segments import TOLERANCE
from purbeck.model.errors import UsageError

LEAST_YEARS = 3
"""Years of each period below which the normal approximation is not to be had (Hirsch, Slack and
Smith 1982 found it good from three years of months)."""

LEAST_PAIRS = 12
"""Pairs of periods a year or more apart below which nothing is tested: three years of quarters
have twelve. Our own floor, for the same approximation."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeasonalTrend:
    """Tests of any number of areas, each attribute of shape (areas,).

    Attributes
    ----------
    direction
        A ``Direction`` code: HIGHER for rising, LOWER for falling, SAME for no evidence.
    obstacle
        An ``Obstacle`` code: why the direction is UNKNOWN.
    statistic
        Rising pairs less falling ones, of the same period in different years.
    p
        Two-sided; NaN where not tested.
    slope
        The median change of a pair for a year apart, in the unit of the figures (Sen's slope,
        within periods of the year).
    pairs
        Pairs compared.
    """

    direction: Codes
    obstacle: Codes
    statistic: Figures
    p: Figures
    slope: Figures
    pairs: Figures


@np.errstate(over="ignore", invalid="ignore")
def seasonal_trend(
    values: ArrayLike, window: int, *, since: ArrayLike | None = None, risk: float = 0.05
) -> SeasonalTrend:
    """Test each area's plain series for a trend, each period of the year against itself.

    Parameters
    ----------
    values
        The plain figures, not the rolling ones, of shape (areas, periods), one column a period,
        in time order. Gaps are passed over: pairs are made of what is there.
    window
        Periods in a year.
    since
        The first column to use, of shape (areas,) or one for all: where the series last broke.
    risk
        The two-sided level of the test. A p of exactly ``risk`` is evidence.

    Returns
    -------
    SeasonalTrend
        Fewer than three years or twelve pairs: UNKNOWN, TOO_FEW_POINTS. Figures that never
        change from a year to another: UNKNOWN, NO_VARIATION. Months that follow each other
        closely are not independent, and p is then too small: read it with the XmR chart.

    Examples
    --------
    >>> import numpy as np
    >>> season = np.tile([5.0, 9.0, 7.0, 1.0], 5)
    >>> found = seasonal_trend([season + 0.1 * np.arange(20)], 4)
    >>> Direction(found.direction[0]).name, round(float(found.slope[0]), 2)
    ('HIGHER', 0.4)
    """
    if window < 1:
        raise UsageError(f"A year has at least 1 period, not {window}.")
    figures = np.atleast_2d(np.asarray(values, dtype=np.float64))
    figures = np.where(np.isfinite(figures), figures, np.nan)
    if since is not None:
        first = np.broadcast_to(np.asarray(since, dtype=np.intp), figures.shape[:1])
        figures[np.arange(figures.shape[1]) < first[:, None]] = np.nan
    earlier, later = _pairs(figures.shape[1], window)
    seasons = -(-figures.shape[1] // window)
    parts = [
        _test(figures[rows], window, earlier, later)
        for rows in blocks(len(figures), max(len(earlier), seasons**2 * window, 1))
    ]
    statistic, variance, slope, pairs, years = (
        np.concatenate([part[place] for part in parts] or [np.zeros(0)]) for place in range(5)
    )
    few = (years < LEAST_YEARS) | (pairs < LEAST_PAIRS)
    still = ~few & (variance <= 0)
    tested = ~few & ~still
    corrected = np.sign(statistic) * np.maximum(np.abs(statistic) - 1, 0)
    z = corrected / np.sqrt(np.where(tested, variance, 1.0))
    p = np.where(tested, 2 * ndtr(-np.abs(z)), np.nan)
    lies = np.where(tested & (p <= risk), np.sign(statistic), Direction.SAME)
    return SeasonalTrend(
        direction=np.where(tested, lies, Direction.UNKNOWN).astype(np.int8),
        obstacle=np.select(
            [few, still], [Obstacle.TOO_FEW_POINTS, Obstacle.NO_VARIATION], Obstacle.NONE
        ).astype(np.int8),
        statistic=np.where(tested, statistic, np.nan),
        p=p,
        slope=np.where(few, np.nan, slope),
        pairs=pairs,
    )


def _pairs(periods: int, window: int) -> tuple[np.ndarray, np.ndarray]:
    """Every two columns whole years apart."""
    lags = range(window, periods, window)
    earlier = [np.arange(periods - lag) for lag in lags]
    later = [columns + lag for columns, lag in zip(earlier, lags, strict=True)]
    empty = np.zeros(0, dtype=np.intp)
    return np.concatenate([empty, *earlier]), np.concatenate([empty, *later])


def _test(
    figures: Figures, window: int, earlier: np.ndarray, later: np.ndarray
) -> tuple[Figures, Figures, Figures, Figures, Figures]:
    """Give statistic, variance, slope, pairs and years of one block of areas."""
    change = figures[:, later] - figures[:, earlier]
    size = np.abs(np.nan_to_num(figures)).max(axis=1, keepdims=True, initial=0.0)
    change[np.abs(change) <= TOLERANCE * size] = 0.0
    pairs = np.isfinite(change).sum(axis=1).astype(np.float64)
    statistic = np.nan_to_num(np.sign(change)).sum(axis=1)
    yearly = np.sort(change / ((later - earlier) / window), axis=1)
    variance, years = _variance(figures, window, TOLERANCE * size[:, 0])
    return statistic, variance, _median(yearly, pairs), pairs, years


def _median(ordered: Figures, count: Figures) -> Figures:
    """Give the median of the first ``count`` of each sorted row; NaN comes last in a sort."""
    if not ordered.shape[1]:
        return np.full(len(ordered), np.nan)
    row = np.arange(len(ordered))
    number = count.astype(np.intp)
    low = ordered[row, np.maximum(number - 1, 0) // 2]
    high = ordered[row, np.minimum(number // 2, ordered.shape[1] - 1)]
    return np.asarray((low + high) / 2)


def _variance(figures: Figures, window: int, room: Figures) -> tuple[Figures, Figures]:
    """Give the variance of the statistic if nothing changes, and the most years of any period.

    Of n figures of which t at a time are equal: (n(n-1)(2n+5) - sum t(t-1)(2t+5)) / 18. The sum
    over groups of ties is had figure by figure, each giving a t-th of its group's share.
    """
    variance = np.zeros(len(figures))
    years = np.zeros(len(figures))
    for season in range(min(window, figures.shape[1])):
        same = figures[:, season::window]
        number = np.isfinite(same).sum(axis=1).astype(np.float64)
        equal = np.abs(same[:, :, None] - same[:, None, :]) <= room[:, None, None]
        ties = equal.sum(axis=2).astype(np.float64)
        lost = np.where(ties > 0, (ties - 1) * (2 * ties + 5), 0.0).sum(axis=1)
        variance += (number * (number - 1) * (2 * number + 5) - lost) / 18
        years = np.maximum(years, number)
    return variance, years
