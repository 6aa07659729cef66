"""Figures that two sources of a workspace give for one day, and that are not the same.

What is loaded on a later day revises what was there, whoever publishes it. On one and the same day
each of the two would revise the other, at every pull anew: so the one that was there first stands,
and the other is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.pull.declared_source import DeclaredSource
from purbeck.store.differing import COMPARED, same_figures
from purbeck.store.known_rows import known_rows
from purbeck.store.schema import KEY
from purbeck.store.store import Store

_ADVICE = "Load the figure from one of the two, or give each its own day of publication."

_Key = tuple[Any, ...]


def without_contested(
    table: pa.Table, store: Store, source: DeclaredSource, day: date
) -> tuple[pa.Table, tuple[DataIssue, ...]]:
    """Leave out each figure that another source has otherwise on the same day.

    Parameters
    ----------
    table
        The observations of one publication.
    day
        Its day.

    Returns
    -------
    tuple
        What is left of the table, and an issue for each figure that is left out. A figure that
        both have alike is no matter of dispute.
    """
    theirs = _of_others(store, source, day)
    if not theirs:
        return table, ()
    pairs = [(at, theirs[key]) for at, key in _keys(table, day) if key in theirs]
    if not pairs:
        return table, ()
    own = table.take(pa.array([at for at, _ in pairs]))
    other = pa.concat_tables([row for _, row in pairs])
    same = same_figures(other.select(COMPARED), own.select(COMPARED))
    rows = zip(own.to_pylist(), other.to_pylist(), same, strict=True)
    issues = tuple(_issue(one, another) for one, another, is_same in rows if not is_same)
    kept = np.ones(table.num_rows, dtype=bool)
    kept[[at for (at, _), is_same in zip(pairs, same, strict=True) if not is_same]] = False
    return (table.filter(pa.array(kept)), issues) if issues else (table, ())


def _of_others(store: Store, source: DeclaredSource, day: date) -> dict[_Key, pa.Table]:
    """Give what holds on a day of each figure that another source gave on that very day."""
    known = known_rows(store, {each.measure for each in source.wanted})
    of_day = known.filter(pc.equal(known["published"], pa.scalar(day, pa.date32())))
    if not pc.any(pc.not_equal(of_day["source"].cast(pa.string()), source.id)).as_py():
        return {}
    # Rows come in the order of the loads, so that the last of a figure is what holds.
    newest = {key: at for at, key in _keys(of_day, day)}
    said = zip(of_day["source"].to_pylist(), of_day["absence"].to_pylist(), strict=True)
    # What its own source has taken back is no figure that another could dispute.
    stands = [name != source.id and reason != Absence.WITHDRAWN.value for name, reason in said]
    return {key: of_day.slice(at, 1) for key, at in newest.items() if stands[at]}


def _keys(table: pa.Table, day: date) -> Iterator[tuple[int, _Key]]:
    """Give the place and the key of each row that is of a day."""
    columns = [table[name].to_pylist() for name in KEY]
    days = table["published"].to_pylist()
    for at, key in enumerate(zip(*columns, strict=True)):
        if days[at] == day:
            yield at, key


def _issue(own: dict[str, Any], other: dict[str, Any]) -> DataIssue:
    place = ", ".join([other["file"], *([f"row {other['line']}"] if other["line"] else [])])
    received = (
        f"{_said(own)}, beside {_said(other)} of source '{other['source']}' ({place}), both "
        f"published on {own['published']}"
    )
    expected = "one figure on one day"
    problem = Problem(
        IssueCode.DUPLICATE_OBSERVATION, own["column"] or "", received, expected, _ADVICE
    )
    return DataIssue(problem, file=own["file"] or "", row=own["line"])


def _said(row: dict[str, Any]) -> str:
    """Give the figure, with whatever else may differ though the figure does not."""
    if row["value"] is None:
        return str(row["absence"])
    counts = [row[name] for name in ("numerator", "denominator")]
    beside = "" if None in counts else f" ({counts[0]:.12g} of {counts[1]:.12g})"
    return f"{row['value']:.12g}{beside}, {row['status']}"
