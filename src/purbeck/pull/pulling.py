"""Pulling: each source of a workspace read, held against what is known, and loaded.

A source is one load of the store, whole or not at all; so a pull that is stopped leaves the
sources before it loaded and those after it as they were, and can be run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from purbeck.model.errors import PurbeckError, UsageError, WorkspaceError
from purbeck.pull.declared_source import DeclaredSource
from purbeck.pull.reading import Read, Surroundings, read_source
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
        What was added to the history; None where nothing was new, or the source failed.
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
    store.declare(around.measures.values())
    changes = changes_against(store, read.mapped.table, scope=_scope(read))
    if changes.is_empty:
        return Pulled(source=source, read=read, changes=changes)
    loaded = store.add(_publication(read, changes))
    return Pulled(source=source, read=read, changes=changes, load=loaded.load)


def _scope(read: Read) -> Scope:
    source = read.source
    return Scope(
        source=source.id,
        measures=frozenset(each.measure for each in source.wanted),
        published=read.published,
        areas=source.areas,
        file=read.files[0].name if read.files else "",
        definitions=source.definitions,
        # A row that could not be read is no sign that its publisher has taken the figure back.
        complete=frozenset(read.mapped.complete),
    )


def _publication(read: Read, changes: Changes) -> TablePublication:
    origins = tuple(
        Origin(
            name=file.name,
            sha256=file.digest,
            address=file.location.address if file.location.is_remote else "",
            fetched="" if file.fetched is None else file.fetched.isoformat(),
            edition=read.catalogue.edition,
        )
        for file in read.files
    )
    return TablePublication(
        changes.table,
        read.source.id,
        sources=origins,
        definitions=read.source.definitions,
        after=changes.compared_with,
    )
