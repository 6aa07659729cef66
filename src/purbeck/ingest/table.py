"""A table of a workspace as rows of text, with its shape checked against its layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from purbeck.ingest.characters import unprintable_problem
from purbeck.ingest.columns import Layout
from purbeck.ingest.file_issues import FileIssues, quoted
from purbeck.model.issue import IssueCode
from purbeck.model.nearest import hint, listed

# A row as it was read: its number as an editor shows it, and its cells.
RawRow = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text of one width, under headings that are known.

    ``places`` gives the place of each column in a row, for the columns that the file has.
    """

    places: dict[str, int]
    rows: list[RawRow] = field(repr=False)

    def records(self) -> Iterator[Record]:
        """Give each row as a record, for tables small enough not to count the time."""
        for number, cells in self.rows:
            yield Record(number, {name: cells[place] for name, place in self.places.items()})


@dataclass(frozen=True, slots=True)
class Record:
    """One row with its cells by column; a column that the file lacks is blank."""

    row: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def shape_table(raw: Iterable[RawRow], layout: Layout, issues: FileIssues) -> Table | None:
    """Check headings and widths; None where there are no rows or a needed column is missing.

    Blank rows, and blank cells beyond the last heading, are what spreadsheets leave behind and
    are passed over. A row that is too short or too long is put down and left out.
    """
    rows = iter(raw)
    heading = next(rows, None)
    if heading is None:
        issues.error(IssueCode.EMPTY_FILE, "", "no rows", "a header row")
        return None
    places = _placed(heading, layout, issues)
    filled = [(number, cells) for number, cells in rows if any(cells)]
    whole = _of_one_width(filled, len(heading[1]), issues)
    if not filled and not issues.failed:
        issues.warn(IssueCode.EMPTY_FILE, "", "a header row and nothing else", "at least one row")
    return None if places is None else Table(places, whole)


def checked_cells(table: Table, issues: FileIssues) -> Table:
    """Put down formulas and characters that cannot be printed, cell by cell.

    A row with a formula is left out of the table that is given back, as there is no telling
    what the cell would hold; characters leave the row as it is.
    """
    kept = []
    for number, cells in table.rows:
        formulas = [name for name, place in table.places.items() if cells[place].startswith("=")]
        for column in formulas:
            received, expected = quoted(cells[table.places[column]]), "a value, not a formula"
            issues.error(IssueCode.FORMULA_CELL, column, received, expected, row=number)
        for column, place in table.places.items():
            if problem := unprintable_problem(cells[place], column):
                issues.add(problem, number)
        if not formulas:
            kept.append((number, cells))
    return Table(table.places, kept)


def _placed(heading: RawRow, layout: Layout, issues: FileIssues) -> dict[str, int] | None:
    row, cells = heading
    named = [cell.strip().casefold() for cell in cells]
    places = {name: named.index(name) for name in layout.names if name in named}
    for name, count in Counter(name for name in named if name).items():
        if name not in layout.names:
            _unknown_column(name, layout, row, issues)
        elif count > 1:
            received, expected = f"{count} columns of this name", "one"
            issues.error(IssueCode.REPEATED_COLUMN, name, received, expected, row=row)
    missing = [name for name in layout.required if name not in places]
    for name in missing:
        received, expected = "no such column", f"columns {listed(layout.required, 'and')}"
        issues.error(IssueCode.MISSING_COLUMN, name, received, expected, row=row)
    if layout.one_of and not any(name in places for name in layout.one_of):
        received, expected = "neither column", f"a column {listed(layout.one_of)}"
        issues.error(IssueCode.MISSING_COLUMN, layout.one_of[0], received, expected, row=row)
        return None
    return None if missing else places


def _unknown_column(name: str, layout: Layout, row: int, issues: FileIssues) -> None:
    expected = f"a column{hint(name, layout.names)}"
    issues.error(IssueCode.UNKNOWN_COLUMN, name[:40], quoted(name), expected, row=row)


def _of_one_width(rows: Iterable[RawRow], width: int, issues: FileIssues) -> list[RawRow]:
    whole = []
    for number, given in rows:
        cells = given if len(given) <= width else _without_blank_tail(given, width)
        if len(cells) == width:
            whole.append((number, cells))
        else:
            received = f"{len(cells)} {'cell' if len(cells) == 1 else 'cells'}"
            expected = f"{width}, one a heading"
            issues.error(IssueCode.RAGGED_ROW, "", received, expected, row=number)
    return whole


def _without_blank_tail(cells: Sequence[str], width: int) -> list[str]:
    kept = list(cells)
    while len(kept) > width and not kept[-1]:
        kept.pop()
    return kept
