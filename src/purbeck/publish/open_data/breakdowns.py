"""The figures of groups of people as open data: a table of its own beside that of everybody.

In a table with those of everybody, whoever adds up a column would count people twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from purbeck.model.framework import Framework
from purbeck.model.observation import Observation
from purbeck.publish.open_data.tables import (
    OBSERVATION_COLUMNS,
    OpenColumn,
    OpenTable,
    OpenValue,
    observation_cells,
)

_T = "string"

COLUMNS = (
    OpenColumn("dimension", _T, "What people are told apart by", required=True),
    OpenColumn("dimension_name", _T, "The name of what people are told apart by"),
    OpenColumn("group", _T, "The group of people that the figure is of", required=True),
    OpenColumn("group_name", _T, "The name of the group"),
)


def breakdowns_table(framework: Framework, breakdowns: Iterable[Observation]) -> OpenTable:
    """Lay out the figures of groups, one a row, groups as they are declared within each period."""
    rows = tuple(
        (*group_cells(framework, each), *observation_cells(framework, each))
        for each in in_order(framework, breakdowns)
    )
    title = "Breakdowns: the figures of groups of people, as they were known"
    key = ("measure", "area", "period", "dimension", "group")
    return OpenTable("breakdowns", title, (*COLUMNS, *OBSERVATION_COLUMNS), key, rows)


def in_order(framework: Framework, breakdowns: Iterable[Observation]) -> list[Observation]:
    """Sort figures of groups as the framework has their measures, dimensions and groups.

    Those of measures and groups that it does not declare are left out.
    """
    measures = {measure.id: number for number, measure in enumerate(framework.measures)}
    groups = {
        (dimension.id, group.id): (number, place)
        for number, dimension in enumerate(framework.dimensions)
        for place, group in enumerate(dimension.groups)
    }
    placed = [
        ((measures[each.measure], each.area, at[0], each.period.ordinal, at[1]), each)
        for each in breakdowns
        if each.measure in measures
        and each.subgroup is not None
        and (at := groups.get((each.subgroup.dimension, each.subgroup.group))) is not None
    ]
    return [each for _, each in sorted(placed, key=lambda pair: pair[0])]


def group_cells(framework: Framework, each: Observation) -> tuple[OpenValue, ...]:
    """Give the ids and names of a figure's dimension and group, as ``COLUMNS`` has them."""
    if each.subgroup is None:
        return "", "", "", ""
    dimension = framework.dimension(each.subgroup.dimension)
    group = dimension.group(each.subgroup.group)
    return dimension.id, dimension.name, each.subgroup.group, "" if group is None else group.name
