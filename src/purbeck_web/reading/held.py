"""Figures as they are held: every one that was ever entered, in both times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from purbeck.model.breakdown import Dimension, Subgroup
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
    Column("Group"),
    Column("Entered"),
    Column("Replaced"),
)


def held_table(
    rows: QuerySet[Any],
    measure: Measure,
    observation_in: Callable[[dict[str, Any]], Observation],
    dimensions: Sequence[Dimension] = (),
) -> Table:
    """Lay out every figure that was entered for a measure, by area, the newest period first.

    Figures of groups stand below the one of everybody of their area and period, and there is no
    column of groups where no figure is of one.
    """
    place = ("area__name", "-period_year", "-period_part", "dimension", "subgroup")
    order = (*place, "-published", "-pk")
    found = list(rows.order_by(*order))
    values = [observation_in(vars(row)) for row in found]
    cells = held_rows(values, measure)
    grouped = any(each.subgroup for each in values)
    names = {
        Subgroup(each.id, group.id): f"{each.name}: {group.name}"
        for each in dimensions
        for group in each.groups
    }
    of = [
        (str(names.get(each.subgroup, each.subgroup)) if each.subgroup else "Everybody")
        for each in values
    ]
    return Table(
        "Every figure that was entered, with those that others took the place of",
        tuple(each for each in _COLUMNS if grouped or each.title != "Group"),
        tuple(
            (*own, *_times(row, group if grouped else ""))
            for own, row, group in zip(cells, found, of, strict=True)
        ),
    )


def _times(row: Any, group: str) -> tuple[Any, ...]:
    replaced = row.superseded_in
    return (
        text_cell(row.area.name),
        *((text_cell(group),) if group else ()),
        text_cell(day(row.recorded_in.made_at.date())),
        text_cell(day(replaced.made_at.date()) if replaced else "Stands"),
    )
