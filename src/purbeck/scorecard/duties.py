"""What is an officer's own: what they answer for, what is due of them, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from purbeck.assess.assessment import Assessment
from purbeck.assess.finding import Threshold
from purbeck.assess.overdue import LONGEST_WAIT
from purbeck.model.action import Action
from purbeck.model.measure import PopulationIndicator
from purbeck.model.narrative import NarrativeSection
from purbeck.model.officer import Officer
from purbeck.model.question import Question, QuestionStatus
from purbeck.model.risk import CorporateRisk
from purbeck.scorecard.scorecard import DisclosedScorecard
from purbeck.scorecard.scrutiny_evidence import months_late

DUE_SOON = Threshold(
    name="days within which an action is due soon",
    value=90.0,
    source="Our own convention: a quarter, the usual time from one report to the next.",
)


@dataclass(frozen=True, slots=True)
class Stale:
    """A measure whose newest figure is old, and by how many months it is late."""

    assessment: Assessment
    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """One officer's part in a report; None for what nobody is named for.

    Attributes
    ----------
    owned
        Indicators that the officer leads and measures that they answer for.
    overdue, due_soon, without_date
        Their actions that are not done: after their date, within the next quarter, and with no
        date. One that is due later is in none of these.
    stale
        Of those owned, what has waited for a figure for too long.
    untold
        Indicators of theirs on which no story is told.
    """

    officer: Officer | None
    owned: tuple[Assessment, ...]
    overdue: tuple[Action, ...]
    due_soon: tuple[Action, ...]
    without_date: tuple[Action, ...]
    stale: tuple[Stale, ...]
    untold: tuple[Assessment, ...]
    unanswered: tuple[Question, ...]
    risks: tuple[CorporateRisk, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all."""
        parts: Iterable[Sequence[object]] = (
            self.owned,
            self.overdue,
            self.due_soon,
            self.without_date,
            self.unanswered,
            self.risks,
        )
        return not any(parts)


def duties(scorecards: Sequence[DisclosedScorecard], officer: Officer | None) -> Duties:
    """Collect what is an officer's own in the outcomes of a workspace.

    Parameters
    ----------
    officer
        None collects what no officer at all is named for.
    """
    own = "" if officer is None else officer.id
    owned = tuple(a for each in scorecards for a in each.assessments if _is_owned(a, own))
    mine = {a.measure.id for a in owned}
    open_actions = [a for each in scorecards for a in each.actions if a.owner == own and a.is_open]
    on = scorecards[0].on if scorecards else date.max
    questions = dict.fromkeys(
        q
        for each in scorecards
        for q in each.questions
        if q.status is QuestionStatus.OPEN and (q.measure in mine or (not own and not q.measure))
    )
    risks = dict.fromkeys(r for each in scorecards for r in each.risks if r.owner == own)
    return Duties(
        officer=officer,
        owned=owned,
        overdue=tuple(a for a in open_actions if a.is_overdue(on)),
        due_soon=tuple(a for a in open_actions if _is_due_soon(a, on)),
        without_date=tuple(a for a in open_actions if a.due is None),
        stale=tuple(
            Stale(a, months)
            for each in scorecards
            for a in each.assessments
            if a.measure.id in mine and (months := months_late(a, each)) > LONGEST_WAIT.value
        ),
        untold=tuple(a for a in owned if _is_untold(a, scorecards)),
        unanswered=tuple(questions),
        risks=tuple(risks),
    )


def _is_owned(assessment: Assessment, officer: str) -> bool:
    measure = assessment.measure
    named = set(measure.owners)
    if isinstance(measure, PopulationIndicator) and measure.outcome_lead:
        named.add(measure.outcome_lead)
    return officer in named if officer else not named


def _is_due_soon(action: Action, on: date) -> bool:
    until = on + timedelta(days=int(DUE_SOON.value)) if on < date.max else on
    return action.due is not None and on <= action.due <= until


def _is_untold(assessment: Assessment, scorecards: Sequence[DisclosedScorecard]) -> bool:
    if not isinstance(assessment.measure, PopulationIndicator):
        return False
    told = (s.narrative(assessment.measure.id) for s in scorecards)
    return not any(n and n.text(NarrativeSection.STORY).strip() for n in told)
