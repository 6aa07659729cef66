"""Value for money in the form in which it leaves as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from purbeck.assess.finding import Finding
from purbeck.publish.record import Record
from purbeck.scorecard.value_standing import (
    Answer,
    Saving,
    SavingOfYear,
    ValuePlace,
    ValueStanding,
)


class ValueFindingRecord(Record):
    """One finding: its verdict, the reason, and the numbers by which it was reached."""

    rule: str
    verdict: str
    reason: str
    evidence: Mapping[str, float]


class ValuePlaceRecord(Record):
    """Where an area lay in one year, in cost and in outcome."""

    area: str
    period: str = Field(description="The financial year of the cost")
    cost: float = Field(description="In pounds of the year of prices")
    outcome: float
    cost_away: tuple[float, float, float] = Field(
        description="Deviations from the median of the neighbours, with their limits"
    )
    outcome_away: tuple[float, float, float]
    new_series: bool = Field(description="Whether a new series opens after the place before")


class ValueAnswerRecord(Record):
    """One of the four questions, with the measure that is declared to answer it."""

    question: str
    measure: str = Field(description="The id of the measure; empty where none is declared")
    finding: ValueFindingRecord | None


class SavingYearRecord(Record):
    """What an action was to save in a year."""

    period: str
    expected: float
    finding: ValueFindingRecord | None = Field(description="None where the spend is not known")


class SavingRecord(Record):
    """An action that was to save money."""

    action: str
    invested: float
    prices: str
    years: tuple[SavingYearRecord, ...]


class ValueRecord(Record):
    """One service: what it cost, what came of it, and where both lie beside the neighbours."""

    id: str
    name: str
    service: str
    cost: str = Field(description="The id of the measure of spend")
    denominator: str
    outcome: str
    group: str
    unit: str
    per: float
    year: str = Field(description="The financial year of the latest cost; empty for none")
    prices: str
    outcome_period: str
    quadrant: ValueFindingRecord
    cost_finding: ValueFindingRecord
    outcome_finding: ValueFindingRecord
    movement: ValueFindingRecord | None
    since: str
    questions: tuple[ValueAnswerRecord, ...]
    path: tuple[ValuePlaceRecord, ...]
    neighbours: tuple[ValuePlaceRecord, ...]
    savings: tuple[SavingRecord, ...]


def value_record(standing: ValueStanding) -> ValueRecord:
    """Put one service into the form in which it leaves as JSON."""
    declared, movement = standing.declared, standing.movement
    return ValueRecord(
        id=declared.id,
        name=declared.name,
        service=declared.service,
        cost=declared.cost,
        denominator=declared.denominator,
        outcome=declared.outcome,
        group=declared.group,
        unit=declared.unit,
        per=declared.per,
        year=standing.year.label if standing.year else "",
        prices=standing.prices.label,
        outcome_period=standing.outcome_period.label if standing.outcome_period else "",
        quadrant=_finding(standing.quadrant),
        cost_finding=_finding(standing.cost),
        outcome_finding=_finding(standing.effect),
        movement=None if movement is None else _finding(movement),
        since=standing.since.label if standing.since else "",
        questions=tuple(_answer(each) for each in standing.answers),
        path=tuple(_place(each) for each in standing.path),
        neighbours=tuple(_place(each) for each in standing.neighbours),
        savings=tuple(_saving(each) for each in standing.savings),
    )


def _finding(finding: Finding[Any]) -> ValueFindingRecord:
    return ValueFindingRecord(
        rule=finding.rule.code,
        verdict=finding.verdict.value,
        reason=finding.reason.value,
        evidence=dict(finding.evidence),
    )


def _place(place: ValuePlace) -> ValuePlaceRecord:
    return ValuePlaceRecord(
        area=place.area,
        period=place.period.label,
        cost=place.cost,
        outcome=place.outcome,
        cost_away=place.cost_away,
        outcome_away=place.outcome_away,
        new_series=place.begins,
    )


def _answer(answer: Answer) -> ValueAnswerRecord:
    return ValueAnswerRecord(
        question=answer.question.value,
        measure=answer.measure.id if answer.measure else "",
        finding=None if answer.finding is None else _finding(answer.finding),
    )


def _saving(saving: Saving) -> SavingRecord:
    prices = saving.action.prices
    return SavingRecord(
        action=saving.action.id,
        invested=saving.action.invested,
        prices=prices.label if prices else "",
        years=tuple(_year(each) for each in saving.years),
    )


def _year(year: SavingOfYear) -> SavingYearRecord:
    return SavingYearRecord(
        period=year.period.label,
        expected=year.expected,
        finding=None if year.finding is None else _finding(year.finding),
    )
