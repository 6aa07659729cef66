"""The slope from the most to the least deprived, with every group counted and not the ends only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, codes_of
from purbeck.assess.inequality.coverage import (
    NOT_KNOWN_NOTED,
    NOT_KNOWN_REFUSED,
    Coverage,
    at_column,
)
from purbeck.assess.inequality.gap_cells import cells_of
from purbeck.assess.latest import NONE, pick
from purbeck.assess.reason import Caveat, Reason
from purbeck.methods.arrays import blocks
from purbeck.methods.inequality import inequality
from purbeck.methods.inequality_limits import inequality_limits
from purbeck.methods.interval import Interval
from purbeck.model.inequality import Gradient
from purbeck.model.observation import Absence
from purbeck.model.polarity import Polarity
from purbeck.panel.grouped import GroupedPanel
from purbeck.panel.panel import PRESENT, state_code

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]

RULE = Rule(
    code="inequality-slope",
    name="Slope and relative index of inequality",
    statement=(
        "A straight line is fitted to the figures of the groups from the most to the least "
        "deprived, each at the middle of its place among the people and weighted by its people. "
        "The slope index is the least deprived end less the most deprived one, and the relative "
        "index the one over the other, both turned over where higher figures are worse: above 0, "
        "or 1, the more deprived are worse off. There is a gradient where the interval of the "
        "slope leaves out 0. A group without a figure, or without its number of people, leaves "
        "none."
    ),
    source=(
        "Low and Low 2004, J Public Health 26:388, as PHEindicatormethods 2.1.0 defines it; "
        "interval without drawing: Zou, Huang and Zhang 2009; Fieller 1954."
    ),
)

MEMBERS = tuple(Gradient)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gradients:
    """Both indices of every area, of shape (areas, periods); NaN where there is none.

    Attributes
    ----------
    slope, lower, upper
        In the measure's unit; above 0 where the more deprived are worse off, or, of a measure of
        which neither way is better, where figures are higher among the less deprived.
    relative, relative_lower, relative_upper
        The ratio, likewise above 1.
    most_deprived
        The fitted figure at the most deprived end.
    latest
        The verdict on the latest period, of shape (areas,), with the same numbers as evidence.
    """

    slope: Figures
    lower: Figures
    upper: Figures
    relative: Figures
    relative_lower: Figures
    relative_upper: Figures
    most_deprived: Figures
    latest: Findings[Gradient]


_NAMES = (
    "slope",
    "lower",
    "upper",
    "relative",
    "relative_lower",
    "relative_upper",
    "most_deprived",
)

_RELATIVE = ("relative", "relative_lower", "relative_upper")


def gradients(grouped: GroupedPanel, coverage: Coverage) -> Gradients | None:
    """Fit the gradient of each area in every period; None where the groups have no order.

    Returns
    -------
    Gradients
        0 on the edge of the interval of the slope is no gradient. A relative index is left out
        where 0 is not the least that the unit allows.
    """
    if not grouped.dimension.is_ordered:
        return None
    found = _indices(grouped)
    if grouped.measure.unit.lowest != 0.0:
        found |= {name: np.full_like(found[name], np.nan) for name in _RELATIVE}
    at = {name: pick(cells, coverage.column, np.nan) for name, cells in found.items()}
    cannot = _why_not(grouped, coverage, at)
    nowhere = np.any([condition for condition, _ in cannot], axis=0)
    above, below = at["lower"] > 0, at["upper"] < 0
    judged = grouped.measure.polarity in (Polarity.HIGHER, Polarity.LOWER)
    ways = (
        (Gradient.DEPRIVED_WORSE, Gradient.DEPRIVED_BETTER)
        if judged
        else (Gradient.HIGHER, Gradient.LOWER)
    )
    latest = Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=codes_of(
            MEMBERS,
            [(nowhere, Gradient.CANNOT_BE_ASSESSED), (above, ways[0]), (below, ways[1])],
            Gradient.NOT_DISTINGUISHABLE,
        ),
        reason=codes_of(
            REASONS, [*cannot, (~above & ~below, Reason.NO_EVIDENCE)], Reason.EVIDENCE_FOUND
        ),
        caveats={Caveat.MANY_NOT_KNOWN: coverage.noted & ~nowhere},
        evidence={name: np.where(nowhere, np.nan, cells) for name, cells in at.items()},
        thresholds=(NOT_KNOWN_NOTED, NOT_KNOWN_REFUSED),
    )
    return Gradients(**found, latest=latest)


def _indices(grouped: GroupedPanel) -> dict[str, Figures]:
    areas, groups, periods = grouped.shape
    sign = -1.0 if grouped.measure.polarity is Polarity.LOWER else 1.0
    found = {name: np.full((areas, periods), np.nan) for name in _NAMES}
    for block in blocks(areas, 2 * groups * periods):
        rows = slice(block.start * groups, block.stop * groups)
        shape = (block.stop - block.start, groups, periods)
        own = cells_of(grouped.panel, rows, shape)
        people = grouped.panel.denominator[rows].reshape(shape)
        y, n, low, high = (
            np.moveaxis(cells[:, grouped.known], 1, 2)
            for cells in (own.value, people, own.around.lower, own.around.upper)
        )
        line = inequality(y, n, multiplier=sign)
        limits = inequality_limits(y, n, Interval(low, high), multiplier=sign)
        for name, cells in (
            ("slope", line.slope),
            ("lower", limits.slope.lower),
            ("upper", limits.slope.upper),
            ("relative", line.relative),
            ("relative_lower", limits.relative.lower),
            ("relative_upper", limits.relative.upper),
            ("most_deprived", line.intercept),
        ):
            found[name][block] = cells
    return found


def _why_not(
    grouped: GroupedPanel, coverage: Coverage, at: dict[str, Figures]
) -> list[tuple[Flags, Reason]]:
    rows = grouped.of_rows(coverage.column)
    state = pick(grouped.panel.state, rows, -1).reshape(grouped.shape[:2])[:, grouped.known]
    people = at_column(grouped, grouped.panel.denominator, coverage.column)[:, grouped.known]
    return [
        (coverage.column == NONE, Reason.NO_FIGURE),
        ((state == state_code(Absence.SUPPRESSED)).any(axis=1), Reason.GROUP_SUPPRESSED),
        ((state != PRESENT).any(axis=1), Reason.GROUP_WITHOUT_FIGURE),
        ((~(people > 0)).any(axis=1), Reason.GROUP_WITHOUT_PEOPLE),
        (coverage.refused, Reason.TOO_MANY_NOT_KNOWN),
        (np.isnan(at["slope"]), Reason.NOT_ESTIMABLE),
        (np.isnan(at["lower"]), Reason.NO_INTERVAL),
    ]
