"""ETags: an answer is known by what it was made from, so that nothing is made twice."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError

from purbeck_web.api.auth import person_of


class Unchanged(HttpError):
    """What the asker has is still what there is."""

    def __init__(self, tag: str) -> None:
        super().__init__(304, "")
        self.tag = tag


def tag_of(request: HttpRequest, edition: UUID) -> str:
    """Give the tag of what is asked for, as it is in one state of the workspace.

    The public may be given less of a state than whoever is signed in, and so has tags of its own.
    """
    public = "" if person_of(request).is_authenticated else " public"
    told = f"{edition} {request.path} {request.META.get('QUERY_STRING', '')}{public}"
    return f'"{sha256(told.encode()).hexdigest()[:32]}"'


def answer_only_if_changed(request: HttpRequest, response: HttpResponse, edition: UUID) -> None:
    """Put the tag on an answer, or stop where the asker has it already.

    Raises
    ------
    Unchanged
        Where one of the tags sent is that of the answer.
    """
    tag = tag_of(request, edition)
    sent = [each.strip().removeprefix("W/") for each in _sent(request)]
    if tag in sent or "*" in sent:
        raise Unchanged(tag)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Authorization, Cookie"


def _sent(request: Any) -> list[str]:
    header: str = request.headers.get("If-None-Match", "")
    return header.split(",") if header else []
