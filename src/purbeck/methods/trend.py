"""Our verdict on a trend: a weighted slope, its error widened by the scatter about the line.

Figures of real services scatter more than chance in a sample would have them. A test that knows
chance only (see ``recent_trend``) therefore finds trends in noise, the more so the larger the
denominators. Here the scatter itself is measured (Pearson's dispersion), the standard error is
widened by its root where it is above 1, and the slope is judged by Student's t with two fewer
degrees of freedom than points. Source: McCullagh and Nelder 1989, Generalized Linear Models,
sections 4.5 and 6.2.3 (quasi-likelihood).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, stdtr, stdtrit

from purbeck.methods.arrays import Codes, Columns, Figures, Flags, blocks, figures
from purbeck.methods.codes import Direction, Obstacle
from purbeck.methods.fitted_line import FEWEST_TO_FIT, Line, fit_proportion, fit_rate, fit_value
from purbeck.methods.interval import LEVEL, critical_value

FEWEST_POINTS = 5
"""Four points cannot reach 5% in any order (exact p 0.083); the reference asks for five."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trend:
    """The trend of each area, in arrays of shape (areas,); NaN where there is none.

    Attributes
    ----------
    direction
        Codes of ``Direction``; SAME is "no evidence of a trend", UNKNOWN comes with an obstacle.
    slope, lower, upper
        A period: in log odds for proportions, in logs for rates, else in the value's unit.
    error
        The standard error as the model has it, before it is widened.
    dispersion
        Pearson's chi-squared over its degrees of freedom: 1 is chance alone.
    t, p
        The slope over its widened error, and the two-sided p value.
    change, change_lower, change_upper
        The fitted change a period on the figure's own scale (a proportion, a rate per unit of
        exposure, the value's unit), from the first point to the last.
    points
        How many points the line is drawn through.
    obstacle
        Codes of ``Obstacle``.
    """

    direction: Codes
    slope: Figures
    lower: Figures
    upper: Figures
    error: Figures
    dispersion: Figures
    t: Figures
    p: Figures
    change: Figures
    change_lower: Figures
    change_upper: Figures
    points: Columns
    obstacle: Codes


_Fit = Callable[[tuple[Figures, ...]], Line]


def proportion_trend(count: ArrayLike, total: ArrayLike, confidence: float = LEVEL) -> Trend:
    """Give the trend of proportions, on the scale of log odds.

    Parameters
    ----------
    count, total
        Of shape (areas, periods). A period without either, or with an impossible count, is left
        out; the others keep their places in time, so gaps do no harm.
    confidence
        Of the interval; a trend is found where p is below 1 - confidence.

    Returns
    -------
    Trend
        Fewer than five points: TOO_FEW_POINTS, and no direction, though three or four have the
        numbers of their line. All counts 0, or all equal to their totals:
        ALL_OR_NOTHING. Counts that change from none to all at one point: NOT_ESTIMABLE. Equal
        proportions have a slope of 0 and SAME.

    Examples
    --------
    >>> found = proportion_trend([[594, 1822, 2578, 2426, 623]], [[984, 2963, 4264, 3913, 957]])
    >>> print(f"{found.slope[0]:.4f} {found.dispersion[0]:.3f} {found.p[0]:.3f}")
    0.0322 1.534 0.224
    """
    x, n = figures(count, total)
    possible = (n > 0) & (x >= 0) & (x <= n)
    return _trend((x, n), possible, fit_proportion, expit, confidence)


def rate_trend(count: ArrayLike, exposure: ArrayLike, confidence: float = LEVEL) -> Trend:
    """Give the trend of rates or counts, on the log scale.

    Parameters
    ----------
    count, exposure
        Of shape (areas, periods): events, and what they are counted in. For plain counts the
        exposure is 1. Gaps as in ``proportion_trend``.
    confidence
        As in ``proportion_trend``.

    Returns
    -------
    Trend
        ``exp(slope) - 1`` is the relative change a period. No events at all: ALL_OR_NOTHING.
        Events at one end only: NOT_ESTIMABLE.

    Examples
    --------
    >>> found = rate_trend([[80, 2848, 2281, 1669, 146]], [[11256, 435365, 385749, 291712, 27763]])
    >>> print(f"{found.slope[0]:.6f} {found.dispersion[0]:.4f}")
    -0.070704 0.5825
    """
    x, n = figures(count, exposure)
    return _trend((x, n), (n > 0) & (x >= 0), fit_rate, np.exp, confidence)


@np.errstate(all="ignore")
def value_trend(
    value: ArrayLike, lower: ArrayLike, upper: ArrayLike, confidence: float = LEVEL
) -> Trend:
    """Give the trend of values that have intervals only, such as standardised rates.

    Parameters
    ----------
    value, lower, upper
        Of shape (areas, periods); the limits are those of 95% intervals. A period without all
        three, or whose interval has no width, is left out.
    confidence
        As in ``proportion_trend``.

    Returns
    -------
    Trend
        In the value's unit. Without five intervals: TOO_FEW_POINTS.

    Examples
    --------
    >>> y = np.array([[10.0, 11.0, 12.1, 12.9, 14.0]])
    >>> found = value_trend(y, y - 1, y + 1)
    >>> print(f"{found.slope[0]:.2f} {Direction(found.direction[0]).name}")
    0.99 HIGHER
    """
    y, low, high = figures(value, lower, upper)
    possible = ~np.isnan(y) & (high > low)
    return _trend((y, high - low), possible, fit_value, _unchanged, confidence)


@np.errstate(all="ignore")
def _trend(
    given: tuple[Figures, ...],
    possible: Flags,
    fit: _Fit,
    back: Callable[[Figures], Figures],
    confidence: float,
) -> Trend:
    critical_value(confidence)
    if possible.shape[1] == 0:
        # No period at all is the same as one without a figure.
        possible = np.zeros((possible.shape[0], 1), dtype=bool)
        given = tuple(np.full(possible.shape, np.nan) for _ in given)
    parts = []
    for block in blocks(possible.shape[0], 8 * possible.shape[1]):
        rows = tuple(np.where(possible[block], one[block], np.nan) for one in given)
        parts.append(_judge(fit(rows), back, confidence))
    if not parts:
        parts = [_judge(fit(tuple(np.empty((0, 1)) for _ in given)), back, confidence)]
    joined = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(Trend)
    }
    return Trend(**joined)


def _judge(line: Line, back: Callable[[Figures], Figures], confidence: float) -> Trend:
    """Widen the error of a line by its scatter, and judge the slope."""
    points = line.there.sum(axis=1)
    few = points < FEWEST_POINTS
    spare = np.maximum(points - 2, 1).astype(np.float64)
    error = 1.0 / np.sqrt(line.squares)
    dispersion = line.scatter / spare
    unfit = (points < FEWEST_TO_FIT) | line.flat
    unfit |= ~np.isfinite(line.slope + error + dispersion)
    widened = error * np.sqrt(np.maximum(1.0, dispersion))
    t = np.where(unfit, np.nan, line.slope / widened)
    p = 2.0 * stdtr(spare, -np.abs(t))
    reach = stdtrit(spare, 0.5 + confidence / 2.0) * widened
    slope = np.where(unfit, np.nan, line.slope)
    lower, upper = slope - reach, slope + reach
    sign = np.where(p < 1.0 - confidence, np.sign(slope), 0.0)
    obstacle = np.select(
        [few, line.flat, unfit],
        [Obstacle.TOO_FEW_POINTS, Obstacle.ALL_OR_NOTHING, Obstacle.NOT_ESTIMABLE],
        default=Obstacle.NONE,
    )
    return Trend(
        direction=np.where(few | unfit, Direction.UNKNOWN, np.nan_to_num(sign)).astype(np.int8),
        slope=slope,
        lower=lower,
        upper=upper,
        error=np.where(unfit, np.nan, error),
        dispersion=np.where(unfit, np.nan, dispersion),
        t=t,
        p=p,
        change=_change(line, slope, back),
        change_lower=_change(line, lower, back),
        change_upper=_change(line, upper, back),
        points=points,
        obstacle=obstacle.astype(np.int8),
    )


def _change(line: Line, slope: Figures, back: Callable[[Figures], Figures]) -> Figures:
    """Give the change a period of a line that turns about its weighted middle."""
    first = np.argmax(line.there, axis=1)
    last = line.there.shape[1] - 1 - np.argmax(line.there[:, ::-1], axis=1)
    at_first = back(line.level + slope * (first - line.centre))
    at_last = back(line.level + slope * (last - line.centre))
    return np.asarray((at_last - at_first) / (last - first))


def _unchanged(values: Figures) -> Figures:
    return values
