"""Every row that a store has of some measures, whole, with the number of its load."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from purbeck.store.arrays import array_of, words_of
from purbeck.store.reading import contents_of, joined
from purbeck.store.schema import PLACE, SCHEMA, WORDS
from purbeck.store.store import Load, Store


def known_rows(store: Store, measures: Collection[str]) -> pa.Table:
    """Read all rows of some measures, in the order of the loads and of the store within each.

    Returns
    -------
    Table
        The columns of ``SCHEMA`` and ``load``. In a load of format 1 no row has a place.
    """
    contents = contents_of(store)
    wanted = [
        stretch
        for name, of_it in zip(contents.measures, contents.stretches, strict=True)
        if name in measures
        for stretch in of_it
    ]
    loads = {load.number: load for load in store.loads}
    parts: list[pa.Table] = []
    for (number, group), stretches in groupby(joined(wanted), lambda s: (s.load, s.row_group)):
        load = loads[number]
        whole = _numbered(_whole(store.observations_of(load), group, load), number)
        parts += [whole.slice(stretch.first, stretch.rows) for stretch in stretches]
    if not parts:
        return _numbered(SCHEMA.empty_table(), 0)
    return pa.concat_tables(parts).unify_dictionaries()


def _whole(path: Path, row_group: int, load: Load) -> pa.Table:
    """Read one row group with every column there is."""
    names = [name for name in SCHEMA.names if load.format > 1 or name not in PLACE]
    texts = [name for name in names if SCHEMA.field(name).type == WORDS]
    with pq.ParquetFile(path, read_dictionary=texts, memory_map=True) as file:
        table = file.read_row_group(row_group, columns=names)
    columns = [
        table.column(name).cast(SCHEMA.field(name).type)
        if name in names
        else nothing(name, table.num_rows)
        for name in SCHEMA.names
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def nothing(name: str, rows: int) -> pa.Array:
    """Give a column of ``SCHEMA`` that holds nothing: null where it may be, or else ''."""
    field = SCHEMA.field(name)
    return pa.nulls(rows, field.type) if field.nullable else word("", rows)


def word(said: str, rows: int) -> pa.DictionaryArray:
    """Give a column of text that says the same in every row."""
    codes = array_of(np.zeros(rows, dtype=np.int32))
    return pa.DictionaryArray.from_arrays(codes, words_of([said]))


def _numbered(table: pa.Table, load: int) -> pa.Table:
    numbers = array_of(np.full(table.num_rows, load, dtype=np.int32))
    return table.append_column("load", numbers)
