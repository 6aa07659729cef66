"""What may be done about an indicator here: undertake something."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from purbeck_web.beside import Offer
from purbeck_web.framework.models import Measure
from purbeck_web.people.restriction import Reach, Right, reach


def offers_of(request: HttpRequest, row: Measure) -> Iterator[Offer]:
    """Offer the form of a new action on an indicator that is somebody's own."""
    if not row.outcome_id or reach(request.user, Right.EDIT_ACTIONS) is Reach.NOTHING:
        return
    if Measure.objects.restrict(request.user, Right.EDIT_ACTIONS).filter(pk=row.pk).exists():
        yield Offer("New action", f"{reverse('action-new')}?{urlencode({'indicator': row.pk})}")
