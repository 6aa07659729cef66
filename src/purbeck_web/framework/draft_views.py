"""Pages of drafts: begun, compared with what is in force, adopted or withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.framework.differences import differences, merged
from purbeck_web.framework.editing import OfDraft, adopt, began, begin_draft, place_named
from purbeck_web.framework.effects import Effect, effects
from purbeck_web.framework.forms import DraftForm, WhyForm
from purbeck_web.framework.models import Draft
from purbeck_web.framework.tables import declared_by, fitted, read_declared
from purbeck_web.people.guard import needs, signed_in
from purbeck_web.people.restriction import Right


@require_POST
@needs(Right.EDIT_FRAMEWORK)
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a draft from what is in force."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["name"])))
        return redirect("framework")
    draft = begin_draft(form.cleaned_data["name"], signed_in(request), timezone.now())
    messages.success(request, f"“{draft.name}” begins as a copy of the framework in force.")
    return redirect("framework-of", draft.pk)


@require_safe
@needs(Right.EDIT_FRAMEWORK)
def draft_changes(request: HttpRequest, place: str) -> HttpResponse:
    """Show what a draft changes, and what it makes of the figures of now."""
    return _changes_page(request, _draft(place), WhyForm())


@require_POST
@needs(Right.EDIT_FRAMEWORK)
def adopt_draft(request: HttpRequest, place: str) -> HttpResponse:
    """Put a draft in force."""
    where, form = _draft(place), WhyForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["why"]
        try:
            adopt(where.draft, signed_in(request), timezone.now(), why)
        except WorkspaceError as refusal:
            for issue in refusal.issues:
                form.add_error(None, str(issue))
        else:
            messages.success(request, f"“{where.words}” is in force.")
            return redirect("framework")
    return _changes_page(request, where, form)


@require_POST
@needs(Right.EDIT_FRAMEWORK)
def withdraw_draft(request: HttpRequest, place: str) -> HttpResponse:
    """Withdraw a draft; it stays on record."""
    where, form = _draft(place), WhyForm(request.POST)
    if not form.is_valid():
        return _changes_page(request, where, form)
    where.draft.state = Draft.State.WITHDRAWN
    where.draft._change_reason = form.cleaned_data["why"][:100]  # type: ignore[attr-defined]
    where.draft.save()
    messages.success(request, f"“{where.words}” is withdrawn.")
    return redirect("framework")


def _changes_page(request: HttpRequest, where: OfDraft, form: WhyForm) -> HttpResponse:
    workspace = stored_workspace()
    now, draft = declared_by(workspace), where.read()
    new, clashes = merged(began(where.draft), now, draft)
    found: tuple[Effect, ...] = ()
    issues: tuple[DataIssue, ...] = ()
    try:
        found = effects(workspace, fitted(workspace, *read_declared(new)))
    except WorkspaceError as refusal:
        issues = refusal.issues
    context = {
        "place": where,
        "differences": differences(now, new),
        "meanwhile": differences(began(where.draft), now),
        "clashes": clashes,
        "effects": found,
        "issues": issues,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "framework/draft_changes.html", context, status=status)


def _draft(place: str) -> OfDraft:
    where = place_named(place)
    if not isinstance(where, OfDraft):
        raise Http404
    return where
