"""The four rules by which a point on an XmR chart is a special cause.

Definition: NHS England, Making Data Count; NHSRplotthedots 0.2.2 (050b07d). A point is named by
the first rule that it answers to, in the order limits, trend, two in three, shift.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from purbeck.methods.arrays import Codes, Figures, Flags
from purbeck.methods.segments import Segments, in_run

RUN = 7
"""Points in a trend or a shift (Making Data Count)."""


class SpecialCause(IntEnum):
    """What a point on the chart is. Odd codes are signals that the figures are high."""

    COMMON_CAUSE = 0
    ABOVE_LIMIT = 1
    BELOW_LIMIT = 2
    RISING = 3
    FALLING = 4
    NEAR_UPPER = 5
    """Two of three points on one side of the mean are close to the upper limit."""
    NEAR_LOWER = 6
    SHIFT_ABOVE = 7
    SHIFT_BELOW = 8
    NOT_JUDGED = -1
    """Its segment has no limits: too few points, or no variation."""
    NO_POINT = -2


def special_causes(
    points: Figures,
    segments: Segments,
    *,
    mean: Figures,
    reach: Figures,
    near: float,
    room: Figures,
) -> Codes:
    """Name the special cause of each point, all of shape (points,).

    Parameters
    ----------
    points, mean, reach, room
        The figure, its segment's mean, the distance from mean to limit, and the room for
        rounding, all in the unit of the figures.
    near
        The share of ``reach`` beyond which a point within the limits is close to one.

    Returns
    -------
    numpy.ndarray
        ``SpecialCause`` codes. A figure on a limit is not beyond it; one on the mean, or equal
        to the one before it, ends a run.
    """
    distance = points - mean
    above, below = distance > room, distance < -room
    over, under = distance > reach + room, distance < -(reach + room)
    close = (np.abs(distance) > near * reach + room) & ~over & ~under
    step = np.zeros_like(points)
    step[1:] = np.diff(points)
    joined = ~segments.first
    cause = np.zeros(len(points), dtype=np.int8)
    # Written from the last rule to the first, so that the first one stands.
    for code, found in (
        (SpecialCause.SHIFT_BELOW, in_run(_both(below, joined), RUN)),
        (SpecialCause.SHIFT_ABOVE, in_run(_both(above, joined), RUN)),
        (SpecialCause.NEAR_LOWER, _two_in_three(below, close, joined)),
        (SpecialCause.NEAR_UPPER, _two_in_three(above, close, joined)),
        (SpecialCause.FALLING, in_run(joined & (step < -room), RUN)),
        (SpecialCause.RISING, in_run(joined & (step > room), RUN)),
        (SpecialCause.BELOW_LIMIT, under),
        (SpecialCause.ABOVE_LIMIT, over),
        (SpecialCause.NOT_JUDGED, np.isnan(reach)),
    ):
        cause[found] = code
    return cause


def _both(side: Flags, joined: Flags) -> Flags:
    """Whether a point and the one before it are both on this side, in one segment."""
    together = joined & side
    together[1:] &= side[:-1]
    return together


def _two_in_three(side: Flags, close: Flags, joined: Flags) -> Flags:
    """Mark the close points of three in a row on one side, of which at least two are close."""
    together = _both(side, joined)
    if len(side) < 3:
        return np.zeros(len(side), dtype=bool)
    number = close.astype(np.int8)
    ending = np.zeros(len(side), dtype=bool)
    ending[2:] = together[2:] & together[1:-1] & (number[2:] + number[1:-1] + number[:-2] >= 2)
    window = ending.copy()
    window[:-1] |= ending[1:]
    window[:-2] |= ending[2:]
    return window & close
