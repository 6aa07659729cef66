"""An observation has a value or a reason for having none, and its figures agree."""

from __future__ import annotations

from typing import Any

import pytest

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.observation import Absence, Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.unit import UNITS, UnitCode

YEAR = Period.parse("2016-17", PeriodKind.ACADEMIC_YEAR)
PERCENTAGE = UNITS[UnitCode.PERCENTAGE]
POINTS = UNITS[UnitCode.PERCENTAGE_POINTS]


def observation(**fields: Any) -> Observation:
    return Observation(**{"measure": "m", "area": "a", "period": YEAR, **fields})


def refused(**fields: Any) -> list[IssueCode]:
    with pytest.raises(InvalidValueError) as caught:
        observation(**fields)
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, IssueCode.NO_VALUE_NO_REASON),
        ({"value": 1.0, "absence": Absence.SUPPRESSED}, IssueCode.VALUE_AND_ABSENCE),
        ({"value": float("nan")}, IssueCode.NOT_A_NUMBER),
        ({"value": float("inf")}, IssueCode.NOT_A_NUMBER),
        ({"value": 1.0, "denominator": 0.0}, IssueCode.OUT_OF_RANGE),
        ({"value": 1.0, "numerator": -1.0}, IssueCode.OUT_OF_RANGE),
        ({"value": 1.0, "lower": 2.0, "upper": 3.0}, IssueCode.INTERVAL_NOT_AROUND_VALUE),
    ],
)
def test_an_observation_cannot_be_wrong(fields: dict[str, Any], code: IssueCode) -> None:
    """What contradicts itself is refused on construction, with its code."""
    assert refused(**fields) == [code]


def test_every_problem_is_kept() -> None:
    """Two things wrong give two problems, not only the first."""
    codes = refused(value=float("nan"), denominator=-2.0)

    assert codes == [IssueCode.NOT_A_NUMBER, IssueCode.OUT_OF_RANGE]


def test_a_reason_for_absence_stands_in_for_a_value() -> None:
    """An observation without a value says why."""
    assert observation(absence=Absence.NOT_COLLECTED).value is None


@pytest.mark.parametrize("value", [0.0, 100.0, 95.1])
def test_the_bounds_of_a_unit_are_allowed(value: float) -> None:
    """Nought and a hundred per cent are percentages."""
    assert observation(value=value).problems_in(PERCENTAGE) == []


def test_a_percentage_above_a_hundred_may_be_a_rate() -> None:
    """The message says what the figure might be."""
    (problem,) = observation(value=104.2).problems_in(PERCENTAGE)

    assert str(problem) == (
        "received 104.2, expected a percentage from 0 to 100. "
        "If this is a rate per 1,000, set the measure's unit to rate-per-1000."
    )


def test_a_gap_may_be_negative() -> None:
    """A difference in percentage points goes down to minus a hundred."""
    assert observation(value=-20.0).problems_in(POINTS) == []
    assert observation(value=-101.0).problems_in(POINTS) != []


def test_a_numerator_above_its_denominator_is_a_problem_of_a_percentage() -> None:
    """It is one problem, and not also a disagreement with the value."""
    figures = observation(value=50.0, numerator=20.0, denominator=10.0)

    assert [p.code for p in figures.problems_in(PERCENTAGE)] == [
        IssueCode.NUMERATOR_ABOVE_DENOMINATOR
    ]


@pytest.mark.parametrize(("value", "agrees"), [(33.3, True), (33.4, True), (33.5, False)])
def test_a_value_agrees_with_its_fraction_to_a_decimal(value: float, agrees: bool) -> None:
    """A tenth of a point is rounding; more is another figure."""
    figures = observation(value=value, numerator=1000.0, denominator=3000.0)

    assert (figures.problems_in(PERCENTAGE) == []) is agrees
