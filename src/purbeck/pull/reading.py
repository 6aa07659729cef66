"""One source read as it is declared: its files, what they hold, and the observations in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from purbeck.model.errors import UsageError
from purbeck.model.issue import DataIssue
from purbeck.model.measure import Measure
from purbeck.pull.declared_source import DeclaredSource
from purbeck.pull.mapping import Mapped, map_rows
from purbeck.pull.unmatched import unmatched, without_figures
from purbeck.sources import registry
from purbeck.sources.contract import Catalogue, Connector, Fetched, Request, SourceFile
from purbeck.sources.fetching import Fetcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A source as it was read.

    Attributes
    ----------
    unmatched
        What sources.toml asks for and the files do not have.
    complete
        The measures of which all was found that was asked for, and every row could be read.
    """

    source: DeclaredSource
    files: tuple[Fetched, ...]
    catalogue: Catalogue
    mapped: Mapped
    unmatched: tuple[DataIssue, ...]
    complete: frozenset[str]
    published: date

    @property
    def stale(self) -> bool:
        """Whether the publisher could not be asked for any of the files."""
        return any(file.stale for file in self.files)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a source is read within.

    Attributes
    ----------
    folder
        What a path in sources.toml is relative to.
    measures
        Those of the framework, by id.
    """

    folder: Path
    measures: Mapping[str, Measure]
    fetcher: Fetcher
    today: date
    since: date | None = None


def request_of(source: DeclaredSource, folder: Path) -> Request:
    """Put what a source declares as a question to its connector."""
    return Request(
        source=source.id,
        folder=folder,
        at=source.at,
        options=source.options,
        wanted=source.wanted,
        areas=() if source.areas is None else tuple(sorted(source.areas)),
    )


def read_source(source: DeclaredSource, around: Surroundings) -> Read:
    """Fetch and read one source, and map what it holds.

    Raises
    ------
    UsageError
        Where its files cannot be had, with where a person gets them.
    WorkspaceError
        With what is wrong in the files.
    """
    reader, files, file = _opened(source, around)
    catalogue = file.catalogue()
    published = source.published or catalogue.published or around.today
    rows = file.rows(source.wanted)
    mapped = map_rows(rows, file, reader, source, around.measures, published, around.since)
    missing = list(unmatched(source, catalogue))
    broken = {measure for measure, _ in missing}
    issues = [issue for _, issue in missing]
    if around.since is None and not missing:
        issues += without_figures(source, rows, mapped)
    return Read(
        source=source,
        files=files,
        catalogue=catalogue,
        mapped=mapped,
        unmatched=tuple(issues),
        complete=frozenset(mapped.complete) - broken,
        published=published,
    )


def catalogue_of(source: DeclaredSource, around: Surroundings) -> Catalogue:
    """Fetch a source and say what it holds; raises as ``read_source`` does."""
    _, _, file = _opened(source, around)
    return file.catalogue()


def _opened(
    source: DeclaredSource, around: Surroundings
) -> tuple[Connector, tuple[Fetched, ...], SourceFile]:
    reader = registry.connector(source.connector)
    request = request_of(source, around.folder)
    try:
        files = reader.fetch(request, around.fetcher)
    except UsageError as error:
        raise UsageError(f"{str(error).rstrip('.')}.{_where(source)}") from None
    return reader, files, reader.open(request, files)


def _where(source: DeclaredSource) -> str:
    if not source.page:
        return ""
    publisher = f" of {source.publisher}" if source.publisher else ""
    return f" The file{publisher} is to be had at {source.page}"
