"""Ranks, quantile groups, and how far a figure lies from the middle of its peers.

The first axis is that of the areas that are ranked against each other; any further axes are
ranked apart. Areas that have no figure have no rank, and are not counted among the peers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Columns, Figures, figures

NO_GROUP = 0
"""The group of an area that has no figure, or too few peers."""

FEWEST_FOR_BOUNDS = 4
"""Fingertips finds no bounds for fewer than four values, however few the groups."""

DECIMALS_OF_BOUND = 10
"""Fingertips rounds a bound to ten decimals, so that 30.8 is not 30.800000000000004."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """Ranks from either end, 1 for the first and 0 for no figure, and the number of peers.

    Attributes
    ----------
    from_highest, from_lowest
        Of the shape of the values. Equal values share the better rank (1, 2, 2, 4).
    peers
        How many have a figure, the area itself counted; without the first axis.
    """

    from_highest: Columns
    from_lowest: Columns
    peers: Columns


def ranks(value: ArrayLike) -> Ranks:
    """Rank the areas along the first axis.

    Examples
    --------
    >>> found = ranks([71, 69, float("nan"), 69, 56])
    >>> found.from_highest, found.from_lowest, int(found.peers)
    (array([1, 2, 0, 2, 4]), array([4, 2, 0, 2, 1]), 4)
    """
    (y,) = figures(value)
    return Ranks(_least_rank(-y), _least_rank(y), (~np.isnan(y)).sum(axis=0))


def _least_rank(y: Figures) -> Columns:
    """Rank from the lowest, ties sharing the least rank; 0 for NaN."""
    order = np.argsort(y, axis=0, kind="stable")
    ordered = np.take_along_axis(y, order, axis=0)
    place = np.arange(1, y.shape[0] + 1).reshape(-1, *[1] * (y.ndim - 1))
    first = np.ones(y.shape, dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    shared = np.maximum.accumulate(np.where(first, place, 0), axis=0)
    found = np.empty(y.shape, dtype=np.intp)
    np.put_along_axis(found, order, shared, axis=0)
    return np.where(np.isnan(y), 0, found)


def quantile_bounds(value: ArrayLike, groups: int = 4) -> Figures:
    """Give the bounds of equal groups: lowest, the quantiles between them, highest.

    Parameters
    ----------
    value
        Areas along the first axis.
    groups
        Four for quartiles, five for quintiles.

    Returns
    -------
    Figures
        Of shape (groups + 1, ...): quantiles of type 7, those between rounded to ten decimals.
        NaN where fewer than four areas have a figure.

    References
    ----------
    fingertips-open (6780897), ValueCategoriesCalculator. Type 7: Hyndman and Fan 1996.

    Examples
    --------
    >>> quantile_bounds(range(1, 51))
    array([ 1.  , 13.25, 25.5 , 37.75, 50.  ])
    """
    (y,) = figures(value)
    ordered = np.sort(y, axis=0)
    peers = (~np.isnan(y)).sum(axis=0)
    bounds = np.full((groups + 1, *y.shape[1:]), np.nan)
    if not y.shape[0]:
        return bounds
    for step in range(groups + 1):
        # In the source's own arithmetic (step times the share), whose rounding is visible.
        found = type_7_quantile(ordered, peers, (1.0 / groups) * step if step < groups else 1.0)
        bounds[step] = found if step in (0, groups) else _rounded(found)
    return np.where(peers >= FEWEST_FOR_BOUNDS, bounds, np.nan)


@np.errstate(all="ignore")
def type_7_quantile(ordered: Figures, peers: Columns, share: float) -> Figures:
    """Give a quantile of values in order along the first axis, NaN at the end and not counted.

    Examples
    --------
    >>> float(type_7_quantile(np.array([1.0, 2.0, 4.0, np.nan]), np.array(3), 0.75))
    3.0
    """
    place = (np.maximum(peers, 1) - 1.0) * share
    low = np.floor(place).astype(np.intp)
    high = np.minimum(low + 1, np.maximum(peers, 1) - 1)
    below = np.take_along_axis(ordered, low[None, ...], axis=0)[0]
    above = np.take_along_axis(ordered, high[None, ...], axis=0)[0]
    between = below + (place - low) * (above - below)
    return np.asarray(np.where(place == low, below, between))


@np.errstate(all="ignore")
def _rounded(bound: Figures) -> Figures:
    """Round to ten decimals, a half away from 0; what has no ten decimals left stays."""
    scale = 10.0**DECIMALS_OF_BOUND
    scaled = np.abs(bound) * scale
    whole = np.copysign(np.floor(scaled + 0.5) / scale, bound)
    return np.where(scaled < 2.0**52, whole, bound)


def quantile_group(value: ArrayLike, groups: int = 4) -> Columns:
    """Give the group of each area by the bounds, 1 for the lowest values.

    Returns
    -------
    Columns
        From 1 to ``groups``: the first whose upper bound the value does not exceed, so a value
        on a bound is in the lower group. NO_GROUP without a figure, or where fewer areas have one
        than there are groups, or than four.

    Examples
    --------
    >>> quantile_group([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    array([1, 1, 1, 2, 2, 3, 3, 4, 4, 4])
    """
    (y,) = figures(value)
    bounds = quantile_bounds(y, groups)
    group = np.ones(y.shape, dtype=np.intp)
    for step in range(1, groups):
        group += y > bounds[step]
    enough = (~np.isnan(y)).sum(axis=0) >= max(groups, FEWEST_FOR_BOUNDS)
    return np.where(np.isnan(y) | ~enough, NO_GROUP, group)


def turned(group: Columns, groups: int = 4) -> Columns:
    """Count groups from the other end, so that 1 is the best where higher values are better.

    NO_GROUP stays.

    Examples
    --------
    >>> turned(np.array([1, 4, 0]))
    array([4, 1, 0])
    """
    return np.where(group == NO_GROUP, NO_GROUP, groups + 1 - group)


@np.errstate(all="ignore")
def deprivation_group(value: ArrayLike, groups: int = 10, *, highest_first: bool = True) -> Columns:
    """Give the group of each area by rank, as PHE assigns small areas to deciles.

    Parameters
    ----------
    value
        Areas along the first axis.
    highest_first
        Whether group 1 is that of the highest values (the most deprived).

    Returns
    -------
    Columns
        From 1 to ``groups``. Equal values are in one group. NO_GROUP without a figure, or where
        fewer areas have one than there are groups.

    References
    ----------
    PHEindicatormethods 2.1.0 (093fd28), R/Quantiles.R.

    Examples
    --------
    >>> deprivation_group([10, 20, 30, 40, 50, 60], 3)
    array([3, 3, 2, 2, 1, 1])
    """
    (y,) = figures(value)
    ordered = np.fmax.reduce(y, axis=0, initial=-np.inf) - y if highest_first else y
    peers = (~np.isnan(y)).sum(axis=0)
    rank = _least_rank(ordered)
    raised = np.ceil((peers + 1 - rank) / (peers / groups))
    group = np.nan_to_num(np.maximum(groups + 1 - raised, 1.0)).astype(np.intp)
    return np.where((rank == 0) | (peers < groups), NO_GROUP, group)


@np.errstate(all="ignore")
def distance_from_median(value: ArrayLike) -> tuple[Figures, Figures, Figures]:
    """Give the peers' median, their median absolute deviation, and each area's distance in it.

    Returns
    -------
    tuple
        Median and deviation without the first axis, and the distance of the values' shape. The
        deviation is not scaled to a standard deviation. The distance is NaN where the deviation
        is 0, for then any distance would be without end.

    Examples
    --------
    >>> middle, deviation, distance = distance_from_median([1, 2, 3, 4, 9])
    >>> float(middle), float(deviation), distance
    (3.0, 1.0, array([-2., -1.,  0.,  1.,  6.]))
    """
    (y,) = figures(value)
    middle = _median(y)
    deviation = _median(np.abs(y - middle))
    return middle, deviation, np.where(deviation > 0, (y - middle) / deviation, np.nan)


def _median(y: Figures) -> Figures:
    if not y.shape[0]:
        return np.full(y.shape[1:], np.nan)
    return type_7_quantile(np.sort(y, axis=0), (~np.isnan(y)).sum(axis=0), 0.5)
