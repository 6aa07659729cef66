"""Rows in the order of the store: whether they are, and how they come to be, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from purbeck.store.duck import connect, quoted
from purbeck.store.schema import ORDER, SCHEMA


def ranks_of(table: pa.Table, columns: Iterable[str] = ORDER) -> list[NDArray[Any]]:
    """Give numbers that sort as the columns do: text by code points, and null first."""
    return [_ranks(table.column(name)) for name in columns]


def _ranks(column: pa.ChunkedArray) -> NDArray[Any]:
    if pa.types.is_dictionary(column.type):
        whole = column.unify_dictionaries().combine_chunks()
        if isinstance(whole, pa.ChunkedArray):  # without any rows
            return np.zeros(0, dtype=np.intp)
        # UTF-8 sorts by bytes as text does by code points.
        rank = np.empty(len(whole.dictionary), dtype=np.intp)
        rank[pc.sort_indices(whole.dictionary).to_numpy()] = np.arange(len(rank))
        return np.asarray(rank[whole.indices.to_numpy()])
    if pa.types.is_date32(column.type):
        days = column.cast(pa.int32()).to_numpy()
        return np.where(np.isnan(days), -np.inf, days) if column.null_count else days
    return np.asarray(column.to_numpy())


def sequence(ranks: list[NDArray[Any]]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say of each row but the first whether it comes before the last one, or is level with it."""
    size = max(len(ranks[0]) - 1, 0)
    before, level = np.zeros(size, dtype=bool), np.ones(size, dtype=bool)
    for rank in ranks:
        before |= level & (rank[1:] < rank[:-1])
        level &= rank[1:] == rank[:-1]
    return before, level


class OrderWatch:
    """Watches blocks of rows go by, and says whether they were in order all along."""

    def __init__(self) -> None:
        self.in_order = True
        self._last: pa.Table | None = None

    def see(self, block: pa.Table) -> None:
        """Take note of one block."""
        if not self.in_order or not block.num_rows:
            return
        keys = block.select(ORDER)
        seen = keys if self._last is None else pa.concat_tables([self._last, keys])
        before, _ = sequence(ranks_of(seen))
        self.in_order = not before.any()
        self._last = keys.slice(block.num_rows - 1)


def sort_file(unsorted: Path, sorted_to: Path, scratch: Path) -> None:
    """Sort a Parquet file into another, using the folder ``scratch`` where memory is too small."""
    with connect(scratch) as duck:
        keys = ", ".join(f"{name} NULLS FIRST" for name in ORDER)
        duck.execute(
            f"COPY (SELECT * FROM read_parquet({quoted(unsorted)}) ORDER BY {keys}) "
            f"TO {quoted(sorted_to)} (FORMAT parquet, COMPRESSION zstd)"
        )


def blocks_of(path: Path, rows: int = 1 << 17) -> Iterable[pa.Table]:
    """Read a Parquet file of observations block by block."""
    with pq.ParquetFile(path, read_dictionary=list(_texts()), memory_map=True) as file:
        for batch in file.iter_batches(rows):
            yield pa.Table.from_batches([batch]).select(SCHEMA.names).cast(SCHEMA)


def _texts() -> Iterable[str]:
    return (field.name for field in SCHEMA if pa.types.is_dictionary(field.type))
