"""Questions to the store, answered by DuckDB: what was known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from purbeck.model.period import Period, PeriodKind
from purbeck.store.duck import Connection, connect, quoted
from purbeck.store.schema import KEY, SCHEMA
from purbeck.store.store import Load, Store

_KEY = ", ".join(KEY)
_COLUMNS = ", ".join(f'"{name}"' for name in SCHEMA.names)
_NO_PLACE = "'' AS file, '' AS sheet, NULL::INTEGER AS line, '' AS \"column\""
"""What stands for the place in a load of format 1, which does not have it."""


@contextmanager
def open_duck() -> Iterator[Connection]:
    """Open DuckDB with a folder of its own, which is gone afterwards."""
    with TemporaryDirectory() as scratch, connect(Path(scratch)) as duck:
        yield duck


def known_on_sql(store: Store, on: date | None, measures: tuple[str, ...]) -> str:
    """Give the query of what was known on a day: the newest row of each figure."""
    conditions = []
    if on is not None:
        conditions.append(f"(published IS NULL OR published <= DATE {quoted(on.isoformat())})")
    if measures:
        conditions.append(f"measure IN ({', '.join(map(quoted, measures))})")
    return known_sql(store, conditions)


def known_sql(store: Store, conditions: Iterable[str]) -> str:
    """Give the query of the newest row of each figure, of those that meet conditions in SQL.

    The newest by day of publication, then by load; a row that withdraws a value counts.
    """
    return _last_of(store, conditions, _KEY, "published DESC NULLS LAST, load DESC")


def rows_sql(store: Store, conditions: Iterable[str]) -> str:
    """Give the query of every edition of each figure, one a day: of two, the one loaded last."""
    return _last_of(store, conditions, f"{_KEY}, published", "load DESC")


def every_sql(store: Store) -> str:
    """Give the query of every row of every load."""
    return " UNION ALL ".join(_read(store, load) for load in store.loads)


def _last_of(store: Store, conditions: Iterable[str], same: str, order: str) -> str:
    where = " AND ".join(("TRUE", *conditions))
    return (
        f"SELECT {_COLUMNS}, load FROM ({every_sql(store)}) WHERE {where} "
        f"QUALIFY row_number() OVER (PARTITION BY {same} ORDER BY {order}) = 1"
    )


def _read(store: Store, load: Load) -> str:
    """Give the query of all rows of one load, whatever its format."""
    place = f", {_NO_PLACE}" if load.format == 1 else ""
    return (
        f"SELECT {_COLUMNS}, load FROM (SELECT *{place}, {load.number} AS load "
        f"FROM read_parquet({quoted(store.observations_of(load))}))"
    )


def known_on(
    store: Store, on: date | None = None, measures: tuple[str, ...] = ()
) -> Iterator[pa.RecordBatch]:
    """Give what was known on a day, in the order of the store; all that is known for no day.

    Parameters
    ----------
    measures
        Those wanted; all of them for none.

    Returns
    -------
    Iterator
        The columns of the store, the number of the load, and the period as it is written.
    """
    if not store.loads:
        return
    with open_duck() as duck:
        query = f"{known_on_sql(store, on, measures)} ORDER BY {_KEY}"
        for batch in duck.execute(query).to_arrow_reader(1 << 16):
            yield with_labels(batch)


def with_labels(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Put the period as it is written beside its ordinal."""
    columns = [batch.column(name).to_pylist() for name in ("period_kind", "period", "span")]
    spelt: dict[tuple[str, int, int], str] = {}
    labels = []
    for key in zip(*columns, strict=True):
        if key not in spelt:
            spelt[key] = str(Period.from_ordinal(PeriodKind(key[0]), key[1], key[2]))
        labels.append(spelt[key])
    return batch.append_column("period_label", pa.array(labels, pa.string()))
