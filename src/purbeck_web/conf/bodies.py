"""How much somebody unknown may send: the server holds what is sent before it looks who it is."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

MOST = 2_000_000
"""Bytes of a form that is sent without signing in, such as that of signing in. Our own choice."""

INTERFACE = "/api/"
"""Below it the token is asked for before the body is read."""


class SmallBodies:
    """Refuses what nobody would send who has not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, unless too much comes with it."""
        asks_token = request.path_info.startswith(INTERFACE)
        if _length(request) <= MOST or asks_token or request.user.is_authenticated:
            return self._get_response(request)
        said = "That is more than can be sent without signing in.\n"
        return HttpResponse(said, status=413, content_type="text/plain")


def _length(request: HttpRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isdecimal() else 0
