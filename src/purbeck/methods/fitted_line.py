"""Straight lines through time, on the scale of the figure: every area of a block at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from purbeck.methods.arrays import Figures, Flags

WIDTH_IN_ERRORS = 3.92
"""A 95% interval is this many standard errors wide (twice 1.96, as Fingertips has it)."""

FEWEST_TO_FIT = 3
"""Two points leave no scatter about the line, so no line is fitted to them."""

MOST_STEPS = 50
"""Newton's method needs four to eight; one that needs more runs off to an infinite slope."""

TOLERANCE = 1e-10
"""The fit stops when no step is larger than this on the scale of the linear predictor."""

LONGEST_STEP = 5.0
"""No step moves the line further than this, so that a bad start cannot throw it away."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """A fitted line for each area of a block, through the weighted middle of time.

    Attributes
    ----------
    there
        Which points were used, of shape (areas, periods); all else is of shape (areas,).
    centre, level, slope
        The middle of time, the line's height there, and its slope a period; NaN for no fit.
    squares
        The weighted sum of squared times from the middle: one over the slope's variance.
    scatter
        Pearson's chi-squared of the points about the line.
    flat
        Whether every count is 0, or every count its total, so that there is no line to fit.
    """

    there: Flags
    centre: Figures
    level: Figures
    slope: Figures
    squares: Figures
    scatter: Figures
    flat: Flags


def fit_value(rows: tuple[Figures, ...]) -> Line:
    """Fit values, weighted by the widths of their intervals, of shape (areas, periods)."""
    y, width = rows
    there = ~np.isnan(y)
    weight = np.where(there, (WIDTH_IN_ERRORS / width) ** 2, 0.0)
    y = np.where(there, y, 0.0)
    centre, t, squares = _time(weight)
    level = (weight * y).sum(axis=1) / weight.sum(axis=1)
    apart = np.where(there, y - level[:, None], 0.0)
    slope = (weight * t * apart).sum(axis=1) / squares
    scatter = (weight * (apart - slope[:, None] * t) ** 2).sum(axis=1)
    nowhere = np.zeros(y.shape[0], dtype=bool)
    return Line(
        there=there,
        centre=centre,
        level=level,
        slope=slope,
        squares=squares,
        scatter=scatter,
        flat=nowhere,
    )


def fit_proportion(rows: tuple[Figures, ...]) -> Line:
    """Fit log odds to counts and totals of shape (areas, periods), NaN for no point."""
    x, n = np.nan_to_num(rows[0]), np.nan_to_num(rows[1])
    start = logit((x.sum(axis=1) + 0.5) / (n.sum(axis=1) + 1.0))
    flat = (x.sum(axis=1) == 0) | (x.sum(axis=1) == n.sum(axis=1))
    return _fit(x, n, ~np.isnan(rows[0]), _Start(start, flat), _binomial)


def fit_rate(rows: tuple[Figures, ...]) -> Line:
    """Fit log rates to counts and exposures of shape (areas, periods), NaN for no point."""
    x, n = np.nan_to_num(rows[0]), np.nan_to_num(rows[1])
    start = np.log((x.sum(axis=1) + 0.5) / n.sum(axis=1))
    return _fit(x, n, ~np.isnan(rows[0]), _Start(start, x.sum(axis=1) == 0), _poisson)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where the fit begins, and for which areas there is nothing to fit."""

    level: Figures
    flat: Flags


def _binomial(predictor: Figures, total: Figures) -> tuple[Figures, Figures]:
    """Give mean and variance. 1 - p is found directly: near 1 it would have no digits left."""
    p = expit(predictor)
    return total * p, total * p * expit(-predictor)


def _poisson(predictor: Figures, exposure: Figures) -> tuple[Figures, Figures]:
    mean = exposure * np.exp(predictor)
    return mean, mean


_Model = Callable[[Figures, Figures], tuple[Figures, Figures]]


def _fit(x: Figures, n: Figures, there: Flags, start: _Start, model: _Model) -> Line:
    """Fit level and slope by Newton's method, going on with the areas that have not settled."""
    time = np.arange(x.shape[1], dtype=np.float64)
    level, slope, centre = start.level.copy(), np.zeros(len(x)), np.zeros(len(x))
    todo = np.flatnonzero(~start.flat & (there.sum(axis=1) >= FEWEST_TO_FIT))
    for _ in range(MOST_STEPS):
        if not todo.size:
            break
        predictor = level[todo, None] + slope[todo, None] * (time - centre[todo, None])
        mean, weight = model(predictor, n[todo])
        middle, t, squares = _time(weight)
        rest = np.where(there[todo], x[todo] - mean, 0.0)
        # From the middle of time, level and slope do not correlate and can be found apart.
        lift = np.clip(rest.sum(axis=1) / weight.sum(axis=1), -LONGEST_STEP, LONGEST_STEP)
        turn = np.clip((rest * t).sum(axis=1) / squares, -LONGEST_STEP, LONGEST_STEP)
        level[todo] += slope[todo] * (middle - centre[todo]) + lift
        slope[todo] += turn
        centre[todo] = middle
        moved = np.abs(lift) + np.abs(turn) * x.shape[1]
        # NaN, of a line that ran off, is not "still moving".
        todo = todo[moved > TOLERANCE * (1.0 + np.abs(level[todo]))]
    slope[todo] = np.nan
    return _described(x, n, there, (level, slope, centre, start.flat), model)


def _described(
    x: Figures,
    n: Figures,
    there: Flags,
    found: tuple[Figures, Figures, Figures, Flags],
    model: _Model,
) -> Line:
    """Give the fitted line with its error and its scatter."""
    level, slope, centre, flat = found
    time = np.arange(x.shape[1], dtype=np.float64)
    mean, weight = model(level[:, None] + slope[:, None] * (time - centre[:, None]), n)
    middle, _, squares = _time(weight)
    residual = np.where(there, (x - mean) ** 2 / weight, 0.0)
    return Line(
        there=there,
        centre=middle,
        level=level + slope * (middle - centre),
        slope=slope,
        squares=squares,
        scatter=residual.sum(axis=1),
        flat=flat,
    )


def _time(weight: Figures) -> tuple[Figures, Figures, Figures]:
    """Give the weighted middle of time, the time from it, and its weighted sum of squares."""
    time = np.arange(weight.shape[1], dtype=np.float64)
    moment: Figures = weight @ time
    centre = moment / weight.sum(axis=1)
    t = time - centre[:, None]
    return centre, t, (weight * t * t).sum(axis=1)
