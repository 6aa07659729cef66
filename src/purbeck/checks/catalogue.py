"""The catalogue: every check, and all of them run over a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from purbeck.checks.area_names import misnamed_areas
from purbeck.checks.check import Check, Doubt, Series
from purbeck.checks.gap import GAP
from purbeck.checks.groups_age import GROUPS_OLDER
from purbeck.checks.jump import JUMP
from purbeck.checks.parts import PARTS
from purbeck.checks.repeated import REPEATED
from purbeck.checks.staleness import COMPARATOR_OLDER, STALE
from purbeck.checks.targets import IMPLAUSIBLE_TARGET, TARGET_WITHOUT_REASON
from purbeck.model.comparator import ComparatorKind
from purbeck.model.issue import DataIssue, Problem
from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.model.policy import Accepted
from purbeck.model.workspace import Workspace
from purbeck.panel import Panel, panel_of
from purbeck.store.history import History

CHECKS: tuple[Check, ...] = (
    JUMP,
    REPEATED,
    GAP,
    PARTS,
    STALE,
    COMPARATOR_OLDER,
    GROUPS_OLDER,
    IMPLAUSIBLE_TARGET,
    TARGET_WITHOUT_REASON,
)
"""In the order in which a measure is gone through: its figures, their age, its targets."""

FRAMEWORK_FILE = "framework.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of the checks.

    Attributes
    ----------
    issues
        In the order of the framework's measures and, within each, of the checks.
    accepted
        Those that the policy accepts, each with the reason.
    unused
        What the policy accepts, and no check doubts any more.
    """

    issues: tuple[DataIssue, ...]
    accepted: tuple[tuple[DataIssue, str], ...] = ()
    unused: tuple[Accepted, ...] = ()


def check_workspace(
    workspace: Workspace,
    on: date | None = None,
    checks: Sequence[Check] = CHECKS,
    more: Iterable[tuple[str, DataIssue]] = (),
) -> Checked:
    """Run every check over what a workspace knew on a day.

    Parameters
    ----------
    on
        The date of the report where none is given.
    more
        What was found elsewhere, such as in the commentary, each with the measure that it is
        about: the policy may accept that too.
    """
    on = on or workspace.framework.report.on
    known = History(workspace.observations).known_on(on)
    of_groups = History(workspace.breakdowns).known_on(on)
    places = _Places(known)
    sorting = _Sorting(workspace.policy.accepted)
    for code, issue in misnamed_areas(workspace.framework, FRAMEWORK_FILE):
        sorting.put(issue, area=code)
    for series in _every_series(workspace, known, of_groups, on):
        for check in checks:
            for doubt in check.find(series):
                sorting.put(
                    _issue(check, doubt, series, places),
                    series.measure.id,
                    doubt.area,
                    "" if doubt.period is None else doubt.period.label,
                )
    for measure, issue in more:
        sorting.put(issue, measure)
    return sorting.checked()


class _Places:
    """Where each figure was read from, and the newest of each area."""

    def __init__(self, known: Sequence[Observation]) -> None:
        self._known = known

    def at(self, measure: str, area: str, period: Period) -> Observation | None:
        """Give a figure, or the newest of its area where it is not there to be pointed at."""
        figures = self._of_areas.get((measure, area), [])
        found = (each for each in figures if each.period == period)
        return next(found, max(figures, key=lambda each: each.period.ordinal, default=None))

    @cached_property
    def _of_areas(self) -> Mapping[tuple[str, str], Sequence[Observation]]:
        """The figures by measure and area: put in order when the first doubt is met."""
        parts: dict[tuple[str, str], list[Observation]] = {}
        for each in self._known:
            parts.setdefault((each.measure, each.area), []).append(each)
        return parts


class _Sorting:
    """Parts what is accepted from what is not, as it is found."""

    def __init__(self, accepted: Sequence[Accepted]) -> None:
        self._accepted = accepted
        self._used: set[Accepted] = set()
        self._issues: list[DataIssue] = []
        self._stand: list[tuple[DataIssue, str]] = []

    def put(self, issue: DataIssue, measure: str = "", area: str = "", period: str = "") -> None:
        for each in self._accepted:
            if each.covers(issue.code, measure, area, period):
                self._used.add(each)
                self._stand.append((issue, each.reason))
                return
        self._issues.append(issue)

    def checked(self) -> Checked:
        unused = tuple(each for each in self._accepted if each not in self._used)
        return Checked(issues=tuple(self._issues), accepted=tuple(self._stand), unused=unused)


def _every_series(
    workspace: Workspace, known: Sequence[Observation], of_groups: Sequence[Observation], on: date
) -> Iterator[Series]:
    framework = workspace.framework
    of_measure: dict[str, list[Observation]] = {}
    for observation in known:
        of_measure.setdefault(observation.measure, []).append(observation)
    panels = {
        measure.id: panel_of(measure, of_measure.get(measure.id, ()))
        for measure in framework.measures
    }
    for measure in framework.measures:
        yield Series(
            measure=measure,
            panel=panels[measure.id],
            # A reference series is of other places: it has no figure of one's own to be stale.
            own="" if measure.kind is MeasureKind.REFERENCE_SERIES else framework.organisation.area,
            on=on,
            framework=framework,
            policy=workspace.policy,
            held_against=_held_against(measure, panels),
            breakdowns=tuple(each for each in of_groups if each.measure == measure.id),
        )


def _held_against(measure: Measure, panels: Mapping[str, Panel]) -> dict[str, Panel]:
    return {
        comparator.id: panels[comparator.series or measure.id]
        for comparator in measure.comparators
        if comparator.kind is ComparatorKind.AREA and (comparator.series or measure.id) in panels
    }


def _issue(check: Check, doubt: Doubt, series: Series, places: _Places) -> DataIssue:
    """Put a doubt at the row that its figure was read from, or at the framework."""
    name, area = series.measure.id, doubt.area
    of = f" of {series.framework.area_name(area)}" if area else ""
    when = f", {doubt.period.label}" if doubt.period is not None and area else ""
    field = f"{doubt.field} of '{name}'{of}{when}"
    problem = Problem(check.code, field, doubt.received, doubt.expected)
    seen = None
    if doubt.period is not None and area:
        seen = places.at(name, area, doubt.period)
    provenance = None if seen is None else seen.provenance
    if provenance is None:
        return DataIssue(problem, file=FRAMEWORK_FILE, severity=check.severity)
    return DataIssue(
        problem, file=provenance.file, row=provenance.row or None, severity=check.severity
    )
