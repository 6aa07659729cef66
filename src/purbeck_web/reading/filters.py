"""The filters of the dashboard: each asks the library's findings, and judges nothing itself."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from purbeck.assess.assessment import Assessment
from purbeck.model.comparator import ComparatorKind
from purbeck.model.verdict import Agreement, ComparisonVerdict, TrendVerdict
from purbeck_web.reading.scoring import Scored


class Filter(Enum):
    """What a reader may wish to see alone; the value stands in the address."""

    WORSENING = "worsening"
    OFF_TARGET = "off-target"
    DISAGREEING = "disagreeing"
    STALE = "stale"


LABELS = {
    Filter.WORSENING: "Worsening",
    Filter.OFF_TARGET: "Off target",
    Filter.DISAGREEING: "Verdicts that disagree",
    Filter.STALE: "Stale figures",
}

HINTS = {
    Filter.WORSENING: "By the council's own rule",
    Filter.OFF_TARGET: "The latest figure misses its target",
    Filter.DISAGREEING: "The evidence does not bear out what the rule says",
    Filter.STALE: "A newer figure should have come by then",
}

_DISAGREE = (Agreement.CONTRADICTED, Agreement.WITHIN_CHANCE, Agreement.TREND_UNSEEN)


def kept(scored: Scored, filters: Iterable[Filter]) -> tuple[Assessment, ...]:
    """Keep the assessments that pass every filter chosen; all of them where none is."""
    chosen = tuple(filters)
    return tuple(
        each for each in scored.assessments if all(_passes(each, one, scored) for one in chosen)
    )


def _passes(assessment: Assessment, chosen: Filter, scored: Scored) -> bool:
    if chosen is Filter.WORSENING:
        return assessment.trend.verdict is TrendVerdict.WORSENING
    if chosen is Filter.OFF_TARGET:
        return any(
            held.comparator.kind is ComparatorKind.TARGET
            and held.finding.verdict is ComparisonVerdict.WORSE
            for held in assessment.comparators
        )
    if chosen is Filter.DISAGREEING:
        return assessment.statistics.agreement.verdict in _DISAGREE
    return assessment.measure.id in scored.stale
