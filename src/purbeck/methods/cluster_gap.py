"""The gap between two sorts of area, with the spread between areas of a sort in its interval.

Counts of all rural areas over all their people, against those of all urban ones, would by chance
alone be known far too well: areas of one sort differ among themselves. Each area is taken whole, as
a cluster, so that the interval holds both the chance in its counts and that spread.

References
----------
The ratio of sums and its linearised variance: Cochran 1977, Sampling Techniques, 3rd edition,
section 6.3. The difference of two, its degrees of freedom: Welch 1947, Biometrika 34:28.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from purbeck.methods.arrays import Figures, squarable
from purbeck.methods.interval import LEVEL


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterGap:
    """Two ratios and their difference, the first less the second; NaN where there is none.

    ``areas`` is how many areas of each sort have counts.
    """

    first: float
    second: float
    difference: float
    lower: float
    upper: float
    p: float
    areas: tuple[int, int]


@np.errstate(all="ignore")
def cluster_gap(
    count: ArrayLike, total: ArrayLike, of_first: ArrayLike, of_second: ArrayLike
) -> ClusterGap:
    """Set the areas of one sort against those of another.

    Parameters
    ----------
    count, total
        Of shape (areas,). With 1 for every total the ratios are plain means of the counts, and
        the test is Welch's.
    of_first, of_second
        Which areas are of each sort; one that is of both counts in both.

    Returns
    -------
    ClusterGap
        With fewer than two areas of a sort, or where areas of neither sort differ at all, there
        is a difference and no interval.

    Examples
    --------
    >>> found = cluster_gap([12, 15, 18, 21], [1, 1, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1])
    >>> print(f"{found.difference} {found.lower:.2f} {found.upper:.2f} {found.p:.3f}")
    -6.0 -15.13 3.13 0.106
    """
    x, n = squarable(count, total)
    known = ~np.isnan(x) & (n > 0)
    sorts = [known & np.asarray(which, dtype=bool) for which in (of_first, of_second)]
    ratios, variances, sizes = zip(*(_ratio(x[which], n[which]) for which in sorts), strict=True)
    difference = ratios[0] - ratios[1]
    error = np.sqrt(np.float64(variances[0] + variances[1]))
    lower = upper = p = float("nan")
    if error > 0:
        parts = zip(variances, sizes, strict=True)
        freedom = error**4 / sum(part**2 / (size - 1) for part, size in parts)
        reach = float(stdtrit(freedom, 0.5 + LEVEL / 2.0)) * error
        lower, upper = difference - reach, difference + reach
        p = float(2.0 * stdtr(freedom, -abs(difference) / error))
    return ClusterGap(
        first=float(ratios[0]),
        second=float(ratios[1]),
        difference=float(difference),
        lower=float(lower),
        upper=float(upper),
        p=p,
        areas=(sizes[0], sizes[1]),
    )


def _ratio(x: Figures, n: Figures) -> tuple[np.float64, np.float64, int]:
    """Give the ratio of the sums, its variance, and how many areas it is of."""
    areas, none = len(x), np.float64(np.nan)
    if areas == 0:
        return none, none, 0
    ratio = np.float64(x.sum()) / np.float64(n.sum())
    if areas < 2 or not np.isfinite(ratio):
        return (ratio if np.isfinite(ratio) else none), none, areas
    squares = np.float64(((x - ratio * n) ** 2).sum())
    variance = areas / (areas - 1) * squares / np.float64(n.sum()) ** 2
    return ratio, (variance if np.isfinite(variance) else none), areas
