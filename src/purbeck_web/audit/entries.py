"""One entry of the record: who changed what, when and why, with what was and what became."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

ENTERED, DELETED = "Entered", "Deleted"

HELD = frozenset({"value", "numerator", "denominator", "lower", "upper"})
"""The columns of figures before disclosure control, in whatever table they stand."""

OF_FIGURES = frozenset({"figure", "figure-withdrawn"})
"""The kinds of entries that are of a figure."""

SECRET = frozenset({"password", "secret", "token", "hash", "digest_of_token", "key_hash"})
"""Columns whose content nobody is shown."""

SILENT = frozenset({"position"})
"""What others are put before has not changed."""

NOT_SHOWN = "Not shown"


@dataclass(frozen=True, slots=True)
class Line:
    """One column that changed."""

    column: str
    old: str
    new: str

    @property
    def field(self) -> str:
        """The column as a reader would name it: ``outcome_lead_id`` is "Outcome lead"."""
        return self.column.removesuffix("_id").replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change of one object.

    Attributes
    ----------
    kind
        What sort of object, as ``sources`` names it.
    of
        The object's id; of a figure, its measure's.
    name
        What a reader knows the object by.
    act
        What was done, where that is more than that columns changed.
    by
        The id of the person; None for the command line.
    """

    at: datetime
    kind: str
    of: str
    name: str
    reason: str
    by: int | None = None
    act: str = ""
    lines: tuple[Line, ...] = ()


def lines_between(before: Any, after: Any, columns: Iterable[str]) -> tuple[Line, ...]:
    """Compare two rows column by column; without one of them, every column that says something."""
    return tuple(_lines(before, after, columns))


def _lines(before: Any, after: Any, columns: Iterable[str]) -> Iterator[Line]:
    for column in columns:
        if column in SILENT:
            continue
        old = in_words(getattr(before, column)) if before is not None else ""
        new = in_words(getattr(after, column)) if after is not None else ""
        if old == new:
            continue
        if column in SECRET:
            old, new = NOT_SHOWN, NOT_SHOWN
        yield Line(column, old, new)


def in_words(value: Any) -> str:
    """Write a value of a column; None is nothing, and lists are JSON.

    Examples
    --------
    >>> in_words(None), in_words(True), in_words(["a", 1])
    ('', 'Yes', '["a", 1]')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)


def without_held(entry: Entry) -> Entry:
    """Take the figures before disclosure control out of an entry, and leave that they changed.

    The note of a figure goes with it, as disclosure control hides both.
    """
    hidden = HELD | {"note"} if entry.kind in OF_FIGURES else HELD
    lines = tuple(
        Line(each.column, *(NOT_SHOWN if said else "" for said in (each.old, each.new)))
        if each.column in hidden
        else each
        for each in entry.lines
    )
    return replace(entry, lines=lines)
