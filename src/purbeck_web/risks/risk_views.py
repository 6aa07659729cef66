"""The pages on which risks are entered, edited, reviewed and withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from purbeck.model.errors import UsageError
from purbeck.model.risk import CorporateRisk
from purbeck.model.workspace import Workspace
from purbeck_web.forms import change_by_form
from purbeck_web.people.guard import needs, signed_in
from purbeck_web.people.restriction import Right
from purbeck_web.risks.answering import both, form_page, posted, value_of, workspace_or_404
from purbeck_web.risks.editing import (
    TAKEN,
    next_id,
    risk_added,
    risk_changed,
    risk_in,
    risk_reviewed,
    risk_withdrawn,
)
from purbeck_web.risks.forms import ReviewForm, RiskForm, WithdrawForm, risk_initial
from purbeck_web.risks.models import Risk
from purbeck_web.risks.ownership import NOT_YOURS, may_have_risk


@both
@needs(Right.EDIT_RISKS)
def new_risk(request: HttpRequest) -> HttpResponse:
    """Enter a risk."""
    framework = workspace_or_404().framework
    taken = Risk.objects.values_list("pk", flat=True)
    begun = {"reference": next_id(taken, "R"), "indicators": request.GET.getlist("indicator")}
    form = RiskForm(posted(request), framework=framework, risk=None, initial=begun)
    if request.method == "POST" and form.is_valid():
        if Risk.objects.filter(pk=form.cleaned_data["reference"]).exists():
            form.add_error("reference", TAKEN)
        else:
            risk = _risk_of(form, request)
            reason = form.cleaned_data["reason"] or "A risk was entered"
            if risk and change_by_form(form, request, risk_added(risk), reason):
                messages.success(request, f"Risk {risk.id} is in the register.")
                return redirect("risk", risk.id)
    return form_page(
        request,
        form,
        title="New risk",
        words="Add to the register",
        back=reverse("risks"),
        trail=[("New risk", "")],
    )


@both
@needs(Right.EDIT_RISKS)
def edit_risk(request: HttpRequest, risk_id: str) -> HttpResponse:
    """Edit a risk."""
    risk, workspace = _own(request, risk_id)
    form = RiskForm(
        posted(request),
        framework=workspace.framework,
        risk=risk,
        initial=risk_initial(risk),
    )
    if request.method == "POST" and form.is_valid():
        changed = _risk_of(form, request)
        told = form.cleaned_data
        reason = told["reason"] or "A risk was edited"
        if changed and change_by_form(form, request, risk_changed(changed, told["seen"]), reason):
            messages.success(request, "The risk is changed.")
            return redirect("risk", risk.id)
    said = "Its score is that of the latest review. Review the risk to give it another."
    return form_page(
        request,
        form,
        title=f"Edit risk {risk.id}",
        words="Save",
        back=reverse("risk", args=[risk.id]),
        trail=_trail(risk, "Edit"),
        said=said if risk.reviews else "",
    )


@both
@needs(Right.EDIT_RISKS)
def review_risk(request: HttpRequest, risk_id: str) -> HttpResponse:
    """Review a risk: on which day, and with which score."""
    risk, workspace = _own(request, risk_id)
    if workspace.framework.risk_matrix is None:
        raise Http404
    today = timezone.localdate()
    by = signed_in(request).officer_id or ""
    begun: dict[str, Any] = {
        "on": today,
        "likelihood": risk.likelihood or "",
        "impact": risk.impact or "",
        "by": by,
    }
    form = ReviewForm(posted(request), framework=workspace.framework, today=today, initial=begun)
    if request.method == "POST" and form.is_valid():
        review = form.review()
        edit = risk_reviewed(risk.id, review, form.stated())
        if change_by_form(form, request, edit, f"Reviewed on {review.on.isoformat()}"):
            messages.success(request, "The review is on record.")
            return redirect("risk", risk.id)
    return form_page(
        request,
        form,
        title=f"Review risk {risk.id}",
        words="Record the review",
        back=reverse("risk", args=[risk.id]),
        trail=_trail(risk, "Review"),
        said=risk.title,
    )


@both
@needs(Right.EDIT_RISKS)
def withdraw_risk(request: HttpRequest, risk_id: str) -> HttpResponse:
    """Take a risk out of the register, with a reason."""
    risk, _ = _own(request, risk_id)
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        edit = risk_withdrawn(risk.id)
        if change_by_form(form, request, edit, form.cleaned_data["reason"]):
            messages.success(request, f"Risk {risk.id} is withdrawn. It stays in the history.")
            return redirect("risks")
    return form_page(
        request,
        form,
        title=f"Withdraw risk {risk.id}",
        words="Withdraw",
        back=reverse("risk", args=[risk.id]),
        trail=_trail(risk, "Withdraw"),
        said=risk.title,
    )


def _own(request: HttpRequest, risk_id: str) -> tuple[CorporateRisk, Workspace]:
    """Give a risk that somebody may edit; 404 for any other."""
    rows = Risk.objects.restrict(request.user, Right.EDIT_RISKS)
    get_object_or_404(rows, pk=risk_id, withdrawn=False)
    workspace = workspace_or_404()
    try:
        return risk_in(workspace, risk_id), workspace
    except UsageError as gone:
        raise Http404 from gone


def _risk_of(form: RiskForm, request: HttpRequest) -> CorporateRisk | None:
    """Give the risk of a form; None where it cannot be, or would not be one's own."""
    risk: CorporateRisk | None = value_of(form)
    if risk is not None and not may_have_risk(request.user, risk):
        form.add_error("owner", NOT_YOURS)
        return None
    return risk


def _trail(risk: CorporateRisk, here: str) -> list[tuple[str, str]]:
    return [(f"Risk {risk.id}", reverse("risk", args=[risk.id])), (here, "")]
