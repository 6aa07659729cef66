"""The page on which a contradicted claim is accepted with a reason, or no longer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from purbeck.model.errors import WorkspaceError
from purbeck.model.measure import PopulationIndicator
from purbeck_web.commentary.accepting import accepted_in, accepting, no_longer_accepting
from purbeck_web.commentary.findings import look_at
from purbeck_web.commentary.forms import AcceptForm
from purbeck_web.commentary.texts import texts_of
from purbeck_web.commentary.views.finding import bench_or_404, indicator_or_404
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.forms import change_by_form
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Right


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_FRAMEWORK)
def accept(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Ask why contradicted claims about a measure stand; or take back that they do.

    What is accepted is part of the policy, so whoever edits the framework accepts.
    """
    row = indicator_or_404(request, Right.EDIT_FRAMEWORK, indicator_id)
    bench = bench_or_404(indicator_id)
    indicator = bench.scorecard.framework.measure(indicator_id)
    assert isinstance(indicator, PopulationIndicator)  # as the workspace has it in an outcome
    family: list[Any] = [indicator, *indicator.measures]
    names = {each.id: f"{each.number} {each.name}".strip() for each in family}
    taken = request.POST.get("take_back", "")
    if taken in names:
        return _taken_back(request, row, taken, names[taken])
    asked = {"measure": request.GET.get("measure", "")}
    data = request.POST if request.method == "POST" else None
    form = AcceptForm(data, initial=asked, measures=list(names.items()))
    if data is not None and form.is_valid():
        measure, reason = form.cleaned_data["measure"], form.cleaned_data["reason"]
        why = f"Accepted claims about {names[measure]}: {reason}"
        if change_by_form(form, request, lambda now: accepting(now, measure, reason), why):
            messages.success(request, f"Claims about {names[measure]} are accepted.")
            return redirect("write", row.pk)
    looked = look_at(bench, texts_of(bench.standing))
    found = [f for each in looked.sections for f in each.of("contradicted", "accepted")]
    standing = accepted_in(stored_workspace(), set(names))
    context = {"row": row, "form": form, "found": found, "names": names, "accepted": standing}
    status = 422 if form.errors else 200
    return render(request, "commentary/accept.html", context, status=status)


def _taken_back(request: HttpRequest, row: Any, measure: str, name: str) -> HttpResponse:
    try:
        change_workspace(
            lambda now: no_longer_accepting(now, measure),
            by=request.user,
            at=timezone.now(),
            reason=f"No longer accepted: claims about {name}",
        )
    except WorkspaceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Claims about {name} are no longer accepted.")
    return redirect("accept-claims", row.pk)
