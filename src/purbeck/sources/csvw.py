"""CSV on the Web: a table of figures with the metadata that says what its columns are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import Problem
from purbeck.model.observation import Absence
from purbeck.model.period import Period
from purbeck.sources.addresses import shown
from purbeck.sources.columnar import chosen, words
from purbeck.sources.contract import Fetched, Location, Offered, Option, Request, Wanted
from purbeck.sources.csv_table import lines_of, read_csv
from purbeck.sources.csvw_metadata import (
    Column,
    Table,
    metadata_in,
    place_of,
    refused,
    roles_said,
    table_of,
)
from purbeck.sources.fetching import files_at
from purbeck.sources.iso_periods import iso_period
from purbeck.sources.locating import listed, option
from purbeck.sources.table_roles import ROLES, roles_of
from purbeck.sources.tidy import COLUMN_OPTIONS
from purbeck.sources.tidy_table import SYMBOLS, TidyFile, plain_period

if TYPE_CHECKING:
    from purbeck.sources.fetching import Fetcher

META = "-metadata.json"
_COMMON = "csv-metadata.json"
_GSS = re.compile(r"[a-z]\d{8}", re.ASCII)
_INTERVAL = re.compile(r".*/id/(?:gregorian-interval|interval)/", re.IGNORECASE)
_ADDRESS = re.compile(r".*/")
_LABELS = ("label", "title", "name", "preflabel", "description")


class Csvw:
    """A table of CSV on the Web, of any publisher."""

    name: ClassVar[str] = "csvw"
    title: ClassVar[str] = "CSV on the Web (a CSV file with metadata in JSON)"
    scheme: ClassVar[str] = "gss"
    symbols: ClassVar[Mapping[str, Absence]] = SYMBOLS
    options: ClassVar[tuple[Option, ...]] = COLUMN_OPTIONS
    verified: ClassVar[str] = "files made after the specification; no publisher's own"

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Find the table, and its metadata beside it; or the metadata, if that is what 'at' names.

        Raises
        ------
        UsageError
            Where there is no metadata.
        """
        if request.at.casefold().endswith(".json"):
            return (_single(request, request.at, "meta"),)
        data = _single(request, request.at, "data")
        if data.is_remote:
            return data, Location(address=f"{data.address}{META}", role="meta")
        path = Path(data.address)
        for beside in (path.with_name(f"{path.name}{META}"), path.with_name(_COMMON)):
            if beside.is_file():
                return data, Location(address=str(beside), role="meta")
        raise UsageError(
            f"Source '{request.source}' finds no '{path.name}{META}' beside {shown(request.at)}: "
            "save it there, or read the table as 'tidy'."
        )

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Get the metadata, the table that it describes, and the lists of its codes."""
        located = self.locate(request)
        meta = fetcher.get(located[-1])
        data = fetcher.get(located[0]) if len(located) > 1 else None
        metadata = metadata_in(meta)
        table = table_of(metadata, meta.name, data.location.address if data else "")
        if data is None:
            data = fetcher.get(place_of(meta.location, table.url, "data", meta.name))
        lists = dict.fromkeys(reference.resource for reference in table.codelists().values())
        found = (_list_at(meta, url, fetcher) for url in lists)
        return meta, data, *(each for each in found if each is not None)

    def open(self, request: Request, files: Sequence[Fetched]) -> TidyFile:
        """Understand the table; see ``Connector``."""
        by_role = {role: _of_role(files, role) for role in ("meta", "data", "codelist")}
        if not by_role["meta"] or not by_role["data"]:
            raise UsageError(f"Source '{request.source}': the files are not all there.")
        meta, data = by_role["meta"][0], by_role["data"][0]
        metadata = metadata_in(meta)
        described = table_of(metadata, meta.name, data.location.address)
        table = _read(described, data)
        columns = _columns(described, table, data)
        table = _without_nothing(table, columns)
        said = roles_said(columns)
        told = {role: option(request, self.options, role) or getattr(said, role) for role in ROLES}
        values = listed(option(request, self.options, "values"))
        roles = roles_of(told, values, table.column_names, data.name)
        return TidyFile(
            table,
            roles,
            (data,),
            lines_of(table, 2 + _dialect_rows(described)),
            translated=_labels(described, columns, by_role["codelist"]),
            area_codes=_gss_codes,
            read=csvw_period,
            offered={
                heading: Offered(key=heading, label=each.name) for heading, each in columns.items()
            },
        )


def csvw_period(text: str, wanted: Wanted) -> Period | Problem:
    """Read a period: of ISO 8601, an address of one, or as a workspace would write it.

    Examples
    --------
    >>> from purbeck.model.period import PeriodKind
    >>> wanted = Wanted(measure="anxiety", key="Value", kind=PeriodKind.FINANCIAL_YEAR)
    >>> print(csvw_period("2011-2012", wanted))
    2011-12
    >>> base = "http://reference.data.gov.uk/id/"
    >>> print(csvw_period(base + "gregorian-interval/2011-04-01T00:00:00/P1Y", wanted))
    2011-12
    >>> print(csvw_period(base + "government-year/2011-2012", wanted))
    2011-12
    """
    if _INTERVAL.match(text):
        return iso_period(_INTERVAL.sub("", text), wanted)
    last = _ADDRESS.sub("", text) if "/id/" in text else text
    read = iso_period(last, wanted)
    # A year that has an address is the calendar's, unless it is the government's.
    if isinstance(read, Period) or ("/id/" in text and "/government-" not in text):
        return read
    return plain_period(last, wanted)


def _list_at(meta: Fetched, url: str, fetcher: Fetcher) -> Fetched | None:
    """Get a list of codes; None where it is not to be had, and codes stand without labels."""
    try:
        return fetcher.get(place_of(meta.location, url, "codelist", meta.name))
    except (UsageError, WorkspaceError):
        return None


def _single(request: Request, at: str, role: str) -> Location:
    if at.startswith(("http://", "https://")):
        return Location(address=at, role=role)
    found = files_at(replace(request, at=at), ("*.csv",))
    if len(found) > 1:
        raise UsageError(f"Source '{request.source}': '{at}' is {len(found)} files, and not one.")
    return Location(address=str(found[0]), role=role)


def _of_role(files: Sequence[Fetched], role: str) -> tuple[Fetched, ...]:
    return tuple(file for file in files if file.location.role == role)


def _dialect_rows(described: Table) -> int:
    return described.dialect.skip_rows if described.dialect else 0


def _read(described: Table, data: Fetched) -> pa.Table:
    dialect = described.dialect
    if dialect is None:
        return read_csv(data.path, name=data.name)
    if not dialect.header:
        raise refused(data.name, "a table without headings")
    return read_csv(
        data.path, delimiter=dialect.delimiter, skip_rows=dialect.skip_rows, name=data.name
    )


def _columns(described: Table, table: pa.Table, data: Fetched) -> dict[str, Column]:
    """Give what is said of each column, by its heading in the file.

    Raises
    ------
    WorkspaceError
        Where a column that is described is not there.
    """
    found: dict[str, Column] = {}
    for column in described.table_schema.columns:
        if column.virtual:
            continue
        named = (chosen(name, table.column_names) for name in column.headings if name)
        heading = next((name for name in named if name), "")
        if not heading:
            raise refused(data.name, f"no column '{column.name or column.headings[0]}'"[:80])
        found[heading] = column
    return found


def _without_nothing(table: pa.Table, columns: Mapping[str, Column]) -> pa.Table:
    """Empty the cells that hold what the metadata declares to be nothing."""
    for heading, column in columns.items():
        nothing = [text for text in column.nothing if text]
        if nothing:
            held = pc.is_in(table[heading], value_set=pa.array(nothing))
            at = table.column_names.index(heading)
            table = table.set_column(at, heading, pc.if_else(held, "", table[heading]))
    return table


def _labels(
    described: Table, columns: Mapping[str, Column], lists: Sequence[Fetched]
) -> dict[str, dict[str, str]]:
    """Give the labels of codes, by the heading of the column and then by code."""
    by_name = {column.name: heading for heading, column in columns.items()}
    held = {file.location.address.replace("\\", "/").rpartition("/")[2]: file for file in lists}
    found = {}
    for name, reference in described.codelists().items():
        file = held.get(reference.resource.rpartition("/")[2])
        if file is None or name not in by_name:
            continue
        table = read_csv(file.path, name=file.name)
        code = chosen(_first_text(reference.columns), table.column_names) or table.column_names[0]
        label = next((each for each in table.column_names if each.casefold() in _LABELS), code)
        pairs = zip(table[code].to_pylist(), table[label].to_pylist(), strict=True)
        found[by_name[name]] = {key.strip(): text.strip() for key, text in pairs}
    return found


def _first_text(said: object) -> str:
    return (
        said if isinstance(said, str) else str(said[0]) if isinstance(said, list) and said else ""
    )


def _gss_codes(column: pa.DictionaryArray) -> pa.DictionaryArray:
    """Give the codes of areas: the end of an address, and GSS codes in capitals."""
    codes = [_ADDRESS.sub("", text) for text in column.dictionary.to_pylist()]
    capital = [code.upper() if _GSS.fullmatch(code) else code for code in codes]
    return words(pa.array(capital, pa.string()).take(column.indices))
