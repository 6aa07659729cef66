"""Statistical neighbours of the DfE: for each authority the ten that are most like it, in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.period_kind import MONTH_NAMES
from purbeck.sources.text_table import folded, headings, read_text_table, text_of
from purbeck.sources.workbooks import is_workbook, open_workbook
from purbeck.sources.workbooks import text_of as cell_text

NEIGHBOURS = 10
"""The model names ten for each authority."""

HEADING_WITHIN = 10
"""The headings stand in row 3 of the workbooks of 2021 and of 2025, below two rows of numbers."""

_LONG = {
    "edition": ("model",),
    "area": ("la_number",),
    "rank": ("rank",),
    "neighbour": ("neighbour_la_number",),
    "closeness": ("closeness",),
}
_MONTH_AND_YEAR = re.compile(r"([a-z]{3,9})[ _.-]*(20\d\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One authority that is like another.

    Attributes
    ----------
    area
        Its number with the DfE.
    closeness
        How close, in the words of the model, with one capital: 'Very close'. The model of 2021
        writes 'Very Close', and means the same.
    """

    area: str
    closeness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticalNeighbours:
    """One edition of the model.

    Attributes
    ----------
    edition
        The month of the model, such as '2025-05'; '' where the file does not say.
    of
        By the DfE's number of an authority, its neighbours, the closest first. An authority
        without any, such as one that has ended, is there with none.
    file
        The file that they were read from.
    """

    edition: str
    of: Mapping[str, tuple[Neighbour, ...]]
    file: str = ""


def read_neighbours(path: Path) -> tuple[StatisticalNeighbours, ...]:
    """Read a workbook of neighbours, or a long CSV file of one edition or several.

    A workbook holds one edition, which its name tells ('sn_may_2025.xlsx'); a long file says the
    edition in each row.

    Raises
    ------
    WorkspaceError
        Where the file cannot be read, or holds no neighbours: a list of authorities alone.
    """
    if is_workbook(path):
        return (_of_workbook(path),)
    return _of_long_file(path)


def edition_in(name: str) -> str:
    """Find the month of the model in a file's name; '' where there is none.

    Examples
    --------
    >>> edition_in("sn_may_2025.xlsx"), edition_in("sn_april_2021.xlsx"), edition_in("sn.xlsx")
    ('2025-05', '2021-04', '')
    """
    for found in _MONTH_AND_YEAR.finditer(name.replace("_", " ")):
        for number, month in enumerate(MONTH_NAMES, start=1):
            if month.lower().startswith(found[1].lower()):
                return f"{found[2]}-{number:02}"
    return ""


def _of_workbook(path: Path) -> StatisticalNeighbours:
    book = open_workbook(path)
    for name in book.names:
        rows = [[cell_text(cell) for cell in row] for row in book.sheet(name).rows]
        for at, row in enumerate(rows[:HEADING_WITHIN]):
            columns = [folded(cell) for cell in row]
            if "lanumber" in columns and "sn1" in columns:
                of = _neighbours(rows[at + 1 :], columns)
                return StatisticalNeighbours(edition=edition_in(path.name), of=of, file=path.name)
    expected = f"a row with 'LA number' and 'SN1' among the first {HEADING_WITHIN}"
    problem = Problem(IssueCode.MISSING_COLUMN, "SN1", "no such column", expected)
    raise WorkspaceError([DataIssue(problem, file=path.name)])


def _neighbours(
    rows: Sequence[Sequence[str]], columns: Sequence[str]
) -> dict[str, tuple[Neighbour, ...]]:
    """Take the neighbours, each with the closeness that stands in the column after it."""
    area = columns.index("lanumber")
    ranks = [n for n in range(1, NEIGHBOURS + 1) if f"sn{n}" in columns]
    places = [columns.index(f"sn{rank}") for rank in ranks]
    found = {}
    for row in rows:
        if row[area].isdecimal():
            found[row[area]] = tuple(
                Neighbour(row[at], _closeness(row[at + 1] if at + 1 < len(row) else ""))
                for at in places
                if row[at].isdecimal()
            )
    return found


def _of_long_file(path: Path) -> tuple[StatisticalNeighbours, ...]:
    table, _ = read_text_table(path, path.name)
    column = headings(table, path.name, _LONG)
    columns = [text_of(table, column[role], path.name).to_pylist() for role in _LONG]
    editions: dict[str, dict[str, list[tuple[int, Neighbour]]]] = {}
    for edition, area, rank, neighbour, closeness in zip(*columns, strict=True):
        if rank.isascii() and rank.isdecimal() and len(rank) <= 3:
            one = (int(rank), Neighbour(neighbour, _closeness(closeness)))
            editions.setdefault(edition, {}).setdefault(area, []).append(one)
    return tuple(
        StatisticalNeighbours(
            edition=edition,
            of={
                area: tuple(each for _, each in sorted(found, key=lambda one: one[0]))
                for area, found in areas.items()
            },
            file=path.name,
        )
        for edition, areas in editions.items()
    )


def _closeness(text: str) -> str:
    return "" if text == "-" else text.capitalize()
