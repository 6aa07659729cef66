"""The baseline forecast: what the next figures would be, if nothing changes.

The fewer the figures the plainer the model. With four to seven it is the last value and a range;
with eight to fourteen the past decides between last value, mean and drift; with fifteen or more
smoothing and theta join. No seasonal models. Ranges are by Student's t, and for a bounded
percentage on the logit scale, so that they stay within what is possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit, stdtr, stdtrit

from purbeck.methods.arrays import Codes, Columns, Figures, Flags
from purbeck.methods.forecast_choice import alone, chosen
from purbeck.methods.forecast_models import Model
from purbeck.methods.segments import TOLERANCE
from purbeck.model.errors import UsageError

LEAST_POINTS = 4
"""Figures below which there is no forecast. Statistical methods of this project, section 10."""

FURTHEST = 3
"""Periods ahead beyond which so few figures say nothing."""


class Forecastable(IntEnum):
    """Whether there is a forecast, and why not."""

    FORECAST = 0
    TOO_FEW = 1
    """Fewer than four figures since the last gap or break; none at all is too few."""
    NO_VARIATION = 2
    """There is a point forecast, but the figures give no range: they do not vary about it."""
    NOT_ESTIMABLE = 3
    """The model has as many parameters as figures, or the figures are too large to square."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forecast:
    """Forecasts of any number of areas, up to ``horizon`` periods past each one's last figure.

    Attributes
    ----------
    centre, error
        Of shape (areas, horizon), on the working scale: that of the figures, or logit where
        ``on_logit``. NaN where there is none.
    freedom
        Degrees of freedom of the error's Student's t, of shape (areas,).
    model, state
        A ``Model`` and a ``Forecastable`` code for each area.
    points, origin
        The figures it rests on, and the column of the last one; -1 where there is none.
    on_logit
        Whether the area was worked on the logit scale: bounds were given, and no figure is on one.
    bounds
        The least and the most that a figure can be; infinite where there are none.
    """

    centre: Figures
    error: Figures
    freedom: Figures
    model: Codes
    state: Codes
    points: Columns
    origin: Columns
    on_logit: Flags
    bounds: tuple[float, float]

    @property
    def point(self) -> Figures:
        """The point forecast in the unit of the figures: on the logit scale, the median."""
        return self._in_unit(self.centre)

    def interval(self, level: float = 0.95) -> tuple[Figures, Figures]:
        """Give the range that a further figure falls in with probability ``level``."""
        if not 0 < level < 1:
            raise UsageError(f"A level lies between 0 and 1, not {level}.")
        width = stdtrit(self.freedom, 0.5 + level / 2)[:, None] * self.error
        return self._in_unit(self.centre - width), self._in_unit(self.centre + width)

    def on_scale(self, figure: ArrayLike) -> Figures:
        """Give figures on the scale that each area was worked on, of shape (areas, horizon).

        A figure on or beyond a bound has no logit: NaN, for the scale never reaches it.
        """
        wanted = np.broadcast_to(np.asarray(figure, dtype=np.float64), self.centre.shape)
        low, high = self.bounds
        if not np.isfinite(low):
            return wanted
        inside = np.where((wanted > low) & (wanted < high), wanted, np.nan)
        return np.where(self.on_logit[:, None], _to_logit(inside, self.bounds), wanted)

    def chance_below(self, figure: ArrayLike) -> Figures:
        """Give the chance that a further figure is below this one, of shape (areas, horizon).

        ``figure`` broadcasts to it, in the unit of the figures. NaN without a range, and for a
        bound or beyond.
        """
        wanted = np.broadcast_to(np.asarray(figure, dtype=np.float64), self.centre.shape)
        low, high = self.bounds
        z = (self.on_scale(wanted) - self.centre) / self.error
        chance = stdtr(self.freedom[:, None], z)
        return np.where((wanted > low) & (wanted < high), chance, np.nan)

    def _in_unit(self, figures: Figures) -> Figures:
        low, high = self.bounds
        if not np.isfinite(low):
            return figures
        back = low + (high - low) * expit(figures)
        return np.where(self.on_logit[:, None], back, np.clip(figures, low, high))


@np.errstate(over="ignore", invalid="ignore")
def forecast(
    values: ArrayLike,
    *,
    horizon: int = FURTHEST,
    breaks: ArrayLike | None = None,
    bounds: tuple[float, float] | None = None,
    model: Model | None = None,
) -> Forecast:
    """Forecast each area's next figures, if nothing changes.

    Parameters
    ----------
    values
        Of shape (areas, periods) in time order. Only the unbroken stretch of figures that ends
        with the last one is used: a gap, like a break, ends what the forecast may rest on.
    horizon
        Periods ahead of each area's last figure, 1 to 3.
    breaks
        True at the first period of a new series; of shape (areas, periods) or (periods,).
    bounds
        The least and the most that a figure can be, as (0, 100) for a percentage. An area with
        a figure on a bound or beyond is worked on its own scale and held within the bounds.
    model
        A model for all areas, to compare with; None for the choice by number and past errors.

    Returns
    -------
    Forecast
        Where two models did equally well, the plainer one.

    Examples
    --------
    >>> ahead = forecast([[52.0, 54.0, 53.0, 55.0, 54.0]], horizon=1, bounds=(0, 100))
    >>> lower, upper = ahead.interval(0.95)
    >>> [round(float(x[0, 0]), 1) for x in (ahead.point, lower, upper)]
    [54.0, 49.6, 58.3]
    """
    if not 1 <= horizon <= FURTHEST:
        raise UsageError(f"A forecast reaches 1 to {FURTHEST} periods ahead, not {horizon}.")
    if bounds is not None and not (-np.inf < bounds[0] < bounds[1] < np.inf):
        raise UsageError(f"Bounds are two finite numbers, the lower first, not {bounds}.")
    figures = np.atleast_2d(np.asarray(values, dtype=np.float64))
    start, origin = last_stretch(figures, breaks)
    points = np.where(origin >= 0, origin - start + 1, 0)
    limits = (-np.inf, np.inf) if bounds is None else (float(bounds[0]), float(bounds[1]))
    made = _Made.empty(len(figures), horizon)
    for number in np.unique(points[points >= LEAST_POINTS]):
        rows = np.flatnonzero(points == number)
        columns = start[rows, None] + np.arange(number)
        made.fill(rows, figures[rows[:, None], columns], limits, model)
    return Forecast(
        centre=made.centre,
        error=made.error,
        freedom=made.freedom,
        model=made.model,
        state=made.state,
        points=points,
        origin=origin,
        on_logit=made.on_logit,
        bounds=limits,
    )


def last_stretch(figures: Figures, breaks: ArrayLike | None) -> tuple[Columns, Columns]:
    """Give the first and last column of each area's last unbroken stretch; -1, -1 for none."""
    there = np.isfinite(figures)
    opens = there.copy()
    opens[:, 1:] &= ~there[:, :-1]
    if breaks is not None:
        opens |= there & np.broadcast_to(np.asarray(breaks, dtype=bool), figures.shape)
    column = np.arange(figures.shape[1])
    start = np.where(opens, column, -1).max(axis=1, initial=-1)
    origin = np.where(there, column, -1).max(axis=1, initial=-1)
    return start, origin


@dataclass(slots=True, eq=False)
class _Made:
    """The forecast as it is filled in, areas of one number of figures at a time."""

    centre: Figures
    error: Figures
    freedom: Figures
    model: Codes
    state: Codes
    on_logit: Flags

    @classmethod
    def empty(cls, areas: int, horizon: int) -> _Made:
        return cls(
            centre=np.full((areas, horizon), np.nan),
            error=np.full((areas, horizon), np.nan),
            freedom=np.full(areas, np.nan),
            model=np.full(areas, Model.NONE, dtype=np.int8),
            state=np.full(areas, Forecastable.TOO_FEW, dtype=np.int8),
            on_logit=np.zeros(areas, dtype=bool),
        )

    def fill(
        self,
        rows: Columns,
        series: Figures,
        bounds: tuple[float, float],
        model: Model | None,
    ) -> None:
        low, _ = bounds
        if np.isfinite(low):
            # A figure too near to a bound to be told from it has no logit, and counts as on it.
            logits = _to_logit(series, bounds)
            inside = np.all(np.isfinite(logits), axis=1, keepdims=True)
            series = np.where(inside, logits, series)
            self.on_logit[rows] = inside[:, 0]
        made = (
            chosen(series, self.centre.shape[1])
            if model is None
            else alone(series, self.centre.shape[1], model)
        )
        self.model[rows], self.centre[rows], error, self.freedom[rows] = made
        still = error[:, 0] <= TOLERANCE * np.abs(series).max(axis=1)
        cannot = ~np.isfinite(error).all(axis=1)
        self.error[rows] = np.where((still | cannot)[:, None], np.nan, error)
        self.state[rows] = np.select(
            [cannot, still],
            [Forecastable.NOT_ESTIMABLE, Forecastable.NO_VARIATION],
            Forecastable.FORECAST,
        )


def _to_logit(figures: Figures, bounds: tuple[float, float]) -> Figures:
    low, high = bounds
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(logit((figures - low) / (high - low)))
