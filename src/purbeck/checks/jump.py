"""A figure that differs from the one before it by far more than the measure's figures do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import Threshold
from purbeck.checks.check import Check, Doubt, Series
from purbeck.model.issue import IssueCode, Severity
from purbeck.model.unit import UnitCode

FARTHEST = Threshold(
    name="robust standard deviations",
    value=8.0,
    source=(
        "Our own convention. Iglewicz and Hoaglin (1993) take 3.5 for a single value of a normal "
        "sample; changes of published figures have longer tails, and a doubt that is raised every "
        "quarter is not read."
    ),
)

FEWEST = Threshold(
    name="changes",
    value=8.0,
    source="Our own convention: fewer do not say what is usual for the measure.",
)

# The median absolute deviation of a normal distribution, in standard deviations.
_NORMAL = 1.4826


_BY_SIZE = frozenset({UnitCode.COUNT, UnitCode.DAYS, UnitCode.POUNDS})
"""Units whose figures are as large as their area is. What is a usual change of England's days is
no change of a county's, so that it is the ratio of two figures that is measured."""


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """How each figure of a measure differs from the one before it of its area.

    Attributes
    ----------
    previous
        The figure before, whatever lies between; NaN for none, and where a new series opens.
    size
        The change that is measured: in points, or as a ratio in logarithms.
    rounding
        What a rounding of the published figure comes to in the same terms.
    """

    previous: NDArray[np.float64]
    size: NDArray[np.float64]
    rounding: NDArray[np.float64]


def changes_of(series: Series) -> Changes:
    """Give the change from the figure before, whatever lies between; NaN for none.

    A figure that opens a new series has no change. That of a count, of days or of pounds is the
    difference of the logarithms of one more than each, which 0 has too; a negative sum of money
    counts as much below nought.
    """
    value, previous = series.panel.value, _previous(series)
    rounding = np.full(value.shape, 10.0**-series.measure.decimals)
    if series.measure.unit.code not in _BY_SIZE:
        return Changes(previous, value - previous, rounding)
    size = _logarithms(value) - _logarithms(previous)
    return Changes(previous, size, rounding / (1 + np.abs(previous)))


def _logarithms(figures: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.sign(figures) * np.log1p(np.abs(figures))


def _previous(series: Series) -> NDArray[np.float64]:
    value, present = series.panel.value, series.panel.present
    last = np.full(len(value), np.nan)
    previous = np.full(value.shape, np.nan)
    opens = series.breaks()
    for column in range(value.shape[1]):
        here = present[:, column]
        told = here & ~opens[:, column]
        previous[told, column] = last[told]
        last[here] = value[here, column]
    return previous


def _find(series: Series) -> Iterator[Doubt]:
    changes = changes_of(series)
    known = changes.size[~np.isnan(changes.size)]
    if len(known) < FEWEST.value:
        return
    middle = float(np.median(known))
    spread = _NORMAL * float(np.median(np.abs(known - middle)))
    # Figures that hardly move differ by their rounding alone, and any real change is far.
    limit = FARTHEST.value * np.maximum(spread, changes.rounding)
    far = np.abs(changes.size - middle) > limit

    def received(row: int, column: int) -> str:
        now, before = series.panel.value[row, column], changes.previous[row, column]
        return f"{series.printed(now)}, {series.printed(now - before)} from the figure before"

    def expected(row: int, column: int) -> str:
        if series.measure.unit.code not in _BY_SIZE:
            usual = series.printed(limit[row, column])
            return f"a change within {usual} of the usual one"
        centre = _logarithms(changes.previous[row, column]) + middle
        ends = (_figures(centre + end * limit[row, column]) for end in (-1, 1))
        lowest, highest = (series.printed(float(end)) for end in ends)
        before = series.printed(changes.previous[row, column])
        return f"between {lowest} and {highest}, after {before}"

    yield from series.cells(far, "value", received, expected)


def _figures(logarithms: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.sign(logarithms) * np.expm1(np.abs(logarithms))


JUMP = Check(
    code=IssueCode.IMPLAUSIBLE_JUMP,
    name="Implausible jump",
    statement=(
        "A figure is doubted where it has changed since the figure before it by more than eight "
        "robust standard deviations of all changes of the measure, of every area. Changes of "
        "counts, of days and of pounds are measured as ratios (differences of the logarithm of "
        "one more than the figure), as they are as large as the area is; all others in points. "
        "No change is doubted that eight roundings of the figure would make. There have to be "
        "eight changes, and the first figure of a new series has none."
    ),
    severity=Severity.WARNING,
    find=_find,
    thresholds=(FARTHEST, FEWEST),
)
