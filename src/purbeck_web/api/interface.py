"""The programming interface as a whole: its document, its limits, and how it says no."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.throttling import AuthRateThrottle, BaseThrottle

from purbeck_web.api import reading, writing  # noqa: F401  (they put operations into the router)
from purbeck_web.api.conditional import Unchanged
from purbeck_web.api.models import Token
from purbeck_web.api.routing import router

A_MINUTE = "240/m"
"""Requests of one token, one person or one address in a minute; our own choice."""


class Throttle(AuthRateThrottle):
    """Counts by token, else by person, else by address; no address is kept as it is."""

    scope = "api"

    def get_cache_key(self, request: HttpRequest) -> str:
        """Give the name under which a request is counted."""
        asks: Any = getattr(request, "auth", None)
        if isinstance(asks, Token):
            who = f"token-{asks.pk}"
        elif asks is not None and asks.pk:
            who = f"person-{asks.pk}"
        else:
            who = f"address-{self.get_ident(request)}"
        return self.cache_format % {"scope": self.scope, "ident": who}


def throttles() -> list[BaseThrottle]:
    """Give the limits that hold for every request."""
    return [Throttle(A_MINUTE)]


api = NinjaAPI(
    title="Purbeck",
    version="1",
    description=(
        "The living scorecard for other programs. Whatever the pages show is read here, after "
        "disclosure control. Figures and questions are written with a token."
    ),
    urls_namespace="api",
    docs_url=None,
    throttle=throttles(),
)
api.add_router("", router)


@api.exception_handler(Unchanged)
def _unchanged(request: HttpRequest, unchanged: Unchanged) -> HttpResponse:
    return HttpResponse(status=304, headers={"ETag": unchanged.tag})


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, refusal: HttpError) -> HttpResponse:
    return api.create_response(request, {"detail": str(refusal)}, status=refusal.status_code)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, refusal: Http404) -> HttpResponse:
    return api.create_response(request, {"detail": "There is no such thing."}, status=404)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, refusal: ValidationError) -> HttpResponse:
    told: list[Any] = [
        {"where": list(each.get("loc", ())), "expected": each.get("msg", "")}
        for each in refusal.errors
    ]
    return api.create_response(request, {"detail": told}, status=422)
