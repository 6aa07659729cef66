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
    hosts = variables.get("PURBECK_ALLOWED_HOSTS", "").split(",")
    return Environment(
        demo=demo,
        debug=_is_set(variables, "PURBECK_DEBUG"),
        secret_key=variables.get("PURBECK_SECRET_KEY", ""),
        allowed_hosts=LOOPBACK if demo else tuple(h for host in hosts if (h := host.strip())),
        database_url=variables.get("DATABASE_URL", ""),
        data=Path(variables.get("PURBECK_WEB_DATA", "var")),
        public_reading=demo or _is_set(variables, "PURBECK_PUBLIC_READING"),
        behind_proxy=_is_set(variables, "PURBECK_BEHIND_PROXY"),
        hsts_seconds=int(variables.get("PURBECK_HSTS_SECONDS", "86400")),
        log_level=variables.get("PURBECK_LOG_LEVEL", "INFO").upper(),
    )


def _is_set(variables: Mapping[str, str], name: str) -> bool:
    return variables.get(name, "").strip().lower() in _YES
