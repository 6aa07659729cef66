"""Value for money as it is declared: what a service costs, and what comes of it.

A framework says which measure is the cost and which the outcome, and which of the four questions
any others answer. Nothing is guessed: a question that no measure is declared for stays open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import Period, PeriodKind


class ValueQuestion(Enum):
    """The four questions of value for money; each has its own measure."""

    ECONOMY = "economy"
    """What the inputs cost: the price of an hour, a placement, a week of care."""
    EFFICIENCY = "efficiency"
    """What is got out for what is put in: the cost of a unit of activity."""
    EFFECTIVENESS = "effectiveness"
    """What comes of it: the outcome."""
    EQUITY = "equity"
    """For whom: the gap in the outcome between groups."""


class CostAndOutcome(Enum):
    """Where an area lies beside the median of its neighbours, in cost and in outcome."""

    LOWER_BETTER = "lower cost, better outcome"
    LOWER_ALIKE = "lower cost, outcome not told apart"
    LOWER_WORSE = "lower cost, worse outcome"
    ALIKE_BETTER = "cost not told apart, better outcome"
    ALIKE = "cannot be told apart"
    ALIKE_WORSE = "cost not told apart, worse outcome"
    HIGHER_BETTER = "higher cost, better outcome"
    HIGHER_ALIKE = "higher cost, outcome not told apart"
    HIGHER_WORSE = "higher cost, worse outcome"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class SavingEvidence(Enum):
    """How what was spent since an investment stands to what it was expected to save."""

    AS_EXPECTED = "at least the saving that was expected"
    LESS = "less than the saving that was expected"
    NOT_DISTINGUISHABLE = "cannot be told apart from the saving that was expected"
    CANNOT_BE_ASSESSED = "cannot be assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueForMoney:
    """One service's cost beside its outcome.

    Attributes
    ----------
    service
        The service of ``areas.functions`` that the cost is of, which says who may be compared.
    cost
        The measure of spend, in pounds by financial year; a reference series will do.
    denominator
        The measure of what it is spread over: people, or units of activity.
    outcome
        The measure of what comes of it; it answers the question of effectiveness.
    economy, efficiency, equity
        The measures that answer the other questions; empty for one that none answers.
    per
        How many of the denominator the cost is given for.
    unit
        What the cost is of one of, as it stands after "a": child, head, week of care.
    group
        The group of areas whose median it is set beside.
    prices
        The financial year whose prices the costs are in; None for that of the latest cost.
    """

    id: str
    name: str
    service: str
    cost: str
    denominator: str
    outcome: str
    economy: str = ""
    efficiency: str = ""
    equity: str = ""
    per: float = 1.0
    unit: str = "head"
    group: str = ""
    prices: Period | None = None

    def __post_init__(self) -> None:
        named = ("id", "service", "cost", "denominator", "outcome")
        problems = [
            Problem(IssueCode.MISSING_KEY, name, "nothing", "what it is")
            for name in named
            if not getattr(self, name)
        ]
        if self.prices is not None and self.prices.kind is not PeriodKind.FINANCIAL_YEAR:
            problems.append(
                Problem(
                    IssueCode.PERIOD_OF_WRONG_KIND, "prices", str(self.prices), "a financial year"
                )
            )
        if not self.per > 0:
            problems.append(Problem(IssueCode.OUT_OF_RANGE, "per", f"{self.per:g}", "above 0"))
        parts = [part for part in (self.cost, self.denominator, self.outcome) if part]
        if len(set(parts)) < len(parts):
            expected = "three measures that differ: the cost, what it is spread over, the outcome"
            problems.append(Problem(IssueCode.INCONSISTENT, "outcome", self.outcome, expected))
        if problems:
            raise InvalidValueError("ValueForMoney", problems)

    def measure_of(self, question: ValueQuestion) -> str:
        """Give the id of the measure that answers a question; empty where none is declared.

        Examples
        --------
        >>> held = ValueForMoney(
        ...     id="care", name="Care", service="adult-social-care", cost="spend",
        ...     denominator="adults", outcome="quality-of-life", efficiency="cost-of-a-week")
        >>> held.measure_of(ValueQuestion.EFFECTIVENESS), held.measure_of(ValueQuestion.EQUITY)
        ('quality-of-life', '')
        """
        return {
            ValueQuestion.ECONOMY: self.economy,
            ValueQuestion.EFFICIENCY: self.efficiency,
            ValueQuestion.EFFECTIVENESS: self.outcome,
            ValueQuestion.EQUITY: self.equity,
        }[question]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestToSave:
    """An action that money was put into so that less would be spent later.

    Attributes
    ----------
    action
        The id of the action in the register; its ``started`` says when.
    cost
        The measure of the spend that it should lower, in pounds.
    invested
        In pounds of the year ``prices``; 0 where nothing but time was.
    expected
        What was expected to be saved in each financial year, in the same pounds, as it was
        declared when the action was agreed.
    prices
        The financial year whose prices these are in.
    """

    action: str
    cost: str
    invested: float
    expected: tuple[tuple[Period, float], ...]
    prices: Period

    def __post_init__(self) -> None:
        problems = []
        if not self.invested >= 0:
            problems.append(
                Problem(IssueCode.OUT_OF_RANGE, "invested", f"{self.invested:g}", "0 or more")
            )
        years = [self.prices, *(period for period, _ in self.expected)]
        for year in years:
            if year.kind is not PeriodKind.FINANCIAL_YEAR:
                expected = "a financial year"
                problems.append(
                    Problem(IssueCode.PERIOD_OF_WRONG_KIND, "expected", str(year), expected)
                )
        if not self.expected or len(set(years[1:])) < len(self.expected):
            expected = "one expected saving for each year, and at least one"
            received = ", ".join(str(year) for year in years[1:]) or "none"
            problems.append(Problem(IssueCode.INCONSISTENT, "expected", received, expected))
        if problems:
            raise InvalidValueError("InvestToSave", problems)
