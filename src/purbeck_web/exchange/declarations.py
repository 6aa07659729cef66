"""Parts of a framework that are held whole: each a list of values, each value one JSON column.

A part that the library adds to ``Framework`` is added to ``PARTS`` here, and is then stored, read
back, written as framework.toml and shown in the record of changes. Its form is made from its
schema once it is among ``framework.kinds``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from purbeck.model.breakdown import Dimension
from purbeck.model.contribution import Contribution
from purbeck.model.framework import Framework
from purbeck.model.neighbour_terms import NeighbourTerms
from purbeck.model.period import Period
from purbeck.model.place import Place
from purbeck.model.value_for_money import ValueForMoney
from purbeck_web.exchange.spelling import spelled

Row = dict[str, Any]
Table = dict[str, Any]

LONGEST_KEY = 150
"""Characters of an id that stand in a key as they are; our own choice, within its column."""


def _id_of(value: Any) -> str:
    return str(value.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One list of a framework.

    Attributes
    ----------
    attribute
        Its attribute of ``Framework``.
    table
        Its table in framework.toml, and what tells its rows from those of other parts.
    keys
        The keys of the table that are not called as the attribute that they hold.
    own
        Gives what tells one value of the part from another.
    """

    attribute: str
    table: str
    of: type[Any]
    keys: Mapping[str, str] = field(default_factory=dict)
    own: Callable[[Any], str] = _id_of

    def values(self, framework: Framework) -> tuple[Any, ...]:
        """Give the values of the part, in their order."""
        found: tuple[Any, ...] = getattr(framework, self.attribute)
        return found


PARTS = (
    Part(attribute="dimensions", table="dimension", of=Dimension, keys={"groups": "group"}),
    Part(attribute="values", table="value_for_money", of=ValueForMoney),
    Part(attribute="neighbour_models", table="neighbour_model", of=NeighbourTerms),
    Part(
        attribute="contributions",
        table="contribution",
        of=Contribution,
        own=lambda each: f"{each.measure}/{each.indicator}",
    ),
    Part(
        attribute="places",
        table="place",
        of=Place,
        own=lambda each: f"{each.measure}/{each.kind or each.group}",
    ),
)
"""Every part that is held whole, in the order of its tables in framework.toml."""

_ADAPTERS: dict[str, TypeAdapter[Any]] = {part.table: TypeAdapter(part.of) for part in PARTS}


def declaration_rows(framework: Framework) -> Iterator[tuple[str, Row]]:
    """Give the columns of every declaration by its key."""
    for part in PARTS:
        for value in part.values(framework):
            declared = _ADAPTERS[part.table].dump_python(value, mode="json")
            own = part.own(value)
            name = getattr(value, "name", "") or own
            yield _key(part, own), {"kind": part.table, "name": name, "declared": declared}


def declared_as_json(framework: Framework) -> list[list[Any]]:
    """Give every declaration by its key, without what is at its default.

    So a version of the program that knows more attributes gives the same.
    """
    return [
        [
            _key(part, part.own(value)),
            _ADAPTERS[part.table].dump_python(value, mode="json", exclude_defaults=True),
        ]
        for part in PARTS
        for value in part.values(framework)
    ]


def declared_parts(rows: Iterable[Row]) -> dict[str, tuple[Any, ...]]:
    """Give each part of a framework by its attribute, from the rows in their order."""
    found: dict[str, list[Any]] = {part.table: [] for part in PARTS}
    for row in rows:
        found[row["kind"]].append(_ADAPTERS[row["kind"]].validate_python(row["declared"]))
    return {part.attribute: tuple(found[part.table]) for part in PARTS}


def part_tables(framework: Framework) -> dict[str, list[Table]]:
    """Give each part as the tables of framework.toml; what says nothing is left out."""
    return {
        part.table: [_table(value, part.keys) for value in part.values(framework)] for part in PARTS
    }


def _key(part: Part, own: str) -> str:
    short = own if len(own) <= LONGEST_KEY else sha256(own.encode()).hexdigest()[:32]
    return f"{part.table}/{short}"


def _table(value: Any, keys: Mapping[str, str]) -> Table:
    told = {each.name: getattr(value, each.name) for each in fields(value)}
    return {
        keys.get(name, name): _written(held)
        for name, held in told.items()
        if held is not None and held not in ("", ())
    }


def _written(held: Any) -> Any:
    if isinstance(held, Period):
        return spelled(held)
    if isinstance(held, Enum):
        return held.value
    if isinstance(held, tuple):
        return [_written(each) for each in held]
    return _table(held, {}) if is_dataclass(held) else held
