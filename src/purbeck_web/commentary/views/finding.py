"""What every page of commentary asks for first: the indicator, if it is the person's."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from purbeck.model.measure import MeasureKind
from purbeck_web.commentary.checking import Bench, bench_for
from purbeck_web.framework.models import Measure
from purbeck_web.people.restriction import Right


def indicators(request: HttpRequest, right: Right) -> Any:
    """Give the indicators to which a right of the person reaches."""
    kind = MeasureKind.POPULATION_INDICATOR.value
    own = Measure.objects.restrict(request.user, right)
    return own.filter(kind=kind, withdrawn=False)


def indicator_or_404(request: HttpRequest, right: Right, indicator_id: str) -> Any:
    """Give an indicator of the person's; 404 for any other."""
    return get_object_or_404(indicators(request, right), pk=indicator_id)


def bench_or_404(indicator_id: str) -> Bench:
    """Give what texts on an indicator are held against; 404 where it is in no outcome."""
    found = bench_for(indicator_id)
    if found is None:
        raise Http404
    return found
