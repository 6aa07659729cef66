"""DfE Explore Education Statistics: a CSV file of figures, with or without its meta file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.observation import Absence, Status
from purbeck.model.period import Period
from purbeck.sources.columnar import Columnar, joined, mapped, whole_of, words
from purbeck.sources.contract import (
    Catalogue,
    Fetched,
    Location,
    Offered,
    Option,
    Request,
    Wanted,
)
from purbeck.sources.csv_table import lines_of, read_csv
from purbeck.sources.dfe_columns import (
    NEEDED,
    SYMBOLS,
    Described,
    described,
    evened,
    parted_columns,
    places_of,
)
from purbeck.sources.dfe_periods import TO_DATE, ees_period, is_to_date
from purbeck.sources.ees_archive import META, is_archive, part_of
from purbeck.sources.fetching import locations_at
from purbeck.sources.figures import figures
from purbeck.sources.locating import companion, listed, option
from purbeck.sources.rows import SourceRows

if TYPE_CHECKING:
    from purbeck.sources.fetching import Fetcher

VERSION = "version"
"""The filter by which some files say how settled a row is."""

SETTLED: Mapping[str, str] = {
    "provisional": Status.PROVISIONAL.value,
    "revised": Status.REVISED.value,
    "final": Status.FINAL.value,
}


class DfeEes:
    """A file as it is downloaded from Explore Education Statistics."""

    name: ClassVar[str] = "dfe-ees"
    title: ClassVar[str] = "Department for Education, Explore Education Statistics (CSV)"
    scheme: ClassVar[str] = "gss"
    symbols: ClassVar[Mapping[str, Absence]] = SYMBOLS
    options: ClassVar[tuple[Option, ...]] = (
        Option(name="meta", meaning="where the meta file is, if not beside the file"),
        Option(
            name="filters",
            meaning="columns that are filters although they hold numbers, between commas",
        ),
        Option(name="part", meaning="of an archive of several data sets, the file that is meant"),
    )
    verified: ClassVar[str] = (
        "real files of DfE: key stage 2 and absence of children in care 2018/19 to 2024/25, "
        "population 2012 to 2024"
    )

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Find the files, and the meta file that lies beside each; see ``Connector``."""
        found = locations_at(request, ("*.csv", "*.csv.gz", "*.zip"))
        data = tuple(each for each in found if not _is_meta(each.address))
        if not data:
            raise UsageError(f"Source '{request.source}': '{request.at}' is a meta file alone.")
        told = option(request, self.options, "meta")
        if told:
            return (*data, companion(request, told, "meta"))
        beside = (_meta_of(each) for each in data if not each.is_remote)
        return (*data, *(each for each in beside if each is not None))

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Get the files; see ``Connector``."""
        return tuple(fetcher.get(location) for location in self.locate(request))

    def open(self, request: Request, files: Sequence[Fetched]) -> EesFile:
        """Read the files as one; see ``Connector``."""
        said: dict[str, Described] = {}
        tables: list[pa.Table] = []
        sheet = ""
        for file in files:
            if file.location.role == "meta":
                said |= described(read_csv(file.path, name=file.name))
            elif is_archive(file.path):
                part = part_of(file, option(request, self.options, "part"))
                tables.append(part.table)
                sheet = part.name
                said |= {} if part.meta is None else described(part.meta)
            else:
                tables.append(read_csv(file.path, name=file.name))
        data = tuple(file for file in files if file.location.role == "data")
        if not data:
            raise UsageError(f"Source '{request.source}' has no file of figures.")
        declared = listed(option(request, self.options, "filters"))
        return EesFile(
            data,
            tables,
            {**self.labels(), **said},
            declared=declared,
            wanted=request.wanted,
            sheet=sheet,
        )

    def labels(self) -> Mapping[str, Described]:
        """What is known of columns where no meta file says it: nothing, of files in general."""
        return {}


class EesFile:
    """Files of Explore Education Statistics, read as one table."""

    def __init__(
        self,
        files: tuple[Fetched, ...],
        tables: Sequence[pa.Table],
        said: Mapping[str, Described],
        *,
        declared: Sequence[str] = (),
        wanted: Sequence[Wanted] = (),
        sheet: str = "",
    ) -> None:
        lines = [lines_of(each) for each in tables]
        tables = [evened(table) for table in tables]
        _check(files, tables)
        _check_rows(files, tables)
        _check_filters(files, tables, wanted)
        table = pa.concat_tables(tables, promote_options="default")
        filters, self._indicators = parted_columns(table, said, declared, _asked_for(wanted))
        self._said = said
        texts = {name: words(table[name]) for name in filters}
        self._version = next((name for name in filters if _is_version(name, texts[name])), "")
        code, name = places_of(table)
        self._columns = Columnar(
            table=table.select(self._indicators),
            files=files,
            area_code=code,
            area_name=name,
            period=_periods_of(table, texts),
            filters=texts,
            sheet=sheet,
            line=np.concatenate(lines),
            file=np.repeat(np.arange(len(files), dtype=np.int32), [len(each) for each in lines]),
            status=mapped(texts[self._version], SETTLED) if self._version else None,
        )

    def catalogue(self) -> Catalogue:
        """Say what the files hold; how settled a row is, is a filter where rows differ in it."""
        values = self._columns.values()
        if self._version and not self._columns.splits(self._version):
            del values[self._version]
        wholes = {name: self._whole(name, each) for name, each in values.items()}
        return Catalogue(
            measures=tuple(self._offered(name) for name in self._indicators),
            filters=values,
            areas=self._columns.areas(),
            periods=self._columns.periods(),
            wholes={name: whole for name, whole in wholes.items() if whole},
        )

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        """Give the rows of the measures wanted, whose keys are columns; see ``SourceFile``."""
        columns = self._columns
        parts = (columns.rows_of(at, each, each.key) for at, each in enumerate(wanted))
        return joined(parts, columns.files)

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        """Read "202425 Academic year"; see ``ees_period``."""
        return ees_period(text, wanted)

    def _offered(self, name: str) -> Offered:
        said = self._said.get(name, Described(""))
        value, _ = figures(self._columns.table[name])
        return Offered(
            key=name,
            label=said.label,
            unit=said.unit,
            period_kind=_identifier_of(self._columns.periods()),
            rows=len(value) - value.null_count,
        )

    def _whole(self, name: str, values: Sequence[str]) -> str:
        said = self._said.get(name, Described("")).whole
        return said if said in values else whole_of(values)


def _asked_for(wanted: Sequence[Wanted]) -> list[str]:
    """Name the columns that are asked for as figures."""
    return [
        name
        for each in wanted
        for name in (each.key, each.numerator, each.denominator, each.lower, each.upper)
        if name
    ]


def _check(files: Sequence[Fetched], tables: Sequence[pa.Table]) -> None:
    """Raise with every column that every such file needs, and one of these does not have."""
    issues = [
        DataIssue(Problem(IssueCode.MISSING_COLUMN, "", "none", column), file=file.name, row=1)
        for file, table in zip(files, tables, strict=True)
        for column in NEEDED
        if column not in table.column_names
    ]
    if issues:
        raise WorkspaceError(issues)


def _check_rows(files: Sequence[Fetched], tables: Sequence[pa.Table]) -> None:
    """Raise where no file has a row: without cells, filters and indicators cannot be told."""
    if not any(table.num_rows for table in tables):
        problem = Problem(IssueCode.EMPTY_FILE, "", "headings alone", "rows of figures")
        raise WorkspaceError([DataIssue(problem, file=file.name) for file in files[:1]])


def _check_filters(
    files: Sequence[Fetched], tables: Sequence[pa.Table], wanted: Sequence[Wanted]
) -> None:
    """Raise where one of several files has a measure, and not a column that it is filtered by.

    None of its rows would count. Where no file has the column, the mapping is at fault, and that
    is told for all of them together.
    """
    held = [{name.casefold() for name in table.column_names} for table in tables]
    issues = [
        DataIssue(Problem(IssueCode.MISSING_COLUMN, "", "none", column), file=file.name, row=1)
        for file, names in zip(files, held, strict=True)
        for column in dict.fromkeys(
            column
            for each in wanted
            for column in each.filters
            if each.key.casefold() in names and column.strip().casefold() not in names
        )
        if any(column.strip().casefold() in others for others in held)
    ]
    if issues:
        raise WorkspaceError(issues)


def _periods_of(table: pa.Table, filters: Mapping[str, pa.DictionaryArray]) -> pa.DictionaryArray:
    """Give each row its time period with the identifier, and whether it counts the year to date."""
    cumulative = pa.repeat("", table.num_rows)
    for column in filters.values():
        counts_on = [is_to_date(text) for text in column.dictionary.to_pylist()]
        if any(counts_on):
            marks = pa.array([f" ({TO_DATE})" if each else "" for each in counts_on])
            cumulative = pc.binary_join_element_wise(cumulative, marks.take(column.indices), "")
    stretch = words(table["time_period"]).cast(pa.string())
    identifier = words(table["time_identifier"]).cast(pa.string())
    spelt = pc.binary_join_element_wise(stretch, identifier, " ")
    return words(pc.binary_join_element_wise(spelt, cumulative, ""))


def _identifier_of(periods: Sequence[str]) -> str:
    names = dict.fromkeys(period.partition(" ")[2] for period in periods)
    return ", ".join(names)


def _is_version(name: str, column: pa.DictionaryArray) -> bool:
    texts = {text.casefold() for text in column.dictionary.to_pylist()}
    return name.casefold() == VERSION and bool(texts) and texts <= set(SETTLED)


def _is_meta(address: str) -> bool:
    return address.casefold().removesuffix(".gz").endswith(META)


def _meta_of(data: Location) -> Location | None:
    """Find the meta file that lies beside a file; None where there is none."""
    path = Path(data.address)
    stem = path.name.removesuffix(".gz").removesuffix(".csv")
    for name in (f"{stem}{META}", f"{stem}{META}.gz"):
        if (beside := path.with_name(name)).is_file():
            return Location(address=str(beside), role="meta")
    return None
