"""A plain table of one's own: CSV, Parquet or a sheet of a workbook, tidy or wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pyarrow as pa

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.sources.contract import Fetched, Location, Option, Request
from purbeck.sources.csv_table import MOST_QUOTED, MOST_RAGGED
from purbeck.sources.fetching import locations_at
from purbeck.sources.locating import listed, option
from purbeck.sources.table_roles import ROLES, roles_of
from purbeck.sources.text_table import read_text_table
from purbeck.sources.tidy_table import SYMBOLS, TidyFile, stacked
from purbeck.sources.workbooks import Cell, is_workbook, letter, open_workbook, text_of

if TYPE_CHECKING:
    from purbeck.sources.fetching import Fetcher

MOST_ROWS = 1 << 20
"""The rows of a sheet: the limit of Excel itself."""

PATTERNS = ("*.csv", "*.csv.gz", "*.parquet", "*.xlsx", "*.xlsm", "*.xls", "*.ods")

_COLUMNS = {
    "measure": "the measures",
    "area": "the areas' codes",
    "name": "the areas' names",
    "period": "the periods",
    "value": "the figures",
    "numerator": "their numerators",
    "denominator": "their denominators",
    "lower": "the lower limits of their intervals",
    "upper": "the upper limits",
    "status": "how settled a figure is, or why there is none",
    "published": "the days of publication",
    "note": "notes",
}

COLUMN_OPTIONS = (
    *(
        Option(name=role, meaning=f"the column of {_COLUMNS[role]}; '{role}' if left out")
        for role in ROLES
    ),
    Option(
        name="values",
        meaning="of a wide table, the columns of figures, between commas; '*' for all others",
    ),
)
"""The options by which columns are declared."""


class Tidy:
    """A table with one row a figure, or one column a measure."""

    name: ClassVar[str] = "tidy"
    title: ClassVar[str] = "A plain table: CSV, Parquet or a workbook's sheet"
    scheme: ClassVar[str] = "any"
    symbols: ClassVar[Mapping[str, Absence]] = SYMBOLS
    options: ClassVar[tuple[Option, ...]] = (
        *COLUMN_OPTIONS,
        Option(
            name="sheet", meaning="the sheet of a workbook; the first that is shown if left out"
        ),
        Option(name="heading_row", meaning="the row of a sheet that has the headings", default="1"),
    )
    verified: ClassVar[str] = "files made for the tests"

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Find the files; see ``Connector``."""
        return locations_at(request, PATTERNS)

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Get the files; see ``Connector``."""
        return tuple(fetcher.get(location) for location in self.locate(request))

    def open(self, request: Request, files: Sequence[Fetched]) -> TidyFile:
        """Read the files as one table; see ``Connector``."""
        if not files:
            raise UsageError(f"Source '{request.source}' has no file.")
        tables = [self._read(request, file) for file in files]
        table, lines, file_of = stacked(
            [each.table for each in tables], [each.lines for each in tables]
        )
        told = {role: option(request, self.options, role) for role in ROLES}
        values = listed(option(request, self.options, "values"))
        roles = roles_of(told, values, table.column_names, files[0].name)
        sheet, letters = tables[0].sheet, tables[0].letters
        return TidyFile(table, roles, files, lines, file=file_of, sheet=sheet, letters=letters)

    def _read(self, request: Request, file: Fetched) -> _Read:
        if not is_workbook(file.path):
            return _Read(*read_text_table(file.path, file.name))
        book = open_workbook(file.path)
        shown = [each for each in book.names if not book.is_hidden(each)]
        name = option(request, self.options, "sheet") or (shown[0] if shown else "")
        if name not in book.names:
            raise UsageError(f"Source '{request.source}': {file.name} has no sheet '{name}'.")
        row = option(request, self.options, "heading_row")
        if not row.isdecimal() or not 1 <= int(row) <= MOST_ROWS:
            raise UsageError(f"Source '{request.source}': heading_row '{row}' is no row.")
        return _sheet(book.sheet(name).rows, int(row), name, file.name)


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """One file: its table, the line of each row, the sheet, and the letters of its columns."""

    table: pa.Table
    lines: np.ndarray
    sheet: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)


def _sheet(rows: Sequence[Sequence[Cell]], heading_row: int, sheet: str, file: str) -> _Read:
    """Make a table of a sheet; rows of empty cells are left out, and so are untitled columns."""
    titles = [text_of(cell) for cell in rows[heading_row - 1]] if len(rows) >= heading_row else []
    at = {title: number for number, title in enumerate(titles) if title}
    if not at:
        problem = Problem(IssueCode.EMPTY_FILE, "", "nothing", f"headings in row {heading_row}")
        raise WorkspaceError([DataIssue(problem, file=file)])
    twice = sorted({title for title in at if titles.count(title) > 1})
    if twice:
        said = ", ".join(title[:MOST_QUOTED] for title in twice[:MOST_RAGGED])
        problem = Problem(IssueCode.REPEATED_COLUMN, "", said, "each column once")
        raise WorkspaceError([DataIssue(problem, file=file, row=heading_row)])
    body = [
        (line, row)
        for line, row in enumerate(rows[heading_row:], start=heading_row + 1)
        if any(cell != "" for cell in row)
    ]
    columns = {title: _column([row[number] for _, row in body]) for title, number in at.items()}
    lines = np.array([line for line, _ in body], dtype=np.int32)
    return _Read(pa.table(columns), lines, sheet, {each: letter(n) for each, n in at.items()})


def _column(cells: Sequence[Cell]) -> pa.Array:
    """Make a column of numbers, or of text where any cell has a text."""
    if all(cell == "" or not isinstance(cell, str) for cell in cells):
        return pa.array([None if isinstance(cell, str) else cell for cell in cells], pa.float64())
    return pa.array([text_of(cell) for cell in cells], pa.string())
