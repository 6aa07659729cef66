"""What chance can be reckoned from: counts where they are known, else published intervals.

Nothing is invented: where neither is known there is no interval, and a method that needs one
says so.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from purbeck.methods.interval import LEVEL, Interval, rate, wilson
from purbeck.model.measure import Measure
from purbeck.model.unit import UnitCode
from purbeck.panel.panel import Panel

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]

_RATES = (UnitCode.RATE_PER_1000, UnitCode.RATE_PER_10000, UnitCode.RATE_PER_100000)


class Family(Enum):
    """How the figures of a measure come about, and so which model of chance they have."""

    PROPORTION = "proportion"
    RATE = "rate"
    VALUE = "value"


def family_of(measure: Measure) -> Family:
    """Give the family that the unit declares."""
    if measure.unit.code is UnitCode.PERCENTAGE:
        return Family.PROPORTION
    return Family.RATE if measure.unit.code in _RATES else Family.VALUE


# Most rules of evidence ask for these, of the same panel: the last few answers are kept, and cannot
# be written to.
@lru_cache(maxsize=4)
def counts_of(panel: Panel) -> tuple[Figures, Figures]:
    """Give numerators and denominators where both belong to a value; NaN elsewhere.

    Both are NaN throughout where the measure's unit is not a share or a rate.
    """
    known = panel.present & ~np.isnan(panel.numerator) & ~np.isnan(panel.denominator)
    if family_of(panel.measure) is Family.VALUE:
        known = np.zeros_like(known)
    numerator = np.where(known, panel.numerator, np.nan)
    denominator = np.where(known, panel.denominator, np.nan)
    numerator.flags.writeable = denominator.flags.writeable = False
    return numerator, denominator


@lru_cache(maxsize=8)
def interval_of(panel: Panel, confidence: float = LEVEL) -> tuple[Interval, Flags]:
    """Give the interval of every figure in the measure's unit, and where it is the published one.

    Where counts are known the interval is worked out from them: Wilson's for a share, Byar's
    and the exact one for a rate. Elsewhere, at 95%, it is the published one. NaN for neither.
    """
    x, n = counts_of(panel)
    multiplier = panel.measure.unit.multiplier or 1.0
    if family_of(panel.measure) is Family.RATE:
        of_rate = rate(x, n, multiplier, confidence)
        lower, upper = of_rate.lower, of_rate.upper
    else:
        of_share = wilson(x, n, confidence)
        lower, upper = multiplier * of_share.lower, multiplier * of_share.upper
    published = np.isnan(lower) & panel.present & ~np.isnan(panel.lower) & ~np.isnan(panel.upper)
    if confidence != LEVEL:
        published = np.zeros_like(published)
    lower, upper = (
        np.where(published, panel.lower, lower),
        np.where(published, panel.upper, upper),
    )
    lower.flags.writeable = upper.flags.writeable = published.flags.writeable = False
    return Interval(lower, upper), published
