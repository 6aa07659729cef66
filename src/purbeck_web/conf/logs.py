"""Structured logs: one JSON object a line on standard error, and one line for each request."""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

_FIELDS = (
    *("request_id", "method", "path", "status", "milliseconds", "person"),
    *("job", "attempt", "kind", "worker"),
)
_LOG = logging.getLogger("purbeck_web.requests")


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record, with what it knows of its request and of an exception."""
        written: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        written |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info:
            written["exception"] = self.formatException(record.exc_info)
        return json.dumps(written, ensure_ascii=False, default=str)


class RequestLog:
    """Gives each request a number of its own, and logs its end; no query and no e-mail address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and log how."""
        began, number = time.perf_counter(), uuid.uuid4().hex
        response = self._get_response(request)
        response["X-Request-ID"] = number
        extra = {
            "request_id": number,
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "milliseconds": round(1000 * (time.perf_counter() - began), 1),
            "person": _person(request),
        }
        _LOG.info("request", extra=extra)
        return response


def _person(request: HttpRequest) -> Any:
    """Give the number of whoever asked; None for the public, and where nobody had to know."""
    user = getattr(request, "_cached_user", None)
    return None if user is None else user.pk


def logging_of(level: str) -> dict[str, Any]:
    """Give the set-up of logging at a level."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "purbeck_web.conf.logs.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
    }
