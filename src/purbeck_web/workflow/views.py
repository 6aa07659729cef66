"""The pages of the round: how far each indicator is, and what is done with one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from purbeck.model.errors import UsageError
from purbeck.model.workspace import Workspace
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Right
from purbeck_web.reading.scoring import workspace_now
from purbeck_web.workflow.actions import NAMED, IndicatorAction, act
from purbeck_web.workflow.forms import ActionForm, ReturnForm
from purbeck_web.workflow.locking import locks_in_force
from purbeck_web.workflow.models import Round, Transition
from purbeck_web.workflow.progress import Line, by_outcome, counts, progress_lines
from purbeck_web.workflow.rounds import newest_round


@require_safe
@needs(Right.SEE_PROGRESS)
def progress(request: HttpRequest) -> HttpResponse:
    """Show where every indicator stands, by outcome."""
    revision, workspace = workspace_in_hand()
    in_round = newest_round()
    lines = progress_lines(revision, workspace.framework, in_round, request.user)
    mine = "mine" in request.GET
    shown = [line for line in lines if line.actions] if mine else list(lines)
    return render(
        request,
        "workflow/progress.html",
        {
            "framework": workspace.framework,
            "outcomes": by_outcome(shown),
            "counts": counts(lines),
            "total": len(lines),
            "waiting": sum(bool(line.actions) for line in lines),
            "mine": mine,
            "round": in_round,
            "locks": locks_in_force(),
        },
    )


@require_safe
@needs(Right.SEE_PROGRESS)
def indicator(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Show one indicator in the round: what is in the way, what was done, what may be done."""
    return _indicator_page(request, indicator_id)


@require_POST
@needs(Right.SEE_PROGRESS)
def act_on(request: HttpRequest, indicator_id: str, action: str) -> HttpResponse:
    """Do something with an indicator; what is refused is said on its page."""
    wanted = NAMED.get(action)
    if wanted is None:
        raise Http404
    line, _, _ = _line(request, indicator_id)
    if not any(isinstance(each, wanted) for each in line.actions):
        return _not_offered(request, wanted, line)
    form = _form(wanted, line, request.POST)
    if form.is_valid():
        try:
            act(
                wanted,
                indicator_id,
                by=request.user,
                at=timezone.now(),
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
            )
        except UsageError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{wanted.done}: {line.name}")
            return redirect("indicator-progress", indicator_id)
    return _indicator_page(request, indicator_id, form, wanted)


def workspace_in_hand() -> tuple[UUID, Workspace]:
    """Give the workspace in hand with its revision; 404 where there is none yet."""
    found = workspace_now()
    if found is None:
        raise Http404
    return found


def _not_offered(request: HttpRequest, wanted: type[IndicatorAction], line: Line) -> HttpResponse:
    """Tell whoever may do it that the state has gone on; of anybody else it is no address."""
    reached = wanted(line.standing, request.user)
    if not reached.is_within_right:
        raise Http404
    form = ActionForm(request.POST, auto_id=f"{wanted.name}-%s")
    form.full_clean()
    state = line.standing.state.label.lower()
    form.add_error(None, f"This cannot be done while it is: {state}.")
    return _indicator_page(request, line.standing.indicator.id, form)


def _line(request: HttpRequest, indicator_id: str) -> tuple[Line, Workspace, Round | None]:
    revision, workspace = workspace_in_hand()
    in_round = newest_round()
    lines = progress_lines(revision, workspace.framework, in_round, request.user)
    line = next((each for each in lines if each.standing.indicator.id == indicator_id), None)
    if line is None:
        raise Http404
    return line, workspace, in_round


def _form(wanted: type[IndicatorAction], line: Line, data: Any = None) -> forms.Form:
    kind = ReturnForm if wanted.needs_reason else ActionForm
    seen = {"seen": line.standing.seen}
    return kind(data, auto_id=f"{wanted.name}-%s", initial=seen)


def _indicator_page(
    request: HttpRequest,
    indicator_id: str,
    refused: forms.Form | None = None,
    wanted: type[IndicatorAction] | None = None,
) -> HttpResponse:
    line, workspace, in_round = _line(request, indicator_id)
    revision, _ = workspace_in_hand()
    steps = Transition.objects.filter(indicator=indicator_id, round=in_round)
    offers = [
        (
            each,
            refused if refused is not None and type(each) is wanted else _form(type(each), line),
            each.refusals(revision),
        )
        for each in line.actions
    ]
    return render(
        request,
        "workflow/indicator.html",
        {
            "framework": workspace.framework,
            "line": line,
            "steps": steps.select_related("by") if in_round else (),
            "offers": offers,
            "form": refused,
        },
        status=200 if refused is None else 422,
    )
