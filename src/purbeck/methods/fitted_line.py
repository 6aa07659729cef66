"""Straight lines through time, on the scale of the figure: every area of a block at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, log_expit, logit

from purbeck.methods.arrays import Columns, Figures, Flags, weighted

WIDTH_IN_ERRORS = 3.92
"""A 95% interval is this many standard errors wide (twice 1.96, as Fingertips has it)."""

FEWEST_TO_FIT = 3
"""Two points leave no scatter about the line, so no line is fitted to them."""

PLAIN_STEPS = 12
"""Newton's method needs four to eight steps; a line that needs more swings about."""

GUARDED_STEPS = 200
"""Then no step may make the fit worse, and such a line comes to rest in far fewer than these."""

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
    there = ~np.isnan(rows[0])
    level = logit((x.sum(axis=1) + 0.5) / (n.sum(axis=1) + 1.0))
    flat = (x.sum(axis=1) == 0) | (x.sum(axis=1) == n.sum(axis=1))
    some, rest = there & (x > 0), there & (x < n)
    # Where one kind ends before the other begins, the steeper the line the better it fits.
    endless = (_last(rest) <= _first(some)) | (_last(some) <= _first(rest))
    return _fit(_Counts(x, n, there), _Start(level, flat, endless), _BINOMIAL)


def fit_rate(rows: tuple[Figures, ...]) -> Line:
    """Fit log rates to counts and exposures of shape (areas, periods), NaN for no point."""
    x, n = np.nan_to_num(rows[0]), np.nan_to_num(rows[1])
    there = ~np.isnan(rows[0])
    level = np.log((x.sum(axis=1) + 0.5) / n.sum(axis=1))
    some = there & (x > 0)
    endless = (_last(some) <= _first(there)) | (_first(some) >= _last(there))
    return _fit(_Counts(x, n, there), _Start(level, x.sum(axis=1) == 0, endless), _POISSON)


def _first(marked: Flags) -> Columns:
    if marked.shape[1] == 0:
        return np.zeros(marked.shape[0], dtype=np.intp)
    return np.asarray(np.argmax(marked, axis=1), dtype=np.intp)


def _last(marked: Flags) -> Columns:
    last: Columns = marked.shape[1] - 1 - _first(marked[:, ::-1])
    return last


@dataclass(frozen=True, slots=True)
class _Start:
    """Where the fit begins, and for which areas there is no line, or none that ends."""

    level: Figures
    flat: Flags
    endless: Flags


@dataclass(frozen=True, slots=True)
class _Model:
    """A family of counts: mean and variance, and the log likelihood of each count."""

    moments: Callable[[Figures, Figures], tuple[Figures, Figures]]
    likelihood: Callable[[Figures, Figures, Figures], Figures]


def _binomial_moments(predictor: Figures, total: Figures) -> tuple[Figures, Figures]:
    p = expit(predictor)
    # 1 - p is found directly: near 1 the subtraction would have no digits left.
    return total * p, total * p * expit(-predictor)


def _poisson_moments(predictor: Figures, exposure: Figures) -> tuple[Figures, Figures]:
    mean = exposure * np.exp(predictor)
    return mean, mean


_BINOMIAL = _Model(
    moments=_binomial_moments,
    likelihood=lambda line, x, n: x * log_expit(line) + (n - x) * log_expit(-line),
)
_POISSON = _Model(
    moments=_poisson_moments, likelihood=lambda line, x, n: x * line - n * np.exp(line)
)


@dataclass(frozen=True, slots=True)
class _Counts:
    """The points of some areas, of shape (areas, periods)."""

    x: Figures
    n: Figures
    there: Flags

    def of(self, rows: Columns) -> _Counts:
        return _Counts(self.x[rows], self.n[rows], self.there[rows])


def _fit(counts: _Counts, start: _Start, model: _Model) -> Line:
    """Fit level and slope by Newton's method, going on with the areas that have not settled."""
    level, slope = start.level.copy(), np.zeros(len(start.level))
    enough = counts.there.sum(axis=1) >= FEWEST_TO_FIT
    slope[start.endless | ~enough] = np.nan
    todo = np.flatnonzero(~start.flat & ~start.endless & enough)
    for _ in range(PLAIN_STEPS):
        if not todo.size:
            break
        lift, turn = _newton(counts.of(todo), level[todo], slope[todo], model)
        level[todo] += np.clip(lift, -LONGEST_STEP, LONGEST_STEP)
        slope[todo] += np.clip(turn, -LONGEST_STEP, LONGEST_STEP)
        todo = todo[_moving(lift, turn, level[todo], counts.x.shape[1])]
    if todo.size:
        level[todo], slope[todo] = _guarded(counts.of(todo), start.level[todo], model)
    return _described(counts, level, slope, start.flat, model)


def _line(level: Figures, slope: Figures, periods: int) -> Figures:
    """Give the line's height at each time; its level is that in the middle of the panel."""
    return level[:, None] + slope[:, None] * (np.arange(periods) - (periods - 1) / 2.0)


def _newton(
    counts: _Counts, level: Figures, slope: Figures, model: _Model
) -> tuple[Figures, Figures]:
    """Give the step of level and slope that the curvature asks for."""
    periods = counts.x.shape[1]
    mean, weight = model.moments(_line(level, slope, periods), counts.n)
    centre, t, squares = _time(weight)
    rest = np.where(counts.there, counts.x - mean, 0.0)
    # About the weighted middle of time, level and slope do not correlate and are found apart.
    turn = (rest * t).sum(axis=1) / squares
    lift = rest.sum(axis=1) / weight.sum(axis=1)
    return lift + turn * ((periods - 1) / 2.0 - centre), turn


def _moving(lift: Figures, turn: Figures, level: Figures, periods: int) -> Flags:
    # NaN, of a line whose weights are all spent, is still moving: it has not come to rest.
    at_rest: Flags = np.abs(lift) + np.abs(turn) * periods <= TOLERANCE * (1.0 + np.abs(level))
    return ~at_rest


def _guarded(counts: _Counts, start: Figures, model: _Model) -> tuple[Figures, Figures]:
    """Fit from the start again, taking back and halving every step that makes the fit worse."""
    periods = counts.x.shape[1]
    level, slope, part = start.copy(), np.zeros(len(start)), np.ones(len(start))
    likelihood = _likelihood(counts, level, slope, model)
    moving = np.ones(len(start), dtype=bool)
    for _ in range(GUARDED_STEPS):
        lift, turn = _newton(counts, level, slope, model)
        moving = _moving(lift, turn, level, periods)
        if not moving.any():
            break
        step = np.where(moving, part, 0.0)
        next_level, next_slope = level + step * lift, slope + step * turn
        reached = _likelihood(counts, next_level, next_slope, model)
        # Likelihoods of huge counts are equal within their rounding near the top.
        better = reached >= likelihood - 1e-13 * np.abs(likelihood)
        level, slope = np.where(better, next_level, level), np.where(better, next_slope, slope)
        likelihood = np.where(better, reached, likelihood)
        part = np.where(better, np.minimum(1.0, 2.0 * part), part / 2.0)
    return level, np.where(moving, np.nan, slope)


def _likelihood(counts: _Counts, level: Figures, slope: Figures, model: _Model) -> Figures:
    each = model.likelihood(_line(level, slope, counts.x.shape[1]), counts.x, counts.n)
    total: Figures = np.where(counts.there, each, 0.0).sum(axis=1)
    return total


def _described(counts: _Counts, level: Figures, slope: Figures, flat: Flags, model: _Model) -> Line:
    """Give the fitted line with its error and its scatter."""
    periods = counts.x.shape[1]
    mean, weight = model.moments(_line(level, slope, periods), counts.n)
    centre, _, squares = _time(weight)
    scatter = np.where(counts.there, (counts.x - mean) ** 2 / weight, 0.0)
    return Line(
        there=counts.there,
        centre=centre,
        level=level + slope * (centre - (periods - 1) / 2.0),
        slope=slope,
        squares=squares,
        scatter=scatter.sum(axis=1),
        flat=flat,
    )


def _time(weight: Figures) -> tuple[Figures, Figures, Figures]:
    """Give the weighted middle of time, the time from it, and its weighted sum of squares."""
    time = np.arange(weight.shape[1], dtype=np.float64)
    centre = weighted(weight, time) / weight.sum(axis=1)
    t = time - centre[:, None]
    return centre, t, (weight * t * t).sum(axis=1)
