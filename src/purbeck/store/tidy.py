"""Blocks of tidy rows as published, made observations of the store, with every problem put down.

The columns are those of a workspace's observations, and ``breakdown``. A publication that has
``period_kind`` and ``span`` gives its periods as ordinals, and needs no declaration to be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.measure import Measure
from purbeck.model.period import Period, PeriodKind, PeriodReading, read_period
from purbeck.store.checks import check_figures
from purbeck.store.found import FIRST_ROW, Found
from purbeck.store.schema import ABSENCE_WORDS, FIGURES, SCHEMA, STATUS_WORDS, WORDS

TIDY = (
    "measure",
    "area",
    "breakdown",
    "period",
    "period_kind",
    "span",
    *FIGURES,
    "status",
    "absence",
    "published",
    "source",
    "note",
)
"""Every column that a publication may have, in any order."""

NEEDED = ("measure", "area", "period")

_NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?$"
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_MARKED = {"provisional": "provisional", "revised": "revised"}


@dataclass(frozen=True, slots=True)
class Declarations:
    """What a publication is read by: the measures declared, the day it was published, its file."""

    measures: Mapping[str, Measure]
    published: date | None
    source: str
    file: str = ""


def observations_in(block: pa.Table, start: int, by: Declarations, found: Found) -> pa.Table | None:
    """Make observations of a block of rows.

    Parameters
    ----------
    block
        Columns of ``TIDY``, as text or as typed; a column that is missing is blank.
    start
        The number of its first row among all rows of the file, from 0.

    Returns
    -------
    Table or None
        Of the store's schema. None where any row has a problem: then nothing will be loaded.
    """
    before = len(found.issues)
    columns = {name: _column(block, name) for name in TIDY}
    known = {"measure": _words(columns["measure"]), "area": _words(columns["area"])}
    for name, words in known.items():
        blank = pc.equal(words, "").to_numpy(zero_copy_only=False)
        found.add_rows(blank, start, IssueCode.MISSING_CELL, name, lambda _: "nothing", "a name")
    periods = (
        _spelt(known["measure"], columns["period"], start, by, found)
        if columns["period_kind"].null_count == len(block)
        else _numbered(columns, start, found)
    )
    figures = {name: _figures(columns[name], name, start, found) for name in FIGURES}
    status, absence = _status(columns["status"], columns["absence"], periods, start, found)
    published = _published(columns["published"], by.published, start, found)
    if len(found.issues) > before:
        return None
    check_figures(known["measure"], figures, absence, by.measures, start, found)
    if len(found.issues) > before:
        return None
    source = _words(columns["source"])
    return pa.Table.from_arrays(
        [
            known["measure"].cast(WORDS),
            _words(columns["breakdown"]).cast(WORDS),
            known["area"].cast(WORDS),
            _coded([kind.value for kind in PeriodKind], periods.kind),
            pa.array(periods.span),
            pa.array(periods.ordinal),
            published,
            *(pa.array(figures[name], pa.float64(), from_pandas=True) for name in FIGURES),
            _coded(STATUS_WORDS, status),
            _coded(ABSENCE_WORDS, absence),
            pc.if_else(pc.equal(source, ""), by.source, source).cast(WORDS),
            _words(columns["note"]).cast(WORDS),
            _repeated(by.file, len(block)),
            _repeated("", len(block)),
            pa.array(np.arange(len(block), dtype=np.int32) + np.int32(FIRST_ROW + start)),
            _repeated("", len(block)),
        ],
        schema=SCHEMA,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Periods:
    kind: NDArray[np.int32]
    ordinal: NDArray[np.int32]
    span: NDArray[np.int8]
    marker: NDArray[np.int8]
    """Codes of the statuses that stand beside a spelling; -1 for none."""


def _column(block: pa.Table, name: str) -> pa.Array:
    if name not in block.column_names:
        return pa.nulls(len(block), pa.string())
    column = block.column(name).combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks)
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


def _repeated(word: str, rows: int) -> pa.Array:
    codes = pa.array(np.zeros(rows, dtype=np.int32))
    return pa.DictionaryArray.from_arrays(codes, pa.array([word], pa.string()))


def _words(column: pa.Array) -> pa.Array:
    return pc.fill_null(pc.utf8_trim_whitespace(column.cast(pa.string())), "")


def _coded(words: tuple[str, ...] | list[str], codes: NDArray[Any]) -> pa.Array:
    indices = pa.array(codes.astype(np.int32), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(words), pa.string()))


def _spelt(
    measures: pa.Array, column: pa.Array, start: int, by: Declarations, found: Found
) -> _Periods:
    """Read periods as spelt, each spelling once for each measure."""
    measure, period = measures.dictionary_encode(), _words(column).dictionary_encode()
    pair = measure.indices.to_numpy().astype(np.int64) * len(period.dictionary)
    pair += period.indices.to_numpy()
    pairs, first, which = np.unique(pair, return_index=True, return_inverse=True)
    ids, texts = measure.dictionary.to_pylist(), period.dictionary.to_pylist()
    read = np.zeros((4, len(pairs)), dtype=np.int32)
    kinds = list(PeriodKind)
    unknown: set[str] = set()
    for at, both in enumerate(pairs):
        name, text = ids[both // len(texts)], texts[both % len(texts)]
        reading = _read(name, text, by.measures)
        if isinstance(reading, Problem):
            if reading.field != "measure" or name not in unknown:
                found.add(reading, start + int(first[at]) + 2)
            unknown.add(name)
            continue
        marker = _MARKED.get(reading.marker)
        read[:, at] = (
            kinds.index(reading.period.kind),
            reading.period.ordinal,
            reading.period.span,
            -1 if marker is None else STATUS_WORDS.index(marker),
        )
    kind, ordinal, span, marker_code = read[:, which]
    return _Periods(kind, ordinal, span.astype(np.int8), marker_code.astype(np.int8))


def _read(name: str, text: str, measures: Mapping[str, Measure]) -> PeriodReading | Problem:
    measure = measures.get(name)
    if measure is None:
        expected = "a measure that measures.toml declares, so that its periods can be read"
        return Problem(IssueCode.UNKNOWN_REFERENCE, "measure", f"'{name}'", expected)
    try:
        reading = read_period(text, measure.period_kind)
    except InvalidValueError as refusal:
        return refusal.problems[0]
    if measure.pool_years > 1 and reading.period.span != measure.pool_years:
        expected = f"a pool of {measure.pool_years} years"
        return Problem(IssueCode.INCONSISTENT, "period", f"'{text}'", expected)
    return reading


def _numbered(columns: Mapping[str, pa.Array], start: int, found: Found) -> _Periods:
    """Take periods as ordinals, and see that each distinct one is a period at all."""
    kind = _code_of(columns["period_kind"], [kind.value for kind in PeriodKind])
    ordinal = _whole(columns["period"], 0)
    span = _whole(columns["span"], 1)
    _, first = np.unique(np.stack([kind, ordinal, span]), axis=1, return_index=True)
    for at in first:
        try:
            if kind[at] < 0:
                raise ValueError
            Period.from_ordinal(list(PeriodKind)[kind[at]], int(ordinal[at]), int(span[at]))
        except ValueError:
            received = f"kind {columns['period_kind'][at]}, {ordinal[at]}, span {span[at]}"
            expected = "a kind of period, and the ordinal of one within it"
            found.add(Problem(IssueCode.NOT_A_PERIOD, "period", received, expected), start + at + 2)
    none = np.full(len(kind), -1, dtype=np.int8)
    return _Periods(kind, ordinal.astype(np.int32), span.astype(np.int8), none)


def _whole(column: pa.Array, otherwise: int) -> NDArray[np.int64]:
    try:
        return np.asarray(pc.fill_null(column.cast(pa.int64()), otherwise).to_numpy())
    except pa.ArrowInvalid:
        return np.full(len(column), -1, dtype=np.int64)


def _code_of(column: pa.Array, words: list[str]) -> NDArray[np.int32]:
    codes = pc.fill_null(pc.index_in(_words(column), pa.array(words)), -1)
    return np.asarray(codes.to_numpy(zero_copy_only=False)).astype(np.int32)


def _figures(column: pa.Array, name: str, start: int, found: Found) -> NDArray[np.float64]:
    """Read numbers; NaN for a blank, and a problem for anything else that is not finite."""
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        numbers = column.cast(pa.float64(), safe=False)
        bad = pc.invert(pc.is_finite(numbers))
    else:
        text = pc.utf8_trim_whitespace(column)
        text = pc.if_else(pc.equal(text, ""), None, text)
        bad = pc.invert(pc.match_substring_regex(text, _NUMBER))
        numbers = pc.if_else(bad, None, text).cast(pa.float64())
        bad = pc.or_(bad, pc.invert(pc.fill_null(pc.is_finite(numbers), True)))
    wrong = pc.fill_null(bad, False).to_numpy(zero_copy_only=False)
    found.add_rows(
        wrong, start, IssueCode.NOT_A_NUMBER, name, lambda row: f"'{column[row]}'", "a number"
    )
    return np.asarray(numbers.to_numpy(zero_copy_only=False))


def _status(
    given: pa.Array, reasons: pa.Array, periods: _Periods, start: int, found: Found
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Read statuses and reasons for absence, which may share the column ``status``."""
    folded = pc.replace_substring_regex(pc.utf8_lower(_words(given)), "[ _]+", "-")
    status, absence = _code_of(folded, list(STATUS_WORDS)), _code_of(folded, list(ABSENCE_WORDS))
    absence = np.where(absence < 0, _code_of(reasons, list(ABSENCE_WORDS)), absence)
    blank = pc.equal(folded, "").to_numpy(zero_copy_only=False)
    found.add_rows(
        (status < 0) & (absence < 0) & ~blank,
        start,
        IssueCode.UNKNOWN_CHOICE,
        "status",
        lambda row: f"'{given[row]}'",
        f"one of {', '.join((*STATUS_WORDS, *ABSENCE_WORDS))}",
    )
    by_marker = np.where(periods.marker < 0, 0, periods.marker)
    return np.where(status < 0, by_marker, status).astype(np.int8), absence.astype(np.int8)


def _published(column: pa.Array, otherwise: date | None, start: int, found: Found) -> pa.Array:
    if pa.types.is_temporal(column.type):
        days = column.cast(pa.date32())
    else:
        text = pc.utf8_trim_whitespace(column.cast(pa.string()))
        text = pc.if_else(pc.equal(text, ""), None, text)
        bad = pc.fill_null(pc.invert(pc.match_substring_regex(text, _DAY)), False)
        days, impossible = _days(pc.if_else(bad, None, text))
        found.add_rows(
            pc.or_(bad, impossible).to_numpy(zero_copy_only=False),
            start,
            IssueCode.NOT_A_DATE,
            "published",
            lambda row: f"'{column[row]}'",
            "a date such as 2018-09-30",
        )
    return days if otherwise is None else pc.fill_null(days, pa.scalar(otherwise, pa.date32()))


def _days(text: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Read days of the right form; one that no month has is null, and told apart."""
    spelt = text.dictionary_encode()
    read: list[date | None] = []
    for day in spelt.dictionary.to_pylist():
        try:
            read.append(date.fromisoformat(day))
        except ValueError:
            read.append(None)
    days = pa.array(read, pa.date32()).take(spelt.indices)
    return days, pc.and_(pc.is_valid(text), pc.is_null(days))
