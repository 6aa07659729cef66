"""Groups of one area, drawn: a row a group, the last one of everybody where there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from purbeck.assess.finding import Finding, Findings
from purbeck.assess.inequality import Coverage, coverage_of
from purbeck.model.breakdown import Dimension, DimensionKind, Group, Subgroup
from purbeck.model.observation import Observation
from purbeck.panel.grouped import GroupedPanel, grouped_panel_of
from tests.spec.answers import Drawn, Judged
from tests.spec.drawn import measure, observations

AREA, EVERYBODY, NOT_KNOWN = "Dorset", "Everybody", "Not known"


def dimension(
    names: list[str], kind: str = "other", against: str = "", *, complete: bool = True
) -> Dimension:
    """Declare a dimension whose groups have their names for ids."""
    return Dimension(
        id="drawn",
        name="Drawn",
        kind=DimensionKind(kind),
        groups=tuple(Group(id=name, name=name, unknown=name == NOT_KNOWN) for name in names),
        against=against,
        complete=complete,
    )


def grouped(
    table: str, kind: str = "other", against: str = "", *, complete: bool = True, **of: Any
) -> GroupedPanel:
    """Read a drawn table of groups."""
    drawn = measure(**of)
    _, *rows = [line for line in table.strip().splitlines() if line.strip()]
    names = [row.split("|")[0].strip() for row in rows]
    groups = [name for name in names if name != EVERYBODY]
    of_groups: list[Observation] = []
    of_all: list[Observation] = []
    for each in observations(drawn, table):
        if each.area == EVERYBODY:
            of_all.append(replace(each, area=AREA))
        else:
            of_groups.append(replace(each, area=AREA, subgroup=Subgroup("drawn", each.area)))
    declared = dimension(groups, kind, against, complete=complete)
    return grouped_panel_of(drawn, declared, of_groups, of_all, (AREA,))


Rule = Callable[[GroupedPanel, Coverage], Findings[Any]]


def judged(table: str, rule: Rule, against: str = "", **of: Any) -> Judged:
    """Run a rule that answers for each group over a drawn table."""
    panel = grouped(table, against=against, **of)
    findings = rule(panel, coverage_of(panel))
    found = {group.id: findings.at(row) for row, group in enumerate(panel.dimension.groups)}
    return Judged(Drawn(panel.measure, table, _given(against)), found)


def judged_together(table: str, rule: Rule, against: str = "", **of: Any) -> Judged:
    """Run a rule that answers for all groups together; the answer is named by the area."""
    panel = grouped(table, against=against, **of)
    finding: Finding[Any] = rule(panel, coverage_of(panel)).at(0)
    return Judged(Drawn(panel.measure, table, _given(against)), {AREA: finding})


def _given(against: str) -> str:
    return f"Held against: {against or 'everybody'}."
