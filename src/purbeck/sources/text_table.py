"""A publisher's table as CSV or Parquet: its columns found by name, and each made text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.sources.csv_table import MOST_BYTES, lines_of, read_csv
from purbeck.sources.rows import WORDS

MOST_CELLS = 1 << 29
"""The most cells that a Parquet file may hold: a column of one value repeated takes no room in
the file, and all of it in memory. The largest file known, the DfE's LAIT, has 4.5 million."""

_PARQUET = b"PAR1"


def read_text_table(path: Path, name: str) -> tuple[pa.Table, np.ndarray]:
    """Read a table, and give the line of each of its rows.

    In a CSV file that is the line on which the row begins. A Parquet file has no lines; its rows
    are counted from 1.

    Raises
    ------
    WorkspaceError
        Where it is neither a CSV nor a Parquet file in one piece, or holds more than any file of
        a publisher.
    """
    if not _is_parquet(path, name):
        table = read_csv(path, name=name)
        return table, lines_of(table)
    try:
        with pq.ParquetFile(path) as file:
            _check_size(file.metadata, name)
            table = file.read()
    except (pa.ArrowException, OSError, MemoryError, ValueError) as error:
        raise unreadable(name, str(error).partition("\n")[0], "a Parquet file in one piece") from (
            error
        )
    _check_names(table, name)
    return table, np.arange(1, table.num_rows + 1, dtype=np.int32)


def folded(heading: str) -> str:
    """Fold a heading to its letters and digits, in lower case.

    Examples
    --------
    >>> folded("Measure_Value") == folded("Measure value") == folded("Measure.Value")
    True
    """
    return re.sub(r"[^0-9a-z]", "", heading.lower())


def heading_of(table: pa.Table, *spellings: str) -> str:
    """Find the first of some headings that a table has, however it is spelt; '' for none.

    Examples
    --------
    >>> heading_of(pa.table({"ONS.Code": ["E06000059"]}), "ONS Area Code", "ONS Code")
    'ONS.Code'
    """
    held = {folded(name): name for name in reversed(table.column_names)}
    found = (held[folded(each)] for each in spellings if folded(each) in held)
    return next(found, "")


def headings(table: pa.Table, name: str, needed: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Find the headings that a format needs, by the names that the connector has for them.

    Raises
    ------
    WorkspaceError
        With each that is missing.
    """
    found = {role: heading_of(table, *spellings) for role, spellings in needed.items()}
    missing = [needed[role][0] for role, heading in found.items() if not heading]
    if missing:
        raise WorkspaceError(
            [
                DataIssue(
                    Problem(IssueCode.MISSING_COLUMN, each, "no such column", f"a column '{each}'"),
                    file=name,
                    row=1,
                )
                for each in missing
            ]
        )
    return found


def text_of(table: pa.Table, heading: str, name: str) -> pa.DictionaryArray:
    """Give a column as text, a code that was read as a number without its '.0'; '' for nothing.

    Examples
    --------
    >>> text_of(pa.table({"LA Number": [838.0, None]}), "LA Number", "").dictionary.to_pylist()
    ['838', '']
    """
    column = table[heading].combine_chunks()
    try:
        if pa.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        coded = column.dictionary_encode()
        texts = pc.utf8_trim_whitespace(coded.dictionary.cast(pa.string()))
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise unreadable(name, f"column '{heading[:60]}' of {column.type}", "text") from error
    # There are far fewer texts than rows, so that it is the texts that are looked at.
    texts = pa.concat_arrays(
        [pc.fill_null(texts, ""), pa.array([""] * bool(coded.null_count), pa.string())]
    )
    distinct = texts.dictionary_encode()
    indices = pc.fill_null(coded.indices, len(texts) - 1).cast(pa.int64())
    return pa.DictionaryArray.from_arrays(distinct.indices.take(indices), distinct.dictionary)


def codes_of(table: pa.Table, heading: str, name: str) -> pa.DictionaryArray:
    """Give a column of codes as text, without the '.0' of one that was held as a number."""
    codes = text_of(table, heading, name)
    plain = pc.replace_substring_regex(codes.dictionary, r"^(\d+)\.0+$", r"\1")
    return plain.take(codes.indices).dictionary_encode().cast(WORDS)


def place_in(column: pa.DictionaryArray) -> Callable[[str], int]:
    """Give what finds a text among the distinct texts of a column; -1 where it is not there.

    A text that differs in case alone is taken for it, unless the column has that one as well.

    Examples
    --------
    >>> place = place_in(pa.array(["GLD", "gld", "Spend"]).dictionary_encode())
    >>> place("gld"), place("spend"), place("RTA")
    (1, 2, -1)
    """
    exact = {text: at for at, text in enumerate(column.dictionary.to_pylist())}
    alike = {text.casefold(): at for text, at in reversed(exact.items())}

    def place(text: str) -> int:
        asked = text.strip()
        return exact.get(asked, alike.get(asked.casefold(), -1))

    return place


def unreadable(name: str, received: str, expected: str) -> WorkspaceError:
    """Refuse a whole file in one line."""
    line = " ".join(received.split())[:200] or "nothing"
    return WorkspaceError(
        [DataIssue(Problem(IssueCode.UNREADABLE_FILE, "", line, expected), file=name)]
    )


def _is_parquet(path: Path, name: str) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(_PARQUET)) == _PARQUET
    except OSError as error:
        raise unreadable(name, f"{error.strerror}", "a file") from error


def _check_size(held: pq.FileMetaData, name: str) -> None:
    size = sum(held.row_group(at).total_byte_size for at in range(held.num_row_groups))
    if size > MOST_BYTES or held.num_rows * max(held.num_columns, 1) > MOST_CELLS:
        received = f"{held.num_rows:,} rows of {held.num_columns} columns"
        raise unreadable(name, received, f"at most {MOST_CELLS:,} cells")


def _check_names(table: pa.Table, name: str) -> None:
    twice = sorted({each for each in table.column_names if table.column_names.count(each) > 1})
    if twice:
        said = ", ".join(" ".join(each[:60].split()) for each in twice[:20])
        problem = Problem(IssueCode.REPEATED_COLUMN, "", said, "each column once")
        raise WorkspaceError([DataIssue(problem, file=name)])
    if not table.num_columns:
        raise unreadable(name, "no columns", "a Parquet file of figures")
