"""What a service costs a head, laid out by area and financial year."""

from __future__ import annotations

import pytest

from purbeck.assess.cost_of_service import costs_of, matched
from purbeck.assess.value_for_money import cost_beside_outcome
from purbeck.model.errors import IncomparableError
from purbeck.model.observation import Status
from purbeck.model.period import Period, PeriodKind
from purbeck.panel.panel import STATUSES
from tests.spec.drawn import panel
from tests.spec.valued import ATTENDANCE, BASE, PEOPLE, PRICES, SPEND, near, outcome, table


def test_cost_is_in_the_prices_of_one_year_and_of_its_own_people() -> None:
    """8,000 pounds of 2017-18 for 1,000 people are 10 pounds a head in prices of 2024-25."""
    spend = panel(SPEND, "area | 2017-18 | 2023-24 | 2024-25\nAny | 8000 | 8000 | 8000")
    people = panel(PEOPLE, "area | 2017 | 2023 | 2024\nAny | 1000 | - | 1000 [800 to 1250]")

    found = costs_of(spend, people, base=BASE, deflator=PRICES)

    at = found.panel.periods.index(BASE)
    assert found.panel.value[0, 0] == 10.0
    assert (found.panel.value[0, at], found.panel.lower[0, at], found.panel.upper[0, at]) == (
        8.0, 6.4, 10.0,
    )  # fmt: skip


def test_a_year_without_prices_or_people_has_no_cost_and_says_why() -> None:
    """Nothing is carried over from another year: the reason is given in place of a cost."""
    spend = panel(SPEND, table("2022-23 | 2023-24", {"Any": "8000 | 8000"}, ["1 | 1"] * 10))
    people = panel(PEOPLE, table("2022", {"Any": "1000"}, ["1000"] * 10))
    made = costs_of(spend, people, base=BASE, deflator=PRICES)
    beside = outcome({"Any": "95"})

    found = [
        cost_beside_outcome(made, beside, near(beside.areas), column).cost.at(0).reason.value
        for column in (0, 1)
    ]

    assert found == ["no-deflator", "nothing-spread-over"]


def test_spend_is_in_pounds_by_financial_year() -> None:
    """Anything else is no spend, and is refused."""
    people = panel(PEOPLE, "area | 2024\nAny | 1000")

    for wrong in (PEOPLE, ATTENDANCE):
        spend = panel(
            wrong, "area | 2024-25\nAny | 8" if wrong is ATTENDANCE else "area | 2024\nAny | 8"
        )
        with pytest.raises(IncomparableError):
            costs_of(spend, people, base=BASE, deflator=PRICES)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("academic_year", "2024-25"), ("calendar_year", "2024"), ("financial_year", "2024-25")],
)
def test_the_outcome_is_of_the_year_that_shares_most_of_the_financial_year(
    kind: str, expected: str
) -> None:
    """2024-25 goes with the academic year 2024-25 and the calendar year 2024."""
    others = [Period(PeriodKind(kind), year) for year in range(2021, 2027)]

    (column,) = matched([BASE], others)

    assert str(others[column]) == expected


def test_a_new_series_of_people_is_a_new_series_of_costs() -> None:
    """Costs before and after a break in either do not compare; provisional people make them so."""
    spend = panel(SPEND, "area | 2022-23 | 2023-24 | 2024-25\nAny | 8000 | 8000b | 8000")
    people = panel(PEOPLE, "area | 2022 | 2023 | 2024\nAny | 1000p | 1000p | 1000b")

    found = costs_of(spend, people, base=BASE, deflator=PRICES)

    statuses = [STATUSES[code] for code in found.panel.status[0]]
    assert statuses == [Status.PROVISIONAL, Status.BREAK, Status.BREAK]
