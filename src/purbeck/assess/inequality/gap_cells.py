"""The gap of every group in every period, with its interval: a block of areas at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.statistical.counted import Family, family_of
from purbeck.methods.arrays import blocks
from purbeck.methods.gap_to_whole import rest_of
from purbeck.methods.interval import Interval, rate, wilson
from purbeck.methods.proportion_test import difference_interval
from purbeck.model.measure import Measure
from purbeck.panel.grouped import GroupedPanel
from purbeck.panel.panel import PRESENT, Panel

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GapCells:
    """Gaps in the measure's unit, of shape (areas x groups, periods); NaN where there is none.

    Attributes
    ----------
    absolute
        The group's figure less the other one.
    lower, upper
        Its 95% interval; NaN where neither counts nor intervals of both are known.
    """

    absolute: Figures
    lower: Figures
    upper: Figures


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Figures of one block of areas with their intervals, all of one shape."""

    value: Figures
    x: Figures
    n: Figures
    around: Interval


def gap_cells(grouped: GroupedPanel) -> GapCells:
    """Measure the gap of each group to the one it is held against, or to everybody.

    The reference has none to itself, nor have those of whom it is not known where they belong.
    To everybody, the interval is that of the gap to those outside the group, brought back.
    """
    areas, groups, periods = grouped.shape
    absolute, lower, upper = (np.full(grouped.panel.value.shape, np.nan) for _ in range(3))
    held = grouped.known.copy()
    if grouped.reference is not None:
        held[grouped.reference] = False
    for block in blocks(areas, groups * periods):
        rows = slice(block.start * groups, block.stop * groups)
        shape = (block.stop - block.start, groups, periods)
        own = cells_of(grouped.panel, rows, shape)
        if grouped.reference is None:
            gap, limits = _to_everybody(grouped, block, own)
        else:
            gap, limits = _to_group(own, grouped.reference)
        for into, found in ((absolute, gap), (lower, limits.lower), (upper, limits.upper)):
            found[:, ~held] = np.nan
            into[rows] = found.reshape(into[rows].shape)
    return GapCells(absolute=absolute, lower=lower, upper=upper)


def _to_group(own: Cells, at: int) -> tuple[Figures, Interval]:
    other = own.value[:, at, None]
    around = Interval(own.around.lower[:, at, None], own.around.upper[:, at, None])
    return own.value - other, difference_interval(own.value, own.around, other, around)


@np.errstate(all="ignore")
def _to_everybody(grouped: GroupedPanel, block: slice, own: Cells) -> tuple[Figures, Interval]:
    shape = (block.stop - block.start, 1, own.value.shape[2])
    total = cells_of(grouped.totals, block, shape)
    x, n, share = rest_of(own.x, own.n, total.x, total.n)
    measure = grouped.measure
    rest = (measure.unit.multiplier or 1.0) * x / n
    outside = difference_interval(own.value, own.around, rest, interval_of_counts(measure, x, n))
    plain = difference_interval(own.value, own.around, total.value, total.around)
    counted = ~np.isnan(outside.lower)
    gap = own.value - total.value
    # Round figures differ from what their counts come to: the limits move with the figure.
    moved = gap - share * (own.value - rest)
    return gap, Interval(
        np.where(counted, share * outside.lower + moved, plain.lower),
        np.where(counted, share * outside.upper + moved, plain.upper),
    )


def cells_of(panel: Panel, rows: slice, shape: tuple[int, int, int]) -> Cells:
    """Take a block of a panel's figures, with the interval that counts or publisher give each."""
    present = panel.state[rows] == PRESENT
    value = np.where(present, panel.value[rows], np.nan)
    counted = present & ~np.isnan(panel.numerator[rows]) & ~np.isnan(panel.denominator[rows])
    if family_of(panel.measure) is Family.VALUE:
        counted = np.zeros_like(counted)
    x = np.where(counted, panel.numerator[rows], np.nan)
    n = np.where(counted, panel.denominator[rows], np.nan)
    around = interval_of_counts(panel.measure, x, n)
    bare = np.isnan(around.lower) & present
    lower = np.where(bare, panel.lower[rows], around.lower)
    upper = np.where(bare, panel.upper[rows], around.upper)
    return Cells(
        value.reshape(shape),
        x.reshape(shape),
        n.reshape(shape),
        Interval(lower.reshape(shape), upper.reshape(shape)),
    )


def interval_of_counts(measure: Measure, x: Figures, n: Figures) -> Interval:
    """Give the interval of figures by their counts: Wilson's, or that of a rate; NaN for neither.

    The same as ``counted.interval_of`` gives a whole panel.
    """
    scale = measure.unit.multiplier or 1.0
    if family_of(measure) is Family.RATE:
        return rate(x, n, scale)
    share = wilson(x, n)
    return Interval(scale * share.lower, scale * share.upper)
