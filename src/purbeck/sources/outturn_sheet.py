"""A sheet of revenue outturn: its titles, its rows of headings, and which rows are authorities.

::

    Revenue Outturn (RO) 2017-18: Revenue Outturn Summary (RS) data
    Net current expenditure (£ thousand)
    Hide or delete                                       1                    5    a helper
                                       Service Expenditure                         a group
                                                       190                  290    line numbers
    E-code  ONS Code   Local authority  Class  Education services  Highways ...    the headings
    E0521   E10000003  Cambridgeshire   SC              278639                30400
    ...
                       ENGLAND                        32264970              3996984

How many rows stand above the headings, and which of them there are, differs from year to year and
from form to form, so that they are told by what is in them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from purbeck.sources.text_table import folded
from purbeck.sources.workbooks import Cell, Sheet, letter, text_of

_LAST_HEADER_ROW = 60
_CODE = re.compile(r"^(|[A-Z]\d{2,8}|eng(land)?|\[\w{1,3}\]|-|\.{2,3}|…)$", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d\d)\s*(?:[-–/]|to)\s*(?:20)?(\d\d)\b|\b(20\d\d)(\d\d)\b")
_UNIT = re.compile(r"£\s*(thousands?|millions?|000s?|m\b|k\b)", re.IGNORECASE)
_NOTE = re.compile(r"\s*\[notes? [^\]]*\]", re.IGNORECASE)

_ABOUT = {
    "ecode": "e-code",
    "onscode": "code",
    "onsareacode": "code",
    "gsscode": "code",
    "localauthority": "name",
    "authority": "name",
    "localauthorityname": "name",
    "class": "Class",
    "detailedclass": "Detailed Class",
    "certification": "Certification",
    "certified": "Certification",
    "region": "Region",
    "notes": "notes",
    "note": "notes",
    "subclass": "Detailed Class",
}
"""What a column says of its authority, by its heading folded."""

ROLES = frozenset({"e-code", "code", "name", "notes"})
"""The columns that say who; the others of ``_ABOUT`` split the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A column of figures.

    Attributes
    ----------
    key
        '<line number> <heading>', with the group in between where a heading comes more than once.
    """

    key: str
    group: str
    column: int

    @property
    def letter(self) -> str:
        """The letter of its column."""
        return letter(self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a sheet is laid out.

    Attributes
    ----------
    header
        The row of the headings, counted from 0.
    about
        The column of each thing that is said of an authority.
    rows
        The rows of figures, counted from 0.
    """

    header: int
    about: dict[str, int]
    lines: tuple[Line, ...]
    rows: tuple[int, ...]
    titles: tuple[str, ...]

    @property
    def year(self) -> str:
        """The year that the titles name, such as '2017-18'; '' for none."""
        return year_in(self.titles)

    @property
    def unit(self) -> str:
        """What the titles say that the figures are in: '£ thousand'; '' for nothing."""
        found = next((m for text in self.titles if (m := _UNIT.search(text))), None)
        if not found:
            return ""
        return "£ million" if found[1].lower().startswith("m") else "£ thousand"


def year_in(texts: Iterable[str]) -> str:
    """Give the first financial year that some texts name; '' for none.

    Examples
    --------
    >>> year_in(["Revenue Outturn (RO) 2024-25: Social Care"]), year_in(["RO3_LA_Data_202425"])
    ('2024-25', '2024-25')
    >>> year_in(["Published in 2018"])
    ''
    """
    for text in texts:
        for found in _YEAR.finditer(text.replace("_", " ")):
            first, second = found[1] or found[3], found[2] or found[4]
            if int(second) == (int(first) + 1) % 100:
                return f"{first}-{second}"
    return ""


def layout_of(sheet: Sheet) -> Layout | None:
    """Find out how a sheet is laid out; None where it is no table of authorities."""
    for at, row in enumerate(sheet.rows[:_LAST_HEADER_ROW]):
        about = _about(row)
        if "name" in about and about.keys() & {"e-code", "code"}:
            rows = _rows_of_figures(sheet.rows, at, about)
            lines = _lines(sheet.rows, at, about)
            if not rows or not lines:
                return None
            titles = _titles(sheet.rows[:at])
            return Layout(header=at, about=about, lines=lines, rows=rows, titles=titles)
    return None


def _about(row: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, cell in enumerate(row):
        if isinstance(cell, str) and (role := _ABOUT.get(folded(cell))):
            found.setdefault(role, column)
    return found


def _rows_of_figures(
    rows: Sequence[Sequence[Cell]], header: int, about: dict[str, int]
) -> tuple[int, ...]:
    """Tell the rows with a name, with codes that are codes, and with something beside them."""
    codes = [about[role] for role in ("e-code", "code") if role in about]
    found = []
    for at in range(header + 1, len(rows)):
        row = rows[at]
        said = [text_of(row[column]) for column in codes]
        if not text_of(row[about["name"]]) or not all(_CODE.match(code) for code in said):
            continue
        beside = (cell for column, cell in enumerate(row) if column not in about.values())
        if any(said) or any(cell != "" for cell in beside):
            found.append(at)
    return tuple(found)


def _titles(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """Give the texts above the headings that say more than a heading would."""
    texts = [text_of(cell) for row in rows for cell in row if isinstance(cell, str)]
    return tuple(text for text in texts if text)


def _lines(rows: Sequence[Sequence[Cell]], header: int, about: dict[str, int]) -> tuple[Line, ...]:
    first = max(about.values()) + 1
    numbers, groups = _levels(rows[:header], first, len(rows[header]))
    found: list[_Heading] = []
    number, start = "", first
    for column in range(first, len(rows[header])):
        own = _NOTE.sub("", text_of(numbers[column])) if numbers else ""
        if own or groups[column] != groups[column - 1]:
            number, start = own, column
        if heading := _NOTE.sub("", text_of(rows[header][column])):
            found.append(_Heading(heading, number, groups[column], column, start))
    return _told_apart(found)


class _Heading(NamedTuple):
    """A heading, its line number, its group, and the column in which the number stands."""

    text: str
    number: str
    group: str
    column: int
    start: int

    @property
    def key(self) -> str:
        return f"{self.number} {self.text}".strip()


def _told_apart(found: Sequence[_Heading]) -> tuple[Line, ...]:
    """Name the group too, of headings that come again or share one number; at the last the column.

    A line number stands over several columns where the form has a group for each service, and
    the same headings (employees, total expenditure) in each group.
    """
    times = Counter(each.key for each in found)
    shared = Counter(each.start for each in found if each.number)
    lines = []
    for each in found:
        needs_group = each.group and (times[each.key] > 1 or shared[each.start] > 1)
        key = f"{each.number} {each.group}: {each.text}" if needs_group else each.key
        lines.append(Line(key=key.strip(), group=each.group, column=each.column))
    again = Counter(line.key for line in lines)
    return tuple(
        replace(line, key=f"{line.key} [{line.letter}]") if again[line.key] > 1 else line
        for line in lines
    )


def _levels(
    rows: Sequence[Sequence[Cell]], first: int, width: int
) -> tuple[Sequence[Cell] | None, list[str]]:
    """Find the line numbers above the headings, and the groups that these are under.

    The line numbers are the numbers nearest to the headings: those further up are helpers. A
    group's name stands over the first of its columns and holds up to the next; a title, which
    stands to the left of all of them, is no group.
    """
    numbers: Sequence[Cell] | None = None
    groups = [""] * width
    for row in reversed(rows):
        filled = [cell for cell in row[first:] if cell != ""]
        if not filled or "hide or delete" in text_of(row[0]).lower():
            continue
        if sum(_is_number(cell) for cell in filled) * 2 > len(filled):
            numbers = numbers or row
        elif len(filled) > 1:
            above = _carried(row, first)
            groups = [" ".join(filter(None, pair)) for pair in zip(above, groups, strict=True)]
    return numbers, groups


def _carried(row: Sequence[Cell], first: int) -> list[str]:
    names, name = [], ""
    for column, cell in enumerate(row):
        if column >= first and cell != "":
            name = _NOTE.sub("", text_of(cell))
        names.append(name)
    return names


def _is_number(cell: Cell) -> bool:
    return not isinstance(cell, str) or cell.strip().replace(".", "", 1).isdecimal()
