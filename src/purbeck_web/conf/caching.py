"""What may be kept of an answer, where its view does not say: nothing of a person's."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

FOR_ONE_PERSON, FOR_EVERYBODY = "private, no-store", "no-cache"


class NothingKept:
    """Keeps answers out of caches that would show them to others, or for too long.

    What somebody signed in is given is kept by nobody, as others may use the same computer. What
    the public is given may be kept, and is asked for anew each time: an edition that is withdrawn
    is gone at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        answer = self._get_response(request)
        if not answer.has_header("Cache-Control"):
            person = request.user.is_authenticated
            answer["Cache-Control"] = FOR_ONE_PERSON if person else FOR_EVERYBODY
        return answer
