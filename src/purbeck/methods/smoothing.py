"""Exponential smoothing of many short series at once: simple, and with a damped trend.

For given smoothing parameters each one-step error is linear in the starting level and slope, so
those follow by least squares in closed form and only the parameters are searched for, on a grid
that is then narrowed. Nothing is iterated over areas, and the same figures always give the same
fit. Model: Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing, 2008;
bounds of the parameters as R's forecast package has them (8.20, ets).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from purbeck.methods.arrays import Figures, blocks

LEAST, MOST = 1e-4, 1 - 1e-4
"""Bounds of alpha, and least beta (R forecast 8.20, ets)."""

DAMPED_LEAST, DAMPED_MOST = 0.8, 0.98
"""Bounds of the damping phi (R forecast 8.20, ets)."""

SIMPLE_FEW = 6
"""Points up to which simple smoothing starts at the first figure: too few to fit a start as well
(R forecast 8.20, ets: parameters + 4)."""

TREND_FEW = 9
"""Points up to which a trend is neither damped nor its start fitted (R forecast 8.20, ets)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Smoothed:
    """Fits of m series. ``level`` and ``slope`` are those after the last figure.

    ``parameters`` counts what was fitted, which is what the spread of the errors pays for.
    """

    alpha: Figures
    beta: Figures
    phi: Figures
    level: Figures
    slope: Figures
    squares: Figures
    parameters: int


@dataclass(slots=True, eq=False)
class _State:
    """Everything that one pass over time keeps, for a grid of parameters (m or 1, g)."""

    level: Figures
    slope: Figures
    by_level: tuple[Figures, Figures]
    by_slope: tuple[Figures, Figures]
    moments: list[Figures]


def simple(series: Figures) -> Smoothed:
    """Fit simple exponential smoothing to each row.

    Parameters
    ----------
    series
        Of shape (m, n), complete, n >= 3. With at most ``SIMPLE_FEW`` points the start is the
        first figure and alpha may be anything from 0 to 1; with more the start is fitted too.

    Examples
    --------
    >>> fit = simple(np.array([[3.0, 5.0, 4.0, 6.0, 5.0, 7.0, 6.0, 8.0]]))
    >>> 0 < float(fit.alpha[0]) < 1
    True
    """
    few = series.shape[1] <= SIMPLE_FEW
    low, high = (0.0, 1.0) if few else (LEAST, MOST)
    grid = [np.linspace(low, high, 41), np.zeros(1), np.ones(1)]
    bounds = ((low, high), (0.0, 0.0), (1.0, 1.0))
    start = "first" if few else "level"
    return _fit(series, grid, bounds, start, parameters=1 if few else 2)


def damped(series: Figures) -> Smoothed:
    """Fit Holt's method with a damped trend to each row, of shape (m, n) with n >= 4.

    With at most ``TREND_FEW`` points the trend is not damped, and level and slope start from the
    first two figures.
    """
    if series.shape[1] <= TREND_FEW:
        grid = [np.linspace(0, 1, 21), np.linspace(0, 1, 21), np.ones(1)]
        return _fit(series, grid, ((0.0, 1.0), (0.0, 1.0), (1.0, 1.0)), "first two", parameters=2)
    grid = damped_grid()
    bounds = ((LEAST, MOST), (0.0, 1.0), (DAMPED_LEAST, DAMPED_MOST))
    return _fit(series, grid, bounds, "level and slope", parameters=5)


def damped_grid() -> list[Figures]:
    """Give the grid of alpha, beta as a share of alpha, and phi that a fit starts from."""
    return [np.linspace(LEAST, MOST, 9), np.linspace(0, 1, 5), np.linspace(0.8, 0.98, 3)]


def one_step_ahead(series: Figures, first: int, *, trend: bool) -> tuple[Figures, Figures]:
    """Give each row's one-step forecasts from every origin, each fitted to what came before it.

    Parameters
    ----------
    series
        Of shape (m, n), complete.
    first
        Figures before the first forecast; above ``TREND_FEW`` with a trend it is as ``damped``.
    trend
        Whether there is a damped trend, or simple smoothing.

    Returns
    -------
    tuple
        Forecasts and the alphas they rest on, of shape (m, n - first). Parameters are taken
        from the grid and not narrowed: choosing a method does not need more.
    """
    axes = damped_grid() if trend else [np.linspace(LEAST, MOST, 41), np.zeros(1), np.ones(1)]
    grid = _mesh(axes)
    start = "level and slope" if trend else "level"
    found = [np.zeros((0, series.shape[1] - first))] * 2
    parts = [found]
    for rows in blocks(len(series), _KEPT * grid[0].shape[1]):
        block = series[rows]
        offset = block[:, :1]
        state = _begin(grid)
        forecasts, alphas = [], []
        for time in range(series.shape[1]):
            if time >= first:
                starts, squares = _starts(state, start)
                best = np.argmin(squares, axis=1)[:, None]
                level, slope = _now(state, starts)
                ahead = level + grid[2] * slope
                forecasts.append(np.take_along_axis(ahead, best, axis=1)[:, 0] + offset[:, 0])
                alphas.append(grid[0][0][best[:, 0]])
            _step(state, (block[:, time] - offset[:, 0])[:, None], grid, trend=trend)
        parts.append([np.stack(forecasts, axis=1), np.stack(alphas, axis=1)])
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def _fit(
    series: Figures,
    axes: list[Figures],
    bounds: tuple[tuple[float, float], ...],
    start: str,
    *,
    parameters: int,
) -> Smoothed:
    grid = _mesh(axes)
    free = [high > low for low, high in bounds]
    offsets = OFFSETS[max(sum(free), 2)]
    parts = []
    for rows in blocks(len(series), _KEPT * max(grid[0].shape[1], len(offsets) ** sum(free))):
        block = series[rows]
        offset = block[:, :1]
        centred = block - offset
        best = _best(centred, grid, start)
        width = [np.ptp(axis) / max(len(axis) - 1, 1) for axis in axes]
        for _ in range(ROUNDS):
            around = [
                np.clip(b[:, None] + w * offsets, low, high) if is_free else b[:, None]
                for b, w, (low, high), is_free in zip(best, width, bounds, free, strict=True)
            ]
            best = _best(centred, _mesh_rows(around), start)
            width = [w * SHRINK for w in width]
        parts.append(_finish(centred, offset[:, 0], best, start, parameters))
    return _joined(parts, parameters)


ROUNDS = 26
"""Times that the grid is narrowed: to less than a millionth of its first spacing."""
SHRINK = 0.58
OFFSETS = {2: np.array([-1.0, -0.5, 0.0, 0.5, 1.0]), 3: np.array([-1.0, 0.0, 1.0])}
"""Where the narrowed grid lies about its best point, for up to two and for three parameters."""
_KEPT = 8
"""Arrays that a pass keeps for each area and grid point; a block holds as many fewer areas."""


def _mesh(axes: list[Figures]) -> list[Figures]:
    """Every combination of the axes, each of shape (1, g)."""
    return [one.reshape(1, -1) for one in np.meshgrid(*axes, indexing="ij")]


def _mesh_rows(axes: list[Figures]) -> list[Figures]:
    """Every combination of the axes of each row, each of shape (m, g)."""
    a, b, c = axes
    shape = (a.shape[0], a.shape[1], b.shape[1], c.shape[1])
    views = (a[:, :, None, None], b[:, None, :, None], c[:, None, None, :])
    return [np.broadcast_to(view, shape).reshape(shape[0], -1) for view in views]


def _begin(grid: list[Figures]) -> _State:
    zero = np.zeros_like(grid[0])
    one = np.ones_like(grid[0])
    return _State(
        level=zero,
        slope=zero,
        by_level=(one, zero),
        by_slope=(zero, one),
        moments=[zero] * 6,
    )


def _step(state: _State, figure: Figures, grid: list[Figures], *, trend: bool) -> None:
    """Take in one figure of each row, of shape (m, 1).

    An error is ``a - c1 * level0 - c2 * slope0``; the three parts are carried side by side.
    """
    alpha, share, phi = grid
    if not trend:
        _step_of_level(state, figure, alpha)
        return
    damped_slope = phi * state.slope
    ahead = state.level + damped_slope
    error = figure - ahead
    of_level, of_slope = phi * state.by_level[1], phi * state.by_slope[1]
    c1, c2 = state.by_level[0] + of_level, state.by_slope[0] + of_slope
    for place, product in enumerate(
        (error * error, error * c1, error * c2, c1 * c1, c1 * c2, c2 * c2)
    ):
        product += state.moments[place]
        state.moments[place] = product
    beta = alpha * share
    state.level, state.slope = ahead + alpha * error, damped_slope + beta * error
    state.by_level = (c1 - alpha * c1, of_level - beta * c1)
    state.by_slope = (c2 - alpha * c2, of_slope - beta * c2)


def _step_of_level(state: _State, figure: Figures, alpha: Figures) -> None:
    """Take in one figure where there is no slope: what belongs to it stays as it began."""
    error = figure - state.level
    c1 = state.by_level[0]
    moments = state.moments
    moments[0] = moments[0] + error * error
    moments[1] = moments[1] + error * c1
    moments[3] = moments[3] + c1 * c1
    state.level = state.level + alpha * error
    state.by_level = (c1 - alpha * c1, state.by_level[1])


def _starts(state: _State, start: str) -> tuple[tuple[Figures, Figures], Figures]:
    """Give the best starting level and slope, and the sum of squared errors with them."""
    ee, e1, e2, c11, c12, c22 = state.moments
    if start == "level":
        level = e1 / c11
        return (level, np.zeros_like(level)), ee - e1 * level
    fixed = c11 * c22 - c12 * c12
    # Where level and slope cannot be told apart the slope starts at nothing.
    apart = fixed > 1e-12 * c11 * c22
    safe = np.where(apart, fixed, 1.0)
    slope = np.where(apart, (c11 * e2 - c12 * e1) / safe, 0.0)
    level = (e1 - c12 * slope) / c11
    return (level, slope), ee - e1 * level - e2 * slope


def _now(state: _State, starts: tuple[Figures, Figures]) -> tuple[Figures, Figures]:
    level0, slope0 = starts
    level = state.level + state.by_level[0] * level0 + state.by_slope[0] * slope0
    slope = state.slope + state.by_level[1] * level0 + state.by_slope[1] * slope0
    return level, slope


_WITH_TREND = ("first two", "level and slope")


def _run(
    series: Figures, grid: list[Figures], start: str
) -> tuple[Figures, tuple[Figures, Figures]]:
    """Give the sum of squares and the last level and slope, of shape (m, g), for each grid point.

    ``series`` has its first figure taken off, so a start at the first figure is a start at 0.
    """
    state = _begin(grid)
    if start == "first two":
        state.slope = state.slope + (series[:, 1] - series[:, 0])[:, None]
    for time in range(series.shape[1]):
        _step(state, series[:, time, None], grid, trend=start in _WITH_TREND)
    if start in ("first", "first two"):
        return state.moments[0], (state.level, state.slope)
    starts, squares = _starts(state, start)
    return squares, _now(state, starts)


def _best(series: Figures, grid: list[Figures], start: str) -> list[Figures]:
    squares, _ = _run(series, grid, start)
    at = np.argmin(squares, axis=1)[:, None]
    wide = [np.broadcast_to(axis, squares.shape) for axis in grid]
    return [np.take_along_axis(axis, at, axis=1)[:, 0] for axis in wide]


def _finish(
    series: Figures, offset: Figures, best: list[Figures], start: str, parameters: int
) -> Smoothed:
    squares, (level, slope) = _run(series, [axis[:, None] for axis in best], start)
    alpha, share, phi = best
    return Smoothed(
        alpha=alpha,
        beta=alpha * share,
        phi=phi,
        level=np.broadcast_to(level, squares.shape)[:, 0] + offset,
        slope=np.broadcast_to(slope, squares.shape)[:, 0],
        squares=np.maximum(squares[:, 0], 0.0),
        parameters=parameters,
    )


def _joined(parts: list[Smoothed], parameters: int) -> Smoothed:
    names = ("alpha", "beta", "phi", "level", "slope", "squares")
    whole = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    return Smoothed(**whole, parameters=parameters)
