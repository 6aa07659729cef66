"""How the groups of an outcome's measures stand to one another, as JSON."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from pydantic import Field

from purbeck.assess.finding import Finding
from purbeck.publish.record import Record
from purbeck.publish.wording.inequality import (
    caveat_sentences,
    direction_sentence,
    furthest_sentence,
    gap_sentence,
    gradient_sentence,
    slope_direction_sentence,
)
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.inequality import (
    FigureInPeriod,
    GapPoint,
    GroupStanding,
    MeasureInequality,
)

_DIGITS = 10

V = TypeVar("V", bound=Enum)


class GroupFindingRecord(Record):
    """What one rule finds of a group, or of the groups of a dimension."""

    verdict: str
    reason: str = Field(description="The code of the reason for the verdict")
    explanation: str = Field(description="The finding as a sentence")
    caveats: tuple[str, ...]
    figures: dict[str, float] = Field(description="The numbers found, by name")


class GroupFigureRecord(Record):
    """The figure of a group, or a gap, in one period."""

    period: str
    value: float | None = Field(description="null where there is none")
    lower: float | None = Field(description="The lower limit of the 95% interval, where known")
    upper: float | None = Field(description="The upper limit")
    absence: str | None = Field(None, description="Why there is no value, where that was said")


class GroupRecord(Record):
    """One group: its figures, and the gap to what it is held against."""

    id: str
    name: str
    not_known: bool = Field(description="Whether it holds those of whom nothing is known")
    figures: tuple[GroupFigureRecord, ...]
    gaps: tuple[GroupFigureRecord, ...]
    gap: GroupFindingRecord
    direction: GroupFindingRecord


class GradientRecord(Record):
    """The slope and relative index of inequality over ordered groups."""

    finding: GroupFindingRecord
    direction: GroupFindingRecord
    slopes: tuple[GroupFigureRecord, ...]


class InequalityRecord(Record):
    """How the groups of one dimension stand to one another in one measure."""

    measure: str = Field(description="The id of the measure")
    dimension: str = Field(description="The id of the dimension")
    period: str
    against: str = Field(description="The id of the reference group; empty for everybody")
    groups: tuple[GroupRecord, ...]
    furthest_behind: str | None = Field(description="The id of the group with the worst figure")
    furthest: GroupFindingRecord
    gradient: GradientRecord | None
    not_known: float | None = Field(description="The share of people in no known group")
    caveats: tuple[str, ...] = Field(description="What to know beside it, as sentences")


def inequality_records(scorecard: DisclosedScorecard) -> tuple[InequalityRecord, ...]:
    """Put how the groups of an outcome stand into the form in which it leaves as JSON."""
    return tuple(_record(found) for found in scorecard.inequality)


def _record(found: MeasureInequality) -> InequalityRecord:
    return InequalityRecord(
        measure=found.measure.id,
        dimension=found.dimension.id,
        period=found.period.label,
        against=found.dimension.against,
        groups=tuple(_group(each, found) for each in found.groups),
        furthest_behind=None if found.worst is None else found.worst.group.id,
        furthest=_finding(found.furthest, furthest_sentence(found)),
        gradient=_gradient(found),
        not_known=_rounded(found.not_known),
        caveats=caveat_sentences(found),
    )


def _group(standing: GroupStanding, found: MeasureInequality) -> GroupRecord:
    return GroupRecord(
        id=standing.group.id,
        name=standing.group.name,
        not_known=standing.group.unknown,
        figures=tuple(_figure(each) for each in standing.figures),
        gaps=tuple(_gap(each) for each in standing.gaps),
        gap=_finding(standing.gap, gap_sentence(standing, found)),
        direction=_finding(standing.direction, direction_sentence(standing, found)),
    )


def _gradient(found: MeasureInequality) -> GradientRecord | None:
    if found.gradient is None:
        return None
    return GradientRecord(
        finding=_finding(found.gradient.finding, gradient_sentence(found)),
        direction=_finding(found.gradient.direction, slope_direction_sentence(found)),
        slopes=tuple(_gap(each) for each in found.gradient.slopes),
    )


def _finding(finding: Finding[V], explanation: str) -> GroupFindingRecord:
    return GroupFindingRecord(
        verdict=str(finding.verdict.value),
        reason=finding.reason.value,
        explanation=explanation,
        caveats=tuple(caveat.value for caveat in finding.caveats),
        figures={name: round(number, _DIGITS) for name, number in finding.evidence.items()},
    )


def _figure(held: FigureInPeriod) -> GroupFigureRecord:
    return GroupFigureRecord(
        period=held.period.label,
        value=_rounded(held.value),
        lower=_rounded(held.lower),
        upper=_rounded(held.upper),
        absence=None if held.absence is None else held.absence.value,
    )


def _gap(point: GapPoint) -> GroupFigureRecord:
    return GroupFigureRecord(
        period=point.period.label,
        value=_rounded(point.size),
        lower=_rounded(point.lower),
        upper=_rounded(point.upper),
        absence=None,
    )


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, _DIGITS)
