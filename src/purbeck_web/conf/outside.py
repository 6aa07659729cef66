"""The services of others that the application is set up with: e-mail and single sign-on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from purbeck_web.conf.environment import Environment

PROVIDER = "sso"
"""The id of the one provider of single sign-on; it stands in the addresses."""

_BACKENDS = "django.core.mail.backends"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailSettings:
    """How e-mail leaves the application, as Django's settings ask it."""

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    over_tls: bool = False


def email_settings(environment: Environment) -> EmailSettings:
    """Read where e-mail goes; what is not understood goes to the console.

    ``smtp`` asks for TLS on the connection (port 587 unless given), ``smtps`` has it from the
    start (port 465); ``smtp+plain`` has none (port 25), for a server on the same machine.

    Examples
    --------
    >>> email_settings(Environment(email="smtp://ada:s%40fe@mail.example.gov.uk")).password
    's@fe'
    >>> email_settings(Environment(email="file")).backend
    'django.core.mail.backends.filebased.EmailBackend'
    """
    if environment.email == "file":
        return EmailSettings(backend=f"{_BACKENDS}.filebased.EmailBackend")
    address = urlsplit(environment.email)
    usual = {"smtp": 587, "smtps": 465, "smtp+plain": 25}.get(address.scheme)
    if usual is None:
        return EmailSettings(backend=f"{_BACKENDS}.console.EmailBackend")
    return EmailSettings(
        backend=f"{_BACKENDS}.smtp.EmailBackend",
        host=address.hostname or "localhost",
        port=address.port or usual,
        user=unquote(address.username or ""),
        password=unquote(address.password or ""),
        starts_tls=address.scheme == "smtp",
        over_tls=address.scheme == "smtps",
    )


def single_sign_on(environment: Environment) -> dict[str, Any]:
    """Give the provider of single sign-on as django-allauth asks for it; none without issuer."""
    if not environment.oidc_issuer:
        return {}
    provider = {
        "provider_id": PROVIDER,
        "name": environment.oidc_name,
        "client_id": environment.oidc_client,
        "secret": environment.oidc_secret,
        "settings": {"server_url": environment.oidc_issuer.rstrip("/")},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [provider]}}
