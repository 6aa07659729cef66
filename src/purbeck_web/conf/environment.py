"""The environment of the process, read once into a value; nothing else asks ``os.environ``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The only names that a demo answers to, so that it cannot be put on a network by mistake."""

_YES = ("1", "true", "yes", "on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What whoever runs the application has set.

    Attributes
    ----------
    demo
        Whether this is the demo: over plain HTTP, on this machine only, with made-up people.
    secret_key
        Empty where none was given.
    data
        The folder of the SQLite database, where no other database is named.
    public_reading
        Whether the pages may be read without signing in.
    behind_proxy
        Whether a proxy in front ends TLS and says so in ``X-Forwarded-Proto``.
    hsts_seconds
        How long browsers are told to come back by HTTPS only.
    own_review
        Whether people may review and sign off what they submitted themselves.
    email
        Where e-mail goes: ``console``, ``file``, or the address of a server such as
        ``smtp://name:password@mail.example.gov.uk:587`` (``smtps`` for TLS from the start).
    email_from
        The sender of e-mail.
    address
        Where people open the application, for links in e-mail: ``https://scorecard.example``.
    remind_days_before, escalate_days_after
        Days before its due date from which owners are reminded of a figure, and days overdue
        from which lead officers are told.
    second_factor
        The roles that need a second factor to sign in; ``all`` for every role.
    oidc_issuer, oidc_client, oidc_secret, oidc_name
        The provider of single sign-on, and what people call it; no provider where empty.
    oidc_trusts_email
        Whether the provider's e-mail addresses are all verified, although it does not say so.
    oidc_second_factor
        Whether the provider asks for a second factor, so that this application need not.
    oidc_adds_councillors
        Whether somebody unknown who signs in there is entered as a councillor.
    retention_years
        Years after which the name and address of somebody who left are taken away.
    sources
        The folder that paths in sources.toml are relative to; None for none.
    metrics_token
        What whoever collects metrics must show; without one they are for this machine alone.
    lease_seconds
        How long a worker may be silent before another takes up its job.
    """

    demo: bool = False
    debug: bool = False
    secret_key: str = ""
    allowed_hosts: tuple[str, ...] = ()
    database_url: str = ""
    data: Path = Path("var")
    public_reading: bool = False
    behind_proxy: bool = False
    hsts_seconds: int = 86_400
    log_level: str = "INFO"
    own_review: bool = False
    email: str = "console"
    email_from: str = "purbeck@localhost"
    address: str = ""
    remind_days_before: int = 14
    escalate_days_after: int = 28
    second_factor: tuple[str, ...] = ()
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret: str = ""
    oidc_name: str = "your organisation's account"
    oidc_trusts_email: bool = False
    oidc_second_factor: bool = False
    oidc_adds_councillors: bool = False
    retention_years: int = 6
    sources: Path | None = None
    metrics_token: str = ""
    lease_seconds: int = 60


def environment_of(variables: Mapping[str, str]) -> Environment:
    """Read the settings from the variables of an environment.

    What is not set is safe: no debugging, no host, no reading without signing in.

    Examples
    --------
    >>> environment_of({}).public_reading
    False
    >>> environment_of({"PURBECK_DEMO": "1"}).allowed_hosts
    ('127.0.0.1', 'localhost', '[::1]')
    """
    demo = _is_set(variables, "PURBECK_DEMO")
    hosts = _listed(variables.get("PURBECK_ALLOWED_HOSTS", ""))
    return Environment(
        demo=demo,
        debug=_is_set(variables, "PURBECK_DEBUG"),
        secret_key=variables.get("PURBECK_SECRET_KEY", ""),
        allowed_hosts=LOOPBACK if demo else hosts,
        database_url=variables.get("DATABASE_URL", ""),
        data=Path(variables.get("PURBECK_WEB_DATA", "var")),
        public_reading=demo or _is_set(variables, "PURBECK_PUBLIC_READING"),
        behind_proxy=_is_set(variables, "PURBECK_BEHIND_PROXY"),
        hsts_seconds=int(variables.get("PURBECK_HSTS_SECONDS", "86400")),
        log_level=variables.get("PURBECK_LOG_LEVEL", "INFO").upper(),
        own_review=_is_set(variables, "PURBECK_OWN_REVIEW"),
        email=variables.get("PURBECK_EMAIL", "console"),
        email_from=variables.get("PURBECK_EMAIL_FROM", "purbeck@localhost"),
        address=variables.get("PURBECK_ADDRESS", "").rstrip("/"),
        remind_days_before=int(variables.get("PURBECK_REMIND_DAYS_BEFORE", "14")),
        escalate_days_after=int(variables.get("PURBECK_ESCALATE_DAYS_AFTER", "28")),
        second_factor=() if demo else _listed(variables.get("PURBECK_SECOND_FACTOR", "")),
        oidc_issuer=variables.get("PURBECK_OIDC_ISSUER", ""),
        oidc_client=variables.get("PURBECK_OIDC_CLIENT_ID", ""),
        oidc_secret=variables.get("PURBECK_OIDC_CLIENT_SECRET", ""),
        oidc_name=variables.get("PURBECK_OIDC_NAME", "your organisation's account"),
        oidc_trusts_email=_is_set(variables, "PURBECK_OIDC_TRUSTS_EMAIL"),
        oidc_second_factor=_is_set(variables, "PURBECK_OIDC_SECOND_FACTOR"),
        oidc_adds_councillors=_is_set(variables, "PURBECK_OIDC_ADDS_COUNCILLORS"),
        retention_years=int(variables.get("PURBECK_RETENTION_YEARS", "6")),
        sources=Path(folder) if (folder := variables.get("PURBECK_DATA", "")) else None,
        metrics_token=variables.get("PURBECK_METRICS_TOKEN", ""),
        lease_seconds=int(variables.get("PURBECK_LEASE_SECONDS", "60")),
    )


def _is_set(variables: Mapping[str, str], name: str) -> bool:
    return variables.get(name, "").strip().lower() in _YES


def _listed(written: str) -> tuple[str, ...]:
    """Read a list with commas between; empty entries are passed over."""
    return tuple(each for part in written.split(",") if (each := part.strip()))
