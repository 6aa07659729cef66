"""A figure that stays the same for longer than figures do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from purbeck.assess.finding import Threshold
from purbeck.checks.check import Check, Doubt, Mask, Series
from purbeck.model.issue import IssueCode, Severity

LONGEST_RUN = Threshold(
    name="figures in a row",
    value=4.0,
    source=(
        "Our own convention. A figure of three digits that moves by a few of its last digits "
        "repeats itself three times over by chance about once in a hundred."
    ),
)

FEWEST_DIGITS = Threshold(
    name="significant digits",
    value=3.0,
    source="Our own convention: small counts and round numbers repeat themselves.",
)


def runs_of(series: Series) -> Mask:
    """Find the cell at which a run of equal figures reaches the longest allowed; others are not.

    Absent figures are passed over; a run goes on over them.
    """
    value, present = series.panel.value, series.panel.present
    length = np.zeros(len(value))
    previous = np.full(len(value), np.nan)
    reached = np.zeros(value.shape, dtype=bool)
    for column in range(value.shape[1]):
        here = present[:, column]
        same = here & (value[:, column] == previous)
        length[here] = np.where(same, length + 1, 1)[here]
        previous[here] = value[here, column]
        reached[:, column] = here & (length == LONGEST_RUN.value)
    return reached


def _find(series: Series) -> Iterator[Doubt]:
    unit = series.measure.unit
    value = series.panel.value
    digits = np.round(np.abs(value) * 10.0**series.measure.decimals)
    told = digits >= 10 ** (FEWEST_DIGITS.value - 1)
    # At the ends of its range a figure has nowhere to go: all schools, or none.
    for end in (unit.lowest, unit.highest):
        if end is not None:
            told &= value != end

    def received(row: int, column: int) -> str:
        return f"{series.printed(value[row, column])} for the fourth time in a row"

    expected = "a figure that was asked for anew"
    yield from series.cells(runs_of(series) & told, "value", received, expected)


REPEATED = Check(
    code=IssueCode.REPEATED_FIGURE,
    name="Frozen value",
    statement=(
        "A figure is doubted that is the same for the fourth time in a row, to the last decimal "
        "that is published. Figures of fewer than three digits, and those at an end of what the "
        "unit allows, are passed over."
    ),
    severity=Severity.WARNING,
    find=_find,
    thresholds=(LONGEST_RUN, FEWEST_DIGITS),
)
