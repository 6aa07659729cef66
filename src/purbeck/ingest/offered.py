"""Figures that somebody offers: typed into a form, pasted from a spreadsheet, or in a file.

They have the columns of ``observations/*.csv`` and are read by the same reader, so that nothing
gets in that a folder could not hold. What such a table leaves out is filled from what is asked
beside it, and cells are understood as a spreadsheet shows them.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

from purbeck.ingest.columns import OBSERVATIONS, Layout
from purbeck.ingest.csv_file import read_csv
from purbeck.ingest.declared import Declared, Names
from purbeck.ingest.file_issues import FileIssues, quoted
from purbeck.ingest.observations import READERS, observations_in
from purbeck.ingest.table import Table, checked_cells
from purbeck.ingest.understood import plain_date, plain_number
from purbeck.model.framework import Framework
from purbeck.model.issue import DataIssue, IssueCode, Severity
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation

OFFERED = "observations/entered.csv"
"""The file to which figures that were entered belong, in a folder."""

MOST_ROWS = 2000
"""Rows of one table; our own choice, as somebody is to look through them."""

MOST_UNPACKED = 100_000_000
"""Bytes that a workbook may unpack to: a small file can hold a hundred times its size."""

_FIGURES = ("value", "numerator", "denominator", "lower", "upper")
_UNITS = ("value", "lower", "upper")

# What is wrong with a row that is then left out of the table; all else is of the headings.
_OF_A_ROW = (IssueCode.RAGGED_ROW, IssueCode.BAD_QUOTES, IssueCode.FORMULA_CELL)

# Nothing but the period is needed, as all else can be asked beside the table.
_LAYOUT = Layout(
    columns=tuple(replace(each, required=each.name == "period") for each in OBSERVATIONS.columns)
)
_WITHOUT_HEADINGS: Mapping[int, tuple[str, ...]] = {
    2: ("period", "value"),
    3: ("measure", "period", "value"),
}
"""What columns are without headings; of four or more, those of a workspace, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What stands in for blank cells.

    Attributes
    ----------
    measure
        An id; empty where each row must name its own.
    published
        None to leave blank what is blank.
    """

    area: str
    measure: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedRow:
    """One row: its figure, or what is wrong with it.

    Attributes
    ----------
    number
        As the spreadsheet shows it, from 1.
    cells
        By column, as they were read.
    understood
        What was read otherwise than it stands, in words.
    """

    number: int
    cells: Mapping[str, str]
    figure: Observation | None
    issues: tuple[DataIssue, ...] = ()
    understood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A table that was offered: its rows, and what is wrong with it as a whole."""

    rows: tuple[OfferedRow, ...] = ()
    issues: tuple[DataIssue, ...] = ()


def read_pasted(text: str, framework: Framework, filling: Filling) -> Offered:
    """Read cells copied from a spreadsheet, with headings above or without.

    Without headings two columns are period and value, three are measure, period and value, and
    four or more are those of ``observations/*.csv`` in their order.
    """
    issues = FileIssues(OFFERED)
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    cells = [cell.strip(' "').casefold() for cell in first.split("\t" if "\t" in text else ",")]
    bare = bool(first) and not any(cell in _LAYOUT.names for cell in cells)
    if bare:
        names = _WITHOUT_HEADINGS.get(len(cells), _LAYOUT.names[: len(cells)])
        text = ("\t" if "\t" in text else ",").join(names) + "\n" + text
    with tempfile.TemporaryDirectory(prefix="purbeck-") as folder:
        path = Path(folder) / "pasted.csv"
        path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
        table = read_csv(path, _LAYOUT, issues)
    # A heading that was put above moves every row down by one.
    return _read(table, framework, filling, issues, above=1 if bare else 0)


def read_upload(name: str, content: bytes, framework: Framework, filling: Filling) -> Offered:
    """Read a file that was sent: CSV in whatever form a spreadsheet wrote it, or a workbook."""
    issues = FileIssues(OFFERED)
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        received, expected = quoted(suffix or "a name without ending"), "a file *.csv or *.xlsx"
        advice = "Save it as CSV UTF-8 or as .xlsx."
        issues.error(IssueCode.UNEXPECTED_FILE, "", received, expected, advice=advice)
        return _read(None, framework, filling, issues)
    if suffix == ".xlsx" and _unpacks_too_far(content):
        received, expected = "a workbook that unpacks to over 100 MB", "a smaller one"
        advice = "Copy the figures alone into a new workbook."
        issues.error(IssueCode.UNREADABLE_FILE, "", received, expected, advice=advice)
        return _read(None, framework, filling, issues)
    with tempfile.TemporaryDirectory(prefix="purbeck-") as folder:
        path = Path(folder) / f"upload{suffix}"
        path.write_bytes(content)
        table = READERS[suffix](path, _LAYOUT, issues)
    return _read(table, framework, filling, issues)


def read_typed(cells: Mapping[str, str], framework: Framework, filling: Filling) -> OfferedRow:
    """Read one figure that was typed, each cell by its column."""
    issues = FileIssues(OFFERED)
    places = {name: place for place, name in enumerate(_LAYOUT.names)}
    row = [cells.get(name, "").strip() for name in _LAYOUT.names]
    table = checked_cells(Table(places, [(1, row)]), issues)
    found = _read(table, framework, filling, issues)
    known = found.rows or (OfferedRow(number=1, cells=cells, figure=None),)
    return replace(known[0], issues=(*found.issues, *known[0].issues))


def _unpacks_too_far(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(each.file_size for each in archive.infolist()) > MOST_UNPACKED
    except (zipfile.BadZipFile, OSError, ValueError):
        return False  # what it is instead, the reader says


def _read(
    table: Table | None, framework: Framework, filling: Filling, issues: FileIssues, above: int = 0
) -> Offered:
    if table is not None and len(table.rows) > MOST_ROWS:
        received, expected = f"{len(table.rows):,} rows", f"{MOST_ROWS:,} at most"
        issues.error(IssueCode.INCONSISTENT, "", received, expected, advice="Offer it in parts.")
        table = None
    declared = _declared(framework)
    rows = _filled(table, framework, declared, filling, above) if table is not None else {}
    whole = Table(
        {name: place for place, name in enumerate(_LAYOUT.names)},
        [(number, [row.cells[name] for name in _LAYOUT.names]) for number, row in rows.items()],
    )
    shifted = [replace(each, row=each.row and each.row - above) for each in issues.found]
    reading = FileIssues(OFFERED)
    figures = {
        each.provenance.row: each
        for each in observations_in(whole, declared, {}, reading)
        if each.provenance is not None
    }
    told: dict[int | None, list[DataIssue]] = defaultdict(list)
    for issue in [*shifted, *reading.found]:
        of_row = issue.row in rows or issue.code in _OF_A_ROW
        # What a spreadsheet puts between cells is its own affair.
        if issue.code is not IssueCode.NOT_COMMAS:
            told[issue.row if of_row else None].append(issue)
    return Offered(rows=_rows(rows, figures, told), issues=tuple(told.pop(None, ())))


def _rows(
    rows: Mapping[int, OfferedRow],
    figures: Mapping[int, Observation],
    told: Mapping[int | None, list[DataIssue]],
) -> tuple[OfferedRow, ...]:
    """Join rows with their figures and issues; a row that could not be taken apart has none."""
    found = []
    for number in sorted({*rows, *(row for row in told if row is not None)}):
        row = rows.get(number) or OfferedRow(number=number, cells={}, figure=None)
        issues = tuple(told.get(number, ()))
        failed = any(issue.severity is Severity.ERROR for issue in issues)
        figure = None if failed else figures.get(number)
        found.append(replace(row, figure=_placed(figure), issues=issues))
    return tuple(found)


def _placed(figure: Observation | None) -> Observation | None:
    """Say where the figure will stand: the row of a paste is nobody's to find again."""
    if figure is None or figure.provenance is None:
        return figure
    return replace(figure, provenance=replace(figure.provenance, row=0))


def _filled(
    table: Table, framework: Framework, declared: Declared, filling: Filling, above: int
) -> dict[int, OfferedRow]:
    areas = {area.name.casefold(): area.code for area in framework.areas}
    measures = {each.number: each.id for each in framework.measures if each.number}
    published = filling.published.isoformat() if filling.published else ""
    rows = {}
    for record in table.records():
        cells = {name: record[name] for name in _LAYOUT.names}
        cells["measure"] = cells["measure"] or filling.measure
        cells["measure"] = measures.get(cells["measure"], cells["measure"])
        cells["area"] = areas.get(cells["area"].casefold(), cells["area"]) or filling.area
        said = _understand(cells, declared.sound.get(cells["measure"]))
        cells["published"] = cells["published"] or published
        number = record.row - above
        rows[number] = OfferedRow(number=number, cells=cells, figure=None, understood=tuple(said))
    return rows


def _understand(cells: dict[str, str], measure: Measure | None) -> list[str]:
    """Put cells as the reader needs them, and say which were read otherwise than they stand."""
    unit = measure.unit if measure else None
    said = []
    for name in (*_FIGURES, "published"):
        given = cells[name]
        if name == "published":
            cells[name] = plain_date(given)
        else:
            cells[name] = plain_number(given, unit if name in _UNITS else None)
        if cells[name] != given:
            said.append(f"{name}: '{given}' was read as {cells[name]}")
    return said


def _declared(framework: Framework) -> Declared:
    """Give what a framework declares, for a reader that is told of framework.toml."""
    measures = {each.id: each for each in framework.measures}
    nothing = Names("a name", {})
    return Declared(
        measures=Names("a measure", {each: each for each in measures}),
        indicators=nothing,
        reported=nothing,
        outcomes=nothing,
        areas=Names("an area", {area.code: area.code for area in framework.areas}),
        officers=nothing,
        comparators=nothing,
        groups=nothing,
        dimensions=Names("a dimension", {each.id: each.id for each in framework.dimensions}),
        groups_of={
            each.id: Names(
                f"a group of the dimension '{each.id}'", {one.id: one.id for one in each.groups}
            )
            for each in framework.dimensions
        },
        value_costs=nothing,
        sound=measures,
    )
