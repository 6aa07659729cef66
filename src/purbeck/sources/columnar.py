"""A file in columns: who, when, what splits the rows; and the rows of one measure out of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.sources.contract import Fetched, Filters, Wanted
from purbeck.sources.figures import figures
from purbeck.sources.rows import BLANK, ROWS, WORDS, SourceRows

Column: TypeAlias = "pa.Array | pa.ChunkedArray"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Columnar:
    """A file whose rows are figures of an area and a period.

    Attributes
    ----------
    table
        The columns of figures, and any other that a measure may be told by.
    area_code, area_name, period
        Text, one for each row.
    filters
        Columns of text that split the rows.
    line, file
        Where each row was read: its line, and which of ``files``.
    status, published, deleted, note
        What a row says of itself; None where the format has no such thing.
    reason
        Why a row has no figure, in place of '(blank)'; null where it does not say.
    letters
        How a sheet heads its columns, by heading; a heading that is not here stands for itself.
    aside
        The filters of ``filters`` in which rows that say the same may differ.
    """

    table: pa.Table
    files: tuple[Fetched, ...]
    area_code: pa.DictionaryArray
    area_name: pa.DictionaryArray
    period: pa.DictionaryArray
    line: np.ndarray
    file: np.ndarray
    filters: Mapping[str, pa.DictionaryArray] = field(default_factory=dict)
    sheet: str = ""
    status: Column | None = None
    published: Column | None = None
    deleted: Column | None = None
    note: Column | None = None
    reason: Column | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    aside: Collection[str] = ()

    def holding(self, filters: Filters) -> np.ndarray:
        """Tell the rows where every filter holds; none where there is no such column.

        Values are compared without regard to case, and to spaces around them.
        """
        holds = np.ones(self.table.num_rows, dtype=bool)
        for name, values in filters.items():
            column = self._filter(name)
            holds &= _is_one_of(column, values) if column is not None else False
        return holds

    def _heading(self, name: str) -> str:
        """Find a column of figures, by its very name or else without regard to case."""
        held = self.table.column_names
        return name if name in held else chosen(name, held)

    def _filter(self, name: str) -> pa.DictionaryArray | None:
        named = {heading.casefold(): heading for heading in self.filters}
        heading = named.get(name.strip().casefold())
        return None if heading is None else self.filters[heading]

    def rows_of(
        self, place: int, wanted: Wanted, heading: str, where: np.ndarray | None = None
    ) -> pa.Table:
        """Give the rows of one measure, whose values stand in the column ``heading``.

        Parameters
        ----------
        place
            The measure's place in the sequence asked for.
        where
            The rows that are of the measure; all of them where it is None.
        """
        heading = self._heading(heading)
        if not heading:
            return ROWS.empty_table()
        holds = self.holding(wanted.filters)
        at = pa.array(np.flatnonzero(holds if where is None else holds & where))
        value, symbol = figures(self.table[heading].take(at))
        columns = {
            "wanted": pa.repeat(pa.scalar(place, pa.int32()), len(at)),
            "area_code": self.area_code.take(at),
            "area_name": self.area_name.take(at),
            "period": self.period.take(at),
            "value": value,
            "symbol": self._with_reason(symbol, at),
            "file": self.file[at.to_numpy()],
            "sheet": pa.repeat(self.sheet, len(at)),
            "line": self.line[at.to_numpy()],
            "column": pa.repeat(self.letters.get(heading, heading), len(at)),
            "split": self._split(at.to_numpy()),
            **self._beside(wanted, at),
        }
        return SourceRows.of(columns, ()).table

    def _split(self, at: np.ndarray) -> np.ndarray:
        """Number the rows by what they say in the filters, alike where they say the same."""
        number = np.zeros(len(at), dtype=np.int64)
        for name, column in self.filters.items():
            if name not in self.aside:
                codes = column.indices.to_numpy()[at]
                number = number * max(len(column.dictionary), 1) + codes
                # Numbered anew each time, so that no number grows beyond what it can hold.
                number = np.unique(number, return_inverse=True)[1]
        return number

    def _with_reason(self, symbol: pa.Array, at: pa.Array) -> pa.Array:
        if self.reason is None:
            return symbol
        return pc.if_else(
            pc.equal(symbol, BLANK), pc.coalesce(self.reason.take(at), symbol), symbol
        )

    def _beside(self, wanted: Wanted, at: pa.Array) -> dict[str, Column]:
        """Take what stands beside the value: other figures, and what the row says of itself."""
        names = ("numerator", "denominator", "lower", "upper")
        asked = {name: self._heading(getattr(wanted, name)) for name in names}
        found = {
            name: figures(self.table[heading].take(at))[0]
            for name, heading in asked.items()
            if heading
        }
        said = {name: getattr(self, name) for name in ("status", "published", "deleted", "note")}
        return found | {
            name: column.take(at) for name, column in said.items() if column is not None
        }

    def areas(self) -> tuple[tuple[str, str], ...]:
        """List the areas, code and name, in the order of the file."""
        codes, names = self.area_code, self.area_name
        pairs = codes.indices.to_numpy().astype(np.int64) * max(len(names.dictionary), 1)
        pairs += names.indices.to_numpy()
        _, first = np.unique(pairs, return_index=True)
        at = pa.array(np.sort(first))
        return tuple(zip(codes.take(at).to_pylist(), names.take(at).to_pylist(), strict=True))

    def periods(self) -> tuple[str, ...]:
        """List the periods as published, in the order of the file."""
        return tuple(self.period.dictionary.to_pylist())

    def values(self) -> dict[str, tuple[str, ...]]:
        """List the columns that split the rows, each with its values in the order of the file."""
        return {name: tuple(col.dictionary.to_pylist()) for name, col in self.filters.items()}

    def splits(self, name: str) -> bool:
        """Whether rows that differ in nothing else differ in this filter."""
        keys = [self.area_code, self.area_name, self.period, *self.filters.values()]
        rest = [key for key in keys if key is not self.filters[name]]
        return _distinct(keys) > _distinct(rest)


def joined(parts: Iterable[pa.Table], files: tuple[Fetched, ...]) -> SourceRows:
    """Put the rows of several measures together; no rows where there are no parts."""
    return SourceRows(pa.concat_tables([ROWS.empty_table(), *parts]), files)


def words(column: Column | Sequence[str], count: int | None = None) -> pa.DictionaryArray:
    """Make a column one of distinct texts, in the order in which they come; nothing is ''.

    Spaces around a text are taken off.

    Examples
    --------
    >>> words(["Total", " Special", "Total", None]).dictionary.to_pylist()
    ['Total', 'Special', '']
    """
    if isinstance(column, str):
        column = pa.repeat(column, count or 0)
    array = (
        column if isinstance(column, pa.Array | pa.ChunkedArray) else pa.array(column, pa.string())
    )
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if pa.types.is_dictionary(array.type):
        array = array.cast(array.type.value_type)
    coded = pc.fill_null(array.cast(pa.string()), "").dictionary_encode()
    # There are far fewer texts than rows, so that it is the texts that are trimmed.
    trimmed = pc.utf8_trim_whitespace(coded.dictionary)
    if not trimmed.equals(coded.dictionary):
        coded = trimmed.take(coded.indices).dictionary_encode()
    return coded.cast(WORDS)


def mapped(column: pa.DictionaryArray, meanings: Mapping[str, str | None]) -> pa.Array:
    """Give each row what its text means, by the text in lower case; null where it means nothing.

    Examples
    --------
    >>> mapped(words(["Final", "Revised"]), {"revised": "revised"}).to_pylist()
    [None, 'revised']
    """
    texts = column.dictionary.to_pylist()
    meant = pa.array([meanings.get(text.strip().casefold()) for text in texts], pa.string())
    return meant.take(column.indices)


def whole_of(values: Sequence[str]) -> str:
    """Tell which value of a filter stands for the whole; '' where none is worded so, or several.

    That is 'Total', or else the only one that begins with 'All' or ends in 'total'.

    Examples
    --------
    >>> whole_of(["Special", "Total"]), whole_of(["All schools", "Academies"])
    ('Total', 'All schools')
    >>> whole_of(["Autumn", "Spring"]), whole_of(["All girls", "All boys"])
    ('', '')
    """
    plain = [value for value in values if value.casefold() == "total"]
    worded = [
        value
        for value in values
        if value.casefold() == "all"
        or value.casefold().startswith(("all ", "total "))
        or value.casefold().endswith(" total")
    ]
    found = plain or worded
    return found[0] if len(found) == 1 else ""


def chosen(column: str, headings: Sequence[str]) -> str:
    """Find a heading without regard to case; '' where there is none.

    Examples
    --------
    >>> chosen("area", ["Area", "Period"]), chosen("sex", ["Area"])
    ('Area', '')
    """
    found = [name for name in headings if name.casefold() == column.strip().casefold()]
    return found[0] if found else ""


def is_text(column: pa.DictionaryArray, text: str) -> np.ndarray:
    """Tell the rows that have a text, letter for letter.

    Examples
    --------
    >>> is_text(words(["neet", "NEET", "neet"]), "neet").tolist()
    [True, False, True]
    """
    held = np.array([each == text for each in column.dictionary.to_pylist()], dtype=bool)
    return held[column.indices.to_numpy()] if len(held) else np.zeros(len(column), dtype=bool)


def _is_one_of(column: pa.DictionaryArray, values: Sequence[str]) -> np.ndarray:
    asked = {value.strip().casefold() for value in values}
    held = np.array(
        [text.casefold() in asked for text in column.dictionary.to_pylist()], dtype=bool
    )
    return held[column.indices.to_numpy()] if len(held) else np.zeros(len(column), dtype=bool)


def _distinct(keys: Sequence[pa.DictionaryArray]) -> int:
    """Count the rows that differ in any of these."""
    combined = np.zeros(len(keys[0]), dtype=np.int64) if keys else np.zeros(0, dtype=np.int64)
    for key in keys:
        combined = combined * max(len(key.dictionary), 1) + key.indices.to_numpy()
        # Numbered anew each time, so that no number grows beyond what it can hold.
        combined = np.unique(combined, return_inverse=True)[1]
    return len(np.unique(combined))
