"""From arrays of numpy to arrays of Arrow and back, without a copy where there need be none.

``pyarrow.array`` and ``Array.to_numpy`` import pandas where that is installed, only to ask whether
what they were given is of pandas: a seventh of a second, which is most of what a small store takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


def array_of(numbers: NDArray[Any]) -> pa.Array:
    """Give numbers as Arrow holds them, of the same type and none of them null.

    Examples
    --------
    >>> array_of(np.array([1, 2], dtype=np.int32)).to_pylist()
    [1, 2]
    """
    held = np.ascontiguousarray(numbers)
    return pa.Array.from_buffers(
        pa.from_numpy_dtype(held.dtype), len(held), [None, pa.py_buffer(held)]
    )


def figures_of(figures: NDArray[np.float64]) -> pa.Array:
    """Give figures as Arrow holds them, with null for NaN.

    Examples
    --------
    >>> figures_of(np.array([1.5, np.nan])).to_pylist()
    [1.5, None]
    """
    held = np.ascontiguousarray(figures, dtype=np.float64)
    none = np.isnan(held)
    if not none.any():
        return array_of(held)
    valid = pa.py_buffer(np.packbits(~none, bitorder="little"))
    return pa.Array.from_buffers(pa.float64(), len(held), [valid, pa.py_buffer(held)])


def words_of(words: Sequence[str | None]) -> pa.Array:
    """Give words as Arrow holds them, with null for None.

    Examples
    --------
    >>> words_of(["a", None, "bc"]).to_pylist()
    ['a', None, 'bc']
    """
    spelt = [b"" if word is None else word.encode() for word in words]
    ends = np.cumsum([0, *(len(word) for word in spelt)]).astype(np.int32)
    valid = np.packbits([word is not None for word in words], bitorder="little")
    there = pa.py_buffer(valid) if None in words else None
    return pa.Array.from_buffers(
        pa.string(), len(spelt), [there, pa.py_buffer(ends), pa.py_buffer(b"".join(spelt))]
    )


def numbers_of(column: pa.ChunkedArray | pa.Array, otherwise: float = 0) -> NDArray[Any]:
    """Give the numbers of a column, in its own type, with ``otherwise`` for null.

    Examples
    --------
    >>> numbers_of(figures_of(np.array([1.5, np.nan])), 0.0).tolist()
    [1.5, 0.0]
    """
    whole = whole_of(column)
    if whole.null_count:
        filler = array_of(np.array([otherwise], dtype=whole.type.to_pandas_dtype()))[0]
        whole = pc.fill_null(whole, filler)
    return np.from_dlpack(whole)


def whole_of(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Give a column as one array."""
    one = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return pa.concat_arrays(one.chunks) if isinstance(one, pa.ChunkedArray) else one
