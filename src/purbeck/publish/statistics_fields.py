"""The second verdict as the fields of its JSON record."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from purbeck.assess.assessment import Assessment, ComparatorAssessment, SinceAction
from purbeck.assess.finding import Finding
from purbeck.publish.wording.counted import (
    counts_chart_sentence,
    funnel_sentence,
    gap_sentence,
    run_chart_sentence,
)
from purbeck.publish.wording.evidence import (
    agreement_sentence,
    assurance_sentence,
    benchmark_sentence,
    change_evidence_sentence,
    outlook_sentence,
    standing_sentence,
    trend_evidence_sentence,
    variation_sentence,
)
from purbeck.publish.wording.over_time import (
    rolling_year_sentence,
    same_period_sentence,
    turned_sentence,
)

# The records give figures as they are held, not as they are printed; but a difference made in
# binary has a tail (95.1 - 95.3 is -0.2000000000000028) that no reader wants.
DIGITS = 10

V = TypeVar("V", bound=Enum)
Fields = dict[str, object]


def statistics_fields(assessment: Assessment) -> Fields:
    """Give what the rules of evidence find of an assessment, field by field."""
    found, measure = assessment.statistics, assessment.measure
    return {
        "agreement": _finding(found.agreement, agreement_sentence(assessment)),
        "trend": _finding(found.trend, trend_evidence_sentence(found.trend, measure)),
        "recent_trend": _finding(found.recent_trend, ""),
        "change": _finding(found.change, change_evidence_sentence(found.change)),
        "same_period_last_year": _finding(
            found.same_period_last_year, same_period_sentence(assessment)
        ),
        "rolling_year": {
            **_finding(found.rolling_year, rolling_year_sentence(assessment)),
            "series": [
                {"period": period.label, "value": round(value, DIGITS)}
                for period, value in found.rolling_series
            ],
        },
        "benchmark": [
            _compared(held, held.evidence, benchmark_sentence(held, measure))
            for held in assessment.comparators
            if held.evidence is not None
        ],
        "gaps": [
            _compared(held, held.gap, gap_sentence(held, measure))
            for held in assessment.comparators
            if held.gap is not None
        ],
        "neighbours": [
            _compared(held, held.standing, standing_sentence(held))
            for held in assessment.comparators
            if held.standing is not None
        ],
        "funnel": [
            _compared(held, held.funnel, funnel_sentence(held, measure))
            for held in assessment.comparators
            if held.funnel is not None
        ],
        "variation": _finding(found.variation, variation_sentence(found.variation, measure)),
        "variation_of_counts": _finding(
            found.counts_chart, counts_chart_sentence(found.counts_chart, measure)
        ),
        "run_chart": _finding(found.run_chart, run_chart_sentence(found.run_chart)),
        "assurance": _finding(found.assurance, assurance_sentence(found.assurance, measure)),
        "forecast": _finding(found.outlook, outlook_sentence(found.outlook, measure)),
        "turned": [_since(since) for since in found.turned],
    }


def _compared(held: ComparatorAssessment, finding: Finding[V], explanation: str) -> Fields:
    comparator = held.comparator
    return {"id": comparator.id, "label": comparator.label, **_finding(finding, explanation)}


def _since(since: SinceAction) -> Fields:
    action = since.action
    return {
        "id": action.id,
        "title": action.title,
        "started": action.started,
        **_finding(since.finding, turned_sentence(since)),
    }


def _finding(finding: Finding[V], explanation: str) -> Fields:
    return {
        "verdict": finding.verdict.value,
        "reason": finding.reason.value,
        "explanation": explanation,
        "caveats": [caveat.value for caveat in finding.caveats],
        "figures": {name: round(value, DIGITS) for name, value in finding.evidence.items()},
    }
