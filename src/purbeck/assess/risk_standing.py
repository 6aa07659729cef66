"""Where a corporate risk stands: against its appetite, its target, and the time for a review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from purbeck.model.risk import (
    Appetite,
    CorporateRisk,
    ReviewInterval,
    RiskLevel,
    RiskMatrix,
    RiskTrend,
    trend_of,
)


class AppetiteStanding(Enum):
    """Whether a risk is within what is willingly carried."""

    WITHIN = "within appetite"
    ABOVE = "above appetite"
    NOT_DECLARED = "no appetite declared"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class TargetStanding(Enum):
    """Whether a target asks for less than there is."""

    BELOW = "to be reached"
    NOT_BELOW = "not below the score now"
    NOT_SET = "no target"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class ReviewStanding(Enum):
    """Whether a risk has been looked at within the time allowed."""

    IN_TIME = "reviewed in time"
    OVERDUE = "review overdue"
    NOT_RECORDED = "no review recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskStanding:
    """What the rules find for a risk on a day, with what they rest on.

    Attributes
    ----------
    limit
        The appetite that was asked: the risk's own, else that of the matrix.
    reviewed, days
        The day of the latest review, and how many days ago that is; None where none is recorded.
    derived
        How it has moved between its last two reviews.
    """

    risk: CorporateRisk
    on: date
    appetite: AppetiteStanding
    limit: Appetite | None
    target: TargetStanding
    review: ReviewStanding
    reviewed: date | None
    days: int | None
    interval: ReviewInterval
    derived: RiskTrend

    @property
    def is_deteriorating(self) -> bool:
        """Whether its owner says that it is worsening, or its reviews do."""
        return RiskTrend.WORSENING in (self.risk.trend, self.derived)

    @property
    def trends_disagree(self) -> bool:
        """Whether its owner says one thing and its reviews another; silence disagrees with none."""
        said = (self.risk.trend, self.derived)
        return RiskTrend.NOT_STATED not in said and self.risk.trend is not self.derived


def standing_of(
    risk: CorporateRisk, matrix: RiskMatrix | None, interval: ReviewInterval, on: date
) -> RiskStanding:
    """Hold a risk against its appetite, its target and the time for a review.

    What was reviewed after the day is not known on it. At exactly the days that may pass, a
    review is not overdue.
    """
    limit = risk.appetite
    if limit is None and matrix is not None:
        limit = matrix.appetite
    reviewed = risk.last_reviewed(on)
    days = None if reviewed is None else (on - reviewed).days
    return RiskStanding(
        risk=risk,
        on=on,
        appetite=_against_appetite(risk, limit),
        limit=limit,
        target=_against_target(risk),
        review=_in_time(days, interval),
        reviewed=reviewed,
        days=days,
        interval=interval,
        derived=trend_of(risk.reviews_by(on)),
    )


def standings_of(
    risks: Iterable[CorporateRisk], matrix: RiskMatrix | None, interval: ReviewInterval, on: date
) -> tuple[RiskStanding, ...]:
    """Give the standing of each risk, in their order."""
    return tuple(standing_of(risk, matrix, interval, on) for risk in risks)


def _against_appetite(risk: CorporateRisk, limit: Appetite | None) -> AppetiteStanding:
    """Ask for a level or a score that is higher; at exactly the appetite it is within.

    A highest score says nothing of a risk that has a level alone.
    """
    if limit is None:
        return AppetiteStanding.NOT_DECLARED
    if isinstance(limit, RiskLevel):
        order = list(RiskLevel)
        above = order.index(risk.level) < order.index(limit)
    elif risk.score is None:
        return AppetiteStanding.CANNOT_BE_ASSESSED
    else:
        above = risk.score > limit
    return AppetiteStanding.ABOVE if above else AppetiteStanding.WITHIN


def _against_target(risk: CorporateRisk) -> TargetStanding:
    if risk.target_score is None:
        return TargetStanding.NOT_SET
    if risk.score is None:
        return TargetStanding.CANNOT_BE_ASSESSED
    below = risk.target_score < risk.score
    return TargetStanding.BELOW if below else TargetStanding.NOT_BELOW


def _in_time(days: int | None, interval: ReviewInterval) -> ReviewStanding:
    if days is None:
        return ReviewStanding.NOT_RECORDED
    return ReviewStanding.OVERDUE if days > interval.days else ReviewStanding.IN_TIME
