"""The two icons of Making Data Count: what varies, and whether a target will be met.

Source read: NHSRplotthedots 0.2.2 (050b07d), ptd_calculate_assurance_type.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from purbeck.methods.segments import TOLERANCE
from purbeck.methods.xmr import XmR
from purbeck.model.errors import UsageError

HIGHER, NEITHER, LOWER = 1, 0, -1
"""Which way is better: more, neither, less."""


class Variation(IntEnum):
    """What the last point of a chart says."""

    COMMON_CAUSE = 0
    IMPROVEMENT = 1
    CONCERN = 2
    HIGH = 3
    """A signal that the figures are high, where neither way is better."""
    LOW = 4
    CANNOT_BE_CALCULATED = -1


class Assurance(IntEnum):
    """What ordinary variation will do with a target."""

    INCONSISTENT = 0
    """The target lies within the limits: some figures will meet it and some will not."""
    CONSISTENT_PASS = 1
    CONSISTENT_FAIL = 2
    CANNOT_BE_CALCULATED = -1


def variation_of(cause: NDArray[np.int8], better: int) -> NDArray[np.int8]:
    """Give the ``Variation`` of special causes, of their shape.

    A trend counts by its direction and not by the side of the mean that it lies on.
    ``better`` is HIGHER, NEITHER or LOWER.

    Examples
    --------
    >>> import numpy as np
    >>> from purbeck.methods.xmr_rules import SpecialCause
    >>> found = variation_of(np.array([SpecialCause.RISING], dtype=np.int8), LOWER)
    >>> Variation(found[0]).name
    'CONCERN'
    """
    _check(better)
    high = (cause > 0) & (cause % 2 == 1)
    low = (cause > 0) & ~high
    if better == NEITHER:
        for_high, for_low = Variation.HIGH, Variation.LOW
    elif better == HIGHER:
        for_high, for_low = Variation.IMPROVEMENT, Variation.CONCERN
    else:
        for_high, for_low = Variation.CONCERN, Variation.IMPROVEMENT
    found = np.full(cause.shape, Variation.COMMON_CAUSE, dtype=np.int8)
    found[high], found[low] = for_high, for_low
    found[cause < 0] = Variation.CANNOT_BE_CALCULATED
    return found


def variation_icon(chart: XmR, better: int) -> NDArray[np.int8]:
    """Give each area's variation icon: the ``Variation`` of its last point, of shape (areas,)."""
    return variation_of(chart.latest_cause, better)


def assurance_icon(chart: XmR, target: ArrayLike, better: int) -> NDArray[np.int8]:
    """Give each area's assurance icon, of shape (areas,).

    Parameters
    ----------
    chart
        Its last segment's limits are held against the target.
    target
        In the unit of the figures, of shape (areas,) or one for all; NaN for none.
    better
        HIGHER, NEITHER or LOWER.

    Returns
    -------
    numpy.ndarray
        ``Assurance`` codes. A target exactly on a limit is INCONSISTENT. Without a target, a
        direction or limits: CANNOT_BE_CALCULATED.

    Examples
    --------
    >>> from purbeck.methods.xmr import xmr
    >>> chart = xmr([[50, 52, 49, 51, 50, 53, 48, 51]])
    >>> Assurance(assurance_icon(chart, 70.0, HIGHER)[0]).name
    'CONSISTENT_FAIL'
    """
    _check(better)
    lower, upper = chart.segments.of_area(chart.lower), chart.segments.of_area(chart.upper)
    wanted = np.broadcast_to(np.asarray(target, dtype=np.float64), lower.shape)
    room = TOLERANCE * np.maximum(np.abs(lower), np.abs(upper))
    beyond, short = wanted > upper + room, wanted < lower - room
    fails, passes = (beyond, short) if better == HIGHER else (short, beyond)
    found = np.full(lower.shape, Assurance.INCONSISTENT, dtype=np.int8)
    found[passes], found[fails] = Assurance.CONSISTENT_PASS, Assurance.CONSISTENT_FAIL
    cannot = ~np.isfinite(wanted) | ~np.isfinite(upper) | (better == NEITHER)
    found[cannot] = Assurance.CANNOT_BE_CALCULATED
    return found


def _check(better: int) -> None:
    if better not in (HIGHER, NEITHER, LOWER):
        raise UsageError(f"Better is HIGHER (1), NEITHER (0) or LOWER (-1), not {better!r}.")
