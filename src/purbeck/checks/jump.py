"""A figure that differs from the one before it by far more than the measure's figures do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from purbeck.checks.check import Check, Doubt, Series, Threshold
from purbeck.model.issue import IssueCode, Severity

FARTHEST = Threshold(
    name="robust standard deviations",
    value=8.0,
    source=(
        "Our own convention. Iglewicz and Hoaglin (1993) take 3.5 for a single value of a normal "
        "sample; changes of published figures have longer tails, and a doubt that is raised every "
        "quarter is not read."
    ),
)

FEWEST = Threshold(
    name="changes",
    value=8.0,
    source="Our own convention: fewer do not say what is usual for the measure.",
)

# The median absolute deviation of a normal distribution, in standard deviations.
_NORMAL = 1.4826


def changes_of(series: Series) -> NDArray[np.float64]:
    """Give the change from the figure before, whatever lies between; NaN for none.

    A figure that opens a new series has no change.
    """
    value, present = series.panel.value, series.panel.present
    previous = np.full(len(value), np.nan)
    changes = np.full(value.shape, np.nan)
    opens = series.breaks()
    for column in range(value.shape[1]):
        here = present[:, column]
        told = here & ~opens[:, column]
        changes[told, column] = value[told, column] - previous[told]
        previous[here] = value[here, column]
    return changes


def _find(series: Series) -> Iterator[Doubt]:
    changes = changes_of(series)
    known = changes[~np.isnan(changes)]
    if len(known) < FEWEST.value:
        return
    middle = float(np.median(known))
    spread = _NORMAL * float(np.median(np.abs(known - middle)))
    # Figures that hardly move differ by their rounding alone, and any real change is far.
    spread = max(spread, 10.0**-series.measure.decimals)
    far = np.abs(changes - middle) > FARTHEST.value * spread
    usual = series.printed(FARTHEST.value * spread)

    def received(row: int, column: int) -> str:
        change = changes[row, column]
        now = series.panel.value[row, column]
        return f"{series.printed(now)}, {series.printed(change)} from the figure before"

    yield from series.cells(far, "value", received, f"a change within {usual} of the usual one")


JUMP = Check(
    code=IssueCode.IMPLAUSIBLE_JUMP,
    name="Implausible jump",
    statement=(
        "A figure is doubted where it has changed since the figure before it by more than eight "
        "robust standard deviations of all changes of the measure, of every area. There have to "
        "be eight changes, and the first figure of a new series has none."
    ),
    severity=Severity.WARNING,
    find=_find,
    thresholds=(FARTHEST, FEWEST),
)
