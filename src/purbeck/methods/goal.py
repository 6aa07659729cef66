"""A figure held against a target, as Fingertips does it: one value, an interval, a range.

Source of the rules: fingertips-open (6780897), SingleValueTargetComparer, RangeTargetComparer,
BespokeTargetPercentileRangeComparer and the previous-year target. A target is to be reached from
one side, so polarity is needed from the start: without one there is no verdict.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Codes, Flags, figures
from purbeck.methods.codes import Verdict
from purbeck.methods.interval import Interval
from purbeck.model.polarity import Polarity


@np.errstate(all="ignore")
def against_value(value: ArrayLike, target: ArrayLike, polarity: Polarity) -> Codes:
    """Tell whether a figure reaches its target: BETTER or WORSE.

    Exactly the target is BETTER. UNKNOWN where either is missing, or polarity is not HIGHER or
    LOWER.

    Examples
    --------
    >>> codes = against_value([9, 10, 11], 10, Polarity.LOWER)
    >>> [Verdict(code).name for code in codes]
    ['BETTER', 'BETTER', 'WORSE']
    """
    y, goal = figures(value, target)
    reached = y <= goal if polarity is Polarity.LOWER else y >= goal
    return _verdicts(~np.isnan(y + goal), polarity, (reached, Verdict.BETTER), (~reached, -1))


def against_interval(interval: Interval, target: ArrayLike, polarity: Polarity) -> Codes:
    """Tell whether a figure's whole interval lies on one side of its target.

    At or above the target is above it, strictly below is below it, and any other interval SAME.
    UNKNOWN where a limit or the target is missing, or polarity is not HIGHER or LOWER.

    Examples
    --------
    >>> limits = Interval(*figures([8, 9, 10], [9, 11, 10]))
    >>> [Verdict(code).name for code in against_interval(limits, 10, Polarity.LOWER)]
    ['BETTER', 'SAME', 'WORSE']
    """
    low, high, goal = figures(interval.lower, interval.upper, target)
    known = (low <= high) & ~np.isnan(goal)
    sign = -1 if polarity is Polarity.LOWER else 1
    return _verdicts(known, polarity, (low >= goal, sign), (high < goal, -sign))


def against_range(
    value: ArrayLike, lower: ArrayLike, upper: ArrayLike, polarity: Polarity
) -> Codes:
    """Tell where a figure lies to a range that is to be passed, such as between percentiles.

    Below ``lower`` is below it, ``lower`` itself is within, ``upper`` itself is above it.
    UNKNOWN where a figure is missing, the range is reversed, or polarity is not HIGHER or LOWER.

    Examples
    --------
    >>> codes = against_range([0, 1, 1.5, 2], 1, 2, Polarity.HIGHER)
    >>> [Verdict(code).name for code in codes]
    ['WORSE', 'SAME', 'SAME', 'BETTER']
    """
    y, low, high = figures(value, lower, upper)
    known = (low <= high) & ~np.isnan(y)
    sign = -1 if polarity is Polarity.LOWER else 1
    return _verdicts(known, polarity, (y < low, -sign), (y >= high, sign))


def _verdicts(known: Flags, polarity: Polarity, *cases: tuple[Flags, int]) -> Codes:
    if polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return np.full(known.shape, Verdict.UNKNOWN, dtype=np.int8)
    conditions = [~known, *(flags for flags, _ in cases)]
    codes = [np.int8(Verdict.UNKNOWN), *(np.int8(code) for _, code in cases)]
    return np.select(conditions, codes, default=np.int8(Verdict.SAME))
