"""Breaks that stand although a newer file no longer shows what came before them.

Publishers let the oldest years of a file go. With the last year of the area that ended goes the
sign that the next one opens a new series; the history still has that year, and would join the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.observation import Status
from purbeck.pull.declared_source import DeclaredSource
from purbeck.store.known_rows import known_rows
from purbeck.store.schema import KEY, SCHEMA, WORDS
from purbeck.store.store import Store

_UNDATED = date.min
_SERIES = tuple(name for name in KEY if name != "period")


def with_standing_breaks(
    table: pa.Table, store: Store, source: DeclaredSource, on: date
) -> pa.Table:
    """Put the breaks back that a source had, where its file goes back no further than to them.

    Parameters
    ----------
    table
        The observations of one publication.
    on
        Its day; what was known later counts for nothing.

    Notes
    -----
    Only breaks of a declared succession are meant. Where the file has a figure from before the
    break, or a break of that series itself, what it says stands.
    """
    areas = {each.new for each in source.successions if each.is_break}
    if not areas:
        return table
    breaks = _breaks(store, source, areas, on)
    at = [
        row["at"]
        for series, rows in _by_series(_of(table, areas)).items()
        if series in breaks and not any(row["status"] == Status.BREAK.value for row in rows)
        for row in rows
        if row["period"] == breaks[series] == _first(rows)
    ]
    return _marked(table, at) if at else table


def _breaks(
    store: Store, source: DeclaredSource, areas: set[str], on: date
) -> dict[tuple[Any, ...], int]:
    """Give the last period at which each series of the source breaks, as known on a day."""
    known = known_rows(store, {each.measure for each in source.wanted})
    newest: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in _of(known, areas):
        if row["source"] == source.id and (row["published"] or _UNDATED) <= on:
            key = tuple(row[name] for name in KEY)
            held = newest.get(key)
            if held is None or (held["published"] or _UNDATED) <= (row["published"] or _UNDATED):
                newest[key] = row
    found: dict[tuple[Any, ...], int] = {}
    for row in newest.values():
        if row["status"] == Status.BREAK.value:
            series = tuple(row[name] for name in _SERIES)
            found[series] = max(row["period"], found.get(series, row["period"]))
    return found


def _of(table: pa.Table, areas: set[str]) -> list[dict[str, Any]]:
    """Give the rows of some areas, each with its number."""
    mask = pc.is_in(table["area"].cast(pa.string()), pa.array(sorted(areas)))
    names = [*KEY, "value", "status", "published", "source"]
    rows: list[dict[str, Any]] = table.select(names).filter(mask).to_pylist()
    numbers = pc.indices_nonzero(mask).to_pylist()
    return [{**row, "at": at} for row, at in zip(rows, numbers, strict=True)]


def _by_series(rows: Sequence[dict[str, Any]]) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in _SERIES), []).append(row)
    return found


def _first(rows: Sequence[Mapping[str, Any]]) -> int | None:
    """Give the first period of which there is a figure."""
    return min((row["period"] for row in rows if row["value"] is not None), default=None)


def _marked(table: pa.Table, at: Sequence[int]) -> pa.Table:
    statuses = table["status"].to_pylist()
    for row in at:
        statuses[row] = Status.BREAK.value
    column = SCHEMA.get_field_index("status")
    return table.set_column(
        column, SCHEMA.field(column), pa.array(statuses, pa.string()).cast(WORDS)
    )
