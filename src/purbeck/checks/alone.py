"""The part of a workspace that a few measures rest on, to look at them without all the others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from purbeck.model.framework import Framework, Outcome
from purbeck.model.workspace import Workspace


def alone(workspace: Workspace, measures: Collection[str]) -> Workspace:
    """Keep some measures, what they are held against, and the figures and actions of both.

    An indicator stays with all its measures, and an outcome without any goes. Commentary, risks
    and questions go, and so does the edition before: a verdict asks none of them. An id that
    there is not is passed over.
    """
    framework = _kept(workspace.framework, set(measures))
    known = {measure.id for measure in framework.measures}
    return Workspace(
        framework=framework,
        policy=workspace.policy,
        observations=tuple(each for each in workspace.observations if each.measure in known),
        breakdowns=tuple(each for each in workspace.breakdowns if each.measure in known),
        actions=tuple(each for each in workspace.actions if each.indicator in known),
    )


def _kept(framework: Framework, needed: set[str]) -> Framework:
    """Keep what is needed, and what that needs in turn, until nothing more is."""
    outcomes = tuple(_with(outcome, needed) for outcome in framework.outcomes)
    series = tuple(each for each in framework.reference_series if each.id in needed)
    kept = [*(measure for outcome in outcomes for measure in outcome.measures), *series]
    more = {each.series for measure in kept for each in measure.comparators if each.series}
    if not more <= needed:
        return _kept(framework, needed | more)
    return replace(
        framework,
        report=replace(framework.report, previous=None),
        outcomes=tuple(outcome for outcome in outcomes if outcome.indicators),
        reference_series=series,
    )


def _with(outcome: Outcome, needed: set[str]) -> Outcome:
    kept = tuple(
        indicator
        for indicator in outcome.indicators
        if needed & {indicator.id, *(measure.id for measure in indicator.measures)}
    )
    return replace(outcome, indicators=kept)
