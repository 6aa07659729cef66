"""What somebody who enters figures should be asked: the doubts that the new figures raise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from purbeck.checks.alone import alone
from purbeck.checks.catalogue import CHECKS, check_workspace
from purbeck.checks.check import Check, Doubt, Series
from purbeck.checks.groups_age import GROUPS_OLDER
from purbeck.checks.parts import PARTS
from purbeck.checks.staleness import COMPARATOR_OLDER, STALE
from purbeck.checks.targets import TARGET_WITHOUT_REASON
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.policy import Accepted
from purbeck.model.workspace import Workspace

ASKED: tuple[Check, ...] = tuple(
    check
    for check in CHECKS
    if check not in (STALE, COMPARATOR_OLDER, GROUPS_OLDER, TARGET_WITHOUT_REASON)
)
"""All but those that doubt the age of a measure's figures or what is said of its target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDoubt:
    """A doubt that new figures raise.

    Attributes
    ----------
    area, period
        Of the figure doubted, which need not be the one entered: a figure of a year before may
        make the next one jump. Empty where the doubt is of the measure as a whole.
    """

    name: str
    problem: Problem
    measure: str
    area: str = ""
    period: str = ""

    @property
    def code(self) -> IssueCode:
        """The code of the doubt."""
        return self.problem.code

    def accepted(self, reason: str) -> Accepted:
        """Let it stand for a reason; InvalidValueError where there is none."""
        return Accepted(
            code=self.code,
            measure=self.measure,
            area=self.area,
            period=self.period,
            reason=reason,
        )


_Place = tuple[IssueCode, str, str, str]


def doubts_of_entry(before: Workspace, after: Workspace, on: date) -> tuple[EntryDoubt, ...]:
    """Give the doubts that stand after new figures were entered, and did not before.

    A doubt about a figure that is itself new or changed is given whether or not the figure in
    its place was doubted; a figure of everybody is not doubted anew for another of a group, but
    for their sum. What the policy accepts is not doubted. Nothing entered, no doubts.
    """
    old, new = ({*workspace.observations, *workspace.breakdowns} for workspace in (before, after))
    changed = old ^ new
    if not changed:
        return ()
    measures = frozenset(each.measure for each in changed)
    cells = {_cell(each) for each in changed if each.subgroup is None}
    sums = {(PARTS.code, *_cell(each)) for each in changed if each.subgroup is not None}
    known = _doubts(before, measures, on)
    return tuple(
        doubt
        for place, doubt in _doubts(after, measures, on).items()
        if place not in known or place[1:] in cells or place in sums
    )


def _cell(figure: Observation) -> tuple[str, str, str]:
    return figure.measure, figure.area, figure.period.label


def _doubts(
    workspace: Workspace, measures: frozenset[str], on: date
) -> Mapping[_Place, EntryDoubt]:
    found: dict[_Place, EntryDoubt] = {}

    def noting(check: Check) -> Check:
        def find(series: Series) -> Iterator[Doubt]:
            if series.measure.id in measures:
                for doubt in check.find(series):
                    _note(found, check, doubt, series.measure, workspace)
                    yield doubt

        return replace(check, find=find)

    check_workspace(alone(workspace, measures), on, [noting(each) for each in ASKED])
    return found


def _note(
    found: dict[_Place, EntryDoubt],
    check: Check,
    doubt: Doubt,
    measure: Measure,
    workspace: Workspace,
) -> None:
    period = "" if doubt.period is None else doubt.period.label
    place = (check.code, measure.id, doubt.area, period)
    if any(each.covers(*place) for each in workspace.policy.accepted):
        return
    of = f" of {workspace.framework.area_name(doubt.area)}" if doubt.area else ""
    when = f", {period}" if period else ""
    problem = Problem(check.code, f"{doubt.field}{of}{when}", doubt.received, doubt.expected)
    found.setdefault(
        place,
        EntryDoubt(
            name=check.name,
            problem=problem,
            measure=measure.id,
            area=doubt.area,
            period=period,
        ),
    )
