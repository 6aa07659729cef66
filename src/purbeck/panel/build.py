"""From observations to a panel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

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
    periods = _every_period(figures)
    first = periods[0].ordinal if periods else 0
    shape = (len(rows), len(periods))
    arrays = {name: np.full(shape, np.nan) for name in _FIGURES}
    state = np.full(shape, NOT_OBSERVED, dtype=np.int8)
    status = np.zeros(shape, dtype=np.int8)
    for figure in figures:
        _refuse_strangers(measure, figure)
        at = rows[figure.area], figure.period.ordinal - first
        if state[at] != NOT_OBSERVED:
            raise UsageError(f"Two values of '{measure.id}' for {figure.area}, {figure.period}.")
        state[at] = state_code(figure.absence)
        status[at] = status_code(figure.status)
        for name in _FIGURES:
            number = getattr(figure, name)
            if number is not None:
                arrays[name][at] = number
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


def _every_period(figures: Sequence[Observation]) -> tuple[Period, ...]:
    if not figures:
        return ()
    first = min((figure.period for figure in figures), key=lambda period: period.ordinal)
    last = max((figure.period for figure in figures), key=lambda period: period.ordinal)
    return tuple(first.next(step) if step else first for step in range(last - first + 1))


def _refuse_strangers(measure: Measure, figure: Observation) -> None:
    if figure.measure != measure.id:
        raise UsageError(f"An observation of '{figure.measure}' is not one of '{measure.id}'.")
