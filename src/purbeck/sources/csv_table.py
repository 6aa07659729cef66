"""CSV as publishers write it: every cell as text, and the file read whole or refused whole."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem

MOST_BYTES = 2 << 30
"""The most that a file may hold once unpacked. The largest that a connector is known to meet,
a national file of schools, has a tenth of it; a small archive that unpacks to more is refused."""

MOST_RAGGED = 20
"""Rows of another length that are named one by one."""

MOST_QUOTED = 60
"""The most of a heading that a message quotes."""

_BLOCK = 1 << 24
_BLANK = b"blank lines"
"""Where a table keeps the places of the blank lines between its rows, counted from 0."""

# How Arrow begins to say that nothing comes after the headings.
_NOTHING_MORE = "Could not skip initial"


def read_csv(path: Path, *, delimiter: str = ",", skip_rows: int = 0, name: str = "") -> pa.Table:
    """Read a file, which may be packed with gzip, as a table of text.

    UTF-8 with or without a byte order mark, or else Windows-1252. Headings lose the spaces
    around them, and are otherwise as published. A cell may hold a line break.

    Parameters
    ----------
    name
        What a refusal calls the file, where that is not the name that it lies under.

    Raises
    ------
    WorkspaceError
        Where the file is empty, cut short, no CSV, larger than ``MOST_BYTES``, or has a heading
        twice or rows of another length; with all of those found.
    """
    try:
        return _read(path, delimiter, skip_rows)
    except WorkspaceError as error:
        if name in ("", path.name):
            raise
        raise WorkspaceError([replace(issue, file=name) for issue in error.issues]) from None


def _read(path: Path, delimiter: str, skip_rows: int) -> pa.Table:
    encoding = _encoding_of(path)
    names = _heading(path, encoding, delimiter, skip_rows)
    how = arrow_csv.ReadOptions(
        block_size=_BLOCK, encoding=encoding, skip_rows=skip_rows + 1, column_names=names
    )
    try:
        table, odd = _parsed(path, how, delimiter)
        if odd:
            # Only a reader that does one thing at a time knows the number of a row.
            how.use_threads = False
            odd = _parsed(path, how, delimiter)[1]
    except (pa.ArrowInvalid, pa.ArrowCapacityError) as error:
        if str(error).startswith(_NOTHING_MORE):
            raise _empty(path) from error
        raise _refused(path, str(error).splitlines()[0]) from error
    except (EOFError, OSError, UnicodeError) as error:
        raise _refused(path, f"{error}") from error
    if odd:
        raise WorkspaceError([_ragged_issue(path, row) for row in odd[:MOST_RAGGED]])
    return _without_blank(table)


def _without_blank(table: pa.Table) -> pa.Table:
    """Leave the rows out that hold nothing, and keep their places for ``lines_of``."""
    blank = pa.array(np.ones(table.num_rows, dtype=bool))
    for column in table.columns:
        blank = pc.and_(blank, pc.equal(column, ""))
        if not pc.any(blank).as_py():
            return table
    places = np.flatnonzero(blank.to_numpy()).astype(np.int64)
    kept = table.filter(pc.invert(blank))
    return kept.replace_schema_metadata({_BLANK: places.tobytes()})


def _parsed(
    path: Path, how: arrow_csv.ReadOptions, delimiter: str
) -> tuple[pa.Table, list[arrow_csv.InvalidRow]]:
    """Read the rows, and those of another length apart from them."""
    odd: list[arrow_csv.InvalidRow] = []

    def put_down(row: arrow_csv.InvalidRow) -> str:
        odd.append(row)
        return "skip"

    with _unpacked(path) as file:
        table = arrow_csv.read_csv(
            pa.PythonFile(file, mode="r"),
            read_options=how,
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                invalid_row_handler=put_down,
                # Of one column a blank line would be a row.
                ignore_empty_lines=len(how.column_names) == 1,
            ),
            convert_options=arrow_csv.ConvertOptions(
                strings_can_be_null=False,
                column_types=dict.fromkeys(how.column_names, pa.string()),
            ),
        )
    return table, odd


def lines_of(table: pa.Table, first: int = 2) -> np.ndarray:
    """Number the rows of a table by the line on which each begins, as an editor counts them.

    A line break inside a cell counts, and so does a blank line between two rows, which is no row.

    Parameters
    ----------
    first
        The line of the first row: 2 where the headings stand on one line at the top.

    Examples
    --------
    >>> lines_of(pa.table({"name": ["one\\nindicator", "another", "a third"]})).tolist()
    [2, 4, 5]
    """
    breaks = np.zeros(table.num_rows, dtype=np.int64)
    for column in table.columns:
        if pa.types.is_string(column.type) and pc.any(pc.match_substring(column, "\n")).as_py():
            counted = pc.fill_null(pc.count_substring(column, "\n"), 0)
            breaks += counted.to_numpy()
    before = np.cumsum(breaks) - breaks
    blank = np.frombuffer((table.schema.metadata or {}).get(_BLANK, b""), dtype=np.int64)
    is_row = np.ones(table.num_rows + len(blank), dtype=bool)
    is_row[blank] = False
    place = first + np.flatnonzero(is_row)
    lines: np.ndarray = (place + before).astype(np.int32)
    return lines


def _heading(path: Path, encoding: str, delimiter: str, skip_rows: int) -> list[str]:
    """Read the names of the columns; WorkspaceError where there are none, or one twice."""
    try:
        with _unpacked(path) as file:
            text = io.TextIOWrapper(file, encoding=encoding, newline="")
            for _ in range(skip_rows):
                text.readline()
            cells = next(csv.reader(text, delimiter=delimiter), [])
    except (csv.Error, EOFError, OSError, UnicodeError) as error:
        raise _refused(path, f"{error}") from error
    names = [cell.strip() for cell in cells]
    if not any(names):
        raise _empty(path)
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        said = ", ".join(" ".join(name.split())[:MOST_QUOTED] for name in twice[:MOST_RAGGED])
        problem = Problem(IssueCode.REPEATED_COLUMN, "", said, "each column once")
        raise WorkspaceError([DataIssue(problem, file=path.name, row=1)])
    return [name or f"column {number}" for number, name in enumerate(names, start=1)]


def _encoding_of(path: Path) -> str:
    """Tell UTF-8 from Windows-1252, in which any bytes can be read; refuse other kinds of file."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        with _unpacked(path) as file:
            start = file.read(_BLOCK)
            if b"\0" in start:
                raise _refused(path, "bytes that are no text")
            while start:
                decoder.decode(start)
                start = file.read(_BLOCK)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "windows-1252"
    except (EOFError, OSError) as error:
        raise _refused(path, f"{error}") from error
    return "utf-8-sig"


@contextmanager
def _unpacked(path: Path) -> Iterator[IO[bytes]]:
    with open(path, "rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        plain: IO[bytes] = gzip.GzipFile(fileobj=file) if packed else file  # type: ignore[assignment]
        yield _Bounded(plain, path)  # type: ignore[misc]


class _Bounded(io.RawIOBase):
    """A stream that ends in a refusal once it has given more than ``MOST_BYTES``."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file, self._path, self._given = file, path, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self._given += len(block)
        if self._given > MOST_BYTES:
            raise _refused(self._path, f"more than {MOST_BYTES >> 30} GiB once unpacked")
        return block

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        block = self.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)


def _empty(path: Path) -> WorkspaceError:
    expected = "a row of headings and rows of figures"
    problem = Problem(IssueCode.EMPTY_FILE, "", "nothing", expected)
    return WorkspaceError([DataIssue(problem, file=path.name)])


def _refused(path: Path, received: str) -> WorkspaceError:
    problem = Problem(IssueCode.UNREADABLE_FILE, "", received, "a CSV file in one piece")
    return WorkspaceError([DataIssue(problem, file=path.name)])


def _ragged_issue(path: Path, row: arrow_csv.InvalidRow) -> DataIssue:
    received, expected = f"{row.actual_columns} cells", f"{row.expected_columns}"
    return DataIssue(
        Problem(IssueCode.RAGGED_ROW, "", received, expected), file=path.name, row=row.number
    )
