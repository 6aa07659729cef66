"""What is due from whom: the queue, its calendar, reminders, and the health of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from purbeck.publish.returns import Return, due_words, health_of, lead_officers, services_of
from purbeck_web.framework.models import Measure
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Reach, Right, reach
from purbeck_web.returns.calendar import (
    STATES,
    Due,
    due_on,
    grouped,
    ics_of,
    services_named,
    within_reach,
)
from purbeck_web.returns.models import Reminder
from purbeck_web.returns.reminding import last_reminders, remind_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One return as the queue shows it."""

    due: Return
    words: str
    whom: str
    services: str
    reminded: Reminder | None
    may_remind: bool
    may_enter: bool


@require_safe
@needs(Right.SEE_RETURNS)
def returns(request: HttpRequest) -> HttpResponse:
    """Show what is due: one's own first, and then all that one may see, with filters."""
    due = due_on(timezone.localdate())
    if due is None:
        return render(request, "reading/empty.html")
    seen = within_reach(request.user, Right.SEE_RETURNS)
    own = _own(request.user, due) & seen
    sees_all = reach(request.user, Right.SEE_RETURNS) is Reach.ALL
    asked = {name: request.GET.get(name, "") for name in ("service", "officer", "state")}
    kept = _kept(due, seen, asked)
    context = {
        "here": "returns",
        "due": due,
        "own": _groups(due.of(own), due, request.user) if sees_all and own else [],
        "groups": _groups(kept, due, request.user),
        "sees_all": sees_all,
        "asked": asked,
        "count": len(kept),
        "total": len(due.of(seen)),
        "services": services_named(due.framework, seen),
        "officers": _officers(due, seen),
        "states": [(state.value, words) for state, words in STATES.items()],
        "may_enter_any": bool(within_reach(request.user, Right.ENTER_FIGURES)),
    }
    return render(request, "returns/returns.html", context)


def _own(person: Any, due: Due) -> frozenset[str]:
    """Give the measures that a person's officer owns or leads, whatever else the person sees."""
    if not (person.officer_id or person.service):
        return frozenset()
    rows = Measure.objects.filter(Measure.own_to(person))
    return frozenset(rows.values_list("pk", flat=True))


def _kept(due: Due, seen: frozenset[str], asked: dict[str, str]) -> tuple[Return, ...]:
    """Keep what passes the filters; one that nothing bears the name of keeps nothing."""
    services, leads = services_of(due.framework), lead_officers(due.framework)
    return tuple(
        each
        for each in due.of(seen)
        if asked["service"] in ("", *services[each.measure.id])
        and asked["officer"] in ("", *each.measure.owners, *leads[each.measure.id])
        and asked["state"] in ("", each.state.value)
    )


def _officers(due: Due, seen: frozenset[str]) -> list[tuple[str, str]]:
    """List who owns or leads any of the measures, by name."""
    leads = lead_officers(due.framework)
    ids = {
        officer
        for each in due.of(seen)
        for officer in (*each.measure.owners, *leads[each.measure.id])
    }
    named = [officer for officer in due.framework.officers if officer.id in ids]
    return sorted(((each.id, each.name) for each in named), key=lambda pair: pair[1])


def _groups(returns: Sequence[Return], due: Due, person: Any) -> list[tuple[str, str, list[Line]]]:
    """Give the lines of each state that has any, under its heading."""
    may = within_reach(person, Right.ENTER_FIGURES)
    reminders = last_reminders(each.measure.id for each in returns)
    services, leads = services_of(due.framework), lead_officers(due.framework)

    def line(each: Return) -> Line:
        key = each.measure.id
        return Line(
            due=each,
            words=due_words(each),
            whom=_whom(each, due),
            services=", ".join(services[key]),
            reminded=reminders.get(key),
            may_remind=bool(each.measure.owners or leads[key]),
            may_enter=key in may,
        )

    return [
        (state.value, STATES[state], [line(each) for each in found])
        for state, found in grouped(returns).items()
        if found
    ]


def _whom(each: Return, due: Due) -> str:
    """Name the owners of a measure; where it has none, say so and who leads on it."""
    leads = lead_officers(due.framework)[each.measure.id]
    named = [due.framework.officer(one) for one in (each.measure.owners or leads)]
    said = ", ".join(officer.name for officer in named if officer)
    if each.measure.owners:
        return said
    return f"No owner; {said} leads" if said else "Nobody named"


@require_safe
@needs(Right.SEE_RETURNS)
def calendar(request: HttpRequest) -> HttpResponse:
    """Give the due dates that one may see as a calendar."""
    due = due_on(timezone.localdate())
    if due is None:
        raise Http404
    body = ics_of(due, within_reach(request.user, Right.SEE_RETURNS))
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="returns.ics"'
    return answer


@require_safe
@needs(Right.SEE_RETURNS)
def health(request: HttpRequest) -> HttpResponse:
    """Show how healthy the figures of each service are."""
    due = due_on(timezone.localdate())
    if due is None:
        return render(request, "reading/empty.html")
    seen = within_reach(request.user, Right.SEE_RETURNS)
    counted = health_of(due.framework, due.of(seen))
    return render(request, "returns/health.html", {"due": due, "health": counted})


@require_POST
@needs(Right.SEND_REMINDERS)
def remind(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Remind the owners of a measure now."""
    rows = Measure.objects.restrict(request.user, Right.SEND_REMINDERS)
    row = get_object_or_404(rows, pk=measure_id, withdrawn=False)
    due = due_on(timezone.localdate())
    if due is None or not due.of({measure_id}):
        raise Http404
    sent = remind_now(due, measure_id, request.user, timezone.now())
    if sent.sent:
        messages.success(request, f"A reminder of {row} was sent.")
    elif sent.failed:
        messages.error(request, f"The reminder of {row} could not be sent. Try again later.")
    else:
        told = f"Nobody can be reminded of {row}: name an owner with an e-mail address."
        messages.error(request, told)
    return redirect("returns")
