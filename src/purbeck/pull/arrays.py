"""Columns of Arrow as codes and numbers of numpy, and back, for the mapping of rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from purbeck.store.schema import WORDS

Codes = NDArray[np.intp]


def whole_of(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Give a column as one array, its words as one dictionary."""
    if not isinstance(column, pa.ChunkedArray):
        return column
    if column.num_chunks == 1:
        return column.chunk(0)
    if not column.num_chunks:
        return pa.array([], column.type)
    return pa.concat_arrays(column.unify_dictionaries().chunks)


def coded(column: pa.Array | pa.ChunkedArray) -> tuple[Codes, list[str]]:
    """Give a column of text as codes and the words that they stand for; null is -1."""
    whole = whole_of(column)
    codes = pc.fill_null(whole.indices, -1).to_numpy(zero_copy_only=False)
    return codes.astype(np.intp), whole.dictionary.to_pylist()


def numbers_of(column: pa.ChunkedArray) -> NDArray[np.float64]:
    """Give the figures of a column, NaN for none, in an array that may be written to."""
    return np.array(whole_of(column).to_numpy(zero_copy_only=False), dtype=np.float64)


def scaled(figures: NDArray[np.float64], scale: NDArray[np.float64]) -> NDArray[np.float64]:
    """Multiply figures, without the tail that a product of decimals has in binary."""
    if (scale == 1.0).all():
        return figures
    return np.where(scale == 1.0, figures, np.round(figures * scale, 10))


def distinct(codes: Codes) -> tuple[Codes, Codes]:
    """Number the distinct codes; give each row's number, and a row that has each."""
    _, first, number = np.unique(codes, return_index=True, return_inverse=True)
    return number.astype(np.intp), first.astype(np.intp)


def combined(columns: list[Codes], rows: Codes) -> Codes:
    """Make one number of several columns, the same exactly where all of them are."""
    key = np.zeros(len(rows), dtype=np.intp)
    for column in columns:
        _, code = np.unique(column[rows], return_inverse=True)
        key = key * (int(code.max(initial=0)) + 1) + code
    return key


def worded(codes: NDArray[np.generic], names: Sequence[str]) -> pa.Array:
    """Put words for codes; null for -1. A name may stand for several codes."""
    distinct = list(dict.fromkeys(names))
    place = np.array([*(distinct.index(name) for name in names), 0], dtype=np.int32)
    absent = np.asarray(codes) < 0
    indices = pa.array(place[np.asarray(codes)], mask=absent if absent.any() else None)
    return pa.DictionaryArray.from_arrays(indices, pa.array(distinct, pa.string())).cast(WORDS)
