"""The pages of the registers that are read."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from purbeck.publish.wording.risks import milestone_words, register_sentence
from purbeck.publish.wording.verdicts import level_badge
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Reach, Right, reach
from purbeck_web.reading.changes import Change, changes_of
from purbeck_web.reading.drawing import draw_blocks
from purbeck_web.reading.scoring import workspace_now
from purbeck_web.risks.answering import workspace_or_404
from purbeck_web.risks.editing import action_in, seen
from purbeck_web.risks.filters import HINTS, LABELS, Filter, filters_in, kept
from purbeck_web.risks.models import Action as ActionRow
from purbeck_web.risks.models import Milestone, RiskReview
from purbeck_web.risks.models import Risk as RiskRow
from purbeck_web.risks.pages import (
    action_page,
    actions_list,
    heat_map_blocks,
    register_blocks,
    reviews_blocks,
    risk_page,
    told_blocks,
)
from purbeck_web.risks.registers import Registers, registers_of
from purbeck_web.risks.through_time import drawn
from purbeck_web.workflow.which import which_is_read


@require_safe
@needs(Right.READ)
def risks(request: HttpRequest) -> HttpResponse:
    """Show the heat map, the register that passes the filters, and the actions."""
    registers = registers_of(request)
    if registers is None:
        return render(request, "reading/empty.html", {"withdrawn": workspace_now() is not None})
    chosen = filters_in(request.GET.getlist("only"))
    standings = registers.standings
    found = kept(standings, chosen)
    return _page(
        request,
        "risks/risks.html",
        registers,
        said=register_sentence(standings),
        heat=_drawn(heat_map_blocks(registers), registers),
        filters=[(each, LABELS[each], HINTS[each], each in chosen) for each in Filter],
        chosen=chosen,
        counted=f"{len(found)} of {len(standings)}",
        register=_drawn(register_blocks(registers, found), registers),
        told=_drawn(told_blocks(found), registers),
        actions=_drawn(actions_list(registers), registers),
    )


@require_safe
@needs(Right.READ)
def risk(request: HttpRequest, risk_id: str) -> HttpResponse:
    """Show a risk: its scores, controls, reviews, indicators and history."""
    registers = registers_of(request)
    standing = registers.standing(risk_id) if registers else None
    if registers is None or standing is None:
        raise Http404
    rows = RiskRow.objects.filter(pk=risk_id)
    return _page(
        request,
        "risks/risk.html",
        registers,
        standing=standing,
        badge=level_badge(standing.risk.level),
        drawn=_drawn(risk_page(registers, standing), registers),
        course=drawn(standing, registers.framework.risk_matrix),
        reviews=_drawn(reviews_blocks(registers, standing), registers),
        may_edit=_may(request, rows, Right.EDIT_RISKS),
        may_review=registers.framework.risk_matrix is not None,
        changes=_changes(request, rows, RiskReview.objects.filter(risk=risk_id)),
    )


@require_safe
@needs(Right.READ)
def action(request: HttpRequest, action_id: str) -> HttpResponse:
    """Show an action with its milestones and its history."""
    registers = registers_of(request)
    found = registers.action(action_id) if registers else None
    if registers is None or found is None:
        raise Http404
    rows = ActionRow.objects.filter(pk=action_id)
    may_edit = _may(request, rows, Right.EDIT_ACTIONS)
    keys = dict(Milestone.objects.filter(action=action_id).values_list("title", "pk"))
    return _page(
        request,
        "risks/action.html",
        registers,
        action=found,
        drawn=_drawn(action_page(registers, found), registers),
        milestones=[
            (
                step,
                milestone_words(step, registers.on),
                registers.framework.officer(step.owner or found.owner),
                reverse("milestone-edit", args=[keys[step.title]]) if may_edit else "",
            )
            for step in found.milestones
        ],
        may_edit=may_edit,
        seen=seen(action_in(workspace_or_404(), action_id)) if may_edit else "",
        changes=_changes(request, rows, Milestone.objects.filter(action=action_id)),
    )


def _drawn(blocks: Any, registers: Registers) -> Any:
    return draw_blocks(blocks, registers.query, deeper=0) if blocks else ""


def _may(request: HttpRequest, rows: Any, right: Right) -> bool:
    if reach(request.user, right) is Reach.NOTHING:
        return False
    return bool(rows.restrict(request.user, right).exists())


def _changes(request: HttpRequest, rows: Any, below: Any) -> list[Change] | None:
    """List who changed what of a row and of those below it; None for whom it is not to be seen.

    The newest are first.
    """
    if not _may(request, rows, Right.READ_CHANGES):
        return None
    listed = [change for row in (*rows, *below) for change in changes_of(row)]
    return sorted(listed, key=lambda change: change.at, reverse=True)


def _page(
    request: HttpRequest, template: str, registers: Registers, **context: Any
) -> HttpResponse:
    asked = registers.asked
    context |= {"framework": registers.framework, "asked": asked, "which": which_is_read(request)}
    return render(request, template, context, status=422 if asked.problem else 200)
