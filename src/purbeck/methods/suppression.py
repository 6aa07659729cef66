"""Secondary suppression: hide so many cells that no hidden one can be had by subtraction.

A row of which one cell is hidden and the total shown gives that cell away. The rule is that in
such a row, or column, the next smallest cell is hidden too; and again, until no row or column
gives anything away. It is a rule of thumb and not an optimal one: it protects against
subtraction along rows and columns, not against the bounds that a linear programme would find.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from purbeck.methods.arrays import Figures, Flags, figures
from purbeck.methods.disclosure import THRESHOLD, Hidden, small
from purbeck.model.errors import UsageError

Kind = TypeVar("Kind", bound=np.generic)

_MOST = 1e300
"""Counts above are as large as any: no table has such."""


def suppress(
    table: ArrayLike,
    *,
    published: ArrayLike | None = None,
    threshold: int = THRESHOLD,
    hide_zero: bool = False,
    hide_small_sums: bool = False,
) -> Hidden:
    """Find what must be hidden of tables with their totals.

    Parameters
    ----------
    table
        Counts with totals as the last row and column, of shape (..., rows + 1, columns + 1): see
        ``with_totals``. NaN is a cell that its owner has hidden: it must stay unknown.
    published
        Which cells and totals would be shown if none were small; None for all of them. What is
        not published but follows from what is counts as known.
    threshold, hide_zero
        As for ``small``.
    hide_small_sums
        Whether a row or column of which the hidden cells together are a small count must hide a
        further one: 25 with 20 shown says that the other two are 5 between them; 22, that they
        are 2, and so 1 each.

    Returns
    -------
    Hidden
        The next smallest is the smallest cell that is not 0, the first of equals; with none of
        those a 0; with none at all, the total. Nothing small: nothing hidden.

    Examples
    --------
    >>> from purbeck.methods.disclosure import with_totals
    >>> found = suppress(with_totals([[3, 20, 30], [40, 50, 60], [70, 12, 90]]))
    >>> found.secondary[:3, :3].astype(int).tolist()
    [[0, 1, 0], [1, 1, 0], [0, 0, 0]]
    """
    (counts,) = figures(table)
    if counts.ndim < 2 or counts.shape[-1] < 2 or counts.shape[-2] < 2:
        raise UsageError("A table with totals has at least two rows and two columns.")
    stacked = counts.reshape(-1, *counts.shape[-2:])
    shown = np.ones(counts.shape, dtype=bool)
    if published is not None:
        shown = np.broadcast_to(np.asarray(published, dtype=bool), counts.shape)
    shown = shown.reshape(stacked.shape)
    primary = small(stacked, threshold=threshold, hide_zero=hide_zero) | np.isnan(stacked)
    hidden = primary.copy()
    least = threshold if hide_small_sums else 0
    while _hide_more(stacked, hidden, shown, least):
        pass
    return Hidden(
        primary=primary.reshape(counts.shape),
        secondary=(hidden & ~primary).reshape(counts.shape),
    )


def _hide_more(counts: Figures, hidden: Flags, shown: Flags, least: int) -> bool:
    """Hide one more cell of each table: the next smallest of the first line that gives one away.

    Rows come before columns. One line at a time, for the cell that mends one line often mends
    the next as well. Says whether anything had to be hidden; each time it did, there is less
    left to hide, so that calling it again and again comes to an end.
    """
    cost = _cost(counts)
    known = _derived(hidden, shown)
    open_tables = np.ones(len(counts), dtype=bool)
    more = False
    for turned in (False, True):
        of_hidden, of_known = _lines(hidden, turned), _lines(known, turned)
        giving = _giving_away(_lines(counts, turned), of_hidden, of_known, least)
        choice = np.where(of_hidden | ~of_known, np.inf, _lines(cost, turned))
        giving &= np.isfinite(choice).any(axis=-1) & open_tables[:, None]
        tables = np.flatnonzero(giving.any(axis=-1))
        line = np.argmax(giving[tables], axis=-1)
        # A view, so that what is hidden here is hidden in the table.
        of_hidden[tables, line, np.argmin(choice[tables, line], axis=-1)] = True
        open_tables[tables] = False
        more |= len(tables) > 0
    return more


def _giving_away(counts: Figures, hidden: Flags, known: Flags, least: int) -> Flags:
    """Whether a line has one hidden cell and all else known, or hides a small sum."""
    unknown = ~known | hidden
    one = (unknown.sum(axis=-1) == 1) & (hidden.sum(axis=-1) == 1)
    if least <= 0:
        return np.asarray(one)
    inner = hidden[..., :-1]
    together = np.where(inner, np.nan_to_num(counts[..., :-1]), 0.0).sum(axis=-1)
    all_else = (unknown == hidden).all(axis=-1) & ~hidden[..., -1] & inner.any(axis=-1)
    return np.asarray(one | (all_else & (together > 0) & (together < least)))


def _derived(hidden: Flags, shown: Flags) -> Flags:
    """What a reader knows: what is published, and what follows from it in one line.

    Hidden cells are left out: a line that gives one of those away is mended, not followed.
    """
    known = shown & ~hidden
    while True:
        follows = np.zeros_like(known)
        for turned in (False, True):
            unknown = ~_lines(known, turned)
            alone = unknown.sum(axis=-1, keepdims=True) == 1
            of_follows = _lines(follows, turned)
            of_follows |= alone & unknown & ~_lines(hidden, turned)
        if not follows.any():
            return known
        known |= follows


def _lines(array: NDArray[Kind], turned: bool) -> NDArray[Kind]:
    """Give the rows of each table, or if turned its columns, as a view."""
    return np.swapaxes(array, -1, -2) if turned else array


def _cost(counts: Figures) -> Figures:
    """Order what may be hidden: small cells first, then zeros, then totals, the grand one last."""
    tier = np.where(counts > 0, 0.0, 1.0)
    tier[..., -1] = 2.0
    tier[..., -1, :] = 2.0
    tier[..., -1, -1] = 3.0
    # Several times the largest count must still be a number, or a total could not be hidden.
    size = np.minimum(np.nan_to_num(counts), _MOST)
    most = size.max(initial=0.0) + 1.0
    return np.where(np.isnan(counts), np.inf, size + tier * most)
