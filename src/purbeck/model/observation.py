"""One figure as published: a value, or the reason for having none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import Enum

from purbeck.model.breakdown import Subgroup
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import Period
from purbeck.model.unit import Unit


class Status(Enum):
    """How settled a published value is."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    ESTIMATED = "estimated"
    BREAK = "break"
    """The value opens a new series: earlier values do not compare with it."""


class Absence(Enum):
    """Why there is no value."""

    SUPPRESSED = "suppressed"
    NOT_COLLECTED = "not-collected"
    NOT_APPLICABLE = "not-applicable"
    NOT_YET_DUE = "not-yet-due"
    WITHDRAWN = "withdrawn"
    """Its publisher has taken the figure back, and has put no other in its place."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an observation was read from, so that any figure can be traced to its cell.

    Attributes
    ----------
    row
        As an editor of the file counts it, from 1; 0 where it is not known.
    source
        Who publishes it, in the words of the observations.
    digest
        The SHA-256 of the file as it was read; empty where it was not kept.
    sheet, column
        Of a workbook the sheet; the heading or the letter of the column. Empty for neither.
    """

    file: str
    row: int
    source: str = ""
    digest: str = ""
    sheet: str = ""
    column: str = ""


# A published percentage is rounded, so that it may differ from its fraction by one unit of the
# first decimal at most; a larger difference means that one of the two is another figure.
FRACTION_TOLERANCE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One value of one measure for one area and period, as published on one date.

    Attributes
    ----------
    value, numerator, denominator, lower, upper
        In the measure's unit; numerator and denominator as counts; lower and upper the limits
        of the published interval. ``value`` is None exactly when ``absence`` gives the reason.
    published
        The date on which the figure became known; None where it is not stated, which counts as
        known from the beginning.
    subgroup
        The group of people that the figure is of; None where it is of everybody.
    """

    measure: str
    area: str
    period: Period
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    lower: float | None = None
    upper: float | None = None
    status: Status = Status.FINAL
    absence: Absence | None = None
    published: date | None = None
    note: str = ""
    provenance: Provenance | None = None
    subgroup: Subgroup | None = None

    def __post_init__(self) -> None:
        if self._is_plain_value():
            return
        problems = [
            *_finite(self),
            *_value_or_reason(self),
            *_fraction(self),
            *_interval(self),
        ]
        if problems:
            raise InvalidValueError("Observation", problems)

    def _is_plain_value(self) -> bool:
        """Whether there is a finite value and nothing else that could be wrong, as mostly."""
        numerator, denominator = self.numerator, self.denominator
        return (
            self.value is not None
            and self.absence is None
            and self.lower is None
            and self.upper is None
            and math.isfinite(self.value)
            and (numerator is None or 0 <= numerator < math.inf)
            and (denominator is None or 0 < denominator < math.inf)
        )

    def problems_in(self, unit: Unit) -> list[Problem]:
        """List what is wrong with the figures given the unit that the measure declares.

        The unit belongs to the measure, so that an observation alone cannot check it. The
        unit's bounds themselves are right; an absent value has no problem here.
        """
        return [*_range(self, unit), *_fraction_in(self, unit)]


_FIGURES = ("value", "numerator", "denominator", "lower", "upper")


def _finite(observation: Observation) -> list[Problem]:
    return [
        Problem(IssueCode.NOT_A_NUMBER, name, str(figure), "a finite number")
        for name in _FIGURES
        if (figure := getattr(observation, name)) is not None and not math.isfinite(figure)
    ]


def _value_or_reason(observation: Observation) -> list[Problem]:
    if observation.value is None and observation.absence is None:
        reasons = ", ".join(absence.value for absence in Absence)
        return [Problem(IssueCode.NO_VALUE_NO_REASON, "value", "nothing", f"a value, or {reasons}")]
    if observation.value is not None and observation.absence is not None:
        received = f"{observation.value:g} and '{observation.absence.value}'"
        return [Problem(IssueCode.VALUE_AND_ABSENCE, "value", received, "one of the two")]
    return []


def _fraction(observation: Observation) -> list[Problem]:
    problems = []
    if observation.denominator is not None and observation.denominator <= 0:
        received = f"{observation.denominator:g}"
        expected = "a denominator above 0"
        problems.append(Problem(IssueCode.OUT_OF_RANGE, "denominator", received, expected))
    if observation.numerator is not None and observation.numerator < 0:
        received = f"{observation.numerator:g}"
        expected = "a numerator of 0 or more"
        problems.append(Problem(IssueCode.OUT_OF_RANGE, "numerator", received, expected))
    return problems


def _interval(observation: Observation) -> list[Problem]:
    lower, value, upper = observation.lower, observation.value, observation.upper
    if lower is None or upper is None or value is None or lower <= value <= upper:
        return []
    received = f"{lower:g} to {upper:g} around {value:g}"
    expected = "an interval that holds the value"
    return [Problem(IssueCode.INTERVAL_NOT_AROUND_VALUE, "lower", received, expected)]


def _range(observation: Observation, unit: Unit) -> list[Problem]:
    if observation.value is None or unit.allows(observation.value):
        return []
    advice = ""
    if unit.highest == 100.0 and observation.value > 100.0:
        advice = "If this is a rate per 1,000, set the measure's unit to rate-per-1000."
    received = f"{observation.value:g}"
    return [Problem(IssueCode.OUT_OF_RANGE, "value", received, unit.allowed, advice)]


def _fraction_in(observation: Observation, unit: Unit) -> list[Problem]:
    numerator, denominator = observation.numerator, observation.denominator
    if numerator is None or denominator is None or denominator <= 0:
        return []
    bounded = unit.highest is not None and unit.multiplier is not None
    if bounded and numerator > denominator:
        received = f"{numerator:g} of {denominator:g}"
        expected = "a numerator no larger than its denominator"
        return [Problem(IssueCode.NUMERATOR_ABOVE_DENOMINATOR, "numerator", received, expected)]
    if observation.value is None or unit.multiplier is None:
        return []
    fraction = unit.multiplier * numerator / denominator
    if abs(fraction - observation.value) <= FRACTION_TOLERANCE + 1e-9:
        return []
    received = f"{observation.value:g} beside {numerator:g} of {denominator:g}"
    expected = f"about {fraction:.2f}"
    return [Problem(IssueCode.VALUE_AND_FRACTION_DISAGREE, "value", received, expected)]
