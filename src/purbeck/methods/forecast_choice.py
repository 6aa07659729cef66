"""Which model a baseline forecast rests on, and what not knowing that adds to its range.

The past decides, by the mean absolute one-step error that each model would have made from every
earlier origin (Hyndman and Athanasopoulos, Forecasting, 3rd ed., 5.10). From a dozen figures it
decides badly: taking the best and its own range covers 91% instead of 95% one period ahead, and
86% three ahead, of series that simply carry on. So a model must beat the last value by a margin,
and the range is that of all models together, each weighted by how well it did (Buckland,
Burnham and Augustin, Biometrics 53(2), 1997, 603), if that is the wider. Simulated:
``benchmarks/forecast_coverage.py``.
"""

from __future__ import annotations

import numpy as np

from purbeck.methods.arrays import Codes, Figures
from purbeck.methods.forecast_models import FORECAST, Ahead, Model, forecasts, past_errors_of
from purbeck.methods.segments import TOLERANCE

CHOICE_FROM = 8
"""Figures from which past errors choose; below, it is the last value and its range. Statistical
methods of this project, section 10."""

SMOOTHING_FROM = 15
"""Figures from which smoothing, theta and a damped trend join the choice. The same."""

MARGIN = 0.8
"""The share of the last value's past error that another model's must stay below. From our own
simulation: of 0.7, 0.8, 0.9 and 1, the one whose ranges cover without becoming wide."""

_FIRST_ORIGIN = {False: 4, True: 10}
# As few figures as are ever forecast from; with smoothing in the choice, as many as a damped
# trend needs to be fitted whole.

_PLAIN = (Model.NAIVE, Model.MEAN, Model.DRIFT)
_ALL = (*_PLAIN, Model.SIMPLE, Model.THETA, Model.DAMPED)


def chosen(series: Figures, horizon: int) -> tuple[Codes, Figures, Figures, Figures]:
    """Forecast each row by the model that its past chooses.

    Parameters
    ----------
    series
        Complete, of shape (m, n).
    horizon
        Periods ahead.

    Returns
    -------
    tuple
        The ``Model`` codes (m,), point forecasts and errors (m, horizon), and degrees of
        freedom (m,). Of two models that did equally well, the plainer one.

    Examples
    --------
    >>> model, centre, _, _ = chosen(np.array([[1.0, 2.1, 3.0, 4.1, 5.0, 6.1, 7.0, 8.1]]), 1)
    >>> Model(model[0]).name, round(float(centre[0, 0]), 1)
    ('DRIFT', 9.1)
    """
    number = series.shape[1]
    if number < CHOICE_FROM:
        return alone(series, horizon, Model.NAIVE)
    smoothing = number >= SMOOTHING_FROM
    candidates = _ALL if smoothing else _PLAIN
    first = _FIRST_ORIGIN[smoothing]
    past = np.stack(
        [np.abs(errors).mean(axis=1) for errors in past_errors_of(series, candidates, first)]
    )
    ahead = forecasts(series, horizon, candidates)
    room = TOLERANCE * np.abs(series).max(axis=1)
    best = _best(past, room)
    row = np.arange(len(series))
    centre = np.stack([one.centre for one in ahead])[best, row]
    own = np.stack([one.error for one in ahead])[best, row]
    freedom = np.array([one.freedom for one in ahead], dtype=np.float64)[best]
    error = np.maximum(own, _error_of_all(ahead, past, room, centre, number))
    return np.array(candidates, dtype=np.int8)[best], centre, error, freedom


def alone(series: Figures, horizon: int, model: Model) -> tuple[Codes, Figures, Figures, Figures]:
    """Forecast each row by one model; as ``chosen``."""
    ahead = FORECAST[model](series, horizon)
    of_row = np.full(len(series), model, dtype=np.int8)
    return of_row, ahead.centre, ahead.error, np.full(len(series), float(ahead.freedom))


def _best(past: Figures, room: Figures) -> Codes:
    """The place of the chosen model among those whose past errors are given, by rows of them."""
    best = np.zeros(past.shape[1], dtype=np.int8)
    least = past[0].copy()
    for place in range(1, len(past)):
        better = (past[place] < least - room) & (past[place] < MARGIN * past[0])
        best[better] = place
        least = np.where(better, past[place], least)
    return best


def _error_of_all(
    ahead: list[Ahead], past: Figures, room: Figures, centre: Figures, number: int
) -> Figures:
    """The root mean square error about the chosen forecast if any of the models may be right.

    A model weighs as the likelihood of double exponential errors has it: its past error to the
    power of minus the number of figures.
    """
    least = past.min(axis=0)
    share = np.where(past <= least + room, 1.0, least / np.maximum(past, room))
    weight = share**number
    weight /= weight.sum(axis=0)
    squares = np.zeros_like(centre)
    for one, of_model in zip(ahead, weight, strict=True):
        squares += of_model[:, None] * (one.error**2 + (one.centre - centre) ** 2)
    return np.sqrt(squares)
