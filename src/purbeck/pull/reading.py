"""One source read as it is declared: its files, what they hold, and the observations in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from purbeck.model.errors import UsageError
from purbeck.model.issue import DataIssue, IssueCode, Problem, Severity
from purbeck.model.measure import Measure
from purbeck.model.nearest import hint
from purbeck.pull.declared_source import DeclaredSource
from purbeck.pull.mapping import Mapped, map_rows
from purbeck.pull.sources_file import SOURCES_FILE
from purbeck.sources import registry
from purbeck.sources.contract import Catalogue, Connector, Fetched, Request, SourceFile, Wanted
from purbeck.sources.fetching import Fetcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A source as it was read.

    Attributes
    ----------
    unmatched
        What sources.toml asks for and the files do not have.
    """

    source: DeclaredSource
    files: tuple[Fetched, ...]
    catalogue: Catalogue
    mapped: Mapped
    unmatched: tuple[DataIssue, ...]
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
    return Read(
        source=source,
        files=files,
        catalogue=catalogue,
        mapped=mapped,
        unmatched=tuple(_unmatched(source, catalogue)),
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


def _unmatched(source: DeclaredSource, catalogue: Catalogue) -> Iterator[DataIssue]:
    """Name each key, column and value that the mapping has and the files do not."""
    keys = {offered.key for offered in catalogue.measures}
    folded = {key.casefold() for key in keys}
    columns = {column.casefold(): values for column, values in catalogue.filters.items()}
    for wanted in source.wanted:
        for field in ("key", "numerator", "denominator", "lower", "upper"):
            name = getattr(wanted, field)
            if name and name.casefold() not in folded:
                yield _issue(source, wanted, field, name, f"a measure{hint(name, sorted(keys))}")
        for column, asked in wanted.filters.items():
            held = columns.get(column.casefold())
            if held is None:
                expected = f"a column{hint(column, list(catalogue.filters))}"
                yield _issue(source, wanted, "filters", column, expected)
                continue
            known = {value.casefold() for value in held}
            for value in asked:
                if value.casefold() not in known:
                    expected = f"a value of {column}{hint(value, list(held))}"
                    yield _issue(source, wanted, f"filters.{column}", value, expected)


def _issue(
    source: DeclaredSource, wanted: Wanted, field: str, received: str, expected: str
) -> DataIssue:
    place = f"{field} of '{wanted.measure}' in source '{source.id}'"
    problem = Problem(IssueCode.NOT_IN_SOURCE, place, f"'{received}'", expected)
    return DataIssue(problem, file=SOURCES_FILE, severity=Severity.ERROR)
