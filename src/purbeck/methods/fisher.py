"""Fisher's exact test of two proportions, for counts too few for the score test."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln

from purbeck.methods.arrays import CELLS_IN_BLOCK, Columns, Figures, figures

NEARLY = 1.0 + 1e-7
"""A table this little more likely than the one observed is as likely (R's ``fisher.test``)."""

MOST_COUNTED = 1e9
"""Totals together, above which logarithms of factorials no longer hold five digits of p."""

MOST_TABLES = 2**20
"""Tables of one pair, above which the work is out of all proportion: our own choice."""


@np.errstate(all="ignore")
def fisher_exact(
    count: ArrayLike, total: ArrayLike, other_count: ArrayLike, other_total: ArrayLike
) -> Figures:
    """Give the two-sided exact p value of two proportions.

    Parameters
    ----------
    count, total, other_count, other_total
        How many of how many, in the one and in the other; arrays that broadcast. Counts must be
        whole, for tables are counted.

    Returns
    -------
    Figures
        The chance of all tables with the same margins that are no more likely than the one
        observed. 1 where both proportions are 0 or both 1. NaN where a count is not whole or
        not within its total, or a total is not above 0; or where there are so many that the
        exact test is out of reach (``MOST_COUNTED``, ``MOST_TABLES``): the score test is right.

    Notes
    -----
    The work grows with the fewer of the two kinds, so it is meant for the ``few`` of
    ``compare_proportions``, where the score test is only a guide.

    References
    ----------
    Fisher 1935, JRSS 98:39.

    Examples
    --------
    >>> fisher_exact([17, 3], [88, 10], [168, 0], [525, 12]).round(6)
    array([0.016963, 0.077922])
    """
    x1, n1, x2, n2 = figures(count, total, other_count, other_total)
    shape = x1.shape
    x1, n1, x2, n2 = (one.reshape(-1) for one in (x1, n1, x2, n2))
    possible = (n1 > 0) & (n2 > 0) & (x1 >= 0) & (x2 >= 0) & (x1 <= n1) & (x2 <= n2)
    possible &= n1 + n2 <= MOST_COUNTED
    for one in (x1, n1, x2, n2):
        possible &= one == np.rint(one)
    # Counting the rarer kind gives the same tables and fewer of them.
    turned = 2.0 * (x1 + x2) > n1 + n2
    x1, x2 = np.where(turned, n1 - x1, x1), np.where(turned, n2 - x2, x2)
    p = np.full(x1.shape, np.nan)
    least, most = np.maximum(0.0, x1 + x2 - n2), np.minimum(n1, x1 + x2)
    (rows,) = np.nonzero(possible & (most - least < MOST_TABLES))
    least, most = least[rows], most[rows]
    sizes = (most - least).astype(np.intp) + 1
    for block in _cut(sizes):
        at = rows[block]
        p[at] = _two_sided((x1[at], n1[at], (x1 + x2)[at], n2[at]), least[block], sizes[block])
    return p.reshape(shape)


def _cut(sizes: Columns) -> Iterator[slice]:
    """Cut the areas so that the tables of one block are about CELLS_IN_BLOCK."""
    ends = np.cumsum(sizes)
    start = 0
    while start < sizes.size:
        before = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + CELLS_IN_BLOCK, side="right")))
        yield slice(start, stop)
        start = stop


def _two_sided(table: tuple[Figures, ...], least: Figures, sizes: Columns) -> Figures:
    """Weigh all tables of every area, one after the other in one long array."""
    first = np.cumsum(sizes) - sizes
    within = np.arange(sizes.sum()) - np.repeat(first, sizes)
    x, n, both, other = (np.repeat(one, sizes) for one in table)
    k = np.repeat(least, sizes) + within
    chance = np.exp(_log_chance(k, n, both, other))
    observed = np.exp(_log_chance(x, n, both, other))
    counted = np.add.reduceat(np.where(chance <= observed * NEARLY, chance, 0.0), first)
    # Of many tiny chances the sum is a little off 1, which the sum of all of them mends.
    p: Figures = np.minimum(1.0, counted / np.add.reduceat(chance, first))
    return p


def _log_chance(k: Figures, n: Figures, both: Figures, other: Figures) -> Figures:
    """Give the logarithm of the hypergeometric chance of k, but for what all tables share."""
    rest = both - k
    parts = gammaln(k + 1.0) + gammaln(n - k + 1.0) + gammaln(rest + 1.0)
    whole: Figures = (
        gammaln(n + 1.0)
        + gammaln(other + 1.0)
        + gammaln(both + 1.0)
        - gammaln(n + other + 1.0)
        + gammaln(n + other - both + 1.0)
    )
    return whole - parts - gammaln(other - rest + 1.0)
