"""The rolling year: twelve months from numerator and denominator, and the same period last year.

A rolling figure is a ratio of sums, never a mean of percentages. Two rolling figures next to
each other share eleven of their twelve months, so a test for trend on them finds one in noise.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Figures, Flags, finite
from purbeck.model.errors import UsageError


@np.errstate(all="ignore")
def rolling_rate(
    numerator: ArrayLike,
    denominator: ArrayLike,
    window: int,
    *,
    breaks: ArrayLike | None = None,
    multiplier: float = 1.0,
) -> tuple[Figures, Figures, Figures]:
    """Give the rate over the last ``window`` periods, at each period.

    Parameters
    ----------
    numerator, denominator
        Counts of shape (areas, periods) in time order. A numerator is taken if it is finite and
        not negative, a denominator if it is above 0.
    window
        Periods in a year: 12 for months, 4 for quarters.
    breaks
        True at the first period of a new series; of shape (areas, periods) or (periods,). No
        window reaches across one.
    multiplier
        100 for a percentage, 100000 for a rate of that many people.

    Returns
    -------
    tuple
        The rate, its numerator and its denominator, of shape (areas, periods). NaN unless every
        period of the window has both counts and none but the first opens a new series. A window
        of 1 gives the plain rate.

    Examples
    --------
    >>> rate, _, _ = rolling_rate([[1, 2, 30, 4]], [[10, 10, 100, 10]], 2, multiplier=100)
    >>> rate.round(1).tolist()
    [[nan, 15.0, 29.1, 30.9]]
    """
    if window < 1:
        raise UsageError(f"A window has at least 1 period, not {window}.")
    x = np.atleast_2d(np.asarray(numerator, dtype=np.float64))
    n = np.atleast_2d(np.asarray(denominator, dtype=np.float64))
    x, n = np.broadcast_arrays(x, n)
    there = np.isfinite(x) & np.isfinite(n) & (x >= 0) & (n > 0)
    whole = _whole(there, window, breaks)
    sums = [
        np.where(whole, _window_sum(np.where(there, counts, 0.0), window), np.nan)
        for counts in (x, n)
    ]
    return finite(multiplier * sums[0] / sums[1]), sums[0], sums[1]


@np.errstate(all="ignore")
def rolling_sum(values: ArrayLike, window: int, *, breaks: ArrayLike | None = None) -> Figures:
    """Give the sum over the last ``window`` periods, at each period.

    For figures whose parts add up: events, days, pounds. A percentage has no sum, see
    ``rolling_rate``. Parameters and gaps are as there; a figure may be negative.

    Examples
    --------
    >>> rolling_sum([[1.0, 2.0, 3.0, float("nan"), 5.0]], 2).tolist()
    [[nan, 3.0, 5.0, nan, nan]]
    """
    if window < 1:
        raise UsageError(f"A window has at least 1 period, not {window}.")
    figures = np.atleast_2d(np.asarray(values, dtype=np.float64))
    there = np.isfinite(figures)
    total = _window_sum(np.where(there, figures, 0.0), window)
    return np.where(_whole(there, window, breaks), total, np.nan)


@np.errstate(all="ignore")
def year_earlier(
    values: ArrayLike, window: int, *, breaks: ArrayLike | None = None
) -> tuple[Figures, Figures]:
    """Give the figure of the same period last year, and the change since.

    Parameters
    ----------
    values
        Of shape (areas, periods) in time order, one column a period, gaps as NaN.
    window
        Periods in a year.
    breaks
        True at the first period of a new series. No comparison reaches across one, though the
        period that opens a series may be the earlier of two.

    Returns
    -------
    tuple
        The earlier figure, and the figure less the earlier one. NaN where either is missing, or
        a new series opens between them. Two figures are a difference and never a trend; to test
        it, take the counts of the two periods to a test of two proportions or rates.

    Examples
    --------
    >>> before, change = year_earlier([[1.0, 2.0, 3.0, 1.5, 2.0]], 4)
    >>> change.tolist()
    [[nan, nan, nan, nan, 1.0]]
    """
    if window < 1:
        raise UsageError(f"A year has at least 1 period, not {window}.")
    figures = np.atleast_2d(np.asarray(values, dtype=np.float64))
    figures = np.where(np.isfinite(figures), figures, np.nan)
    earlier = np.full_like(figures, np.nan)
    earlier[:, window:] = np.where(np.isnan(figures[:, window:]), np.nan, figures[:, :-window])
    if breaks is not None:
        opens = np.broadcast_to(np.asarray(breaks, dtype=bool), figures.shape)
        earlier[_any_within(opens, window)] = np.nan
    return earlier, figures - earlier


def without_overlap(values: ArrayLike, window: int) -> Figures:
    """Keep the rolling figures that share no period, counted back from each area's last one.

    Of shape (areas, periods), NaN in between. These may be drawn as years, and counted as such.

    Examples
    --------
    >>> without_overlap([[1.0, 2.0, 3.0, 4.0, 5.0]], 2).tolist()
    [[1.0, nan, 3.0, nan, 5.0]]
    """
    figures = np.atleast_2d(np.asarray(values, dtype=np.float64))
    column = np.arange(figures.shape[1])
    last = np.where(np.isfinite(figures), column, -1).max(axis=1, initial=-1)
    return np.where((last[:, None] - column) % window == 0, finite(figures), np.nan)


def _window_sum(counts: Figures, window: int) -> Figures:
    # Window by window, for what a running total has taken in once it never quite lets go of.
    total = np.zeros(counts.shape)
    for back in range(min(window, counts.shape[1])):
        total[:, back:] += counts[:, : counts.shape[1] - back]
    return finite(total)


def _whole(there: Flags, window: int, breaks: ArrayLike | None) -> Flags:
    """Whether each window is complete and lies within one series."""
    counted = np.cumsum(there, axis=1, dtype=np.int32)
    counted[:, window:] -= counted[:, :-window].copy()
    whole = counted == window
    if breaks is not None:
        opens = np.broadcast_to(np.asarray(breaks, dtype=bool), there.shape)
        whole &= ~_any_within(opens, window - 1)
    return np.asarray(whole)


def _any_within(opens: Flags, length: int) -> Flags:
    """Whether a series opens in any of the last ``length`` periods, this one included."""
    if length < 1:
        return np.zeros(opens.shape, dtype=bool)
    number = np.cumsum(opens, axis=1, dtype=np.int32)
    number[:, length:] -= number[:, :-length].copy()
    return np.asarray(number > 0)
