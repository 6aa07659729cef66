"""Queries that read, and cannot write: what is let through, and how each sort of base is asked.

Three things stand between a query and the data, so that none of them has to be perfect: the query
is looked at, the base is opened for reading where it can be, and what was done is rolled back.
"""

from __future__ import annotations

import glob
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa

from purbeck.model.errors import UsageError
from purbeck.sources.tidy_table import plain_type

MOST_ROWS = 5_000_000
"""Rows of an answer: eight times the largest file that is known of a publisher."""

AREAS = ":areas"
"""What a query writes where the codes of the workspace's areas belong."""

_TOKEN = re.compile(
    r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | `[^`]*` | --[^\n]* | /\*.*?\*/ | :: | :areas\b""",
    re.VERBOSE | re.DOTALL,
)
_WRITING = frozenset(
    {
        *("alter", "attach", "call", "copy", "create", "delete", "detach", "drop", "exec"),
        *("execute", "export", "grant", "import", "insert", "install", "into", "load", "lock"),
        *("merge", "pragma", "revoke", "truncate", "update", "upsert", "vacuum"),
    }
)
_FILES = (".csv", ".csv.gz", ".tsv", ".parquet", ".json")
_SQLITE = b"SQLite format 3\x00"


class UnansweredError(Exception):
    """The base could not be asked at all, so that an answer kept from before may stand in."""


def check_reading(query: str, source: str) -> None:
    """Refuse a query that is not one single question.

    A word that writes is refused wherever it stands outside quotes, so that a column named so has
    to be quoted.

    Raises
    ------
    UsageError
        Naming the word.

    Examples
    --------
    >>> check_reading("SELECT area, period, value FROM figures -- no update", "own")
    >>> check_reading("WITH gone AS (DELETE FROM figures RETURNING *) SELECT * FROM gone", "own")
    Traceback (most recent call last):
    purbeck.model.errors.UsageError: Source 'own': the query says DELETE; it may only SELECT.
    """
    if "/*!" in query or "\\'" in query:
        raise UsageError(f"Source '{source}': the query has '/*!' or a backslash before a quote.")
    bare = _TOKEN.sub(" ", query).strip().rstrip(";")
    said = re.findall(r"[a-z_][a-z_0-9$]*", bare.casefold())
    if not said:
        raise UsageError(f"Source '{source}': the query is empty.")
    wrong = next((word for word in said if word in _WRITING), "")
    if not wrong and said[0] not in ("select", "with", "from"):
        wrong = said[0]
    if wrong:
        raise UsageError(f"Source '{source}': the query says {wrong.upper()}; it may only SELECT.")
    if ";" in bare:
        raise UsageError(f"Source '{source}': there is more than one query.")


def ask_local(query: str, database: Path | None, folder: Path, areas: Sequence[str]) -> pa.Table:
    """Ask a file of DuckDB or SQLite, or the files of a folder where there is no database.

    Raises
    ------
    UsageError
        In one line, where the query is wrong or the file is no database.
    """
    if database is not None and _is_sqlite(database):
        return _ask_sqlite(query, database, areas)
    return _ask_duckdb(query, database, folder, areas)


def ask_server(query: str, url: str, areas: Sequence[str]) -> pa.Table:
    """Ask the base at an address of SQLAlchemy; what it says of itself is never printed.

    Raises
    ------
    UnansweredError
        Where it cannot be asked at all.
    UsageError
        In one line, where the query or the address is wrong, or a driver is missing.
    """
    import sqlalchemy
    from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError

    try:
        engine = sqlalchemy.create_engine(url)
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(postgresql_readonly=True)
        return _ask_engine(query, engine, areas)
    except (OperationalError, InterfaceError) as error:
        raise UnansweredError(type(error.orig).__name__) from None
    except (SQLAlchemyError, ImportError) as error:
        raise UsageError(f"The database was not read: {_line(error, url)}") from None


def _ask_duckdb(query: str, database: Path | None, folder: Path, areas: Sequence[str]) -> pa.Table:
    import duckdb

    with duckdb.connect(":memory:") as base:
        try:
            if database is not None:
                base.execute(f"ATTACH {_quoted(database)} AS held (READ_ONLY)")
                base.execute("USE held")
            # Nothing outside the folder can be read, and nothing be fetched.
            base.execute(f"SET allowed_directories=[{_quoted(folder.resolve())}]")
            for setting in ("autoinstall_known_extensions", "autoload_known_extensions"):
                base.execute(f"SET {setting}=false")
            base.execute("SET enable_external_access=false")
            base.execute("SET lock_configuration=true")
            written = _with_places(query, folder.resolve(), "(SELECT unnest($areas::VARCHAR[]))")
            statements = base.extract_statements(written)
            if [each.type for each in statements] != [duckdb.StatementType.SELECT]:
                raise UsageError("The query is not one SELECT.")
            values = {"areas": list(areas)} if "$areas" in written else None
            return _plain(_gathered(base.execute(written, values).to_arrow_reader()))
        except duckdb.PermissionException as error:
            named = re.search(r'file "([^"]+)"', str(error))
            why = f"there is no '{named[1]}' in '{folder}'" if named else _line(error)
            raise UsageError(f"The query was not answered: {why}.") from None
        except duckdb.Error as error:
            raise UsageError(f"The query was not answered: {_line(error)}") from None


def _ask_sqlite(query: str, database: Path, areas: Sequence[str]) -> pa.Table:
    import sqlalchemy
    from sqlalchemy.exc import SQLAlchemyError

    address = f"file:{quote(str(database.resolve()))}?mode=ro"
    engine = sqlalchemy.create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True)
    )
    try:
        return _ask_engine(query, engine, areas)
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise UsageError(f"The query was not answered: {_line(error)}") from None


def _ask_engine(query: str, engine: Any, areas: Sequence[str]) -> pa.Table:
    import sqlalchemy

    asked = sqlalchemy.text(query)
    values: dict[str, Any] = {}
    if names_areas(query):
        asked = asked.bindparams(sqlalchemy.bindparam("areas", expanding=True))
        values = {"areas": list(areas)}
    try:
        # Never committed, so that whatever it did is undone.
        with engine.connect() as base:
            answer = base.execute(asked, values)
            names = list(answer.keys())
            rows = answer.fetchmany(MOST_ROWS + 1)
    finally:
        engine.dispose()
    _check_count(len(rows))
    _check_names(names)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return _plain(pa.table([_array(column) for column in columns], names=names))


def _gathered(answer: pa.RecordBatchReader) -> pa.Table:
    """Take an answer piece by piece, so that one without end is given up."""
    pieces, count = [], 0
    for piece in answer:
        pieces.append(piece)
        count += piece.num_rows
        _check_count(count)
    return pa.Table.from_batches(pieces, answer.schema)


def _check_count(count: int) -> None:
    if count > MOST_ROWS:
        raise UsageError(f"The answer has more than {MOST_ROWS:,} rows: ask for fewer.")


def _array(cells: Sequence[object]) -> pa.Array:
    """Make a column; where its cells are of several kinds, one of text."""
    try:
        return pa.array(cells)
    except (pa.ArrowException, OverflowError):
        return pa.array([None if cell is None else str(cell) for cell in cells], pa.string())


def _plain(table: pa.Table) -> pa.Table:
    """Make every column one of figures or of text.

    Raises
    ------
    UsageError
        Where a column is of neither, or two have one name.
    """
    _check_names(table.column_names)
    try:
        columns = [column.cast(plain_type(column.type)) for column in table.columns]
    except pa.ArrowException as error:
        raise UsageError(f"The answer cannot be read: {_line(error)}") from None
    return pa.table(columns, names=table.column_names)


def _check_names(names: Sequence[str]) -> None:
    twice = sorted({name for name in names if list(names).count(name) > 1})
    if twice:
        raise UsageError(f"The answer has a column twice: {', '.join(twice)[:80]}. Name it AS.")


def _with_places(query: str, folder: Path, areas: str) -> str:
    """Write areas into a query, and give the files that it names in quotes their whole paths."""

    def written(match: re.Match[str]) -> str:
        token = match[0]
        if token == AREAS:
            return areas
        name = token[1:-1].replace("''", "'")
        if token[0] in "'\"" and name.casefold().endswith(_FILES) and not Path(name).is_absolute():
            here = str(folder / name)
            return _quoted(Path(here)) if glob.glob(here) else token
        return token

    return _TOKEN.sub(written, query)


def names_areas(query: str) -> bool:
    """Whether a query asks for the codes of the workspace's areas, outside quotes.

    Examples
    --------
    >>> names_areas("SELECT * FROM f WHERE area IN :areas"), names_areas("SELECT ':areas'")
    (True, False)
    """
    return any(match[0] == AREAS for match in _TOKEN.finditer(query))


def _is_sqlite(path: Path) -> bool:
    with open(path, "rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _line(error: BaseException, secret: str = "") -> str:
    """Give the first line of an error, without the address that it may name."""
    told = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    line = " ".join(told.splitlines()[0].split())[:200]
    return line.replace(secret, "the address") if secret else line
