"""What may be done to tables: put one in, take one out, move one, drop a measure."""

from __future__ import annotations

from datetime import date
from typing import Any

from purbeck.model.errors import UsageError
from purbeck_web.framework.kinds import COMPARATOR, INDICATOR, MEASURE, PLACE, Kind
from purbeck_web.framework.tables import Change, Declared, Table


def put(kind: Kind, own: str, table: Table, used_by: list[str] | None = None) -> Change:
    """Put a table in the place of the one of a key, or at the end where the key is empty."""

    def change(declared: Declared) -> None:
        file = declared.policy if kind.of_policy else declared.framework
        if kind.single:
            file[kind.name] = table
            return
        tables = file.setdefault(kind.name, [])
        at = _at(kind, declared, own) if own else len(tables)
        tables[at : at + 1] = [table]
        if kind is COMPARATOR:
            _use(declared, table["id"], used_by or [])

    return change


def take_out(kind: Kind, own: str) -> Change:
    """Take a table out; what still names it is told of when the tables are read."""

    def change(declared: Declared) -> None:
        file = declared.policy if kind.of_policy else declared.framework
        if kind.single:
            file.pop(kind.name, None)
            return
        del file[kind.name][_at(kind, declared, own)]
        if kind is COMPARATOR:
            _use(declared, own, [])

    return change


def move(kind: Kind, own: str, steps: int) -> Change:
    """Move a table up or down in its list; past an end it stays at the end."""

    def change(declared: Declared) -> None:
        tables = kind.of(declared)
        at = _at(kind, declared, own)
        others = _beside(kind, tables, at)
        to = others.index(at) + steps
        if 0 <= to < len(others):
            other = others[to]
            tables[at], tables[other] = tables[other], tables[at]

    return change


def drop(kind: Kind, own: str, why: str, by: str, on: date) -> Change:
    """Take an indicator or a measure out of the report, and put down why.

    The measures of an indicator go with it, for the same reason.
    """

    def change(declared: Declared) -> None:
        gone = [kind.find(declared, own)]
        if kind is INDICATOR:
            gone += [each for each in MEASURE.of(declared) if each["indicator"] == own]
        put_down = declared.framework.setdefault("dropped", [])
        for table in gone:
            if table is None:
                raise UsageError("It has been taken out meanwhile.")
            put_down.append(_dropped(table, why, by, on))
        for of in (INDICATOR, MEASURE):
            kept = [each for each in of.of(declared) if each not in gone]
            declared.framework[of.name] = kept

    return change


def _dropped(table: Table, why: str, by: str, on: date) -> Table:
    told: dict[str, Any] = {
        "measure": table["id"],
        "name": table["name"],
        "reason": why,
        "date": on,
    }
    if table.get("number"):
        told["number"] = table["number"]
    return {**told, "by": by} if by else told


def _at(kind: Kind, declared: Declared, own: str) -> int:
    tables = kind.of(declared)
    if kind.key == PLACE:
        at = int(own)
        if at >= len(tables):
            raise UsageError("It has been taken out meanwhile.")
        return at
    for at, table in enumerate(tables):
        if table[kind.key] == own:
            return at
    raise UsageError("It has been taken out meanwhile.")


def _beside(kind: Kind, tables: list[Table], at: int) -> list[int]:
    """Give the places of the tables that stand in one list with one: those of its parent."""
    parent = {INDICATOR.name: "outcome", MEASURE.name: "indicator"}.get(kind.name, "")
    own = tables[at].get(parent)
    return [n for n, each in enumerate(tables) if not parent or each.get(parent) == own]


def _use(declared: Declared, comparator: str, used_by: list[str]) -> None:
    """Hold these measures against a comparator, and no others."""
    for table in [*INDICATOR.of(declared), *MEASURE.of(declared)]:
        named = [each for each in table.get("comparators", []) if each != comparator]
        if table["id"] in used_by:
            had = table.get("comparators", [])
            named = had if comparator in had else [*named, comparator]
        if named or "comparators" in table:
            table["comparators"] = named
