"""Which areas are most alike: the nearest by declared characteristics, and why they are.

A model of statistical neighbours puts beside each area those that its characteristics are closest
to. The characteristics are standardised, so that none counts for more because of its unit, and
weighted as declared. An area for which one is missing is left out: nothing is filled in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial.distance import cdist

from purbeck.methods.arrays import Codes, Columns, Figures, Flags, blocks, squarable
from purbeck.methods.codes import Obstacle
from purbeck.model.errors import UsageError

MOST = 10
"""How many neighbours an area has by default: as many as in the model of the Department for
Education (Benton and others 2007, National Foundation for Educational Research)."""

NO_NEIGHBOUR = -1
"""Stands in a list that has fewer neighbours than places."""

DECIMALS_OF_DISTANCE = 12
"""Distances are rounded to so many decimals, so that those equal on paper are equal here."""

FEWEST_SHARED = 3
"""Two lists have a rank correlation from so many shared areas on: of two it is always 1 or -1."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Nearest:
    """The nearest areas of each area, the closest first.

    Attributes
    ----------
    neighbour
        Their rows, of shape (areas, most); NO_NEIGHBOUR where there are no more.
    distance
        Of the same shape: the root of the weighted mean of squared differences, in standard
        deviations. Two areas that are one standard deviation apart in everything are at 1.
    share
        Which part of the squared distance each characteristic makes up, of shape (areas, most,
        characteristics); NaN at a distance of 0.
    tied
        Whether areas at the same distance as the last neighbour had no place, of shape (areas,).
        Those in the earlier rows then have it.
    obstacle
        Codes of ``Obstacle``, of shape (areas,): NO_FIGURE for an area with a characteristic
        missing, NO_VARIATION where no characteristic tells the areas apart.
    mean, deviation
        By which each characteristic was standardised, over the areas that are not left out.
    weight
        The weights used, which sum to 1: 0 for a characteristic that is the same in all areas.
    """

    neighbour: Columns
    distance: Figures
    share: Figures
    tied: Flags
    obstacle: Codes
    mean: Figures
    deviation: Figures
    weight: Figures


@np.errstate(all="ignore")
def nearest(
    characteristics: ArrayLike, weights: ArrayLike | None = None, *, most: int = MOST
) -> Nearest:
    """Find the areas that are most like each area.

    Parameters
    ----------
    characteristics
        Of shape (areas, characteristics), the areas in the order that settles ties.
    weights
        One for each characteristic, not below 0; equal if not given.
    most
        How many neighbours to find, one or more.

    Returns
    -------
    Nearest
        Each characteristic less its mean and over its standard deviation (of all areas, not of a
        sample); then the nearest by Euclidean distance. Fewer areas than places give fewer
        neighbours, and one area alone has none.

    References
    ----------
    Benton, Chamberlain, Wilson and Teeman 2007, The Development of the Children's Services
    Statistical Neighbour Benchmarking Model (NFER): standardised, weighted, Euclidean.

    Examples
    --------
    >>> found = nearest([[10, 1], [12, 1], [20, 3], [22, 3]], most=2)
    >>> found.neighbour.tolist()
    [[1, 2], [0, 2], [3, 1], [2, 1]]
    >>> found.share[0].round(2).tolist()
    [[1.0, 0.0], [0.49, 0.51]]
    """
    table = _table(characteristics)
    if most < 1:
        raise UsageError(f"An area has one neighbour or more, not {most}.")
    complete = ~np.isnan(table).any(axis=1)
    varied, mean, deviation = _spread(table[complete])
    weight = _weights(weights, varied)
    obstacle = np.where(complete, Obstacle.NONE, Obstacle.NO_FIGURE).astype(np.int8)
    if not weight.any():
        obstacle[complete] = Obstacle.NO_VARIATION
    rows = np.flatnonzero(obstacle == Obstacle.NONE)
    safe = np.where(deviation > 0, deviation, 1.0)
    placed = (table[rows] - mean) / safe * np.sqrt(weight)
    found, distance, tied = _closest(placed, most)
    neighbour = np.full((len(table), most), NO_NEIGHBOUR, dtype=np.intp)
    neighbour[rows] = np.where(found == NO_NEIGHBOUR, NO_NEIGHBOUR, _at(rows, found))
    return Nearest(
        neighbour=neighbour,
        distance=_among(distance, rows, len(table)),
        share=_among(_shares(placed, found), rows, len(table)),
        tied=np.isin(np.arange(len(table)), rows[tied]),
        obstacle=obstacle,
        mean=mean,
        deviation=deviation,
        weight=weight,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ListAgreement:
    """How far two lists of neighbours agree, in arrays of shape (areas,).

    Attributes
    ----------
    shared
        How many areas are in both.
    first, second
        How many are in each.
    correlation
        Spearman's, of the order of those in both; NaN for fewer than FEWEST_SHARED.
    in_first, in_second
        Whether each place of a list is held by an area of the other list as well, of the lists'
        shapes.
    """

    shared: Columns
    first: Columns
    second: Columns
    correlation: Figures
    in_first: Flags
    in_second: Flags


@np.errstate(all="ignore")
def list_agreement(first: ArrayLike, second: ArrayLike) -> ListAgreement:
    """Compare two lists of neighbours of each area.

    Parameters
    ----------
    first, second
        Rows of areas, the closest first, of shape (areas, places), each row once in a list;
        NO_NEIGHBOUR for none.

    Examples
    --------
    >>> found = list_agreement([[1, 2, 3, 4]], [[1, 3, 2, 9]])
    >>> int(found.shared[0]), float(found.correlation[0]), found.in_first.tolist()
    (3, 0.5, [[True, True, True, False]])
    """
    one = np.atleast_2d(np.asarray(first, dtype=np.intp))
    two = np.atleast_2d(np.asarray(second, dtype=np.intp))
    same = (one[:, :, None] == two[:, None, :]) & (one != NO_NEIGHBOUR)[:, :, None]
    in_first, in_second = same.any(axis=2), same.any(axis=1)
    # The order among those shared only: an area that one list lacks has no place to compare.
    place, other = np.cumsum(in_first, axis=1), np.cumsum(in_second, axis=1)
    apart = np.where(same, place[:, :, None] - other[:, None, :], 0)
    shared = in_first.sum(axis=1)
    size = shared.astype(np.float64)
    rho = 1.0 - 6.0 * (apart.astype(np.float64) ** 2).sum(axis=(1, 2)) / (size * (size**2 - 1.0))
    return ListAgreement(
        shared=shared,
        first=(one != NO_NEIGHBOUR).sum(axis=1),
        second=(two != NO_NEIGHBOUR).sum(axis=1),
        correlation=np.where(shared >= FEWEST_SHARED, rho, np.nan),
        in_first=in_first,
        in_second=in_second,
    )


def _table(characteristics: ArrayLike) -> Figures:
    (table,) = squarable(characteristics)
    if table.ndim != 2:
        raise UsageError("Characteristics are a table of areas by characteristics.")
    return table


def _spread(table: Figures) -> tuple[Flags, Figures, Figures]:
    """Give which characteristics vary, with the mean and standard deviation of each."""
    if not len(table):
        nothing = np.full(table.shape[1], np.nan)
        return np.zeros(table.shape[1], dtype=bool), nothing, nothing
    # By the ends and not by the deviation, which rounding leaves just above 0.
    varied = table.max(axis=0) > table.min(axis=0)
    return varied, table.mean(axis=0), np.where(varied, table.std(axis=0), 0.0)


def _weights(weights: ArrayLike | None, varied: Flags) -> Figures:
    given = np.ones(len(varied)) if weights is None else np.asarray(weights, dtype=np.float64)
    if given.shape != varied.shape:
        raise UsageError(f"{len(varied)} characteristics need as many weights, not {given.size}.")
    if not np.isfinite(given).all() or (given < 0).any() or (given.size and not given.any()):
        raise UsageError("A weight is a number not below 0, and one of them is above it.")
    used = np.where(varied, given, 0.0)
    return used / used.sum() if used.any() else used


def _closest(placed: Figures, most: int) -> tuple[Columns, Figures, Flags]:
    """Give rows, distances and ties of the nearest of each row, in blocks of rows."""
    size = len(placed)
    found = np.full((size, most), NO_NEIGHBOUR, dtype=np.intp)
    distance = np.full((size, most), np.nan)
    tied = np.zeros(size, dtype=bool)
    held = min(most, size - 1)
    if held < 1:
        return found, distance, tied
    for block in blocks(size, size):
        apart = np.round(cdist(placed[block], placed), DECIMALS_OF_DISTANCE)
        apart[np.arange(len(apart)), np.arange(size)[block]] = np.inf
        last = np.partition(apart, held - 1, axis=1)[:, held - 1, None]
        nearer, level = apart < last, apart == last
        # Of those as far as the last, the earliest rows take the places that are left.
        open_places = held - nearer.sum(axis=1, keepdims=True)
        chosen = nearer | (level & (np.cumsum(level, axis=1) <= open_places))
        rows = np.nonzero(chosen)[1].reshape(-1, held)
        far = np.take_along_axis(apart, rows, axis=1)
        order = np.argsort(far, axis=1, kind="stable")
        found[block, :held] = np.take_along_axis(rows, order, axis=1)
        distance[block, :held] = np.take_along_axis(far, order, axis=1)
        tied[block] = level.sum(axis=1) > open_places[:, 0]
    return found, distance, tied


@np.errstate(all="ignore")
def _shares(placed: Figures, found: Columns) -> Figures:
    if not len(placed):
        return np.full((*found.shape, placed.shape[1]), np.nan)
    squared = (placed[:, None, :] - placed[found]) ** 2
    whole = squared.sum(axis=2, keepdims=True)
    there = (found != NO_NEIGHBOUR)[:, :, None] & (whole > 0)
    return np.where(there, squared / whole, np.nan)


def _at(rows: Columns, found: Columns) -> Columns:
    return rows[found] if len(rows) else found


def _among(part: Figures, rows: Columns, size: int) -> Figures:
    whole = np.full((size, *part.shape[1:]), np.nan)
    whole[rows] = part
    return whole
