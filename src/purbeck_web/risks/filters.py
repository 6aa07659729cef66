"""The filters of the register: each asks what the library's rules have found."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from purbeck.assess.risk_standing import AppetiteStanding, ReviewStanding, RiskStanding


class Filter(Enum):
    """What a reader may wish to see alone; the value stands in the address."""

    ABOVE_APPETITE = "above-appetite"
    REVIEW_OVERDUE = "review-overdue"
    NOT_REVIEWED = "not-reviewed"
    DETERIORATING = "deteriorating"


LABELS = {
    Filter.ABOVE_APPETITE: "Above appetite",
    Filter.REVIEW_OVERDUE: "Review overdue",
    Filter.NOT_REVIEWED: "No review recorded",
    Filter.DETERIORATING: "Worsening",
}

HINTS = {
    Filter.ABOVE_APPETITE: "Its level or score is more than is willingly carried",
    Filter.REVIEW_OVERDUE: "More days have passed than the policy allows",
    Filter.NOT_REVIEWED: "The register has no day of a review",
    Filter.DETERIORATING: "By the register, or by its last two reviews",
}


def filters_in(names: Iterable[str]) -> tuple[Filter, ...]:
    """Read the filters that an address asks for; one that there is not is passed over."""
    asked = set(names)
    return tuple(each for each in Filter if each.value in asked)


def kept(standings: Iterable[RiskStanding], filters: Iterable[Filter]) -> tuple[RiskStanding, ...]:
    """Keep the risks that pass every filter chosen; all of them where none is."""
    chosen = tuple(filters)
    return tuple(each for each in standings if all(_passes(each, one) for one in chosen))


def _passes(standing: RiskStanding, chosen: Filter) -> bool:
    if chosen is Filter.ABOVE_APPETITE:
        return standing.appetite is AppetiteStanding.ABOVE
    if chosen is Filter.REVIEW_OVERDUE:
        return standing.review is ReviewStanding.OVERDUE
    if chosen is Filter.NOT_REVIEWED:
        return standing.review is ReviewStanding.NOT_RECORDED
    return standing.is_deteriorating
