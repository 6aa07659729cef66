"""The rules of scrutiny: each finds what asks for an answer, and gives no verdict of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from purbeck.assess.finding import Threshold
from purbeck.assess.overdue import LONGEST_WAIT
from purbeck.model.comparator import ComparatorKind
from purbeck.model.measure import MeasureKind, PerformanceMeasure, PopulationIndicator
from purbeck.model.risk import RiskTrend, trend_of
from purbeck.model.verdict import Agreement, ComparisonVerdict, Rag, TrendVerdict
from purbeck.scorecard.edition_causes import CauseKind
from purbeck.scorecard.edition_state import MeasureState, Past
from purbeck.scorecard.scrutiny_evidence import Evidence, Raised, months_late

RED_EDITIONS = Threshold(
    name="editions in red one after another",
    value=3.0,
    source="Our own convention: one edition may be chance, two a slow remedy.",
)

NOTHING_MOVES = (TrendVerdict.WORSENING, TrendVerdict.UNCHANGED, TrendVerdict.MARGINAL_CHANGE)
"""The trends of an outcome that is not moving for the better; one not assessed is none of them."""


def worse_and_worsening(evidence: Evidence) -> Iterator[Raised]:
    """Find what is worsening, and worse than an area or a group."""
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


def red_again(evidence: Evidence) -> Iterator[Raised]:
    """Find what is red in three editions one after another, that of now among them."""
    for each in evidence.scorecard.assessments:
        before = _reds_before(each.measure.id, evidence.editions)
        count = 1 + len(before)
        if each.rag is Rag.RED and count >= RED_EDITIONS.value:
            periods = {state.latest.period for state in before if state.latest}
            periods |= {each.latest.period.label} if each.latest else set()
            yield Raised(code="red-again", assessment=each, count=count, figures=len(periods))


def _reds_before(measure: str, editions: Sequence[Past]) -> list[MeasureState]:
    """Give the states in red, backwards from the latest edition to the first that was not."""
    reds: list[MeasureState] = []
    for past in reversed(editions):
        state = next((state for state in past.states if state.measure == measure), None)
        if state is None or state.rag is not Rag.RED:
            break
        reds.append(state)
    return reds


def target_met_outcome_still(evidence: Evidence) -> Iterator[Raised]:
    """Find measures that meet their target while their indicator does not move."""
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


def verdicts_disagree(evidence: Evidence) -> Iterator[Raised]:
    """Find verdicts of the council that the evidence contradicts."""
    for each in evidence.scorecard.assessments:
        found = each.statistics.agreement.verdict
        if found in (Agreement.CONTRADICTED, Agreement.TREND_UNSEEN):
            yield Raised(code="verdicts-disagree", assessment=each)


def stale(evidence: Evidence) -> Iterator[Raised]:
    """Find figures that have waited for the next one for too long."""
    for each in evidence.scorecard.assessments:
        months = months_late(each, evidence.scorecard)
        if months > LONGEST_WAIT.value:
            yield Raised(code="stale-figure", assessment=each, count=months)


def red_without_commentary(evidence: Evidence) -> Iterator[Raised]:
    """Find reds of which no story is told."""
    for each in evidence.scorecard.assessments:
        if each.rag is Rag.RED and not evidence.told(each):
            yield Raised(code="red-without-commentary", assessment=each)


def red_without_action(evidence: Evidence) -> Iterator[Raised]:
    """Find red indicators on which nothing is planned or under way."""
    for each in evidence.scorecard.assessments:
        if each.rag is not Rag.RED or each.measure.kind is not MeasureKind.POPULATION_INDICATOR:
            continue
        if not any(action.is_open for action in evidence.scorecard.actions_on(each.measure.id)):
            yield Raised(code="red-without-action", assessment=each)


def well_over_worsening(evidence: Evidence) -> Iterator[Raised]:
    """Find indicators that do well over measures of which half or more worsen."""
    for each in evidence.scorecard.assessments:
        well = each.rag is Rag.GREEN or each.trend.verdict is TrendVerdict.IMPROVING
        if not well or not isinstance(each.measure, PopulationIndicator):
            continue
        own = [evidence.scorecard.assessment(measure.id) for measure in each.measure.measures]
        worse = [a for a in own if a.trend.verdict is TrendVerdict.WORSENING]
        if worse and 2 * len(worse) >= len(own):
            yield Raised(
                code="well-over-worsening", assessment=each, beside=worse[0], count=len(worse)
            )


def actions_open_ended(evidence: Evidence) -> Iterator[Raised]:
    """Find open actions with neither an owner nor a date."""
    for each in evidence.scorecard.assessments:
        loose = [
            action
            for action in evidence.scorecard.actions_on(each.measure.id)
            if action.is_open and not action.owner and action.due is None
        ]
        if loose:
            yield Raised(
                code="actions-open-ended", assessment=each, action=loose[0], count=len(loose)
            )


def action_overdue(evidence: Evidence) -> Iterator[Raised]:
    """Find actions that are not done after their date."""
    for action in evidence.scorecard.actions:
        if action.is_overdue(evidence.scorecard.on):
            of = evidence.scorecard.assessment(action.indicator)
            yield Raised(code="action-overdue", assessment=of, action=action)


def risk_deteriorating(evidence: Evidence) -> Iterator[Raised]:
    """Find risks that the register has as worsening, or their last two reviews."""
    for risk in evidence.scorecard.risks:
        derived = trend_of(risk.reviews_by(evidence.scorecard.on))
        if RiskTrend.WORSENING in (risk.trend, derived):
            yield Raised(code="risk-deteriorating", risk=risk)


def target_moved(evidence: Evidence) -> Iterator[Raised]:
    """Find targets that were changed or dropped since the edition before."""
    since = evidence.scorecard.since
    moved = (CauseKind.TARGET_CHANGED, CauseKind.TARGET_DROPPED)
    for change in () if since is None else since.targets:
        if change.cause.kind in moved:
            assessment = evidence.scorecard.assessment(change.measure)
            yield Raised(code="target-moved", assessment=assessment, target=change)
