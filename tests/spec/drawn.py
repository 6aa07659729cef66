"""Panels drawn as tables, so that a performance officer can check a rule's specification.

A row is an area, a column a period. A cell is a figure: a value such as ``62.4``, a numerator
and denominator such as ``312/500`` from which the value is worked out, or a value with its
published interval such as ``72.1 [65.4 to 78.8]``. After the number stands ``p``, ``e``, ``r``
or ``b`` for provisional, estimated, revised, or the first of a new series. Or a cell is a mark
for having no figure: ``-`` never published, ``c`` suppressed, ``x`` not collected, ``z`` not
applicable, ``w`` not yet due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from purbeck.model.measure import (
    Measure,
    MeasureKind,
    PerformanceKind,
    PerformanceMeasure,
    PopulationIndicator,
)
from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.period import Period, PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.unit import UNITS, UnitCode
from purbeck.panel import Panel, panel_of

ABSENCES = {
    "c": Absence.SUPPRESSED,
    "x": Absence.NOT_COLLECTED,
    "z": Absence.NOT_APPLICABLE,
    "w": Absence.NOT_YET_DUE,
}
STATUSES = {
    "p": Status.PROVISIONAL,
    "e": Status.ESTIMATED,
    "r": Status.REVISED,
    "b": Status.BREAK,
}

_NUMBER = r"-?\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?P<first>{_NUMBER})(?:/(?P<denominator>{_NUMBER}))?(?P<status>[perb]?)"
    rf"(?: \[(?P<lower>{_NUMBER}) to (?P<upper>{_NUMBER})\])?"
)


def measure(
    *,
    kind: str = "population_indicator",
    unit: str = "percentage",
    polarity: str = "higher",
    period: str = "academic_year",
    **more: Any,
) -> Measure:
    """Make a measure, named 'attendance' unless another id is given."""
    fields: dict[str, Any] = {
        "id": "attendance",
        "name": "Good attendance",
        "unit": UNITS[UnitCode(unit)],
        "polarity": Polarity(polarity),
        "period_kind": PeriodKind(period),
        **more,
    }
    if MeasureKind(kind) is MeasureKind.PERFORMANCE_MEASURE:
        return PerformanceMeasure(question=PerformanceKind.HOW_WELL, **fields)
    return PopulationIndicator(**fields)


def observations(of: Measure, table: str) -> Iterator[Observation]:
    """Read the observations of a drawn table."""
    heading, *rows = [line for line in table.strip().splitlines() if line.strip()]
    periods = [Period.parse(cell, of.period_kind) for cell in _cells(heading)[1:]]
    for row in rows:
        area, *cells = _cells(row)
        for period, cell in zip(periods, cells, strict=True):
            if cell != "-":
                yield _observation(of, area, period, cell)


def panel(of: Measure, table: str) -> Panel:
    """Read a drawn table as a panel, with its areas in the order drawn."""
    _, *rows = [line for line in table.strip().splitlines() if line.strip()]
    return panel_of(of, observations(of, table), [_cells(row)[0] for row in rows])


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _observation(of: Measure, area: str, period: Period, cell: str) -> Observation:
    if cell in ABSENCES:
        return Observation(measure=of.id, area=area, period=period, absence=ABSENCES[cell])
    drawn = _FIGURE.fullmatch(cell)
    if drawn is None:
        raise ValueError(f"'{cell}' of {area}, {period} is no figure and no mark.")
    first, denominator, lower, upper = (
        None if drawn[name] is None else float(drawn[name])
        for name in ("first", "denominator", "lower", "upper")
    )
    value, numerator = first, None
    if first is not None and denominator is not None:
        multiplier = of.unit.multiplier
        if multiplier is None:
            raise ValueError(f"'{cell}' is a fraction, which no {of.unit.singular} can be.")
        value, numerator = multiplier * first / denominator, first
    return Observation(
        measure=of.id,
        area=area,
        period=period,
        value=value,
        numerator=numerator,
        denominator=denominator,
        lower=lower,
        upper=upper,
        status=STATUSES.get(drawn["status"], Status.FINAL),
    )
