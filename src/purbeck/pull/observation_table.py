"""Rows that were understood, laid out as the store holds observations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from purbeck.pull.arrays import Codes, whole_of, worded
from purbeck.sources.contract import Wanted
from purbeck.sources.rows import SourceRows
from purbeck.store.schema import ABSENCE_WORDS, SCHEMA, STATUS_WORDS


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Understood:
    """What was made of the rows of a source, a number a row.

    Attributes
    ----------
    wanted
        The place of the row's measure in what was asked for.
    area
        The place of its area in ``area_names``.
    period
        The period's number of its kind.
    status, absence
        Places in the words of the store; -1 for none.
    figures
        The figures by the store's names; NaN for none.
    published
        The day of a row that does not state its own.
    """

    rows: SourceRows
    asked: Sequence[Wanted]
    source: str
    wanted: Codes
    area: Codes
    area_names: Sequence[str]
    period: Codes
    status: NDArray[np.int8]
    absence: NDArray[np.int8]
    figures: Mapping[str, NDArray[np.float64]]
    published: date

    def observations(self, kept: NDArray[np.bool_]) -> pa.Table:
        """Give the rows for which ``kept`` holds as a table of the store."""
        columns = {**self._texts(), **self._numbers()}
        at = pa.array(np.flatnonzero(kept))
        arrays = [whole_of(columns[each.name]).take(at).cast(each.type) for each in SCHEMA]
        return pa.Table.from_arrays(arrays, schema=SCHEMA)

    def _texts(self) -> dict[str, pa.Array]:
        table, at = self.rows.table, self.wanted
        words: dict[str, tuple[NDArray[np.generic], Sequence[str]]] = {
            "measure": (at, [each.measure for each in self.asked]),
            "breakdown": (at, [each.breakdown for each in self.asked]),
            "area": (self.area, self.area_names),
            "period_kind": (at, [each.kind.value for each in self.asked]),
            "status": (self.status, STATUS_WORDS),
            "absence": (self.absence, ABSENCE_WORDS),
            "source": (np.zeros_like(at), [self.source]),
            "file": (table["file"].to_numpy(), [each.name for each in self.rows.files]),
        }
        texts = {name: worded(codes, names) for name, (codes, names) in words.items()}
        return texts | {name: table[name] for name in ("note", "sheet", "column")}

    def _numbers(self) -> dict[str, pa.Array]:
        table = self.rows.table
        span = np.array([each.span for each in self.asked], dtype=np.int8)
        return {
            "span": pa.array(span[self.wanted]),
            "period": pa.array(self.period.astype(np.int32)),
            "published": pc.fill_null(table["published"], self.published),
            "line": table["line"],
            **{name: pa.array(each, mask=np.isnan(each)) for name, each in self.figures.items()},
        }
