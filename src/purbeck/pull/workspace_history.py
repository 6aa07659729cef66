"""The figures that a workspace has pulled, put beside those that were typed into its files.

``history`` within a workspace is a store (``purbeck.store``); what it holds of the measures and
areas that the framework declares counts as if it stood in the workspace's own files. What reads a
store is an optional extra, and is asked for only where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from purbeck.model.breakdown import Subgroup
from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.framework import Framework
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation, Provenance
from purbeck.model.period import Period
from purbeck.model.workspace import Workspace

if TYPE_CHECKING:
    from purbeck.store.store import Store

HISTORY = "history"
"""The folder of the store within a workspace."""

SAME = 1e-9
"""The share of its size within which a figure is the same: that of ``store.differing``, which
cannot be asked without numpy's and Arrow's being there."""

_Key = tuple[str, str, Period, Subgroup | None, date | None]


def has_history(folder: Path) -> bool:
    """Whether a workspace has pulled anything."""
    return (folder / HISTORY / "loads").is_dir()


def history_store(folder: Path) -> Store:
    """Open the store of a workspace.

    Raises
    ------
    UsageError
        Where there is none, or where what reads it is not installed.
    """
    if not has_history(folder):
        raise UsageError(f"'{folder}' has no {HISTORY}. 'purbeck pull' makes one.")
    try:
        import duckdb
        import pyarrow
    except ImportError as missing:
        needs = f"The figures in '{folder / HISTORY}' need {missing.name}"
        raise UsageError(f"{needs}: pip install 'purbeck[store]'.") from None
    del duckdb, pyarrow
    from purbeck.store.store import Store

    return Store(folder / HISTORY)


def with_history(
    workspace: Workspace, folder: Path, pulled: Sequence[Observation] | None = None
) -> Workspace:
    """Add every edition of the figures that a workspace has pulled to those in its files.

    A workspace without ``history`` is given back as it is. Figures of measures, areas and groups
    that the framework does not declare are left where they are. A figure that stands in both
    places under one date of publication counts once, from the files.

    Parameters
    ----------
    pulled
        What ``pulled_observations`` gives, where that is at hand already.

    Raises
    ------
    WorkspaceError
        Where the two places disagree on a figure of one date, or where a pulled figure is not
        one that its measure, as it is declared now, can have.
    UsageError
        Where what reads a store is not installed.
    """
    if not has_history(folder):
        return workspace
    if pulled is None:
        pulled = pulled_observations(workspace.framework, folder)
    typed = {_key(each): each for each in (*workspace.observations, *workspace.breakdowns)}
    issues = [*_misfits(workspace.framework, pulled), *_disagreements(typed, pulled)]
    if issues:
        raise WorkspaceError(issues)
    more = [each for each in pulled if _key(each) not in typed]
    whole = tuple(each for each in more if each.subgroup is None)
    parts = tuple(each for each in more if each.subgroup is not None)
    return replace(
        workspace,
        observations=workspace.observations + whole,
        breakdowns=workspace.breakdowns + parts,
    )


def groups_of(framework: Framework) -> tuple[Subgroup, ...]:
    """Give every group that a framework declares, as figures name it."""
    return tuple(
        Subgroup(dimension.id, group.id)
        for dimension in framework.dimensions
        for group in dimension.groups
    )


def pulled_observations(framework: Framework, folder: Path) -> tuple[Observation, ...]:
    """Give every edition of the figures that the store of a workspace has of what it declares.

    Those of groups are among them.
    """
    store = history_store(folder)
    from purbeck.store.observations import observations_of_store

    measures = [measure.id for measure in framework.measures]
    areas = [area.code for area in framework.areas]
    return observations_of_store(store, measures, areas, groups=groups_of(framework))


def redefined_measures(folder: Path) -> dict[str, tuple[date, ...]]:
    """Give the days on which a pulled measure was declared to be something else, by its id."""
    if not has_history(folder):
        return {}
    store = history_store(folder)
    from purbeck.store.observations import redefinitions

    return redefinitions(store)


def holds_other_counts(framework: Framework, folder: Path) -> bool:
    """Whether the store of a workspace has counts of what it does not declare.

    That is of other measures, areas or groups; and counts that another load of the same day
    replaced are among them. None in a workspace without a history.
    """
    if not has_history(folder):
        return False
    store = history_store(folder)
    from purbeck.store.observations import counts_beside

    measures = [measure.id for measure in framework.measures]
    areas = [area.code for area in framework.areas]
    return counts_beside(store, measures, areas, groups_of(framework))


def _key(observation: Observation) -> _Key:
    figure, of = observation, observation.subgroup
    return figure.measure, figure.area, figure.period, of, figure.published


def _misfits(framework: Framework, pulled: Iterable[Observation]) -> Iterator[DataIssue]:
    """Hold what was pulled against what its measure is declared to be now."""
    measures = {measure.id: measure for measure in framework.measures}
    for observation in pulled:
        for problem in _problems(observation, measures[observation.measure]):
            yield _issue(observation, problem)


def _problems(observation: Observation, measure: Measure) -> Iterator[Problem]:
    period = observation.period
    named = f"'{observation.measure}'{_of_group(observation)} for {observation.area} in {period}"
    if period.kind is not measure.period_kind:
        expected = f"{measure.period_kind.described}. Pull it again"
        yield Problem(IssueCode.PERIOD_OF_WRONG_KIND, "period", named, expected)
    elif measure.pool_years > 1 and period.span != measure.pool_years:
        expected = f"a pool of {measure.pool_years} years. Pull it again"
        yield Problem(IssueCode.INCONSISTENT, "period", named, expected)
    for problem in observation.problems_in(measure.unit):
        # A publisher rounds its counts; the pull has seen to that, and to say so again is no use.
        if problem.code is not IssueCode.VALUE_AND_FRACTION_DISAGREE:
            yield replace(problem, received=f"{problem.received} as {named}")


def _disagreements(
    typed: dict[_Key, Observation], pulled: Iterable[Observation]
) -> Iterator[DataIssue]:
    for observation in pulled:
        other = typed.get(_key(observation))
        if other is None or _agree(observation, other):
            continue
        published = f" published {observation.published}" if observation.published else ""
        received = (
            f"{_said(observation)} for '{observation.measure}'{_of_group(observation)} "
            f"of {observation.area} "
            f"in {observation.period}{published}"
        )
        expected = f"what {_place(other.provenance)} has, {_said(other)}, or one of the two alone"
        yield _issue(
            observation, Problem(IssueCode.DUPLICATE_OBSERVATION, "value", received, expected)
        )


def _of_group(observation: Observation) -> str:
    return "" if observation.subgroup is None else f" of {observation.subgroup}"


def _agree(one: Observation, other: Observation) -> bool:
    if one.value is None or other.value is None:
        return one.absence is other.absence
    return abs(one.value - other.value) <= SAME * max(1.0, abs(one.value), abs(other.value))


def _said(observation: Observation) -> str:
    if observation.value is not None:
        return f"{observation.value:.10g}"
    return "" if observation.absence is None else observation.absence.value


def _issue(observation: Observation, problem: Problem) -> DataIssue:
    read = observation.provenance
    file = f"{HISTORY} ({read.file})" if read and read.file else HISTORY
    return DataIssue(problem, file=file, row=read.row or None if read else None)


def _place(read: Provenance | None) -> str:
    return f"{read.file}, row {read.row}," if read else "the workspace"
