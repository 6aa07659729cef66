"""Questions for scrutiny, each with the evidence that raised it, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from purbeck.assess.assessment import Assessment
from purbeck.model.risk import RiskTrend
from purbeck.publish.wording.edition_causes import cause_sentence
from purbeck.publish.wording.evidence import agreement_sentence
from purbeck.publish.wording.figures import counted, day
from purbeck.publish.wording.sentences import (
    comparator_name,
    comparison_sentence,
    overall_sentence,
    trend_sentence,
)
from purbeck.scorecard.scrutiny import Raised, ScrutinyRule

_TOLD_NOTHING = "No commentary on it has been given for this edition."


def name_of(raised: Raised) -> str:
    """Name what a question is about: a measure by number and name, or a risk."""
    if raised.assessment is not None:
        return named(raised.assessment)
    assert raised.risk is not None  # a question is about a measure or a risk
    return f"{raised.risk.id} {raised.risk.title}"


def named(assessment: Assessment) -> str:
    """Name a measure by its number, where it has one, and its name."""
    return f"{assessment.measure.number} {assessment.measure.name}".strip()


def question_sentence(raised: Raised) -> str:
    """Put the question; what it is about is named beside it."""
    return _QUESTIONS[raised.code](raised)


def evidence_of(raised: Raised) -> str:
    """Say by which figures, dates and verdicts the question was raised."""
    return _EVIDENCE[raised.code](raised)


def rule_sentence(rule: ScrutinyRule) -> str:
    """Say what a rule looks for, and where any number in it is from."""
    sources = " ".join(
        f"{t.name[:1].upper()}{t.name[1:]}: {t.value:g}. {t.source}" for t in rule.thresholds
    )
    return f"{rule.statement} {sources}".strip()


def _worse_question(raised: Raised) -> str:
    assert raised.held is not None
    return f"Why is it worse than {comparator_name(raised.held)}, and worsening?"


def _worse_evidence(raised: Raised) -> str:
    assert raised.assessment is not None
    assert raised.held is not None
    return f"{trend_sentence(raised.assessment)} " + (
        comparison_sentence(raised.assessment, raised.held)
    )


def _red_again_question(raised: Raised) -> str:
    return f"Red for {counted(raised.count, 'edition')}: what is to be done that was not done?"


def _red_again_evidence(raised: Raised) -> str:
    before = counted(raised.count - 1, "edition")
    assert raised.assessment is not None
    figures = "one and the same figure" if raised.figures == 1 else f"{raised.figures} figures"
    said = f"It is red now, and was in the {before} before, on {figures} in that time."
    return f"{said} {trend_sentence(raised.assessment)} {_overall(raised)}"


def _target_question(raised: Raised) -> str:
    assert raised.beside is not None
    return (
        f"The target is met, and {named(raised.beside)} is not moving: is it the right measure, "
        "and the right target?"
    )


def _target_evidence(raised: Raised) -> str:
    assert raised.assessment is not None
    assert raised.held is not None
    assert raised.beside is not None
    met = comparison_sentence(raised.assessment, raised.held)
    return f"{met} The indicator: {_lowered(trend_sentence(raised.beside))}"


def _disagree_question(raised: Raised) -> str:
    return "The council's rule and the evidence do not agree: which of the two is to be believed?"


def _disagree_evidence(raised: Raised) -> str:
    assert raised.assessment is not None
    return f"{agreement_sentence(raised.assessment)} {trend_sentence(raised.assessment)}"


def _stale_question(raised: Raised) -> str:
    assert raised.assessment is not None
    return f"Why is there no figure after {_newest(raised.assessment)}?"


def _stale_evidence(raised: Raised) -> str:
    assert raised.assessment is not None
    months = counted(raised.count, "month")
    return (
        f"The newest figure is for {_newest(raised.assessment)}; the period after it ended "
        f"{months} before this report."
    )


def _newest(assessment: Assessment) -> str:
    periods = [o.period for o in assessment.series if o.value is not None]
    return str(max(periods, key=lambda period: period.ordinal))


def _untold_question(raised: Raised) -> str:
    return "It is red: what is the story behind it?"


def _untold_evidence(raised: Raised) -> str:
    return f"{_overall(raised)} {_TOLD_NOTHING}"


def _idle_question(raised: Raised) -> str:
    return "It is red: what is being done about it, by whom, and by when?"


def _idle_evidence(raised: Raised) -> str:
    return f"{_overall(raised)} No action on it is planned or under way."


def _well_question(raised: Raised) -> str:
    return "It does well while its own measures worsen: will it go on so?"


def _well_evidence(raised: Raised) -> str:
    assert raised.assessment is not None
    assert raised.beside is not None
    count = counted(raised.count, "of its measures is", "of its measures are")
    first = f"{named(raised.beside)}: {_lowered(trend_sentence(raised.beside))}"
    among = "" if raised.count == 1 else "among them "
    return f"{trend_sentence(raised.assessment)} {count} worsening, {among}{first}"


def _loose_question(raised: Raised) -> str:
    return "Who is to do what has been undertaken, and by when?"


def _loose_evidence(raised: Raised) -> str:
    assert raised.action is not None
    first = raised.action.title.rstrip(".")
    if raised.count == 1:
        return f"One action has neither an owner nor a date: {first}."
    return f"{raised.count} actions have neither an owner nor a date, among them: {first}."


def _overdue_question(raised: Raised) -> str:
    assert raised.action is not None
    return f"Why is this not done: {raised.action.title.rstrip('.')}?"


def _overdue_evidence(raised: Raised) -> str:
    assert raised.action is not None
    assert raised.action.due is not None
    return f"It was due on {day(raised.action.due)}, and its status is '" + (
        f"{raised.action.status.value.replace('-', ' ')}'."
    )


def _risk_question(raised: Raised) -> str:
    return "The risk is growing: what is done to hold it, and is that enough?"


def _risk_evidence(raised: Raised) -> str:
    assert raised.risk is not None
    level = raised.risk.level.value
    reviewed = f", reviewed on {day(raised.risk.reviewed)}" if raised.risk.reviewed else ""
    if raised.risk.trend is not RiskTrend.WORSENING:
        return f"By its last two reviews it is worsening; the register has it as {level}{reviewed}."
    return f"The register has it as {level} and worsening{reviewed}."


def _moved_question(raised: Raised) -> str:
    return "Why was the target moved, and who decided it?"


def _moved_evidence(raised: Raised) -> str:
    assert raised.target is not None
    assert raised.assessment is not None
    return cause_sentence(raised.target.cause, raised.assessment.measure)


def _overall(raised: Raised) -> str:
    assert raised.assessment is not None
    return overall_sentence(raised.assessment)


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


_Sentence = Callable[[Raised], str]

_QUESTIONS: Mapping[str, _Sentence] = {
    "worse-and-worsening": _worse_question,
    "red-again": _red_again_question,
    "target-met-outcome-still": _target_question,
    "verdicts-disagree": _disagree_question,
    "stale-figure": _stale_question,
    "red-without-commentary": _untold_question,
    "red-without-action": _idle_question,
    "well-over-worsening": _well_question,
    "actions-open-ended": _loose_question,
    "action-overdue": _overdue_question,
    "risk-deteriorating": _risk_question,
    "target-moved": _moved_question,
}

_EVIDENCE: Mapping[str, _Sentence] = {
    "worse-and-worsening": _worse_evidence,
    "red-again": _red_again_evidence,
    "target-met-outcome-still": _target_evidence,
    "verdicts-disagree": _disagree_evidence,
    "stale-figure": _stale_evidence,
    "red-without-commentary": _untold_evidence,
    "red-without-action": _idle_evidence,
    "well-over-worsening": _well_evidence,
    "actions-open-ended": _loose_evidence,
    "action-overdue": _overdue_evidence,
    "risk-deteriorating": _risk_evidence,
    "target-moved": _moved_evidence,
}
