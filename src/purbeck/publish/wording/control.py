"""What the points of a control chart say, in the words of Making Data Count."""

from __future__ import annotations

from purbeck.assess.assessment import ControlPoint
from purbeck.methods.xmr_rules import SpecialCause
from purbeck.model.verdict import Variation

_CAUSES = {
    SpecialCause.ABOVE_LIMIT: "above the upper limit",
    SpecialCause.BELOW_LIMIT: "below the lower limit",
    SpecialCause.RISING: "in a run of rises",
    SpecialCause.FALLING: "in a run of falls",
    SpecialCause.NEAR_UPPER: "two of three close to the upper limit",
    SpecialCause.NEAR_LOWER: "two of three close to the lower limit",
    SpecialCause.SHIFT_ABOVE: "in a run above the mean",
    SpecialCause.SHIFT_BELOW: "in a run below the mean",
}

SHORT = {
    Variation.IMPROVEMENT: "improvement",
    Variation.CONCERN: "concern",
    Variation.HIGH: "high",
    Variation.LOW: "low",
}
"""The special causes as a legend names them."""


def point_words(point: ControlPoint) -> str:
    """Say what a point is: common cause, or a special cause by which rule.

    Examples
    --------
    >>> from purbeck.model.period import Period, PeriodKind
    >>> point = ControlPoint(
    ...     period=Period(PeriodKind.CALENDAR_YEAR, 2018), value=9.0, mean=5.0, lower=2.0,
    ...     upper=8.0, signal=Variation.CONCERN, cause=SpecialCause.ABOVE_LIMIT)
    >>> point_words(point)
    'special cause concern: above the upper limit'
    """
    if point.signal is Variation.CANNOT_BE_ASSESSED:
        return "too few points for limits"
    if point.cause is SpecialCause.COMMON_CAUSE:
        return str(point.signal.value)
    return f"{point.signal.value}: {_CAUSES[point.cause]}"
