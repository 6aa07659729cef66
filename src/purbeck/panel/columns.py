"""From columns of observations, history and all, to a panel: no loop over observations.

Columns may hold several publications of one figure; the panel has what the newest of them says.
Whatever makes a series unfit to be judged is a *flaw* of its area, never a silent repair.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from purbeck.model.errors import UsageError
from purbeck.model.measure import Measure
from purbeck.model.period import Period, PeriodKind
from purbeck.panel.flaw import Flaw, impossible
from purbeck.panel.panel import NOT_OBSERVED, PRESENT, Codes, Figures, Panel

Whole = NDArray[np.int32]
Flags = NDArray[np.bool_]

KINDS = tuple(PeriodKind)
"""The kinds of period that the codes of ``Columns.kind`` stand for."""

UNDATED = int(np.iinfo(np.int32).min)
"""The day of a figure without a date of publication: known from the beginning."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """Observations of one measure as columns, one entry an observation, in any order.

    Attributes
    ----------
    names
        The areas that the codes in ``area`` stand for, in the order wanted in the panel. Some
        may have no observation; they get no row.
    kind, period, span
        Codes of ``KINDS``, ordinals within the kind, and the years that a pool joins.
    value, numerator, denominator, lower, upper
        As in a panel; NaN for none.
    state, status
        Codes of ``state_code`` and ``status_code``.
    published
        Days since 1970-01-01, or ``UNDATED``.
    load
        The number of the load that brought it: of two figures published on one day, the one
        loaded last holds.
    """

    names: tuple[str, ...]
    area: Whole
    kind: Codes
    period: Whole
    span: Codes
    value: Figures
    numerator: Figures
    denominator: Figures
    lower: Figures | None = None
    upper: Figures | None = None
    state: Codes
    status: Codes
    published: Whole
    load: Whole

    def __post_init__(self) -> None:
        for field in fields(self)[1:]:
            column = getattr(self, field.name)
            if column is not None and column.shape != self.area.shape:
                expected = f"{len(self.area)} entries"
                raise UsageError(
                    f"Columns.{field.name} has {len(column)} entries, expected {expected}."
                )

    def __len__(self) -> int:
        return len(self.area)

    def take(self, which: slice | Flags | NDArray[np.intp]) -> Columns:
        """Give the observations of a slice, a mask or an order."""
        columns = {field.name: getattr(self, field.name) for field in fields(self)[1:]}
        return replace(
            self, **{name: held[which] for name, held in columns.items() if held is not None}
        )


@dataclass(frozen=True, slots=True, eq=False)
class PanelReading:
    """A panel, with the ``Flaw`` of each of its areas, and the codes of its areas.

    A flawed area has a row in the panel, but nothing in it.
    """

    panel: Panel
    flaw: Codes
    area: NDArray[np.intp]


def panel_from_columns(measure: Measure, columns: Columns) -> PanelReading:
    """Lay columns of observations out as a panel of what the newest publications say.

    Parameters
    ----------
    measure
        Its period kind and pool say which columns the panel has, its unit what a figure can be.
    columns
        Publications in any order; those in the order of area, period, publication and load are
        laid out without being sorted. That order is looked for, and not taken on trust.

    Returns
    -------
    PanelReading
        A row for each area that has any observation. A figure that was withdrawn is absent: the
        newest row holds, even where an older one had a value. Rows that say the same twice are
        one. No observations: no rows and no columns.
    """
    rows, codes = _rows(columns)
    flaw = np.zeros(len(codes), dtype=np.int8)
    other = _other_kind(measure, columns)
    if other.any():
        flaw[rows[other]] = Flaw.OTHER_KIND
        columns, rows = columns.take(~other), rows[~other]
    areas = _named(columns, codes)
    if not len(columns):
        return PanelReading(_empty(measure, areas), flaw, codes)
    first = int(columns.period.min())
    periods = _periods(
        measure.period_kind, first, int(columns.period.max()) - first + 1, int(columns.span[0])
    )
    cell = rows.astype(np.int64) * len(periods) + (columns.period - first)
    order = _order(cell, columns)
    if order is not None:
        columns, cell = columns.take(order), cell[order]
    columns, cell = _newest(columns, cell, len(periods), flaw)
    for found, bad in impossible(
        columns.value,
        columns.numerator,
        columns.denominator,
        columns.state == PRESENT,
        measure.unit,
    ):
        at = cell[bad] // len(periods)
        flaw[at[flaw[at] == Flaw.NONE]] = found
    laid = _Laid(cell, (len(codes), len(periods)), flaw != Flaw.NONE)
    return PanelReading(laid.panel(measure, areas, periods, columns), flaw, codes)


def _newest(
    columns: Columns, cell: NDArray[np.int64], width: int, flaw: Codes
) -> tuple[Columns, NDArray[np.int64]]:
    """Keep the newest observation of each cell, and put down where one publication gave two."""
    same = cell[1:] == cell[:-1]
    if not same.any():
        return columns, cell
    flaw[cell[1:][same & _contradicting(columns)] // width] = Flaw.REPEATED
    newest = np.append(~same, True)
    return columns.take(newest), cell[newest]


def _rows(columns: Columns) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give each observation its row, and the code of each row."""
    seen = np.zeros(len(columns.names), dtype=bool)
    seen[columns.area] = True
    codes = np.flatnonzero(seen)
    if len(codes) == len(seen):
        return columns.area.astype(np.intp), codes
    return (np.cumsum(seen) - 1)[columns.area], codes


def _named(columns: Columns, codes: NDArray[np.intp]) -> tuple[str, ...]:
    if len(codes) == len(columns.names):
        return columns.names
    return tuple(columns.names[code] for code in codes)


def _other_kind(measure: Measure, columns: Columns) -> Flags:
    """Whether a period is not of the series that the measure declares.

    Where a pool's span is not declared, it is that of the first observation of the kind.
    """
    other = columns.kind != KINDS.index(measure.period_kind)
    span: int | None = measure.pool_years if measure.pool_years > 1 else None
    if span is None:
        of_kind = columns.span[~other]
        span = int(of_kind[0]) if len(of_kind) else 1
    return np.asarray(other | (columns.span != span))


def _order(cell: NDArray[np.int64], columns: Columns) -> NDArray[np.intp] | None:
    """Give the order of cell, publication and load, or None where that is the order already."""
    step = np.diff(cell)
    if not (step < 0).any():
        same = step == 0
        if not same.any():
            return None
        published, load = columns.published, columns.load
        later = published[1:][same] - published[:-1][same].astype(np.int64)
        ties = later == 0
        if not (later < 0).any() and not (np.diff(load)[same][ties] < 0).any():
            return None
    return np.asarray(np.lexsort((columns.load, columns.published, cell)))


def _contradicting(columns: Columns) -> Flags:
    """Whether a row says otherwise than the row before it, which one publication gave too."""
    published, load, state, value = (
        columns.published,
        columns.load,
        columns.state,
        columns.value,
    )
    together = (published[1:] == published[:-1]) & (load[1:] == load[:-1])
    both_nan = np.isnan(value[1:]) & np.isnan(value[:-1])
    alike = (state[1:] == state[:-1]) & ((value[1:] == value[:-1]) | both_nan)
    return np.asarray(together & ~alike)


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """Where each observation lies in a panel, and which rows are left empty."""

    cell: NDArray[np.int64]
    shape: tuple[int, int]
    empty: Flags

    def panel(
        self,
        measure: Measure,
        areas: tuple[str, ...],
        periods: tuple[Period, ...],
        columns: Columns,
    ) -> Panel:
        return Panel(
            measure=measure,
            areas=areas,
            periods=periods,
            value=self.out(columns.value, np.nan),
            numerator=self.out(columns.numerator, np.nan),
            denominator=self.out(columns.denominator, np.nan),
            lower=self.out(columns.lower, np.nan),
            upper=self.out(columns.upper, np.nan),
            state=self.out(columns.state, NOT_OBSERVED),
            status=self.out(columns.status, 0),
        )

    def out(self, column: NDArray[Any] | None, otherwise: float) -> NDArray[Any]:
        if column is None:
            return np.full(self.shape, otherwise)
        if len(column) == self.shape[0] * self.shape[1]:
            # Every cell has an observation, and they stand in the order of the cells.
            laid = np.array(column).reshape(self.shape)
        else:
            laid = np.full(self.shape, otherwise, dtype=column.dtype)
            laid.reshape(-1)[self.cell] = column
        laid[self.empty] = otherwise
        return laid


def _empty(measure: Measure, areas: tuple[str, ...]) -> Panel:
    nothing = np.empty((len(areas), 0))
    no_codes = np.empty((len(areas), 0), dtype=np.int8)
    return Panel(
        measure=measure,
        areas=areas,
        periods=(),
        value=nothing,
        numerator=nothing.copy(),
        denominator=nothing.copy(),
        lower=nothing.copy(),
        upper=nothing.copy(),
        state=no_codes,
        status=no_codes.copy(),
    )


@lru_cache(maxsize=256)
def _periods(kind: PeriodKind, first: int, width: int, span: int) -> tuple[Period, ...]:
    return tuple(Period.from_ordinal(kind, first + step, span) for step in range(width))
