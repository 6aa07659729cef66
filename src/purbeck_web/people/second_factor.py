"""Who needs a second factor, and what stands in the way until it is set up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

ALL = "all"
"""What ``PURBECK_SECOND_FACTOR`` says where every role needs one."""

_LET_THROUGH = frozenset(
    {
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "sign-out",
        "health",
        "ready",
    }
)
"""The names of the addresses that one needs to set a second factor up, or to leave."""

_HAS_ONE = "has-second-factor"


def has_second_factor(person: Any) -> bool:
    """Whether a person has set up an application that makes codes."""
    own = Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP)
    return bool(own.exists())


def needs_second_factor(person: Any) -> bool:
    """Whether the role of a person needs a second factor here."""
    asked = settings.ENVIRONMENT.second_factor
    return ALL in asked or person.role in asked


class SecondFactorDue:
    """Lets nobody on whose role needs a second factor before it is set up.

    Whoever came through single sign-on is let on where the provider asks for it already.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, named: Any
    ) -> HttpResponse | None:
        """Send whoever has yet to set it up to the page where that is done."""
        match = request.resolver_match
        if not settings.ENVIRONMENT.second_factor or (match and match.url_name in _LET_THROUGH):
            return None
        if not request.user.is_authenticated or not needs_second_factor(request.user):
            return None
        if _asked_elsewhere(request) or request.session.get(_HAS_ONE) == request.user.pk:
            return None
        if has_second_factor(request.user):
            request.session[_HAS_ONE] = request.user.pk
            return None
        return redirect("mfa_activate_totp")


def forget_that_it_is_set_up(request: HttpRequest) -> None:
    """Look again at the next page, as it was taken away."""
    request.session.pop(_HAS_ONE, None)


def _asked_elsewhere(request: HttpRequest) -> bool:
    if not settings.ENVIRONMENT.oidc_second_factor:
        return False
    records = get_authentication_records(request, request.user)
    return any(each["method"] == "socialaccount" for each in records)
