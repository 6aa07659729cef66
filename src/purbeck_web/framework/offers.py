"""What may be done about a measure here: edit what is declared of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from purbeck_web.beside import Offer
from purbeck_web.framework.editing import IN_FORCE
from purbeck_web.framework.kinds import INDICATOR, MEASURE
from purbeck_web.framework.models import Measure
from purbeck_web.people.restriction import Reach, Right, reach


def offers_of(request: HttpRequest, row: Measure) -> Iterator[Offer]:
    """Offer the form of the measure."""
    if reach(request.user, Right.EDIT_FRAMEWORK) is Reach.NOTHING:
        return
    kind = INDICATOR if row.outcome_id else MEASURE
    yield Offer("Edit", reverse("edit-table", args=[IN_FORCE, kind.name, row.pk]))
