"""What stands beside a measure's page: the things that somebody may do about it, from every app.

An app adds its offers when it is made ready, so that the page needs to know none of the apps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Offer:
    """A link, or where ``sends`` names a field and its value, a button that posts it."""

    words: str
    address: str
    sends: tuple[str, str] | None = None


Offering = Callable[[HttpRequest, Any], Iterable[Offer]]
"""Gives what somebody may do about a measure, by its row."""

OFFERINGS: list[Offering] = []


def offers(request: HttpRequest, row: Any) -> tuple[Offer, ...]:
    """Give everything that may be done about a measure, in the order of the apps."""
    return tuple(offer for offering in OFFERINGS for offer in offering(request, row))
