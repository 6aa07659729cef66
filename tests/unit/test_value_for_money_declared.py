"""What may be declared of value for money."""

from __future__ import annotations

from typing import Any

import pytest

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.period import Period, PeriodKind
from purbeck.model.value_for_money import InvestToSave, ValueForMoney, ValueQuestion

DECLARED: dict[str, Any] = {
    "id": "care", "name": "Care", "service": "adult-social-care", "cost": "spend",
    "denominator": "adults", "outcome": "quality", "equity": "gap",
}  # fmt: skip
YEAR = Period(PeriodKind.FINANCIAL_YEAR, 2024)
SAVING: dict[str, Any] = {
    "action": "A1", "cost": "spend", "invested": 10.0, "expected": ((YEAR, 5.0),), "prices": YEAR,
}  # fmt: skip


def test_each_question_has_the_measure_that_is_declared_for_it() -> None:
    """Effectiveness is the outcome; what is not declared is empty."""
    held = ValueForMoney(**DECLARED)

    assert {question.value: held.measure_of(question) for question in ValueQuestion} == {
        "economy": "",
        "efficiency": "",
        "effectiveness": "quality",
        "equity": "gap",
    }


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"cost": ""}, "cost", IssueCode.MISSING_KEY),
        ({"service": ""}, "service", IssueCode.MISSING_KEY),
        ({"per": 0.0}, "per", IssueCode.OUT_OF_RANGE),
        ({"outcome": "spend"}, "outcome", IssueCode.INCONSISTENT),
    ],
)
def test_what_is_missing_or_meaningless_is_named(
    given: dict[str, Any], field: str, code: IssueCode
) -> None:
    """A cost is set beside an outcome that is another measure, over something."""
    with pytest.raises(InvalidValueError) as caught:
        ValueForMoney(**DECLARED | given)

    assert [(problem.field, problem.code) for problem in caught.value.problems] == [(field, code)]


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"invested": -1.0}, "invested", IssueCode.OUT_OF_RANGE),
        ({"invested": float("nan")}, "invested", IssueCode.OUT_OF_RANGE),
        ({"expected": ()}, "expected", IssueCode.INCONSISTENT),
        ({"expected": ((YEAR, 1.0), (YEAR, 2.0))}, "expected", IssueCode.INCONSISTENT),
        (
            {"prices": Period(PeriodKind.CALENDAR_YEAR, 2024)},
            "expected",
            IssueCode.PERIOD_OF_WRONG_KIND,
        ),
    ],
)
def test_a_saving_is_expected_of_financial_years(
    given: dict[str, Any], field: str, code: IssueCode
) -> None:
    """Each year has one expected saving, and there is at least one."""
    with pytest.raises(InvalidValueError) as caught:
        InvestToSave(**SAVING | given)

    assert [(problem.field, problem.code) for problem in caught.value.problems] == [(field, code)]
