"""The pages on which actions and their milestones are entered, edited, done and withdrawn."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from purbeck.model.action import Action as ActionValue
from purbeck.model.action import ActionStatus
from purbeck.model.errors import UsageError
from purbeck.model.workspace import Workspace
from purbeck_web.forms import change_by_form
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Right
from purbeck_web.risks.action_forms import (
    ActionForm,
    DoneForm,
    MilestoneForm,
    action_initial,
    milestone_initial,
)
from purbeck_web.risks.answering import both, form_page, posted, value_of, workspace_or_404
from purbeck_web.risks.editing import (
    TAKEN,
    action_added,
    action_changed,
    action_in,
    action_withdrawn,
    milestone_added,
    milestone_changed,
    next_id,
)
from purbeck_web.risks.forms import WithdrawForm
from purbeck_web.risks.models import Action, Milestone
from purbeck_web.risks.ownership import NOT_YOURS, may_have_action


@both
@needs(Right.EDIT_ACTIONS)
def new_action(request: HttpRequest) -> HttpResponse:
    """Enter an action; the indicator may be handed along to begin with."""
    framework = workspace_or_404().framework
    taken = Action.objects.values_list("pk", flat=True)
    begun = {"reference": next_id(taken, "A"), "indicator": request.GET.get("indicator", "")}
    form = ActionForm(posted(request), framework=framework, action=None, initial=begun)
    if request.method == "POST" and form.is_valid():
        if Action.objects.filter(pk=form.cleaned_data["reference"]).exists():
            form.add_error("reference", TAKEN)
        else:
            action = _action_of(form, request)
            reason = form.cleaned_data["reason"] or "An action was entered"
            if action and change_by_form(form, request, action_added(action), reason):
                messages.success(request, f"Action {action.id} is in the register.")
                return redirect("action", action.id)
    return form_page(
        request,
        form,
        title="New action",
        words="Add to the register",
        back=reverse("risks"),
        trail=[("New action", "")],
    )


@both
@needs(Right.EDIT_ACTIONS)
def edit_action(request: HttpRequest, action_id: str) -> HttpResponse:
    """Edit an action."""
    action, workspace = _own(request, action_id)
    form = ActionForm(
        posted(request),
        framework=workspace.framework,
        action=action,
        initial=action_initial(action),
    )
    if request.method == "POST" and form.is_valid():
        changed, told = _action_of(form, request), form.cleaned_data
        reason = told["reason"] or "An action was edited"
        if changed and change_by_form(form, request, action_changed(changed, told["seen"]), reason):
            messages.success(request, "The action is changed.")
            return redirect("action", action.id)
    return form_page(
        request,
        form,
        title=f"Edit action {action.id}",
        words="Save",
        back=reverse("action", args=[action.id]),
        trail=_trail(action, "Edit"),
    )


@require_POST
@needs(Right.EDIT_ACTIONS)
def action_done(request: HttpRequest, action_id: str) -> HttpResponse:
    """Mark an action as done."""
    action, _ = _own(request, action_id)
    form = DoneForm(request.POST)
    if form.is_valid():
        done = replace(action, status=ActionStatus.DONE)
        edit = action_changed(done, form.cleaned_data["seen"])
        if change_by_form(form, request, edit, "The action is done"):
            messages.success(request, "The action is done.")
            return redirect("action", action.id)
    return form_page(
        request,
        form,
        title=f"Action {action.id} is done",
        words="Mark as done",
        back=reverse("action", args=[action.id]),
        trail=_trail(action, "Done"),
        said=action.title,
    )


@both
@needs(Right.EDIT_ACTIONS)
def withdraw_action(request: HttpRequest, action_id: str) -> HttpResponse:
    """Take an action out of the register, with a reason."""
    action, _ = _own(request, action_id)
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        edit = action_withdrawn(action.id)
        if change_by_form(form, request, edit, form.cleaned_data["reason"]):
            messages.success(request, f"Action {action.id} is withdrawn. It stays in the history.")
            return redirect("risks")
    return form_page(
        request,
        form,
        title=f"Withdraw action {action.id}",
        words="Withdraw",
        back=reverse("action", args=[action.id]),
        trail=_trail(action, "Withdraw"),
        said=action.title,
    )


@both
@needs(Right.EDIT_ACTIONS)
def new_milestone(request: HttpRequest, action_id: str) -> HttpResponse:
    """Enter a milestone of an action."""
    action, workspace = _own(request, action_id)
    form = MilestoneForm(posted(request), framework=workspace.framework)
    if request.method == "POST" and form.is_valid():
        edit = milestone_added(action.id, form.value())
        if change_by_form(form, request, edit, "A milestone was entered"):
            messages.success(request, "The milestone is entered.")
            return redirect("action", action.id)
    return form_page(
        request,
        form,
        title="New milestone",
        words="Add the milestone",
        back=reverse("action", args=[action.id]),
        trail=_trail(action, "New milestone"),
        said=action.title,
    )


@both
@needs(Right.EDIT_ACTIONS)
def edit_milestone(request: HttpRequest, milestone_id: str) -> HttpResponse:
    """Edit a milestone, say when it was done, or take it out."""
    row = get_object_or_404(Milestone, pk=milestone_id, withdrawn=False)
    action, workspace = _own(request, row.action_id)
    before = next((each for each in action.milestones if each.title == row.title), None)
    if before is None:
        raise Http404
    form = MilestoneForm(
        posted(request), framework=workspace.framework, initial=milestone_initial(before)
    )
    gone = "remove" in request.POST
    if request.method == "POST" and form.is_valid():
        edit = milestone_changed(action.id, before, None if gone else form.value())
        reason = "A milestone was taken out" if gone else "A milestone was edited"
        if change_by_form(form, request, edit, reason):
            messages.success(request, f"{reason}.")
            return redirect("action", action.id)
    return form_page(
        request,
        form,
        title="Edit milestone",
        words="Save",
        back=reverse("action", args=[action.id]),
        trail=_trail(action, "Edit milestone"),
        said=action.title,
        remove="Take it out",
    )


def _own(request: HttpRequest, action_id: str) -> tuple[ActionValue, Workspace]:
    """Give an action that somebody may edit; 404 for any other."""
    rows = Action.objects.restrict(request.user, Right.EDIT_ACTIONS)
    get_object_or_404(rows, pk=action_id, withdrawn=False)
    workspace = workspace_or_404()
    try:
        return action_in(workspace, action_id), workspace
    except UsageError as gone:
        raise Http404 from gone


def _action_of(form: ActionForm, request: HttpRequest) -> ActionValue | None:
    """Give the action of a form; None where it would not be one's own."""
    action: ActionValue | None = value_of(form)
    if action is not None and not may_have_action(request.user, action):
        form.add_error("owner", NOT_YOURS)
        return None
    return action


def _trail(action: ActionValue, here: str) -> list[tuple[str, str]]:
    return [(f"Action {action.id}", reverse("action", args=[action.id])), (here, "")]
