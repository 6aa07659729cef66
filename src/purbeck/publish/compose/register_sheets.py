"""The registers in full as tidy tables: scores of risks, their reviews, and milestones."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.model.risk import CorporateRisk
from purbeck.publish.compose.risk_register import standings
from purbeck.publish.document import Sheet, SheetColumn, SheetKind, SheetValue
from purbeck.publish.wording.risks import appetite_words, milestone_words
from purbeck.scorecard import DisclosedScorecard

_T, _N, _D = SheetKind.TEXT, SheetKind.NUMBER, SheetKind.DATE

NOT_AVAILABLE = "[x]"


def register_sheets(scorecard: DisclosedScorecard) -> Iterator[Sheet]:
    """Give a sheet for each register that says more than the sheet of risks; none where none does.

    What was reviewed or done after the day of the report is not in them.
    """
    risks = [risk for risk in scorecard.risks if risk.is_kept_in_full]
    if risks:
        yield _scores(scorecard)
    if any(risk.reviews_by(scorecard.on) for risk in risks):
        yield _reviews(scorecard)
    if any(action.milestones for action in scorecard.actions):
        yield _milestones(scorecard)


def _scores(scorecard: DisclosedScorecard) -> Sheet:
    columns = (
        SheetColumn("Risk", _T, "The number of the risk in the register"),
        SheetColumn("Inherent likelihood", _N, "The step on the matrix before any control"),
        SheetColumn("Inherent impact", _N, "The step on the matrix before any control"),
        SheetColumn("Likelihood", _N, "The step on the matrix now"),
        SheetColumn("Impact", _N, "The step on the matrix now"),
        SheetColumn("Target likelihood", _N, "The step that is meant to be reached"),
        SheetColumn("Target impact", _N, "The step that is meant to be reached"),
        SheetColumn("Appetite", _T, "The gravest level or highest score willingly carried"),
        SheetColumn("Against appetite", _T, "Whether the risk is within its appetite"),
        SheetColumn("Trend by reviews", _T, "How the last two reviews have it"),
        SheetColumn("Last review", _D, "The day of the latest review"),
        SheetColumn("Review", _T, "Whether it was reviewed in time"),
        SheetColumn("Controls", _T, "What holds the risk down"),
    )
    rows = tuple(
        (
            each.risk.id,
            *_steps(each.risk, "inherent_likelihood", "inherent_impact"),
            *_steps(each.risk, "likelihood", "impact"),
            *_steps(each.risk, "target_likelihood", "target_impact"),
            appetite_words(each.limit),
            each.appetite.value,
            each.derived.value.replace("-", " "),
            each.reviewed or NOT_AVAILABLE,
            each.review.value,
            "; ".join(each.risk.controls) or "none named",
        )
        for each in standings(scorecard)
    )
    return Sheet("Risk scores", "Risk scores: the register in full", columns, rows)


def _steps(risk: CorporateRisk, *names: str) -> tuple[SheetValue, ...]:
    given = (getattr(risk, name) for name in names)
    return tuple(NOT_AVAILABLE if step is None else step for step in given)


def _reviews(scorecard: DisclosedScorecard) -> Sheet:
    columns = (
        SheetColumn("Risk", _T, "The number of the risk in the register"),
        SheetColumn("Day", _D, "The day of the review"),
        SheetColumn("Likelihood", _N, "The step on the matrix that it was given"),
        SheetColumn("Impact", _N, "The step on the matrix that it was given"),
        SheetColumn("Reviewed by", _T, "The officer who reviewed it"),
        SheetColumn("Note", _T, "What was found"),
    )
    rows = tuple(
        (
            risk.id,
            review.on,
            review.likelihood,
            review.impact,
            _officer(scorecard, review.by),
            review.note,
        )
        for risk in scorecard.risks
        for review in risk.reviews_by(scorecard.on)
    )
    return Sheet("Risk reviews", "Risk reviews: every review of a risk", columns, rows)


def _milestones(scorecard: DisclosedScorecard) -> Sheet:
    columns = (
        SheetColumn("Action", _T, "The id of the action"),
        SheetColumn("Action title", _T, "What is to be done"),
        SheetColumn("Indicator", _T, "The id of the indicator that it is about"),
        SheetColumn("Milestone", _T, "A step of the action"),
        SheetColumn("Due", _D, "The date by which it is to be done"),
        SheetColumn("Status", _T, "How far it has come on the day of the report"),
        SheetColumn("Owner", _T, "The officer who has undertaken it"),
    )
    rows = tuple(
        (
            action.id,
            action.title,
            action.indicator,
            milestone.title,
            milestone.due or NOT_AVAILABLE,
            milestone_words(milestone, scorecard.on),
            _officer(scorecard, milestone.owner or action.owner),
        )
        for action in scorecard.actions
        for milestone in action.milestones
    )
    return Sheet("Milestones", "Milestones: the steps of the actions", columns, rows)


def _officer(scorecard: DisclosedScorecard, officer_id: str) -> str:
    officer = scorecard.framework.officer(officer_id)
    return officer.name if officer else "not named"
