"""A Fingertips CSV file in columns, whichever of its editions it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.observation import Status
from purbeck.sources.columnar import Columnar
from purbeck.sources.contract import Fetched, Wanted
from purbeck.sources.rows import BLANK, WORDS
from purbeck.sources.text_table import (
    codes_of,
    folded,
    heading_of,
    headings,
    place_in,
    read_text_table,
    text_of,
)

NEEDED = {
    "id": ("Indicator ID",),
    "name": ("Indicator Name",),
    "area_code": ("Area Code",),
    "area_name": ("Area Name",),
    "period": ("Time period",),
    "value": ("Value",),
}
SPLITS = ("Area Type", "Sex", "Age", "Category Type", "Category", "Parent Code", "Parent Name")
"""The columns that split the rows, where the file has them."""

PARENTS = ("Parent Code", "Parent Name")
"""England stands in a file once for each parent, so that these tell its rows apart and mean
nothing. So do the columns of comparison, the second of which is named after the parent."""

REASONS = ("Value suppressed", "Value missing", "Value not published", "Value cannot be calculated")
"""How a note begins that says why there is no value."""

SAID = (Status.PROVISIONAL, Status.ESTIMATED)
"""The statuses that a note may say in its text."""

FIGURES = ("value", "numerator", "denominator", "lower", "upper")


class FingertipsColumns:
    """One file: its rows, each tied to an indicator."""

    def __init__(self, file: Fetched, number: int) -> None:
        name = file.name
        table, line = read_text_table(file.path, name)
        found = headings(table, name, NEEDED)
        self.indicator = codes_of(table, found["id"], name)
        self.names = text_of(table, found["name"], name)
        self.value = found["value"]
        self.beside = {
            "numerator": heading_of(table, "Count"),
            "denominator": heading_of(table, "Denominator"),
            "lower": _beginning(table, "Lower CI 95", "Lower CI limit"),
            "upper": _beginning(table, "Upper CI 95", "Upper CI limit"),
        }
        splits = [(each, heading_of(table, each)) for each in SPLITS]
        note = _text_or_none(table, heading_of(table, "Value note"), name)
        self.columns = Columnar(
            table=table,
            files=(file,),
            area_code=text_of(table, found["area_code"], name),
            area_name=text_of(table, found["area_name"], name),
            period=text_of(table, found["period"], name),
            line=line,
            file=np.full(table.num_rows, number, dtype=np.int32),
            filters={each: text_of(table, held, name) for each, held in splits if held},
            note=note,
            aside=(*PARENTS, "Area Type"),
            status=None if note is None else _statuses(note),
        )
        self.sortable = _text_or_none(table, heading_of(table, "Time period Sortable"), name)
        self.range = _text_or_none(table, heading_of(table, "Time period range"), name)

    def rows_of(self, place: int, wanted: Wanted) -> pa.Table:
        """Give the rows of one measure: of the whole, where no category is asked for."""
        filters = dict(wanted.filters)
        if "Category" in self.columns.filters and not {"category", "category type"} & {
            each.strip().casefold() for each in filters
        }:
            filters["Category"] = ("",)
        code = place_in(self.indicator)(wanted.key)
        where = self.indicator.indices.to_numpy() == code
        asked = replace(
            wanted,
            filters=filters,
            numerator=wanted.numerator or self.beside["numerator"],
            denominator=wanted.denominator or self.beside["denominator"],
            lower=wanted.lower or self.beside["lower"],
            upper=wanted.upper or self.beside["upper"],
        )
        table = self.columns.rows_of(place, asked, self.value, where)
        return without_repeats(with_reasons(table))

    def labels(self) -> dict[str, tuple[str, int]]:
        """Give each indicator's name, on one line, and how many rows it has."""
        keys = self.indicator.dictionary.to_pylist()
        codes = self.indicator.indices.to_numpy()
        counts = np.bincount(codes, minlength=len(keys)).tolist()
        held, at = np.unique(codes, return_index=True)
        first = dict(zip(held.tolist(), at.tolist(), strict=True))
        return {
            key: (" ".join(self.names[first[code]].as_py().split()), counts[code])
            for code, key in enumerate(keys)
            if key and code in first
        }

    def periods(self) -> dict[str, str]:
        """Give each period with what it sorts by; '' where the file does not say."""
        texts = self.columns.periods()
        if self.sortable is None:
            return dict.fromkeys(texts, "")
        _, first = np.unique(self.columns.period.indices.to_numpy(), return_index=True)
        return dict(zip(texts, self.sortable.take(pa.array(first)).to_pylist(), strict=True))

    def ranges(self) -> Mapping[str, set[str]]:
        """Give the lengths that the file states of each period, such as '3y'."""
        found: dict[str, set[str]] = {}
        if self.range is not None:
            pairs = pa.table({"period": self.columns.period, "range": self.range})
            pairs = pa.table({name: pairs[name].cast(pa.string()) for name in pairs.column_names})
            for pair in pairs.group_by(["period", "range"]).aggregate([]).to_pylist():
                found.setdefault(pair["period"], set()).add(pair["range"])
        return found


def with_reasons(rows: pa.Table) -> pa.Table:
    """Put the reason that a note gives in place of an empty value.

    Examples
    --------
    >>> from purbeck.sources.rows import SourceRows
    >>> said = {"symbol": ["(blank)"], "note": ["Value suppressed due to small count"]}
    >>> with_reasons(SourceRows.of(said, ()).table)["symbol"].to_pylist()
    ['Value suppressed']
    """
    note = rows["note"].combine_chunks()
    reason = pa.array(
        [
            next((each for each in REASONS if text.casefold().startswith(each.casefold())), None)
            for text in note.dictionary.to_pylist()
        ],
        pa.string(),
    ).take(note.indices)
    symbol = rows["symbol"].combine_chunks().cast(pa.string())
    told = pc.if_else(
        pc.and_(pc.equal(symbol, BLANK), pc.is_valid(reason)), pc.fill_null(reason, ""), symbol
    )
    at = rows.column_names.index("symbol")
    return rows.set_column(at, rows.schema.field(at), told.dictionary_encode().cast(WORDS))


def without_repeats(rows: pa.Table) -> pa.Table:
    """Keep the first of rows that say the same, whatever parent they stand under.

    Rows that differ in a figure, a symbol or a note are all kept, and so are those of men and of
    women that have the same figure.
    """
    combined = np.zeros(rows.num_rows, dtype=np.int64)
    for name in ("area_code", "area_name", "period", "symbol", "note", "split", *FIGURES):
        column = rows[name].combine_chunks()
        codes = (
            column.indices.to_numpy()
            if pa.types.is_dictionary(column.type)
            else column.to_numpy(zero_copy_only=False)
        )
        _, code = np.unique(codes, return_inverse=True)
        combined = combined * (int(code.max(initial=0)) + 1) + code
        # Numbered anew each time, so that no number grows beyond what it can hold.
        combined = np.unique(combined, return_inverse=True)[1]
    _, first = np.unique(combined, return_index=True)
    return rows if len(first) == rows.num_rows else rows.take(pa.array(np.sort(first)))


def _beginning(table: pa.Table, *beginnings: str) -> str:
    """Find a heading by how it begins; '' for none."""
    found = (
        name
        for each in beginnings
        for name in table.column_names
        if folded(name).startswith(folded(each))
    )
    return next(found, "")


def _text_or_none(table: pa.Table, heading: str, name: str) -> pa.DictionaryArray | None:
    return text_of(table, heading, name) if heading else None


def _statuses(note: pa.DictionaryArray) -> pa.Array:
    """Take a status from the words of a note; null where it has none."""
    words = [text.casefold() for text in note.dictionary.to_pylist()]
    meant = [next((each.value for each in SAID if each.value in text), None) for text in words]
    return pa.array(meant, pa.string()).take(note.indices)
