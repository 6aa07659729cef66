"""Who asks the programming interface: a token, a signed-in person, or the public."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import HttpError
from ninja.security import HttpBearer

from purbeck_web.api.models import Scope, Token
from purbeck_web.api.tokens import token_of
from purbeck_web.people.models import Person
from purbeck_web.people.restriction import Reach, Right, reach


class ByToken(HttpBearer):
    """A token in the header ``Authorization: Bearer ...``."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Give the token; whoever sends a wrong one is refused, and not taken for the public."""
        return token_of(token, timezone.now())


def by_session(request: HttpRequest) -> Any:
    """Let whoever is signed in, or the public where it may read, ask without a token.

    A wrong token is not passed over: who sends one learns that it is wrong.
    """
    if "Authorization" in request.headers:
        return None
    if request.method not in ("GET", "HEAD"):
        return None
    if reach(request.user, Right.READ) is Reach.NOTHING:
        return None
    return request.user if request.user.is_authenticated else AnonymousUser()


READING = (ByToken(), by_session)
WRITING = ByToken()


def person_of(request: Any) -> Any:
    """Give who asks: the person of the token, or of the session, or the public."""
    asks = request.auth
    return asks.person if isinstance(asks, Token) else asks


def need(request: Any, right: Right, scope: Scope) -> Person:
    """Give the person of a token that may do something; otherwise say what is lacking.

    Raises
    ------
    HttpError
        403, where the token has not the scope or its person has not the right.
    """
    token: Token = request.auth
    if scope.value not in token.scopes:
        raise HttpError(403, f"The token has not the scope '{scope.value}'.")
    if reach(token.person, right) is Reach.NOTHING:
        raise HttpError(403, f"{token.person.name} may not do this.")
    person: Person = token.person
    return person
