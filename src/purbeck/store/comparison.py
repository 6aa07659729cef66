"""What of a publication is new: its figures held against what the store knew of them.

A figure that reads as it did before is not loaded again. One that its source had, and that the
source's file no longer has though it still has that time, has been withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from purbeck.model.observation import Absence, Status
from purbeck.store.arrays import array_of, numbers_of, whole_of
from purbeck.store.differing import COMPARED, same_figures
from purbeck.store.known_rows import known_rows, nothing, word
from purbeck.store.schema import FIGURES, KEY, PLACE, SCHEMA
from purbeck.store.store import Store

_SERIES = ("measure", "breakdown", "period_kind", "span")
_UNDATED = np.iinfo(np.int32).min

Codes = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a publication was asked for: figures outside it are none of its business.

    Attributes
    ----------
    source
        As the column ``source`` has it. Only figures of this source can be withdrawn by it.
    measures
        The measures asked for.
    published
        The day of the publication: it is held against what was known on that day, and is the
        day on which what it no longer has was withdrawn.
    areas
        The areas asked for; None for all.
    file
        The file that no longer has them, as the column ``file`` has it.
    definitions
        What is declared of the measures, by id. Where it is not what the last load of the
        measure declared, all its figures are loaded again: they are figures of something else.
    complete
        The measures of which every row could be read; None for all. Only their figures can be
        withdrawn: a row that was rejected is no sign that its figure was taken back.
    whole_series
        Whether the file has every period there ever was. Otherwise figures of a time before the
        first period that it has of their series are let stand: many files go back a few years.
    """

    source: str
    measures: frozenset[str]
    published: date
    areas: frozenset[str] | None = None
    file: str = ""
    definitions: Mapping[str, str] = field(default_factory=dict)
    complete: frozenset[str] | None = None
    whole_series: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Changes:
    """What came of the comparison.

    Attributes
    ----------
    table
        The rows to load: new, revised and withdrawn ones. No row where nothing has changed.
        Of a file that is older than others of its source there are also rows that keep what it
        says from reaching beyond the day of the next.
    new, revised, unchanged, withdrawn
        How many figures are so. A figure with other counts, limits or status is revised, and so
        is one of which the declared definition has changed.
    older
        How many figures of the scope the file no longer goes back to; they stand.
    compared_with
        How many loads the store had. The digest of what is loaded has to tell it, since a figure
        that goes back to what it was is a change, though its rows were loaded before.
    """

    table: pa.Table
    new: int
    revised: int
    unchanged: int
    withdrawn: int
    older: int = 0
    compared_with: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to load."""
        return bool(self.table.num_rows == 0)


def changes_against(store: Store, table: pa.Table, *, scope: Scope) -> Changes:
    """Hold a table of observations against what the store knew on the scope's day.

    Parameters
    ----------
    table
        With the columns of ``SCHEMA``, each figure once, and none outside the scope. A row with
        the absence 'withdrawn' takes its figure back; one that was never known takes nothing.
    """
    every = known_rows(store, scope.measures)
    keys_every, keys = _keys(every, table)
    newest = _newest(keys_every, every, scope.published)
    known, keys_known = _rows(every, newest), keys_every[newest]
    found, at = _places(keys, keys_known)
    taken_back = _is_withdrawn(table)
    same = np.zeros(len(keys), dtype=bool)
    same[found] = same_figures(
        known.select(COMPARED).take(array_of(at[found])),
        table.select(COMPARED).filter(_mask(found)),
    )
    same &= ~_redefined(store, table, scope)
    unchanged = same | (taken_back & ~found)
    gone, older = _gone(known, table, _absent(len(keys_known), at[found]), scope)
    overtaken = gone.copy()
    overtaken[at[found & ~unchanged]] = True
    return Changes(
        table=pa.concat_tables(
            [
                table.filter(_mask(~unchanged)),
                _withdrawn(known.filter(_mask(gone)), scope),
                _said_again(every, keys_every, known, keys_known, overtaken, scope),
            ]
        ),
        new=int((~found & ~taken_back).sum()),
        revised=int((found & ~unchanged & ~taken_back).sum()),
        unchanged=int(unchanged.sum()),
        withdrawn=int(gone.sum() + (taken_back & ~unchanged).sum()),
        older=int(older.sum()),
        compared_with=len(store.loads),
    )


def _rows(table: pa.Table, rows: Codes) -> pa.Table:
    """Take rows of a table, which is as large as what is taken where that is all of it."""
    if len(rows) == table.num_rows and (np.diff(rows) == 1).all():
        return table
    return table.take(array_of(rows))


def _places(keys: Codes, known: Codes) -> tuple[Mask, Codes]:
    """Say of each key whether it is among sorted ones, and at which place."""
    if not len(known):
        return np.zeros(len(keys), dtype=bool), np.zeros(len(keys), dtype=np.int64)
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1).astype(np.int64)
    return known[at] == keys, at


def _absent(size: int, there: Codes) -> Mask:
    absent = np.ones(size, dtype=bool)
    absent[there] = False
    return absent


def _gone(known: pa.Table, table: pa.Table, absent: Mask, scope: Scope) -> tuple[Mask, Mask]:
    """Tell of the known figures that are absent which are withdrawn, and which are too old."""
    gone = absent & _of(known.column("source"), {scope.source}) & ~_is_withdrawn(known)
    if scope.areas is not None:
        gone &= _of(known.column("area"), scope.areas)
    if scope.complete is not None:
        gone &= _of(known.column("measure"), scope.complete)
    older = gone & _before_its_series(known, table) & (not scope.whole_series)
    return gone & ~older, older


def _keys(known: pa.Table, table: pa.Table) -> tuple[Codes, Codes]:
    """Give each row of two tables a number: two rows of one figure have the same."""
    keys = _numbered(known, table, KEY)
    return keys[: known.num_rows], keys[known.num_rows :]


def _numbered(known: pa.Table, table: pa.Table, names: Iterable[str]) -> Codes:
    whole = pa.concat_tables([known.select(names), table.select(names)]).unify_dictionaries()
    return reduce(_joined, (_codes(whole.column(name)) for name in names))


def _codes(column: pa.ChunkedArray) -> Codes:
    one = whole_of(column)
    numbers = one.indices if pa.types.is_dictionary(one.type) else one
    return numbers_of(numbers).astype(np.int64)


def _joined(left: Codes, right: Codes) -> Codes:
    """Join two columns of numbers into one in which equal pairs are equal, and only they."""
    if not len(left):
        return left
    lowest, highest = int(right.min()), int(right.max())
    width = highest - lowest + 1
    if (int(left.max()) + 1) * width >= 1 << 62:
        left = np.unique(left, return_inverse=True)[1].astype(np.int64)
    return left * width + (right - lowest)


def _newest(keys: Codes, known: pa.Table, on: date) -> NDArray[np.int64]:
    """Give the row that holds of each figure on a day, in the order of the keys."""
    day = _days(known)
    until = np.flatnonzero(day <= _day(on))
    load = numbers_of(known.column("load"))
    order = until[np.lexsort((load[until], day[until], keys[until]))]
    ordered = keys[order]
    last = np.append(ordered[1:] != ordered[:-1], True) if len(order) else np.zeros(0, dtype=bool)
    return np.asarray(order[last], dtype=np.int64)


def _days(table: pa.Table) -> Codes:
    """Give the days of publication as numbers; a row without one was always known."""
    return np.asarray(numbers_of(table.column("published").cast(pa.int32()), _UNDATED))


def _day(on: date) -> int:
    return on.toordinal() - date(1970, 1, 1).toordinal()


def _redefined(store: Store, table: pa.Table, scope: Scope) -> Mask:
    """Say of each row whether its measure is declared otherwise than at its last load."""
    declared: dict[str, str] = {}
    for load in store.loads:
        declared.update(load.definitions)
    other = {
        name
        for name, text in scope.definitions.items()
        if name in declared and declared[name] != text
    }
    return _of(table.column("measure"), other)


def _of(column: pa.ChunkedArray, words: Iterable[str]) -> Mask:
    """Say of each row whether its word is one of some."""
    wanted = set(words)
    one = whole_of(column.unify_dictionaries())
    there = np.array([word in wanted for word in one.dictionary.to_pylist()] + [False], dtype=bool)
    return np.asarray(there[numbers_of(one.indices, len(there) - 1)])


def _is_withdrawn(table: pa.Table) -> Mask:
    return _of(table.column("absence"), {Absence.WITHDRAWN.value})


def _before_its_series(known: pa.Table, table: pa.Table) -> Mask:
    """Say of each known row whether the table has nothing of its series from so early on."""
    series = _numbered(known, table, _SERIES)
    _, number = np.unique(series, return_inverse=True)
    first = np.full(number.max(initial=-1) + 1, np.iinfo(np.int64).max)
    here = number[known.num_rows :]
    np.minimum.at(first, here, numbers_of(table.column("period")).astype(np.int64))
    period = numbers_of(known.column("period"))
    return np.asarray(period < first[number[: known.num_rows]])


def _withdrawn(gone: pa.Table, scope: Scope) -> pa.Table:
    """Make a row of each figure that is gone: no value, and the day on which it went."""
    rows = gone.num_rows
    made: dict[str, pa.Array] = {
        **{name: nothing(name, rows) for name in (*FIGURES, *PLACE, "note")},
        "published": pa.repeat(pa.scalar(scope.published, pa.date32()), rows),
        "status": word(Status.FINAL.value, rows),
        "absence": word(Absence.WITHDRAWN.value, rows),
        "file": word(scope.file, rows),
    }
    columns = [made[name] if name in made else gone.column(name) for name in SCHEMA.names]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _said_again(
    every: pa.Table,
    keys_every: Codes,
    known: pa.Table,
    keys_known: Codes,
    overtaken: Mask,
    scope: Scope,
) -> pa.Table:
    """Have a file that is older than others change nothing from the next of them on.

    What the next file of the source left as it was is not in its load. Where an older file says
    otherwise for its own time, the figure as it was is put down again for the day of the next.
    """
    day = _days(every)
    on = _day(scope.published)
    later = (day > on) & _of(every.column("source"), {scope.source})
    if not later.any():
        return SCHEMA.empty_table()
    following = int(day[later].min())
    own = np.unique(keys_every[(day > on) & (day <= following)])
    again = known.filter(_mask(overtaken & ~np.isin(keys_known, own))).select(SCHEMA.names)
    at = SCHEMA.get_field_index("published")
    published = array_of(np.full(again.num_rows, following, dtype=np.int32)).cast(pa.date32())
    return again.set_column(at, SCHEMA.field(at), published)


def _mask(rows: Mask) -> pa.Array:
    packed = pa.py_buffer(np.packbits(rows, bitorder="little"))
    return pa.Array.from_buffers(pa.bool_(), len(rows), [None, packed])
