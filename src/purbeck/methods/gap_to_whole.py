"""The gap between a group and the whole that it is a part of.

The two are not independent: what is in the group is in the whole as well. The group less the
whole is the group less the rest, times the share of the rest; and group and rest are independent.
So the gap to the rest is found, and brought back.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Figures, figures
from purbeck.methods.gap import Gap, gap_of_proportions, gap_of_rates


@np.errstate(all="ignore")
def rest_of(
    count: ArrayLike, total: ArrayLike, whole_count: ArrayLike, whole_total: ArrayLike
) -> tuple[Figures, Figures, Figures]:
    """Give the counts of those outside a group, and their share of the whole.

    NaN where the group is the whole or larger, in people or in those counted.

    Examples
    --------
    >>> [float(each) for each in rest_of(30, 100, 200, 400)]
    [170.0, 300.0, 0.75]
    """
    x, n, whole_x, whole_n = figures(count, total, whole_count, whole_total)
    inside = (n < whole_n) & (x <= whole_x)
    rest, people = np.where(inside, whole_x - x, np.nan), np.where(inside, whole_n - n, np.nan)
    return rest, people, people / whole_n


@np.errstate(all="ignore")
def gap_to_whole(
    count: ArrayLike,
    total: ArrayLike,
    whole_count: ArrayLike,
    whole_total: ArrayLike,
    *,
    rates: bool = False,
    multiplier: float = 1.0,
) -> Gap:
    """Give the gap between a group and the whole that holds it.

    Parameters
    ----------
    rates
        Whether the counts are of events, so that the ratio is tested exactly; else of people who
        have an attribute.
    multiplier
        What the difference is per.

    Returns
    -------
    Gap
        Its direction is that of the gap to the rest: a group differs from the whole exactly where
        it differs from those outside it. NaN where the group is the whole.

    Examples
    --------
    >>> found = gap_to_whole(30, 100, 200, 400, multiplier=100)
    >>> print(f"{found.absolute:.1f} {found.absolute_lower:.1f} {found.absolute_upper:.1f}")
    -20.0 -27.3 -11.7
    >>> print(f"{found.relative:.3f}")
    0.600
    """
    x, n, whole_x, whole_n = figures(count, total, whole_count, whole_total)
    rest, people, share = rest_of(x, n, whole_x, whole_n)
    if rates:
        apart = gap_of_rates(x, n, rest, people, multiplier=multiplier)
        scale = share
    else:
        apart = gap_of_proportions(x, n, rest, people)
        scale = share * multiplier

    def to_whole(ratio: Figures) -> Figures:
        return np.where(np.isinf(ratio), 1.0 / (1.0 - share), ratio / (share + (1 - share) * ratio))

    return Gap(
        absolute=scale * apart.absolute,
        absolute_lower=scale * apart.absolute_lower,
        absolute_upper=scale * apart.absolute_upper,
        relative=to_whole(apart.relative),
        relative_lower=to_whole(apart.relative_lower),
        relative_upper=to_whole(apart.relative_upper),
        direction=apart.direction,
    )
