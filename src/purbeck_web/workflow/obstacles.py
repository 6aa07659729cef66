"""What is in the way of an indicator: asked of the library's checks, by indicator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from purbeck.checks.catalogue import CHECKS, check_workspace
from purbeck.checks.check import Check, Doubt, Series
from purbeck.claims.claim import RemarkCode
from purbeck.model.issue import DataIssue, IssueCode, Problem, Severity
from purbeck.model.measure import Measure
from purbeck.model.policy import Accepted
from purbeck.model.workspace import Workspace
from purbeck.publish.wording.claims import evidence_words, remark_sentence
from purbeck.scorecard.scorecard import disclosed
from purbeck_web.commentary.checking import Told, standing_texts
from purbeck_web.reading.scoring import workspace_of


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something in the way, in words; what ``stops`` must be mended before it is submitted."""

    words: str
    stops: bool = False


def obstacles(revision: UUID, held: Set[str] | None = None) -> Mapping[str, tuple[Obstacle, ...]]:
    """Give what is in the way of each indicator, by its id; what stops stands first.

    Doubts about its figures and those of its measures, claims that the data contradict,
    references that say nothing, and what its commentary leaves out. What the policy accepts is
    not in the way. An indicator without any is not among them.

    Parameters
    ----------
    held
        The measures whose figures may be told as they are held; None for all of them. Figures
        of the others are doubted as far as disclosure control shows them.
    """
    workspace = workspace_of(revision)
    above = _indicators(workspace)
    found: dict[str, list[Obstacle]] = defaultdict(list)
    for measure, obstacle in _told_of(revision, held):
        if measure in above:
            found[above[measure]].append(obstacle)
    measures = {measure.id: measure for measure in workspace.framework.measures}
    for indicator, told in standing_texts().items():
        found[indicator] += _of_text(told, measures)
    return {
        indicator: tuple(sorted(dict.fromkeys(each), key=lambda one: not one.stops))
        for indicator, each in found.items()
    }


def _told_of(revision: UUID, held: Set[str] | None) -> Iterator[tuple[str, Obstacle]]:
    """Give the doubts of each measure: as held where that may be told, else as disclosed."""
    of_held = _of_figures(revision)
    if held is None or {measure for measure, _ in of_held} <= held:
        yield from of_held
        return
    yield from (each for each in of_held if each[0] in held)
    yield from (each for each in _of_figures(revision, as_disclosed=True) if each[0] not in held)


def _indicators(workspace: Workspace) -> dict[str, str]:
    """Give the indicator of each measure; an indicator is its own."""
    return {
        measure.id: indicator.id
        for outcome in workspace.framework.outcomes
        for indicator in outcome.indicators
        for measure in (indicator, *indicator.measures)
    }


@lru_cache(maxsize=4)
def _of_figures(revision: UUID, *, as_disclosed: bool = False) -> tuple[tuple[str, Obstacle], ...]:
    """Run every check, and note of each doubt whose it is; once a revision."""
    workspace = workspace_of(revision)
    if as_disclosed:
        shown = disclosed(workspace, workspace.framework.report.on)
        workspace = replace(workspace, observations=shown.observations, breakdowns=shown.breakdowns)
    names = {m.id: f"{m.number} {m.name}".strip() for m in workspace.framework.measures}
    accepted = workspace.policy.accepted
    named: list[str] = []
    issues = check_workspace(
        replace(workspace, policy=replace(workspace.policy, accepted=())),
        checks=[_noting(check, named, accepted) for check in CHECKS],
    ).issues
    # The issues of areas stand before those of measures.
    doubts = zip(named, issues[len(issues) - len(named) :], strict=True)
    return tuple((each, _obstacle(issue, each, names[each])) for each, issue in doubts)


def _noting(check: Check, named: list[str], accepted: Iterable[Accepted]) -> Check:
    def find(series: Series) -> Iterator[Doubt]:
        for doubt in check.find(series):
            period = "" if doubt.period is None else doubt.period.label
            if any(a.covers(check.code, series.measure.id, doubt.area, period) for a in accepted):
                continue
            named.append(series.measure.id)
            yield doubt

    return replace(check, find=find)


def _of_text(told: Told, measures: Mapping[str, Measure]) -> Iterator[Obstacle]:
    """Say what is amiss with a commentary; without a story, nothing else is asked of it."""
    blank = any(remark.code is RemarkCode.BLANK for remark in told.remarks)
    if blank:
        yield Obstacle("Its commentary tells no story yet.", stops=True)
    for issue in told.errors:
        yield Obstacle(str(issue.problem), stops=True)
    for claim in told.contradicted:
        measure = measures.get(claim.measure)
        expected = "what the data say" if measure is None else evidence_words(claim, measure)
        words = f"'{claim.place.words}'"
        problem = Problem(IssueCode.CLAIM_CONTRADICTED, "", words, expected)
        yield Obstacle(f"Its commentary: {problem}", stops=True)
    for remark in told.remarks:
        accepted = told.policy.accepted
        if blank or any(a.covers(IssueCode.COMMENTARY, remark.measure, "", "") for a in accepted):
            continue
        yield Obstacle(remark_sentence(remark, measures[remark.measure]))


def _obstacle(issue: DataIssue, measure: str, name: str) -> Obstacle:
    """Say what is wrong, with the name of the measure where the command line has its id."""
    field = issue.problem.field.replace(f"'{measure}'", f"'{name}'")
    said = f"{field}: {issue.problem}" if field else str(issue.problem)
    return Obstacle(said[:1].upper() + said[1:], stops=issue.severity is Severity.ERROR)
