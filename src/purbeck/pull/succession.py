"""Areas that took the place of others: the day of the change is taken from the data.

Publishers change over in different years, and one may never: so each measure is joined where its
own figures change from the old code to the new one.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from purbeck.areas import SuccessorRule, Treatment, continue_series
from purbeck.model.period import Period
from purbeck.pull.declared_source import Succession

Codes = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Succeeded:
    """The areas of the rows once each series is joined.

    Attributes
    ----------
    area, names
        A code a row, and what the codes stand for.
    superseded
        Rows of the old area for a time that the new one has figures of its own for, and dashes of
        one area for a time that the other has a figure of.
    breaks
        The rows that open a new series.
    """

    area: Codes
    names: list[str]
    superseded: NDArray[np.bool_]
    breaks: Codes


class PeriodsOfRows(Protocol):
    """The period of each row, or None where it has none."""

    def __getitem__(self, row: int, /) -> Period | None: ...


def succeed(
    successions: Sequence[Succession],
    names: Sequence[str],
    *,
    area: Codes,
    series: NDArray[np.intp],
    periods: PeriodsOfRows,
    present: NDArray[np.bool_],
    dashes: NDArray[np.bool_],
) -> Succeeded:
    """Join the series of areas that ended to those of the areas that took their place.

    Parameters
    ----------
    area
        The code of each row's area within ``names``.
    series, periods
        Of each row; a row without a period is passed over. Of two publications in one file each
        has series of its own: a publisher may change over in the second.
    present
        Whether the row is taken.
    dashes
        Whether the row says no more than that there is no figure. A file that lists every area in
        every year has them of areas that were not there, and they change nothing over.

    Notes
    -----
    A measure of which only the old area has figures is held under the new one too, up to its
    last; one of which only the new area has figures has no break.
    """
    result = Succeeded(
        area.copy(), list(names), np.zeros(len(area), dtype=bool), np.empty(0, dtype=np.intp)
    )
    breaks: list[int] = []
    for each in successions:
        if each.old not in result.names:
            continue
        old = result.names.index(each.old)
        if each.new not in result.names:
            result.names.append(each.new)
        new = result.names.index(each.new)
        rows = np.flatnonzero(present & ((result.area == old) | (result.area == new)))
        figures = rows[~dashes[rows]]
        told: list[tuple[Hashable, str, Period]] = [
            (int(series[row]), result.names[result.area[row]], period)
            for row in figures.tolist()
            if (period := periods[row]) is not None
        ]
        treatment = Treatment.BREAK if each.is_break else Treatment.CONTINUE
        rule = SuccessorRule(old=each.old, new=each.new, treatment=treatment, reason=each.reason)
        held: dict[tuple[Hashable, Period | None], str] = {}
        for joined in continue_series(rule, told):
            held |= {(told[at][0], told[at][2]): told[at][1] for at in joined.kept}
            result.superseded[figures[list(joined.set_aside)]] = True
            breaks += [int(figures[at]) for at in joined.kept if told[at][2] == joined.break_at]
        for row in rows[dashes[rows]].tolist():
            own = result.names[result.area[row]]
            # A dash beside a figure of one and the same area is for whoever reads both to tell.
            result.superseded[row] = held.get((int(series[row]), periods[row]), own) != own
        result.area[rows] = new
    return Succeeded(result.area, result.names, result.superseded, np.array(breaks, dtype=np.intp))
