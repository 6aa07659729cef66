"""One load's observations on disk: sorted, and cut into row groups at the ends of measures.

A row group holds whole measures, as many as fit, so that reading some measures reads little
else; only a measure that is larger than a row group is spread over several of its own. An
index beside the file says where each measure lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from purbeck.model.errors import UsageError
from purbeck.store.order import ranks_of, sequence
from purbeck.store.schema import FIGURES, KEY, ORDER, PLACE_TEXT, SCHEMA, TEXT

ROWS_IN_GROUP = 1 << 19
"""What a worker holds at a time (see ``engine.plan``): a batch is a row group where it can be."""

COMPRESSION = "lz4"
"""The columns are coded first, as figures of few decimals repeat themselves; on codes lz4 is as
small as zstd, and is read in two thirds of the time."""

INDEX = pa.schema(
    [
        ("measure", pa.string()),
        ("row_group", pa.int32()),
        ("first", pa.int32()),
        ("rows", pa.int32()),
    ]
)


class Repeated(Exception):
    """Two rows of one publication are the same figure; carries the later of them."""

    def __init__(self, row: dict[str, object]) -> None:
        super().__init__()
        self.row = row


def write_sorted(blocks: Iterable[pa.Table], file: Path, index: Path) -> int:
    """Write blocks that are in order to a file, and its index; give the number of rows.

    Raises
    ------
    Repeated
        Where two rows are the same figure, published on the same day.
    UsageError
        Where the rows are not in order after all.
    """
    rows = 0
    entries: list[tuple[str, int, int, int]] = []
    with pq.ParquetWriter(
        file,
        SCHEMA,
        compression=COMPRESSION,
        # Where a column has too many different figures, the writer goes over to plain ones.
        use_dictionary=[*TEXT, *PLACE_TEXT, *FIGURES, "published", "period", "span"],
        # The lines of a file that is in order are a count; of any other they are close together.
        column_encoding={"line": "DELTA_BINARY_PACKED"},
    ) as writer:
        for number, apart in enumerate(_groups(_checked(blocks))):
            # Blocks with words of their own would be written as words, and not as codes.
            group = apart.unify_dictionaries().combine_chunks()
            writer.write_table(group, row_group_size=max(group.num_rows, 1))
            entries += _entries(group, number)
            rows += group.num_rows
    named = [dict(zip(INDEX.names, entry, strict=True)) for entry in entries]
    pq.write_table(pa.Table.from_pylist(named, schema=INDEX), index)
    return rows


def _checked(blocks: Iterable[pa.Table]) -> Iterator[pa.Table]:
    last: pa.Table | None = None
    for block in blocks:
        if not block.num_rows:
            continue
        keys = block.select(ORDER)
        seen = keys if last is None else pa.concat_tables([last, keys])
        before, level = sequence(ranks_of(seen))
        if before.any():
            raise UsageError("The observations are not in the order of the store.")
        if level.any():
            at = int(np.argmax(level)) + 1
            raise Repeated(seen.slice(at, 1).to_pylist()[0])
        last = keys.slice(block.num_rows - 1)
        yield block


def _groups(blocks: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Join blocks into row groups that end where a measure does, if one ends in time."""
    held: list[pa.Table] = []
    size = 0
    for block in blocks:
        held.append(block)
        size += block.num_rows
        while size >= ROWS_IN_GROUP:
            whole = pa.concat_tables(held)
            cut = _cut(whole)
            yield whole.slice(0, cut)
            held, size = [whole.slice(cut)], size - cut
    if size:
        yield pa.concat_tables(held)


def _cut(whole: pa.Table) -> int:
    """Give the last end of a measure within a row group's size, or that size where none is."""
    (measure,) = ranks_of(whole.slice(0, ROWS_IN_GROUP + 1), ["measure"])
    ends = np.flatnonzero(np.diff(measure)) + 1
    if len(ends):
        return int(ends[-1])
    return min(len(measure), ROWS_IN_GROUP)


def _entries(group: pa.Table, number: int) -> list[tuple[str, int, int, int]]:
    (measure,) = ranks_of(group, ["measure"])
    starts = np.flatnonzero(np.append(True, np.diff(measure) != 0))
    sizes = np.diff(np.append(starts, len(measure)))
    names = group.column("measure").take(pa.array(starts)).to_pylist()
    return [
        (name, number, int(start), int(size))
        for name, start, size in zip(names, starts, sizes, strict=True)
    ]


def key_in_words(row: dict[str, object]) -> str:
    """Give the key of a row as it stands in a message."""
    return ", ".join(str(row[name]) for name in KEY if row[name] not in ("", None))
