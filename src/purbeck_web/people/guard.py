"""What stands before a view: it asks ``restriction``, and says no in the way that fits."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from purbeck_web.people.models import Person
from purbeck_web.people.restriction import Reach, Right, reach

View = Callable[..., HttpResponse]


def needs(right: Right) -> Callable[[View], View]:
    """Let a view be reached only by whom a right reaches anything at all.

    Whoever is not signed in is asked to; whoever has another role gets 403. The view itself
    restricts the rows, so that what is not one's own is 404.
    """

    def guarded(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if reach(request.user, right) is not Reach.NOTHING:
                return view(request, *args, **named)
            if request.user.is_authenticated:
                raise PermissionDenied
            return redirect_to_login(request.get_full_path())

        return answer

    return guarded


def signed_in(request: HttpRequest) -> Person:
    """Give the person who asks, behind a right that the public does not have."""
    assert isinstance(request.user, Person)
    return request.user
