"""What is measured: population indicators, performance measures and reference series."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from purbeck.model.comparator import Comparator
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.target import Target
from purbeck.model.unit import Unit, UnitCode


class MeasureKind(Enum):
    """The part that a series plays in a framework."""

    POPULATION_INDICATOR = "population_indicator"
    """How ALL people of a population fare; a responsibility shared by partners."""
    PERFORMANCE_MEASURE = "performance_measure"
    """How the people who receive a service fare; the direct responsibility of its providers."""
    REFERENCE_SERIES = "reference_series"
    """A series that others are compared with, and that is not itself reported."""


class PerformanceKind(Enum):
    """The three questions that a performance measure can answer."""

    HOW_MUCH = "how-much"
    HOW_WELL = "how-well"
    BETTER_OFF = "better-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A series with everything declared that a rule needs to judge it.

    Attributes
    ----------
    id, number, name
        The id ties observations to the measure; the number is the report's (``02.1``).
    plain
        The name in plain English, for the page for the public; empty where none is declared.
    aim
        The lowest and highest value that are good, both included, where polarity is a range.
    decimals
        How many decimals the figures are published with.
    adds_up
        Whether the figures of the parts of a year add up to the year's: those of what is
        counted over a time do, those of what is counted on a day, such as a caseload, do not.
        None where it is not declared.
    """

    id: str
    name: str
    number: str = ""
    kind: MeasureKind
    unit: Unit
    polarity: Polarity
    period_kind: PeriodKind
    pool_years: int = 1
    decimals: int = 1
    adds_up: bool | None = None
    aim: tuple[float, float] | None = None
    comparators: tuple[Comparator, ...] = ()
    target: Target | None = None
    owners: tuple[str, ...] = ()
    definition: str = ""
    source: str = ""
    note: str = ""
    plain: str = ""

    def __post_init__(self) -> None:
        problems = [*_aim_of(self), *_decimals_of(self), *_adds_up_of(self)]
        if problems:
            raise InvalidValueError(type(self).__name__, problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceMeasure(Measure):
    """A measure of a service: how much was done, how well, or whether anyone is better off."""

    kind: MeasureKind = MeasureKind.PERFORMANCE_MEASURE
    question: PerformanceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationIndicator(Measure):
    """A measure of a whole population, with the performance measures that serve it.

    ``owners`` are its lead officers; ``outcome_lead`` is the outcome lead officer.
    """

    kind: MeasureKind = MeasureKind.POPULATION_INDICATOR
    measures: tuple[PerformanceMeasure, ...] = ()
    outcome_lead: str = ""


def _aim_of(measure: Measure) -> list[Problem]:
    ranged = measure.polarity is Polarity.RANGE
    if ranged and measure.aim is None:
        expected = "the lowest and highest good value, as polarity is 'range'"
        return [Problem(IssueCode.MISSING_KEY, "aim", "nothing", expected)]
    if not ranged and measure.aim is not None:
        expected = f"no aim, as polarity is '{measure.polarity.value}'"
        return [Problem(IssueCode.INCONSISTENT, "aim", str(list(measure.aim)), expected)]
    if measure.aim is not None and measure.aim[0] > measure.aim[1]:
        expected = "the lower value first"
        return [Problem(IssueCode.OUT_OF_RANGE, "aim", str(list(measure.aim)), expected)]
    return []


MOST_DECIMALS = 6


def _decimals_of(measure: Measure) -> list[Problem]:
    if 0 <= measure.decimals <= MOST_DECIMALS:
        return []
    expected = f"0 to {MOST_DECIMALS}"
    return [Problem(IssueCode.OUT_OF_RANGE, "decimals", str(measure.decimals), expected)]


_SHARES = (UnitCode.PERCENTAGE, UnitCode.PERCENTAGE_POINTS, UnitCode.RATIO)


def _adds_up_of(measure: Measure) -> list[Problem]:
    if not measure.adds_up or measure.unit.code not in _SHARES:
        return []
    expected = f"false, as a {measure.unit.singular} does not add up"
    return [Problem(IssueCode.INCONSISTENT, "adds_up", "true", expected)]
