"""Questions that the data raises for members: a catalogue of rules, each with its evidence.

A rule here gives no verdict of its own. It points at verdicts, dates and texts that are there,
which together ask for an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.assess.finding import Threshold
from purbeck.checks.check import Threshold as CheckThreshold
from purbeck.checks.staleness import LONGEST_WAIT
from purbeck.model.action import Action, ActionStatus
from purbeck.model.comparator import ComparatorKind
from purbeck.model.measure import MeasureKind, PerformanceMeasure, PopulationIndicator
from purbeck.model.narrative import NarrativeSection
from purbeck.model.risk import CorporateRisk, RiskTrend
from purbeck.model.verdict import Agreement, ComparisonVerdict, Rag, TrendVerdict
from purbeck.scorecard.edition_causes import CauseKind
from purbeck.scorecard.edition_changes import TargetChange
from purbeck.scorecard.edition_state import Past
from purbeck.scorecard.scorecard import DisclosedScorecard

RED_EDITIONS = Threshold(
    name="editions in red one after another",
    value=3.0,
    source="Our own convention: one edition may be chance, two a slow remedy.",
)

NOTHING_MOVES = (TrendVerdict.WORSENING, TrendVerdict.UNCHANGED, TrendVerdict.MARGINAL_CHANGE)
"""The trends of an outcome that is not moving for the better; one not assessed is none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """One question that a rule raises, with what raised it.

    Attributes
    ----------
    assessment
        Of the measure that it is about; None where it is about a risk.
    held
        The comparator that is part of the evidence.
    beside
        Another measure that is part of it, such as the indicator that a measure serves.
    count
        How many editions or months the rule counted; 0 where it counts nothing.
    """

    code: str
    assessment: Assessment | None = None
    held: ComparatorAssessment | None = None
    beside: Assessment | None = None
    count: int = 0
    action: Action | None = None
    risk: CorporateRisk | None = None
    target: TargetChange | None = None

    @property
    def about(self) -> str:
        """The id of what it is about."""
        if self.assessment is not None:
            return self.assessment.measure.id
        return "" if self.risk is None else self.risk.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the rules look at: a scorecard, and the editions before it, the latest last."""

    scorecard: DisclosedScorecard
    editions: Sequence[Past] = ()

    def indicator_of(self, measure: PerformanceMeasure) -> Assessment | None:
        """Give the assessment of the indicator that a measure serves."""
        for indicator in self.scorecard.outcome.indicators:
            if any(measure.id == own.id for own in indicator.measures):
                return self.scorecard.assessment(indicator.id)
        return None

    def told(self, assessment: Assessment) -> bool:
        """Whether anything is written on the indicator, or on the one that a measure serves."""
        of: Assessment | None = assessment
        if isinstance(assessment.measure, PerformanceMeasure):
            of = self.indicator_of(assessment.measure)
        narrative = of and self.scorecard.narrative(of.measure.id)
        return bool(narrative and narrative.text(NarrativeSection.STORY).strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class ScrutinyRule:
    """A rule by its code, with what it looks for in a sentence."""

    code: str
    name: str
    statement: str
    find: Callable[[Evidence], Iterator[Raised]] = field(repr=False)
    thresholds: tuple[Threshold | CheckThreshold, ...] = ()


def raised(scorecard: DisclosedScorecard, editions: Sequence[Past] = ()) -> tuple[Raised, ...]:
    """Give every question that the rules raise, rule by rule in the order of the catalogue.

    Parameters
    ----------
    editions
        Those issued before the scorecard, the latest last; only what they said is asked for.
    """
    evidence = Evidence(scorecard=scorecard, editions=editions)
    return tuple(found for rule in CATALOGUE for found in rule.find(evidence))


def _worse_and_worsening(evidence: Evidence) -> Iterator[Raised]:
    for each in evidence.scorecard.assessments:
        if each.trend.verdict is not TrendVerdict.WORSENING:
            continue
        worse = [
            held
            for held in each.comparators
            if held.finding.verdict is ComparisonVerdict.WORSE
            and held.comparator.kind in (ComparatorKind.AREA, ComparatorKind.GROUP_MEAN)
        ]
        # The group of neighbours says more than a nation does, so that it is named first.
        worse.sort(key=lambda held: held.comparator.kind is not ComparatorKind.GROUP_MEAN)
        if worse:
            yield Raised(code="worse-and-worsening", assessment=each, held=worse[0])


def _red_again(evidence: Evidence) -> Iterator[Raised]:
    for each in evidence.scorecard.assessments:
        count = 1 + _reds_before(each.measure.id, evidence.editions)
        if each.rag is Rag.RED and count >= RED_EDITIONS.value:
            yield Raised(code="red-again", assessment=each, count=count)


def _reds_before(measure: str, editions: Sequence[Past]) -> int:
    """Count the editions in red, backwards from the latest to the first that was not."""
    count = 0
    for past in reversed(editions):
        colours = {state.measure: state.rag for state in past.states}
        if colours.get(measure) is not Rag.RED:
            break
        count += 1
    return count


def _target_met_outcome_still(evidence: Evidence) -> Iterator[Raised]:
    for each in evidence.scorecard.assessments:
        if not isinstance(each.measure, PerformanceMeasure):
            continue
        indicator = evidence.indicator_of(each.measure)
        met = [
            held
            for held in each.comparators
            if held.comparator.kind is ComparatorKind.TARGET
            and held.finding.verdict is ComparisonVerdict.BETTER
        ]
        if met and indicator and indicator.trend.verdict in NOTHING_MOVES:
            yield Raised(
                code="target-met-outcome-still", assessment=each, held=met[0], beside=indicator
            )


def _verdicts_disagree(evidence: Evidence) -> Iterator[Raised]:
    for each in evidence.scorecard.assessments:
        found = each.statistics.agreement.verdict
        if found in (Agreement.CONTRADICTED, Agreement.TREND_UNSEEN):
            yield Raised(code="verdicts-disagree", assessment=each)


def _stale(evidence: Evidence) -> Iterator[Raised]:
    for each in evidence.scorecard.assessments:
        months = months_late(each, evidence.scorecard)
        if months > LONGEST_WAIT.value:
            yield Raised(code="stale-figure", assessment=each, count=months)


def months_late(assessment: Assessment, scorecard: DisclosedScorecard) -> int:
    """Count the months since the period after the latest figure ended; 0 where there is none."""
    valued = [o.period for o in assessment.series if o.value is not None]
    if not valued:
        return 0
    due = max(valued, key=lambda period: period.ordinal).next().last_day
    on = scorecard.on
    return max(0, (on.year - due.year) * 12 + on.month - due.month)


def _red_without_commentary(evidence: Evidence) -> Iterator[Raised]:
    for each in evidence.scorecard.assessments:
        if each.rag is Rag.RED and not evidence.told(each):
            yield Raised(code="red-without-commentary", assessment=each)


def _red_without_action(evidence: Evidence) -> Iterator[Raised]:
    for each in evidence.scorecard.assessments:
        if each.rag is not Rag.RED or each.measure.kind is not MeasureKind.POPULATION_INDICATOR:
            continue
        stopped = (ActionStatus.STOPPED, ActionStatus.DONE)
        actions = evidence.scorecard.actions_on(each.measure.id)
        if all(action.status in stopped for action in actions):
            yield Raised(code="red-without-action", assessment=each)


def _green_over_worsening(evidence: Evidence) -> Iterator[Raised]:
    for each in evidence.scorecard.assessments:
        if each.rag is not Rag.GREEN or not isinstance(each.measure, PopulationIndicator):
            continue
        own = [evidence.scorecard.assessment(measure.id) for measure in each.measure.measures]
        worse = [a for a in own if a.trend.verdict is TrendVerdict.WORSENING]
        if worse and 2 * len(worse) >= len(own):
            yield Raised(
                code="green-over-worsening", assessment=each, beside=worse[0], count=len(worse)
            )


def _action_overdue(evidence: Evidence) -> Iterator[Raised]:
    for action in evidence.scorecard.actions:
        if action.is_overdue(evidence.scorecard.on):
            of = evidence.scorecard.assessment(action.indicator)
            yield Raised(code="action-overdue", assessment=of, action=action)


def _risk_deteriorating(evidence: Evidence) -> Iterator[Raised]:
    for risk in evidence.scorecard.risks:
        if risk.trend is RiskTrend.WORSENING:
            yield Raised(code="risk-deteriorating", risk=risk)


def _target_moved(evidence: Evidence) -> Iterator[Raised]:
    since = evidence.scorecard.since
    moved = (CauseKind.TARGET_CHANGED, CauseKind.TARGET_DROPPED)
    for change in () if since is None else since.targets:
        if change.cause.kind in moved:
            assessment = evidence.scorecard.assessment(change.measure)
            yield Raised(code="target-moved", assessment=assessment, target=change)


CATALOGUE = (
    ScrutinyRule(
        code="worse-and-worsening",
        name="Worse than others, and worsening",
        statement="A measure is worsening, and worse than an area or a group it is held against.",
        find=_worse_and_worsening,
    ),
    ScrutinyRule(
        code="red-again",
        name="Red edition after edition",
        statement="A measure is red now and was red in at least the two editions before.",
        find=_red_again,
        thresholds=(RED_EDITIONS,),
    ),
    ScrutinyRule(
        code="target-met-outcome-still",
        name="Target met, outcome not moving",
        statement=(
            "A performance measure meets its target, and the indicator that it serves is "
            "worsening, unchanged or marginally changed."
        ),
        find=_target_met_outcome_still,
    ),
    ScrutinyRule(
        code="verdicts-disagree",
        name="Verdicts disagree",
        statement=(
            "The evidence contradicts what the council's rule says of a change, or shows a trend "
            "that the rule does not see. What may be chance is no disagreement."
        ),
        find=_verdicts_disagree,
    ),
    ScrutinyRule(
        code="stale-figure",
        name="Stale figure",
        statement=(
            "The newest figure is so old that the period after it ended more than twelve months "
            "before the report."
        ),
        find=_stale,
        thresholds=(LONGEST_WAIT,),
    ),
    ScrutinyRule(
        code="red-without-commentary",
        name="No commentary on a red",
        statement="A measure is red, and no story is told of its indicator.",
        find=_red_without_commentary,
    ),
    ScrutinyRule(
        code="red-without-action",
        name="No action on a red",
        statement="An indicator is red, and no action on it is planned or under way.",
        find=_red_without_action,
    ),
    ScrutinyRule(
        code="green-over-worsening",
        name="Green over worsening measures",
        statement="An indicator is green, and at least half of its measures are worsening.",
        find=_green_over_worsening,
    ),
    ScrutinyRule(
        code="action-overdue",
        name="Action overdue",
        statement="An action is not done after its date; on the date itself it is not overdue.",
        find=_action_overdue,
    ),
    ScrutinyRule(
        code="risk-deteriorating",
        name="Risk deteriorating",
        statement="The register says that a risk is worsening.",
        find=_risk_deteriorating,
    ),
    ScrutinyRule(
        code="target-moved",
        name="Target changed or dropped",
        statement="A target is another than in the edition before, or there is none any more.",
        find=_target_moved,
    ),
)
"""Every rule, in the order in which its questions are put."""

RULES = {rule.code: rule for rule in CATALOGUE}
