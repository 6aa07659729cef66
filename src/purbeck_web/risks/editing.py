"""What the forms do to the registers: each gives the edit of a workspace that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from purbeck.model.action import Action, Milestone
from purbeck.model.errors import UsageError
from purbeck.model.risk import (
    CorporateRisk,
    RiskLevel,
    RiskMatrix,
    RiskReview,
    RiskTrend,
    trend_of,
)
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.changing import Edit

CHANGED = (
    "Somebody else has changed this since you opened the page. Nothing of yours is stored: open "
    "it again, and look at what they did."
)

TAKEN = "Another has this reference already, or had it. Choose another one."


def seen(value: CorporateRisk | Action) -> str:
    """Give what tells one state of a risk or an action from another."""
    return sha256(repr(value).encode()).hexdigest()[:32]


def risk_in(workspace: Workspace, risk_id: str) -> CorporateRisk:
    """Give a risk; UsageError where there is none any more."""
    for risk in workspace.risks:
        if risk.id == risk_id:
            return risk
    raise UsageError(f"There is no risk '{risk_id}' any more.")


def action_in(workspace: Workspace, action_id: str) -> Action:
    """Give an action; UsageError where there is none any more."""
    for action in workspace.actions:
        if action.id == action_id:
            return action
    raise UsageError(f"There is no action '{action_id}' any more.")


def next_id(taken: Iterable[str], letter: str) -> str:
    """Give a reference that none has, or had.

    Examples
    --------
    >>> next_id(["R01", "R02"], "R"), next_id([], "A")
    ('R03', 'A01')
    """
    known = set(taken)
    numbers = (f"{letter}{number:02d}" for number in range(1, len(known) + 2))
    return next(each for each in numbers if each not in known)


def risk_added(risk: CorporateRisk) -> Edit:
    """Add a risk at the end of the register."""
    return lambda workspace: replace(workspace, risks=(*workspace.risks, risk))


def risk_changed(risk: CorporateRisk, before: str) -> Edit:
    """Put a risk in the place of the one of its id, if that is still as it was seen."""

    def edit(workspace: Workspace) -> Workspace:
        if seen(risk_in(workspace, risk.id)) != before:
            raise UsageError(CHANGED)
        return _with_risk(workspace, risk)

    return edit


def risk_withdrawn(risk_id: str) -> Edit:
    """Take a risk out of the register; its row stays, with its history."""

    def edit(workspace: Workspace) -> Workspace:
        gone = risk_in(workspace, risk_id)
        return replace(workspace, risks=tuple(r for r in workspace.risks if r is not gone))

    return edit


def risk_reviewed(risk_id: str, review: RiskReview, trend: RiskTrend | None) -> Edit:
    """Add a review to a risk; where it is the latest, the risk then stands as it found.

    Parameters
    ----------
    trend
        As the reviewer states it; None for as the scores have it, where there are two.
    """

    def edit(workspace: Workspace) -> Workspace:
        risk = risk_in(workspace, risk_id)
        if any(each.on == review.on for each in risk.reviews):
            raise UsageError(f"There is a review of {review.on.isoformat()} already.")
        reviews = tuple(sorted((*risk.reviews, review), key=lambda each: each.on))
        return _with_risk(workspace, _as_found(replace(risk, reviews=reviews), workspace, trend))

    return edit


def _as_found(risk: CorporateRisk, workspace: Workspace, trend: RiskTrend | None) -> CorporateRisk:
    latest, matrix = risk.reviews[-1], workspace.framework.risk_matrix
    derived = trend_of(risk.reviews)
    unsaid = derived is RiskTrend.NOT_STATED
    stated = trend or (risk.trend if unsaid else derived)
    if risk.reviewed is not None and risk.reviewed > latest.on:
        return replace(risk, trend=stated)
    return replace(
        risk,
        likelihood=latest.likelihood,
        impact=latest.impact,
        level=level_of(matrix, latest.likelihood, latest.impact),
        reviewed=latest.on,
        trend=stated,
    )


def level_of(matrix: RiskMatrix | None, likelihood: int, impact: int) -> RiskLevel:
    """Give the level of a score; UsageError where it is not on the matrix, or there is none."""
    if matrix is None or not matrix.holds(likelihood, impact):
        raise UsageError("The score is not on the matrix of the framework any more.")
    return matrix.level(likelihood, impact)


def _with_risk(workspace: Workspace, risk: CorporateRisk) -> Workspace:
    return replace(
        workspace, risks=tuple(risk if each.id == risk.id else each for each in workspace.risks)
    )


def action_added(action: Action) -> Edit:
    """Add an action at the end of the register."""
    return lambda workspace: replace(workspace, actions=(*workspace.actions, action))


def action_changed(action: Action, before: str) -> Edit:
    """Put an action in the place of the one of its id, if that is still as it was seen."""

    def edit(workspace: Workspace) -> Workspace:
        if seen(action_in(workspace, action.id)) != before:
            raise UsageError(CHANGED)
        return _with_action(workspace, action)

    return edit


def action_withdrawn(action_id: str) -> Edit:
    """Take an action out of the register; its row stays, with its history."""

    def edit(workspace: Workspace) -> Workspace:
        gone = action_in(workspace, action_id)
        return replace(workspace, actions=tuple(a for a in workspace.actions if a is not gone))

    return edit


def milestone_added(action_id: str, milestone: Milestone) -> Edit:
    """Add a milestone at the end of an action's; one of its title must not be there."""

    def edit(workspace: Workspace) -> Workspace:
        action = action_in(workspace, action_id)
        steps = (*action.milestones, milestone)
        return _with_action(workspace, replace(action, milestones=steps))

    return edit


def milestone_changed(action_id: str, before: Milestone, after: Milestone | None) -> Edit:
    """Put a milestone in the place of one that is still as it was seen; None takes it out."""

    def edit(workspace: Workspace) -> Workspace:
        action = action_in(workspace, action_id)
        if before not in action.milestones:
            raise UsageError(CHANGED)
        steps = (after if each == before else each for each in action.milestones)
        kept = tuple(each for each in steps if each is not None)
        return _with_action(workspace, replace(action, milestones=kept))

    return edit


def _with_action(workspace: Workspace, action: Action) -> Workspace:
    actions = (action if each.id == action.id else each for each in workspace.actions)
    return replace(workspace, actions=tuple(actions))
