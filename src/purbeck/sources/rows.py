"""The rows of a source: figures as published, columnar, each with the place it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from purbeck.sources.contract import Fetched

WORDS = pa.dictionary(pa.int32(), pa.string())

ROWS = pa.schema(
    [
        pa.field("wanted", pa.int32(), nullable=False),
        pa.field("area_code", WORDS, nullable=False),
        pa.field("area_name", WORDS, nullable=False),
        pa.field("period", WORDS, nullable=False),
        *(
            pa.field(name, pa.float64())
            for name in ("value", "numerator", "denominator", "lower", "upper")
        ),
        pa.field("symbol", WORDS, nullable=False),
        pa.field("status", WORDS),
        pa.field("published", pa.date32()),
        pa.field("deleted", pa.bool_(), nullable=False),
        pa.field("file", pa.int32(), nullable=False),
        pa.field("sheet", WORDS, nullable=False),
        pa.field("line", pa.int32(), nullable=False),
        pa.field("column", WORDS, nullable=False),
        pa.field("note", WORDS, nullable=False),
        pa.field("split", pa.int64(), nullable=False),
    ]
)
"""``wanted`` is the place in the sequence asked for. ``symbol`` is the text of a value that is no
figure, as published ('' beside a figure; '(blank)' for an empty cell). ``status`` is that of an
observation, null where the row does not say. ``deleted`` marks a row by which the publisher takes
a figure back. ``line`` is the line or row as an editor of the file counts it, from 1; ``column``
the heading, or the letter of a sheet's column. ``split`` is the same for two rows of a file exactly
where no column that splits the file tells them apart; 0 where a format has no such columns."""

BLANK = "(blank)"
"""The symbol of an empty cell."""


@dataclass(frozen=True, slots=True, eq=False)
class SourceRows:
    """Rows of ``ROWS``, and the files that ``file`` counts, from 0.

    Examples
    --------
    >>> rows = SourceRows.of({"wanted": [0], "value": [5.7], "period": ["201617"]}, ())
    >>> rows.table.num_rows, rows.table["symbol"].to_pylist()
    (1, [''])
    """

    table: pa.Table
    files: tuple[Fetched, ...]

    def __post_init__(self) -> None:
        if not self.table.schema.equals(ROWS):
            raise TypeError(f"Rows of a source have the columns of ROWS, not {self.table.schema}.")

    @classmethod
    def of(cls, columns: Mapping[str, Any], files: tuple[Fetched, ...]) -> SourceRows:
        """Make rows of some of the columns; the others hold nothing.

        Columns may be arrays of Arrow, chunked or not, of numpy, or lists; text need not be
        encoded.
        """
        unknown = set(columns) - set(ROWS.names)
        if unknown:
            raise TypeError(f"Rows of a source have no column {sorted(unknown)}.")
        count = max((len(column) for column in columns.values()), default=0)
        arrays = [_array(columns.get(field.name), field, count) for field in ROWS]
        return cls(pa.Table.from_arrays(arrays, schema=ROWS), files)


_NOTHING = {"wanted": 0, "deleted": False, "file": 0, "line": 0, "split": 0}


def _array(column: Any, field: pa.Field, count: int) -> pa.Array | pa.ChunkedArray:
    if column is None:
        if field.nullable:
            return pa.nulls(count, field.type)
        nothing = pa.scalar(_NOTHING.get(field.name, ""), _plain(field))
        return pa.repeat(nothing, count).cast(field.type)
    if isinstance(column, pa.Array | pa.ChunkedArray):
        return _encoded(column, field)
    return _encoded(pa.array(column, from_pandas=True), field)


def _plain(field: pa.Field) -> pa.DataType:
    return field.type.value_type if field.type == WORDS else field.type


def _encoded(array: pa.Array | pa.ChunkedArray, field: pa.Field) -> pa.Array | pa.ChunkedArray:
    if array.type == field.type:
        return array
    if field.type == WORDS and not pa.types.is_dictionary(array.type):
        return array.cast(pa.string()).dictionary_encode().cast(field.type)
    return array.cast(field.type)
