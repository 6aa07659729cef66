"""What is answered where something failed: 503 while the database is away, 500 for the rest."""

from __future__ import annotations

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error as usual_server_error

LOG = logging.getLogger("purbeck_web.requests")

RETRY_AFTER = 30
"""Seconds after which whoever asked may ask again. Our own choice."""


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a failure that no view has caught, without asking the database for anything.

    Django calls it while it handles the exception, for a view as for what stands before it.
    """
    error = sys.exc_info()[1]
    if not is_away(error):
        return usual_server_error(request)
    LOG.error("database away: %s", str(error).strip().partition("\n")[0])
    return away(request)


def away(request: HttpRequest) -> HttpResponse:
    """Say that the database is away, and when to come back; nothing of it is kept by a cache."""
    page = render_to_string("503.html", request=None)
    answer = HttpResponse(page, status=503)
    answer["Retry-After"] = str(RETRY_AFTER)
    answer["Cache-Control"] = "no-store"
    return answer


def is_away(error: BaseException | None) -> bool:
    """Whether the database could not be reached, is locked for long, or has no room."""
    return isinstance(error, OperationalError | InterfaceError)
