"""Whether the curve turned: later outturns against a forecast frozen when an action began.

Results- and Outcome-Based Accountability ask of an action whether it turned the curve. The
forecast is made from the figures before the action only and never made again, so that each
later edition scores its outturns against the same ranges. What it says is that figures came out
above, within or below what was expected if nothing changed. It does not say why.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr

from purbeck.methods.arrays import Codes, Columns, Figures
from purbeck.methods.codes import Direction
from purbeck.methods.forecast import FURTHEST, Forecast, Forecastable, forecast
from purbeck.model.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Turned:
    """Outturns against a frozen forecast; of shape (areas, horizon) unless said otherwise.

    Attributes
    ----------
    baseline
        The frozen forecast. Its step h is the h-th period after each area's last figure before
        the action.
    outturn
        The figure that came; NaN for none yet.
    z
        Its distance from the point forecast in the forecast's standard errors, on the scale that
        the forecast was made on.
    p
        Two-sided, by the forecast's Student's t: how often a further figure would lie as far
        out if nothing changed. Like z it is NaN for an outturn on a bound that the forecast's
        logit never reaches; its direction is known all the same.
    direction
        A ``Direction`` code: HIGHER above the range, SAME in it (its edge included), LOWER below
        it, UNKNOWN without an outturn, a forecast or a range.
    scored, within
        Outturns scored, and those within the range, of shape (areas,).
    level
        The probability that the range holds.
    """

    baseline: Forecast
    outturn: Figures
    z: Figures
    p: Figures
    direction: Codes
    scored: Columns
    within: Columns
    level: float


def turned(
    values: ArrayLike,
    action: ArrayLike,
    *,
    known_before: ArrayLike | None = None,
    breaks_before: ArrayLike | None = None,
    horizon: int = FURTHEST,
    breaks: ArrayLike | None = None,
    bounds: tuple[float, float] | None = None,
    level: float = 0.95,
) -> Turned:
    """Freeze each area's forecast before an action, and score what came after against it.

    Parameters
    ----------
    values
        Every figure so far, of shape (areas, periods) in time order.
    action
        The column of the first period that the action can have touched, of shape (areas,) or one
        for all. Figures from it on are never used to forecast.
    known_before, breaks_before
        The figures as they were known when the action began, and their breaks, of the shape of
        ``values``: the forecast is made from them. If not given, from ``values`` themselves.
    horizon, breaks, bounds
        As for ``forecast``. A break at or after the action ends what can be scored, and so does
        one before it that was not known of then: figures of two series are not comparable.
    level
        The probability that the range holds.

    Returns
    -------
    Turned
        Outturns further than ``horizon`` periods after the last figure before the action are not
        scored: so few figures say nothing so far ahead. The chances are of one outturn each;
        of three, up to one in seven has one outside a 95% range by chance.

    Examples
    --------
    >>> found = turned([[52.0, 54.0, 53.0, 55.0, 54.0, 61.0]], 5)
    >>> Direction(found.direction[0, 0]).name, round(float(found.z[0, 0]), 2)
    ('HIGHER', 4.43)
    """
    figures = np.atleast_2d(np.asarray(values, dtype=np.float64))
    begins = np.broadcast_to(np.asarray(action, dtype=np.intp), figures.shape[:1])
    if (begins < 0).any():
        raise UsageError("An action begins at a column from 0.")
    after = np.arange(figures.shape[1]) >= begins[:, None]
    opens = None
    if breaks is not None:
        opens = np.broadcast_to(np.asarray(breaks, dtype=bool), figures.shape)
    then = figures if known_before is None else np.atleast_2d(np.asarray(known_before, float))
    opened = opens
    if known_before is not None:
        shared = np.zeros(1, dtype=bool) if breaks_before is None else breaks_before
        opened = np.broadcast_to(np.asarray(shared, dtype=bool), figures.shape)
    baseline = forecast(
        np.where(after, np.nan, then), horizon=horizon, breaks=opened, bounds=bounds
    )
    comparable = after & np.isfinite(figures)
    if opens is not None:
        unknown = after if opened is None else after | ~opened
        comparable &= ~np.logical_or.accumulate(opens & unknown, axis=1)
    outturn = _at_steps(np.where(comparable, figures, np.nan), baseline.origin, horizon)
    return _scored(baseline, outturn, level)


def _at_steps(figures: Figures, origin: Columns, horizon: int) -> Figures:
    """Give the figure 1 to ``horizon`` columns after each area's origin."""
    column = origin[:, None] + np.arange(1, horizon + 1)
    if not figures.shape[1]:
        return np.full(column.shape, np.nan)
    there = (origin[:, None] >= 0) & (column < figures.shape[1])
    held = np.where(there, column, 0)
    return np.where(there, np.take_along_axis(figures, held, axis=1), np.nan)


def _scored(baseline: Forecast, outturn: Figures, level: float) -> Turned:
    z = (baseline.on_scale(outturn) - baseline.centre) / baseline.error
    p = 2 * stdtr(baseline.freedom[:, None], -np.abs(z))
    lower, upper = baseline.interval(level)
    known = np.isfinite(outturn) & np.isfinite(lower)
    known &= (baseline.state == Forecastable.FORECAST)[:, None]
    direction = np.full(outturn.shape, Direction.SAME, dtype=np.int8)
    direction[outturn > upper] = Direction.HIGHER
    direction[outturn < lower] = Direction.LOWER
    direction[~known] = Direction.UNKNOWN
    return Turned(
        baseline=baseline,
        outturn=outturn,
        z=z,
        p=p,
        direction=direction,
        scored=known.sum(axis=1),
        within=(direction == Direction.SAME).sum(axis=1),
        level=level,
    )
