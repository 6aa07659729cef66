"""What a store knew on one day, held against what it knew on another: each revision by its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from purbeck.store.arrays import numbers_of, words_of
from purbeck.store.queries import known_on_sql, open_duck, with_labels
from purbeck.store.revision_kind import KINDS, OTHERS, SAME, Side, kinds_of
from purbeck.store.schema import KEY
from purbeck.store.store import Store

ADDED = "added"
"""The change of a figure that was not known before: it is no revision."""

DECIMALS = 1
"""Of a measure that nobody has declared, as ``Measure.decimals`` has it."""

_PRINTED = ("value", "status", "absence", "published")
_HELD = (*_PRINTED, *OTHERS, "definition")
_PAIRED = [f"{name}_{side}" for name in _PRINTED for side in ("before", "after")]
_KEY = ", ".join(KEY)


def _differ(name: str) -> str:
    size = f"greatest(1, abs(a.{name}), abs(b.{name}))"
    return (
        f"((a.{name} IS NULL) <> (b.{name} IS NULL) OR abs(a.{name} - b.{name}) > {SAME} * {size})"
    )


_REVISIONS = f"""
SELECT {", ".join(f"coalesce(b.{name}, a.{name}) AS {name}" for name in KEY)},
    b.measure IS NULL AS is_new,
    {", ".join(f"b.{name} AS {name}_before, a.{name} AS {name}_after" for name in _HELD)}
FROM until AS a LEFT JOIN since AS b USING ({_KEY})
WHERE b.measure IS NULL
    OR b.status <> a.status
    OR b.absence IS DISTINCT FROM a.absence
    OR a.definition <> b.definition
    OR {" OR ".join(map(_differ, ("value", *OTHERS)))}
ORDER BY {_KEY}
"""


def revisions(
    store: Store,
    since: date,
    until: date,
    measures: tuple[str, ...] = (),
    decimals: Mapping[str, int] | None = None,
) -> Iterator[pa.RecordBatch]:
    """Give each figure that reads otherwise on the later day than on the earlier one.

    Parameters
    ----------
    decimals
        Those that measures declare, by id; by the store's own measures.toml where not given.

    Returns
    -------
    Iterator
        In the order of the store, with the change: ``added`` (it was not known), or the word of
        a ``RevisionKind``.
    """
    if not store.loads:
        return
    if decimals is None:
        decimals = {name: each.decimals for name, each in store.declared.measures.items()}
    with open_duck() as duck:
        duck.execute("CREATE TABLE declared (load INTEGER, measure VARCHAR, definition VARCHAR)")
        if said := _definitions(store):
            duck.executemany("INSERT INTO declared VALUES (?, ?, ?)", said)
        for name, on in (("since", since), ("until", until)):
            duck.execute(
                f"CREATE VIEW {name} AS SELECT k.*, coalesce(d.definition, '') AS definition "
                f"FROM ({known_on_sql(store, on, measures)}) AS k "
                "LEFT JOIN declared AS d ON k.load = d.load AND k.measure = d.measure"
            )
        for batch in duck.execute(_REVISIONS).to_arrow_reader(1 << 16):
            yield from _told(batch, decimals)


def _definitions(store: Store) -> list[tuple[int, str, str]]:
    return [
        (load.number, measure, text)
        for load in store.loads
        for measure, text in load.definitions.items()
    ]


def _told(batch: pa.RecordBatch, decimals: Mapping[str, int]) -> Iterator[pa.RecordBatch]:
    """Name the change of each row; a row that has changed in nothing after all is left out."""
    names = batch.column("measure").to_pylist()
    declared = np.array([decimals.get(name, DECIMALS) for name in names], dtype=np.int64)
    kinds = kinds_of(_side(batch, "before"), _side(batch, "after"), declared)
    new = np.array(batch.column("is_new").to_pylist(), dtype=bool)
    change = np.where(new, ADDED, np.array([kind.value for kind in KINDS])[kinds])
    kept = pa.array((change != "none").tolist(), pa.bool_())
    keys = batch.select([*KEY]).append_column("change", words_of(change.tolist()))
    for name in _PAIRED:
        keys = keys.append_column(name, batch.column(name))
    told = with_labels(keys.filter(kept))
    if told.num_rows:
        yield told


def _side(batch: pa.RecordBatch, side: str) -> Side:
    def figures(name: str) -> NDArray[np.float64]:
        return np.asarray(numbers_of(batch.column(f"{name}_{side}"), np.nan))

    def words(name: str) -> NDArray[np.str_]:
        given = batch.column(f"{name}_{side}").to_pylist()
        return np.array([word or "" for word in given], dtype=np.str_)

    return Side(
        value=figures("value"),
        others=np.array([figures(name) for name in OTHERS]),
        status=words("status"),
        absence=words("absence"),
        definition=words("definition"),
    )
