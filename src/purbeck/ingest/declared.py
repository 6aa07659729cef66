"""What framework.toml declares, for everything that refers to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from purbeck.ingest.file_issues import quoted
from purbeck.ingest.schema import FrameworkFile
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.measure import Measure
from purbeck.model.nearest import hint, nearest
from purbeck.model.risk import RiskMatrix

# Looking for the nearest name takes some microseconds a name. A file in which every row names
# another unknown area would take minutes; after this many comparisons the hint is left out.
MOST_COMPARISONS = 100_000


_TABLES = tuple(FrameworkFile.model_fields)


@dataclass(slots=True)
class Names:
    """The names of one kind that framework.toml declares, sound or not.

    Attributes
    ----------
    what
        The kind with its article: "a measure".
    spellings
        Every way of naming one, with the id meant; the ids themselves come first.
    readable
        False where framework.toml cannot be read, so that nothing is known to be unknown.
    file
        Where the names are declared, if elsewhere.
    """

    what: str
    spellings: Mapping[str, str]
    readable: bool = True
    file: str = "framework.toml"
    _hints: dict[str, str] = field(default_factory=dict, repr=False)

    def __contains__(self, name: str) -> bool:
        return not self.readable or name in self.spellings

    def id_of(self, name: str) -> str:
        """Give the id meant by a name that is known; otherwise the name."""
        return self.spellings.get(name, name)

    def unknown(self, name: str, place: str) -> Problem:
        """Say that there is none of a name, and which one was likely meant."""
        if name not in self._hints and len(self._hints) * len(self.spellings) < MOST_COMPARISONS:
            ids = list(dict.fromkeys(self.spellings.values()))
            self._hints[name] = hint(name, ids, also=self.spellings)
        expected = f"{self.what} of {self.file}{self._hints.get(name, '')}"
        return Problem(IssueCode.UNKNOWN_REFERENCE, place, quoted(name), expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Everything that other files can refer to.

    Attributes
    ----------
    measures
        Indicators, measures and reference series alike, by id.
    reported
        Indicators and measures, by id or by number.
    sound
        Those of them whose declaration is sound, so that figures can be checked against it.
    outcome_of
        The outcome of each indicator.
    groups_of
        The groups of people of each dimension.
    matrix
        None where there is none, or where it is not sound; ``matrix_given`` tells which.
    """

    measures: Names
    indicators: Names
    reported: Names
    outcomes: Names
    areas: Names
    officers: Names
    comparators: Names
    groups: Names
    dimensions: Names
    value_costs: Names
    groups_of: Mapping[str, Names] = field(default_factory=dict)
    sound: Mapping[str, Measure] = field(default_factory=dict)
    outcome_of: Mapping[str, str] = field(default_factory=dict)
    matrix: RiskMatrix | None = None
    matrix_given: bool = False


def names_in(values: Mapping[str, Any] | None) -> Declared:
    """Collect the names in the values of framework.toml, from tables that are not sound too.

    None stands for a file that cannot be read.
    """
    readable = values is not None
    given = values or {}

    def names(what: str, tables: Iterable[str], key: str = "id", also: str = "") -> Names:
        entries = [entry for table in tables for entry in _tables_of(given, table)]
        ids = {text: text for entry in entries if (text := _text(entry, key))}
        others = {_text(entry, also): _text(entry, key) for entry in entries if _text(entry, also)}
        return Names(what, {**ids, **{o: i for o, i in others.items() if o not in ids}}, readable)

    return Declared(
        measures=names("a measure", ("indicator", "measure", "reference_series")),
        indicators=names("an indicator", ("indicator",), also="number"),
        reported=names("an indicator or measure", ("indicator", "measure"), also="number"),
        outcomes=names("an outcome", ("outcome",)),
        areas=names("an area", ("area",), key="code"),
        officers=names("an officer", ("officer",), also="name"),
        comparators=names("a comparator", ("comparator",)),
        groups=names("a group", ("group",)),
        dimensions=names("a dimension", ("dimension",)),
        value_costs=names("the cost of a [[value_for_money]]", ("value_for_money",), key="cost"),
        groups_of={
            _text(entry, "id"): _groups_of(entry) for entry in _tables_of(given, "dimension")
        },
        outcome_of={
            _text(entry, "id"): _text(entry, "outcome") for entry in _tables_of(given, "indicator")
        },
        matrix_given=not readable or "risk_matrix" in given,
    )


def _tables_of(values: Mapping[str, Any], table: str) -> list[dict[str, Any]]:
    """Give the tables of one kind, be they under a misspelt heading or in single brackets."""
    found: list[dict[str, Any]] = []
    for key, entries in values.items():
        if key == table or (key not in _TABLES and nearest(key, _TABLES) == table):
            several = entries if isinstance(entries, list) else [entries]
            found += [entry for entry in several if isinstance(entry, dict)]
    return found


def _groups_of(dimension: Mapping[str, Any]) -> Names:
    given = dimension.get("group")
    entries = [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []
    ids = {text: text for entry in entries if (text := _text(entry, "id"))}
    return Names(f"a group of the dimension {quoted(_text(dimension, 'id'))}", ids)


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value.strip() if isinstance(value, str) else ""
