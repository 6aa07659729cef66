"""From a table of the store to the columns that the kernel takes, one measure at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from purbeck.panel.columns import KINDS, UNDATED, Columns
from purbeck.panel.panel import ABSENCES, STATUSES

_KINDS = [kind.value for kind in KINDS]
_STATUSES = [status.value for status in STATUSES]
_ABSENCES = [absence.value for absence in ABSENCES]

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
        kind=_codes_in(table.column("period_kind"), _KINDS).astype(np.int8),
        period=_numbers(table.column("period")).astype(np.int32),
        span=_numbers(table.column("span")).astype(np.int8),
        value=_figures(table.column("value")),
        numerator=_figures(table.column("numerator")),
        denominator=_figures(table.column("denominator")),
        state=(1 + _codes_in(table.column("absence"), _ABSENCES)).astype(np.int8),
        status=_codes_in(table.column("status"), _STATUSES).astype(np.int8),
        published=_days(table.column("published")),
        load=_numbers(table.column("load")).astype(np.int32),
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
    whole = _whole(column.unify_dictionaries())
    order = pc.sort_indices(whole.dictionary).to_numpy()
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return whole.dictionary.take(pa.array(order)).to_pylist(), rank[whole.indices.to_numpy()]


def _codes_in(column: pa.ChunkedArray, words: list[str]) -> NDArray[np.int64]:
    """Give the place of each word among the words; -1 for null, or for another word."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    codes = []
    for chunk in column.chunks:
        place = pc.fill_null(pc.index_in(chunk.dictionary, pa.array(words)), -1).to_numpy()
        place = np.append(place, -1)
        indices = pc.fill_null(chunk.indices, len(place) - 1) if chunk.null_count else chunk.indices
        codes.append(place[indices.to_numpy()])
    return np.concatenate(codes) if codes else np.zeros(0, dtype=np.int64)


def _numbers(column: pa.ChunkedArray) -> NDArray[Any]:
    return np.asarray(_whole(column).to_numpy())


def _figures(column: pa.ChunkedArray) -> NDArray[np.float64]:
    """Give figures, and NaN where there is none."""
    return np.asarray(_whole(column.cast(pa.float64())).to_numpy(zero_copy_only=False))


def _days(column: pa.ChunkedArray) -> NDArray[np.int32]:
    days = column.cast(pa.int32())
    return np.asarray(_whole(pc.fill_null(days, UNDATED) if days.null_count else days).to_numpy())


def _whole(column: pa.ChunkedArray) -> pa.Array:
    one = column.combine_chunks()
    return pa.concat_arrays(one.chunks) if isinstance(one, pa.ChunkedArray) else one
