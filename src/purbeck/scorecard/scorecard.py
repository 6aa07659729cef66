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
from purbeck.model.narrative import Narrative
from purbeck.model.observation import Observation
from purbeck.model.policy import Policy
from purbeck.model.risk import CorporateRisk
from purbeck.model.workspace import Workspace
from purbeck.scorecard.changes import Change, changes_between
from purbeck.scorecard.disclosure import Disclosed, disclose
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
    measures = {measure.id: measure for measure in workspace.framework.measures}
    return disclose(History(workspace.observations).known_on(on), measures, workspace.policy)


def assess_as_known(
    workspace: Workspace, on: date, areas: Sequence[str] = ()
) -> tuple[Assessment, ...]:
    """Assess every measure of a workspace from what was known on a date and may be shown."""
    known = disclosed(workspace, on).observations
    return assess(workspace.framework, workspace.policy, known, areas)


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
    assessments = _of(assess(framework, workspace.policy, known.observations), ids)
    risks = tuple(risk for risk in workspace.risks if risk.outcome == outcome.id)
    previous_on = framework.report.previous
    before = () if previous_on is None else _of(assess_as_known(workspace, previous_on), ids)
    indicators = {indicator.id for indicator in outcome.indicators}
    history = History(workspace.observations)
    revisions = () if previous_on is None else history.revisions(previous_on, on)
    return DisclosedScorecard(
        framework=framework,
        policy=workspace.policy,
        outcome=outcome,
        on=on,
        assessments=assessments,
        observations=known.observations,
        summary=summarise(assessments, risks, workspace.policy),
        previous_on=previous_on,
        changes=() if previous_on is None else changes_between(before, assessments),
        revisions=tuple(r for r in revisions if r.after.measure in ids),
        narratives=tuple(n for n in workspace.narratives if n.indicator in indicators),
        risks=risks,
        actions=tuple(a for a in workspace.actions if a.indicator in indicators),
        suppressed=known.suppressed,
    )


def _of(assessments: Sequence[Assessment], ids: set[str]) -> tuple[Assessment, ...]:
    return tuple(assessment for assessment in assessments if assessment.measure.id in ids)
