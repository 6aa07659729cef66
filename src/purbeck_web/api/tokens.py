"""Tokens made and recognised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from purbeck_web.api.models import Scope, Token
from purbeck_web.people.models import Person

LIFETIME = timedelta(days=365)
"""How long a token holds; our own choice, so that none is forgotten for ever."""

BEGINS = "pbk_"
"""So that a token left in a file by mistake can be searched for."""


def make_token(
    name: str, person: Person, scopes: Sequence[Scope], at: datetime, drawn: str
) -> tuple[Token, str]:
    """Make a token of a drawn secret; the words of it are given once and kept nowhere."""
    words = BEGINS + drawn
    token = Token.objects.create(
        name=name,
        person=person,
        scopes=[scope.value for scope in scopes],
        start=words[:8],
        digest=_digest(words),
        made_at=at,
        ends_at=at + LIFETIME,
    )
    return token, words


def token_of(words: str, at: datetime) -> Token | None:
    """Give the token of some words; None where there is none, or it holds no more."""
    found = Token.objects.filter(digest=_digest(words)).select_related("person").first()
    return found if found is not None and found.holds(at) else None


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()
