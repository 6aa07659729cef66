"""Nomis, the labour market and census service of ONS: what its API replies, page after page.

A key in sources.toml is a measure of the dataset, such as 20100 for the value itself; what else
tells a row (sex, age, variable) is a filter, by the code that Nomis has for it under the name of
the dimension, or by the name under the dimension's ``_NAME``. Codes are sent to Nomis, so that no
more is asked for than is wanted; names are looked for in what it replies.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.observation import Absence, Status
from purbeck.model.period import Period, PeriodKind
from purbeck.sources.addresses import joined as with_questions
from purbeck.sources.addresses import scheme_of
from purbeck.sources.beside import put_beside
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
from purbeck.sources.declared_period import period_of
from purbeck.sources.fetching import Fetcher, locations_at
from purbeck.sources.locating import option
from purbeck.sources.rows import BLANK, ROWS, SourceRows

ADDRESS = "https://www.nomisweb.co.uk/api/v01"
KEY = "NOMIS_UID"
"""The environment variable that holds the key, where there is one."""

GUEST_ROWS, KEY_ROWS = 25_000, 100_000
"""Rows that one call gives, to whoever asks and to whoever has a key: the API's own limits."""

MOST_PAGES = 400

_NEEDED = ("OBS_VALUE", "GEOGRAPHY_CODE", "GEOGRAPHY_NAME", "DATE_NAME", "MEASURES")
_ABOUT = re.compile(r"^(DATE|GEOGRAPHY|OBS|RECORD|MEASURES|URN)(_|$)")
_DIMENSION = re.compile(r"^[A-Z][A-Z0-9_]*$")
_NO_FIGURE = {"m": Absence.NOT_COLLECTED, "l": Absence.NOT_COLLECTED, "q": Absence.SUPPRESSED}
"""Statuses, by the codes of SDMX, that say why there is no figure: missing, not collected,
suppressed."""

_SETTLED = {
    "p": Status.PROVISIONAL.value,
    "r": Status.REVISED.value,
    "e": Status.ESTIMATED.value,
    "b": Status.BREAK.value,
}
_YEAR_LONG = re.compile(r"^([A-Za-z]{3,9}) (\d{4})\s*[-–]\s*([A-Za-z]{3,9}) (\d{4})$")
_YEARS: Mapping[PeriodKind, tuple[str, str]] = {
    PeriodKind.CALENDAR_YEAR: ("jan", "dec"),
    PeriodKind.FINANCIAL_YEAR: ("apr", "mar"),
    PeriodKind.ACADEMIC_YEAR: ("sep", "aug"),
}


class Nomis:
    """The API of Nomis, or a file that was saved from it."""

    name: ClassVar[str] = "nomis"
    title: ClassVar[str] = "ONS, Nomis (API)"
    scheme: ClassVar[str] = "gss"
    symbols: ClassVar[Mapping[str, Absence]] = {
        **_NO_FIGURE,
        **dict.fromkeys((BLANK, "-", "..", "..."), Absence.NOT_COLLECTED),
        **dict.fromkeys(("!", "*", "#", "c"), Absence.SUPPRESSED),
        "n/a": Absence.NOT_APPLICABLE,
    }
    options: ClassVar[tuple[Option, ...]] = (
        Option(name="dataset", meaning="the dataset's id, such as NM_2002_1"),
        Option(
            name="geography",
            meaning="codes or types of area, such as TYPE464; the workspace's areas where empty",
        ),
        Option(name="date", meaning="single dates, such as latest,latestMINUS4"),
        Option(name="time", meaning="a range of dates in place of single ones"),
    )
    verified: ClassVar[str] = "coded from the documentation; no recorded reply was found"

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Put the question together, or find the file that was saved."""
        if request.at and not scheme_of(request.at):
            return locations_at(request, ("*.csv",))
        dataset = option(request, self.options, "dataset")
        if not re.fullmatch(r"\w+", dataset):
            raise UsageError(
                f"Source '{request.source}' needs the option 'dataset': such as NM_2002_1."
            )
        address = f"{(request.at or ADDRESS).rstrip('/')}/dataset/{dataset}.data.csv"
        return (Location(address=with_questions(address, self._questions(request))),)

    def _questions(self, request: Request) -> dict[str, str]:
        geography = option(request, self.options, "geography") or ",".join(request.areas)
        if not geography:
            raise UsageError(f"Source '{request.source}' needs the option 'geography', or areas.")
        date, time = (option(request, self.options, name) for name in ("date", "time"))
        if date and time:
            raise UsageError(f"Source '{request.source}' has 'date' and 'time': give one of them.")
        when = {"time": time} if time else {"date": date or "latest"}
        return {"geography": geography, **when, **_codes_wanted(request.wanted)}

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Ask for page after page, until the rows that Nomis counts are here."""
        locations = self.locate(request)
        if not locations[0].is_remote:
            return tuple(fetcher.get(location) for location in locations)
        key = os.environ.get(KEY, "").strip()
        limit = KEY_ROWS if key else GUEST_ROWS
        pages: list[Fetched] = []
        offset = 0
        while len(pages) < MOST_PAGES:
            paging = {"recordlimit": f"{limit}", "recordoffset": f"{offset}"}
            address = with_questions(locations[0].address, paging)
            file = fetcher.get(Location(address=address), keys={"uid": key} if key else {})
            count, whole = _counts(file, first=not pages)
            if count or not pages:
                pages.append(file)
            # What is counted in all is believed before a page that is not full.
            offset += count
            if count == 0 or (offset >= whole if whole else count < limit):
                return tuple(pages)
        raise UsageError(f"Source '{request.source}' has more than {offset:,} rows: ask for less.")

    def open(self, request: Request, files: Sequence[Fetched]) -> NomisFile:
        """Read the pages as one."""
        return NomisFile(tuple(files))


class NomisFile:
    """Pages of one reply, read as one table."""

    def __init__(self, files: tuple[Fetched, ...]) -> None:
        tables = [_page(file) for file in files]
        table = pa.concat_tables(tables, promote_options="default")
        lines = [lines_of(each) for each in tables]
        status = words(_column(table, "OBS_STATUS"))
        self._measures = {
            name: words(table[name])
            for name in ("MEASURES", "MEASURES_NAME")
            if name in table.column_names
        }
        self._columns = Columnar(
            table=pa.table({"OBS_VALUE": _figures_only(table["OBS_VALUE"], status)}),
            files=files,
            area_code=words(table["GEOGRAPHY_CODE"]),
            area_name=words(table["GEOGRAPHY_NAME"]),
            period=words(table["DATE_NAME"]),
            filters={
                name: words(table[name])
                for name in table.column_names
                if not _ABOUT.match(name) and not name.endswith(("_SORTORDER", "_TYPECODE"))
            },
            line=np.concatenate(lines),
            file=np.repeat(np.arange(len(files), dtype=np.int32), [len(each) for each in lines]),
            status=mapped(status, _SETTLED),
            note=_notes(table, status),
        )

    def catalogue(self) -> Catalogue:
        """List the measures, by their codes, and the dimensions, by code and by name."""
        codes = self._measures["MEASURES"]
        names = self._measures.get("MEASURES_NAME", codes)
        measures: dict[str, Offered] = {}
        for place, code in enumerate(codes.dictionary.to_pylist()):
            held = np.flatnonzero(codes.indices.to_numpy() == place)
            label = names[int(held[0])].as_py() if len(held) else ""
            measures[code] = Offered(key=code, label=label, rows=len(held))
        filters = {name: held for name, held in self._columns.values().items() if any(held)}
        return Catalogue(
            measures=tuple(measures.values()),
            filters=filters,
            wholes={name: whole for name, held in filters.items() if (whole := whole_of(held))},
            areas=self._columns.areas(),
            periods=self._columns.periods(),
        )

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        """Give the rows of the measures wanted; a numerator or limit is a measure of its own."""
        parts = []
        for place, each in enumerate(wanted):
            rows = self._rows_of(place, each, each.key)
            for name in ("numerator", "denominator", "lower", "upper"):
                if key := getattr(each, name):
                    rows = put_beside(rows, name, self._rows_of(place, each, key))
            parts.append(rows)
        return joined(parts, self._columns.files)

    def _rows_of(self, place: int, wanted: Wanted, key: str) -> pa.Table:
        said = key.strip().casefold()
        for column in self._measures.values():
            texts = [text.casefold() for text in column.dictionary.to_pylist()]
            if said in texts:
                of_measure = column.indices.to_numpy() == texts.index(said)
                return self._columns.rows_of(place, wanted, "OBS_VALUE", of_measure)
        return ROWS.empty_table()

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        """Read a date's name; 'Apr 2023-Mar 2024' under the year that has these months."""
        found = _YEAR_LONG.match(text.strip())
        if not found:
            return period_of(text, wanted.kind, wanted.span)
        first, opens, last, closes = found.groups()
        if wanted.kind is PeriodKind.ROLLING_YEAR and _is_a_year(*found.groups()):
            return period_of(f"year to {last} {closes}", wanted.kind, wanted.span)
        if _YEARS.get(wanted.kind) == (first[:3].lower(), last[:3].lower()) and (
            int(closes) - int(opens) == (wanted.kind is not PeriodKind.CALENDAR_YEAR)
        ):
            year = opens if opens == closes else f"{opens}-{closes[2:]}"
            return period_of(year, wanted.kind, wanted.span)
        received = f'"{text}"'
        return Problem(IssueCode.PERIOD_OF_WRONG_KIND, "period", received, wanted.kind.described)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _is_a_year(first: str, opens: str, last: str, closes: str) -> bool:
    """Whether a stretch from one month to another is of twelve months."""
    try:
        start, end = (_MONTHS.index(month[:3].lower()) for month in (first, last))
    except ValueError:
        return False
    return (int(closes) - int(opens)) * 12 + end - start == 11


def _codes_wanted(wanted: Sequence[Wanted]) -> dict[str, str]:
    """Give the codes to ask for: the measures, and each dimension that every measure filters by."""
    keys = dict.fromkeys(
        key.strip()
        for each in wanted
        for key in (each.key, each.numerator, each.denominator, each.lower, each.upper)
        if key.strip()
    )
    asked = {"measures": ",".join(keys)} if keys and all(map(str.isdecimal, keys)) else {}
    filters = [{name.strip().upper(): said for name, said in w.filters.items()} for w in wanted]
    for name in filters[0] if filters else ():
        values = [value.strip() for each in filters for value in each.get(name, ())]
        is_code = _DIMENSION.match(name) and not name.endswith(("_NAME", "_CODE"))
        if is_code and all(name in each for each in filters) and all(map(str.isdecimal, values)):
            asked[name.lower()] = ",".join(dict.fromkeys(values))
    return asked


def _counts(file: Fetched, *, first: bool) -> tuple[int, int]:
    """Count the rows of a page, and read how many there are in all; 0 where it does not say."""
    try:
        table = _page(file)
    except WorkspaceError as error:
        if not first and error.issues[0].code is IssueCode.EMPTY_FILE:
            return 0, 0
        raise
    told = table["RECORD_COUNT"][:1].to_pylist() if "RECORD_COUNT" in table.column_names else []
    return table.num_rows, int(told[0]) if told and told[0].isdecimal() else 0


def _page(file: Fetched) -> pa.Table:
    """Read a page; its columns are in upper case, though an older reply may not have them so."""
    table = read_csv(file.path)
    names = [name.upper() for name in table.column_names]
    problems = [
        Problem(IssueCode.MISSING_COLUMN, name, "no such column", f"a column '{name}'")
        for name in _NEEDED
        if name not in names
    ]
    if len(set(names)) < len(names):
        problems.append(Problem(IssueCode.REPEATED_COLUMN, "", "one twice", "each column once"))
    if problems:
        raise WorkspaceError([DataIssue(problem, file=file.name, row=1) for problem in problems])
    # Renaming loses what is known of the lines.
    return table.rename_columns(names).replace_schema_metadata(table.schema.metadata)


def _column(table: pa.Table, name: str) -> pa.Array | pa.ChunkedArray:
    return table[name] if name in table.column_names else pa.array([""] * table.num_rows)


def _figures_only(value: pa.ChunkedArray, status: pa.DictionaryArray) -> pa.ChunkedArray:
    """Put the status in the place of a value, where it says that there is none."""
    texts = status.cast(pa.string())
    is_none = pc.is_in(pc.utf8_lower(texts), value_set=pa.array(list(_NO_FIGURE)))
    return pc.if_else(is_none, texts, value)


def _notes(table: pa.Table, status: pa.DictionaryArray) -> pa.DictionaryArray:
    """Keep what Nomis says of a figure that is not a normal one."""
    normal = pc.is_in(pc.utf8_lower(status.cast(pa.string())), value_set=pa.array(["", "a"]))
    said = words(_column(table, "OBS_STATUS_NAME")).cast(pa.string())
    return words(pc.if_else(normal, "", said))
