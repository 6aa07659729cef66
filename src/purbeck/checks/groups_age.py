"""Figures of groups of people that are older than everybody's."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.checks.check import Check, Doubt, Series
from purbeck.checks.staleness import newest
from purbeck.model.issue import IssueCode, Severity
from purbeck.model.period import Period


def _find(series: Series) -> Iterator[Doubt]:
    own = None if series.own_row is None else newest(series.panel, series.own_row)
    if own is None:
        return
    last: dict[str, Period] = {}
    for each in series.breakdowns:
        if each.subgroup is None or each.area != series.own or each.absence is not None:
            continue
        before = last.setdefault(each.subgroup.dimension, each.period)
        if each.period.last_day > before.last_day:
            last[each.subgroup.dimension] = each.period
    for dimension in series.framework.dimensions:
        theirs = last.get(dimension.id)
        if theirs is not None and theirs.last_day < own.last_day:
            yield Doubt(
                field="period",
                received=f"{theirs.label} as the newest figure by {dimension.name}",
                expected=f"{own.label}, as for everybody",
                area=series.own,
                period=theirs,
            )


GROUPS_OLDER = Check(
    code=IssueCode.GROUPS_OLDER,
    name="Groups older than everybody",
    statement=(
        "The groups of a dimension are doubted whose newest figure of the organisation's own "
        "area is of an earlier period than everybody's. A dimension of which the measure has no "
        "figure is passed over."
    ),
    severity=Severity.WARNING,
    find=_find,
)
