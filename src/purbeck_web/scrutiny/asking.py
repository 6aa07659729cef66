"""Edits of the workspace that ask a question, answer it, or take it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from purbeck.model.errors import UsageError
from purbeck.model.question import Question, QuestionStatus
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.changing import Edit


def next_id(workspace: Workspace) -> str:
    """Give the first id of the form q1, q2 that no question has had.

    Examples
    --------
    >>> from purbeck_web.scrutiny.asking import _free
    >>> _free({"q1", "q2", "budget"})
    'q3'
    """
    return _free({each.id for each in workspace.questions})


def _free(taken: set[str]) -> str:
    number = 1
    while f"q{number}" in taken:
        number += 1
    return f"q{number}"


def asked(own: str, text: str, measure: str, by: str, on: date) -> Edit:
    """Give the edit that adds a question at the end of the register."""

    def edit(workspace: Workspace) -> Workspace:
        if any(each.id == own for each in workspace.questions):
            raise UsageError("Somebody else asked at the same moment. Send your question again.")
        new = Question(id=own, question=text, measure=measure, asked_by=by, asked_on=on)
        # A form that is sent twice asks once.
        for each in workspace.questions:
            if replace(each, id=own) == new:
                raise UsageError(f"This question is on record already, as {each.id}.")
        return replace(workspace, questions=(*workspace.questions, new))

    return edit


def answered(own: str, answer: str, by: str, on: date) -> Edit:
    """Give the edit that answers a question; an answer that is there is taken the place of."""

    def put(question: Question) -> Question:
        if question.status is QuestionStatus.WITHDRAWN:
            raise UsageError("The question has been withdrawn, so that it needs no answer.")
        return replace(
            question,
            answer=answer,
            answered_by=by,
            answered_on=on,
            status=QuestionStatus.ANSWERED,
        )

    return _changed(own, put)


def withdrawn(own: str) -> Edit:
    """Give the edit that withdraws a question; it stays on record, with any answer."""
    return _changed(own, lambda question: replace(question, status=QuestionStatus.WITHDRAWN))


def _changed(own: str, put: object) -> Edit:
    assert callable(put)

    def edit(workspace: Workspace) -> Workspace:
        if all(each.id != own for each in workspace.questions):
            raise UsageError("There is no such question any more.")
        questions = tuple(put(each) if each.id == own else each for each in workspace.questions)
        return replace(workspace, questions=questions)

    return edit
