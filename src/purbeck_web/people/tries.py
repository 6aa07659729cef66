"""Wrong passwords are counted, so that guessing is slow.

Counts are kept in the cache, which by default each process has for itself: with several
processes the limits are so many times as high.
"""

from __future__ import annotations

from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest

WAIT = 15 * 60
"""Seconds for which wrong tries are remembered. Our own choice."""

MOST_FOR_A_PERSON = 5
MOST_FROM_AN_ADDRESS = 50
"""Wrong tries let through; an office may share one address. Our own choice."""


def must_wait(request: HttpRequest, email: str) -> bool:
    """Whether there have been too many wrong tries; the last one allowed is still looked at."""
    limits = zip(_keys(request, email), (MOST_FOR_A_PERSON, MOST_FROM_AN_ADDRESS), strict=True)
    return any(cache.get(key, 0) >= most for key, most in limits)


def note_failure(request: HttpRequest, email: str) -> None:
    """Count a wrong try."""
    for key in _keys(request, email):
        cache.add(key, 0, WAIT)
        cache.incr(key)


def forget(request: HttpRequest, email: str) -> None:
    """Forget the wrong tries of a person who has signed in."""
    cache.delete(_keys(request, email)[0])


def _keys(request: HttpRequest, email: str) -> tuple[str, str]:
    folded = sha256(email.strip().casefold().encode()).hexdigest()
    return f"tries:{folded}", f"tries-from:{request.META.get('REMOTE_ADDR', '')}"
