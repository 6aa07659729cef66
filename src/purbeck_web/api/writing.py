"""What is written, by a token with the scope for it, whose person has the right."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Status
from ninja.errors import HttpError

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.workspace import Workspace
from purbeck_web.api.auth import WRITING, need
from purbeck_web.api.loading import RefusedLoad, load_history, load_table
from purbeck_web.api.models import Scope
from purbeck_web.api.reading import REFUSALS, question_record
from purbeck_web.api.routing import router
from purbeck_web.api.shapes import (
    AnswerIn,
    Doubts,
    Loaded,
    Problem,
    QuestionIn,
    QuestionOut,
    Refused,
    Why,
)
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.people.restriction import Right
from purbeck_web.returns.pasting import RowState
from purbeck_web.scrutiny.asking import answered, asked, next_id
from purbeck_web.scrutiny.models import Asking
from purbeck_web.scrutiny.models import Question as QuestionRow

MAY_BE_REFUSED = {**REFUSALS, 403: Problem, 409: Problem}

TABLE = {
    "requestBody": {
        "required": True,
        "content": {"text/csv": {"schema": {"type": "string"}}},
    }
}
ARCHIVE = {
    "requestBody": {
        "required": True,
        "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post(
    "/observations",
    auth=WRITING,
    tags=["writing"],
    response={200: Loaded, **MAY_BE_REFUSED, 422: Refused},
    openapi_extra=TABLE,
)
def load_observations(
    request: HttpRequest,
    reason: Why,
    doubts: Doubts = "",
) -> Any:
    """Load figures as CSV in the columns of observations/*.csv: all of them, or none."""
    person = need(request, Right.ENTER_FIGURES, Scope.FIGURES)
    now = timezone.now()
    try:
        outcome = load_table(
            request.body, "sent.csv", by=person, at=now, reason=reason, doubts=doubts.strip()
        )
    except RefusedLoad as refusal:
        rows = [{"row": n, "problems": p, "doubts": d} for n, p, d in refusal.rows]
        return Status(422, {"detail": str(refusal), "rows": rows})
    except WorkspaceError as refusal:
        raise HttpError(409, str(refusal)) from refusal
    states = outcome.states
    return {
        "revision": outcome.revision.pk if outcome.revision else None,
        "new": states[RowState.NEW],
        "revised": states[RowState.REVISION],
        "corrected": states[RowState.CORRECTION],
        "same": states[RowState.SAME],
    }


@router.post(
    "/history",
    auth=WRITING,
    tags=["writing"],
    response={200: dict[str, Any], **MAY_BE_REFUSED},
    openapi_extra=ARCHIVE,
)
def load_pulled(request: HttpRequest, reason: Why) -> Any:
    """Load what 'purbeck pull' makes: the folder history/ as a ZIP, in place of the one held."""
    person = need(request, Right.EDIT_FRAMEWORK, Scope.FIGURES)
    try:
        revision = load_history(request.body, by=person, at=timezone.now(), reason=reason)
    except WorkspaceError as refusal:
        raise HttpError(409, str(refusal)) from refusal
    except UsageError as refusal:
        raise HttpError(422, str(refusal)) from refusal
    return {"revision": revision.pk if revision else None}


@router.post(
    "/questions", auth=WRITING, tags=["writing"], response={201: QuestionOut, **MAY_BE_REFUSED}
)
def ask_question(request: HttpRequest, sent: QuestionIn) -> Any:
    """Ask a question, in the name of the token's person."""
    person = need(request, Right.ASK, Scope.QUESTIONS)
    own = next_id(stored_workspace())
    now = timezone.now()
    edit = asked(own, sent.question, sent.measure, sent.asked_by, timezone.localdate(now))
    # Both or neither: a question that nobody here has asked could not be taken back.
    with transaction.atomic():
        _change(edit, person, "A question was asked")
        Asking.objects.create(question_id=own, person=person)
    return Status(201, question_record(_question(stored_workspace(), own)))


@router.post(
    "/questions/{question_id}/answer",
    auth=WRITING,
    tags=["writing"],
    response={200: QuestionOut, **MAY_BE_REFUSED},
)
def answer_question(request: HttpRequest, question_id: str, sent: AnswerIn) -> Any:
    """Answer a question on what is the person's own."""
    person = need(request, Right.ANSWER, Scope.QUESTIONS)
    rows = QuestionRow.objects.restrict(person, Right.ANSWER)
    get_object_or_404(rows, pk=question_id, withdrawn=False)
    edit = answered(question_id, sent.answer, person.officer_id or "", timezone.localdate())
    _change(edit, person, f"Question {question_id} was answered")
    return question_record(_question(stored_workspace(), question_id))


def _change(edit: Any, person: Any, reason: str) -> None:
    try:
        change_workspace(edit, by=person, at=timezone.now(), reason=reason)
    except WorkspaceError as refusal:
        raise HttpError(422, str(refusal)) from refusal
    except UsageError as refusal:
        raise HttpError(409, str(refusal)) from refusal


def _question(workspace: Workspace, own: str) -> Any:
    return next(each for each in workspace.questions if each.id == own)
