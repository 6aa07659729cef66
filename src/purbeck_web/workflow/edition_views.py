"""The archive: the editions that were issued, each at an address that stays."""

from __future__ import annotations

import mimetypes
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from purbeck.publish.compose.edition_changes import edition_blocks
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Reach, Right, reach
from purbeck_web.reading.drawing import draw_blocks
from purbeck_web.reading.pages import outcome_card
from purbeck_web.reading.scoring import scored_on, workspace_of
from purbeck_web.workflow.archive import DOCUMENTS, changes_of, newest_issued
from purbeck_web.workflow.documents_list import documents_of
from purbeck_web.workflow.models import Edition, EditionFile
from purbeck_web.workflow.states import State

ALONE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The policy of a document as it was issued: it has its own style within, and runs no script."""


@require_safe
@needs(Right.READ)
def editions(request: HttpRequest) -> HttpResponse:
    """List the editions, the newest first."""
    found = Edition.objects.restrict(request.user, Right.READ)
    return render(
        request,
        "workflow/editions.html",
        {"editions": found.select_related("superseded_by"), "read": newest_issued()},
    )


@require_safe
@needs(Right.READ)
def edition(request: HttpRequest, name: str) -> HttpResponse:
    """Show an edition as it was issued; of one that was withdrawn, why."""
    return _page(request, _edition(request, name))


@require_safe
@needs(Right.READ)
def edition_file(request: HttpRequest, name: str, path: str) -> HttpResponse:
    """Give one file of an edition, byte for byte; none of what is not for publication."""
    found = _edition(request, name)
    if not _is_shown(request, found):
        return _page(request, found, status=410)
    if not path.isprintable():
        raise Http404
    file = get_object_or_404(
        EditionFile.objects.restrict(request.user, Right.READ),
        edition=found,
        confidential=False,
        path=path,
    )
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind == "application/json"
    answer = HttpResponse(
        bytes(file.content), content_type=f"{kind}; charset=utf-8" if text else kind
    )
    answer["ETag"] = f'"{file.digest}"'
    answer["Cache-Control"] = "no-cache"
    if path.startswith(DOCUMENTS) and path.endswith(".html"):
        answer["Content-Security-Policy"] = ALONE
    else:
        answer["Content-Disposition"] = f'attachment; filename="{_saved_as(found, path)}"'
    return get_conditional_response(request, answer["ETag"], None, answer) or answer


@require_safe
@needs(Right.READ)
def edition_archive(request: HttpRequest, name: str) -> HttpResponse:
    """Give a whole edition as a ZIP file, as ``purbeck verify`` proves it."""
    found = _edition(request, name)
    if not _is_shown(request, found):
        return _page(request, found, status=410)
    if not found.digest:
        raise Http404
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for file in found.files.filter(confidential=False):
            inside = ZipInfo(f"{found.name}/{file.path}")
            inside.compress_type, inside.external_attr = ZIP_DEFLATED, 0o444 << 16
            archive.writestr(inside, bytes(file.content))
    answer = HttpResponse(kept.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{found.name}.zip"'
    return answer


def _edition(request: HttpRequest, name: str) -> Edition:
    found = Edition.objects.restrict(request.user, Right.READ)
    related = ("previous", "supersedes", "superseded_by", "seal", "round")
    edition: Edition = get_object_or_404(found.select_related(*related), pk=name)
    return edition


def _is_shown(request: HttpRequest, found: Edition) -> bool:
    """Whether somebody sees what an edition says: of one withdrawn, only who issues editions."""
    if found.withdrawn_at is None:
        return True
    return reach(request.user, Right.ISSUE_EDITION) is not Reach.NOTHING


def _page(request: HttpRequest, found: Edition, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "edition": found,
        "read": newest_issued(),
        "shown": _is_shown(request, found),
    }
    if reach(request.user, Right.SEE_PROGRESS) is not Reach.NOTHING:
        exceptions = found.round.transitions.filter(after=State.ISSUED).exclude(reason="")
        context["exceptions"] = exceptions.select_related("indicator").order_by("pk")
    if context["shown"]:
        workspace = workspace_of(found.token)
        scored = scored_on(found.token, workspace, found.on)
        changes = changes_of(found)
        context |= {
            "outcomes": [
                (each.outcome, draw_blocks(outcome_card(each), deeper=1))
                for each in scored.scorecards
            ],
            "documents": documents_of(found, scored.framework),
            "changes": draw_blocks(tuple(edition_blocks(scored.framework, changes)), deeper=1)
            if changes
            else "",
        }
    return render(request, "workflow/edition.html", context, status=status)


def _saved_as(found: Edition, path: str) -> str:
    return f"{found.name}-{PurePosixPath(path).name}"
