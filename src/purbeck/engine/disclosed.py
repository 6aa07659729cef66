"""Disclosure control at scale: a panel of what may be shown, before anything is made of it.

A verdict, a rank or a limit can give a hidden count away as surely as the count. So a panel is
disclosed first, by the same rules as a workspace (``methods.small_counts``), and every column of
the result follows from what is left.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from purbeck.methods.arrays import Figures, Flags
from purbeck.methods.small_counts import Counts, counts_behind, is_small, protecting
from purbeck.model.disclosure import Disclosure
from purbeck.model.errors import UsageError
from purbeck.model.observation import Absence, Status
from purbeck.panel.panel import Panel, state_code, status_code

SUPPRESSED = state_code(Absence.SUPPRESSED)


def check_can_disclose(terms: Disclosure) -> None:
    """Refuse terms that cannot be kept to here.

    Raises
    ------
    UsageError
        Where counts are to be rounded: which rates then give a count back is found figure by
        figure, and is not done for a whole store.
    """
    if terms.round_to:
        raise UsageError(
            f"The policy rounds counts to {terms.round_to}, which is not done for a whole store. "
            "Leave 'round_to' out, or set it to 0."
        )


def disclosed(panel: Panel, terms: Disclosure) -> Panel:
    """Give a panel without what rests on a small count, and what would give that away.

    What is hidden is suppressed, without a value, counts or interval. So is what came suppressed
    with counts in spite of that. Where nothing is hidden, the panel itself.
    """
    came = panel.state == SUPPRESSED
    counts = counts_behind(panel.value, panel.numerator, panel.denominator, panel.measure.unit)
    hidden = came | (panel.present & is_small(counts, terms))
    if terms.totals:
        for column in np.flatnonzero(hidden.any(axis=0)):
            hidden[:, column] |= _protecting(panel, counts, hidden[:, column], column, terms)
    if not hidden.any():
        return panel

    def without(figures: Figures) -> Figures:
        return np.where(hidden, np.nan, figures)

    return replace(
        panel,
        value=without(panel.value),
        numerator=without(panel.numerator),
        denominator=without(panel.denominator),
        lower=without(panel.lower),
        upper=without(panel.upper),
        state=np.where(hidden, np.int8(SUPPRESSED), panel.state),
        status=np.where(hidden, np.int8(status_code(Status.FINAL)), panel.status),
    )


def _protecting(
    panel: Panel, counts: Counts, hidden: Flags, column: np.intp, terms: Disclosure
) -> Flags:
    """Take one period by itself: its figures are the ones that a reader can subtract."""
    there = np.flatnonzero(hidden | panel.present[:, column])
    of_period = Counts(*(each[there, column] for each in (counts.own, counts.part, counts.whole)))
    areas = [panel.areas[row] for row in there]
    also = np.zeros(len(hidden), dtype=bool)
    also[there] = protecting(of_period, areas, hidden[there], terms)
    return also


def hides_more(before: Panel, after: Panel) -> bool:
    """Whether anything is hidden of a panel that did not come suppressed."""
    return after is not before and bool((before.state != after.state).any())
