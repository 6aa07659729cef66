"""What refuses an unsafe deployment: ``check --deploy`` lists it, and the server does not start.

Django's own deployment checks only warn; these are errors, as each of them gives a council's
figures or its people away.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, Warning, register, run_checks
from django.core.exceptions import ImproperlyConfigured

from purbeck_web.people.roles import Role

TAG = "purbeck-deployment"

SHORTEST_KEY = 50
"""Characters of a secret key; the same number as in Django's own check, security.W009."""

SHORTEST_TOKEN = 20
"""Characters of the token for metrics. Our own choice."""

SHORTEST_LEASE = 20
"""Seconds: as long as a beat may wait for SQLite, which writes for one at a time."""

LEAST_DISTINCT = 5
"""Distinct characters of a secret key; from security.W009 as well."""


@register(TAG, deploy=True)
def deployment_problems(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """List everything that makes the settings unsafe to serve from."""
    return [*_problems(), *_problems_of_sign_in()]


def refuse_unsafe() -> None:
    """Stop a server from starting with unsafe settings; the demo alone is let through.

    Raises
    ------
    ImproperlyConfigured
        With every problem, each with what to do.
    """
    if settings.ENVIRONMENT.demo:
        return
    checked = run_checks(tags=[TAG], include_deployment_checks=True)
    found = [each for each in checked if each.level >= ERROR]
    if found:
        listed = "\n".join(f"  {each.id} {each.msg} {each.hint}" for each in found)
        raise ImproperlyConfigured(f"This deployment is not safe:\n{listed}")


def _problems() -> Iterator[CheckMessage]:
    environment = settings.ENVIRONMENT
    if environment.demo:
        yield _error(1, "This is the demo.", "Unset PURBECK_DEMO: its people are made up.")
    if settings.DEBUG:
        yield _error(2, "Debugging is on.", "Unset PURBECK_DEBUG: its pages show settings.")
    key = environment.secret_key
    if len(key) < SHORTEST_KEY or len(set(key)) < LEAST_DISTINCT:
        said = "too short or too plain" if key else "not given"
        hint = f"Set PURBECK_SECRET_KEY to {SHORTEST_KEY} random characters or more."
        yield _error(3, f"The secret key is {said}.", hint)
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        hint = "Set PURBECK_ALLOWED_HOSTS to its names, with commas between."
        yield _error(4, "The names of this host are not given.", hint)
    if not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        yield _error(5, "Cookies may travel unencrypted.", "Set both cookies to be secure.")
    if not settings.SECURE_SSL_REDIRECT or settings.SECURE_HSTS_SECONDS <= 0:
        hint = "Serve by HTTPS, and set PURBECK_HSTS_SECONDS above 0."
        yield _error(6, "Pages may be asked for without HTTPS.", hint)
    if environment.metrics_token and len(environment.metrics_token) < SHORTEST_TOKEN:
        hint = f"Set PURBECK_METRICS_TOKEN to {SHORTEST_TOKEN} random characters or more."
        yield _error(21, "The token for metrics is too short.", hint)
    if environment.lease_seconds < SHORTEST_LEASE:
        hint = f"Set PURBECK_LEASE_SECONDS to {SHORTEST_LEASE} or more."
        yield _error(22, "A worker that is merely slow would lose its job.", hint)


def _problems_of_sign_in() -> Iterator[CheckMessage]:
    environment = settings.ENVIRONMENT
    unknown = set(environment.second_factor) - {*Role.values, "all"}
    if unknown:
        hint = f"PURBECK_SECOND_FACTOR takes 'all' or roles: {', '.join(Role.values)}."
        yield _error(41, f"There is no role {', '.join(sorted(unknown))}.", hint)
    issuer = environment.oidc_issuer
    if issuer and not issuer.startswith("https://"):
        hint = "Set PURBECK_OIDC_ISSUER to an address that begins with https://."
        yield _error(42, "Single sign-on would travel unencrypted.", hint)
    if issuer and not (environment.oidc_client and environment.oidc_secret):
        hint = "Set PURBECK_OIDC_CLIENT_ID and PURBECK_OIDC_CLIENT_SECRET as the provider says."
        yield _error(43, "Single sign-on is only half set up.", hint)
    if not environment.email.startswith(("smtp://", "smtps://", "smtp+plain://")):
        said = "E-mail goes to nobody: invitations and links to a new password stay here."
        hint = (
            "Set PURBECK_EMAIL to the address of a mail server, such as smtp://name:password@host."
        )
        yield Warning(said, hint=hint, id="purbeck.W044")


def _error(number: int, said: str, hint: str) -> Error:
    return Error(said, hint=hint, id=f"purbeck.E{number:03}")
