"""Some measures of a store, read back: only the row groups that hold them, checked as they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from purbeck.model.errors import UsageError
from purbeck.store.arrays import array_of
from purbeck.store.schema import SCHEMA, TEXT
from purbeck.store.store import Store

READ = (
    "measure",
    "breakdown",
    "area",
    "period_kind",
    "span",
    "period",
    "published",
    "value",
    "numerator",
    "denominator",
    "status",
    "absence",
)
"""The columns that the rules need."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of one row group of one load: whole measures, one after the other."""

    file: Path
    load: int
    row_group: int
    first: int
    rows: int


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the measures of a store lie: name, rows, and stretches in the order of the loads."""

    measures: tuple[str, ...]
    rows: tuple[int, ...]
    stretches: tuple[tuple[Stretch, ...], ...]


def contents_of(store: Store) -> Contents:
    """Read the indexes of all loads."""
    held: dict[str, list[Stretch]] = {}
    for load in store.loads:
        file = store.observations_of(load)
        # Neither read_table nor to_pydict: see ``store.arrays``.
        with pq.ParquetFile(store.index_of(load)) as index_file:
            index = index_file.read(use_threads=False)
        for name, *place in zip(*(c.to_pylist() for c in index.columns), strict=True):
            held.setdefault(name, []).append(Stretch(file, load.number, *place))
    measures = tuple(sorted(held))
    return Contents(
        measures,
        tuple(sum(stretch.rows for stretch in held[name]) for name in measures),
        tuple(tuple(held[name]) for name in measures),
    )


def areas_of(store: Store) -> list[str]:
    """List the areas of which any load says anything, by their codes."""
    found: set[str] = set()
    for load in store.loads:
        path = store.observations_of(load)
        with pq.ParquetFile(path, read_dictionary=["area"], memory_map=True) as file:
            for group in range(file.num_row_groups):
                for chunk in file.read_row_group(group, columns=["area"]).column(0).chunks:
                    found.update(chunk.dictionary.to_pylist())
    return sorted(found)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Join stretches that touch, so that each row group is read once for all its measures."""
    whole: list[Stretch] = []
    for each in sorted(stretches, key=lambda s: (s.load, s.row_group, s.first)):
        last = whole[-1] if whole else None
        if (
            last is not None
            and (last.load, last.row_group) == (each.load, each.row_group)
            and last.first + last.rows == each.first
        ):
            whole[-1] = Stretch(
                last.file, last.load, last.row_group, last.first, last.rows + each.rows
            )
        else:
            whole.append(each)
    return whole


def read(stretches: Sequence[Stretch]) -> pa.Table:
    """Read stretches into one table, in the order given, with the number of the load.

    Raises
    ------
    UsageError
        Where a file does not hold what its index says.
    """
    return pa.concat_tables(_read(stretch) for stretch in stretches)


def _read(stretch: Stretch) -> pa.Table:
    state = stretch.file.stat()
    file = _file(stretch.file, state.st_mtime_ns, state.st_size)
    table = file.read_row_group(stretch.row_group, columns=list(READ), use_threads=False)
    if stretch.first + stretch.rows > table.num_rows:
        raise UsageError(f"'{stretch.file}' is shorter than its index says.")
    part = table.slice(stretch.first, stretch.rows).select(READ)
    return part.append_column("load", array_of(np.full(stretch.rows, stretch.load, np.int32)))


# A worker reads the row groups of a few files over and over: their footers are kept. A file that
# was replaced is another one.
@lru_cache(maxsize=64)
def _file(path: Path, changed: int, size: int) -> pq.ParquetFile:
    del changed, size
    return pq.ParquetFile(path, read_dictionary=list(TEXT), memory_map=True)


assert set(READ) <= set(SCHEMA.names)
