"""The figures of groups as a tidy table: one row a measure, group and period."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.publish.compose.register_sheets import NOT_AVAILABLE
from purbeck.publish.compose.shorthand import ABSENCE_MARK
from purbeck.publish.document import Sheet, SheetColumn, SheetKind, SheetValue
from purbeck.publish.wording.inequality import against_words
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.inequality import FigureInPeriod, GroupStanding, MeasureInequality

_T, _N = SheetKind.TEXT, SheetKind.NUMBER

_COLUMNS = (
    SheetColumn("Measure ID", _T, "The id of the measure in the framework"),
    SheetColumn("Measure", _T, "The name of the measure"),
    SheetColumn("Dimension", _T, "By what people are told apart"),
    SheetColumn("Group", _T, "The group of people that the figure is of"),
    SheetColumn("Period", _T, "The period that the figure is for"),
    SheetColumn("Value", _N, "The figure of the group, in the unit given"),
    SheetColumn("Unit", _T, "What the value counts"),
    SheetColumn("Lower", _N, "The lower limit of its 95% interval, where that is known"),
    SheetColumn("Upper", _N, "The upper limit"),
    SheetColumn("Held against", _T, "The group that it is held against, or everybody"),
    SheetColumn("Gap", _N, "The figure of the group less that one"),
    SheetColumn("Gap lower", _N, "The lower limit of its 95% interval, where that is known"),
    SheetColumn("Gap upper", _N, "The upper limit"),
    SheetColumn("Verdict", _T, "Of the latest period: which way the gap lies beyond chance"),
    SheetColumn("Direction", _T, "Of the latest period: how the gap moved"),
)


def sheets(scorecard: DisclosedScorecard) -> Iterator[Sheet]:
    """Lay out the figures of every group with their gaps; nothing where there are none."""
    if not scorecard.inequality:
        return
    rows = tuple(
        row
        for found in scorecard.inequality
        for standing in found.groups
        for row in _rows(found, standing)
    )
    title = "Groups: every figure of a group of people, with its gap to what it is held against"
    yield Sheet("Groups", title, _COLUMNS, rows)


def _rows(found: MeasureInequality, standing: GroupStanding) -> Iterator[tuple[SheetValue, ...]]:
    gaps = {point.period: point for point in standing.gaps}
    for held in standing.figures:
        if held.value is None and held.absence is None:
            continue
        gap = gaps.get(held.period)
        latest = held.period == found.period
        yield (
            found.measure.id,
            found.measure.name,
            found.dimension.name,
            standing.group.name,
            held.period.label,
            _value(held),
            found.measure.unit.code.value,
            _number(held.lower),
            _number(held.upper),
            against_words(found),
            _number(None if gap is None else gap.size),
            _number(None if gap is None else gap.lower),
            _number(None if gap is None else gap.upper),
            standing.gap.verdict.value if latest else "",
            standing.direction.verdict.value if latest else "",
        )


def _value(held: FigureInPeriod) -> SheetValue:
    return ABSENCE_MARK[held.absence] if held.absence is not None else held.value


def _number(number: float | None) -> SheetValue:
    return NOT_AVAILABLE if number is None else round(number, 10)
