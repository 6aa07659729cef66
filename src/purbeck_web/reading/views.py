"""The pages. Each asks who may read, which day is meant, and leaves the rest to the library."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from markupsafe import Markup

from purbeck.assess.assessment import Assessment
from purbeck.scorecard import DisclosedScorecard
from purbeck_web.audit.views import changes_of
from purbeck_web.exchange.from_rows import observation_in
from purbeck_web.figures.models import Observation
from purbeck_web.framework.models import Measure, Outcome
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Reach, Right, reach
from purbeck_web.reading.asking import Asked, asked_of
from purbeck_web.reading.drawing import draw_blocks
from purbeck_web.reading.drawn import drawn_once, section_once
from purbeck_web.reading.filters import HINTS, LABELS, Filter, kept
from purbeck_web.reading.held import held_table
from purbeck_web.reading.listing import measures_table
from purbeck_web.reading.pages import (
    measure_section,
    outcome_card,
    outcome_section,
    part_section,
)
from purbeck_web.reading.scoring import Scored, scored_on, workspace_for, workspace_now
from purbeck_web.workflow.which import which_is_read


@require_safe
@needs(Right.READ)
def home(request: HttpRequest) -> HttpResponse:
    """Show every outcome in short, and the measures that pass the filters."""
    found = _read(request)
    if found is None:
        return _empty(request)
    scored, asked = found
    assessments = kept(scored, asked.filters)
    count, total = len(assessments), len(scored.assessments)
    return _page(
        request,
        "reading/home.html",
        scored,
        asked,
        outcomes=[
            (scorecard.outcome, _card(scored, asked, scorecard)) for scorecard in scored.scorecards
        ],
        filters=[(each, LABELS[each], HINTS[each], each in asked.filters) for each in Filter],
        counted=f"{count} of {total}",
        measures=_measures(scored, asked, assessments) if assessments else "",
    )


@require_safe
@needs(Right.READ)
def outcome(request: HttpRequest, outcome_id: str) -> HttpResponse:
    """Show an outcome."""
    get_object_or_404(Outcome.objects.restrict(request.user, Right.READ), pk=outcome_id)
    scored, asked = _read(request) or _nothing()
    scorecard = next((each for each in scored.scorecards if each.outcome.id == outcome_id), None)
    if scorecard is None:
        raise Http404
    state, name = scored.state_of(outcome_id), ("outcome", outcome_id)
    section, drawn = section_once(state, asked, name, lambda: outcome_section(scorecard))
    named = {"section": section, "outcome_id": outcome_id}
    return _page(request, "reading/section.html", scored, asked, drawn=drawn, **named)


@require_safe
@needs(Right.READ)
def part(request: HttpRequest, outcome_id: str, part: str) -> HttpResponse:
    """Show one summary of an outcome: its equality, its value for money, and the like."""
    get_object_or_404(Outcome.objects.restrict(request.user, Right.READ), pk=outcome_id)
    scored, asked = _read(request) or _nothing()
    scorecard = next((each for each in scored.scorecards if each.outcome.id == outcome_id), None)
    if scorecard is None:
        raise Http404
    state, name = scored.state_of(outcome_id), ("part", outcome_id, part)
    section, drawn = section_once(
        state, asked, name, lambda: part_section(scorecard, part) or _nothing()
    )
    named = {"section": section, "drawn": drawn, "outcome": scorecard.outcome}
    return _page(request, "reading/part.html", scored, asked, **named)


@require_safe
@needs(Right.READ)
def measure(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Show an indicator or a performance measure."""
    row = get_object_or_404(Measure.objects.restrict(request.user, Right.READ), pk=measure_id)
    scored, asked = _read(request) or _nothing()
    scorecard = scored.scorecard_of(measure_id)
    if scorecard is None:
        raise Http404
    assessment = scorecard.assessment(measure_id)
    state, name = scored.state_of(scorecard.outcome.id), ("measure", measure_id)
    section, drawn = section_once(
        state, asked, name, lambda: measure_section(scorecard, assessment)
    )
    return _page(
        request,
        "reading/measure.html",
        scored,
        asked,
        row=row,
        outcome=scorecard.outcome,
        section=section,
        drawn=drawn,
        may_see_held=_may(request, row, Right.READ_HELD),
        may_see_changes=_may(request, row, Right.READ_CHANGES),
    )


@require_safe
@needs(Right.READ_HELD)
def held(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Show the figures of a measure as they are held, with those that others took the place of."""
    rows = Observation.objects.restrict(request.user, Right.READ_HELD)
    row = get_object_or_404(Measure.objects.restrict(request.user, Right.READ_HELD), pk=measure_id)
    scored, asked = _read(request) or _nothing()
    own = rows.filter(measure=row).select_related("area", "recorded_in", "superseded_in")
    if not any(each.id == measure_id for each in scored.framework.measures):
        raise Http404
    framework = scored.framework
    declared, dimensions = framework.measure(measure_id), framework.dimensions
    table = held_table(own, declared, observation_in, dimensions)
    drawn = draw_blocks((table,))
    return _page(request, "reading/held.html", scored, asked, row=row, drawn=drawn)


@require_safe
@needs(Right.READ_CHANGES)
def changes(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Show who changed what of a measure, its figures among it."""
    shown: HttpResponse = changes_of(request, "measure", measure_id)
    return shown


def _read(request: HttpRequest) -> tuple[Scored, Asked] | None:
    """Give the scorecards of the day asked for; None where there is no workspace yet."""
    found = workspace_for(request.user)
    if found is None:
        return None
    edition, workspace = found
    asked = asked_of(request, workspace.framework.report.on, timezone.localdate())
    return scored_on(edition, workspace, asked.on), asked


def _empty(request: HttpRequest) -> HttpResponse:
    """Say that there is nothing to read: no workspace yet, or no edition that stands."""
    return render(request, "reading/empty.html", {"withdrawn": workspace_now() is not None})


def _card(scored: Scored, asked: Asked, scorecard: DisclosedScorecard) -> Markup:
    def draw() -> Markup:
        return draw_blocks(outcome_card(scorecard), asked.query, deeper=1)

    return drawn_once(scored.state_of(scorecard.outcome.id), asked, "card", draw)


def _measures(scored: Scored, asked: Asked, assessments: tuple[Assessment, ...]) -> Markup:
    def draw() -> Markup:
        table = measures_table("Latest figures, and what is made of them", assessments)
        return draw_blocks((table,), asked.query)

    filters = frozenset(asked.filters)
    shown = tuple(each.measure.id for each in assessments) if filters else ()
    return drawn_once(scored.states, asked, ("measures", filters, shown), draw)


def _nothing() -> Any:
    raise Http404


def _may(request: HttpRequest, row: Measure, right: Right) -> bool:
    if reach(request.user, right) is Reach.NOTHING:
        return False
    return bool(Measure.objects.restrict(request.user, right).filter(pk=row.pk).exists())


def _page(
    request: HttpRequest, template: str, scored: Scored, asked: Asked, **context: Any
) -> HttpResponse:
    status = 422 if asked.problem else 200
    context |= {"framework": scored.framework, "asked": asked, "which": which_is_read(request)}
    return render(request, template, context, status=status)
