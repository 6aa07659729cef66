"""How a council is doing, in plain English: short words, short sentences, one thing in each."""

from __future__ import annotations

from collections.abc import Sequence

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.assess.finding import Threshold
from purbeck.model.comparator import ComparatorKind
from purbeck.model.observation import Status
from purbeck.model.verdict import ComparisonVerdict, Rag, TrendVerdict
from purbeck.publish.wording.figures import figure, observed

HIGHEST_GRADE = Threshold(
    name="school grade",
    value=6.0,
    source=(
        "Our own convention: the grade of Flesch and Kincaid of a reader of 11. Guidance on "
        "writing for the public commonly asks for a reading age of 9 to 11."
    ),
)
"""Above this grade the page for the public is not plain English."""

_TREND = {
    TrendVerdict.IMPROVING: "Getting better",
    TrendVerdict.MARGINAL_CHANGE: "About the same",
    TrendVerdict.UNCHANGED: "The same",
    TrendVerdict.WORSENING: "Getting worse",
    TrendVerdict.CANNOT_BE_ASSESSED: "We cannot say",
}


def plain_name(assessment: Assessment) -> str:
    """Give the name in plain English, or the name as it is where none is declared."""
    return assessment.measure.plain or assessment.measure.name


def trend_words(assessment: Assessment) -> str:
    """Give the trend in two or three words."""
    return _TREND[assessment.trend.verdict]


def opening_sentences(area: str, assessments: Sequence[Assessment]) -> str:
    """Say what the page is about, and how many of its signs are which way."""
    count = len(assessments)
    better = sum(a.trend.verdict is TrendVerdict.IMPROVING for a in assessments)
    worse = sum(a.trend.verdict is TrendVerdict.WORSENING for a in assessments)
    if not count:
        return f"This page is about {area}. We have no figures to show yet."
    signs = "1 sign" if count == 1 else f"{count} signs"
    said = [
        f"This page shows how people in {area} are doing.",
        f"We look at {signs}.",
        f"{_how_many(better)} getting better.",
        f"{_how_many(worse)} getting worse.",
    ]
    rest = count - better - worse
    if rest:
        said.append(f"For the other {rest}, there is not much change or we cannot say.")
    return " ".join(said)


def _how_many(count: int) -> str:
    if count == 0:
        return "None is"
    return f"{count} is" if count == 1 else f"{count} are"


def sign_sentences(assessment: Assessment) -> str:
    """Say how one indicator moved, and how it stands beside others: a sentence for each."""
    measure, latest, previous = assessment.measure, assessment.latest, assessment.previous
    if latest is None or latest.value is None:
        return "We have no figure to show here."
    said = []
    if previous is not None and previous.value is not None:
        said.append(f"It was {observed(previous, measure)} in {previous.period}.")
    if latest.status is Status.PROVISIONAL:
        said.append("The new figure may still change.")
    said += [_beside(assessment, held) for held in _shown(assessment)]
    return " ".join(said) or "This is our first figure."


def _shown(assessment: Assessment) -> list[ComparatorAssessment]:
    """Give the nation or region, or else the group, that the public knows best: the last named."""
    judged = [
        held
        for held in assessment.comparators
        if held.value is not None
        and held.comparator.kind in (ComparatorKind.AREA, ComparatorKind.GROUP_MEAN)
    ]
    judged.sort(key=lambda held: held.comparator.kind is ComparatorKind.AREA)
    return judged[-1:]


def _beside(assessment: Assessment, held: ComparatorAssessment) -> str:
    assert held.value is not None  # or it would not be shown
    value = figure(held.value, assessment.measure)
    where = held.comparator.label
    if held.comparator.kind is ComparatorKind.GROUP_MEAN:
        where = "Places like ours"
    are = "are at" if where == "Places like ours" else "is at"
    verdict = _VERDICTS.get(held.finding.verdict, "")
    return f"{where} {are} {value}. {verdict}".strip()


_VERDICTS = {
    ComparisonVerdict.BETTER: "We do better.",
    ComparisonVerdict.SIMILAR: "We do about the same.",
    ComparisonVerdict.WORSE: "We do worse.",
}

COLOURS = {
    Rag.GREEN: "Green means we are on track.",
    Rag.AMBER: "Amber means we have some worries.",
    Rag.RED: "Red means we are not on track.",
    Rag.NO_DATA: "Grey means we cannot say.",
}

WHERE_MORE = "You can read the full report. It shows all the figures and where they come from."
