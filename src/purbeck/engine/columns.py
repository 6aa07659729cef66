"""From a table of the store to the columns that the kernel takes, one measure at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from purbeck.panel.columns import KINDS, UNDATED, Columns
from purbeck.panel.panel import ABSENCES, STATUSES
from purbeck.store.arrays import numbers_of, whole_of, words_of

_KINDS = words_of([kind.value for kind in KINDS])
_STATUSES = words_of([status.value for status in STATUSES])
_ABSENCES = words_of([absence.value for absence in ABSENCES])

DAY_ZERO = date(1970, 1, 1).toordinal()


def columns_of(table: pa.Table, as_of: date | None = None) -> Iterator[tuple[str, str, Columns]]:
    """Give the columns of each measure and breakdown, in the order of their names.

    Parameters
    ----------
    table
        Rows with the columns of ``store.reading.READ`` and ``load``, in any order: where they
        are not sorted by measure and breakdown, they are sorted here.
    as_of
        What was published later is left out; a figure without a day of publication never is.
        A measure of which nothing is left has columns without entries.
    """
    if not table.num_rows:
        return
    measures, measure = _coded(table.column("measure"))
    breakdowns, breakdown = _coded(table.column("breakdown"))
    names, area = _coded(table.column("area"))
    whole = Columns(
        names=tuple(names),
        area=area,
        kind=_codes_in(table.column("period_kind"), _KINDS),
        period=numbers_of(table.column("period")).astype(np.int32),
        span=numbers_of(table.column("span")).astype(np.int8),
        value=_figures(table.column("value")),
        numerator=_figures(table.column("numerator")),
        denominator=_figures(table.column("denominator")),
        state=1 + _codes_in(table.column("absence"), _ABSENCES),
        status=_codes_in(table.column("status"), _STATUSES),
        published=_days(table.column("published")),
        load=numbers_of(table.column("load")).astype(np.int32),
    )
    part = measure.astype(np.int64) * len(breakdowns) + breakdown
    if (np.diff(part) < 0).any():
        order = np.argsort(part, kind="stable")
        whole, part = whole.take(order), part[order]
    known = None if as_of is None else whole.published <= as_of.toordinal() - DAY_ZERO
    if known is not None and known.all():
        known = None
    starts = np.flatnonzero(np.append(True, np.diff(part) != 0))
    for start, stop in zip(starts, np.append(starts[1:], len(part)), strict=True):
        one = whole.take(slice(start, stop))
        if known is not None:
            one = one.take(known[start:stop])
        of, by = divmod(int(part[start]), len(breakdowns))
        yield measures[of], breakdowns[by], one


def _coded(column: pa.ChunkedArray) -> tuple[list[str], NDArray[np.int32]]:
    """Give the words of a column in order, and the code of each row."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    whole = whole_of(column.unify_dictionaries())
    order = pc.sort_indices(whole.dictionary)
    rank = np.empty(len(order), dtype=np.int32)
    rank[numbers_of(order)] = np.arange(len(order), dtype=np.int32)
    return whole.dictionary.take(order).to_pylist(), rank[numbers_of(whole.indices)]


def _codes_in(column: pa.ChunkedArray, words: pa.Array) -> NDArray[np.int8]:
    """Give the place of each word among the words; -1 for null, or for another word."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    codes = []
    for chunk in column.chunks:
        place = numbers_of(pc.index_in(chunk.dictionary, value_set=words), -1)
        place = np.append(place, -1).astype(np.int8)
        nowhere = len(place) - 1
        if nowhere == 1 and not chunk.null_count:
            # One word for all, as the kind of period is most often.
            codes.append(np.full(len(chunk), place[0]))
        else:
            codes.append(place[numbers_of(chunk.indices, nowhere)])
    return np.concatenate(codes) if codes else np.zeros(0, dtype=np.int8)


def _figures(column: pa.ChunkedArray) -> NDArray[np.float64]:
    """Give figures, and NaN where there is none."""
    return numbers_of(column.cast(pa.float64()), np.nan)


def _days(column: pa.ChunkedArray) -> NDArray[np.int32]:
    return numbers_of(column.cast(pa.int32()), UNDATED)
