"""The two icons of Making Data Count: what varies, and whether a target will be met.

Source read: NHSRplotthedots 0.2.2 (050b07d), ptd_calculate_assurance_type.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Codes
from purbeck.methods.codes import Direction, judged
from purbeck.methods.segments import TOLERANCE
from purbeck.methods.xmr import XmR
from purbeck.model.polarity import Polarity


def signal_of(cause: Codes) -> Codes:
    """Give which way a special cause points, of the shape of the causes.

    A trend counts by its direction and not by the side of the mean that it lies on.

    Returns
    -------
    Codes
        HIGHER or LOWER, SAME for common cause, UNKNOWN where a point is not judged.
    """
    signal = np.full(cause.shape, Direction.SAME, dtype=np.int8)
    signal[cause > 0] = Direction.LOWER
    signal[(cause > 0) & (cause % 2 == 1)] = Direction.HIGHER
    signal[cause < 0] = Direction.UNKNOWN
    return signal


def variation_icon(chart: XmR, polarity: Polarity) -> Codes:
    """Give each area's variation icon: what its last point says, of shape (areas,).

    Returns
    -------
    Codes
        Codes of ``Verdict``: SAME is common cause, BETTER special cause improvement, WORSE
        special cause concern; HIGHER and LOWER where neither way is better; UNKNOWN where the
        last segment has no limits or the area has no point.

    Examples
    --------
    >>> from purbeck.methods.codes import Verdict
    >>> from purbeck.methods.xmr import xmr
    >>> chart = xmr([[5, 6, 5, 4, 5, 6, 5, 4, 5, 19]])
    >>> Verdict(variation_icon(chart, Polarity.LOWER)[0]).name
    'WORSE'
    """
    return judged(signal_of(chart.latest_cause), polarity)


def assurance_icon(chart: XmR, target: ArrayLike, polarity: Polarity) -> Codes:
    """Give each area's assurance icon, of shape (areas,).

    Parameters
    ----------
    chart
        Its last segment's limits are held against the target.
    target
        In the unit of the figures, of shape (areas,) or one for all; NaN for none.
    polarity
        Which way is better; without one way, there is no assurance.

    Returns
    -------
    Codes
        Codes of ``Verdict``: BETTER where ordinary variation passes the target every time,
        WORSE where it fails it every time, SAME where it may do either, a target exactly on a
        limit included. Without a target, a direction or limits: UNKNOWN.

    Examples
    --------
    >>> from purbeck.methods.codes import Verdict
    >>> from purbeck.methods.xmr import xmr
    >>> chart = xmr([[50, 52, 49, 51, 50, 53, 48, 51]])
    >>> Verdict(assurance_icon(chart, 70.0, Polarity.HIGHER)[0]).name
    'WORSE'
    """
    lower, upper = chart.segments.of_area(chart.lower), chart.segments.of_area(chart.upper)
    wanted = np.broadcast_to(np.asarray(target, dtype=np.float64), lower.shape)
    room = TOLERANCE * np.maximum(np.abs(lower), np.abs(upper))
    lies = np.full(lower.shape, Direction.SAME, dtype=np.int8)
    lies[wanted > upper + room] = Direction.LOWER
    lies[wanted < lower - room] = Direction.HIGHER
    lies[~np.isfinite(wanted) | ~np.isfinite(upper)] = Direction.UNKNOWN
    if polarity not in (Polarity.HIGHER, Polarity.LOWER):
        lies[:] = Direction.UNKNOWN
    return judged(lies, polarity)
