"""What the digests say of themselves and of the officers' duties, in words."""

from __future__ import annotations

from collections.abc import Sequence

from purbeck.model.question import Question, QuestionStatus
from purbeck.publish.wording.figures import counted, day
from purbeck.scorecard.duties import DUE_SOON, Duties

NO_WORSENING = "No indicator and no measure is worsening."
NO_RISKS = "No corporate risk is worsening."
NO_QUESTIONS = "The rules raise no question on this report."
NOTHING_ASKED = "No question of a member is on record."


def committee_sentence(worsening: int, reported: int, risks: int) -> str:
    """Count what a committee is shown, of how many.

    Examples
    --------
    >>> committee_sentence(9, 21, 0)
    'Of 21 indicators and measures, 9 are worsening. No corporate risk is.'
    """
    said = f"Of {counted(reported, 'indicator or measure', 'indicators and measures')}, "
    said += f"{worsening or 'none'} {'is' if worsening < 2 else 'are'} worsening."
    if not risks:
        return f"{said} No corporate risk is."
    return f"{said} {counted(risks, 'corporate risk')} {'is' if risks == 1 else 'are'}."


def scrutiny_sentence(raised: int, rules: int, open_questions: int) -> str:
    """Count the questions that the data raises, and those of members that are open."""
    said = f"{rules} rules were held against the report, and raise {counted(raised, 'question')}."
    asked = counted(open_questions, "question")
    awaits = "awaits" if open_questions == 1 else "await"
    return f"{said} {asked[:1].upper()}{asked[1:]} of members {awaits} an answer."


def duties_sentence(duties: Duties) -> str:
    """Count what is an officer's own and what is due of them; what there is none of is left out."""
    soon = f"due within {DUE_SOON.value:.0f} days"
    due = [
        (len(duties.overdue), "overdue action", "overdue actions"),
        (len(duties.due_soon), f"action {soon}", f"actions {soon}"),
        (len(duties.without_date), "action without a date", "actions without a date"),
        (len(duties.stale), "stale figure", "stale figures"),
        (len(duties.untold), "missing commentary", "missing commentaries"),
        (len(duties.unanswered), "unanswered question", "unanswered questions"),
    ]
    owned = counted(len(duties.owned), "indicator or measure", "indicators and measures")
    found = [counted(count, one, many) for count, one, many in due if count]
    rest = f"{', '.join(found)}." if found else "Nothing is due or missing."
    return f"{owned[:1].upper()}{owned[1:]}. {rest[:1].upper()}{rest[1:]}"


def question_status(question: Question) -> str:
    """Say how far a question has come, and since when."""
    if question.status is QuestionStatus.ANSWERED:
        return f"Answered {day(question.answered_on)}" if question.answered_on else "Answered"
    if question.status is QuestionStatus.WITHDRAWN:
        return "Withdrawn"
    return "Not answered"


def asked_words(question: Question) -> str:
    """Say by whom a question was asked, and when."""
    by = f"{question.asked_by}, " if question.asked_by else ""
    return f"{by}{day(question.asked_on)}"


def questions_sentence(questions: Sequence[Question]) -> str:
    """Count the questions of members, and those without an answer.

    Examples
    --------
    >>> questions_sentence([])
    'No question of a member is on record.'
    """
    if not questions:
        return NOTHING_ASKED
    unanswered = sum(q.status is QuestionStatus.OPEN for q in questions)
    said = counted(len(questions), "question of a member is", "questions of members are")
    awaits = "awaits" if unanswered == 1 else "await"
    return f"{said[:1].upper()}{said[1:]} on record; {unanswered or 'none'} {awaits} an answer."
