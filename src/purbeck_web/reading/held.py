"""Figures as they are held: every one that was ever entered, in both times."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.document import Column, Table
from purbeck.publish.wording.figures import day
from purbeck_web.reading.figures_table import held_rows

_COLUMNS = (
    Column("Period"),
    Column("Figure", numeric=True),
    Column("Status"),
    Column("Published"),
    Column("Source", share=2.4),
    Column("Area"),
    Column("Entered"),
    Column("Replaced"),
)


def held_table(
    rows: QuerySet[Any], measure: Measure, observation_in: Callable[[dict[str, Any]], Observation]
) -> Table:
    """Lay out every figure that was entered for a measure, by area, the newest period first."""
    order = ("area__name", "-period_year", "-period_part", "-published", "-pk")
    found = list(rows.order_by(*order))
    values = [observation_in(vars(row)) for row in found]
    cells = held_rows(values, measure)
    return Table(
        "Every figure that was entered, with those that others took the place of",
        _COLUMNS,
        tuple((*own, *_times(row)) for own, row in zip(cells, found, strict=True)),
    )


def _times(row: Any) -> tuple[Any, ...]:
    replaced = row.superseded_in
    return (
        text_cell(row.area.name),
        text_cell(day(row.recorded_in.made_at.date())),
        text_cell(day(replaced.made_at.date()) if replaced else "Stands"),
    )
