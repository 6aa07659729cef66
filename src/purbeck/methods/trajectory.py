"""The way from a baseline to a target, and the chance that a forecast gives of getting there."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Figures, figures, finite
from purbeck.methods.forecast import Forecast
from purbeck.model.errors import UsageError
from purbeck.model.polarity import Polarity


@np.errstate(all="ignore")
def trajectory(
    baseline: ArrayLike, target: ArrayLike, start: int, end: int, periods: int
) -> Figures:
    """Draw the straight line from a baseline to a target.

    Parameters
    ----------
    baseline, target
        In the unit of the figures, of shape (areas,) or one for all; NaN for none.
    start, end
        The columns of the baseline and of the target, ``start`` before ``end``.
    periods
        Columns to give.

    Returns
    -------
    numpy.ndarray
        Of shape (areas, periods); NaN before the start and after the end, for a target says
        nothing of what follows it.

    Examples
    --------
    >>> trajectory([10.0], [16.0], 1, 4, 6).tolist()
    [[nan, 10.0, 12.0, 14.0, 16.0, nan]]
    """
    if not start < end:
        raise UsageError(f"A target lies after its baseline: column {end} is not after {start}.")
    first, final = (np.atleast_1d(one)[:, None] for one in figures(baseline, target))
    share = (np.arange(periods) - start) / (end - start)
    on_the_way = np.where((share >= 0) & (share <= 1), share, np.nan)
    # The ends are the figures themselves, which a sum of parts need not be in binary.
    between = first + (final - first) * on_the_way
    return finite(np.where(on_the_way == 1, final, between))


def chance_of_meeting(ahead: Forecast, target: ArrayLike, polarity: Polarity) -> Figures:
    """Give the chance of meeting a target in each of the next periods, if nothing changes.

    Parameters
    ----------
    ahead
        The forecast.
    target
        In the unit of the figures; broadcasts to (areas, horizon), so that a column a period
        holds a trajectory, and an array of shape (areas, 1) one target for each area.
    polarity
        HIGHER: a figure of the target or above meets it. LOWER: of the target or below. Without
        one way that is better there is no chance to speak of: NaN.

    Returns
    -------
    numpy.ndarray
        From 0 to 1, of shape (areas, horizon), by the forecast's Student's t; NaN without a
        forecast, a range or a target. A target beyond what a figure can be, or on a bound that a
        logit never reaches, is NaN too: 100% of something is met by rounding, not by chance.

    Examples
    --------
    >>> from purbeck.methods.forecast import forecast
    >>> ahead = forecast([[52.0, 54.0, 53.0, 55.0, 54.0]], horizon=2)
    >>> chance_of_meeting(ahead, 54.0, Polarity.HIGHER).round(2).tolist()
    [[0.5, 0.5]]
    """
    below = ahead.chance_below(target)
    if polarity is Polarity.HIGHER:
        return 1 - below
    if polarity is Polarity.LOWER:
        return below
    return np.full(below.shape, np.nan)
