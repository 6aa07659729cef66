"""Addresses that cannot be those of anything here."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


class SoundPath:
    """Answers that there is no such page where an address holds a character that no id can have.

    A NUL is what PostgreSQL stores in no text, and so refuses to look for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        if "\x00" in request.path_info:
            raise Http404
        return self._get_response(request)
