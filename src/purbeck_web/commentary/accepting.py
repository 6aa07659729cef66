"""Claims that stand although the data contradict them: the policy says which, and why."""

from __future__ import annotations

from dataclasses import replace

from purbeck.model.issue import IssueCode
from purbeck.model.policy import Accepted
from purbeck.model.workspace import Workspace

CODE = IssueCode.CLAIM_CONTRADICTED


def accepting(workspace: Workspace, measure: str, reason: str) -> Workspace:
    """Give the workspace with contradicted claims about a measure accepted.

    The reason takes the place of one that is there. As ``validate`` has it, it holds for every
    claim about the measure.
    """
    stated = Accepted(code=CODE, measure=measure, reason=reason)
    return _with(workspace, (*_others(workspace, measure), stated))


def no_longer_accepting(workspace: Workspace, measure: str) -> Workspace:
    """Give the workspace with no contradicted claim about a measure accepted."""
    return _with(workspace, _others(workspace, measure))


def accepted_in(workspace: Workspace, measures: set[str]) -> list[Accepted]:
    """List what is accepted of claims about measures, with the reasons."""
    return [a for a in workspace.policy.accepted if a.code is CODE and a.measure in measures]


def _others(workspace: Workspace, measure: str) -> tuple[Accepted, ...]:
    of = workspace.policy.accepted
    return tuple(each for each in of if (each.code, each.measure) != (CODE, measure))


def _with(workspace: Workspace, accepted: tuple[Accepted, ...]) -> Workspace:
    return replace(workspace, policy=replace(workspace.policy, accepted=accepted))
