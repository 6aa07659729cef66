"""Entering the figures of the groups of a dimension, for one period of a measure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from purbeck.checks.entering import doubts_of_entry
from purbeck.model.errors import InvalidValueError
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure
from purbeck.model.period import Period, read_period
from purbeck.publish.wording.figures import counted, counts_words, observed
from purbeck_web.forms import change_by_form
from purbeck_web.framework.models import Measure as MeasureRow
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Right
from purbeck_web.returns.calendar import Due, due_on
from purbeck_web.returns.entry import Entry, put_in, reason_of, seen_now, unless_changed
from purbeck_web.returns.groups import GroupsForm, Sheet
from purbeck_web.returns.looking import Looked

PERIODS_SHOWN = 20
"""Periods to choose from; our own choice. Any other can be typed into the address."""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ENTER_FIGURES)
def groups(request: HttpRequest, measure_id: str, dimension_id: str) -> HttpResponse:
    """Take the figures of every group of a dimension for one period."""
    rows = MeasureRow.objects.restrict(request.user, Right.ENTER_FIGURES)
    get_object_or_404(rows, pk=measure_id, withdrawn=False)
    due = due_on(timezone.localdate())
    if due is None:
        raise Http404
    sheet = _sheet(request, due, measure_id, dimension_id)
    if request.method != "POST":
        form = GroupsForm(None, sheet=sheet, initial=sheet.initial())
        return _page(request, form, seen_now(measure_id, dimension_id))
    form = GroupsForm(request.POST, sheet=sheet)
    seen = str(request.POST.get("seen", ""))[:40]
    entries = form.entries() if form.is_valid() else []
    looked = _looked(sheet, entries) if form.is_valid() else None
    if looked:
        form.ask_of(looked.doubts)
    if looked and request.POST.get("do") != "check" and form.explained(entries):
        return _saved(request, form, entries, looked, seen)
    return _page(request, form, seen, looked)


def _sheet(request: HttpRequest, due: Due, measure_id: str, dimension_id: str) -> Sheet:
    framework = due.framework
    measure = framework.measure(measure_id)
    dimension = next((each for each in framework.dimensions if each.id == dimension_id), None)
    area = request.GET.get("area", "") or framework.organisation.area
    if dimension is None or area not in {each.code for each in framework.areas}:
        raise Http404
    return Sheet(
        workspace=due.workspace,
        measure=measure,
        dimension=dimension,
        area=area,
        period=_period(request, due, measure, area),
        today=due.on,
    )


def _period(request: HttpRequest, due: Due, measure: Measure, area: str) -> Period:
    """Give the period asked for; else the newest that has a figure of everybody."""
    asked = request.GET.get("period", "")[:60]
    if asked:
        try:
            return read_period(asked, measure.period_kind).period
        except InvalidValueError as refusal:
            raise Http404 from refusal
    known = _periods(due, measure, area)
    (owed,) = due.of({measure.id}) or (None,)
    if known:
        return known[0]
    if owed is None or owed.period is None:
        raise Http404
    return owed.period


def _periods(due: Due, measure: Measure, area: str) -> list[Period]:
    every = due.workspace.observations
    found = {o.period for o in every if o.measure == measure.id and o.area == area}
    return sorted(found, key=lambda each: each.ordinal, reverse=True)


def _looked(sheet: Sheet, entries: list[Entry]) -> Looked:
    after = put_in(entries)(sheet.workspace)
    return Looked(doubts=doubts_of_entry(sheet.workspace, after, sheet.today))


def _saved(
    request: HttpRequest, form: GroupsForm, entries: list[Entry], looked: Looked, seen: str
) -> HttpResponse:
    """Put the figures in; where they cannot be, show the form with the reason."""
    sheet = form.sheet
    measure, dimension = sheet.measure, sheet.dimension
    here = _address(sheet)
    if not entries:
        messages.success(request, "These figures stand already.")
        return redirect(here)
    accepted = form.acknowledged()
    if form.errors:
        return _page(request, form, seen, looked)
    number = counted(len(entries), "figure")
    # Without the figures: the reason is read by people who may not see them as held.
    what = f"Entered {number} by {dimension.name} for {sheet.period} of {measure.name}"
    reason = reason_of(what, str(form.cleaned_data.get("why", "")), accepted)
    edit = unless_changed(put_in(entries, accepted), measure, seen, *entries)
    if change_by_form(form, request, edit, reason):
        messages.success(request, f"{number} by {dimension.name} entered for {sheet.period}.")
        return redirect(here)
    again = due_on(sheet.today)
    if again is not None:
        form.sheet = replace(sheet, workspace=again.workspace)
    return _page(request, form, seen_now(measure.id, dimension.id), looked)


def _address(sheet: Sheet) -> str:
    named = reverse("enter-groups", args=[sheet.measure.id, sheet.dimension.id])
    return f"{named}?{urlencode({'period': sheet.period.label, 'area': sheet.area})}"


def _page(
    request: HttpRequest, form: GroupsForm, seen: str, looked: Looked | None = None
) -> HttpResponse:
    sheet = form.sheet
    framework: Framework = sheet.workspace.framework
    due = due_on(sheet.today)
    periods = _periods(due, sheet.measure, sheet.area) if due else []
    shown: list[Any] = list(dict.fromkeys([sheet.period, *periods[:PERIODS_SHOWN]]))
    total = sheet.total
    context = {
        "here": "returns",
        "form": form,
        "sheet": sheet,
        "measure": sheet.measure,
        "dimension": sheet.dimension,
        "area_name": framework.area_name(sheet.area),
        "areas": framework.areas,
        "periods": sorted(shown, key=lambda each: each.ordinal, reverse=True),
        "others": [each for each in framework.dimensions if each != sheet.dimension],
        "total": observed(total, sheet.measure),
        "total_counts": counts_words(total) if total else "",
        "seen": seen,
        "looked": looked,
        "row": None,
    }
    return render(request, "returns/groups.html", context, status=422 if form.errors else 200)
