"""What was known and may be shown on a date, and the assessment of it: the parts of scoring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date

from purbeck.assess.assessment import Assessment
from purbeck.engine import assess, observations_by_measure
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.workspace import Workspace
from purbeck.scorecard.areas_within import disclosure_policy
from purbeck.scorecard.disclosure import Disclosed, before_as_shown, disclose
from purbeck.store import History


def disclosed_of(workspace: Workspace, history: History, on: date) -> Disclosed:
    """Give what was known on a date and may be shown."""
    dimensions = workspace.framework.dimensions
    known = history.known_on(on)
    policy = disclosure_policy(workspace)
    return disclose(known, measures_of(workspace), policy, dimensions=dimensions)


def assessed_of(
    workspace: Workspace,
    known: Disclosed,
    on: date,
    then: Mapping[date, Sequence[Observation]],
    areas: Sequence[str] = (),
    only: Set[str] | None = None,
) -> tuple[Assessment, ...]:
    """Assess what is disclosed: the one way, so that the report and the JSON cannot differ.

    Of actions those that had begun by the date: nothing has come since of one that is to begin.
    """
    framework, policy = workspace.framework, workspace.policy
    actions = tuple(each for each in workspace.actions if each.started and each.started <= on)
    return assess(framework, policy, known.assessed, areas, actions, only, on=on, then=then)


def when_begun(
    workspace: Workspace, history: History, on: date, now: Disclosed
) -> dict[date, tuple[Observation, ...]]:
    """Give what was known on each day on which an action began, so that it can stand beside now.

    Of the measures that have such an action alone. Nothing published after the report's own day
    is known to it, even where an action is to begin later.
    """
    begun: dict[date, set[str]] = defaultdict(set)
    for action in workspace.actions:
        if action.started is not None:
            begun[action.started].add(action.indicator)
    found: dict[date, tuple[Observation, ...]] = {}
    after = history.known_on(on) if begun else ()
    for day, measures in begun.items():
        known = [o for o in history.known_on(min(day, on)) if o.measure in measures]
        then = beside(workspace, known, now, after)
        found[day] = then.assessed
    return found


def moved_between(before: Sequence[Observation], after: Sequence[Observation]) -> set[str]:
    """Name the measures of which any figure differs, or is known on one of two dates alone."""
    parts = observations_by_measure(before), observations_by_measure(after)
    return {name for name in {*parts[0], *parts[1]} if parts[0].get(name) != parts[1].get(name)}


def series_of(measure: Measure) -> Iterator[str]:
    """Name the series that a measure's comparators are read from, besides its own."""
    yield from (each.series for each in measure.comparators if each.series)


def beside(
    workspace: Workspace,
    known: Sequence[Observation],
    now: Disclosed,
    after: Sequence[Observation],
) -> Disclosed:
    """Give what was known before as it may be shown beside what is shown now."""
    measures, dimensions = measures_of(workspace), workspace.framework.dimensions
    policy = disclosure_policy(workspace)
    return before_as_shown(known, measures, policy, now, dimensions, after)


def measures_of(workspace: Workspace) -> dict[str, Measure]:
    """Give the measures of a workspace by their ids."""
    return {measure.id: measure for measure in workspace.framework.measures}
