"""The slope and the relative index of inequality: how steep a gradient of deprivation is.

Source: PHEindicatormethods 2.1.0 (093fd28), R/SII_function.R and R/utils.R, after Low and Low
2004, Journal of Public Health 26:388. The last axis is that of the quantiles, in order from the
most to the least deprived.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit

from purbeck.methods.arrays import Figures, blocks, figures
from purbeck.methods.interval import LEVEL, Interval, critical_value
from purbeck.model.errors import UsageError

REPETITIONS = 100_000
"""How often the quantiles are drawn for an interval, by default (PHEindicatormethods)."""

FEWEST_REPETITIONS = 1_000
"""Fewer draws do not place a limit (PHEindicatormethods refuses them)."""


class Kind(Enum):
    """What the quantiles' figures are; decides on which scale they are drawn."""

    VALUE = "value"
    RATE = "rate"
    PROPORTION = "proportion"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Inequality:
    """Slope and relative index of each area; NaN where a quantile is missing.

    Attributes
    ----------
    slope
        The least deprived end of the fitted gradient, less the most deprived one, times
        ``multiplier``.
    relative
        The least deprived end over the most deprived one; turned over for a negative multiplier.
    intercept
        The fitted figure at the most deprived end, on the figure's own scale.
    """

    slope: Figures
    relative: Figures
    intercept: Figures


@dataclass(frozen=True, slots=True, eq=False)
class InequalityInterval:
    """The intervals of the slope and of the relative index."""

    slope: Interval
    relative: Interval


_Back = Callable[[Figures], Figures]
_TO: dict[Kind, _Back] = {Kind.VALUE: np.positive, Kind.RATE: np.log, Kind.PROPORTION: logit}
_FROM: dict[Kind, _Back] = {Kind.VALUE: np.positive, Kind.RATE: np.exp, Kind.PROPORTION: expit}


@np.errstate(all="ignore")
def inequality(
    value: ArrayLike,
    population: ArrayLike,
    *,
    kind: Kind = Kind.VALUE,
    transform: bool = False,
    multiplier: float = 1.0,
) -> Inequality:
    """Give the slope and relative index of inequality.

    Parameters
    ----------
    value, population
        Of shape (..., quantiles). Proportions from 0 to 1.
    kind, transform
        Whether to fit the gradient to the logarithms of rates or the log odds of proportions,
        for gradients that are not straight. A figure of 0 (or a proportion of 1) then has none.
    multiplier
        100 to show a proportion as a percentage; negative where higher figures are worse, so
        that a positive index always stands for the deprived being worse off.

    Returns
    -------
    Inequality
        Of the shape before the last axis. A weighted straight line is fitted to the middle of
        each quantile's share of the population.

    Examples
    --------
    >>> found = inequality([60.0, 65, 70, 75, 80], [100, 100, 100, 100, 100])
    >>> print(f"{found.slope:.2f} {found.relative:.4f} {found.intercept:.2f}")
    25.00 1.4348 57.50
    """
    y, n = figures(value, population)
    if not y.shape[-1]:
        y, n = (np.full((*y.shape[:-1], 1), np.nan) for _ in range(2))
    used = kind if transform else Kind.VALUE
    to_level, to_slope = line_weights(n)
    fitted = np.where(_possible(y, kind), _TO[used](y), np.nan)
    level, slope = (to_level * fitted).sum(axis=-1), (to_slope * fitted).sum(axis=-1)
    return _indices(level, slope, _FROM[used], multiplier)


def _indices(level: Figures, slope: Figures, back: _Back, multiplier: float) -> Inequality:
    most, least = back(level), back(level + slope)
    known = np.isfinite(most) & np.isfinite(least)
    ratio = np.where(known, most / least if multiplier < 0 else least / most, np.nan)
    return Inequality(
        slope=np.where(known, (least - most) * multiplier, np.nan),
        relative=np.where(np.isinf(ratio), np.nan, ratio),
        intercept=np.where(known, most, np.nan),
    )


def _possible(y: Figures, kind: Kind) -> np.ndarray:
    if kind is Kind.VALUE:
        return ~np.isnan(y)
    return (y >= 0) & (y <= 1) if kind is Kind.PROPORTION else y >= 0


@np.errstate(all="ignore")
def line_weights(population: Figures) -> tuple[Figures, Figures]:
    """Give what each quantile's figure counts for in the intercept and in the slope.

    Examples
    --------
    >>> at_the_most_deprived, a_step = line_weights(np.array([100.0, 100.0]))
    >>> at_the_most_deprived, a_step
    (array([ 1.5, -0.5]), array([-2.,  2.]))
    """
    n = np.where(population > 0, population, np.nan)
    share = n / n.sum(axis=-1, keepdims=True)
    middle = np.cumsum(share, axis=-1) - share / 2.0
    # The shares add up to 1, and their middles average to a half: share times place is the
    # distance from that half, and the line passes through it at the mean.
    place = middle - (share * middle).sum(axis=-1, keepdims=True)
    to_slope = share * place / (share * place**2).sum(axis=-1, keepdims=True)
    to_level = share - to_slope * (share * middle).sum(axis=-1, keepdims=True)
    return to_level, to_slope


@np.errstate(all="ignore")
def inequality_interval(
    value: ArrayLike,
    population: ArrayLike,
    interval: Interval,
    *,
    seed: int,
    kind: Kind = Kind.VALUE,
    transform: bool = False,
    multiplier: float = 1.0,
    confidence: float = LEVEL,
    repetitions: int = REPETITIONS,
) -> InequalityInterval:
    """Give the intervals of both indices, by drawing each quantile's figure from its own.

    Parameters
    ----------
    value, population, kind, transform, multiplier
        As for ``inequality``.
    interval
        The 95% limits of the figures. They give the standard error, on the log scale for rates
        and that of log odds for proportions, on which the figures are drawn.
    seed
        The same seed gives the same limits, for each area whatever others stand beside it.
    confidence
        Of the result.

    Raises
    ------
    UsageError
        For fewer than FEWEST_REPETITIONS.

    Examples
    --------
    >>> y = np.array([60.0, 65, 70, 75, 80])
    >>> found = inequality_interval(y, [100] * 5, Interval(y - 2, y + 2), seed=1)
    >>> print(f"{found.slope.lower:.1f} {found.slope.upper:.1f}")
    21.9 28.2
    """
    if repetitions < FEWEST_REPETITIONS:
        raise UsageError(f"An interval needs {FEWEST_REPETITIONS} repetitions, not {repetitions}.")
    critical_value(confidence)
    y, n, low, high = figures(value, population, interval.lower, interval.upper)
    if not y.shape[-1]:
        y, n, low, high = (np.full((*y.shape[:-1], 1), np.nan) for _ in range(4))
    shape, quantiles = y.shape[:-1], y.shape[-1]
    to_level, to_slope = (one.reshape(-1, quantiles) for one in line_weights(n))
    centre, lower, upper = (
        np.where(_possible(one, kind), _TO[kind](one), np.nan).reshape(-1, quantiles)
        for one in (y, low, high)
    )
    error = np.where(upper >= lower, upper - lower, np.nan) / (2.0 * critical_value(LEVEL))
    # One draw serves every area, so that areas differ by their figures and not by the dice.
    noise = np.random.default_rng(seed).standard_normal((repetitions, quantiles))
    back = _FROM[kind]
    limits = np.full((4, len(centre)), np.nan)
    for area in blocks(len(centre), repetitions * quantiles):
        drawn = centre[area, None, :] + noise * error[area, None, :]
        fitted = drawn if transform else back(drawn)
        level = (fitted @ to_level[area, :, None])[..., 0]
        slope = (fitted @ to_slope[area, :, None])[..., 0]
        found = _indices(level, slope, back if transform else np.positive, multiplier)
        limits[:2, area] = _ends(found.slope, confidence)
        limits[2:, area] = _ends(found.relative, confidence)
    of = limits.reshape(4, *shape)
    return InequalityInterval(Interval(of[0], of[1]), Interval(of[2], of[3]))


def _ends(drawn: Figures, confidence: float) -> Figures:
    """Give the drawn figures that leave out equal shares at both ends, as the source counts."""
    tail, size = 0.5 + confidence / 2.0, drawn.shape[1]
    places = [max(0, round(size * (1.0 - tail)) - 1), round(size * tail) - 1]
    ends = np.partition(drawn, places, axis=1)[:, places].T
    return np.where(np.isnan(drawn).any(axis=1), np.nan, ends)
