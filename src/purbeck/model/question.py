"""What members have asked about a report, and what officers have answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem


class QuestionStatus(Enum):
    """How far a question has come."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a member with its answer, carried from edition to edition.

    Attributes
    ----------
    measure
        The indicator or measure that it is about, by id; empty for the report as a whole.
    asked_by
        The part in which it was asked, such as the chair of a committee: no name is needed.
    answered_by
        The officer who answered, by id.
    """

    id: str
    question: str
    asked_on: date
    measure: str = ""
    asked_by: str = ""
    answer: str = ""
    answered_on: date | None = None
    answered_by: str = ""
    status: QuestionStatus = QuestionStatus.OPEN

    def __post_init__(self) -> None:
        problems = [*_answer_of(self), *_days_of(self)]
        if problems:
            raise InvalidValueError("Question", problems)

    def as_known(self, on: date) -> Question | None:
        """Give the question as it stood on a date; None where it had not been asked by then.

        One asked on the date itself had been, and an answer of that date had been given. An
        answer without a date counts as given from the start.

        Examples
        --------
        >>> asked = Question(
        ...     id="q1",
        ...     question="Why?",
        ...     asked_on=date(2018, 7, 1),
        ...     answer="Fewer visits.",
        ...     answered_on=date(2018, 9, 30),
        ...     status=QuestionStatus.ANSWERED,
        ... )
        >>> asked.as_known(date(2018, 6, 30)) is None
        True
        >>> asked.as_known(date(2018, 9, 29)).status
        <QuestionStatus.OPEN: 'open'>
        >>> asked.as_known(date(2018, 9, 30)) == asked
        True
        """
        if self.asked_on > on:
            return None
        if self.answered_on is None or self.answered_on <= on:
            return self
        return replace(
            self, answer="", answered_on=None, answered_by="", status=QuestionStatus.OPEN
        )


def _answer_of(question: Question) -> list[Problem]:
    if question.status is QuestionStatus.ANSWERED and not question.answer.strip():
        expected = "the answer, as the status is 'answered'"
        return [Problem(IssueCode.MISSING_CELL, "answer", "nothing", expected)]
    if question.status is QuestionStatus.OPEN and question.answer.strip():
        expected = "'answered', or no status, as there is an answer"
        return [Problem(IssueCode.INCONSISTENT, "status", "'open'", expected)]
    if question.answered_on and not question.answer.strip():
        received = question.answered_on.isoformat()
        return [Problem(IssueCode.INCONSISTENT, "answered_on", received, "no date, or an answer")]
    return []


def _days_of(question: Question) -> list[Problem]:
    if question.answered_on is None or question.answered_on >= question.asked_on:
        return []
    received = question.answered_on.isoformat()
    expected = f"{question.asked_on.isoformat()} or later, as it was asked then"
    return [Problem(IssueCode.INCONSISTENT, "answered_on", received, expected)]
