"""Questions of members with their answers, watch lists, and digests."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from purbeck.model.question import Question, QuestionStatus
from purbeck.model.workspace import Workspace
from purbeck.publish.compose.questions import about_words
from purbeck.publish.wording.digests import asked_words, question_status, questions_sentence
from purbeck.publish.wording.scrutiny import evidence_of, name_of, question_sentence
from purbeck.scorecard.scrutiny import raised
from purbeck_web.forms import change_by_form
from purbeck_web.people.guard import needs, signed_in
from purbeck_web.people.restriction import Reach, Right, reach
from purbeck_web.reading.scoring import Scored, scored_on, workspace_for, workspace_now
from purbeck_web.scrutiny.asking import answered, asked, next_id, withdrawn
from purbeck_web.scrutiny.forms import AnswerForm, AskForm, WithdrawForm
from purbeck_web.scrutiny.models import Asking
from purbeck_web.scrutiny.models import Question as QuestionRow
from purbeck_web.scrutiny.telling import tell_of_answer, tell_of_question
from purbeck_web.workflow.which import which_is_read

UNSENT = "It is on record, but no e-mail could be sent. Tell those concerned yourself."


@require_safe
@needs(Right.READ)
def questions(request: HttpRequest) -> HttpResponse:
    """List what members have asked, and what the figures themselves raise."""
    if workspace_for(request.user) is None:
        return render(request, "reading/empty.html", {"withdrawn": workspace_now() is not None})
    workspace, scored = _read(request.user)
    framework = workspace.framework
    listed = sorted(workspace.questions, key=lambda each: each.status is not QuestionStatus.OPEN)
    found = [each for scorecard in scored.scorecards for each in raised(scorecard)]
    return render(
        request,
        "scrutiny/questions.html",
        {
            "framework": framework,
            "which": which_is_read(request),
            "said": questions_sentence(workspace.questions),
            "questions": [(each, about_words(framework, each)) for each in listed],
            "raised": [
                (
                    name_of(each),
                    each.assessment.measure.id if each.assessment else "",
                    question_sentence(each),
                    evidence_of(each),
                )
                for each in found
            ],
            "status": question_status,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ASK)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a question; a text and a measure may be handed along to begin with."""
    workspace, _ = _read(request.user)
    outcomes = workspace.framework.outcomes
    reported = [
        (each.id, f"{each.number} {each.name}".strip()) for own in outcomes for each in own.measures
    ]
    beginning = {name: request.GET.get(name, "") for name in ("measure", "question")}
    beginning["asked_by"] = signed_in(request).get_role_display()
    form = AskForm(
        request.POST if request.method == "POST" else None, measures=reported, initial=beginning
    )
    if request.method != "POST" or not form.is_valid():
        return _form(request, "scrutiny/ask.html", form, framework=workspace.framework)
    told, own = form.cleaned_data, next_id(workspace)
    edit = asked(own, told["question"], told["measure"], told["asked_by"], timezone.localdate())
    # Both or neither: a question that nobody here has asked could not be taken back.
    with transaction.atomic():
        done = change_by_form(form, request, edit, "A question was asked")
        if done:
            Asking.objects.create(question_id=own, person=signed_in(request))
    if not done:
        return _form(request, "scrutiny/ask.html", form, framework=workspace.framework)
    sent = tell_of_question(_question(request.user, own), _site(request))
    messages.success(request, f"Your question is on record as {own}. {'' if sent else UNSENT}")
    return redirect("question", own)


@require_safe
@needs(Right.READ)
def question(request: HttpRequest, question_id: str) -> HttpResponse:
    """Show a question with its answer."""
    return _question_page(request, question_id, AnswerForm(), WithdrawForm())


@require_POST
@needs(Right.ANSWER)
def answer(request: HttpRequest, question_id: str) -> HttpResponse:
    """Answer a question on what is one's own."""
    rows = QuestionRow.objects.restrict(request.user, Right.ANSWER)
    get_object_or_404(rows, pk=question_id, withdrawn=False)
    form = AnswerForm(request.POST)
    by = signed_in(request).officer_id or ""
    if not form.is_valid() or not change_by_form(
        form,
        request,
        answered(question_id, form.cleaned_data["answer"], by, timezone.localdate()),
        f"Question {question_id} was answered",
    ):
        return _question_page(request, question_id, form, WithdrawForm())
    sent = tell_of_answer(_question(request.user, question_id), _site(request))
    messages.success(request, f"The answer is on record. {'' if sent else UNSENT}")
    return redirect("question", question_id)


@require_POST
@needs(Right.ASK)
def withdraw(request: HttpRequest, question_id: str) -> HttpResponse:
    """Take back a question that one has asked; whoever may answer all may take any back."""
    get_object_or_404(QuestionRow, pk=question_id, withdrawn=False)
    if not _may_withdraw(request, question_id):
        raise PermissionDenied
    form = WithdrawForm(request.POST)
    if not form.is_valid() or not change_by_form(
        form, request, withdrawn(question_id), form.cleaned_data["reason"]
    ):
        return _question_page(request, question_id, AnswerForm(), form)
    messages.success(request, "The question is withdrawn. It stays on record.")
    return redirect("question", question_id)


def _question_page(
    request: HttpRequest, question_id: str, answering: AnswerForm, withdrawing: WithdrawForm
) -> HttpResponse:
    workspace, _ = _read(request.user)
    found = next((each for each in workspace.questions if each.id == question_id), None)
    if found is None:
        raise Http404
    row = QuestionRow.objects.restrict(request.user, Right.ANSWER).filter(pk=question_id)
    still_asked = found.status is not QuestionStatus.WITHDRAWN
    answerer = workspace.framework.officer(found.answered_by)
    failed = bool(answering.errors or withdrawing.errors)
    context = {
        "framework": workspace.framework,
        "which": which_is_read(request),
        "question": found,
        "about": about_words(workspace.framework, found),
        "asked": asked_words(found),
        "status": question_status(found),
        "answerer": answerer,
        "form": answering if answering.errors else withdrawing,
        "answering": answering if still_asked and _allowed(request, Right.ANSWER, row) else None,
        "withdrawing": withdrawing if still_asked and _may_withdraw(request, question_id) else None,
    }
    return render(request, "scrutiny/question.html", context, status=422 if failed else 200)


def _allowed(request: HttpRequest, right: Right, rows: Any) -> bool:
    return reach(request.user, right) is not Reach.NOTHING and bool(rows.exists())


def _may_withdraw(request: HttpRequest, question_id: str) -> bool:
    if reach(request.user, Right.ASK) is Reach.NOTHING:
        return False
    if reach(request.user, Right.ANSWER) is Reach.ALL:
        return True
    return Asking.objects.filter(question=question_id, person=signed_in(request)).exists()


def _read(person: Any) -> tuple[Workspace, Scored]:
    found = workspace_for(person)
    if found is None:
        raise Http404
    edition, workspace = found
    return workspace, scored_on(edition, workspace, workspace.framework.report.on)


def _question(person: Any, question_id: str) -> Question:
    workspace, _ = _read(person)
    return next(each for each in workspace.questions if each.id == question_id)


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _form(request: HttpRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
