"""Rows of two tables, held against each other figure by figure."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from purbeck.store.arrays import numbers_of, whole_of
from purbeck.store.revision_kind import alike
from purbeck.store.schema import FIGURES

Mask = NDArray[np.bool_]


COMPARED = (*FIGURES, "status", "absence")
"""What makes two rows of one figure the same; who published it, and a note, do not."""


def same_figures(before: pa.Table, after: pa.Table) -> Mask:
    """Say of each pair of rows whether figures, status and absence are the same."""
    same = np.ones(before.num_rows, dtype=bool)
    for name in FIGURES:
        same &= alike(
            numbers_of(before.column(name), np.nan), numbers_of(after.column(name), np.nan)
        )
    for name in ("status", "absence"):
        same &= _same_words(before.column(name), after.column(name))
    return same


def _same_words(before: pa.ChunkedArray, after: pa.ChunkedArray) -> Mask:
    both = pa.chunked_array([*before.chunks, *after.chunks], before.type)
    if not len(both):
        return np.zeros(0, dtype=bool)
    codes = numbers_of(whole_of(both.unify_dictionaries()).indices, -1)
    return np.asarray(codes[: len(before)] == codes[len(before) :])
