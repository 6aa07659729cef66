"""The intervals of the slope and the relative index of inequality, without drawing anything.

The source (PHEindicatormethods, see ``inequality``) draws each quantile's figure many times and
takes the ends of what comes out. Both indices are made of weighted sums of independent figures,
so that what the draws approach can be written down, for any number of areas at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Figures, figures, finite
from purbeck.methods.inequality import InequalityInterval, line_weights
from purbeck.methods.interval import Interval


@np.errstate(all="ignore")
def inequality_limits(
    value: ArrayLike, population: ArrayLike, interval: Interval, *, multiplier: float = 1.0
) -> InequalityInterval:
    """Give the 95% intervals of both indices from those of the quantiles' figures.

    Parameters
    ----------
    value, population
        Of shape (..., quantiles), as for ``inequality``; the line is fitted to the figures as
        they stand.
    interval
        The 95% limits of the figures, taken to be independent of each other.
    multiplier
        As for ``inequality``: negative where higher figures are worse.

    Returns
    -------
    InequalityInterval
        Of the slope: each side is the root of the distances squared that pull it that way
        (MOVER), which keeps the skewness of the quantiles' limits, and is exactly what the
        source's draws of plain values approach where they are symmetric. Of the relative index:
        Fieller's, with the errors that the source takes. NaN where a quantile has no interval;
        the relative one also where the end that is divided by can be 0.

    References
    ----------
    Zou, Huang and Zhang 2009, Comput Stat Data Anal 53:1080; Fieller 1954, J R Stat Soc B 16:175.

    Examples
    --------
    >>> y = np.array([60.0, 65, 70, 75, 80])
    >>> found = inequality_limits(y, [100] * 5, Interval(y - 2, y + 2))
    >>> print(f"{found.slope.lower:.1f} {found.slope.upper:.1f}")
    21.8 28.2
    >>> print(f"{found.relative.lower:.3f} {found.relative.upper:.3f}")
    1.369 1.504
    """
    y, n, low, high = figures(value, population, interval.lower, interval.upper)
    if not y.shape[-1]:
        nothing = np.full(y.shape[:-1], np.nan)
        return InequalityInterval(Interval(nothing, nothing), Interval(nothing, nothing))
    to_level, to_slope = line_weights(n)
    below, above = y - low, high - y
    possible = (below >= 0) & (above >= 0)
    y = np.where(possible, y, np.nan)
    slope = (to_slope * y).sum(axis=-1)
    rises = to_slope > 0
    down = _root(to_slope * np.where(rises, below, above))
    up = _root(to_slope * np.where(rises, above, below))
    ends = np.stack([slope - down, slope + up]) * multiplier
    return InequalityInterval(
        Interval(finite(ends.min(axis=0)), finite(ends.max(axis=0))),
        _of_ratio(y, (below + above) / 2.0, to_level, to_slope, multiplier),
    )


def _root(distances: Figures) -> Figures:
    return np.asarray(np.sqrt((distances * distances).sum(axis=-1)))


def _of_ratio(
    y: Figures, reach: Figures, to_level: Figures, to_slope: Figures, multiplier: float
) -> Interval:
    """Give Fieller's limits; ``reach`` is z errors wide, so that no z is needed beside it."""
    ends = to_level + to_slope, to_level
    above, below = ends if multiplier >= 0 else ends[::-1]
    top, foot = (above * y).sum(axis=-1), (below * y).sum(axis=-1)
    square = reach * reach
    a = foot * foot - (below * below * square).sum(axis=-1)
    b = top * foot - (above * below * square).sum(axis=-1)
    c = top * top - (above * above * square).sum(axis=-1)
    root = np.sqrt(np.where(a > 0, b * b - a * c, np.nan))
    return Interval(finite((b - root) / a), finite((b + root) / a))
