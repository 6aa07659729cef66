"""One issue of the DfE's LAIT long file, in columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from purbeck.model.observation import Status
from purbeck.model.period_spelling import marker_apart
from purbeck.sources.columnar import words
from purbeck.sources.contract import Fetched, Wanted
from purbeck.sources.figures import figures
from purbeck.sources.rows import ROWS, SourceRows
from purbeck.sources.text_table import codes_of, headings, place_in, read_text_table, text_of

Codes = np.ndarray

COLUMNS = {
    "key": ("Short Desc",),
    "year": ("Years",),
    "name": ("LA and Regions",),
    "value": ("Values",),
    "code": ("LA Number",),
}

STATUSES: Mapping[str, str] = {
    "provisional": Status.PROVISIONAL.value,
    "revised": Status.REVISED.value,
    "final": Status.FINAL.value,
    "outturn": Status.FINAL.value,
}
"""By the marker beside a year. '(OT)' is the outturn of a year's spending, which is final."""

_DAY = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Vintage:
    """The rows of one file.

    Attributes
    ----------
    published
        The day in the file's name; None where there is none.
    series
        Each spelling of a year without its marker, by which a numerator is found beside a
        value.
    column
        The heading of the values.
    """

    file: Fetched
    published: date | None
    key: pa.DictionaryArray
    code: pa.DictionaryArray
    name: pa.DictionaryArray
    year: pa.DictionaryArray
    series: pa.DictionaryArray
    status: pa.DictionaryArray
    note: pa.DictionaryArray
    value: pa.Array
    symbol: pa.Array
    line: Codes
    column: str

    def rows_of(self, wanted: Sequence[Wanted], number: int, *, dated: bool) -> pa.Table:
        """Give the rows of all the measures wanted, in one pass.

        Parameters
        ----------
        number
            Which of the files this is.
        dated
            Whether each row says on which day the file was published: where several files are
            read together, one day for all would be wrong.
        """
        at, place = _chosen(self.key, wanted)
        take = pa.array(at)
        columns = {
            "wanted": place,
            "area_code": self.code.take(take),
            "area_name": self.name.take(take),
            "period": self.year.take(take),
            "value": self.value.take(take),
            "symbol": self.symbol.take(take),
            "status": self.status.take(take),
            "note": self.note.take(take),
            "file": pa.repeat(pa.scalar(number, pa.int32()), len(at)),
            "line": self.line[at],
            "column": words(self.column, len(at)),
            **self._beside(at, place, wanted),
        }
        if dated and self.published:
            columns["published"] = pa.repeat(pa.scalar(self.published, pa.date32()), len(at))
        return SourceRows.of(columns, ()).table if len(at) else ROWS.empty_table()

    def _beside(self, at: Codes, place: Codes, wanted: Sequence[Wanted]) -> dict[str, pa.Array]:
        """Find numerators and the like, which in this file are measures of their own."""
        found = {}
        for name in ("numerator", "denominator", "lower", "upper"):
            asked = [(n, getattr(each, name)) for n, each in enumerate(wanted)]
            if any(key for _, key in asked):
                held = np.full(len(at), np.nan)
                for number, key in asked:
                    if key:
                        mine = place == number
                        held[mine] = self._values_of(key, at[mine])
                found[name] = pa.array(held, from_pandas=True)
        return found

    def _values_of(self, key: str, at: Codes) -> np.ndarray:
        """Give another measure's value for the area and year of each row; NaN for none."""
        theirs = np.flatnonzero(_indices(self.key) == place_in(self.key)(key))
        cells, first = np.unique(self._cells(theirs), return_index=True)
        if not len(cells):
            return np.full(len(at), np.nan)
        mine = self._cells(at)
        near = np.searchsorted(cells, mine).clip(max=len(cells) - 1)
        values = self.value.to_numpy(zero_copy_only=False)[theirs[first]]
        return np.where(cells[near] == mine, values[near], np.nan)

    def _cells(self, at: Codes) -> Codes:
        """Number the pair of an area and a year of each of these rows."""
        years = max(len(self.series.dictionary), 1)
        cells: Codes = _indices(self.code)[at] * years + _indices(self.series)[at]
        return cells


def read_vintage(file: Fetched, decimals: Mapping[str, int]) -> Vintage:
    """Read a file; ``decimals`` are those to which a measure's values are rounded, by its key."""
    name = file.name
    table, line = read_text_table(file.path, name)
    column = headings(table, name, COLUMNS)
    key, year = (text_of(table, column[role], name) for role in ("key", "year"))
    value, symbol = figures(text_or_number(table, column["value"], name))
    marked = [marker_apart(text) for text in year.dictionary.to_pylist()]
    return Vintage(
        file=file,
        published=day_in(name),
        key=key,
        code=codes_of(table, column["code"], name),
        name=text_of(table, column["name"], name),
        year=year,
        series=_of_year(year, [spelling for spelling, _ in marked]),
        status=_of_year(year, [STATUSES.get(marker) for _, marker in marked]),
        note=_of_year(year, ["outturn" if marker == "outturn" else "" for _, marker in marked]),
        value=_rounded(value, key, decimals),
        symbol=symbol,
        line=line,
        column=column["value"],
    )


def text_or_number(table: pa.Table, heading: str, name: str) -> pa.Array:
    """Give a column of figures as it is held: numbers stay numbers, and all else is text."""
    kind = table.schema.field(heading).type
    if pa.types.is_floating(kind) or pa.types.is_integer(kind):
        return table[heading].combine_chunks()
    return text_of(table, heading, name)


def day_in(name: str) -> date | None:
    """Find the day of publication in a file's name; None where there is none, or it is no day.

    Examples
    --------
    >>> print(day_in("bds_long_0.2025-09-17.8c8c853.parquet"), day_in("bds_long_0.parquet"))
    2025-09-17 None
    """
    if not (found := _DAY.search(name)):
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _chosen(keys: pa.DictionaryArray, wanted: Sequence[Wanted]) -> tuple[Codes, Codes]:
    """Give each row that is wanted, and the place of the measure that wants it.

    The file has no columns that split its rows, so that a measure with a filter has no row.
    """
    code_of = place_in(keys)
    # A key is mostly wanted once. Each further time takes a pass of its own.
    passes: list[Codes] = []
    for place, each in enumerate(wanted):
        code = code_of(each.key)
        if code < 0 or each.filters:
            continue
        free = next((one for one in passes if one[code] < 0), None)
        if free is None:
            free = np.full(len(keys.dictionary), -1, dtype=np.int32)
            passes.append(free)
        free[code] = place
    parts = [one[_indices(keys)] for one in passes]
    at = [np.flatnonzero(part >= 0) for part in parts]
    places = [part[rows] for part, rows in zip(parts, at, strict=True)]
    none = [np.zeros(0, dtype=np.intp)]
    return np.concatenate(none + at), np.concatenate([np.zeros(0, dtype=np.int32), *places])


def _indices(column: pa.DictionaryArray) -> Codes:
    return np.asarray(column.indices.to_numpy(), dtype=np.int64)


def _of_year(year: pa.DictionaryArray, meant: Sequence[str | None]) -> pa.DictionaryArray:
    return pa.array(meant, pa.string()).take(year.indices).dictionary_encode()


def _rounded(value: pa.Array, key: pa.DictionaryArray, decimals: Mapping[str, int]) -> pa.Array:
    """Round the values of each measure to its own decimals; of others, not at all."""
    if not decimals:
        return value
    texts = key.dictionary.to_pylist()
    places = np.array([decimals.get(text, -1) for text in texts], dtype=np.int64)[_indices(key)]
    numbers = np.array(value.to_numpy(zero_copy_only=False))
    for places_of in np.unique(places[places >= 0]):
        mine = places == places_of
        numbers[mine] = np.round(numbers[mine], int(places_of))
    return pa.array(numbers, from_pandas=True)
