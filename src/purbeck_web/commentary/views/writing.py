"""The list of what is a person's to write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from purbeck.claims.claim import RemarkCode
from purbeck_web.commentary.earlier import last_edition
from purbeck_web.commentary.models import Comment, Draft
from purbeck_web.commentary.standing import Standing, findings
from purbeck_web.commentary.views.finding import indicators
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Right


@dataclass(frozen=True, slots=True)
class Mark:
    """A state of a text: a word, and how grave it is."""

    words: str
    tone: str


_REMARKS = {
    RemarkCode.BLANK: Mark("Blank", "bad"),
    RemarkCode.STALE: Mark("Stale", "poor"),
    RemarkCode.SAME_AS_LAST_EDITION: Mark("As last edition", "poor"),
    RemarkCode.SILENT_ABOUT_RED: Mark("Silent about a red", "poor"),
    RemarkCode.SILENT_ABOUT_WORSENING: Mark("Silent about a worsening measure", "poor"),
    RemarkCode.PRAISES_NOISE: Mark("Praises what may be chance", "poor"),
}


def marks_of(standing: Standing) -> Iterator[Mark]:
    """Give the words for how a text stands, the gravest first; that it is in order, alone."""
    if standing.contradicted:
        yield Mark(f"{standing.contradicted} contradicted", "bad")
    if standing.refused:
        yield Mark(f"{standing.refused} cannot be kept", "bad")
    yield from (_REMARKS[code] for code in standing.remarks if code in _REMARKS)
    if standing.accepted:
        yield Mark(f"{standing.accepted} contradicted and accepted", "plain")
    if standing.may_be_submitted and not standing.remarks and not standing.accepted:
        yield Mark("In order", "good")


@require_safe
@needs(Right.WRITE_COMMENTARY)
def writing(request: HttpRequest) -> HttpResponse:
    """List the indicators whose commentary is the person's to write, and how each stands."""
    own = indicators(request, Right.WRITE_COMMENTARY)
    drafts: dict[str, list[Any]] = {}
    for draft in Draft.objects.filter(indicator__in=own, withdrawn=False).select_related("writer"):
        drafts.setdefault(draft.indicator_id, []).append(draft)
    said = Comment.objects.filter(
        indicator__in=own, parent=None, resolved_at=None, withdrawn_at=None
    ).values_list("indicator_id", flat=True)
    open_comments = list(said)
    rows, standings = [], findings()
    for row in own:
        standing = standings.get(row.pk)
        if standing is None:
            continue
        rows.append(
            {
                "row": row,
                "standing": standing,
                "marks": list(marks_of(standing)),
                "drafts": drafts.get(row.pk, []),
                "open": open_comments.count(row.pk),
            }
        )
    context = {"rows": rows, "last_edition": last_edition()}
    return render(request, "commentary/writing.html", context)
