"""Assessments as JSON: the form in which other programs read them, with a published schema."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.assess.finding import Finding
from purbeck.model.observation import Observation
from purbeck.model.verdict import ComparisonVerdict, Rag, TrendVerdict
from purbeck.publish.further_record import OutcomeRecord, outcome_record
from purbeck.publish.record import Record
from purbeck.publish.statistics_fields import DIGITS, statistics_fields
from purbeck.publish.wording.sentences import (
    comparison_sentence,
    overall_sentence,
    overdue_sentence,
    trend_sentence,
)
from purbeck.scorecard import DisclosedScorecard

RagCode = Literal["G", "A", "R", "ND"]


class FigureRecord(Record):
    """One figure with its period."""

    period: str = Field(description="The period, as it is written in the report")
    value: float | None = Field(description="In the unit of the measure; null where there is none")
    status: str = Field(description="final, provisional, revised, ..., or why there is no value")


class TrendRecord(Record):
    """The verdict on the change from the previous figure to the latest."""

    verdict: Literal["improving", "marginal change", "worsening", "unchanged", "cannot be assessed"]
    rag: RagCode
    reason: str = Field(description="The code of the reason for the verdict")
    explanation: str = Field(description="The verdict and its reason as a sentence")
    caveats: tuple[str, ...] = Field(description="Codes of what to know beside the verdict")


class ComparatorRecord(Record):
    """The verdict on the latest figure against one comparator."""

    id: str
    label: str
    period: str | None = Field(description="The period of the comparator's figure")
    value: float | None
    verdict: Literal["better", "similar", "worse", "cannot be assessed"]
    rag: RagCode
    reason: str = Field(description="The code of the reason for the verdict")
    explanation: str = Field(description="The verdict and its reason as a sentence")
    caveats: tuple[str, ...] = Field(description="Codes of what to know beside the verdict")


class ThresholdRecord(Record):
    """A number that figures were held against."""

    name: str
    value: float
    source: str


class EvidenceRecord(Record):
    """What one rule went by."""

    rule: str = Field(description="The code of the rule")
    subject: str = Field(description="trend, overall, or the id of a comparator")
    verdict: str
    reason: str
    figures: dict[str, float] = Field(description="The numbers used, by name")
    thresholds: tuple[ThresholdRecord, ...]


class FindingRecord(Record):
    """What one rule of evidence finds."""

    verdict: str
    reason: str = Field(description="The code of the reason for the verdict")
    explanation: str = Field(description="The finding as a sentence; empty where there is none")
    caveats: tuple[str, ...]
    figures: dict[str, float] = Field(description="The numbers found, by name")


class ComparedRecord(FindingRecord):
    """What a rule of evidence finds against one comparator."""

    id: str = Field(description="The id of the comparator")
    label: str


class YearRecord(Record):
    """The figure of twelve months."""

    period: str = Field(description="The part of a year with which the twelve months end")
    value: float = Field(description="In the unit of the measure")


class RollingYearRecord(FindingRecord):
    """The last twelve months beside the twelve before, and whether years have a trend."""

    series: tuple[YearRecord, ...] = Field(
        description="Every twelve months whose parts all have a figure, the earliest first"
    )


class SinceActionRecord(FindingRecord):
    """What came since an action began, against a forecast from before it."""

    id: str = Field(description="The id of the action")
    title: str = Field(description="What is to be done")
    started: date = Field(description="The day on which the action began")


class StatisticsRecord(Record):
    """The second verdict: what the numbers can bear, beside the council's own rule."""

    agreement: FindingRecord = Field(
        description="Whether the evidence bears out what the council's own rule says"
    )
    trend: FindingRecord
    recent_trend: FindingRecord = Field(description="As Fingertips publishes it")
    change: FindingRecord
    same_period_last_year: FindingRecord = Field(description="For parts of a year")
    rolling_year: RollingYearRecord = Field(description="For parts of a year")
    benchmark: tuple[ComparedRecord, ...]
    gaps: tuple[ComparedRecord, ...] = Field(
        description="How far the figure is from each comparator, as a difference and as a ratio"
    )
    neighbours: tuple[ComparedRecord, ...]
    funnel: tuple[ComparedRecord, ...] = Field(
        description="Where the area lies on the funnel of each group of areas"
    )
    variation: FindingRecord
    variation_of_counts: FindingRecord = Field(
        description="By limits that follow the denominators, where counts are known"
    )
    run_chart: FindingRecord = Field(
        description="By runs on one side of the median and crossings of it"
    )
    assurance: FindingRecord
    forecast: FindingRecord
    turned: tuple[SinceActionRecord, ...] = Field(
        description="Each action of which it is known when it began"
    )


class OverdueRecord(Record):
    """That the newest figure is old. No verdict goes by it."""

    period: str = Field(description="The period after the newest figure, whose figure is overdue")
    explanation: str = Field(description="The same as a sentence")


class AssessmentRecord(Record):
    """One measure of one area, assessed."""

    measure: str
    number: str
    name: str
    kind: Literal["population_indicator", "performance_measure"]
    area: str
    area_name: str
    unit: str
    polarity: Literal["higher", "lower", "range", "neither"]
    latest: FigureRecord | None
    previous: FigureRecord | None
    overdue: OverdueRecord | None = Field(
        description=(
            "The figure that should have been published by the day of the report; null where "
            "none is missing"
        )
    )
    change: float | None = Field(description="Latest minus previous, in the unit of the measure")
    trend: TrendRecord
    comparators: tuple[ComparatorRecord, ...]
    rag: RagCode
    explanation: str = Field(description="What gives the measure its colour, as a sentence")
    evidence: tuple[EvidenceRecord, ...]
    statistics: StatisticsRecord


class AssessmentsRecord(Record):
    """Every assessment of a workspace, as known on one date."""

    organisation: str
    as_known_on: date
    assessments: tuple[AssessmentRecord, ...]
    outcomes: tuple[OutcomeRecord, ...] = Field(
        description="What is said of each outcome beyond its measures; empty for other areas"
    )


def assessments_record(
    organisation: str,
    on: date,
    assessments: Sequence[Assessment],
    scorecards: Sequence[DisclosedScorecard] = (),
) -> AssessmentsRecord:
    """Put assessments into the form in which they leave as JSON.

    Parameters
    ----------
    scorecards
        Of every outcome, where the assessments are of the organisation's own area.
    """
    return AssessmentsRecord(
        organisation=organisation,
        as_known_on=on,
        assessments=tuple(assessment_record(assessment) for assessment in assessments),
        outcomes=tuple(outcome_record(scorecard) for scorecard in scorecards),
    )


def assessment_record(assessment: Assessment) -> AssessmentRecord:
    """Put one assessment into the form in which it leaves as JSON."""
    measure, trend = assessment.measure, assessment.trend
    return AssessmentRecord.model_validate(
        {
            "measure": measure.id,
            "number": measure.number,
            "name": measure.name,
            "kind": measure.kind.value,
            "area": assessment.area,
            "area_name": assessment.area_name,
            "unit": measure.unit.code.value,
            "polarity": measure.polarity.value,
            "latest": _figure(assessment.latest),
            "previous": _figure(assessment.previous),
            "overdue": _overdue(assessment),
            "change": None if assessment.change is None else round(assessment.change, DIGITS),
            "trend": {
                "verdict": trend.verdict.value,
                "rag": assessment.trend_rag.value,
                "reason": trend.reason.value,
                "explanation": trend_sentence(assessment),
                "caveats": [caveat.value for caveat in trend.caveats],
            },
            "comparators": [_comparator(assessment, held) for held in assessment.comparators],
            "rag": assessment.rag.value,
            "explanation": overall_sentence(assessment),
            "evidence": [
                _evidence("trend", trend),
                *(_evidence(h.comparator.id, h.finding) for h in assessment.comparators),
                _evidence("overall", assessment.overall),
            ],
            "statistics": statistics_fields(assessment),
        }
    )


def _figure(observation: Observation | None) -> dict[str, object] | None:
    if observation is None:
        return None
    absent = observation.absence
    return {
        "period": observation.period.label,
        "value": observation.value,
        "status": observation.status.value if absent is None else absent.value,
    }


def _overdue(assessment: Assessment) -> dict[str, object] | None:
    if assessment.overdue is None:
        return None
    return {"period": assessment.overdue.label, "explanation": overdue_sentence(assessment)}


def _comparator(assessment: Assessment, held: ComparatorAssessment) -> dict[str, object]:
    return {
        "id": held.comparator.id,
        "label": held.comparator.label,
        "period": None if held.period is None else held.period.label,
        "value": None if held.value is None else round(held.value, DIGITS),
        "verdict": held.finding.verdict.value,
        "rag": held.rag.value,
        "reason": held.finding.reason.value,
        "explanation": comparison_sentence(assessment, held),
        "caveats": [caveat.value for caveat in held.finding.caveats],
    }


def _evidence(
    subject: str, finding: Finding[TrendVerdict] | Finding[ComparisonVerdict] | Finding[Rag]
) -> dict[str, object]:
    return {
        "rule": finding.rule.code,
        "subject": subject,
        "verdict": finding.verdict.value,
        "reason": finding.reason.value,
        "figures": {name: round(value, DIGITS) for name, value in finding.evidence.items()},
        "thresholds": [
            {"name": t.name, "value": t.value, "source": t.source} for t in finding.thresholds
        ],
    }
