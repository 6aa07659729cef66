"""The scorecard of an outcome, with nothing in it that may not be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from purbeck.assess.assessment import Assessment
from purbeck.engine import assess
from purbeck.model.action import Action
from purbeck.model.errors import UsageError
from purbeck.model.framework import Framework, Outcome
from purbeck.model.measure import Measure
from purbeck.model.narrative import Narrative
from purbeck.model.observation import Observation
from purbeck.model.policy import Policy
from purbeck.model.risk import CorporateRisk
from purbeck.model.workspace import Workspace
from purbeck.scorecard.changes import Change, changes_between
from purbeck.scorecard.disclosure import Disclosed, before_as_shown, conceals, disclose
from purbeck.scorecard.revisions import revisions_between
from purbeck.scorecard.summary import Summary, summarise
from purbeck.store import History, Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosedScorecard:
    """One outcome as known on one date, after disclosure control.

    The composer accepts nothing else, so that an unsuppressed page cannot be written by
    mistake; and ``disclosed_scorecard`` is the way to make one.

    Attributes
    ----------
    assessments
        Of the organisation's own area, in the order of the framework.
    changes, previous_on
        What reads differently from the last edition, and its date; None for the first edition.
    revisions
        Figures known to the last edition that have been revised since.
    suppressed
        How many observations were withheld for their small counts.
    protecting
        How many of these only so that they do not give another away.
    """

    framework: Framework
    policy: Policy
    outcome: Outcome
    on: date
    assessments: tuple[Assessment, ...]
    observations: tuple[Observation, ...]
    summary: Summary
    previous_on: date | None
    changes: tuple[Change, ...]
    revisions: tuple[Revision, ...]
    narratives: tuple[Narrative, ...]
    risks: tuple[CorporateRisk, ...]
    actions: tuple[Action, ...]
    suppressed: int
    protecting: int

    def assessment(self, measure_id: str) -> Assessment:
        """Give the assessment of a measure; UsageError where the outcome does not have it."""
        for assessment in self.assessments:
            if assessment.measure.id == measure_id:
                return assessment
        raise UsageError(f"There is no measure '{measure_id}' in '{self.outcome.name}'.")

    def risks_to(self, indicator_id: str) -> tuple[CorporateRisk, ...]:
        """Give the risks that bear upon an indicator."""
        return tuple(risk for risk in self.risks if indicator_id in risk.indicators)

    def actions_on(self, indicator_id: str) -> tuple[Action, ...]:
        """Give the actions undertaken for an indicator."""
        return tuple(action for action in self.actions if action.indicator == indicator_id)

    def narrative(self, indicator_id: str) -> Narrative | None:
        """Give the commentary on an indicator, or None where there is none."""
        found = (narrative for narrative in self.narratives if narrative.indicator == indicator_id)
        return next(found, None)


def disclosed(workspace: Workspace, on: date) -> Disclosed:
    """Give the observations of a workspace that were known on a date and may be shown."""
    known = History(workspace.observations).known_on(on)
    return disclose(known, _measures(workspace), workspace.policy)


def has_concealed(workspace: Workspace) -> bool:
    """Whether the files of a workspace hold anything that may not be shown, of any date."""
    return conceals(workspace.observations, _measures(workspace), workspace.policy)


def assess_as_known(
    workspace: Workspace, on: date, areas: Sequence[str] = ()
) -> tuple[Assessment, ...]:
    """Assess every measure of a workspace from what was known on a date and may be shown."""
    return _assessed(workspace, disclosed(workspace, on), areas)


def disclosed_scorecard(
    workspace: Workspace, outcome: Outcome, on: date | None = None
) -> DisclosedScorecard:
    """Score one outcome of a workspace from what was known on a date and may be shown.

    Parameters
    ----------
    on
        The date of the report where none is given. Figures published later are not known.
    """
    framework = workspace.framework
    on = on or framework.report.on
    known = disclosed(workspace, on)
    ids = {measure.id for measure in outcome.measures}
    assessments = _of(_assessed(workspace, known), ids)
    risks = tuple(risk for risk in workspace.risks if risk.outcome == outcome.id)
    previous_on = framework.report.previous
    earlier = None if previous_on is None else _earlier(workspace, previous_on, known)
    before = earlier and _of(_assessed(workspace, earlier), ids)
    revisions = earlier and revisions_between(earlier.observations, known.observations)
    indicators = {indicator.id for indicator in outcome.indicators}
    return DisclosedScorecard(
        framework=framework,
        policy=workspace.policy,
        outcome=outcome,
        on=on,
        assessments=assessments,
        observations=known.observations,
        summary=summarise(assessments, risks, workspace.policy),
        previous_on=previous_on,
        changes=changes_between(before or (), assessments),
        revisions=tuple(r for r in revisions or () if r.after.measure in ids),
        narratives=tuple(n for n in workspace.narratives if n.indicator in indicators),
        risks=risks,
        actions=tuple(a for a in workspace.actions if a.indicator in indicators),
        suppressed=known.suppressed,
        protecting=known.protecting,
    )


def _assessed(
    workspace: Workspace, known: Disclosed, areas: Sequence[str] = ()
) -> tuple[Assessment, ...]:
    """Assess what is disclosed: the one way, so that the report and the JSON cannot differ."""
    return assess(workspace.framework, workspace.policy, known.assessed, areas, workspace.actions)


def _earlier(workspace: Workspace, previous_on: date, now: Disclosed) -> Disclosed:
    known = History(workspace.observations).known_on(previous_on)
    return before_as_shown(known, _measures(workspace), workspace.policy, now)


def _measures(workspace: Workspace) -> dict[str, Measure]:
    return {measure.id: measure for measure in workspace.framework.measures}


def _of(assessments: Sequence[Assessment], ids: set[str]) -> tuple[Assessment, ...]:
    return tuple(assessment for assessment in assessments if assessment.measure.id in ids)
