"""Which series each row of a source is of, and the day from which the row is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from purbeck.pull.arrays import Codes, combined
from purbeck.sources.contract import Wanted


@dataclass(frozen=True, slots=True, eq=False)
class SeriesOfRows:
    """The rows of a source by what was asked for.

    Attributes
    ----------
    table
        The rows as published.
    wanted, asked
        The measure of each row, as a place among those asked for.
    """

    table: pa.Table
    wanted: Codes
    asked: Sequence[Wanted]

    @property
    def numbers(self) -> Codes:
        """A number for each measure and breakdown: two of those asked for may be of one."""
        keys = [(each.measure, each.breakdown) for each in self.asked]
        place = {key: at for at, key in enumerate(dict.fromkeys(keys))}
        numbers = np.array([place[key] for key in keys], dtype=np.intp)
        of_rows: Codes = numbers[self.wanted]
        return of_rows

    @property
    def days(self) -> Codes:
        """The day of publication that each row states, as a number; 0 where it states none."""
        stated = self.table["published"].cast(pa.int32())
        if stated.null_count == len(stated):
            return np.zeros(len(stated), dtype=np.intp)
        days: Codes = pc.fill_null(stated, 0).to_numpy().astype(np.intp)
        return days

    def of_issues(self, area: Codes, period: Codes, kept: NDArray[np.bool_]) -> Codes:
        """Number the series apart by day where files are issues of each other: one of each day.

        They are where each file has one day and a figure stands in several of them. Files of one
        year each make one series, and so does a table whose rows have days of their own.
        """
        series, days = self.numbers, self.days
        if not days.any() or not np.ptp(days):
            return series
        rows = np.flatnonzero(kept)
        file = self.table["file"].to_numpy().astype(np.intp)

        def count(*columns: Codes) -> int:
            return len(np.unique(combined(list(columns), rows)))

        figure = (series, area, period)
        if count(file, days) > count(file) or count(*figure, days) == count(*figure):
            return series
        return combined([series, days], np.arange(len(days), dtype=np.intp))
