"""The table of statistical neighbours, one row for each edition and authority."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from area_tables.sources import sheet
from purbeck.areas.answer import Match
from purbeck.areas.authorities import Authorities
from purbeck.areas.neighbours import EARLIER, Closeness
from purbeck.areas.spelling import Scheme

EDITIONS = {"2021-04": "lait/sn_april_2021.xlsx", "2025-05": "lait/sn_may_2025.xlsx"}
SHEET = "LA SN Groups"
HEADING_ROWS = 3

# Below this line stand lists of areas that had ended when the model was made.
OLD_LISTS = "Old SNs:"

# The day on which the areas of the old lists are looked up: the last of Dorset County.
BEFORE_THE_CHANGES = date(2019, 3, 31)

FIRST_NEIGHBOUR = 5
PAIRS = 10


def closeness(shared: Path, areas: Authorities) -> list[dict[str, str]]:
    """Give the rows of the table, by edition and code.

    An old list is taken from the first workbook that has it; the areas that are still in that
    workbook's own model are not repeated.
    """
    found: dict[tuple[str, str], dict[str, str]] = {}
    for edition, path in EDITIONS.items():
        day = date.fromisoformat(f"{edition}-01")
        current, old = _parts(sheet(shared, path, SHEET, HEADING_ROWS))
        for row in _rows(current, edition, areas, day):
            found[edition, row["code"]] = row
        for row in _rows(old, EARLIER, areas, BEFORE_THE_CHANGES):
            if not any(code == row["code"] for _, code in found):
                found[EARLIER, row["code"]] = row
    return [found[key] for key in sorted(found)]


def _parts(rows: Sequence[list[Any]]) -> tuple[list[list[Any]], list[list[Any]]]:
    names = [row[1] for row in rows]
    line = names.index(OLD_LISTS)
    return [row for row in rows[:line] if row[0]], [row for row in rows[line:] if row[0]]


def _rows(
    rows: Sequence[list[Any]], edition: str, areas: Authorities, day: date
) -> Iterator[dict[str, str]]:
    for row in rows:
        pairs = row[FIRST_NEIGHBOUR : FIRST_NEIGHBOUR + 2 * PAIRS]
        # A dash stands where the model of the time did not have the area.
        if pairs[0] == "-":
            continue
        words = [Closeness(str(word).lower().replace(" ", "-")) for word in pairs[1::2]]
        yield {
            "edition": edition,
            "code": _code(row[0], areas, day),
            "neighbours": " ".join(_code(number, areas, day) for number in pairs[::2]),
            "closeness": " ".join(word.value for word in words),
        }


def _code(number: float | str, areas: Authorities, day: date) -> str:
    found = areas.find(str(int(number)), Scheme.DFE, day)
    assert isinstance(found, Match), found
    return found.code
