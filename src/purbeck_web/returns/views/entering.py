"""Entering one figure, and correcting one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.publish.compose.chart_series import figure_of
from purbeck.publish.wording.figures import day, figure, observed, remark
from purbeck_web.exchange.from_rows import observation_in
from purbeck_web.figures.models import Observation as Row
from purbeck_web.forms import change_by_form
from purbeck_web.framework.models import Measure as MeasureRow
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Right
from purbeck_web.reading.drawing import draw_blocks
from purbeck_web.returns.calendar import Due, due_on
from purbeck_web.returns.entry import (
    Entry,
    entered_by,
    is_there,
    put_in,
    reason_of,
    seen_now,
    standing,
    unless_changed,
)
from purbeck_web.returns.forms import FigureForm
from purbeck_web.returns.looking import Looked, assessed, look

MOST_SHOWN = 8
"""Figures beside the form; the page of figures as held has them all. Our own choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What one figure is entered with: the measure, what is due of it, and what it corrects."""

    due: Due
    measure: Measure
    replaced: Observation | None = None
    figure_id: int = 0

    def form(self, data: Any = None) -> FigureForm:
        """Give the form, filled with the next that is due or with what is corrected."""
        return FigureForm(
            data,
            initial=self._initial() if data is None else None,
            measure=self.measure,
            framework=self.due.framework,
            today=self.due.on,
            corrects=self.replaced is not None,
        )

    def _initial(self) -> dict[str, Any]:
        if self.replaced is not None:
            return _as_typed(self.replaced)
        known = [each for each in self.due.workspace.observations if self._is_own(each)]
        source = known[-1].provenance.source if known and known[-1].provenance else ""
        (owed,) = self.due.of({self.measure.id}) or (None,)
        return {
            "area": self.due.framework.organisation.area,
            "period": str(owed.period) if owed and owed.period else "",
            "published": self.due.on.isoformat(),
            "source": source,
        }

    def _is_own(self, each: Observation) -> bool:
        own = self.due.framework.organisation.area
        return each.measure == self.measure.id and each.area == own

    def entry(self, form: FigureForm) -> Entry | None:
        """Give what a sound form asks for; None where it is not sound, with the reason on it."""
        if form.row is None or form.row.figure is None or form.errors:
            return None
        made = Entry(figure=form.row.figure, replaced=self.replaced)
        workspace = self.due.workspace
        there = standing(workspace, made.figure, self.replaced)
        if there is None or is_there(workspace, made.figure):
            return made
        on = f" published on {day(there.published)}" if there.published else ""
        told = (
            f"{there.period} has a figure{on} already: {entered_by(self.measure, there)}. Correct "
            "that one below, or give the day on which this one was published."
        )
        form.add_error("period", told)
        return None


def _as_typed(figure: Observation) -> dict[str, Any]:
    """Give a figure as one would type it."""
    numbers = ("value", "numerator", "denominator", "lower", "upper")
    typed = {
        name: f"{number:.15g}" for name in numbers if (number := getattr(figure, name)) is not None
    }
    return typed | {
        "area": figure.area,
        "period": str(figure.period),
        "status": (figure.absence or figure.status).value,
        "published": figure.published.isoformat() if figure.published else "",
        "note": figure.note,
        "source": figure.provenance.source if figure.provenance else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ENTER_FIGURES)
def enter(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Take a new figure of a measure."""
    return _entering(request, _desk(request, measure_id))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ENTER_FIGURES)
def correct(request: HttpRequest, measure_id: str, figure_id: int) -> HttpResponse:
    """Take a figure in the place of one that was wrong."""
    return _entering(request, _desk(request, measure_id, figure_id))


@require_POST
@needs(Right.ENTER_FIGURES)
def check(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Say as one types what is wrong with a figure, doubtful of it, and what it would do."""
    corrected = request.POST.get("corrects", "")
    desk = _desk(request, measure_id, int(corrected) if corrected.isdecimal() else None)
    form = desk.form(request.POST)
    entry = desk.entry(form) if form.is_valid() else None
    looked = look(desk.due.workspace, entry, desk.due.on) if entry else None
    if looked:
        form.ask_of(looked.doubts)
    given = [name for name in form.fields if request.POST.get(name)]
    problems = {
        name: told[0] for name, told in form.errors.items() if name in given or name == "__all__"
    }
    beside = render_to_string(
        "returns/beside.html", {"form": form, "looked": looked, "row": form.row}, request
    )
    return JsonResponse({"problems": problems, "beside": beside})


def _desk(request: HttpRequest, measure_id: str, figure_id: int | None = None) -> Desk:
    rows = MeasureRow.objects.restrict(request.user, Right.ENTER_FIGURES)
    get_object_or_404(rows, pk=measure_id, withdrawn=False)
    due = due_on(timezone.localdate())
    if due is None:
        raise Http404
    measure = due.framework.measure(measure_id)
    if figure_id is None:
        return Desk(due=due, measure=measure)
    # Beyond what the column holds there is no row, and a database may refuse to look.
    if figure_id >= 2**63:
        raise Http404
    # Figures of groups have a page of their own, where they stand beside one another.
    row = get_object_or_404(Row, pk=figure_id, measure=measure_id, dimension="")
    return Desk(due=due, measure=measure, replaced=observation_in(vars(row)), figure_id=figure_id)


def _entering(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method != "POST":
        if desk.replaced is not None and not is_there(desk.due.workspace, desk.replaced):
            messages.error(request, "That figure was replaced already. Here are those that stand.")
            return redirect("enter-figure", desk.measure.id)
        return _page(request, desk, desk.form(), None, seen_now(desk.measure.id))
    form = desk.form(request.POST)
    entry = desk.entry(form) if form.is_valid() else None
    looked = look(desk.due.workspace, entry, desk.due.on) if entry else None
    seen = str(request.POST.get("seen", ""))[:40]
    if entry and looked:
        form.ask_of(looked.doubts)
        if request.POST.get("do") != "check":
            return _saved(request, desk, form, entry, looked, seen)
    return _page(request, desk, form, looked, seen)


def _saved(
    request: HttpRequest, desk: Desk, form: FigureForm, entry: Entry, looked: Looked, seen: str
) -> HttpResponse:
    """Put a figure in; where it cannot be, show the form with the reason."""
    measure, said = desk.measure, observed(entry.figure, desk.measure)
    if is_there(desk.due.workspace, entry.figure):
        messages.success(request, f"{said} for {entry.figure.period} stands already.")
        return redirect("enter-figure", measure.id)
    accepted = form.acknowledged()
    if form.errors:
        return _page(request, desk, form, looked, seen)
    verb = "Corrected to" if entry.replaced else "Entered"
    # Without the figure: the reason is read by people who may not see it before it is disclosed.
    did = "Corrected" if entry.replaced else "Entered"
    what = f"{did} the figure for {entry.figure.period} of {measure.number} {measure.name}"
    reason = reason_of(what, str(form.cleaned_data.get("why", "")), accepted)
    edit = unless_changed(put_in([entry], accepted), measure, seen, entry)
    if change_by_form(form, request, edit, reason):
        messages.success(request, f"{verb} {said} for {entry.figure.period}: {measure.name}.")
        return redirect("enter-figure", measure.id)
    # What is refused names what others entered, which the page now shows.
    return _page(request, _desk_again(request, desk), form, looked, seen_now(measure.id))


def _desk_again(request: HttpRequest, desk: Desk) -> Desk:
    due = due_on(desk.due.on)
    return Desk(
        due=due or desk.due,
        measure=desk.measure,
        replaced=desk.replaced,
        figure_id=desk.figure_id,
    )


def _page(
    request: HttpRequest, desk: Desk, form: FigureForm, looked: Looked | None, seen: str
) -> HttpResponse:
    measure, due = desk.measure, desk.due
    assessment = assessed(due.workspace, measure.id, due.on)
    chart = figure_of(assessment, "full") if assessment else None
    rows = _recent(measure, due.framework.organisation.area)
    (owed,) = due.of({measure.id}) or (None,)
    context = {
        "here": "returns",
        "form": form,
        "measure": measure,
        "desk": desk,
        "owed": owed,
        "seen": seen,
        "looked": looked,
        "row": form.row,
        "chart": draw_blocks((chart,)) if chart else "",
        "figures": rows,
        "last_note": next((one.note for one, *_ in rows if one.note), ""),
        "target": _target(desk, form),
        "dimensions": due.framework.dimensions,
        "check_at": reverse("check-figure", args=[measure.id]),
    }
    status = 422 if form.errors else 200
    return render(request, "returns/enter.html", context, status=status)


def _recent(measure: Measure, area: str) -> list[tuple[Observation, str, str, Any]]:
    """Give the newest figures that stand, each in words, with its row."""
    order = ("-period_year", "-period_part", "-published", "-pk")
    every = Row.objects.filter(measure=measure.id, superseded_in=None, dimension="")
    own = every.filter(area=area)
    # A series of other places has no figure of one's own.
    rows = own if own.exists() else every
    found = rows.select_related("recorded_in__made_by").order_by(*order)[:MOST_SHOWN]
    values = [(observation_in(vars(row)), row) for row in found]
    return [(each, observed(each, measure), remark(each), row) for each, row in values]


def _target(desk: Desk, form: FigureForm) -> str:
    """Give the target of the period that is entered, or of the next; empty where there is none."""
    (owed,) = desk.due.of({desk.measure.id}) or (None,)
    period = owed.period if owed else None
    if form.row is not None and form.row.figure is not None:
        period = form.row.figure.period
    if desk.measure.target is None or period is None:
        return ""
    aimed = desk.measure.target.at(period)
    return "" if aimed is None else f"{figure(aimed, desk.measure)} for {period}"
