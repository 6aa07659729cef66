"""ONS mid-year population estimates: the workbooks and CSV files of ONS, and the DfE's own CSV.

An estimate is of 30 June, and is held under the calendar year. Estimates by single year of age
stand under the filter 'age', and by sex under 'sex'. The bands of ``mye_grid.BANDS``, such as 18+,
are added up where a table has every age in them; nothing else is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.model.period import Period, PeriodKind
from purbeck.sources.columnar import joined, words
from purbeck.sources.contract import (
    Catalogue,
    Fetched,
    Filters,
    Location,
    Offered,
    Option,
    Request,
    SourceFile,
    Wanted,
)
from purbeck.sources.csv_table import read_csv
from purbeck.sources.declared_period import period_of
from purbeck.sources.dfe_ees import DfeEes
from purbeck.sources.fetching import Fetcher, locations_at
from purbeck.sources.mye_grid import AGE, SEX, Counted, Grid, of_file, read_sheet, read_table
from purbeck.sources.rows import BLANK, SourceRows
from purbeck.sources.workbooks import is_workbook, open_workbook

_EES = {"time_period", "geographic_level"}


class OnsMye:
    """Files of mid-year population estimates."""

    name: ClassVar[str] = "ons-mye"
    title: ClassVar[str] = "ONS, mid-year population estimates (workbooks and CSV)"
    scheme: ClassVar[str] = "gss"
    symbols: ClassVar[Mapping[str, Absence]] = {
        **DfeEes.symbols,
        **dict.fromkeys((BLANK, "-", "..", ":", "no data"), Absence.NOT_COLLECTED),
        "[z]": Absence.NOT_APPLICABLE,
        "[x]": Absence.NOT_COLLECTED,
    }
    options: ClassVar[tuple[Option, ...]] = ()
    verified: ClassVar[str] = (
        "a real file of DfE with the estimates 2012 to 2024; the workbooks of ONS (MYE2, MYE4, "
        "MYEB1) by their described shape alone, with drawn files"
    )

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Find the files."""
        return locations_at(request, ("*.csv", "*.csv.gz", "*.xlsx", "*.xls", "*.ods"))

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Get the files."""
        return tuple(fetcher.get(location) for location in self.locate(request))

    def open(self, request: Request, files: Sequence[Fetched]) -> SourceFile:
        """Understand the files, each by its own headings."""
        grids: list[Grid] = []
        of_dfe: list[Fetched] = []
        issues: list[DataIssue] = []
        for number, file in enumerate(files):
            try:
                found = _grids(file, tuple(files))
            except WorkspaceError as error:
                issues += error.issues
                continue
            of_dfe += [file] if found is None else []
            grids += [of_file(grid, number) for grid in found or ()]
        if of_dfe and grids:
            received, expected = "files of DfE and of ONS together", "a source for each of the two"
            problem = Problem(IssueCode.UNEXPECTED_FILE, "", received, expected)
            issues.append(DataIssue(problem, file=of_dfe[0].name))
        if issues:
            raise WorkspaceError(issues)
        if of_dfe:
            return _OfDfe(DfeEes().open(request, of_dfe))
        return MyeFile(tuple(grids), tuple(files))


@dataclass(frozen=True, slots=True)
class _OfDfe:
    """The estimates as DfE publishes them, whose year is that of ONS."""

    inner: SourceFile

    def catalogue(self) -> Catalogue:
        return self.inner.catalogue()

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        return self.inner.rows(wanted)

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        return _year(text.partition(" ")[0], wanted)


@dataclass(frozen=True, slots=True)
class MyeFile:
    """Tables of ONS, understood."""

    grids: tuple[Grid, ...]
    files: tuple[Fetched, ...]

    def catalogue(self) -> Catalogue:
        """List what is counted, with the ages, sexes and years."""
        counts: dict[str, int] = {}
        filters: dict[str, dict[str, None]] = {}
        for grid in self.grids:
            for each in grid.counted:
                counts[each.key] = counts.get(each.key, 0) + grid.columns.table.num_rows
                if each.age:
                    filters.setdefault(AGE, {})[each.age] = None
            for name, values in grid.columns.values().items():
                filters.setdefault(name, {}).update(dict.fromkeys(values))
            for name, value in grid.constant.items():
                filters.setdefault(name, {})[value] = None
        areas = dict.fromkeys(area for grid in self.grids for area in grid.columns.areas())
        years = dict.fromkeys(each.year for grid in self.grids for each in grid.counted)
        published = [grid.published for grid in self.grids if grid.published]
        return Catalogue(
            measures=tuple(
                Offered(key=key, label=key, unit="people", period_kind="mid-year", rows=count)
                for key, count in counts.items()
            ),
            filters={name: tuple(values) for name, values in filters.items()},
            wholes={
                name: whole
                for name, whole in ((AGE, "all ages"), (SEX, "persons"))
                if whole in filters.get(name, {})
            },
            areas=tuple(areas),
            periods=tuple(years),
            edition=f"mid-{max(years)}" if years else "",
            published=max(published, default=None),
        )

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        """Give the estimates wanted, column after column of each table."""
        parts = []
        for place, each in enumerate(wanted):
            for grid in self.grids:
                for counted in grid.counted:
                    filters = _left(each.filters, grid, counted)
                    if counted.key.casefold() != each.key.strip().casefold() or filters is None:
                        continue
                    years = words([counted.year] * grid.columns.table.num_rows)
                    columns = replace(grid.columns, period=years)
                    parts.append(
                        columns.rows_of(place, replace(each, filters=filters), counted.column)
                    )
        return joined(parts, self.files)

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        """Read a year, under a calendar year alone."""
        return _year(text, wanted)


def _year(text: str, wanted: Wanted) -> Period | Problem:
    if wanted.kind is PeriodKind.CALENDAR_YEAR:
        return period_of(text, wanted.kind, wanted.span)
    received = f'"{text}", the middle of a calendar year'
    return Problem(IssueCode.PERIOD_OF_WRONG_KIND, "period", received, wanted.kind.described)


def _left(filters: Filters, grid: Grid, counted: Counted) -> Filters | None:
    """Give the filters that rows have still to meet; None where the column itself fails one."""
    said = {**grid.constant, **({AGE: counted.age} if counted.age else {})}
    left: dict[str, tuple[str, ...]] = {}
    for name, values in filters.items():
        told = said.get(name.strip().casefold())
        if told is None:
            left[name] = values
        elif told.casefold() not in {value.strip().casefold() for value in values}:
            return None
    return left


def _grids(file: Fetched, files: tuple[Fetched, ...]) -> list[Grid] | None:
    """Understand one file; None for one of DfE."""
    if is_workbook(file.path):
        book = open_workbook(file.path)
        sheets = [book.sheet(name) for name in book.names if not book.is_hidden(name)]
        found = [read_sheet(sheet, file.name, files) for sheet in sheets]
    else:
        table = read_csv(file.path)
        if set(table.column_names) >= _EES:
            return None
        found = [read_table(table, file.name, files)]
    grids = [grid for grid in found if grid is not None]
    if not grids:
        expected = "columns of codes, names and either ages of one year or years"
        problem = Problem(IssueCode.UNREADABLE_FILE, "", "no table of estimates", expected)
        raise WorkspaceError([DataIssue(problem, file=file.name)])
    return grids
