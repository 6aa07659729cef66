"""What stands out, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from purbeck.assess.assessment import Assessment
from purbeck.assess.overdue import newest_valued
from purbeck.model.verdict import Agreement, Rag, TrendVerdict
from purbeck.publish.wording.figures import counted, joined
from purbeck.publish.wording.sentences import comparator_name
from purbeck.scorecard.summary import AreaOfFocus, FocusReason, Summary

_COLOURS = (
    (Rag.RED, "red"),
    (Rag.AMBER, "amber"),
    (Rag.GREEN, "green"),
)

_TRENDS = (
    (TrendVerdict.IMPROVING, "improving"),
    (TrendVerdict.MARGINAL_CHANGE, "marginally changed"),
    (TrendVerdict.UNCHANGED, "unchanged"),
    (TrendVerdict.WORSENING, "worsening"),
)


def headline(summary: Summary) -> str:
    """Say in two or three sentences how the outcome stands."""
    indicators = sum(summary.indicators.values())
    measures = sum(summary.measures.values())
    said = []
    if indicators:
        parts = [f"{n} {word}" for rag, word in _COLOURS if (n := summary.indicators[rag])]
        said.append(_counted_in(parts, indicators, "population indicator"))
        said += _not_assessed(summary.indicators[Rag.NO_DATA], "indicator")
    if measures:
        parts = [f"{n} {word}" for trend, word in _TRENDS if (n := summary.measures[trend])]
        said.append(_counted_in(parts, measures, "performance measure"))
        said += _not_assessed(summary.measures[TrendVerdict.CANNOT_BE_ASSESSED], "measure")
    return " ".join(said) or "There are no indicators in this outcome."


def _counted_in(parts: list[str], total: int, noun: str) -> str:
    if not parts:
        return f"None of the {counted(total, noun)} can be assessed."
    first, *rest = parts
    number, word = first.split(" ", 1)
    verb = "is" if number == "1" else "are"
    return f"Of {counted(total, noun)}, {joined([f'{number} {verb} {word}', *rest])}."


def _not_assessed(count: int, noun: str) -> list[str]:
    return [f"{counted(count, noun).capitalize()} cannot be assessed."] if count else []


def evidence_headline(assessments: Sequence[Assessment]) -> str:
    """Say in one or two sentences how far the evidence bears the changes out."""
    found = Counter(assessment.statistics.agreement.verdict for assessment in assessments)
    untested = found[Agreement.CANNOT_BE_ASSESSED]
    tested = sum(found.values()) - untested
    parts = [
        f"{n} {'is' if n == 1 else 'are'} {words}"
        for verdict, words in _AGREEMENTS
        if (n := found[verdict])
    ]
    if not tested:
        return "None of the changes can be tested: there are too few figures, and no counts."
    said = f"Of {counted(tested, 'change')} that can be tested, {joined(parts)}."
    if untested:
        said += f" {counted(untested, 'change').capitalize()} cannot be tested."
    return said


_AGREEMENTS = (
    (Agreement.BORNE_OUT, "borne out by the evidence"),
    (Agreement.WITHIN_CHANCE, "within what chance and ordinary variation would give"),
    (Agreement.CONTRADICTED, "contradicted by it"),
    (Agreement.TREND_UNSEEN, "with a trend that the council's rule does not see"),
)


def overdue_remark(assessment: Assessment) -> str:
    """Say after the name of a measure how old its newest figure is; nothing where it is not."""
    newest, awaited = newest_valued(assessment.series), assessment.overdue
    if newest is None or awaited is None:
        return ""
    return f": {awaited}. The newest is of {newest}."


def focus_reason(focus: AreaOfFocus) -> str:
    """Say why an indicator is suggested as an area of focus."""
    assessment = focus.assessment
    if focus.reason is FocusReason.MEASURES_WORSENING:
        count = counted(
            len(focus.worsening),
            "of its performance measures is worsening",
            "of its performance measures are worsening",
        )
        return f"it cannot be assessed itself, and {count}"
    worse = [
        f"worse than {comparator_name(held)}"
        for held in assessment.comparators
        if held.rag is Rag.RED
    ]
    return joined([assessment.trend.verdict.value, *worse])
