"""The scorecard of an outcome, with nothing in it that may not be shown."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from purbeck.assess.assessment import Assessment
from purbeck.assess.overdue import overdue_of
from purbeck.engine import observations_by_measure
from purbeck.model.action import Action
from purbeck.model.errors import UsageError
from purbeck.model.framework import Framework, Outcome
from purbeck.model.narrative import Narrative
from purbeck.model.observation import Observation
from purbeck.model.policy import Policy
from purbeck.model.question import Question, QuestionStatus
from purbeck.model.risk import CorporateRisk
from purbeck.model.workspace import Workspace
from purbeck.scorecard.areas_within import disclosure_policy
from purbeck.scorecard.as_known import (
    assessed_of,
    beside,
    disclosed_of,
    measures_of,
    moved_between,
    series_of,
    when_begun,
)
from purbeck.scorecard.changes import Change, changes_between
from purbeck.scorecard.difference import NOTHING_DONE, Difference, difference_of
from purbeck.scorecard.direction import OutcomeDirection, direction_since
from purbeck.scorecard.disclosure import Disclosed, conceals
from purbeck.scorecard.edition_changes import EditionChanges
from purbeck.scorecard.inequality import MeasureInequality, inequality_of
from purbeck.scorecard.neighbour_choices import with_choices
from purbeck.scorecard.neighbours import ComputedNeighbours, computed_neighbours
from purbeck.scorecard.place import MeasurePlaces, places_of
from purbeck.scorecard.revisions import every_figure, history_of, revisions_between
from purbeck.scorecard.summary import Summary, summarise
from purbeck.scorecard.value import values_of
from purbeck.scorecard.value_standing import ValueStanding
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
    questions
        What members had asked by the date, with what they had been answered: those about the
        outcome's measures and those about the report as a whole.
    since
        What reads otherwise than in the edition issued before; None where there is none at hand.
    places
        The outcome's measures in small areas, those that are declared to be.
    neighbours
        The neighbours of the organisation's area by each declared model, whatever the outcome.
    values
        Cost beside outcome, for each declared service whose outcome is one of the measures.
    difference
        What there is to go by on whether actions made a difference, and declared contributions.
    breakdowns
        The figures of groups of people, of every measure and area, as they may be shown.
    inequality
        How the groups of the outcome's measures stand to one another, of those broken down.
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
    questions: tuple[Question, ...] = ()
    since: EditionChanges | None = None
    places: tuple[MeasurePlaces, ...] = ()
    neighbours: tuple[ComputedNeighbours, ...] = ()
    values: tuple[ValueStanding, ...] = ()
    breakdowns: tuple[Observation, ...] = ()
    inequality: tuple[MeasureInequality, ...] = ()
    difference: Difference = NOTHING_DONE

    @property
    def direction(self) -> OutcomeDirection:
        """Which way the outcome is going: its indicators counted, and since the edition before."""
        return direction_since(self.outcome, self.assessments, self.since)

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
    return disclosed_of(workspace, history_of(workspace), on)


def has_concealed(workspace: Workspace) -> bool:
    """Whether the files of a workspace hold anything that may not be shown, of any date."""
    policy = disclosure_policy(workspace)
    return conceals(every_figure(workspace), measures_of(workspace), policy)


def assess_as_known(
    workspace: Workspace, on: date, areas: Sequence[str] = ()
) -> tuple[Assessment, ...]:
    """Assess every measure of a workspace from what was known on a date and may be shown."""
    history = history_of(workspace)
    known = disclosed_of(workspace, history, on)
    found = assessed_of(workspace, known, on, when_begun(workspace, history, on, known), areas)
    models = computed_neighbours(workspace.framework, known.assessed)
    return with_choices(found, models, known.assessed, workspace.policy, workspace.framework)


def disclosed_scorecard(
    workspace: Workspace,
    outcome: Outcome,
    on: date | None = None,
    since: EditionChanges | None = None,
) -> DisclosedScorecard:
    """Score one outcome of a workspace from what was known on a date and may be shown.

    Parameters
    ----------
    on
        The date of the report where none is given. Figures published later are not known.
    since
        What reads otherwise than in an edition; that of the outcome is kept.
    """
    return Scoring(workspace, on or workspace.framework.report.on).of(outcome, since)


def disclosed_scorecards(
    workspace: Workspace, on: date | None = None, since: EditionChanges | None = None
) -> tuple[DisclosedScorecard, ...]:
    """Score every outcome of a workspace, in order; what they share is worked out once."""
    return Scoring(workspace, on or workspace.framework.report.on).scorecards(since)


class Scoring:
    """A workspace as known and assessed on a date, and on that of the edition before.

    Parameters
    ----------
    like
        The scoring of an earlier state of the same workspace. Where the framework, the policy,
        the actions and the date are the same, measures all of whose figures are as they were keep
        their assessments, and what comes out is the same as without it.
    """

    def __init__(self, workspace: Workspace, on: date, like: Scoring | None = None) -> None:
        self._workspace, self._on = workspace, on
        history = history_of(workspace)
        self._known = disclosed_of(workspace, history, on)
        self._then = when_begun(workspace, history, on, self._known)
        self._assessments = self._assessed_like(like)
        self._neighbours = computed_neighbours(workspace.framework, self._known.assessed)
        previous_on = workspace.framework.report.previous
        self._before: tuple[Assessment, ...] = ()
        self._revisions: tuple[Revision, ...] = ()
        if previous_on is not None:
            before, after = history.known_on(previous_on), history.known_on(on)
            earlier = beside(workspace, before, self._known, after)
            self._before = self._assessed_before(history, earlier, previous_on)
            self._revisions = revisions_between(earlier.observations, self._known.observations)

    def scorecards(self, since: EditionChanges | None = None) -> tuple[DisclosedScorecard, ...]:
        """Score every outcome, in order."""
        return tuple(self.of(outcome, since) for outcome in self._workspace.framework.outcomes)

    def _assessed_like(self, like: Scoring | None) -> tuple[Assessment, ...]:
        """Assess every measure, or those alone that do not stand as they did."""
        workspace = self._workspace
        if like is None or not self._rests_on_the_same(like):
            return assessed_of(workspace, self._known, self._on, self._then)
        moved = moved_between(like._known.assessed, self._known.assessed)
        for day, figures in self._then.items():
            moved |= moved_between(like._then[day], figures)
        measures = workspace.framework.measures
        wanted = {m.id for m in measures if moved & {m.id, *series_of(m)}}
        again = assessed_of(workspace, self._known, self._on, self._then, only=wanted)
        made = {assessment.measure.id: assessment for assessment in again}
        return tuple(made.get(each.measure.id, each) for each in like._assessments)

    def _rests_on_the_same(self, like: Scoring) -> bool:
        """Whether all but the figures is as it was, so that an assessment may stand."""
        own, other = self._workspace, like._workspace
        return (
            self._on == like._on
            and own.framework == other.framework
            and own.policy == other.policy
            and own.actions == other.actions
        )

    def _assessed_before(
        self, history: History, earlier: Disclosed, on: date
    ) -> tuple[Assessment, ...]:
        """Assess what was known before; where all that a measure rests on is as it was, it stands.

        A quarter brings new figures of few measures, and no verdict asks on which day it is
        given; only whether a figure is overdue does.
        """
        workspace, framework = self._workspace, self._workspace.framework
        moved = moved_between(earlier.assessed, self._known.assessed)
        wanted = {m.id for m in framework.measures if moved & {m.id, *series_of(m)}}
        then = when_begun(workspace, history, on, earlier)
        again = assessed_of(workspace, earlier, on, then, only=wanted)
        made = {assessment.measure.id: assessment for assessment in again}
        return tuple(
            made.get(now.measure.id) or replace(now, overdue=overdue_of(now.series, on))
            for now in self._assessments
        )

    def of(self, outcome: Outcome, since: EditionChanges | None = None) -> DisclosedScorecard:
        """Score one outcome."""
        workspace, known = self._workspace, self._known
        ids = {measure.id for measure in outcome.measures}
        assessments = with_choices(
            _of(self._assessments, ids),
            self._neighbours,
            known.assessed,
            workspace.policy,
            workspace.framework,
        )
        risks = tuple(risk for risk in workspace.risks if risk.outcome == outcome.id)
        indicators = {indicator.id for indicator in outcome.indicators}
        return DisclosedScorecard(
            framework=workspace.framework,
            policy=workspace.policy,
            outcome=outcome,
            on=self._on,
            assessments=assessments,
            observations=known.observations,
            breakdowns=known.breakdowns,
            inequality=inequality_of(
                workspace.framework, outcome, known.breakdowns_assessed, known.assessed
            ),
            summary=summarise(assessments, risks, workspace.policy),
            previous_on=workspace.framework.report.previous,
            changes=changes_between(_of(self._before, ids), assessments),
            revisions=tuple(r for r in self._revisions if r.after.measure in ids),
            narratives=tuple(n for n in workspace.narratives if n.indicator in indicators),
            risks=risks,
            actions=tuple(a for a in workspace.actions if a.indicator in indicators),
            suppressed=known.suppressed,
            protecting=known.protecting,
            questions=questions_on(workspace.questions, self._on, ids),
            since=None if since is None else since.of_outcome(outcome),
            places=places_of(
                workspace.framework,
                outcome,
                known.assessed,
                workspace.policy,
                workspace.boundaries,
            ),
            difference=self._difference(assessments),
            neighbours=self._neighbours,
            values=values_of(workspace.framework, outcome, known.assessed, workspace.actions),
        )

    def _difference(self, assessments: Sequence[Assessment]) -> Difference:
        workspace = self._workspace
        if not self._then and not workspace.framework.contributions:
            return NOTHING_DONE
        known = observations_by_measure(self._known.assessed)
        return difference_of(workspace.framework, workspace.actions, assessments, known, self._then)


def questions_on(questions: Sequence[Question], on: date, about: Set[str]) -> tuple[Question, ...]:
    """Give the questions that had been asked by a date, as they stood: unanswered first.

    Of each of the two sorts the latest asked is first. Those about no measure are kept, and of
    the others those about the measures given.
    """
    known = [q for each in questions if (q := each.as_known(on)) is not None]
    kept = [q for q in known if q.measure in about or not q.measure]
    kept.sort(key=lambda q: (-q.asked_on.toordinal(), q.id))
    return tuple(sorted(kept, key=lambda q: q.status is not QuestionStatus.OPEN))


def _of(assessments: Sequence[Assessment], ids: set[str]) -> tuple[Assessment, ...]:
    return tuple(assessment for assessment in assessments if assessment.measure.id in ids)
