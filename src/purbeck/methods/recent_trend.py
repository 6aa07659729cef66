"""The recent trend of Fingertips, as published, so that ours can be compared with it.

Source of the rule: fingertips-open (6780897), TrendMarkerCalculator and TrendRequest. Our own
verdict is in ``trend``: this one takes no account of variation beyond chance.

Where the published code gives an answer that its arithmetic cannot support, we say so with an
obstacle. Two such cases: without confidence intervals it answers "no significant change", which
we repeat with NO_INTERVAL; and for control-charted proportions it calls every significant trend
decreasing (the slope is never set), where we take the sign that all six fits share.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from purbeck.methods.arrays import Codes, Columns, Figures, Flags, blocks, figures, weighted
from purbeck.methods.cochran_armitage import cochran_armitage
from purbeck.methods.codes import Direction, Obstacle

POINTS = 5
"""The last five points make the recent trend (Fingertips)."""
CHI2_THRESHOLD = 9.54953570608324
"""The 99.8% point of chi-squared with one degree of freedom, as Fingertips writes it."""
WIDTH_IN_ERRORS = 3.92
"""A 95% interval is this many standard errors wide (Fingertips: twice 1.96)."""

ROUNDING = 1e-13
"""A sum this small beside its terms is 0: a few hundred times the precision of a float64."""


class ValueType(Enum):
    """What kind of figure a measure has, as far as the recent trend asks.

    Directly standardised rates were added by FingertipsNext (d1600f4).
    """

    PROPORTION = "proportion"
    CRUDE_RATE = "crude rate"
    DIRECTLY_STANDARDISED_RATE = "directly standardised rate"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RecentTrend:
    """The recent trend of each area, in arrays of shape (areas,).

    Attributes
    ----------
    direction
        Codes of ``Direction``: HIGHER for increasing, LOWER for decreasing, SAME for no
        significant change, UNKNOWN where it cannot be calculated.
    chi2
        The statistic for trend; NaN where there is none.
    steady
        Whether the slope keeps its sign when any one of the points is left out.
    obstacle
        Codes of ``Obstacle``.
    """

    direction: Codes
    chi2: Figures
    steady: Flags
    obstacle: Codes


def recent_trend(
    value: ArrayLike,
    count: ArrayLike,
    denominator: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    *,
    value_type: ValueType = ValueType.PROPORTION,
    year_range: int = 1,
    by_proportion: bool = False,
    ends: Columns | None = None,
) -> RecentTrend:
    """Give the recent trend of each area.

    Parameters
    ----------
    value, count, denominator, lower, upper
        Of shape (areas, periods), periods in order of time; ``lower`` and ``upper`` are the 95%
        limits of the value, in its unit.
    value_type, year_range
        A trend is given for proportions and rates of single years only.
    by_proportion
        Whether to test counts and denominators (for "SPC for proportions" indicators) and not
        values weighted by their intervals.
    ends
        The column of each area's latest published period. Without it, the last column in which
        the area has any figure: pass it where the latest was published but suppressed.

    Returns
    -------
    RecentTrend
        A trend needs five points without a gap up to the latest: value, count and a denominator
        above 0. It cannot be calculated where any count in that unbroken run equals its
        denominator. A statistic of exactly the threshold is not significant; a slope of exactly
        0 counts as rising.

    Examples
    --------
    >>> x = np.array([[994.0, 1023, 1199, 1332, 1367]])
    >>> n = np.array([[40299.0, 41527, 42811, 44064, 44701]])
    >>> found = recent_trend(x / n, x, n, None, None, by_proportion=True)
    >>> Direction(found.direction[0]).name, round(float(found.chi2[0]), 2)
    ('HIGHER', 47.9)
    """
    given = figures(value, count, denominator, lower, upper)
    areas, periods = given[0].shape
    refused = _refused(value_type, year_range)
    if refused is not Obstacle.NONE:
        return _none(areas, refused)
    if periods == 0:
        return _none(areas, Obstacle.NO_FIGURE)
    last = _last(given) if ends is None else np.asarray(ends, dtype=np.intp)
    parts = []
    for block in blocks(areas, 8 * periods):
        rows = tuple(one[block] for one in given)
        parts.append(_trend_of(rows, last[block], value_type, by_proportion))
    if not parts:
        return _none(0, Obstacle.NONE)
    return RecentTrend(
        direction=np.concatenate([part.direction for part in parts]),
        chi2=np.concatenate([part.chi2 for part in parts]),
        steady=np.concatenate([part.steady for part in parts]),
        obstacle=np.concatenate([part.obstacle for part in parts]),
    )


def _refused(value_type: ValueType, year_range: int) -> Obstacle:
    if value_type is ValueType.OTHER:
        return Obstacle.NOT_FOR_THIS_KIND
    return Obstacle.NONE if year_range == 1 else Obstacle.POOLED_YEARS


def _none(areas: int, obstacle: Obstacle) -> RecentTrend:
    return RecentTrend(
        direction=np.full(areas, Direction.UNKNOWN, dtype=np.int8),
        chi2=np.full(areas, np.nan),
        steady=np.zeros(areas, dtype=bool),
        obstacle=np.full(areas, obstacle, dtype=np.int8),
    )


def _last(given: tuple[Figures, ...]) -> Columns:
    """Give the last column in which each row has anything; -1 for none."""
    last = np.full(given[0].shape[0], -1, dtype=np.intp)
    for column in range(given[0].shape[1]):
        there = ~np.isnan(given[0][:, column])
        for one in given[1:]:
            there = there | ~np.isnan(one[:, column])
        last[there] = column
    return last


@np.errstate(all="ignore")
def _trend_of(
    rows: tuple[Figures, ...], last: Columns, value_type: ValueType, by_proportion: bool
) -> RecentTrend:
    y, x, n, low, high = rows
    proportion = value_type is ValueType.PROPORTION
    valid = ~np.isnan(y) & (x >= 0) & (n > 0) & ~((x > n) & proportion)
    run = _unbroken(valid, last)
    enough = run.sum(axis=1) >= POINTS
    everyone = ((x == n) & run).any(axis=1)
    width = np.where(high >= low, high - low, np.nan)
    at, chosen = _latest(run if by_proportion else run & ~np.isnan(width))
    taken = [np.take_along_axis(one, at, axis=1) for one in (y, x, n, width)]
    chi2, slopes = _by_count(*taken[1:3]) if by_proportion else _by_interval(taken[0], taken[3])
    measured = chosen.all(axis=1) & np.isfinite(chi2)
    rising = ~(slopes < 0)
    steady = measured & (rising.all(axis=1) | ~rising.any(axis=1))
    significant = steady & (chi2 > CHI2_THRESHOLD)
    missing = Obstacle.ALL_OR_NOTHING if by_proportion else Obstacle.NO_INTERVAL
    obstacle = np.select(
        [~enough, everyone, ~measured],
        [np.int8(Obstacle.TOO_FEW_POINTS), np.int8(Obstacle.ALL_OR_NOTHING), np.int8(missing)],
        default=np.int8(Obstacle.NONE),
    )
    unknown = ~enough | everyone | (~measured & by_proportion)
    way = np.where(significant, np.where(rising[:, 0], 1, -1), 0)
    return RecentTrend(
        direction=np.where(unknown, Direction.UNKNOWN, way).astype(np.int8),
        chi2=np.where(unknown | ~measured, np.nan, chi2),
        steady=steady & ~unknown,
        obstacle=obstacle,
    )


def _unbroken(valid: Flags, last: Columns) -> Flags:
    """Mark each row's cells that are joined to its last column by valid cells only."""
    joined = np.zeros(valid.shape, dtype=bool)
    holds = np.zeros(valid.shape[0], dtype=bool)
    for column in range(valid.shape[1] - 1, -1, -1):
        holds = (holds | (last == column)) & valid[:, column] & (last >= column)
        joined[:, column] = holds
    return joined


def _latest(there: Flags) -> tuple[NDArray[np.intp], Flags]:
    """Give the columns of each row's last POINTS marked cells, and which of the five exist."""
    rows, periods = there.shape
    at = np.zeros((rows, POINTS), dtype=np.intp)
    chosen = np.zeros((rows, POINTS), dtype=bool)
    left = np.full(rows, POINTS, dtype=np.intp)
    for column in range(periods - 1, -1, -1):
        (taken,) = np.nonzero(there[:, column] & (left > 0))
        left[taken] -= 1
        at[taken, left[taken]] = column
        chosen[taken, left[taken]] = True
    return at, chosen


def _by_interval(y: Figures, width: Figures) -> tuple[Figures, Figures]:
    """Give chi-squared and the six slopes of the values, weighted by their intervals."""
    weight = (WIDTH_IN_ERRORS / width) ** 2
    slopes = _six_slopes(y, weight)
    # The squared error of a weighted slope is 1 / (its weighted sum of squares in time).
    return slopes[:, 0] ** 2 * _squares(weight), slopes


def _by_count(x: Figures, n: Figures) -> tuple[Figures, Figures]:
    """Give Cochran and Armitage's chi-squared, and the six plain slopes of the log odds."""
    logit = np.log(x / (n - x))
    chi2 = np.where(np.isfinite(logit).all(axis=1), cochran_armitage(x, n), np.nan)
    return chi2, _six_slopes(logit, np.ones(x.shape))


def _six_slopes(y: Figures, weight: Figures) -> Figures:
    """Give the slope of all five points, and of the four that are left without each."""
    slopes = np.empty((y.shape[0], POINTS + 1))
    for without in range(POINTS + 1):
        w = weight.copy()
        if without:
            w[:, without - 1] = 0.0
        t = np.arange(1.0, POINTS + 1.0) - _centre(w)[:, None]
        # Measured from a point that is kept, equal values have a slope of exactly 0.
        pull = w * t * np.where(w > 0, y - y[:, [1 if without == 1 else 0]], 0.0)
        total = pull.sum(axis=1)
        # What is left of terms that cancel is rounding, and its sign must not decide.
        nothing = np.abs(total) <= ROUNDING * np.abs(pull).sum(axis=1)
        slopes[:, without] = np.where(nothing, 0.0, total) / _squares(w)
    return slopes


def _centre(weight: Figures) -> Figures:
    moment = weighted(weight, np.arange(1.0, POINTS + 1.0))
    total: Figures = weight.sum(axis=1)
    return moment / total


def _squares(weight: Figures) -> Figures:
    t = np.arange(1.0, POINTS + 1.0) - _centre(weight)[:, None]
    squares: Figures = (weight * t * t).sum(axis=1)
    return squares
