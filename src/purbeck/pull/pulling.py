"""Pulling: each source of a workspace read, held against what is known, and loaded.

A publication of a source is one load of the store, whole or not at all; so a pull that is stopped
leaves what came before it loaded and what comes after it as it was, and can be run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.errors import PurbeckError, UsageError, WorkspaceError
from purbeck.pull.declared_source import DeclaredSource
from purbeck.pull.reading import Read, Surroundings, read_source
from purbeck.pull.standing_breaks import with_standing_breaks
from purbeck.store.comparison import Changes, Scope, changes_against
from purbeck.store.origin import Origin
from purbeck.store.store import Load, Store
from purbeck.store.table_publication import TablePublication

if TYPE_CHECKING:
    from purbeck.model.issue import DataIssue

HISTORY = "history"
"""The folder of a workspace that holds what was pulled: a store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What came of pulling one source.

    Attributes
    ----------
    load
        What was added to the history, the last of it where a source has files of several days;
        None where nothing was new, or the source failed.
    failure
        Why nothing could be read; None where it was.
    """

    source: DeclaredSource
    read: Read | None = None
    changes: Changes | None = None
    load: Load | None = None
    failure: PurbeckError | None = None

    @property
    def issues(self) -> tuple[DataIssue, ...]:
        """Every rejected row, and whatever else is wrong with the source."""
        if isinstance(self.failure, WorkspaceError):
            return self.failure.issues
        return () if self.read is None else (*self.read.unmatched, *self.read.mapped.issues)


Progress = Callable[[str], None]


def pull(
    sources: Sequence[DeclaredSource],
    around: Surroundings,
    history: Path,
    progress: Progress = lambda step: None,
) -> Iterator[Pulled]:
    """Pull each source into the history of a workspace; one that fails does not stop the others.

    Parameters
    ----------
    history
        The folder of the store; it is made where it is not there.
    progress
        Called with the id of each source as it begins.
    """
    for source in sources:
        progress(source.id)
        try:
            yield _pulled(source, around, history)
        except (UsageError, WorkspaceError) as failure:
            yield Pulled(source=source, failure=failure)


def _pulled(source: DeclaredSource, around: Surroundings, history: Path) -> Pulled:
    read = read_source(source, around)
    store = Store.open_or_make(history)
    store.declare(around.measures.values(), anew=True)
    every: list[Changes] = []
    load = None
    for day, rows in _by_day(read):
        table = with_standing_breaks(rows, store, source, day)
        changes = changes_against(store, table, scope=_scope(read, day, table))
        every.append(changes)
        if not changes.is_empty:
            load = store.add(_publication(read, changes, table)).load
    return Pulled(source=source, read=read, changes=_together(every), load=load)


def _by_day(read: Read) -> Iterator[tuple[date, pa.Table]]:
    """Part files of several days, the oldest first: each is a publication of its own.

    A table whose rows of one file have several days is one publication, that of the whole file.
    """
    table = read.mapped.table
    days = pc.unique(table["published"])
    pairs = table.select(["file", "published"]).group_by(["file", "published"]).aggregate([])
    if len(days) < 2 or pairs.num_rows != len(pc.unique(table["file"])):
        yield read.published, table
        return
    for day in sorted(days.to_pylist()):
        yield day, table.filter(pc.equal(table["published"], pa.scalar(day, pa.date32())))


def _together(every: Sequence[Changes]) -> Changes:
    """Count what came of all the days; a figure that was revised twice counts twice."""
    if len(every) == 1:
        return every[0]
    names = ("new", "revised", "unchanged", "withdrawn", "older")
    counts = {name: sum(getattr(each, name) for each in every) for name in names}
    tables = [each.table for each in every]
    return Changes(table=pa.concat_tables(tables), compared_with=every[-1].compared_with, **counts)


def _scope(read: Read, published: date, table: pa.Table) -> Scope:
    source = read.source
    return Scope(
        source=source.id,
        measures=frozenset(each.measure for each in source.wanted),
        published=published,
        areas=source.areas,
        file=next(iter(_files_in(table)), read.files[0].name if read.files else ""),
        definitions=source.definitions,
        # A row that could not be read is no sign that its publisher has taken the figure back.
        complete=frozenset(read.mapped.complete),
    )


def _files_in(table: pa.Table) -> tuple[str, ...]:
    return tuple(pc.unique(table["file"]).to_pylist())


def _publication(read: Read, changes: Changes, table: pa.Table) -> TablePublication:
    rows_of = _files_in(table)
    origins = tuple(
        Origin(
            name=file.name,
            sha256=file.digest,
            address=file.location.address if file.location.is_remote else "",
            fetched="" if file.fetched is None else file.fetched.isoformat(),
            edition=read.catalogue.edition,
        )
        for file in read.files
        if file.name in rows_of or file.location.role != "data"
    )
    return TablePublication(
        changes.table,
        read.source.id,
        sources=origins,
        definitions=read.source.definitions,
        after=changes.compared_with,
    )
