"""Corporate risks in words: their scores, their appetite, and what the rules find."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from purbeck.assess.risk_standing import (
    AppetiteStanding,
    ReviewStanding,
    RiskStanding,
    TargetStanding,
)
from purbeck.model.action import Milestone
from purbeck.model.risk import (
    Appetite,
    CorporateRisk,
    ReviewInterval,
    RiskLevel,
    RiskMatrix,
    RiskTrend,
)
from purbeck.publish.document import Badge, Mark
from purbeck.publish.wording.figures import NO_BREAK, counted, day, joined
from purbeck.publish.wording.verdicts import sentence_case

_APPETITE_MARK = {
    AppetiteStanding.ABOVE: Mark.RED,
    AppetiteStanding.WITHIN: Mark.GREEN,
    AppetiteStanding.NOT_DECLARED: Mark.NO_DATA,
    AppetiteStanding.CANNOT_BE_ASSESSED: Mark.NO_DATA,
}

_REVIEW_MARK = {
    ReviewStanding.IN_TIME: Mark.GREEN,
    ReviewStanding.OVERDUE: Mark.RED,
    ReviewStanding.NOT_RECORDED: Mark.NO_DATA,
}


def score_words(likelihood: int | None, impact: int | None) -> str:
    """Write a score with the two steps that it comes from, unbroken; "Not scored" without them.

    Examples
    --------
    >>> score_words(3, 4).replace(NO_BREAK, " "), score_words(None, None)
    ('3 × 4 = 12', 'Not scored')
    """
    if likelihood is None or impact is None:
        return "Not scored"
    return f"{likelihood} × {impact} = {likelihood * impact}".replace(" ", NO_BREAK)


def step_words(matrix: RiskMatrix, likelihood: int, impact: int) -> str:
    """Name the two steps of a score."""
    return f"{matrix.likelihoods[likelihood - 1]}, {matrix.impacts[impact - 1].lower()}"


def appetite_words(appetite: Appetite | None) -> str:
    """Say what is willingly carried.

    Examples
    --------
    >>> appetite_words(8), appetite_words(RiskLevel.MEDIUM), appetite_words(None)
    ('8 or less', 'Medium or less', 'Not declared')
    """
    if appetite is None:
        return "Not declared"
    said = appetite.value if isinstance(appetite, RiskLevel) else str(appetite)
    if appetite is RiskLevel.LOW or appetite == 1:
        return sentence_case(said)
    return sentence_case(f"{said} or less")


def appetite_badge(standing: AppetiteStanding) -> Badge:
    """Give the badge of a risk's standing against its appetite."""
    return Badge(_APPETITE_MARK[standing], sentence_case(standing.value))


def review_badge(standing: ReviewStanding) -> Badge:
    """Give the badge of whether a risk was reviewed in time."""
    return Badge(_REVIEW_MARK[standing], sentence_case(standing.value))


def standing_sentences(standing: RiskStanding) -> tuple[str, ...]:
    """Say all that the rules find of a risk that somebody should know; nothing where all is well.

    That no appetite, no target or no review is recorded is told by the register itself.
    """
    said = (
        _appetite_sentence(standing),
        _target_sentence(standing),
        _review_sentence(standing),
        _trend_sentence(standing),
    )
    return tuple(sentence for sentence in said if sentence)


def _appetite_sentence(standing: RiskStanding) -> str:
    if standing.appetite is AppetiteStanding.CANNOT_BE_ASSESSED:
        return "Whether it is within its appetite cannot be told: it has a level and no score."
    if standing.appetite is not AppetiteStanding.ABOVE:
        return ""
    if isinstance(standing.limit, RiskLevel):
        return (
            f"It is above the appetite: its level is {standing.risk.level.value}, and "
            f"{standing.limit.value} is the gravest that is willingly carried."
        )
    return (
        f"It is above the appetite: its score is {standing.risk.score}, and {standing.limit} is "
        "the highest that is willingly carried."
    )


def _target_sentence(standing: RiskStanding) -> str:
    risk = standing.risk
    if standing.target is TargetStanding.CANNOT_BE_ASSESSED:
        return "Whether it has reached its target cannot be told: it has a level and no score."
    if standing.target is not TargetStanding.NOT_BELOW:
        return ""
    if risk.target_score == risk.score:
        return f"The target is not below the score now: both are {risk.score}."
    return (
        f"The target is not below the score now: it is {risk.target_score}, and the score is "
        f"{risk.score}."
    )


def _review_sentence(standing: RiskStanding) -> str:
    if standing.review is not ReviewStanding.OVERDUE or standing.reviewed is None:
        return ""
    return (
        f"Its review is overdue: the last was on {day(standing.reviewed)}, "
        f"{counted(standing.days or 0, 'day')} before, and {standing.interval.days} may pass."
    )


def _trend_sentence(standing: RiskStanding) -> str:
    if not standing.trends_disagree:
        return ""
    before, after = standing.risk.reviews_by(standing.on)[-2:]
    return (
        f"The register has it as {standing.risk.trend.value}; by its last two reviews, which "
        f"score {before.score} and {after.score}, it is {standing.derived.value}."
    )


def derived_words(standing: RiskStanding) -> str:
    """Say how a risk has moved by its last two reviews; empty where there are not two."""
    if standing.derived is RiskTrend.NOT_STATED:
        return ""
    return f"{standing.derived.value} by its reviews"


def register_sentence(standings: Sequence[RiskStanding]) -> str:
    """Count the risks, and those of which there is something to tell.

    Examples
    --------
    >>> register_sentence([])
    'The register has no risk.'
    """
    if not standings:
        return "The register has no risk."
    above = sum(each.appetite is AppetiteStanding.ABOVE for each in standings)
    late = sum(each.review is ReviewStanding.OVERDUE for each in standings)
    worse = sum(each.is_deteriorating for each in standings)
    return (
        f"The register has {counted(len(standings), 'risk')}: {above or 'none'} above appetite, "
        f"{worse or 'none'} worsening, and {late or 'none'} with a review overdue."
    )


def interval_note(interval: ReviewInterval) -> str:
    """Say when a review is overdue, and who says so."""
    source = f" {interval.source.rstrip('.')}." if interval.source else ""
    return (
        f"A review is overdue when more than {counted(interval.days, 'day')} have passed.{source}"
    )


def unplaced_note(risks: Iterable[CorporateRisk]) -> str:
    """Name the risks that have a level and no score, and so no square of the matrix."""
    ids = [risk.id for risk in risks if risk.score is None]
    if not ids:
        return ""
    one = len(ids) == 1
    return f"{joined(ids)} {'has' if one else 'have'} a level and no score, and so no square."


def overdue_sentence(actions: int, milestones: int) -> str:
    """Count the overdue actions and milestones.

    Examples
    --------
    >>> overdue_sentence(0, 0)
    'No action and no milestone is overdue.'
    >>> overdue_sentence(1, 2)
    '1 action and 2 milestones are overdue.'
    """
    if not actions and not milestones:
        return "No action and no milestone is overdue."
    said = [counted(actions, "action")] if actions else []
    said += [counted(milestones, "milestone")] if milestones else []
    return sentence_case(f"{joined(said)} {'is' if actions + milestones == 1 else 'are'} overdue.")


def milestone_words(milestone: Milestone, on: date) -> str:
    """Say how far a milestone has come by a day."""
    if milestone.is_done(on) and milestone.done is not None:
        return f"Done {day(milestone.done)}"
    if milestone.is_overdue(on):
        return "Overdue"
    return "Not done"
