"""Entering many figures: paste or send a table, look at what it would do, and take it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from purbeck.ingest.columns import OBSERVATIONS
from purbeck.model.errors import PurbeckError, WorkspaceError
from purbeck.publish.wording.figures import counted
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Right
from purbeck_web.returns.calendar import Due, due_on, within_reach
from purbeck_web.returns.entry import one_line
from purbeck_web.returns.forms import LONGEST_REASON, PasteForm
from purbeck_web.returns.models import Upload
from purbeck_web.returns.pasting import (
    KEPT,
    Chosen,
    Judged,
    RowState,
    doubted,
    forget_uploads,
    judge,
    offered_in,
    take,
)

LONGEST_WHY = 500


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ENTER_FIGURES)
def paste(request: HttpRequest) -> HttpResponse:
    """Take cells or a file, to be looked at on the next page."""
    due = due_on(timezone.localdate())
    if due is None:
        raise Http404
    within = within_reach(request.user, Right.ENTER_FIGURES)
    measures = [each for each in due.framework.measures if each.id in within]
    given: dict[str, Any] = {"measures": measures, "today": due.on}
    if request.method != "POST":
        named = request.GET.get("measure", "")
        first = {"published": due.on.isoformat(), "measure": named if named in within else ""}
        return _ask(request, PasteForm(initial=first, **given))
    form = PasteForm(request.POST, request.FILES, **given)
    if not form.is_valid():
        return _ask(request, form)
    now, file = timezone.now(), form.cleaned_data["file"]
    person: Any = request.user
    forget_uploads(now)
    upload = Upload.objects.create(
        person=person,
        name=file.name[-200:] if file else "",
        content=file.read() if file else form.cleaned_data["cells"].encode("utf-8", "replace"),
        measure_id=form.cleaned_data["measure"] or None,
        published=form.cleaned_data["published"],
        made_at=now,
    )
    return redirect("pasted-figures", upload.token)


def _ask(request: HttpRequest, form: PasteForm) -> HttpResponse:
    context = {"here": "returns", "form": form, "columns": OBSERVATIONS.columns}
    return render(request, "returns/paste.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ENTER_FIGURES)
def pasted(request: HttpRequest, token: UUID) -> HttpResponse:
    """Show what a table would do, row by row; on a POST take what was chosen of it."""
    own = Upload.objects.restrict(request.user, Right.ENTER_FIGURES).filter(person=request.user)
    upload = get_object_or_404(own, pk=token)
    now = timezone.now()
    if upload.taken_at is not None:
        messages.success(request, "The figures of this table were taken already.")
        return redirect("returns")
    due = due_on(timezone.localdate(now))
    if due is None:
        raise Http404
    if now - upload.made_at > KEPT:
        forget_uploads(now)
        return render(request, "returns/over.html", {"here": "returns"}, status=410)
    within = within_reach(request.user, Right.ENTER_FIGURES)
    judged = judge(due.workspace, offered_in(upload, due.workspace), within, due.on)
    if request.method != "POST":
        return _preview(request, upload, judged, due)
    return _take(request, upload, judged, due, within)


def _take(
    request: HttpRequest, upload: Upload, judged: Judged, due: Due, within: frozenset[str]
) -> HttpResponse:
    chosen, problems = _chosen(request, judged, due)
    if not problems:
        try:
            revision = take(upload, chosen, within, request.user, timezone.now())
        except WorkspaceError as refusal:
            problems = [str(issue) for issue in refusal.issues]
        except PurbeckError as refusal:
            problems = [str(refusal)]
        else:
            told = f"{counted(len(chosen.numbers), 'figure')} taken"
            left = len(judged.rows) - len(chosen.numbers) - len(judged.of(RowState.SAME))
            messages.success(
                request,
                f"{told}, {left or 'no'} {'row' if left == 1 else 'rows'} left out."
                if revision
                else "The figures of this table were taken already.",
            )
            return redirect("returns")
        due = due_on(due.on) or due
        judged = judge(due.workspace, offered_in(upload, due.workspace), within, due.on)
    judged = judged.asking_also(doubted(due.workspace, judged, due.on, chosen.numbers))
    return _preview(request, upload, judged, due, problems)


def _chosen(request: HttpRequest, judged: Judged, due: Due) -> tuple[Chosen, list[str]]:
    """Read what was chosen, with what is missing of it."""
    asked = {r.number for r in judged.takeable if r.doubts or f"asked_{r.number}" in request.POST}
    reasons = {
        number: one_line(request.POST.get(f"because_{number}", ""), LONGEST_REASON)
        for number in asked
        if request.POST.get(f"take_{number}")
    }
    sound = (row.number for row in judged.takeable if row.number not in asked)
    chosen = Chosen(
        numbers=frozenset((*sound, *reasons)),
        reasons=reasons,
        digest=request.POST.get("digest", ""),
        why=one_line(request.POST.get("why", ""), LONGEST_WHY),
    )
    leave = bool(request.POST.get("leave"))
    return chosen, [*judged.problems, *_missing(chosen, judged, due, leave=leave)]


def _missing(chosen: Chosen, judged: Judged, due: Due, *, leave: bool) -> Iterator[str]:
    """Say what has to be answered before a choice can be taken."""
    for number, because in chosen.reasons.items():
        if not because:
            yield f"Row {number}: say how you know that it is right"
    wrong = judged.of(RowState.WRONG)
    if wrong and not leave:
        rows = counted(len(wrong), "row")
        yield f"Tick that the {rows} with errors may be left out, or start again"
    corrected = {row.number for row in judged.of(RowState.CORRECTION)}
    if corrected & chosen.numbers and not chosen.why:
        yield "Say why figures are corrected"
    if not chosen.numbers and not judged.problems:
        yield "Nothing is chosen: there is no row to take"
    # With rows left out, the others may be doubted that were not before.
    for row in doubted(due.workspace, judged, due.on, chosen.numbers).rows:
        if row.doubts and row.number in chosen.numbers and row.number not in chosen.reasons:
            names = ", ".join(doubt.name for doubt in row.doubts)
            yield f"Row {row.number}, once others are left out: {names}. Look into it below"


def _preview(
    request: HttpRequest,
    upload: Upload,
    judged: Judged,
    due: Due,
    problems: list[str] | None = None,
) -> HttpResponse:
    measures = {each.id: each for each in due.framework.measures}
    context = {
        "here": "returns",
        "upload": upload,
        "judged": judged,
        "problems": problems or [],
        "measures": measures,
        "wrong": judged.of(RowState.WRONG),
        "doubtful": [row for row in judged.takeable if row.doubts],
        "sound": [row for row in judged.takeable if not row.doubts],
        "same": judged.of(RowState.SAME),
        "corrections": judged.of(RowState.CORRECTION),
        "posted": request.POST,
        "until": timezone.localtime(upload.made_at + KEPT),
    }
    return render(request, "returns/pasted.html", context, status=422 if problems else 200)
