"""What every method takes and gives: arrays of float64, with NaN for no figure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]
Columns = NDArray[np.intp]

# 2 MiB of float64, so that a block and what is made of it stay within the processor's cache. Of
# 2**13 to 2**22, measured on two cores, 2**17 to 2**20 are the fastest and hardly differ.
CELLS_IN_BLOCK = 2**18


def figures(*given: ArrayLike) -> tuple[Figures, ...]:
    """Make float64 arrays of one shape, an infinite figure as NaN.

    Parameters
    ----------
    given
        Numbers, sequences or arrays that broadcast together; None stands for no figure.

    Examples
    --------
    >>> figures([1, float("inf")], 7)
    (array([ 1., nan]), array([7., 7.]))
    """
    arrays = [np.asarray(one, dtype=np.float64) for one in given]
    finite = [
        np.where(np.isinf(one), np.nan, one) if np.isinf(one).any() else one for one in arrays
    ]
    return tuple(np.broadcast_arrays(*finite))


LARGEST_SQUARED = 1e150
"""The largest size of a figure whose square, and a sum of such squares, is still a number."""


def squarable(*given: ArrayLike) -> tuple[Figures, ...]:
    """Make float64 arrays of one shape, whatever cannot be squared as NaN.

    Examples
    --------
    >>> squarable([1, 1e200])
    (array([ 1., nan]),)
    """
    return tuple(np.where(np.abs(one) > LARGEST_SQUARED, np.nan, one) for one in figures(*given))


def weighted(figure: Figures, by: Figures) -> Figures:
    """Give the sum of each row, of shape (areas, periods), weighted by one figure a period.

    Not by ``@``: its last digit depends on how many rows there are, and an area must be judged
    alike whatever others stand beside it.

    Examples
    --------
    >>> weighted(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([0.0, 10.0]))
    array([20., 40.])
    """
    total: Figures = np.einsum("ij,j->i", figure, by)
    return total


def finite(figure: ArrayLike) -> Figures:
    """Make NaN of what has grown beyond the largest number: no figure, rather than a wrong one.

    Examples
    --------
    >>> finite([1.0, float("inf")])
    array([ 1., nan])
    """
    given = np.asarray(figure, dtype=np.float64)
    return np.where(np.isinf(given), np.nan, given)


def blocks(rows: int, cells_in_row: int) -> Iterator[slice]:
    """Cut rows into blocks of about CELLS_IN_BLOCK cells, so that temporaries stay small.

    Examples
    --------
    >>> [block.stop - block.start for block in blocks(5, CELLS_IN_BLOCK // 2)]
    [2, 2, 1]
    """
    step = max(1, CELLS_IN_BLOCK // max(1, cells_in_row))
    for start in range(0, rows, step):
        yield slice(start, min(start + step, rows))
