"""What a reader can find of hidden cells that add up to shown totals: least and most of each.

Everything shown is an equation between hidden counts, and no count is below 0. The least and the
most that a hidden count can then be are two linear programmes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack

from purbeck.methods.arrays import Figures, Flags

Places = NDArray[np.intp]

WIDTH = 1.0
"""Two counts that a hidden one could be are at least this far apart: people are counted whole."""

_ROOM = 1e-6


def bounds(equations: csr_array, sums: Figures, cell: int) -> tuple[float, float] | None:
    """Give the least and the most of one hidden count; infinite for no most.

    Parameters
    ----------
    equations
        Of shape (lines, cells), of hidden cells alone.
    sums
        What each line of hidden cells comes to.

    Returns
    -------
    tuple or None
        None where no counts of 0 or more keep the lines: what is shown does not add up.

    Examples
    --------
    >>> pair = csr_array(np.array([[1.0, 1.0]]))
    >>> bounds(pair, np.array([7.0]), 0)
    (0.0, 7.0)
    """
    wanted = np.zeros(equations.shape[1])
    wanted[cell] = 1.0
    ends = []
    for way in (1.0, -1.0):
        status, filling = _filled(way * wanted, A_eq=equations, b_eq=sums, bounds=(0, None))
        if status == _UNBOUNDED:
            ends.append(-way * np.inf)
        elif filling is None:
            return None
        else:
            ends.append(float(filling[cell]))
    return ends[0], ends[1]


def _filled(cost: Figures, **terms: Any) -> tuple[int, Figures | None]:
    """Give how a linear programme ended, and the filling that it found where it found one."""
    if not np.isfinite(terms["b_eq"]).all() or np.abs(terms["b_eq"]).max(initial=0.0) > _MOST:
        return _INFEASIBLE, None
    found = linprog(cost, **terms)
    return int(found.status), None if found.status else np.asarray(found.x)


_INFEASIBLE, _UNBOUNDED = 2, 3
"""As ``scipy.optimize.linprog`` says them."""

_MOST = 1e15
"""A count above it is no count of people, and in binary has no room for one more: nothing adds
up to it, and the solver takes 1e20 for infinite."""


def out_of_reach(
    counts: Figures, lines: csr_array, cells: Places, must: Flags, least: float
) -> Places:
    """Name the hidden cells of which a reader can tell that they are small, or what they are.

    Parameters
    ----------
    counts
        Of one kind, of every cell; NaN for one that is not known, and then it may be anything.
    lines
        Of shape (lines, every cell).
    cells
        Those that a reader does not know: hidden, or of no count that anybody gives.
    must
        Those of the cells that must look as if they could be ``least`` or more, and as if there
        were two counts that they could be; with a ``least`` of 0 the second alone.

    Returns
    -------
    array
        None, too, where what is shown does not add up, as nothing then follows from it.
    """
    # A line with a shown cell of which this kind is not known says no more than a bound.
    unsaid = np.isnan(counts)
    unsaid[cells] = False
    unsaid &= np.asarray(abs(lines).sum(axis=0)).ravel() > 0
    variables = np.concatenate([cells, np.flatnonzero(unsaid)])
    shown = np.nan_to_num(counts)
    shown[variables] = 0.0
    equations, sums = csr_array(lines[:, variables]), -(lines @ shown)
    asked = np.flatnonzero(must[variables])
    # One that is known, and could be larger, has two counts that it could be.
    known = counts[variables[asked]] <= least - WIDTH
    left = _unreached(equations, sums, asked[known], least)
    if left is None:
        return cells[:0]
    doubtful = np.concatenate([left, asked[~known]])
    found = [int(at) for at in doubtful if not _open(equations, sums, int(at), least)]
    return np.asarray(variables[found], dtype=np.intp)


def _unreached(equations: csr_array, sums: Figures, asked: Places, least: float) -> Places | None:
    """Name the cells that were at the least in none of several fillings that had many there.

    None where there is no filling at all. A few programmes in place of one a cell, as mostly
    many can be large at once.
    """
    while len(asked):
        reached = _reached(equations, sums, asked, least)
        if reached is None:
            return None
        if not reached.any():
            break
        asked = asked[~reached]
    return asked


def _reached(equations: csr_array, sums: Figures, must: Places, least: float) -> Flags | None:
    """Whether each of some cells is at the least in one filling that has many of them there."""
    number = equations.shape[1]
    wide = hstack([equations, csr_array((equations.shape[0], len(must)))], format="csr")
    pick = csr_array((np.ones(len(must)), (np.arange(len(must)), must)), (len(must), number))
    below = hstack([-pick, eye_array(len(must))], format="csr")
    gain = np.concatenate([np.zeros(number), -np.ones(len(must))])
    limits = [(0, None)] * number + [(0, least)] * len(must)
    _, filling = _filled(
        gain, A_ub=below, b_ub=np.zeros(len(must)), A_eq=wide, b_eq=sums, bounds=limits
    )
    return None if filling is None else np.asarray(filling[must] >= least - _ROOM)


def _open(equations: csr_array, sums: Figures, cell: int, least: float) -> bool:
    ends = bounds(equations, sums, cell)
    return ends is None or (ends[1] >= least - _ROOM and ends[1] - ends[0] >= WIDTH - _ROOM)
