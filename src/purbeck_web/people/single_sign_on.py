"""The two addresses of single sign-on, which django-allauth answers."""

from __future__ import annotations

import logging

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from purbeck_web.people.adapters import refused

_LOG = logging.getLogger(__name__)

NOT_REACHED = (
    "The service that signs you in there cannot be reached just now. Try again in a few minutes, "
    "or use your password here."
)


@never_cache
@require_safe
def go_to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to the provider; without one there is no such page."""
    if request.user.is_authenticated:
        return redirect("home")
    try:
        gone: HttpResponse = views.login(request, provider_id)
        return gone
    except (RequestException, OAuth2Error, ValueError, KeyError) as failure:
        _LOG.error("Single sign-on cannot be reached: %s", failure)
        return refused(request, NOT_REACHED, status=503)


@never_cache
@require_safe
def come_from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take back whoever comes from the provider."""
    came: HttpResponse = views.callback(request, provider_id)
    return came
