"""Control charts for counts: p, u and c, and Laney's p' and u' for large denominators.

With thousands in the denominator the limits of a p or a u chart close in on the mean and call
almost every point a special cause. Laney's charts widen (or narrow) them by the variation that
the series really has between periods, sigma_z. At 1 the plain chart was right.

Definitions: Laney, Quality Engineering 14(4), 2002, 531; Montgomery, Introduction to
Statistical Quality Control, ch. 7. Source read: qicharts2 (1b9487e). As there, sigma_z is not
held at 1 or above; it is reported, so that a reader can see what it did.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Codes, Figures, Flags, finite
from purbeck.methods.segments import TOLERANCE, Segments, segments_of
from purbeck.methods.xmr import SCREEN

SIGMAS = 3.0
"""Standard deviations from the centre to a limit (Shewhart)."""

D2 = 1.128
"""Mean moving range of two points in standard deviations (Montgomery, table of constants)."""


class CountLimits(IntEnum):
    """What a segment's limits rest on, or why it has none."""

    FOUND = 0
    TOO_FEW = 1
    """Fewer than two points: nothing between periods to see."""
    NO_VARIATION = 2
    """The centre is 0 (or, of a proportion, 1), or Laney's sigma_z is 0."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CountChart:
    """Charts of any number of areas.

    Attributes
    ----------
    segments
        Where the points of each segment lie.
    centre, sigma_z
        Of shape (segments,). sigma_z is 1 on a plain chart; it is what Laney's would use where
        one was asked for, NaN where it cannot be found.
    limits
        A ``CountLimits`` code, of shape (segments,).
    value, lower, upper
        Of shape (areas, periods), as a share of 1 or in events for each unit of the
        denominator (or events, on a c chart); NaN where there is no point or no limit.
    beyond
        1 above the upper limit, -1 below the lower one, 0 on or within them or without limits.
    """

    segments: Segments
    centre: Figures
    sigma_z: Figures
    limits: Codes
    value: Figures
    lower: Figures
    upper: Figures
    beyond: Codes


def p_chart(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    breaks: ArrayLike | None = None,
    laney: bool = False,
    screen: bool = False,
) -> CountChart:
    """Draw a p chart of each area, or Laney's p'.

    Parameters
    ----------
    numerator, denominator
        Counts of shape (areas, periods). A cell is a point where 0 <= numerator <= denominator
        and denominator > 0; any other is passed over.
    breaks
        True at the first period of a new segment.
    laney
        Whether limits are widened by sigma_z.
    screen
        Whether moving ranges of z of 3.267 times their mean or more are left out, once.

    Returns
    -------
    CountChart
        The centre is the pooled proportion; limits are held within 0 and 1.

    Examples
    --------
    >>> chart = p_chart([[12, 15, 11, 14]], [[100, 100, 100, 100]])
    >>> [round(float(x), 3) for x in (chart.centre[0], chart.upper[0, 0])]
    [0.13, 0.231]
    """
    x, n = _counts(numerator, denominator)
    point = (n > 0) & (x >= 0) & (x <= n)

    def spread(centre: Figures, points: Figures) -> Figures:
        return np.sqrt(centre * (1 - centre) / points)

    return _chart(x, n, point, breaks, spread, laney=laney, screen=screen, most=1.0)


def u_chart(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    breaks: ArrayLike | None = None,
    laney: bool = False,
    screen: bool = False,
) -> CountChart:
    """Draw a u chart of each area, or Laney's u': events for each unit of a denominator.

    As ``p_chart``, but events may exceed the denominator, and only the lower limit is held at 0.

    Examples
    --------
    >>> chart = u_chart([[4, 6, 5]], [[10, 10, 10]])
    >>> [round(float(x), 3) for x in (chart.lower[0, 0], chart.upper[0, 0])]
    [0.0, 1.171]
    """
    x, n = _counts(numerator, denominator)

    def spread(centre: Figures, points: Figures) -> Figures:
        return np.sqrt(centre / points)

    return _chart(x, n, (n > 0) & (x >= 0), breaks, spread, laney=laney, screen=screen)


def c_chart(numerator: ArrayLike, *, breaks: ArrayLike | None = None) -> CountChart:
    """Draw a c chart of each area: events in periods of equal exposure."""
    x = np.atleast_2d(np.asarray(numerator, dtype=np.float64))
    return u_chart(x, np.ones_like(x), breaks=breaks)


def _counts(numerator: ArrayLike, denominator: ArrayLike) -> tuple[Figures, Figures]:
    x = np.atleast_2d(np.asarray(numerator, dtype=np.float64))
    n = np.atleast_2d(np.asarray(denominator, dtype=np.float64))
    x, n = np.broadcast_arrays(x, n)
    return np.where(np.isfinite(n), x, np.nan), np.where(np.isfinite(n), n, np.nan)


@np.errstate(over="ignore", invalid="ignore")
def _chart(
    x: Figures,
    n: Figures,
    point: Flags,
    breaks: ArrayLike | None,
    spread: Callable[[Figures, Figures], Figures],
    *,
    laney: bool,
    screen: bool,
    most: float = np.inf,
) -> CountChart:
    segments, events = segments_of(np.where(point, x, np.nan), breaks)
    base = n.ravel()[segments.cell]
    value = events / base
    centre = finite(segments.total(events) / segments.total(base))
    middle = segments.spread(centre)
    sigma = spread(middle, base)
    few = segments.counts < 2
    sigma_z = np.ones(len(centre))
    if laney:
        sigma_z = np.where(few, np.nan, _sigma_z(segments, value - middle, sigma, screen=screen))
    still = (segments.total(sigma) <= 0) | (sigma_z <= TOLERANCE)
    reach = SIGMAS * sigma * segments.spread(np.where(few | still, np.nan, sigma_z))
    room = TOLERANCE * middle
    beyond = (value > middle + reach + room).astype(np.int8)
    beyond -= value < middle - reach - room
    return CountChart(
        segments=segments,
        centre=centre,
        sigma_z=sigma_z,
        limits=np.select([few, still], [CountLimits.TOO_FEW, CountLimits.NO_VARIATION]).astype(
            np.int8
        ),
        value=segments.to_cells(value, np.nan).astype(np.float64),
        lower=segments.to_cells(np.maximum(middle - reach, 0.0), np.nan).astype(np.float64),
        upper=segments.to_cells(np.minimum(middle + reach, most), np.nan).astype(np.float64),
        beyond=segments.to_cells(beyond, 0).astype(np.int8),
    )


def _sigma_z(segments: Segments, deviation: Figures, sigma: Figures, *, screen: bool) -> Figures:
    """Give each segment's variation between periods, in those that chance alone would give."""
    z = np.divide(deviation, sigma, out=np.zeros_like(sigma), where=sigma > 0)
    moving = np.zeros_like(z)
    moving[1:] = np.abs(np.diff(z))
    has_range = ~segments.first
    moving[~has_range] = 0.0
    mean = segments.total(moving) / np.maximum(segments.total(has_range), 1)
    if screen:
        ordinary = has_range & (moving < segments.spread(SCREEN * mean))
        count = segments.total(ordinary)
        screened = segments.total(np.where(ordinary, moving, 0.0)) / np.maximum(count, 1)
        # As on an XmR chart: a screen that leaves no variation is not used.
        mean = np.where(screened > TOLERANCE * mean, screened, mean)
    return mean / D2
