"""What may be done about an indicator here: write its commentary, or discuss it."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from purbeck.model.measure import MeasureKind
from purbeck_web.beside import Offer
from purbeck_web.framework.models import Measure
from purbeck_web.people.restriction import Right


def offers_of(request: HttpRequest, row: Measure) -> Iterator[Offer]:
    """Offer the pages of the commentary to whom they are open; a measure has none of its own."""
    if row.kind != MeasureKind.POPULATION_INDICATOR.value:
        return
    for words, name, right in _PAGES:
        if Measure.objects.restrict(request.user, right).filter(pk=row.pk).exists():
            yield Offer(words, reverse(name, args=[row.pk]))


_PAGES = (
    ("Write the commentary", "write", Right.WRITE_COMMENTARY),
    ("Discuss the commentary", "discussion", Right.DISCUSS),
)
