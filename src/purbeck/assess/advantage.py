"""How much better one figure is than another, by the polarity that the measure declares.

This is the one place where a direction becomes good or bad.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from purbeck.model.measure import Measure
from purbeck.model.polarity import Polarity

Figures = NDArray[np.float64]

# Published figures have few decimals, but their differences in binary do not: 57.3 - 56.8 is
# 0.5000000000000000 on one machine's path and 0.49999999999999 on another's. A difference is
# held against a band with this much room, a billionth of the figures' own size.
ROOM = 1e-9


def advantage(value: Figures, reference: Figures, measure: Measure) -> Figures:
    """Give how much better ``value`` is than ``reference``, in the measure's unit.

    Positive is better. For a range, better means nearer to the aim, and two figures within it
    are equal. Where polarity is neither, there is no better: NaN throughout. NaN where either
    figure is.
    """
    if measure.polarity is Polarity.HIGHER:
        return value - reference
    if measure.polarity is Polarity.LOWER:
        return reference - value
    if measure.polarity is Polarity.RANGE:
        return distance_from_aim(reference, measure) - distance_from_aim(value, measure)
    return np.full(np.broadcast(value, reference).shape, np.nan)


def distance_from_aim(value: Figures, measure: Measure) -> Figures:
    """Give how far a figure lies outside its measure's aim, in its unit; 0 at the edge."""
    if measure.aim is None:
        return np.full(np.shape(value), np.nan)
    lowest, highest = measure.aim
    return np.maximum(np.maximum(lowest - value, value - highest), 0.0)


def room(value: Figures, reference: Figures) -> Figures:
    """Give the room that a comparison of two figures has for rounding in binary."""
    return ROOM * np.maximum(1.0, np.maximum(np.abs(value), np.abs(reference)))
