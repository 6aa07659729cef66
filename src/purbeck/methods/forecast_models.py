"""The models that a baseline forecast may be: each a function of complete series, by rows.

Definitions: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., ch. 5
and 8; theta as in Hyndman and Billah, International Journal of Forecasting 19(2), 2003, 287.
Point forecasts agree with R's forecast 8.20 (naive, rwf with drift, meanf, thetaf, ses, holt).
Widths are by Student's t throughout, where R has the normal distribution for all but meanf: on
four to seven points the normal 95% interval of the last value covers 86 to 90%.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from purbeck.methods.arrays import Figures, weighted
from purbeck.methods.smoothing import TREND_FEW, Smoothed, damped, one_step_ahead, simple


class Model(IntEnum):
    """The models, the plainest first: where two do equally well the plainer one is used."""

    NAIVE = 0
    """The last value carries on."""
    MEAN = 1
    DRIFT = 2
    """The last value, and the mean change from period to period."""
    SIMPLE = 3
    """Simple exponential smoothing."""
    THETA = 4
    """Simple exponential smoothing with half the slope of the fitted line."""
    DAMPED = 5
    """Holt's method with a damped trend."""
    NONE = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ahead:
    """What a model says of the next periods, for m series.

    Attributes
    ----------
    centre, error
        The point forecast and its standard error, of shape (m, horizon).
    freedom
        Degrees of freedom of the Student's t that the error goes with. Below 1 there is no
        error to speak of: NaN.
    """

    centre: Figures
    error: Figures
    freedom: int


def naive(series: Figures, horizon: int) -> Ahead:
    """Carry the last value on; the error is the root mean square of all changes.

    Examples
    --------
    >>> ahead = naive(np.array([[2.0, 3.0, 2.0, 3.0, 2.0]]), 2)
    >>> ahead.centre.tolist(), ahead.error.round(3).tolist(), ahead.freedom
    ([[2.0, 2.0]], [[1.0, 1.414]], 4)
    """
    steps = np.arange(1, horizon + 1)
    changes = np.diff(series, axis=1)
    sigma = np.sqrt(np.mean(changes**2, axis=1))
    return Ahead(
        centre=np.repeat(series[:, -1:], horizon, axis=1),
        error=sigma[:, None] * np.sqrt(steps),
        freedom=series.shape[1] - 1,
    )


def drift(series: Figures, horizon: int) -> Ahead:
    """Carry on the last value and the mean change; the error knows that the change is a mean."""
    steps = np.arange(1, horizon + 1)
    changes = np.diff(series, axis=1)
    number = changes.shape[1]
    mean = changes.mean(axis=1, keepdims=True)
    squares = ((changes - mean) ** 2).sum(axis=1, keepdims=True)
    sigma = np.sqrt(squares / (number - 1))
    return Ahead(
        centre=series[:, -1:] + mean * steps,
        error=sigma * np.sqrt(steps * (1 + steps / number)),
        freedom=number - 1,
    )


def mean(series: Figures, horizon: int) -> Ahead:
    """Expect the mean of all values, with the spread of a further one."""
    number = series.shape[1]
    centre = series.mean(axis=1, keepdims=True)
    sigma = np.sqrt(((series - centre) ** 2).sum(axis=1, keepdims=True) / (number - 1))
    return Ahead(
        centre=np.repeat(centre, horizon, axis=1),
        error=np.repeat(sigma * np.sqrt(1 + 1 / number), horizon, axis=1),
        freedom=number - 1,
    )


def simple_smoothing(series: Figures, horizon: int) -> Ahead:
    """Smooth with weights that fall off into the past; alpha and, above 6 points, the start fitted.

    Two degrees of freedom are spent either way: for alpha, and for the start.
    """
    return _simple_smoothing(simple(series), series, horizon)


def _simple_smoothing(fit: Smoothed, series: Figures, horizon: int) -> Ahead:
    freedom = series.shape[1] - 2
    reach = 1 + np.arange(horizon) * (fit.alpha**2)[:, None]
    return Ahead(
        centre=np.repeat(fit.level[:, None], horizon, axis=1),
        error=_error(fit.squares, freedom, reach),
        freedom=freedom,
    )


def theta(series: Figures, horizon: int) -> Ahead:
    """Smooth, and add half the slope of the line through all values."""
    return _theta(simple(series), series, horizon)


def _theta(fit: Smoothed, series: Figures, horizon: int) -> Ahead:
    number = series.shape[1]
    alpha = np.maximum(fit.alpha, LEAST_ALPHA)[:, None]
    steps = np.arange(horizon)
    grown = steps + (1 - (1 - alpha) ** number) / alpha
    freedom = number - 2
    return Ahead(
        centre=fit.level[:, None] + half_slope(series)[:, None] * grown,
        error=_error(fit.squares, freedom, 1 + steps * alpha**2),
        freedom=freedom,
    )


LEAST_ALPHA = 1e-10
"""Keeps the theta formula from dividing by an alpha of 0 (R forecast 8.20, thetaf)."""


def damped_trend(series: Figures, horizon: int) -> Ahead:
    """Holt's linear trend, damped; with fewer than 10 points undamped and its start not fitted.

    R's optimiser, a simplex search from one start, often stops short of the least squares here;
    this finds them, so forecasts can differ from R's where ours fits the better.
    """
    fit = damped(series)
    number = series.shape[1]
    freedom = number - (4 if number <= TREND_FEW else 5)
    powers = np.cumsum(fit.phi[:, None] ** np.arange(1, horizon + 1), axis=1)
    weights = fit.alpha[:, None] + fit.beta[:, None] * powers
    # The error of h periods ahead is one unmet error and the h - 1 before it, each weighted.
    reach = 1 + np.cumsum(weights**2, axis=1) - weights**2
    return Ahead(
        centre=fit.level[:, None] + fit.slope[:, None] * powers,
        error=_error(fit.squares, freedom, reach),
        freedom=freedom,
    )


FORECAST: dict[Model, Callable[[Figures, int], Ahead]] = {
    Model.NAIVE: naive,
    Model.MEAN: mean,
    Model.DRIFT: drift,
    Model.SIMPLE: simple_smoothing,
    Model.THETA: theta,
    Model.DAMPED: damped_trend,
}


_BY_LEVEL = {Model.SIMPLE: _simple_smoothing, Model.THETA: _theta}
"""The models that stand on one and the same fit of simple smoothing."""


def forecasts(series: Figures, horizon: int, models: Sequence[Model]) -> list[Ahead]:
    """Forecast by several models; what two of them have in common is fitted once."""
    fit = simple(series) if any(model in _BY_LEVEL for model in models) else None
    return [
        FORECAST[model](series, horizon)
        if fit is None or model not in _BY_LEVEL
        else _BY_LEVEL[model](fit, series, horizon)
        for model in models
    ]


def half_slope(series: Figures) -> Figures:
    """Give half the slope of the least squares line through each row."""
    number = series.shape[1]
    time = np.arange(number) - (number - 1) / 2
    return np.asarray(weighted(series, time) / (time @ time) / 2)


def past_errors(series: Figures, model: Model, first: int) -> Figures:
    """Give the one-step errors of one model; see ``past_errors_of``."""
    return past_errors_of(series, [model], first)[0]


def past_errors_of(series: Figures, models: Sequence[Model], first: int) -> list[Figures]:
    """Give the one-step errors that each model would have made, of shape (m, n - first).

    Each forecast rests on nothing but the figures before it, of which there are ``first`` at
    least.
    """
    smoothed = {
        trend: one_step_ahead(series, first, trend=trend)
        for trend, needing in ((False, tuple(_BY_LEVEL)), (True, (Model.DAMPED,)))
        if any(model in needing for model in models)
    }
    return [_past_errors(series, model, first, smoothed) for model in models]


def _past_errors(
    series: Figures,
    model: Model,
    first: int,
    smoothed: Mapping[bool, tuple[Figures, Figures]],
) -> Figures:
    actual = series[:, first:]
    number = np.arange(first, series.shape[1])
    before = series[:, first - 1 : -1]
    if model is Model.NAIVE:
        return actual - before
    if model is Model.DRIFT:
        return actual - before - (before - series[:, :1]) / (number - 1)
    if model is Model.MEAN:
        return actual - np.cumsum(series, axis=1)[:, first - 1 : -1] / number
    ahead, alpha = smoothed[model is Model.DAMPED]
    if model is Model.THETA:
        grown = (1 - (1 - alpha) ** number) / alpha
        slopes = [half_slope(series[:, :count]) for count in number]
        ahead = ahead + np.stack(slopes, axis=1) * grown
    return actual - ahead


def _error(squares: Figures, freedom: int, reach: Figures) -> Figures:
    if freedom < 1:
        return np.full((len(squares), reach.shape[1]), np.nan)
    return np.sqrt(squares[:, None] / freedom * reach)
