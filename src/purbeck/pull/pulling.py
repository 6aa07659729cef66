"""Pulling: each source of a workspace read, held against what is known, and loaded.

A publication of a source is one load of the store, whole or not at all; so a pull that is stopped
leaves what came before it loaded and what comes after it as it was, and can be run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.errors import PurbeckError, UsageError, WorkspaceError
from purbeck.model.issue import DataIssue
from purbeck.pull.contested import without_contested
from purbeck.pull.declared_source import DeclaredSource
from purbeck.pull.reading import Read, Surroundings, read_source
from purbeck.pull.standing_breaks import with_standing_breaks
from purbeck.store.comparison import Changes, Scope, changes_against
from purbeck.store.origin import Origin
from purbeck.store.schema import KEY
from purbeck.store.store import Load, Store
from purbeck.store.table_publication import TablePublication


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
    contested: list[DataIssue] = []
    for part in _parts(read):
        table = with_standing_breaks(part.table, store, source, part.day)
        table, issues = without_contested(table, store, source, part.day)
        contested += issues
        changes = changes_against(store, table, scope=_scope(read, part))
        every.append(replace(changes, unchanged=0) if part.again else changes)
        if not changes.is_empty:
            load = store.add(_publication(read, changes, table)).load
    return Pulled(
        source=source,
        read=_with_rejected(read, contested),
        changes=_together(every),
        load=load,
    )


def _with_rejected(read: Read, issues: Sequence[DataIssue]) -> Read:
    """Count figures as rejected that were found to be so once the history was looked at."""
    if not issues:
        return read
    mapped = read.mapped
    count = mapped.rejected + len(issues)
    return replace(read, mapped=replace(mapped, rejected=count, issues=(*mapped.issues, *issues)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Part:
    """What is loaded as one publication.

    Attributes
    ----------
    is_whole
        Whether a figure that is not in it has been withdrawn.
    again
        Whether its figures are in other parts, so that they are not to be counted twice.
    """

    day: date
    table: pa.Table
    is_whole: bool = True
    again: bool = False


def _parts(read: Read) -> Iterator[_Part]:
    """Part figures that stand under several days, the oldest day first.

    Files of several days are issues of each other, each whole. In a table whose rows have days of
    their own a day has what was new on it, and the newest of all is what the table knows now.
    """
    table = read.mapped.table
    newest = _newest(table) if len(pc.unique(table["published"])) > 1 else table
    if newest.num_rows == table.num_rows:
        yield _Part(day=read.published, table=table)
        return
    pairs = table.select(["file", "published"]).group_by(["file", "published"]).aggregate([])
    is_issues = pairs.num_rows == len(pc.unique(table["file"]))
    for day in sorted(pc.unique(table["published"]).to_pylist()):
        of_day = table.filter(pc.equal(table["published"], pa.scalar(day, pa.date32())))
        yield _Part(day=day, table=of_day, is_whole=is_issues)
    if not is_issues:
        yield _Part(day=read.published, table=newest, again=True)


def _newest(table: pa.Table) -> pa.Table:
    """Take the row of each figure that has the latest day, in the order of the table."""
    numbered = table.select([*KEY, "published"]).append_column("at", [np.arange(table.num_rows)])
    by_day = numbered.sort_by("published").group_by(list(KEY), use_threads=False)
    return table.take(by_day.aggregate([("at", "last")]).sort_by("at_last")["at_last"])


def _together(every: Sequence[Changes]) -> Changes:
    """Count what came of all the days; a figure that was revised twice counts twice."""
    if len(every) == 1:
        return every[0]
    names = ("new", "revised", "unchanged", "withdrawn", "older")
    counts = {name: sum(getattr(each, name) for each in every) for name in names}
    tables = [each.table for each in every]
    return Changes(table=pa.concat_tables(tables), compared_with=every[-1].compared_with, **counts)


def _scope(read: Read, part: _Part) -> Scope:
    source = read.source
    return Scope(
        source=source.id,
        measures=frozenset(each.measure for each in source.wanted),
        published=part.day,
        areas=source.areas,
        file=next(iter(_files_in(part.table)), read.files[0].name if read.files else ""),
        definitions=source.definitions,
        # A row that could not be read, or a filter that names what the file no longer has, is no
        # sign that the publisher has taken the figure back; nor is what a file of changes leaves
        # out.
        complete=read.complete if part.is_whole and read.catalogue.is_whole else frozenset(),
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
