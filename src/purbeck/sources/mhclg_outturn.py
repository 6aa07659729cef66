"""MHCLG revenue outturn: what each authority in England spent, from the workbooks by authority.

One workbook is one form (RS, RO1 to RO6, RSX, RG) of one year. The figures are in thousands of
pounds, which the mapping's scale turns into pounds. What a county spends is not what a unitary
spends, as they do not do the same things: the class of the authority is a filter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

import numpy as np
import pyarrow as pa

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.model.period import Period, PeriodKind
from purbeck.sources.columnar import Columnar, joined, words
from purbeck.sources.contract import (
    Catalogue,
    Fetched,
    Location,
    Offered,
    Option,
    Request,
    Wanted,
)
from purbeck.sources.declared_period import period_of
from purbeck.sources.fetching import Fetcher, locations_at
from purbeck.sources.locating import option
from purbeck.sources.outturn_sheet import ROLES, Layout, layout_of, year_in
from purbeck.sources.outturn_titles import release_told, status_told, year_told
from purbeck.sources.release_dates import day_of_release
from purbeck.sources.rows import BLANK, SourceRows
from purbeck.sources.workbooks import Sheet, Workbook, open_workbook, text_of

_ROWS_OF_A_FRONT = 40
_NOTES = re.compile(r"^(\[notes? [^\]]*\]\s*)+$", re.IGNORECASE)

NOTE = "[note]"
"""What stands for a figure in place of which there are notes: '[note 4]', '[notes 2 and 3]'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The figures of one workbook."""

    sheet: str
    layout: Layout
    columns: Columnar
    year: str
    status: str
    release: str
    published: date | None

    @property
    def edition(self) -> str:
        return " ".join(filter(None, (self.year, self.status or self.release)))


class MhclgOutturn:
    """Workbooks of revenue outturn by authority, as .xlsx, .xls or .ods."""

    name: ClassVar[str] = "mhclg-outturn"
    title: ClassVar[str] = "MHCLG, revenue outturn by local authority (RS, RO, RSX workbooks)"
    scheme: ClassVar[str] = "any"
    symbols: ClassVar[Mapping[str, Absence]] = {
        **dict.fromkeys(
            (BLANK, "[x]", "[n]", "[z]", "m", "-", "–", "..", "...", "…"), Absence.NOT_COLLECTED
        ),
        **dict.fromkeys(("[y]", "n/a", "na"), Absence.NOT_APPLICABLE),
        # A figure that a note stands in for was not given as asked: the note says why.
        NOTE: Absence.NOT_COLLECTED,
        "[c]": Absence.SUPPRESSED,
    }
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            name="sheet",
            meaning="the sheet to read, where a workbook has several of figures by authority",
        ),
        Option(
            name="year",
            meaning=(
                "the year of the figures, such as 2018-19, where the titles, the sheet and the "
                "file's name do not agree on it"
            ),
        ),
    )
    verified: ClassVar[str] = (
        "real files: RS 2017-18 (.xlsx) and RO3 2024-25 (.ods); .xls with drawn files alone"
    )

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Find the workbooks."""
        return locations_at(request, ("*.xlsx", "*.xls", "*.ods"))

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Get the workbooks."""
        return tuple(fetcher.get(location) for location in self.locate(request))

    def open(self, request: Request, files: Sequence[Fetched]) -> OutturnFile:
        """Understand the workbooks; WorkspaceError with what is wrong in any of them."""
        tables: list[_Table] = []
        issues: list[DataIssue] = []
        sheet, year = (option(request, self.options, name) for name in ("sheet", "year"))
        if year and (year_in([year]) != year or len(files) > 1):
            raise UsageError(
                f"Source '{request.source}': option 'year' is of one workbook, such as 2018-19."
            )
        for number, file in enumerate(files):
            try:
                tables.append(_table(file, number, tuple(files), sheet, year))
            except WorkspaceError as error:
                issues += error.issues
        if issues:
            raise WorkspaceError(issues)
        return OutturnFile(tuple(tables), tuple(files))


@dataclass(frozen=True, slots=True)
class OutturnFile:
    """Workbooks of revenue outturn, understood."""

    tables: tuple[_Table, ...]
    files: tuple[Fetched, ...]

    def catalogue(self) -> Catalogue:
        """List the lines of the forms, with the classes of authority and the years."""
        measures: dict[str, Offered] = {}
        filters: dict[str, dict[str, None]] = {}
        for table in self.tables:
            for line in table.layout.lines:
                before = measures.get(line.key)
                measures[line.key] = Offered(
                    key=line.key,
                    label=line.group,
                    unit=table.layout.unit,
                    period_kind="financial year",
                    rows=len(table.layout.rows) + (before.rows if before else 0),
                )
            for name, values in table.columns.values().items():
                filters.setdefault(name, {}).update(dict.fromkeys(values))
        areas = dict.fromkeys(area for table in self.tables for area in table.columns.areas())
        published = [table.published for table in self.tables if table.published]
        return Catalogue(
            measures=tuple(measures.values()),
            filters={name: tuple(values) for name, values in filters.items()},
            areas=tuple(areas),
            periods=tuple(dict.fromkeys(table.year for table in self.tables)),
            edition=", ".join(dict.fromkeys(table.edition for table in self.tables)),
            published=max(published, default=None),
        )

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        """Give the figures of the lines wanted, in the order of the workbooks."""
        parts = []
        for table in self.tables:
            letters = {_bare(line.key): line.letter for line in table.layout.lines}
            for place, each in enumerate(wanted):
                heading = letters.get(_bare(each.key), "")
                parts.append(table.columns.rows_of(place, _by_letter(each, letters), heading))
        return joined(parts, self.files)

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        """Read a year such as '2017-18', under a financial year alone."""
        if wanted.kind is PeriodKind.FINANCIAL_YEAR:
            return period_of(text, wanted.kind, wanted.span)
        received = f'"{text}", a financial year'
        return Problem(IssueCode.PERIOD_OF_WRONG_KIND, "period", received, wanted.kind.described)


def _by_letter(wanted: Wanted, letters: Mapping[str, str]) -> Wanted:
    """Name what stands beside a value by the letter of its column."""
    return replace(
        wanted,
        numerator=letters.get(_bare(wanted.numerator), ""),
        denominator=letters.get(_bare(wanted.denominator), ""),
        lower=letters.get(_bare(wanted.lower), ""),
        upper=letters.get(_bare(wanted.upper), ""),
    )


def _bare(key: str) -> str:
    return " ".join(key.split()).casefold()


def _table(file: Fetched, number: int, files: tuple[Fetched, ...], asked: str, told: str) -> _Table:
    book = open_workbook(file.path)
    sheet, layout, fronts = _chosen(file, book, asked)
    texts = (*layout.titles, *fronts, file.name.replace("_", " "))
    year = told or year_told(layout.year, sheet.name, file.name, fronts)
    if isinstance(year, Problem):
        raise WorkspaceError([DataIssue(year, file=file.name)])
    status, published = status_told(texts), day_of_release(texts)
    count = len(layout.rows)
    columns = _columnar(sheet, layout, files)
    return _Table(
        sheet=sheet.name,
        layout=layout,
        columns=replace(
            columns,
            period=words([year] * count),
            file=np.full(count, number, dtype=np.int32),
            status=pa.array([status or None] * count, pa.string()),
            published=pa.array([published] * count, pa.date32()),
        ),
        year=year,
        status=status,
        release=release_told(texts),
        published=published,
    )


def _columnar(sheet: Sheet, layout: Layout, files: tuple[Fetched, ...]) -> Columnar:
    rows = [sheet.rows[at] for at in layout.rows]

    def texts(column: int) -> list[str]:
        return [text_of(row[column]) for row in rows]

    said = {role: texts(column) for role, column in layout.about.items()}
    nothing = [""] * len(rows)
    codes = zip(said.get("code", nothing), said.get("e-code", nothing), strict=True)
    return Columnar(
        table=pa.table(
            {
                line.letter: pa.array([_NOTES.sub(NOTE, text) for text in texts(line.column)])
                for line in layout.lines
            }
        ),
        files=files,
        area_code=words([code or e_code for code, e_code in codes]),
        area_name=words(said["name"]),
        period=words(nothing),
        line=np.array(layout.rows, dtype=np.int32) + 1,
        file=np.zeros(len(rows), dtype=np.int32),
        filters={role: words(values) for role, values in said.items() if role not in ROLES},
        sheet=sheet.name,
        note=words(said.get("notes", nothing)),
    )


def _chosen(file: Fetched, book: Workbook, asked: str) -> tuple[Sheet, Layout, tuple[str, ...]]:
    """Choose the sheet of figures, and give the texts of the sheets that stand before it.

    Hidden sheets are what the publisher worked with: some are of another year. Neither is the
    sheet one that shows a single authority, which has no column of codes.
    """
    found: list[tuple[Sheet, Layout]] = []
    fronts: list[str] = []
    for name in book.names:
        if book.is_hidden(name) and name.casefold() != asked.casefold():
            continue
        sheet = book.sheet(name)
        layout = layout_of(sheet)
        if layout:
            found.append((sheet, layout))
        elif not name.casefold().startswith("note"):
            rows = sheet.rows[:_ROWS_OF_A_FRONT]
            fronts += [text_of(cell) for row in rows for cell in row if isinstance(cell, str)]
    if asked:
        found = [each for each in found if each[0].name.casefold() == asked.casefold()]
    elif len(found) > 1:
        year = year_in(fronts) or year_in([file.name])
        found = [each for each in found if each[1].year == year] or found
    if len(found) == 1:
        return *found[0], tuple(fronts)
    received = "no sheet" if not found else ", ".join(f"'{sheet.name}'" for sheet, _ in found)
    advice = "Name the sheet by the option 'sheet'." if found else ""
    expected = f"one sheet{f' {asked!r}' if asked else ''} with an E-code, a name and figures"
    raise _refused(file, IssueCode.UNREADABLE_FILE, received, expected, advice)


def _refused(
    file: Fetched, code: IssueCode, received: str, expected: str, advice: str = ""
) -> WorkspaceError:
    return WorkspaceError(
        [DataIssue(Problem(code, "", received, expected, advice), file=file.name)]
    )
