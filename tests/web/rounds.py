"""What the tests of the workflow share: people with their parts, and a round taken to its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from purbeck.model.workspace import Workspace
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.reading.scoring import workspace_now
from purbeck_web.workflow.actions import NAMED, act
from purbeck_web.workflow.issuing import Wanted, issue_edition
from purbeck_web.workflow.models import Edition
from purbeck_web.workflow.rounds import newest_round
from purbeck_web.workflow.standing import Standing, standings
from tests.web.conftest import THEN

OWN = "good-attendance"
"""The indicator that Sally Longman leads; Helen Coombes sponsors its outcome."""


def with_parts(people: dict[str, Any]) -> dict[str, Any]:
    """Make the lead officer Sally Longman and the sponsor Helen Coombes, as the framework has."""
    for role, officer in (("lead-officer", "sally-longman"), ("sponsor", "helen-coombes")):
        people[role].officer_id = officer
        people[role].save()
    return people


def standing_of(indicator: str = OWN) -> Standing:
    """Give where an indicator stands now."""
    found = workspace_now()
    assert found is not None
    known = {each.indicator.id: each for each in standings(found[0], newest_round())}
    return known[indicator]


def take(people: dict[str, Any], *steps: str, indicator: str = OWN) -> None:
    """Do steps, each as ``role:action``; what goes back goes back for a reason."""
    for step in steps:
        role, name = step.split(":")
        reason = "Not clear yet" if NAMED[name].needs_reason else ""
        act(NAMED[name], indicator, by=people[role], at=THEN, reason=reason)


SIGNED = ("analyst:submit", "lead-officer:review", "sponsor:sign-off")
"""The way of an indicator without a detour."""


def change(people: dict[str, Any], edit: Callable[[Workspace], Workspace]) -> None:
    """Change the workspace as the analyst."""
    change_workspace(edit, by=people["analyst"], at=THEN, reason="Corrected")


def with_value(measure: str, value: float) -> Callable[[Workspace], Workspace]:
    """Give the edit that makes another figure of the latest that the report knows of a measure."""

    def edit(workspace: Workspace) -> Workspace:
        area, on = workspace.framework.organisation.area, workspace.framework.report.on
        own = [o for o in workspace.observations if (o.measure, o.area) == (measure, area)]
        wanted = [o for o in own if o.published is None or o.published <= on][-1]
        changed = tuple(
            replace(o, value=value) if o is wanted else o for o in workspace.observations
        )
        return replace(workspace, observations=changed)

    return edit


def issued(people: dict[str, Any], name: str = "2018-09", **more: Any) -> Edition:
    """Issue the edition of the round in hand; what is not signed off is let pass for a reason."""
    found = workspace_now()
    assert found is not None
    exceptions = {
        indicator.id: "Agreed at the board"
        for outcome in found[1].framework.outcomes
        for indicator in outcome.indicators
    }
    wanted = Wanted(name=name, exceptions=exceptions, **more)
    return issue_edition(wanted, by=people["analyst"], at=THEN)
