"""The pages of the record: all of it, as a file, and of one object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from purbeck_web.audit.asking import Asked, entries_at, entries_in_order, places_asked
from purbeck_web.audit.entries import Entry, without_held
from purbeck_web.audit.forms import AskForm
from purbeck_web.audit.objects import OBJECTS
from purbeck_web.audit.sources import sources
from purbeck_web.audit.writing import NOBODY, as_csv, as_json
from purbeck_web.people.guard import needs
from purbeck_web.people.models import Person
from purbeck_web.people.restriction import Reach, Right, reach

A_PAGE = 50
"""Entries on a page. Our own choice."""

LONGEST = 300
"""Characters of a column on a page; a file has all of them."""

FILES: dict[str, tuple[str, Callable[[Iterable[Entry]], Iterator[str]]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
}


@require_safe
@never_cache
@needs(Right.EXPORT_AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    """Show who changed what, the newest first."""
    form = AskForm(request.GET)
    asked = form.asked()
    kept = request.GET.copy()
    kept.pop("page", None)
    context = _listed(request, asked, _sees_held(request)) | {
        "form": form,
        "query": kept.urlencode(),
    }
    return render(request, "audit/audit.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@needs(Right.EXPORT_AUDIT)
def audit_file(request: HttpRequest, form: str) -> Any:
    """Give what is asked for as a file, as it is read from the database."""
    if form not in FILES:
        raise Http404
    ask = AskForm(request.GET)
    asked = ask.asked()
    if ask.errors:
        return HttpResponse("The dates do not make sense.\n", status=422, content_type="text/plain")
    entries = entries_in_order(asked)
    if not _sees_held(request):
        entries = map(without_held, entries)
    content_type, write = FILES[form]
    answer = StreamingHttpResponse(write(entries), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="audit.{form}"'
    return answer


@require_safe
@never_cache
@needs(Right.READ_CHANGES)
def changes_of(request: HttpRequest, kind: str, of: str) -> HttpResponse:
    """Show the changes of one object, where it is one of those that somebody may see."""
    known = OBJECTS.get(kind)
    if known is None or reach(request.user, known.right) is Reach.NOTHING:
        raise Http404
    row = get_object_or_404(known.allowed(request.user), pk=of)
    held = _sees_held(request) or known.held(request.user, of)
    context = _listed(request, Asked(kinds=known.kinds, of=of), held)
    passages = known.parts(of)
    if passages:
        context = _joined(request, (Asked(kinds=known.kinds, of=of), *passages), held)
    context |= {"row": row, "known": known, "of": of, "back": known.page_of(row)}
    return render(request, "audit/changes.html", context)


def _listed(request: HttpRequest, asked: Asked, held: bool) -> dict[str, Any]:
    page = Paginator(places_asked(asked), A_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "entries": _shown(entries_at(list(page)), held)}


def _joined(request: HttpRequest, asked: tuple[Asked, ...], held: bool) -> dict[str, Any]:
    places = [place for each in asked for place in places_asked(each)]
    places.sort(key=lambda place: (place[0], place[2]), reverse=True)
    page = Paginator(places, A_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "entries": _shown(entries_at(list(page)), held)}


def _shown(entries: list[Entry], held: bool) -> list[tuple[Entry, str, str]]:
    """Give each entry with the name of who it was, and the words for its kind."""
    ids = {each.by for each in entries if each.by is not None}
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    shown = entries if held else [without_held(each) for each in entries]
    return [
        (
            _short(each),
            NOBODY if each.by is None else names.get(each.by, ""),
            sources()[each.kind].words,
        )
        for each in shown
    ]


def _short(entry: Entry) -> Entry:
    lines = tuple(replace(e, old=_cut(e.old), new=_cut(e.new)) for e in entry.lines)
    return replace(entry, lines=lines)


def _cut(said: str) -> str:
    return said if len(said) <= LONGEST else f"{said[:LONGEST]} …"


def _sees_held(request: HttpRequest) -> bool:
    """Whether figures before disclosure control may be shown, of whatever measure."""
    return reach(request.user, Right.READ_HELD) is Reach.ALL
