"""Targets that no figure is near, and targets that were changed without a reason."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from purbeck.assess.finding import Threshold
from purbeck.checks.check import Check, Doubt, Series
from purbeck.model.issue import IssueCode, Severity

FACTOR = Threshold(
    name="times the figure",
    value=10.0,
    source=(
        "Our own convention: a target ten times the largest figure, or a tenth of the smallest, "
        "is in another unit, of another period or of another measure. A council's report of 2018 "
        "has a target of 73,390 beside figures of 420."
    ),
)


def _find_implausible(series: Series) -> Iterator[Doubt]:
    target, unit = series.measure.target, series.measure.unit
    if target is None:
        return
    for period, value in target.steps:
        if not unit.allows(value):
            yield Doubt(
                field="target",
                received=f"{value:,g} for {period.label}",
                expected=unit.allowed,
                period=period,
            )
    figures = np.abs(series.own_values)
    figures = figures[figures > 0]
    # A score such as progress lies about zero, where no factor says anything.
    if not len(figures) or (unit.lowest is None):
        return
    for period, value in target.steps:
        far = value > FACTOR.value * figures.max() or 0 < value < figures.min() / FACTOR.value
        if far and unit.allows(value):
            lowest, highest = series.printed(figures.min()), series.printed(figures.max())
            yield Doubt(
                field="target",
                received=f"{value:,g} for {period.label}",
                expected=f"a target nearer to the figures, from {lowest} to {highest}",
                period=period,
            )


def _find_without_reason(series: Series) -> Iterator[Doubt]:
    target = series.measure.target
    if target is None or target.reason.strip():
        return
    steps = sorted(target.steps)
    for (_, before), (period, value) in pairwise(steps):
        if value != before:
            yield Doubt(
                field="target",
                received=f"{value:,g} for {period.label} after {before:,g}",
                expected="the reason for the change",
                period=period,
            )
            return


IMPLAUSIBLE_TARGET = Check(
    code=IssueCode.TARGET_IMPLAUSIBLE,
    name="Implausible target",
    statement=(
        "A target is doubted that the measure's unit does not allow, that is more than ten times "
        "the largest of the organisation's figures, or less than a tenth of the smallest. For a "
        "unit that can be negative only the first is asked."
    ),
    severity=Severity.ERROR,
    find=_find_implausible,
    thresholds=(FACTOR,),
)

TARGET_WITHOUT_REASON = Check(
    code=IssueCode.TARGET_WITHOUT_REASON,
    name="Changed target without a reason",
    statement="A target is doubted that changes from one period to the next and gives no reason.",
    severity=Severity.WARNING,
    find=_find_without_reason,
)
