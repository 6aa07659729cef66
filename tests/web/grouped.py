"""Groups of people for the tests: good attendance by sex, as nobody has published it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from purbeck.model.breakdown import Dimension, DimensionKind, Group, Subgroup
from purbeck.model.observation import Observation, Provenance
from purbeck.model.period import Period
from purbeck.model.period_kind import PeriodKind
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.changing import change_workspace
from tests.web.conftest import THEN

MEASURE, AREA = "good-attendance", "E10000009"
SEX = Dimension(
    id="sex",
    name="Sex",
    kind=DimensionKind.SEX,
    groups=(Group(id="girls", name="Girls"), Group(id="boys", name="Boys")),
)
PUBLISHED = date(2018, 9, 1)


def figure(group: str, above: float, below: float, year: int = 2016, note: str = "") -> Observation:
    """Give the attendance of a group of Dorset in an academic year; of everybody without one."""
    return Observation(
        measure=MEASURE,
        area=AREA,
        period=Period(PeriodKind.ACADEMIC_YEAR, year),
        value=100.0 * above / below,
        numerator=above,
        denominator=below,
        published=PUBLISHED,
        subgroup=Subgroup("sex", group) if group else None,
        note=note,
        provenance=Provenance("observations/entered.csv", 0, "Register"),
    )


def with_groups(people: dict[str, Any], *figures: Observation) -> None:
    """Declare the groups in the workspace, and put figures in."""

    def edit(workspace: Workspace) -> Workspace:
        whole = tuple(each for each in figures if each.subgroup is None)
        places = {(each.measure, each.area, each.period) for each in whole}
        kept = tuple(
            each
            for each in workspace.observations
            if (each.measure, each.area, each.period) not in places
        )
        return replace(
            workspace,
            framework=replace(workspace.framework, dimensions=(SEX,)),
            observations=(*kept, *whole),
            breakdowns=(
                *workspace.breakdowns,
                *(each for each in figures if each.subgroup is not None),
            ),
        )

    change_workspace(edit, by=people["analyst"], at=THEN, reason="Groups")
