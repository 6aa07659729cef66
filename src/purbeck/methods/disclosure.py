"""Statistical disclosure control of counts: what is hidden, and what must be hidden with it.

Practice in Great Britain varies from owner to owner and there is no one national rule; the
defaults here are ours, close to those of the Department for Education and NHS Digital, and
each dataset's owner may set their own. Control comes before anything is drawn or computed from
the figures: a rate, an interval or a rank gives a count away as surely as the count.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Figures, Flags, figures, finite
from purbeck.model.errors import UsageError

THRESHOLD = 5
"""The least count that is shown: 1 to 4 are hidden. Default profile of this project."""

BASE = 5
"""What shown counts are rounded to, half up. Default profile of this project."""

LEAST_DENOMINATOR = 10
"""The least denominator that a rate is shown of. Default profile of this project."""

DECIMALS = 1
"""Decimals of a shown rate, which is worked out before any rounding. Default profile."""

_ROOM = 1e-9
"""Keeps a half a half: 100 * 0.00345 is a little less than 0.345 in binary."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hidden:
    """What of a table with totals is hidden; arrays of shape (..., rows + 1, columns + 1).

    Attributes
    ----------
    primary
        Cells and totals that are small themselves.
    secondary
        Cells and totals that would give another away.
    """

    primary: Flags
    secondary: Flags

    @property
    def either(self) -> Flags:
        """Everything that must not be shown."""
        return self.primary | self.secondary


def small(counts: ArrayLike, *, threshold: int = THRESHOLD, hide_zero: bool = False) -> Flags:
    """Mark the counts that are too small to show, of any shape.

    Parameters
    ----------
    counts
        Counts; NaN is no count and needs no hiding.
    threshold
        The least count that is shown; 0 or 1 hides nothing.
    hide_zero
        Whether 0 is hidden as well: of a sensitive characteristic, that nobody has it can be
        news too.

    Examples
    --------
    >>> small([0, 1, 4, 5]).tolist()
    [False, True, True, False]
    """
    figures = np.asarray(counts, dtype=np.float64)
    hidden = (figures > 0) & (figures < threshold)
    if hide_zero:
        hidden |= figures == 0
    return np.asarray(hidden)


def rate_hidden(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    threshold: int = THRESHOLD,
    least_denominator: int = LEAST_DENOMINATOR,
    hide_zero: bool = False,
) -> Flags:
    """Mark the rates that must not be shown, of any shape.

    A rate is hidden where its numerator is, where those outside the numerator are as few, or
    where its denominator is below ``least_denominator``. With ``hide_zero``, so are 0% and 100%.
    For events that are not people of the denominator, give them to ``small`` instead.

    Examples
    --------
    >>> rate_hidden([3, 5, 17, 0], [100, 9, 20, 40]).tolist()
    [True, True, True, False]
    """
    x = np.asarray(numerator, dtype=np.float64)
    n = np.asarray(denominator, dtype=np.float64)
    by_count = small(x, threshold=threshold, hide_zero=hide_zero)
    with np.errstate(invalid="ignore"):
        others = small(n - x, threshold=threshold, hide_zero=hide_zero)
    return by_count | others | (n < least_denominator)


def rounded(counts: ArrayLike, base: int = BASE) -> Figures:
    """Round counts to a multiple of ``base``, half up; 0 or 1 rounds to whole numbers.

    NaN stays NaN; a negative count, which cannot be, becomes NaN.

    Examples
    --------
    >>> rounded([7, 8, 12.5, 0]).tolist()
    [5.0, 10.0, 15.0, 0.0]
    """
    if base < 0:
        raise UsageError(f"Counts are rounded to a base of 0 or more, not {base}.")
    figures = np.asarray(counts, dtype=np.float64)
    unit = max(base, 1)
    whole = np.floor(figures / unit + 0.5 + _ROOM) * unit
    return np.where(np.isfinite(figures) & (figures >= 0), whole, np.nan)


@np.errstate(all="ignore")
def rate_shown(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    hidden: ArrayLike,
    multiplier: float = 100.0,
    decimals: int = DECIMALS,
) -> Figures:
    """Give rates from the unrounded counts, half up to ``decimals``; NaN where hidden.

    Examples
    --------
    >>> rate_shown([1, 3], [8, 100], hidden=[False, True]).tolist()
    [12.5, nan]
    """
    x = np.asarray(numerator, dtype=np.float64)
    n = np.asarray(denominator, dtype=np.float64)
    can = ~np.asarray(hidden, dtype=bool) & np.isfinite(x) & (x >= 0) & np.isfinite(n) & (n > 0)
    rate = multiplier * np.where(can, x, np.nan) / np.where(can, n, 1.0)
    scale = 10.0**decimals
    return finite(np.floor(rate * scale + 0.5 + _ROOM) / scale)


@np.errstate(all="ignore")
def with_totals(counts: ArrayLike) -> Figures:
    """Add the totals of rows, columns and all to tables of shape (..., rows, columns).

    Examples
    --------
    >>> with_totals([[1, 2], [3, 4]]).tolist()
    [[1.0, 2.0, 3.0], [3.0, 4.0, 7.0], [4.0, 6.0, 10.0]]
    """
    (table,) = figures(counts)
    if table.ndim < 2:
        raise UsageError("A table has rows and columns; this has neither or only one of them.")
    rows = np.concatenate([table, table.sum(axis=-1, keepdims=True)], axis=-1)
    return finite(np.concatenate([rows, rows.sum(axis=-2, keepdims=True)], axis=-2))
