"""Replies kept on disk: one file for each address, whole or not there at all, with its terms.

A reader of a source needs a file, with its own name; an offline run has to take what there is and
say how old it is; and no key may be written down. So the files lie open in a folder::

    <host>/<digest of the question>.json             the terms, and which file is the reply
    <host>/<digest of the question>-<digest>-<name>  the reply itself

The terms are written last, so that a run that is killed leaves the reply that was there before.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO

_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a publisher said of a reply, and when.

    Attributes
    ----------
    confirmed
        The day on which the publisher last said that this is the reply.
    lasting
        For how many seconds it need not be asked again; 0 where it has to be.
    keep
        Whether the reply may be kept for a later run.
    """

    name: str
    digest: str
    confirmed: date
    etag: str = ""
    modified: str = ""
    lasting: int = 0
    keep: bool = True

    def is_fresh(self, today: date) -> bool:
        """Whether the publisher need not be asked on this day.

        Only days are known here, so that a reply counts as old as it can be by the day's end:
        one that lasts an hour is asked about again on the same day.
        """
        days = (today - self.confirmed).days
        return days >= 0 and (days + 1) * _DAY <= self.lasting

    def questions(self) -> dict[str, str]:
        """Give the headers by which the publisher can say that nothing has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


def terms_of(
    headers: Mapping[str, str], *, name: str, digest: str, today: date, before: Terms | None = None
) -> Terms:
    """Read the terms of a reply off its headers; what a 304 leaves out stays as it was ``before``.

    ``headers`` are looked up in lower case. Where neither Cache-Control nor Expires says how
    long a reply lasts, it does not last.

    Examples
    --------
    >>> headers = {"cache-control": "max-age=172800", "etag": '"a"', "age": "60"}
    >>> terms_of(headers, name="a.csv", digest="0", today=date(2026, 4, 8)).lasting
    172740
    """
    said = headers.get("cache-control", "").lower()
    return Terms(
        name=name,
        digest=digest,
        confirmed=today,
        etag=headers.get("etag", before.etag if before else ""),
        modified=headers.get("last-modified", before.modified if before else ""),
        lasting=0 if "no-cache" in said else max(0, _lasting(headers, said)),
        keep="no-store" not in said,
    )


def _lasting(headers: Mapping[str, str], said: str) -> int:
    age = _whole(headers.get("age", ""))
    if match := re.search(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", said):
        return int(match[1]) - age
    expires, sent = moment(headers.get("expires", "")), moment(headers.get("date", ""))
    return int(expires - sent) - age if expires and sent else 0


def moment(text: str) -> float | None:
    """Read a date of HTTP as seconds; None where it is none.

    Examples
    --------
    >>> moment("Thu, 01 Jan 1970 00:01:00 GMT"), moment("0")
    (60.0, None)
    """
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,9}", text.strip()) else 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the replies to one question lie.

    Parameters
    ----------
    folder
        The folder of the publisher's host.
    question
        A digest of what is asked.
    """

    folder: Path
    question: str

    def find(self) -> tuple[Path, Terms] | None:
        """Give the reply kept; None where there is none, or it is not what was put there."""
        try:
            told = json.loads((self.folder / f"{self.question}.json").read_text("utf-8"))
            terms = Terms(**{**told, "confirmed": date.fromisoformat(told["confirmed"])})
            path = self.path_of(terms)
            return (path, terms) if digest_of(path) == terms.digest else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def path_of(self, terms: Terms) -> Path:
        """Say which file is the reply."""
        return self.folder / f"{self.question}-{terms.digest[:16]}-{terms.name}"

    @contextlib.contextmanager
    def writing(self) -> Iterator[tuple[IO[bytes], Path]]:
        """Open a file to write a reply to, which is gone afterwards unless it was ``put``."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".coming-", dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file, Path(name)
        finally:
            Path(name).unlink(missing_ok=True)

    def put(self, written: Path, terms: Terms) -> Path:
        """Put a reply that is written in the place of the one before it."""
        path = self.path_of(terms)
        os.replace(written, path)
        self.note(terms)
        for other in self.folder.glob(f"{self.question}-*"):
            if other != path:
                other.unlink(missing_ok=True)
        return path

    def note(self, terms: Terms) -> None:
        """Write the terms down; where the reply may not be kept, forget those before."""
        place = self.folder / f"{self.question}.json"
        if not terms.keep:
            place.unlink(missing_ok=True)
            return
        told = json.dumps({**asdict(terms), "confirmed": terms.confirmed.isoformat()}, indent=1)
        with self.writing() as (file, name):
            file.write(told.encode())
            file.flush()
            os.fsync(file.fileno())
            os.replace(name, place)


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
