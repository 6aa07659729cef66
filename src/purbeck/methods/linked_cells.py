"""Secondary suppression where figures add up along several lines: areas, and groups of people.

A council is the sum of its girls and boys, and of its pupils with and without free meals; the
girls of a region are the sum of the girls of its councils. Each of these is a line: a total and
its members. A hidden count is safe where

- no adding and subtracting of lines gives it: by exact linear algebra, as in ``linked_totals``;
- the hidden members of no line come to less than the least count; and
- where lines cross, a linear programme finds that it could be at least the least count, given
  everything that is shown and that no count is below 0.

Else the next smallest is hidden, until all are. It is sound, and not the cheapest. That a hidden
cell is judged by the interval which a reader can find for it is from A. Hundepool and others,
*Statistical Disclosure Control* (Wiley, 2012); the search for what to hide with it is ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.random import default_rng
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import lsqr

from purbeck.methods.arrays import Figures, Flags, figures
from purbeck.methods.cell_bounds import out_of_reach
from purbeck.methods.disclosure import THRESHOLD

Places = NDArray[np.intp]

MOST_LINES = 600
"""Lines that hang together, up to which they are taken as one dense matrix. Ours: beyond it,
that takes longer than a second."""

_NEARLY = 1e-6
"""What an iterative solution is off by at most where the lines are many."""

_SURELY = 1e-9
"""What is this close to 0 is 0; the lines have only 0, 1 and -1 in them."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A total and its members, by their places among the cells."""

    total: int
    members: Places


def hide_cells(
    counts: ArrayLike,
    lines: Sequence[Line],
    hidden: ArrayLike,
    *,
    unpublished: ArrayLike | None = None,
    threshold: int = THRESHOLD,
    hide_small_sums: bool = True,
) -> Flags:
    """Mark what must be hidden besides what is hidden already.

    Parameters
    ----------
    counts
        Of shape (kinds, cells): several counts that are shown or hidden together, such as
        numerators and denominators; the first kind that a cell has orders the cells by size. NaN
        where a count is not known; what is shown without any count is never chosen.
    hidden
        What is hidden already, of shape (cells,).
    unpublished
        What nobody gives, or gives without a count; lines hang together by it all the same.
    hide_small_sums
        Whether a small count must look as if it could be as large as ``threshold``. Without it,
        it is enough that it could be another count.

    Returns
    -------
    Flags
        Those come first whose other lines have a hidden cell already, then the smallest member
        above 0, then a 0, and the total where there is no member left. Nothing hidden: nothing
        more to hide.

    Examples
    --------
    >>> line = Line(3, np.array([0, 1, 2]))
    >>> hide_cells([[3, 20, 12, 35]], [line], [True, False, False, False]).tolist()
    [False, False, True, False]
    """
    (known,) = figures(counts)
    before = np.asarray(hidden, dtype=bool)
    free = np.zeros(before.shape, dtype=bool)
    if unpublished is not None:
        free |= np.asarray(unpublished, dtype=bool)
    if not before.any() or not lines:
        return np.zeros(before.shape, dtype=bool)
    least = float(threshold) if hide_small_sums else 1.0
    search = _Search(known, tuple(lines), before.copy(), before, free, least)
    while search.hide_by_line() or search.hide_by_component():
        pass
    return np.asarray(search.hidden & ~before)


@dataclass(slots=True, eq=False)
class _Search:
    """What is hidden so far of some cells, and how the next ones are found."""

    counts: Figures
    lines: tuple[Line, ...]
    hidden: Flags
    before: Flags
    free: Flags
    least: float
    signs: csr_array = field(init=False)
    lines_of: csr_array = field(init=False)
    held_in: NDArray[np.integer] = field(init=False)
    unknown: Flags = field(init=False)
    unknown_in: Figures = field(init=False)
    cost: Figures = field(init=False)

    def __post_init__(self) -> None:
        rows = np.repeat(np.arange(len(self.lines)), [len(each.members) + 1 for each in self.lines])
        columns = np.concatenate([np.append(each.members, each.total) for each in self.lines])
        values = np.concatenate([np.append(np.ones(len(e.members)), -1.0) for e in self.lines])
        shape = (len(self.lines), len(self.hidden))
        self.signs = csr_array((values, (rows, columns)), shape=shape)
        self.lines_of = csr_array(abs(self.signs).T)
        self.held_in = np.diff(self.lines_of.indptr)
        self.unknown = self.hidden | self.free
        self.unknown_in = np.asarray(abs(self.signs) @ self.unknown.astype(np.float64))
        self.cost = _cost(self.counts)

    def hide_by_line(self) -> bool:
        """Mend each line that gives something away by itself; whether there was one."""
        giving = np.flatnonzero(self._alone() | self._tells_small())
        mended = [self._mend(int(line)) for line in giving if self._still(int(line))]
        return any(mended)

    def hide_by_component(self) -> bool:
        """Hide one cell more of each part of the cells that gives something away by itself."""
        chosen = [self._chosen(lines, cells) for lines, cells in self._components()]
        found = [self._hide(each) for each in chosen if each is not None]
        return bool(found)

    def _hide(self, cell: int) -> bool:
        self.hidden[cell] = self.unknown[cell] = True
        held = self.lines_of
        self.unknown_in[held.indices[held.indptr[cell] : held.indptr[cell + 1]]] += 1
        return True

    def _alone(self) -> Flags:
        hidden = abs(self.signs) @ self.hidden.astype(np.float64)
        return np.asarray((self.unknown_in == 1) & (hidden == 1))

    def _tells_small(self) -> Flags:
        """Whether the shown total less the shown members is below the least, in any kind."""
        shown = np.where(self.hidden, 0.0, np.nan_to_num(self.counts))
        left = -(self.signs @ shown.T).T
        totals = np.array([line.total for line in self.lines])
        has_total = np.isfinite(self.counts[:, totals]) & ~self.unknown[totals]
        small = has_total & (left > -_SURELY) & (left < self.least - _SURELY)
        members = (self.signs > 0).astype(np.float64) @ self.hidden.astype(np.float64)
        return np.asarray(small.any(axis=0) & (members > 0))

    def _still(self, line: int) -> bool:
        """Whether a line gives something away yet, as mending another may have mended it."""
        of, members = self.lines[line].total, self.lines[line].members
        alone = self.unknown_in[line] == 1
        alone &= bool(self.hidden[members].any() or self.hidden[of])
        shown = np.where(self.hidden[members], 0.0, np.nan_to_num(self.counts[:, members]))
        left = self.counts[:, of] - shown.sum(axis=1)
        small = (left > -_SURELY) & (left < self.least - _SURELY)
        tells = bool(small.any()) and not self.unknown[of] and bool(self.hidden[members].any())
        return bool(alone or tells)

    def _mend(self, line: int) -> bool:
        choice = self._cheapest_of(line)
        return choice is not None and self._hide(choice)

    def _cheapest_of(self, line: int) -> int | None:
        """Choose a member of a line, or the total where there is none; None for neither."""
        for cells in (self.lines[line].members, np.array([self.lines[line].total])):
            can = cells[~self.unknown[cells] & np.isfinite(self.cost[cells])]
            if len(can):
                return int(can[np.lexsort((self.cost[can], self._opens(can, line)))[0]])
        return None

    def _opens(self, cells: Places, line: int) -> Figures:
        """Count the other lines of each cell in which nothing is hidden yet."""
        if (self.held_in[cells] == 1).all():
            return np.zeros(len(cells))
        untouched = (self.unknown_in == 0).astype(np.float64)
        untouched[line] = 0.0
        return np.asarray(self.lines_of[cells] @ untouched)

    def _components(self) -> Iterator[tuple[Places, Places]]:
        """Give the lines and unknown cells that hang together through what is not known."""
        unknown = np.flatnonzero(self.unknown)
        of_unknown = self.signs[:, unknown]
        lines = np.flatnonzero(np.diff(of_unknown.indptr))
        joined = abs(of_unknown[lines])
        count = len(lines) + len(unknown)
        rows, columns = joined.nonzero()
        graph = csr_array((np.ones(len(rows)), (rows, columns + len(lines))), shape=(count, count))
        number, part = connected_components(graph, directed=False)
        order = np.argsort(part, kind="stable")
        edges = np.searchsorted(part[order], np.arange(number + 1))
        for start, end in pairwise(edges):
            nodes = order[start:end]
            of = nodes[nodes < len(lines)]
            # One line by itself has been seen to.
            if len(of) > 1:
                yield lines[of], unknown[nodes[nodes >= len(lines)] - len(lines)]

    def _chosen(self, lines: Places, cells: Places) -> int | None:
        """Choose what to hide of a component; None where nothing in it is given away."""
        away = self._given_away(lines, cells)
        if not len(away):
            away = self._out_of_reach(lines, cells)
        if not len(away):
            return None
        held = abs(self.signs[lines][:, away]).sum(axis=1) > 0
        fewest = np.asarray(abs(self.signs[lines][:, cells]).sum(axis=1))
        nearest = sorted(range(len(lines)), key=lambda at: (not held[at], fewest[at], at))
        found = (self._cheapest_of(int(lines[at])) for at in nearest)
        return next((each for each in found if each is not None), None)

    def _given_away(self, lines: Places, cells: Places) -> Places:
        """Name the hidden cells that follow: those of which the lines span the direction."""
        equations = csr_array(self.signs[lines][:, cells])
        follows = _follows(equations) if len(lines) <= MOST_LINES else _follows_in_many(equations)
        away: Places = cells[follows & self.hidden[cells]]
        return away

    def _out_of_reach(self, lines: Places, cells: Places) -> Places:
        """Name the cells hidden at first of which a reader can tell too much; see there."""
        equations = self.signs[lines]
        of_sums = self.least > 1
        for counts in self.counts:
            must = self.before & ~(counts >= self.least) if of_sums else self.before
            must = must & np.isin(np.arange(len(must)), cells)
            found = out_of_reach(counts, equations, cells, must, self.least if of_sums else 0.0)
            if len(found):
                return found
        return cells[:0]


def _follows(equations: csr_array) -> Flags:
    """Mark the cells of which the lines span the direction, so that they have one value alone."""
    _, sizes, spanned = np.linalg.svd(equations.toarray(), full_matrices=False)
    share = (spanned[sizes > _SURELY] ** 2).sum(axis=0)
    return np.asarray(share > 1.0 - _SURELY)


def _follows_in_many(equations: csr_array) -> Flags:
    """Mark the same where there are too many lines for a dense matrix.

    What is drawn at random, less what the lines span of it, is 0 in a cell that follows; in any
    other it is 0 with a chance of none. One that is too close to 0 to tell counts as following.
    """
    drawn = default_rng(len(equations.indices)).normal(size=equations.shape[1])
    across = csr_array(equations.T)
    solved = lsqr(across, drawn, atol=1e-13, btol=1e-13, iter_lim=50 * equations.shape[0])[0]
    return np.asarray(np.abs(drawn - across @ solved) < _NEARLY)


def _cost(counts: Figures) -> Figures:
    """Order what may be hidden: small counts first, then zeros; infinite without any count."""
    known = np.isfinite(counts)
    if not len(counts):
        return np.full(counts.shape[1], np.inf)
    first = np.take_along_axis(counts, np.argmax(known, axis=0)[None, :], axis=0)[0]
    most = np.nan_to_num(first).max(initial=0.0) + 1.0
    return np.where(known.any(axis=0), np.where(first > 0, first, most), np.inf)
