"""From observations to a panel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from purbeck.model.errors import UsageError
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.panel.panel import NOT_OBSERVED, Panel, state_code, status_code

_FIGURES = ("value", "numerator", "denominator", "lower", "upper")


def panel_of(
    measure: Measure, observations: Iterable[Observation], areas: Sequence[str] = ()
) -> Panel:
    """Lay the observations of one measure out as a panel.

    Parameters
    ----------
    measure
        The measure; observations of others are refused.
    observations
        One an area and period: what was known on one date. A second of the same area and
        period is refused, as which of the two holds is for the store to say.
    areas
        Areas that get a row though they may have no observation; others follow by code.

    Returns
    -------
    Panel
        With no column where there are no observations.
    """
    figures = list(observations)
    rows = _rows(figures, areas)
    ordinals = {period: period.ordinal for period in {figure.period for figure in figures}}
    periods = _every_period(ordinals)
    at = _cells(measure, figures, rows, ordinals)
    shape = (len(rows), len(periods))
    arrays = {name: np.full(shape, np.nan) for name in _FIGURES}
    state = np.full(shape, NOT_OBSERVED, dtype=np.int8)
    status = np.zeros(shape, dtype=np.int8)
    state[at] = [state_code(figure.absence) for figure in figures]
    status[at] = [status_code(figure.status) for figure in figures]
    for name in _FIGURES:
        # What is None becomes NaN.
        arrays[name][at] = np.array([getattr(each, name) for each in figures], dtype=np.float64)
    return Panel(
        measure=measure,
        areas=tuple(rows),
        periods=periods,
        state=state,
        status=status,
        **arrays,
    )


def _rows(figures: Sequence[Observation], areas: Sequence[str]) -> dict[str, int]:
    others = sorted({figure.area for figure in figures} - set(areas))
    return {area: row for row, area in enumerate([*areas, *others])}


def _cells(
    measure: Measure,
    figures: Sequence[Observation],
    rows: Mapping[str, int],
    ordinals: Mapping[Period, int],
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give the row and the column of each figure; UsageError where two are of one cell."""
    first = min(ordinals.values(), default=0)
    for figure in figures:
        _refuse_strangers(measure, figure)
    row = np.array([rows[figure.area] for figure in figures], dtype=np.intp)
    column = np.array([ordinals[figure.period] - first for figure in figures], dtype=np.intp)
    cell = row * (column.max(initial=0) + 1) + column
    _, counts = np.unique(cell, return_index=True)
    if len(counts) < len(figures):
        twice = next(iter(sorted(set(range(len(figures))) - set(counts.tolist()))))
        second = figures[twice]
        raise UsageError(f"Two values of '{measure.id}' for {second.area}, {second.period}.")
    return row, column


def _every_period(ordinals: Mapping[Period, int]) -> tuple[Period, ...]:
    if not ordinals:
        return ()
    first, last = min(ordinals, key=ordinals.__getitem__), max(ordinals, key=ordinals.__getitem__)
    return tuple(first.next(step) if step else first for step in range(last - first + 1))


def _refuse_strangers(measure: Measure, figure: Observation) -> None:
    if figure.measure != measure.id:
        raise UsageError(f"An observation of '{figure.measure}' is not one of '{measure.id}'.")
