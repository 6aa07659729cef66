"""Which figures rest on a small count, and which would give one of those away: for arrays.

The terms are those of ``Disclosure``; whatever is disclosed, be it a workspace or a store of the
whole country, is disclosed by this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Figures, Flags, figures
from purbeck.methods.linked_totals import hide_linked
from purbeck.model.disclosure import AreaTotal, Disclosure
from purbeck.model.unit import Unit, UnitCode


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """The counts of people behind figures, of the shape of these; NaN where there is none.

    Attributes
    ----------
    own
        The figure itself, where it is a count.
    part, whole
        Numerator and denominator: as given, or else as they follow from the rate.
    """

    own: Figures
    part: Figures
    whole: Figures

    @property
    def rest(self) -> Figures:
        """The others of the denominator, who are people alike."""
        return self.whole - self.part

    def shown(self, hidden: Flags) -> Figures:
        """Give what a reader could subtract, of shape (4, ...): nothing where it is hidden."""
        return np.where(hidden, np.nan, np.stack([self.own, self.part, self.whole, self.rest]))


@np.errstate(all="ignore")
def counts_behind(
    value: ArrayLike, numerator: ArrayLike, denominator: ArrayLike, unit: Unit
) -> Counts:
    """Give the counts behind figures.

    One of numerator and denominator that is not given, but follows from a rate and the other,
    counts as given: rounded to a whole, and at least 1 where it is more than none.

    Examples
    --------
    >>> from purbeck.model.unit import UNITS
    >>> share = UNITS[UnitCode.PERCENTAGE]
    >>> of = counts_behind(np.array([25.0]), np.array([np.nan]), np.array([12.0]), share)
    >>> of.part.tolist(), of.rest.tolist()
    ([3.0], [9.0])
    """
    value, numerator, denominator = figures(value, numerator, denominator)
    part, whole = numerator, denominator
    if unit.multiplier is not None:
        worked_out = _counted(value * denominator / unit.multiplier)
        part = np.where(np.isnan(numerator), worked_out, numerator)
        of_part = np.where(value > 0, _counted(unit.multiplier * numerator / value), np.nan)
        whole = np.where(np.isnan(denominator), of_part, denominator)
    own = value if unit.code is UnitCode.COUNT else np.full(np.shape(value), np.nan)
    return Counts(own, part, whole)


def is_small(counts: Counts, terms: Disclosure) -> Flags:
    """Whether figures must be hidden for their own counts; the least that is shown is shown.

    Not so where no count is known.
    """
    small = counts.whole < max(terms.least_denominator, terms.minimum_count)
    for count in (counts.own, counts.part, counts.rest):
        small |= (count > 0) & (count < terms.minimum_count)
        if terms.hide_zero:
            small |= count == 0
    return np.asarray(small)


def protecting(counts: Counts, areas: Sequence[str], hidden: Flags, terms: Disclosure) -> Flags:
    """Mark the areas that must be hidden as they would give a hidden one away by subtraction.

    Parameters
    ----------
    counts
        Of one measure and period, of shape (areas,).
    areas
        Those of which there is a figure, or one that is hidden.
    hidden
        The small ones, and those that came suppressed.
    """
    at = {area: place for place, area in enumerate(areas)}
    shown = counts.shown(hidden)
    lines = [_line(total, at) for total in terms.totals if _bears(total, at, shown, hidden)]
    if not lines:
        return np.zeros(len(areas), dtype=bool)
    return hide_linked(
        shown,
        lines,
        hidden,
        threshold=terms.minimum_count,
        hide_small_sums=terms.hide_small_sums,
    )


def _bears(total: AreaTotal, at: Mapping[str, int], counts: Figures, hidden: Flags) -> bool:
    """Whether the total can be subtracted from: it has a count, or is hidden and has members."""
    if total.area not in at or not any(member in at for member in total.members):
        return False
    place = at[total.area]
    return bool(hidden[place]) or bool(np.isfinite(counts[:, place]).any())


def _line(total: AreaTotal, at: Mapping[str, int]) -> Figures:
    line = np.zeros(len(at))
    line[[at[member] for member in total.members if member in at]] = 1.0
    line[at[total.area]] = -1.0
    return line


def _counted(worked_out: Figures) -> Figures:
    """Make a count of what was worked out from a rounded rate; more than none is at least 1."""
    count = np.where(worked_out > 0, np.maximum(np.rint(worked_out), 1.0), 0.0)
    return np.where(np.isfinite(worked_out), count, np.nan)
