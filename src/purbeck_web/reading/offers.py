"""What may be done about a measure by whoever reads it: compare areas, and put it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from purbeck_web.beside import Offer
from purbeck_web.framework.models import Measure


def offers_of(request: HttpRequest, row: Measure) -> Iterator[Offer]:
    """Offer a comparison of areas, and the card for another page."""
    yield Offer("Compare areas", f"{reverse('compare')}?{urlencode({'measure': row.pk})}")
    yield Offer("Put it on your page", reverse("embed", args=[row.pk]))
