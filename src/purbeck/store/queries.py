"""Questions to the store, answered by DuckDB: what was known on a day, and what changed since."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from purbeck.model.period import Period, PeriodKind
from purbeck.store.duck import Connection, connect, quoted
from purbeck.store.schema import KEY, SCHEMA
from purbeck.store.store import Store

SAME = 1e-9
"""The share of a figure's size below which two figures are the same: what binary makes of a
decimal is no revision. That of ``assess.advantage`` and ``methods.segments``."""

_KEY = ", ".join(KEY)
_HELD = ("value", "status", "absence", "published")

_REVISIONS = f"""
SELECT {", ".join(f"coalesce(b.{name}, a.{name}) AS {name}" for name in KEY)},
    CASE
        WHEN b.measure IS NULL THEN 'added'
        WHEN b.absence IS NULL AND a.absence IS NOT NULL THEN 'withdrawn'
        WHEN b.absence IS NOT NULL AND a.absence IS NULL THEN 'supplied'
        WHEN b.absence IS DISTINCT FROM a.absence THEN 'reason'
        WHEN abs(a.value - b.value) > {SAME} * greatest(1, abs(a.value), abs(b.value))
            THEN 'revised'
        ELSE 'status'
    END AS change,
    {", ".join(f"b.{name} AS {name}_before, a.{name} AS {name}_after" for name in _HELD)}
FROM until AS a LEFT JOIN since AS b USING ({_KEY})
WHERE b.measure IS NULL
    OR b.status <> a.status
    OR b.absence IS DISTINCT FROM a.absence
    OR abs(a.value - b.value) > {SAME} * greatest(1, abs(a.value), abs(b.value))
ORDER BY {_KEY}
"""


@contextmanager
def _open(store: Store) -> Iterator[Connection]:
    with TemporaryDirectory() as scratch, connect(Path(scratch)) as duck:
        yield duck


def _known(store: Store, on: date | None, measures: tuple[str, ...]) -> str:
    """Give the query of what was known on a day: the newest row of each figure.

    The newest by day of publication, then by load; a row that withdraws a value counts.
    """
    reads = [
        f"SELECT *, {load.number} AS load FROM read_parquet({quoted(store.observations_of(load))})"
        for load in store.loads
    ]
    conditions = ["TRUE"]
    if on is not None:
        conditions.append(f"(published IS NULL OR published <= DATE {quoted(on.isoformat())})")
    if measures:
        conditions.append(f"measure IN ({', '.join(map(quoted, measures))})")
    return (
        f"SELECT {', '.join(SCHEMA.names)}, load FROM ({' UNION ALL '.join(reads)}) "
        f"WHERE {' AND '.join(conditions)} "
        f"QUALIFY row_number() OVER (PARTITION BY {_KEY} "
        "ORDER BY published DESC NULLS LAST, load DESC) = 1"
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
    with _open(store) as duck:
        query = f"{_known(store, on, measures)} ORDER BY {_KEY}"
        for batch in duck.execute(query).to_arrow_reader(1 << 16):
            yield _with_labels(batch)


def revisions(
    store: Store, since: date, until: date, measures: tuple[str, ...] = ()
) -> Iterator[pa.RecordBatch]:
    """Give each figure that reads otherwise on the later day than on the earlier one.

    Returns
    -------
    Iterator
        In the order of the store, with the change: ``added`` (it was not known), ``withdrawn``
        (its value was), ``supplied`` (a value for a reason), ``reason`` (another reason),
        ``revised`` (another value, whatever the status), ``status`` (the same value).
    """
    if not store.loads:
        return
    with _open(store) as duck:
        for name, on in (("since", since), ("until", until)):
            duck.execute(f"CREATE VIEW {name} AS {_known(store, on, measures)}")
        for batch in duck.execute(_REVISIONS).to_arrow_reader(1 << 16):
            yield _with_labels(batch)


def _with_labels(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Put the period as it is written beside its ordinal."""
    columns = [batch.column(name).to_pylist() for name in ("period_kind", "period", "span")]
    spelt: dict[tuple[str, int, int], str] = {}
    labels = []
    for key in zip(*columns, strict=True):
        if key not in spelt:
            spelt[key] = str(Period.from_ordinal(PeriodKind(key[0]), key[1], key[2]))
        labels.append(spelt[key])
    return batch.append_column("period_label", pa.array(labels, pa.string()))
