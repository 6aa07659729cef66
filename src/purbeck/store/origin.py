"""Where the figures of a load came from: its files, and what was declared of its measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from purbeck.model.measure import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A file that figures of a load were read from.

    Attributes
    ----------
    name
        As the column ``file`` of the observations has it.
    sha256
        Of the file's contents.
    address
        Where it was got from; a path or an address.
    fetched
        The day on which it was got, as YYYY-MM-DD; empty for a file that was there.
    edition
        How the file names its own issue; empty for none.
    """

    name: str
    sha256: str = ""
    address: str = ""
    fetched: str = ""
    edition: str = ""


class Publication(Protocol):
    """Figures that were made known together."""

    name: str

    def digest(self) -> str:
        """Give what tells this publication from any other: the same for the same contents."""
        ...

    def blocks(self, measures: Mapping[str, Measure]) -> Iterable[pa.Table]:
        """Give its observations, block by block; WorkspaceError with everything wrong in them."""
        ...


class SourcedPublication(Publication, Protocol):
    """One that says which files it was read from, and what was declared of its measures."""

    sources: tuple[Origin, ...]
    definitions: Mapping[str, str]


def sources_of(publication: Publication) -> tuple[Origin, ...]:
    """Give the files of a publication; none for one that does not say."""
    return tuple(getattr(publication, "sources", ()))


def definitions_of(publication: Publication) -> dict[str, str]:
    """Give what was declared of each measure, by id; nothing for one that does not say."""
    return dict(getattr(publication, "definitions", {}))
