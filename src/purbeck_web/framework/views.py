"""Pages on which the framework in force, or a draft of the next, is edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.framework.changes_of_tables import drop, move, put, take_out
from purbeck_web.framework.decisions import DecisionsForm
from purbeck_web.framework.editing import InForce, OfDraft, Place, place_named
from purbeck_web.framework.effects import effects
from purbeck_web.framework.forms import DraftForm, DropForm, EntryForm, WhyForm
from purbeck_web.framework.kinds import (
    INDICATOR,
    KINDS,
    MEASURE,
    OUTCOME,
    PLACE,
    Kind,
    shown_name,
)
from purbeck_web.framework.models import Draft
from purbeck_web.framework.refusals import refusals
from purbeck_web.framework.tables import Change, Declared, Table, read_declared
from purbeck_web.people.guard import needs, signed_in
from purbeck_web.people.restriction import Right

LISTED = {
    "comparator": "Comparators",
    "reference_series": "Reference series",
    "officer": "Officers",
    "area": "Areas",
    "group": "Groups of areas",
    "dimension": "Groups of people",
    "place": "Small areas",
    "neighbour_model": "Models of neighbours",
    "contribution": "Contributions",
    "value_for_money": "Value for money",
}
"""The kinds that are listed below the outcomes, in this order."""

PARENTS = ("outcome", "indicator")
"""What an address may hand along for a new table to belong to."""


@require_safe
@needs(Right.EDIT_FRAMEWORK)
def framework(request: HttpRequest, place: str = "now") -> HttpResponse:
    """Show everything that is declared, each part with a link to its form."""
    where = _place(place)
    declared = where.read()
    context = {
        "place": where,
        "outcomes": _tree(declared),
        "lists": [(KINDS[name], title, _listed(name, declared)) for name, title in LISTED.items()],
        "bands": KINDS["band"].of(declared),
        "dropped": declared.framework.get("dropped", []),
        "drafts": Draft.objects.select_related("made_by") if isinstance(where, InForce) else (),
        "draft_form": DraftForm(),
    }
    return render(request, "framework/framework.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_FRAMEWORK)
def add(request: HttpRequest, place: str, kind: str) -> HttpResponse:
    """Add a table; what it belongs to may be handed along."""
    of = _kind(kind)
    if of.single:
        raise Http404
    return _edit(request, _place(place), of, "", None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_FRAMEWORK)
def edit(request: HttpRequest, place: str, kind: str, own: str) -> HttpResponse:
    """Edit a table."""
    where, of = _place(place), _kind(kind)
    table = of.find(where.read(), own)
    if table is None and not (of.single and own == "it"):
        raise Http404
    return _edit(request, where, of, own, table)


@require_POST
@needs(Right.EDIT_FRAMEWORK)
def remove(request: HttpRequest, place: str, kind: str, own: str) -> HttpResponse:
    """Take out a table that nothing names; an indicator or measure is dropped instead."""
    where, of = _place(place), _kind(kind)
    if of in (INDICATOR, MEASURE) or of.name in ("organisation", "report"):
        raise Http404
    form = WhyForm(request.POST)
    if form.is_valid() and _made(form, lambda: _write(request, where, take_out(of, own), form)):
        messages.success(request, f"{of.words} “{own}” is taken out.")
        return _back(where)
    table = of.find(where.read(), own)
    if table is None:
        raise Http404
    return _edit(request, where, of, own, table, removing=form)


@require_POST
@needs(Right.EDIT_FRAMEWORK)
def reorder(request: HttpRequest, place: str, kind: str, own: str) -> HttpResponse:
    """Move a table up or down among those beside it."""
    where, of = _place(place), _kind(kind)
    steps = {"up": -1, "down": 1}.get(request.POST.get("to", ""))
    if steps is None or of.single:
        raise Http404
    try:
        where.write(move(of, own, steps), signed_in(request), timezone.now(), "Another order")
    except UsageError as refusal:
        messages.error(request, str(refusal))
    return _back(where)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_FRAMEWORK)
def drop_measure(request: HttpRequest, place: str, kind: str, own: str) -> HttpResponse:
    """Drop an indicator or a measure, with the reason that the report will give."""
    where, of = _place(place), _kind(kind)
    table = of.find(where.read(), own) if of in (INDICATOR, MEASURE) else None
    if table is None:
        raise Http404
    form = DropForm(
        request.POST if request.method == "POST" else None,
        initial={"on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        change = drop(of, own, told["why"], told["by"], told["on"])
        if _made(form, lambda: _write(request, where, change, form)):
            messages.success(request, f"{table['name']} is no longer reported. The reason is kept.")
            return _back(where)
    context = {"place": where, "kind": of, "table": table, "form": form}
    return render(request, "framework/drop.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_FRAMEWORK)
def decisions(request: HttpRequest, place: str) -> HttpResponse:
    """Edit the colours that the policy gives."""
    where = _place(place)
    _, policy = read_declared(where.read())
    form = DecisionsForm(request.POST if request.method == "POST" else None, policy=policy)
    found = None
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            found = _effects(form, where, form.change())
        elif _made(form, lambda: _write(request, where, form.change(), form)):
            messages.success(request, "The policy is changed.")
            return _back(where)
    context = {"place": where, "form": form, "effects": found}
    return render(request, "framework/decisions.html", context, status=_status(form))


def _edit(
    request: HttpRequest,
    where: Place,
    kind: Kind,
    own: str,
    table: Table | None,
    removing: WhyForm | None = None,
) -> HttpResponse:
    posted = request.method == "POST" and removing is None
    form = EntryForm(
        request.POST if posted else None,
        kind=kind,
        declared=where.read(),
        entry=table,
        initial={
            name: request.GET[name] for name in ("outcome", "indicator") if name in request.GET
        },
    )
    found = None
    if posted and form.is_valid():
        change = put(kind, own, form.table(), form.cleaned_data.get("used_by"))
        if "preview" in request.POST:
            found = _effects(form, where, change)
        elif _made(form, lambda: _write(request, where, change, form)):
            messages.success(request, f"{kind.words} saved.")
            return _back(where)
    context = {
        "place": where,
        "kind": kind,
        "own": own,
        "table": table,
        "form": form,
        "effects": found,
        "removing": removing or WhyForm(prefix=None),
        "removable": table is not None and kind.name not in ("organisation", "report"),
        "droppable": kind in (INDICATOR, MEASURE),
    }
    failed = removing is not None and removing.errors
    return render(request, "framework/edit.html", context, status=422 if failed else _status(form))


def _write(request: HttpRequest, where: Place, change: Change, form: Any) -> None:
    where.write(change, signed_in(request), timezone.now(), form.cleaned_data["why"])


def _made(form: Any, make: Callable[[], None]) -> bool:
    """Make a change; where it is refused, say why on the form."""
    try:
        make()
    except WorkspaceError as refusal:
        if isinstance(form, EntryForm):
            form.refuse(refusal)
        else:
            for _, said in refusals(refusal.issues):
                form.add_error(None, said)
    except UsageError as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def _effects(form: Any, where: Place, change: Change) -> Any:
    found: list[Any] = []
    _made(form, lambda: found.extend(effects(stored_workspace(), where.would_be(change))))
    return None if form.errors else found


def _listed(name: str, declared: Declared) -> list[tuple[str, str]]:
    """Give each table of a kind by what an address names it by, with its name."""
    kind = KINDS[name]
    return [
        (str(at) if kind.key == PLACE else table[kind.key], shown_name(kind, table, declared))
        for at, table in enumerate(kind.of(declared))
    ]


def _tree(declared: Declared) -> list[tuple[Table, list[tuple[Table, list[Table]]]]]:
    indicators, measures = INDICATOR.of(declared), MEASURE.of(declared)
    return [
        (
            outcome,
            [
                (each, [own for own in measures if own["indicator"] == each["id"]])
                for each in indicators
                if each["outcome"] == outcome["id"]
            ],
        )
        for outcome in OUTCOME.of(declared)
    ]


def _place(name: str) -> InForce | OfDraft:
    try:
        where = place_named(name)
        where.read()
    except UsageError as refusal:
        raise Http404 from refusal
    return where


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _back(where: Place) -> HttpResponse:
    return redirect("framework-of", where.name)


def _status(form: Any) -> int:
    return 422 if form.errors else 200
