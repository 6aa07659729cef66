"""How many people are in no known group, and whether the groups add up to everybody."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import Threshold
from purbeck.assess.latest import last_true, pick
from purbeck.model.observation import Absence
from purbeck.panel.grouped import GroupedPanel
from purbeck.panel.panel import NOT_OBSERVED, state_code

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
Columns = NDArray[np.intp]

NOT_KNOWN_NOTED = Threshold(
    "share not known, to be noted", 0.05, "Our own convention: one in twenty"
)
"""Above it a gap is told with the share beside it; exactly it is not noted."""

NOT_KNOWN_REFUSED = Threshold(
    "share not known, not assessed",
    0.20,
    "Our own convention: then those not known are as many as a fifth, which is a group itself",
)
"""Above it no gap is assessed; exactly it still is."""

ROUNDED_BY = 5.0
"""How much the rounding of a publisher may move a count: to the nearest ten, as the Department
for Education does with many, by five. Groups may miss the total by so much each."""

ADDS_UP_WITHIN = 0.005
"""Or by this share of it in all. Our own convention."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coverage:
    """Arrays of shape (areas,), of the latest period that the groups of an area have.

    Attributes
    ----------
    column
        The latest period for which any known group has a figure, or a reason for having none.
    not_known
        The share of people of whom it is not known which group they belong to; NaN where their
        number, or that of everybody, is not known.
    noted, refused
        Whether that is above the one or the other threshold.
    apart
        Whether groups that are declared to be everybody do not add up to the total, in people or
        in those counted.
    """

    column: Columns
    not_known: Figures
    noted: Flags
    refused: Flags
    apart: Flags


def coverage_of(grouped: GroupedPanel) -> Coverage:
    """Say what is known of the groups of each area at its latest period."""
    states = grouped.cube(grouped.panel.state)
    awaited = state_code(Absence.NOT_YET_DUE)
    # One state at a time: an array of the whole is ten times as large as that of the areas.
    told = np.zeros((states.shape[0], states.shape[2]), dtype=bool)
    for group in np.flatnonzero(grouped.known):
        told |= (states[:, group] != NOT_OBSERVED) & (states[:, group] != awaited)
    column = last_true(told)
    people = at_column(grouped, grouped.panel.denominator, column)
    counts = at_column(grouped, grouped.panel.numerator, column)
    everybody = pick(grouped.totals.denominator, column, np.nan)
    share = _share(grouped, people, everybody)
    return Coverage(
        column=column,
        not_known=share,
        noted=share > NOT_KNOWN_NOTED.value,
        refused=share > NOT_KNOWN_REFUSED.value,
        apart=_apart(grouped, people, everybody)
        | _apart(grouped, counts, pick(grouped.totals.numerator, column, np.nan)),
    )


def at_column(grouped: GroupedPanel, cells: Figures, column: Columns) -> Figures:
    """Take the cells of every group at a column of its area: of shape (areas, groups)."""
    picked = pick(cells, grouped.of_rows(column), np.nan)
    return picked.reshape(grouped.shape[:2])


def _share(grouped: GroupedPanel, people: Figures, everybody: Figures) -> Figures:
    at = grouped.unknown
    if at is None:
        return np.full(everybody.shape, np.nan)
    of = np.where(np.isnan(everybody), people.sum(axis=1), everybody)
    return np.where(of > 0, people[:, at] / np.where(of > 0, of, 1.0), np.nan)


def _apart(grouped: GroupedPanel, counts: Figures, total: Figures) -> Flags:
    """Whether counts miss their total; not where any of them is not known."""
    if not grouped.dimension.complete:
        return np.zeros(total.shape, dtype=bool)
    room = np.maximum(ROUNDED_BY * counts.shape[1], ADDS_UP_WITHIN * total)
    return np.asarray(np.abs(counts.sum(axis=1) - total) > room)
