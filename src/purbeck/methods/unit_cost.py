"""What something costs a head, or a unit of activity, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Codes, Figures, Flags, figures, finite
from purbeck.methods.codes import Obstacle
from purbeck.methods.interval import Interval


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnitCost:
    """Costs of a unit, in arrays of one shape.

    Attributes
    ----------
    lower, upper
        What the interval of the denominator makes of it, at the same confidence; NaN where the
        denominator has none. They cover nothing else: not how costs were apportioned between
        services, nor what was entered late, nor that the unit may not mean the same in two places.
    obstacle
        Codes of ``Obstacle``: why there is no value.
    """

    value: Figures
    lower: Figures
    upper: Figures
    obstacle: Codes


@np.errstate(all="ignore")
def unit_cost(
    spend: ArrayLike,
    denominator: ArrayLike,
    interval: Interval | None = None,
    *,
    per: float = 1.0,
) -> UnitCost:
    """Divide what was spent by what it was spent on.

    Spend is an account and no sample: it has no interval of its own. Where the denominator is an
    estimate with one, the cost of a unit has the interval that follows from it exactly, as one
    falls where the other rises.

    Parameters
    ----------
    spend
        In pounds; below 0 where income is above expenditure.
    denominator
        People, or units of activity. 0 and less: NO_DENOMINATOR.
    interval
        Of the denominator. A lower limit of 0 or less leaves no upper limit to the cost, and so
        no interval.
    per
        How many units the cost is of: 1 for a head, 1000 for a thousand.

    Examples
    --------
    >>> found = unit_cost(1000.0, 50.0, Interval(*figures(40.0, 62.5)))
    >>> print(found.value, found.lower, found.upper)
    20.0 16.0 25.0
    """
    nothing = Interval(*figures(np.nan, np.nan))
    given = interval or nothing
    s, n, low, high = figures(spend, denominator, given.lower, given.upper)
    possible = n > 0
    value = np.where(possible, per * s / n, np.nan)
    known = possible & (low > 0) & (high >= low)
    ends = [np.where(known, finite(per * s / end), np.nan) for end in (high, low)]
    return UnitCost(
        value=finite(value),
        lower=np.minimum(*ends),
        upper=np.maximum(*ends),
        obstacle=np.select(
            [np.isnan(s), ~possible],
            [Obstacle.NO_FIGURE, Obstacle.NO_DENOMINATOR],
            Obstacle.NONE,
        ).astype(np.int8),
    )


@dataclass(frozen=True, slots=True, eq=False)
class CostDifference:
    """How far one cost is from another, and where that was refused.

    Attributes
    ----------
    absolute, relative
        First less second, and first over second where both are above 0; NaN for none.
    refused
        Where the two are costs of authorities with other functions, which are not compared.
    """

    absolute: Figures
    relative: Figures
    refused: Flags


@np.errstate(all="ignore")
def compare_costs(
    cost: ArrayLike, functions: ArrayLike, other: ArrayLike, other_functions: ArrayLike
) -> CostDifference:
    """Set costs beside costs, of authorities that have the same functions alone.

    Parameters
    ----------
    functions, other_functions
        A number for what an authority does. A county that leaves bins to its districts and a
        unitary that empties them spend on other things: their numbers differ, and no difference
        is given. Below 0 means that it is not known, which is like nothing, itself included.

    Examples
    --------
    >>> found = compare_costs([30.0, 30.0], [1, 1], [20.0, 20.0], [1, 2])
    >>> found.absolute, found.refused
    (array([10., nan]), array([False,  True]))
    """
    a, b = figures(cost, other)
    here, there = np.broadcast_arrays(functions, other_functions)
    alike = same_functions(here, there)
    above = alike & (a > 0) & (b > 0)
    return CostDifference(
        absolute=np.where(alike, a - b, np.nan),
        relative=np.where(above, a / b, np.nan),
        refused=np.asarray(~alike & ~np.isnan(a) & ~np.isnan(b)),
    )


def same_functions(functions: ArrayLike, other_functions: ArrayLike) -> Flags:
    """Tell which authorities do the same things; one whose functions are not known does with none.

    Examples
    --------
    >>> same_functions([1, 1, -1], [1, 2, -1])
    array([ True, False, False])
    """
    here, there = np.broadcast_arrays(functions, other_functions)
    return np.asarray((here == there) & (here >= 0))
