"""What makes a series unfit to be judged, and which figures are at fault."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from purbeck.model.observation import FRACTION_TOLERANCE
from purbeck.model.unit import Unit
from purbeck.panel.panel import Figures

Flags = NDArray[np.bool_]

# Room for what a quotient loses in binary; Observation has the same.
_ROOM = 1e-9


class Flaw(IntEnum):
    """Why the series of an area cannot be judged at all. The first that holds is named."""

    NONE = 0
    REPEATED = 1
    """One publication gives two different figures for one period."""
    OTHER_KIND = 2
    """A period of another kind, or pool of another span, than the measure declares."""
    NOT_FINITE = 3
    """A value that is infinite, or missing without a reason."""
    OUT_OF_RANGE = 4
    """A value that the unit cannot have."""
    IMPOSSIBLE_COUNT = 5
    """A numerator below 0, infinite or above its denominator, or a denominator of 0 or less."""


def impossible(
    value: Figures, numerator: Figures, denominator: Figures, present: Flags, unit: Unit
) -> list[tuple[Flaw, Flags]]:
    """List, for each flaw that a figure alone can have, which figures have it.

    Parameters
    ----------
    present
        Whether there is a value; one that is absent for a reason has no flaw.
    unit
        Its bounds themselves are possible. Only a percentage's numerator is held to be no
        larger than its denominator: a rate may count a person twice.
    """
    count, total = numerator, denominator
    outside = np.zeros(value.shape, dtype=bool)
    if unit.lowest is not None:
        outside |= value < unit.lowest
    if unit.highest is not None:
        outside |= value > unit.highest
    counts = (count < 0) | (total <= 0) | np.isinf(count) | np.isinf(total)
    if unit.highest is not None and unit.multiplier is not None:
        counts |= count > total
    return [
        (Flaw.NOT_FINITE, present & ~np.isfinite(value)),
        (Flaw.OUT_OF_RANGE, present & outside),
        (Flaw.IMPOSSIBLE_COUNT, present & counts),
    ]


def disagreeing(value: Figures, numerator: Figures, denominator: Figures, unit: Unit) -> Flags:
    """Whether a value is not what its numerator and denominator come to, beyond rounding.

    The tolerance is that of ``Observation.problems_in``; exactly at it the two agree. False
    where there is no fraction to hold the value against.
    """
    if unit.multiplier is None:
        return np.zeros(value.shape, dtype=bool)
    with np.errstate(all="ignore"):
        fraction = unit.multiplier * numerator / denominator
    return np.asarray(np.abs(fraction - value) > FRACTION_TOLERANCE + _ROOM)
