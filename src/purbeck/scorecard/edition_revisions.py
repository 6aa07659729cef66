"""The figures of an edition that read otherwise now: revisions, printed ones, new series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.workspace import Workspace
from purbeck.scorecard.disclosure import Disclosed
from purbeck.scorecard.edition_causes import Cause, CauseKind
from purbeck.scorecard.edition_changes import GoneFigure, RevisedFigure
from purbeck.scorecard.edition_state import FigureState, MeasureState, Past
from purbeck.scorecard.revisions import Redefined, revised_since
from purbeck.store import History, Revision
from purbeck.store.revision_kind import RevisionKind


def revised_in(
    past: Past, workspace: Workspace, on: date, redefined: Redefined | None
) -> tuple[tuple[RevisedFigure, ...], tuple[GoneFigure, ...]]:
    """Give the figures of an edition that were revised, and those that are no longer there.

    None of either where what it was made from is not at hand.
    """
    if past.workspace is None:
        return (), ()
    found = revised_since(past.workspace, past.on, workspace, on, redefined)
    framework = workspace.framework
    has = {measure.id for measure in framework.measures}
    return (
        tuple(_revised_figure(r, framework.area_name(r.after.area)) for r in found.revisions),
        tuple(
            GoneFigure(
                measure=o.measure,
                area_name=past.workspace.framework.area_name(o.area),
                period=o.period.label,
            )
            for o in found.gone
            if o.measure in has
        ),
    )


def _revised_figure(revision: Revision, area_name: str) -> RevisedFigure:
    before, after = revision.before, revision.after
    return RevisedFigure(
        measure=after.measure,
        area=after.area,
        area_name=area_name,
        period=after.period.label,
        kind=revision.kind,
        before=before.value,
        status_before=_status(before),
        after=after.value,
        status_after=_status(after),
        note=after.note,
    )


def _status(observation: Observation) -> str:
    return observation.status.value if observation.absence is None else observation.absence.value


def printed_revisions(before: MeasureState, after: MeasureState) -> Iterator[Cause]:
    """Hold the figures that the edition printed against those of the same periods now."""
    printed = {each.period: each for each in (before.latest, before.previous) if each}
    for now in (after.latest, after.previous):
        then = printed.get(now.period) if now else None
        if now and then and then != now:
            yield Cause(
                kind=CauseKind.REVISED,
                period=now.period,
                before=then.value if then.value is not None else then.status,
                after=now.value if now.value is not None else now.status,
                revision=_printed_kind(then, now),
            )


def _printed_kind(then: FigureState, now: FigureState) -> RevisionKind:
    if now.status == Absence.WITHDRAWN.value:
        return RevisionKind.WITHDRAWN
    if then.value is None or now.value is None:
        if then.value is now.value:
            return RevisionKind.REASON
        return RevisionKind.BLANKED if now.value is None else RevisionKind.FILLED
    return RevisionKind.STATUS if then.value == now.value else RevisionKind.REVISED


def new_breaks(past: Past, workspace: Workspace, known: Disclosed) -> tuple[tuple[str, str], ...]:
    """Give the measures with the periods that open a series now, and did not in the edition."""
    if past.workspace is None:
        return ()
    area = workspace.framework.organisation.area
    then = set(_breaks(History(past.workspace.observations).known_on(past.on), area))
    return tuple(each for each in _breaks(known.observations, area) if each not in then)


def _breaks(observations: Iterable[Observation], area: str) -> list[tuple[str, str]]:
    return [
        (o.measure, o.period.label)
        for o in sorted(observations, key=lambda o: o.period.last_day)
        if o.area == area and o.status is Status.BREAK
    ]
