"""What may be done about a measure here: enter a figure."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from purbeck_web.beside import Offer
from purbeck_web.framework.models import Measure
from purbeck_web.people.restriction import Reach, Right, reach
from purbeck_web.reading.scoring import workspace_now


def offers_of(request: HttpRequest, row: Measure) -> Iterator[Offer]:
    """Offer the form of a new figure to whom the measure is their own."""
    if reach(request.user, Right.ENTER_FIGURES) is Reach.NOTHING:
        return
    if Measure.objects.restrict(request.user, Right.ENTER_FIGURES).filter(pk=row.pk).exists():
        yield Offer("Enter a figure", reverse("enter-figure", args=[row.pk]))
        found = workspace_now()
        dimensions = found[1].framework.dimensions if found else ()
        if dimensions:
            # Its page leads to those of the other dimensions.
            address = reverse("enter-groups", args=[row.pk, dimensions[0].id])
            yield Offer("Enter figures of groups", address)
