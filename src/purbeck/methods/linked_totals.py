"""Secondary suppression where some areas are sums of others: no subtraction gives a count back.

``suppression`` does tables that have a total for each row and column. Areas are linked more
loosely: a region and a family of councils may share members, and a country is the sum of
regions. So each total is taken as an equation between shown and hidden counts, and a hidden one
is safe where the equations together leave it open. The answer is a sound one and not the
cheapest: it hides the next smallest, one after the other, until nothing follows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Figures, Flags, figures
from purbeck.methods.disclosure import THRESHOLD

_SURELY = 1e-9
"""What is this close to 0 is 0; the equations have only 0, 1 and -1 in them."""


def hide_linked(
    counts: ArrayLike,
    lines: ArrayLike,
    hidden: ArrayLike,
    *,
    threshold: int = THRESHOLD,
    hide_small_sums: bool = True,
) -> Flags:
    """Mark what must be hidden besides what is hidden already.

    Parameters
    ----------
    counts
        Of shape (kinds, areas): several counts that are shown or hidden together, such as
        numerators and denominators; the first kind that an area has orders the areas by size.
        NaN where a count is not known; what is shown without any count is never chosen.
    lines
        Of shape (totals, areas): 1 for a member, -1 for the total, 0 for any other. Areas not
        there are left out, and so protect nothing.
    hidden
        What is hidden already, of shape (areas,).
    hide_small_sums
        Whether a total is mended, too, of which the hidden members come to less than
        ``threshold`` together, as a reader works it out: the total less what is shown.

    Returns
    -------
    Flags
        The next smallest is the smallest member above 0, the first of equals; then a 0; with
        none of those left, the total. Nothing hidden: nothing more to hide.

    Examples
    --------
    >>> hide_linked([[3, 20, 12, 35]], [[1, 1, 1, -1]], [True, False, False, False]).tolist()
    [False, False, True, False]
    """
    (known,), equations = figures(counts), np.asarray(lines, dtype=np.float64)
    before = np.asarray(hidden, dtype=bool)
    now = before.copy()
    cost = _cost(known)
    least = threshold if hide_small_sums else 1
    while (chosen := _next(known, equations, now, cost, least)) is not None:
        now[chosen] = True
    return np.asarray(now & ~before)


def given_away(lines: ArrayLike, hidden: ArrayLike) -> Flags:
    """Mark the hidden counts that follow from the shown ones, by however many subtractions.

    A count follows where no two ways of filling in the hidden ones that keep every total differ
    in it: where it is 0 throughout the null space of the equations.

    Examples
    --------
    >>> given_away([[1, 1, -1]], [True, False, False]).tolist()
    [True, False, False]
    >>> given_away([[1, 1, -1]], [True, True, False]).tolist()
    [False, False, False]
    """
    unknown = np.asarray(hidden, dtype=bool)
    equations = np.asarray(lines, dtype=np.float64)[:, unknown]
    found = np.zeros(unknown.shape, dtype=bool)
    if equations.size:
        _, sizes, directions = np.linalg.svd(equations, full_matrices=True)
        free = directions[int((sizes > _SURELY).sum()) :]
        found[unknown] = (np.abs(free) < _SURELY).all(axis=0)
    return found


def _next(
    counts: Figures, lines: Figures, hidden: Flags, cost: Figures, least: int
) -> np.intp | None:
    """Choose what to hide next: the cheapest of a line that gives something away.

    The line with the fewest hidden comes first, as in it the least is left open.
    """
    away = given_away(lines, hidden)
    members = lines > 0
    giving = (away & (lines != 0)).any(axis=1) | _tells_small(counts, lines, hidden, least)
    unknown = ((lines != 0) & hidden).sum(axis=1)
    for line in sorted(np.flatnonzero(giving), key=lambda at: int(unknown[at])):
        for choice in (members[line], lines[line] < 0):
            can = choice & ~hidden & np.isfinite(cost)
            if can.any():
                return np.argmin(np.where(can, cost, np.inf))
    for place in np.flatnonzero(away):
        can = _needed_for(place, lines, hidden) & np.isfinite(cost)
        if can.any():
            return np.argmin(np.where(can, cost, np.inf))
    return None


def _needed_for(place: np.intp, lines: Figures, hidden: Flags) -> Flags:
    """Mark the shown counts from which a hidden one follows, where it takes several lines.

    The lines are weighed so that every other hidden count drops out; what is left of the shown
    ones is what a reader would add and subtract.
    """
    wanted = (np.arange(len(hidden)) == place)[hidden].astype(np.float64)
    weights, *_ = np.linalg.lstsq(lines[:, hidden].T, wanted, rcond=None)
    return np.asarray((np.abs(weights @ lines) > _SURELY) & ~hidden)


def _tells_small(counts: Figures, lines: Figures, hidden: Flags, least: int) -> Flags:
    """Whether the shown total less the shown members is below the least, in any kind of count.

    With a least of 1 this still finds hidden members that are 0 together, and so 0 each.
    """
    shown = np.where(hidden, 0.0, np.nan_to_num(counts))
    with np.errstate(over="ignore", invalid="ignore"):
        left = -(shown @ lines.T)
    of_total = (lines < 0) & ~hidden
    known = (np.isfinite(counts)[:, None, :] & of_total).any(axis=-1)
    small = known & (left > -_SURELY) & (left < least - _SURELY)
    return np.asarray(small.any(axis=0) & (hidden & (lines > 0)).any(axis=1))


def _cost(counts: Figures) -> Figures:
    """Order what may be hidden: small counts first, then zeros; infinite without any count."""
    if not len(counts):
        return np.full(counts.shape[1], np.inf)
    known = np.isfinite(counts)
    first = np.take_along_axis(counts, np.argmax(known, axis=0)[None, :], axis=0)[0]
    most = np.nan_to_num(first).max(initial=0.0) + 1.0
    return np.where(known.any(axis=0), np.where(first > 0, first, most), np.inf)
