"""Pages of what one watches, and the digests of the library."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from purbeck.model.errors import WorkspaceError
from purbeck.publish.digest import Audience, Occasion, digest_document
from purbeck_web.framework.models import Measure
from purbeck_web.people.guard import needs, signed_in
from purbeck_web.people.restriction import Reach, Right, reach
from purbeck_web.reading.drawing import draw_blocks
from purbeck_web.reading.scoring import Scored, scored_on, workspace_for, workspace_now
from purbeck_web.scrutiny.watching import mark_told, unwatch, watch, watched_by
from purbeck_web.workflow.which import which_is_read

WORDS = {
    Audience.COMMITTEE: "For a committee",
    Audience.DIRECTOR: "For a director",
    Audience.PUBLIC: "In plain English",
    Audience.SCRUTINY: "Questions for scrutiny",
}

HOLDS = {
    Audience.COMMITTEE: "What is worsening, and the risks that are.",
    Audience.DIRECTOR: "What is yours, what is due, and what is missing.",
    Audience.PUBLIC: "One page without technical words.",
    Audience.SCRUTINY: "What members have asked, and what the figures raise, with the evidence.",
}
"""What each digest has, for the list of them."""


@require_safe
@needs(Right.WATCH)
def watching(request: HttpRequest) -> HttpResponse:
    """Show what one watches: what reads otherwise than when one last heard, first."""
    scored = _scored_now()
    found = watched_by(signed_in(request), scored)
    ordered = sorted(found, key=lambda each: not each.changed)
    context = {"framework": scored.framework, "watched": ordered}
    return render(request, "scrutiny/watching.html", context)


@require_POST
@needs(Right.WATCH)
def told(request: HttpRequest) -> HttpResponse:
    """Note that one has seen how everything that one watches reads now."""
    scored = _scored_now()
    mark_told(watched_by(signed_in(request), scored), timezone.localdate())
    messages.success(request, "You are up to date.")
    return redirect("watching")


@require_POST
@needs(Right.WATCH)
def toggle(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Begin to watch a measure, or stop, as the button says."""
    row = get_object_or_404(Measure.objects.restrict(request.user, Right.READ), pk=measure_id)
    scored = _scored_now()
    found = next((each for each in scored.assessments if each.measure.id == measure_id), None)
    if found is None:
        raise Http404
    if request.POST.get("watch") == "no":
        unwatch(signed_in(request), measure_id)
        messages.success(request, f"You no longer watch {row}.")
    else:
        watch(signed_in(request), found, timezone.localdate())
        messages.success(request, f"You watch {row}. You are told when it reads otherwise.")
    return redirect("measure", measure_id)


@require_safe
@needs(Right.READ)
def digests(request: HttpRequest) -> HttpResponse:
    """List the digests."""
    found = workspace_for(request.user)
    if found is None:
        return render(request, "reading/empty.html", {"withdrawn": workspace_now() is not None})
    listed = [each for each in Audience if _may_read(request, each)]
    context = {
        "framework": found[1].framework,
        "which": which_is_read(request),
        "digests": [(each.value, WORDS[each], HOLDS[each]) for each in listed],
    }
    return render(request, "scrutiny/digests.html", context)


@require_safe
@needs(Right.READ)
def digest(request: HttpRequest, audience: str) -> HttpResponse:
    """Show one digest; that for a director is of whoever asks, where the person is an officer."""
    wanted = next((each for each in Audience if each.value == audience), None)
    found = workspace_for(request.user)
    if wanted is None or found is None or not _may_read(request, wanted):
        raise Http404
    workspace = found[1]
    own = wanted is Audience.DIRECTOR and reach(request.user, Right.SEE_RETURNS) is Reach.OWN
    officer = (signed_in(request).officer_id or "") if own else ""
    try:
        document = digest_document(workspace, wanted, Occasion(officer=officer))
    except WorkspaceError as refusal:
        context = {"framework": workspace.framework, "issues": refusal.issues}
        return render(request, "scrutiny/digest_refused.html", context, status=409)
    sections = [(each, draw_blocks(each.blocks, deeper=1)) for each in document.sections]
    context = {
        "framework": workspace.framework,
        "which": which_is_read(request),
        "words": WORDS[wanted],
        "sections": sections,
    }
    return render(request, "scrutiny/digest.html", context)


def _may_read(request: HttpRequest, audience: Audience) -> bool:
    """Whether a digest is for somebody: that of duties is for those who have any.

    An officer whom the framework no longer has answers for nothing.
    """
    if audience is not Audience.DIRECTOR:
        return True
    reached = reach(request.user, Right.SEE_RETURNS)
    officer = getattr(request.user, "officer", None)
    named = officer is not None and not officer.withdrawn
    return reached is Reach.ALL or (reached is Reach.OWN and named)


def _scored_now() -> Scored:
    found = workspace_now()
    if found is None:
        raise Http404
    edition, workspace = found
    return scored_on(edition, workspace, workspace.framework.report.on)
