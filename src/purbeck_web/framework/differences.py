"""What differs between two declarations, table by table and key by key, and how two are merged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from purbeck_web.framework.kinds import KINDS, PLACE, Kind, name_of
from purbeck_web.framework.tables import Declared, Table

MISSING = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One table that is in one declaration only, or says something else in the other.

    Attributes
    ----------
    keys
        What is said otherwise: the key, then and now.
    """

    kind: Kind
    own: str
    name: str
    what: str
    keys: tuple[tuple[str, str, str], ...] = ()


def differences(before: Declared, after: Declared) -> tuple[Difference, ...]:
    """Give what differs, kind by kind; nothing for the same tables in the same order."""
    return tuple(found for kind in KINDS.values() for found in _of_kind(kind, before, after))


def _of_kind(kind: Kind, before: Declared, after: Declared) -> Iterator[Difference]:
    old, new = _by_key(kind, before), _by_key(kind, after)
    for own, table in new.items():
        then = old.get(own)
        name = name_of(table)
        if then is None:
            yield Difference(kind=kind, own=own, name=name, what="Added")
        elif then != table:
            keys = tuple(
                (key, _words(then.get(key)), _words(table.get(key)))
                for key in {**then, **table}
                if then.get(key) != table.get(key)
            )
            yield Difference(kind=kind, own=own, name=name, what="Changed", keys=keys)
    for own, table in old.items():
        if own not in new:
            yield Difference(kind=kind, own=own, name=name_of(table), what="Taken out")
    if [own for own in old if own in new] != [own for own in new if own in old]:
        yield Difference(kind=kind, own="", name=kind.words, what="In another order")


def merged(began: Declared, now: Declared, draft: Declared) -> tuple[Declared, tuple[str, ...]]:
    """Carry into a draft what has changed in force since it began.

    Gives the merged tables, and the names of those that both have changed: of these the draft's
    stand.
    """
    clashes: list[str] = []
    new = draft.changed(lambda _: None)
    for kind in KINDS.values():
        old, inforce, own = (_by_key(kind, each) for each in (began, now, draft))
        tables = _merged(kind, (old, inforce, own), clashes)
        file = new.policy if kind.of_policy else new.framework
        if tables:
            file[kind.name] = tables[0] if kind.single else tables
        else:
            file.pop(kind.name, None)
    # What was dropped in force stays dropped.
    dropped = new.framework.get("dropped", [])
    more = [each for each in now.framework.get("dropped", []) if each not in dropped]
    if dropped or more:
        new.framework["dropped"] = [*dropped, *more]
    return new, tuple(clashes)


def _merged(kind: Kind, sides: tuple[dict[str, Table], ...], clashes: list[str]) -> list[Table]:
    old, inforce, own = sides
    found = []
    for key in dict.fromkeys([*own, *inforce]):
        then, here, there = (side.get(key) for side in (old, inforce, own))
        if there == then:
            kept = here
        else:
            kept = there
            if here not in (then, there):
                clashes.append(f"{kind.words}: {name_of(there or here or {})}")
        if kept is not None:
            found.append(kept)
    return found


def _by_key(kind: Kind, declared: Declared) -> dict[str, Table]:
    if kind.key in ("", PLACE):
        return {str(at): table for at, table in enumerate(kind.of(declared))}
    return {table[kind.key]: table for table in kind.of(declared)}


def _words(held: Any) -> str:
    if held is None:
        return "nothing"
    if isinstance(held, bool):
        return "yes" if held else "no"
    if isinstance(held, list):
        return ", ".join(map(_words, held)) or "nothing"
    if isinstance(held, dict):
        return "; ".join(f"{key} {_words(value)}" for key, value in held.items())
    return held.isoformat() if isinstance(held, date) else f"{held}"
