"""Which figures have been revised, of those that may be shown, and how."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from purbeck.model.observation import Observation, Status
from purbeck.model.workspace import Workspace
from purbeck.scorecard.areas_within import disclosure_policy
from purbeck.scorecard.disclosure import before_as_shown, conceals, disclose
from purbeck.scorecard.small_counts import key_of
from purbeck.store import History, Revision
from purbeck.store.history import revisions_among

Redefined = Mapping[str, Collection[date]]
"""The days on which a measure was declared to be something else, by its id."""

_Pair = tuple[Observation, Observation]


def every_figure(workspace: Workspace) -> tuple[Observation, ...]:
    """Give the figures of everybody, and of groups: what is disclosed is disclosed together."""
    return workspace.observations + workspace.breakdowns


def history_of(workspace: Workspace) -> History:
    """Give all that a workspace has known, of everybody and of groups."""
    return History(every_figure(workspace))


def revisions_between(
    before: Iterable[Observation], after: Iterable[Observation]
) -> tuple[Revision, ...]:
    """List the figures that were known before and read differently now.

    Both are as disclosed, so that a hidden figure revised to another hidden one is none: that it
    moved would tell of it. A figure that is new is no revision either, nor is one whose value,
    reason and status are as they were.
    """
    found = revisions_among(_pairs(before, after))
    return tuple(revision for revision in found if _reads_otherwise(revision))


def _reads_otherwise(revision: Revision) -> bool:
    before, after = revision.before, revision.after
    return (before.value, before.absence, before.status) != (
        after.value,
        after.absence,
        after.status,
    )


def _pairs(before: Iterable[Observation], after: Iterable[Observation]) -> list[_Pair]:
    """Pair the figures of which both were known; most are one and the same, and are left out."""
    known = {key_of(observation): observation for observation in before}
    found = ((known.get(key_of(now)), now) for now in after)
    return [(then, now) for then, now in found if then is not None and then is not now]


def revisions_made(
    workspace: Workspace,
    since: date = date.min,
    until: date = date.max,
    redefined: Redefined | None = None,
) -> tuple[Revision, ...]:
    """List every revision that was published after one day and by another, oldest first.

    A figure that was revised three times is there three times; one that goes back to what it
    was, too. Those that may not be shown are hidden on both sides, and are no revision where
    only what is hidden has moved.
    """
    history = history_of(workspace)
    # Found once, and not again on every day.
    workspace = replace(workspace, policy=disclosure_policy(workspace))
    days = {o.published for o in every_figure(workspace) if o.published is not None}
    wanted = sorted(day for day in days if since < day <= until)
    if _conceals(workspace):
        pairs = [pair for day in wanted for pair in _as_shown(workspace, history, day)]
    else:
        of = History(workspace.observations).successions()
        pairs = [pair for pair in of if pair[1].published in set(wanted)]
        pairs.sort(key=lambda pair: pair[1].published or date.min)
    return revisions_among(pairs, _decimals(workspace), redefined)


def _conceals(workspace: Workspace) -> bool:
    measures = {measure.id: measure for measure in workspace.framework.measures}
    return conceals(every_figure(workspace), measures, workspace.policy)


def _as_shown(workspace: Workspace, history: History, day: date) -> list[_Pair]:
    """Pair the figures published on a day with what was known the day before, as disclosed."""
    before = history.known_on(day - timedelta(days=1)) if day > date.min else ()
    shown = _shown_beside(workspace, before, history.known_on(day))
    return [pair for pair in shown if pair[1].published == day]


def _shown_beside(
    workspace: Workspace, before: Iterable[Observation], after: Iterable[Observation]
) -> list[_Pair]:
    measures = {measure.id: measure for measure in workspace.framework.measures}
    dimensions = workspace.framework.dimensions
    known = tuple(after)
    policy = disclosure_policy(workspace)
    now = disclose(known, measures, policy, dimensions=dimensions)
    then = before_as_shown(before, measures, policy, now, dimensions, known)
    return _pairs(then.observations, now.observations)


def _decimals(workspace: Workspace) -> dict[str, int]:
    return {measure.id: measure.decimals for measure in workspace.framework.measures}


@dataclass(frozen=True, slots=True)
class RevisedSince:
    """What has become of the figures of an edition.

    Attributes
    ----------
    figures
        How many the edition had.
    gone
        Those that the workspace no longer has at all.
    """

    figures: int
    revisions: tuple[Revision, ...]
    gone: tuple[Observation, ...]


def revised_since(
    issued: Workspace,
    issued_on: date,
    workspace: Workspace,
    until: date = date.max,
    redefined: Redefined | None = None,
) -> RevisedSince:
    """Hold the figures that an edition was made from against what is known now.

    Parameters
    ----------
    issued
        The workspace as it was when the edition was issued, as it lies within the edition.
    issued_on
        The day as known on which it was made.
    """
    pairs = _shown_beside(
        workspace, history_of(issued).known_on(issued_on), history_of(workspace).known_on(until)
    )
    had = History(issued.observations).known_on(issued_on)
    has = History(workspace.observations).known_on(until)
    there = {key_of(observation) for observation in has}
    return RevisedSince(
        figures=len(had),
        revisions=revisions_among(pairs, _decimals(workspace), redefined),
        gone=tuple(each for each in had if key_of(each) not in there),
    )


def still_provisional(workspace: Workspace, until: date = date.max) -> tuple[Observation, ...]:
    """List the provisional figures that were never followed by final ones.

    One counts where it is the newest of its period, though its area has a settled figure for a
    later period of the same measure: the publisher has gone on, and the figure was left behind.
    Those that may not be shown are left out.
    """
    measures = {measure.id: measure for measure in workspace.framework.measures}
    on_record, dimensions = history_of(workspace).known_on(until), workspace.framework.dimensions
    policy = disclosure_policy(workspace)
    known = disclose(on_record, measures, policy, dimensions=dimensions).observations
    last: dict[tuple[str, str], int] = {}
    for each in known:
        if each.value is not None and each.status is not Status.PROVISIONAL:
            series = (each.measure, each.area)
            last[series] = max(last.get(series, each.period.ordinal), each.period.ordinal)
    return tuple(
        each
        for each in known
        if each.status is Status.PROVISIONAL
        and each.value is not None
        and each.period.ordinal < last.get((each.measure, each.area), each.period.ordinal)
    )
