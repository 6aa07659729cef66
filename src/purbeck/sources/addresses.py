"""Addresses, with the keys that a publisher hands out taken off wherever one might be seen."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

SECRET = frozenset(
    {
        "access_token",
        "api-key",
        "api_key",
        "apikey",
        "applicationkey",
        "auth",
        "key",
        "password",
        "secret",
        "sig",
        "signature",
        "subscription-key",
        "token",
        "uid",
    }
)
"""Names, in lower case, of what in a question tells who asks. Nomis has 'uid', LG Inform
'ApplicationKey' and 'Signature'; the others are met with elsewhere. A name too many does no
harm, as what it names is still sent."""

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+)://")
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 100


def scheme_of(address: str) -> str:
    """Give the scheme of an address in lower case; '' for a path.

    Examples
    --------
    >>> scheme_of("HTTPS://example.org/a.csv"), scheme_of("data/a.csv"), scheme_of("C:/a.csv")
    ('https', '', '')
    """
    match = _SCHEME.match(address)
    return match[1].lower() if match else ""


def parted(address: str) -> tuple[str, dict[str, str]]:
    """Part an address from the keys in it: a user's name, and the ``SECRET`` of its question.

    An address without any comes back as it is, letter for letter, save for what follows a '#',
    which is never sent.

    Examples
    --------
    >>> parted("https://example.org/data.csv?geography=E06000059&uid=0xabc")
    ('https://example.org/data.csv?geography=E06000059', {'uid': '0xabc'})
    """
    if not scheme_of(address):
        return address, {}
    address = address.partition("#")[0]
    parts = urlsplit(address)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    secrets = {name: value for name, value in asked if name.lower() in SECRET}
    host = parts.netloc.rpartition("@")[2]
    if not secrets and host == parts.netloc:
        return address, {}
    bare = urlunsplit((parts.scheme, host, parts.path, parts.query, ""))
    return without(bare, secrets), secrets


def without(address: str, names: Collection[str]) -> str:
    """Take some questions out of an address; the others stay as they were written.

    Examples
    --------
    >>> without("https://example.org/a?b=1,2&uid=3&c=%2C", ["UID"])
    'https://example.org/a?b=1,2&c=%2C'
    """
    parts = urlsplit(address)
    taken = {name.lower() for name in names}
    rest = [part for part in parts.query.split("&") if _name_of_part(part) not in taken]
    return urlunsplit(parts._replace(query="&".join(rest)))


def joined(address: str, questions: Mapping[str, str]) -> str:
    """Add questions to an address, in the order given.

    Examples
    --------
    >>> joined("https://example.org/a?b=1", {"c": "2 3"})
    'https://example.org/a?b=1&c=2+3'
    """
    if not questions:
        return address
    sign = "&" if urlsplit(address).query else "?"
    return f"{address}{sign}{urlencode(questions)}"


def shown(address: str) -> str:
    """Give an address, or a path, as it may be printed: without any key, and on one line.

    Examples
    --------
    >>> shown("https://me:pass@example.org/data?metricType=9613&ApplicationKey=abc")
    'https://example.org/data?metricType=9613'
    """
    try:
        bare = parted(address)[0]
    except ValueError:
        return "an address that cannot be read"
    return "".join(letter if letter.isprintable() else "?" for letter in bare)


def host_of(address: str) -> str:
    """Give the host, and the port where one is written, in lower case."""
    return urlsplit(address).netloc.rpartition("@")[2].lower()


def file_name_of(address: str) -> str:
    """Give the name of a file by its address: the last part of its path, made fit for a disk.

    Examples
    --------
    >>> file_name_of("https://example.org/NM_2002_1.data.csv?date=latest")
    'NM_2002_1.data.csv'
    >>> file_name_of("https://example.org/")
    'example.org'
    """
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return fit_name(last) or fit_name(parts.hostname or "")


def fit_name(name: str) -> str:
    """Make a name that any disk takes: letters, digits, points and dashes; it may come out ''."""
    return _UNFIT.sub("-", name.replace("\\", "/").rpartition("/")[2]).strip(".-")[-_LONGEST_NAME:]


def _name_of_part(part: str) -> str:
    return unquote(part.partition("=")[0].replace("+", " ")).lower()
