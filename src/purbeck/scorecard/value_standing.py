"""Where a service stands in cost and in outcome beside its neighbours: what a page is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from purbeck.assess.finding import Finding
from purbeck.assess.reason import Reason
from purbeck.model.action import Action
from purbeck.model.measure import Measure
from purbeck.model.period import Period
from purbeck.model.value_for_money import (
    CostAndOutcome,
    SavingEvidence,
    ValueForMoney,
    ValueQuestion,
)
from purbeck.model.verdict import GapEvidence

Deviations = tuple[float, float, float]
"""A distance in median absolute deviations of the neighbours, with its lower and upper limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePlace:
    """Where an area lay in one year, in cost and in outcome.

    Attributes
    ----------
    cost, outcome
        As they are: in pounds of one year, and in the outcome's unit.
    cost_away, outcome_away
        How far from the neighbours' median; of a neighbour the limits are its own distance.
    begins
        Whether a new series opens between the place before and this one.
    """

    area: str
    area_name: str
    period: Period
    cost: float
    outcome: float
    cost_away: Deviations
    outcome_away: Deviations
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """How one of the four questions is answered; without a measure it is open."""

    question: ValueQuestion
    measure: Measure | None
    finding: Finding[GapEvidence] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingOfYear:
    """What an action was expected to save in one year, and what has become of it.

    Attributes
    ----------
    expected
        In pounds of the action's own prices, as it was declared.
    finding
        None where the spend of the year, or of one before the action, is not known.
    """

    period: Period
    expected: float
    finding: Finding[SavingEvidence] | None


@dataclass(frozen=True, slots=True)
class Saving:
    """An action that was to save money, with each year for which it was to."""

    action: Action
    years: tuple[SavingOfYear, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueStanding:
    """One declared service, assessed for the organisation's own area.

    Attributes
    ----------
    year
        The financial year of the latest cost; None where there is none.
    prices
        The financial year whose prices every cost is in.
    outcome_period
        The period of the outcome beside it; None where there is none.
    quadrant, cost, effect
        Both together, and each alone.
    movement, since
        How both moved since an earlier year, and that year; None where there is no other.
    path
        The area's places, the earliest first; a year without either is left out, and one in which
        the neighbours do not differ, so that there are no deviations.
    neighbours
        Those that the latest place is held against, in that year.
    without
        Each year of which there is spend and no verdict, with the reason.
    opens
        The year with which the latest series of the spend begins; None where none has broken.
    deflator, deflator_on
        The price index, and the day of its release.
    """

    declared: ValueForMoney
    group_name: str
    year: Period | None
    prices: Period
    outcome: Measure
    outcome_period: Period | None
    quadrant: Finding[CostAndOutcome]
    cost: Finding[GapEvidence]
    effect: Finding[GapEvidence]
    movement: Finding[CostAndOutcome] | None
    since: Period | None
    answers: tuple[Answer, ...]
    path: tuple[ValuePlace, ...]
    neighbours: tuple[ValuePlace, ...]
    savings: tuple[Saving, ...]
    without: tuple[tuple[Period, Reason], ...]
    opens: Period | None
    deflator: str
    deflator_on: date
