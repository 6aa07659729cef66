"""Any query: of a DuckDB or SQLite file, of the workspace's own files, or of a database server.

The query names its columns as a tidy table does. Its answer is kept as a file, whose digest tells
whether anything has changed; an offline run takes the answer kept from before. The address of a
server, with its password, is read from the environment, and never from sources.toml.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.sources.contract import Fetched, Location, Option, Request
from purbeck.sources.csv_table import MOST_BYTES
from purbeck.sources.fetching import files_at
from purbeck.sources.kept import Shelf, Terms, digest_of
from purbeck.sources.locating import companion, listed, option
from purbeck.sources.sql_query import (
    AREAS,
    UnansweredError,
    ask_local,
    ask_server,
    check_reading,
    names_areas,
)
from purbeck.sources.table_roles import ROLES, roles_of
from purbeck.sources.text_table import read_text_table
from purbeck.sources.tidy import COLUMN_OPTIONS
from purbeck.sources.tidy_table import SYMBOLS, TidyFile

if TYPE_CHECKING:
    from purbeck.sources.fetching import Fetcher

LONGEST_QUERY = 1 << 20
"""Bytes of a query."""


class Sql:
    """The answer to a query."""

    name: ClassVar[str] = "sql"
    title: ClassVar[str] = "An SQL query (DuckDB, SQLite, files, or a server by SQLAlchemy)"
    scheme: ClassVar[str] = "any"
    symbols: ClassVar[Mapping[str, Absence]] = SYMBOLS
    options: ClassVar[tuple[Option, ...]] = (
        Option(name="query", meaning="the query, where 'at' names no file of it"),
        Option(name="database", meaning="a file of DuckDB or SQLite; if none, the folder's files"),
        Option(
            name="address_in",
            meaning="the environment variable that holds the address of a server (SQLAlchemy)",
        ),
        *COLUMN_OPTIONS,
    )
    verified: ClassVar[str] = "DuckDB, SQLite and files; no database server"

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Find the query, and the database where it is a file.

        Raises
        ------
        UsageError
            Where there is no query or more than one, it does not only read, or a file or an
            environment variable is not there.
        """
        path, query = self._query(request)
        check_reading(query, request.source)
        if names_areas(query) and not request.areas:
            raise UsageError(
                f"Source '{request.source}': the query asks for {AREAS}, and no areas are declared."
            )
        found = [Location(address=str(path) if path else "", role="query", body=query)]
        database = option(request, self.options, "database")
        variable = option(request, self.options, "address_in")
        if database and variable:
            raise UsageError(f"Source '{request.source}' names a database and a server: choose.")
        if variable and not os.environ.get(variable):
            raise UsageError(
                f"Source '{request.source}': the environment variable {variable} is not set."
            )
        if database:
            found.append(companion(request, database, "database"))
        return tuple(found)

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Ask, and keep the answer; of a server that cannot be asked, take the answer kept."""
        query, *database = self.locate(request)
        shelf = Shelf(fetcher.cache / "sql", self._question(request, query, database))
        name = Path(query.address).name or "query"
        remote = bool(option(request, self.options, "address_in"))
        try:
            if remote and fetcher.offline:
                raise UnansweredError("this run is offline")
            answer = self._ask(request, query, database)
        except UnansweredError as error:
            held = shelf.find()
            if held is None:
                raise UsageError(
                    f"Source '{request.source}': the database cannot be asked ({error}), and no "
                    "answer is kept."
                ) from None
            path, terms = held
            return (_fetched(query, path, terms, stale=True),)
        path, terms = _kept(shelf, answer, name, fetcher)
        return (_fetched(query, path, terms, local=not remote),)

    def open(self, request: Request, files: Sequence[Fetched]) -> TidyFile:
        """Understand the answer, whose columns are those of a tidy table; see ``Connector``."""
        if len(files) != 1:
            raise UsageError(f"Source '{request.source}': there is not one answer.")
        file = files[0]
        table, _ = read_text_table(file.path, file.name)
        if not table.num_rows:
            problem = Problem(IssueCode.EMPTY_FILE, "", "no rows", "an answer with rows")
            raise WorkspaceError([DataIssue(problem, file=file.name)])
        told = {role: option(request, self.options, role) for role in ROLES}
        values = listed(option(request, self.options, "values"))
        roles = roles_of(told, values, table.column_names, file.name)
        return TidyFile(table, roles, files, np.arange(1, table.num_rows + 1, dtype=np.int32))

    def _query(self, request: Request) -> tuple[Path | None, str]:
        said = option(request, self.options, "query")
        if bool(said) == bool(request.at):
            raise UsageError(
                f"Source '{request.source}' needs a query: as 'at', a file of it, or as 'query'."
            )
        if said:
            return None, said
        found = files_at(request, ("*.sql",))
        if len(found) != 1 or found[0].stat().st_size > LONGEST_QUERY:
            raise UsageError(f"Source '{request.source}': '{request.at}' is not one query.")
        try:
            return found[0], found[0].read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise UsageError(f"Source '{request.source}': '{request.at}' is no text.") from None

    def _question(self, request: Request, query: Location, database: Sequence[Location]) -> str:
        """Tell one question from another: by the query, where it is asked, and the areas."""
        variable = option(request, self.options, "address_in")
        where = [each.address for each in database] or [os.environ.get(variable, "")]
        asked = "\n".join([query.body, *where, *request.areas])
        return hashlib.sha256(asked.encode()).hexdigest()[:32]

    def _ask(self, request: Request, query: Location, database: Sequence[Location]) -> pa.Table:
        variable = option(request, self.options, "address_in")
        if variable:
            return ask_server(query.body, os.environ[variable], request.areas)
        path = Path(database[0].address) if database else None
        if path and path.stat().st_size > MOST_BYTES:
            raise UsageError(f"'{path}' holds more than {MOST_BYTES >> 30} GiB.")
        return ask_local(query.body, path, request.folder, request.areas)


def _kept(shelf: Shelf, answer: pa.Table, name: str, fetcher: Fetcher) -> tuple[Path, Terms]:
    with shelf.writing() as (file, coming):
        pq.write_table(answer, file)
        file.flush()
        terms = Terms(name=name, digest=digest_of(coming), confirmed=fetcher.today)
        return shelf.put(coming, terms), terms


def _fetched(
    query: Location, path: Path, terms: Terms, *, stale: bool = False, local: bool = False
) -> Fetched:
    return Fetched(
        location=query,
        path=path,
        name=terms.name,
        digest=terms.digest,
        fetched=None if local else terms.confirmed,
        stale=stale,
    )
