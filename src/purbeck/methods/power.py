"""What a short series could have seen: how often an XmR chart would find a change that was there.

"No special cause" on five points is not reassurance: a chart of five points would find a jump of
four standard deviations in the last of them some six times in a hundred. Chances are simulated
(see ``power_table``), for independent normal figures and the rules of ``xmr`` with screening, or
those of Laney's chart and of the run chart.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Figures
from purbeck.methods.power_table import COUNTED_JUMP, JUMP, POINTS, RUN_SHIFT, SHIFT, SIZES
from purbeck.model.errors import UsageError

WANTED = 0.8
"""The chance of being seen that is commonly wanted of a study (Cohen 1988)."""


class Change(StrEnum):
    """The change that a chart might have seen."""

    JUMP = "jump"
    """The last point alone lies off by so much; seen if the last point is a special cause."""
    SHIFT = "shift"
    """The later half of the points lies off by so much; seen if any of them is one."""
    COUNTED_JUMP = "jump on a chart of counts"
    """As JUMP, on Laney's chart of large denominators: seen if beyond its limits."""
    RUN_SHIFT = "shift on a run chart"
    """As SHIFT, on a run chart: seen if it has a signal. Points on the median do not count."""


_TABLE = {
    Change.JUMP: np.array(JUMP),
    Change.SHIFT: np.array(SHIFT),
    Change.COUNTED_JUMP: np.array(COUNTED_JUMP),
    Change.RUN_SHIFT: np.array(RUN_SHIFT),
}


def chance_of_seeing(points: ArrayLike, size: float, change: Change = Change.JUMP) -> Figures:
    """Give the chance that a chart would have shown a change.

    Parameters
    ----------
    points
        Figures in the segment, of any shape.
    size
        The change in standard deviations of the figures, one of ``SIZES``; of 0, the chance of
        a false alarm.
    change
        What kind of change.

    Returns
    -------
    numpy.ndarray
        From 0 to 1. A number of points between two in the table has the chance of the lower one,
        one beyond the table that of its last. Below two points there is no chart: 0.

    Examples
    --------
    >>> float(chance_of_seeing(5, 4.0)) < 0.1 < 0.5 < float(chance_of_seeing(24, 4.0))
    True
    """
    if size not in SIZES:
        raise UsageError(f"A change has a size of {', '.join(map(str, SIZES))}, not {size}.")
    row = np.searchsorted(np.array(POINTS), np.asarray(points), side="right") - 1
    chances = _TABLE[Change(change)][:, SIZES.index(size)]
    return np.where(row >= 0, chances[np.maximum(row, 0)], 0.0)


def least_seen(
    points: ArrayLike, change: Change = Change.JUMP, *, wanted: float = WANTED
) -> Figures:
    """Give the smallest tabled change that would be seen with the chance wanted; NaN for none.

    Examples
    --------
    >>> least_seen([5, 24], Change.SHIFT).tolist()
    [nan, 3.0]
    """
    seen = np.stack([chance_of_seeing(points, size, change) >= wanted for size in SIZES], axis=-1)
    least = np.array(SIZES)[np.argmax(seen, axis=-1)]
    return np.where(seen.any(axis=-1), least, np.nan)
