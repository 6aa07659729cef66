"""Files, from wherever they are: a path, a publisher's address, or the copy kept of a reply."""

from __future__ import annotations

import contextlib
import glob
import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

from purbeck.model.errors import UsageError
from purbeck.sources.addresses import (
    file_name_of,
    fit_name,
    host_of,
    joined,
    parted,
    scheme_of,
    shown,
)
from purbeck.sources.contract import Fetched, Location, Request
from purbeck.sources.csv_table import MOST_BYTES
from purbeck.sources.kept import Shelf, Terms, digest_of, terms_of

if TYPE_CHECKING:
    from purbeck.sources.network import Question, Reply

_REMOTE = ("http", "https")


class Fetcher:
    """Fetches files, and keeps what came over a network.

    One address is asked for once in the life of a fetcher, so that a pull sees one state of a
    publisher's file, however many of its measures are in it.

    Parameters
    ----------
    cache
        The folder in which replies are kept. Nothing else should be in it.
    today
        The day of the run: what a copy kept is as old as is reckoned from it.
    offline
        Take what is kept, and ask nobody.
    timeout
        Seconds of silence after which an attempt is given up.
    most_bytes
        The most that one file may hold.
    sleep
        What waits between attempts.
    """

    def __init__(
        self,
        cache: Path,
        *,
        today: date,
        offline: bool = False,
        timeout: float = 30.0,
        most_bytes: int = MOST_BYTES,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._cache, self._today, self._offline = cache, today, offline
        self._timeout, self._most_bytes, self._sleep = timeout, most_bytes, sleep
        self._fetched: dict[tuple[str, str], Fetched] = {}

    @property
    def cache(self) -> Path:
        """The folder in which replies are kept."""
        return self._cache

    @property
    def today(self) -> date:
        """The day of the run."""
        return self._today

    @property
    def offline(self) -> bool:
        """Whether nobody is asked."""
        return self._offline

    def get(
        self,
        location: Location,
        headers: Mapping[str, str] | None = None,
        *,
        keys: Mapping[str, str] | None = None,
    ) -> Fetched:
        """Give the file at a location.

        Parameters
        ----------
        headers
            Sent along, and not kept.
        keys
            Questions such as ``{"uid": ...}`` that are added to the address on its way, and are
            neither kept nor shown. A key that stands in the address itself is treated alike.

        Raises
        ------
        UsageError
            Where there is no such file, it holds too much, or neither the publisher nor a copy
            kept from before can give it.
        """
        scheme = scheme_of(location.address)
        if not scheme:
            return self._local(location)
        if scheme not in _REMOTE:
            raise UsageError(f"{shown(location.address)}: only http and https can be asked.")
        try:
            address, written_keys = parted(location.address)
            shelf = self._shelf(address, location.body, headers or {}, written_keys)
        except ValueError:
            raise UsageError(f"'{shown(location.address)}' is no address.") from None
        known = (str(shelf.folder), shelf.question)
        if known not in self._fetched:
            from purbeck.sources.network import Question

            question = Question(
                address=address,
                body=location.body,
                headers=headers or {},
                keys={**written_keys, **(keys or {})},
            )
            self._fetched[known] = self._remote(location, question, shelf)
        return replace(self._fetched[known], location=location)

    def _local(self, location: Location) -> Fetched:
        path = Path(location.address)
        if not path.is_file():
            kind = "is a folder" if path.is_dir() else "does not exist"
            raise UsageError(f"'{shown(str(path))}' {kind}: give the path of a file.")
        try:
            if path.stat().st_size > self._most_bytes:
                most = self._most_bytes >> 20
                raise UsageError(f"'{shown(str(path))}' holds more than {most:,} MiB.")
            digest = digest_of(path)
        except OSError as error:
            raise UsageError(f"'{shown(str(path))}' cannot be read: {error.strerror}.") from None
        return Fetched(location=location, path=path, name=path.name, digest=digest)

    def _shelf(
        self, address: str, body: str, headers: Mapping[str, str], keys: Mapping[str, str]
    ) -> Shelf:
        """Find the place of a question's replies; a key written in the address is only hashed."""
        asked = [address, body, *sorted(f"{k.lower()}: {v}" for k, v in headers.items())]
        whole = "\n".join([*asked, joined("", dict(sorted(keys.items())))])
        question = hashlib.sha256(whole.encode()).hexdigest()[:32]
        return Shelf(self._cache / fit_name(host_of(address).replace(":", "-")), question)

    def _remote(self, location: Location, question: Question, shelf: Shelf) -> Fetched:
        kept = shelf.find()
        if self._offline:
            if kept is None:
                raise _nothing_kept(location, "this run is offline")
            return _as_fetched(location, *kept, stale=True)
        if kept and kept[1].is_fresh(self._today):
            return _as_fetched(location, *kept)
        from purbeck.sources.network import OutOfReachError

        try:
            return self._asked(location, question, shelf, kept)
        except OutOfReachError as error:
            if kept is None:
                raise _nothing_kept(location, str(error)) from None
            return _as_fetched(location, *kept, stale=True)
        except OSError as error:
            raise UsageError(
                f"The reply of {host_of(question.address)} cannot be kept in '{self._cache}': "
                f"{error.strerror}."
            ) from None

    def _asked(
        self, location: Location, question: Question, shelf: Shelf, kept: tuple[Path, Terms] | None
    ) -> Fetched:
        from purbeck.sources.network import Network

        network = Network(timeout=self._timeout, most_bytes=self._most_bytes, sleep=self._sleep)
        conditions = kept[1].questions() if kept else {}
        question = replace(question, headers={**question.headers, **conditions})
        with shelf.writing() as (file, coming):
            reply = network.ask(question, lambda: _afresh(file))
            if reply.unchanged and kept:
                terms = self._confirmed(reply, kept[1])
                shelf.note(terms)
                return _as_fetched(location, kept[0], terms)
            file.flush()
            terms = terms_of(
                reply.headers,
                name=_name(reply, question.address),
                digest=digest_of(coming),
                today=self._today,
            )
            return _as_fetched(location, shelf.put(coming, terms), terms)

    def _confirmed(self, reply: Reply, before: Terms) -> Terms:
        return terms_of(
            reply.headers,
            name=before.name,
            digest=before.digest,
            today=self._today,
            before=before,
        )


@contextlib.contextmanager
def _afresh(file: IO[bytes]) -> Iterator[IO[bytes]]:
    file.seek(0)
    file.truncate()
    yield file


def _name(reply: Reply, address: str) -> str:
    """Name a reply as the publisher does, or after its address."""
    from email.message import Message

    told = Message()
    told["content-disposition"] = reply.headers.get("content-disposition", "")
    return fit_name(told.get_filename() or "") or file_name_of(address)


def _as_fetched(location: Location, path: Path, terms: Terms, *, stale: bool = False) -> Fetched:
    return Fetched(
        location=location,
        path=path,
        name=terms.name,
        digest=terms.digest,
        fetched=terms.confirmed,
        stale=stale,
    )


def _nothing_kept(location: Location, why: str) -> UsageError:
    host = shown(host_of(location.address))
    return UsageError(
        f"{host} cannot be asked ({why}), and no copy of {shown(location.address)} is kept: "
        f"run again when {host} can be reached, or save the file and give its path as 'at'."
    )


def files_at(request: Request, patterns: Sequence[str]) -> tuple[Path, ...]:
    """Find the files that a request's ``at`` means: a file, a wildcard, or a folder.

    Of a folder, the files that fit one of the patterns are meant. Files come in the order of
    their names.

    Raises
    ------
    UsageError
        Where ``at`` is empty or an address, or there is no file.
    """
    if not request.at:
        raise UsageError(f"Source '{request.source}' needs 'at': the path of a file.")
    if scheme_of(request.at):
        raise UsageError(f"Source '{request.source}' needs a path as 'at', and not an address.")
    place = request.folder / Path(request.at).expanduser()
    if place.is_dir():
        found = {path for pattern in patterns for path in place.glob(pattern)}
    elif place.is_file():
        found = {place}
    else:
        found = {Path(name) for name in glob.glob(str(place), recursive=True)}
    files = sorted(path for path in found if path.is_file())
    if not files:
        wanted = f" ({', '.join(patterns)})" if place.is_dir() else ""
        raise UsageError(
            f"Source '{request.source}' finds no file{wanted} at '{shown(request.at)}': fetch it "
            f"from the publisher, or correct 'at', which counts from '{request.folder}'."
        )
    return tuple(files)


def locations_at(request: Request, patterns: Sequence[str]) -> tuple[Location, ...]:
    """Say where the files of a request are: at its address, or as ``files_at`` finds them."""
    if scheme_of(request.at):
        return (Location(address=request.at),)
    return tuple(Location(address=str(path)) for path in files_at(request, patterns))
