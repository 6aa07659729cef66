"""Pages that compare areas, and cards of measures for other people's pages."""

from __future__ import annotations

from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from purbeck.model.observation import Observation
from purbeck.model.workspace import Workspace
from purbeck.publish.cards.card import IndicatorCard, card_of
from purbeck.publish.cards.drawing import card_svg
from purbeck.publish.compose.comparison import (
    MOST_TOGETHER,
    areas_compared,
    compared_table,
    small_multiples,
    together,
)
from purbeck.publish.document import Block
from purbeck.publish.open_data.tables import csv_bytes, observations_table
from purbeck_web.audit.writing import without_formula
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Right
from purbeck_web.reading.asking import Asked, asked_of
from purbeck_web.reading.comparing import WORDS, Comparison, Form, comparison_of, shown_on
from purbeck_web.reading.drawing import draw_blocks
from purbeck_web.reading.scoring import Edition, scored_on, workspace_for


@require_safe
@needs(Right.READ)
def compare(request: HttpRequest) -> HttpResponse:
    """Compare one measure across areas: chart, table, and the same figures to download."""
    workspace, asked, shown, wanted = _comparison(request)
    compared = areas_compared(workspace.framework, shown, wanted.measure, wanted.areas)
    drawing = together(compared) if wanted.form is Form.TOGETHER else small_multiples(compared)
    blocks: tuple[Block, ...] = (*((drawing,) if drawing else ()), compared_table(compared))
    outcomes = workspace.framework.outcomes
    with_figures = {each.area for each in shown}
    on = "" if asked.on == asked.usual else asked.on.isoformat()
    context = {
        "framework": workspace.framework,
        "asked": asked,
        "wanted": wanted,
        "left_out": compared.drawn[MOST_TOGETHER:] if wanted.form is Form.TOGETHER else (),
        "measures": [each for outcome in outcomes for each in outcome.measures],
        "areas": [each for each in workspace.framework.areas if each.code in with_figures],
        "forms": WORDS,
        "drawn": draw_blocks(blocks, asked.query),
        "download": wanted.query(on),
    }
    return render(request, "reading/compare.html", context, status=422 if asked.problem else 200)


@require_safe
@needs(Right.READ)
def compare_csv(request: HttpRequest) -> HttpResponse:
    """Give the figures of a comparison as CSV, each with its status and source."""
    workspace, _, shown, wanted = _comparison(request)
    of_areas = (each for each in shown if each.area in wanted.areas)
    own = [each for each in of_areas if each.measure == wanted.measure.id]
    table = observations_table(workspace.framework, own)
    # People open it in a spreadsheet, which would run what begins as a formula does.
    rows = [[without_formula(c) if isinstance(c, str) else c for c in row] for row in table.rows]
    body = csv_bytes([column.name for column in table.columns], rows)
    answer = HttpResponse(body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{wanted.measure.id}.csv"'
    return answer


@require_safe
@csp_update({"style-src": "'unsafe-inline'"})
@needs(Right.READ)
def card_drawing(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Give the card of a measure as a drawing, for an image on another page.

    The drawing has its own style within it, and nothing else that could be run.
    """
    return HttpResponse(card_svg(_card(request, measure_id)), content_type="image/svg+xml")


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@needs(Right.READ)
def card(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Show the card of a measure alone, which any page may put in a frame."""
    found = _card(request, measure_id)
    return render(request, "reading/card.html", {"card": found, "measure_id": measure_id})


@require_safe
@needs(Right.READ)
def embed(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Say how the card of a measure is put on another page."""
    found = _card(request, measure_id)
    context = {"card": found, "measure_id": measure_id, "site": request.build_absolute_uri("/")}
    return render(request, "reading/embed.html", context)


def _card(request: HttpRequest, measure_id: str) -> IndicatorCard:
    edition, workspace = _workspace(request)
    scored = scored_on(edition, workspace, workspace.framework.report.on)
    scorecard = scored.scorecard_of(measure_id)
    if scorecard is None:
        raise Http404
    return card_of(scorecard, scorecard.assessment(measure_id))


def _comparison(
    request: HttpRequest,
) -> tuple[Workspace, Asked, tuple[Observation, ...], Comparison]:
    edition, workspace = _workspace(request)
    if not any(outcome.indicators for outcome in workspace.framework.outcomes):
        raise Http404
    asked = asked_of(request, workspace.framework.report.on, timezone.localdate())
    shown = shown_on(edition, asked.on)
    wanted = comparison_of(request, workspace.framework, {each.area for each in shown})
    return workspace, asked, shown, wanted


def _workspace(request: HttpRequest) -> tuple[Edition, Workspace]:
    found = workspace_for(request.user)
    if found is None:
        raise Http404
    return found
