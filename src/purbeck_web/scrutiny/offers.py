"""What may be done about a measure here: ask about it, and watch it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from purbeck_web.beside import Offer
from purbeck_web.framework.models import Measure
from purbeck_web.people.guard import signed_in
from purbeck_web.people.restriction import Reach, Right, reach
from purbeck_web.scrutiny.models import Watch


def offers_of(request: HttpRequest, row: Measure) -> Iterator[Offer]:
    """Offer a question, and to watch the measure or to stop it."""
    if reach(request.user, Right.ASK) is not Reach.NOTHING:
        yield Offer("Ask a question", f"{reverse('ask')}?{urlencode({'measure': row.pk})}")
    if reach(request.user, Right.WATCH) is Reach.NOTHING:
        return
    own = Watch.objects.filter(person=signed_in(request), measure=row, withdrawn=False)
    words, wish = ("Stop watching", "no") if own.exists() else ("Watch", "yes")
    yield Offer(words, reverse("watch", args=[row.pk]), ("watch", wish))
