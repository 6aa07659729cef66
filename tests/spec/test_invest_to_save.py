"""What an action was expected to save, beside what was spent since."""

from __future__ import annotations

from typing import Any

import pytest

from purbeck.assess.cost_of_service import costs_of
from purbeck.assess.finding import Finding
from purbeck.assess.invest_to_save import RULE, saving_since
from purbeck.model.errors import UsageError
from purbeck.model.period import Period, PeriodKind
from purbeck.model.value_for_money import InvestToSave
from tests.spec.drawn import panel
from tests.spec.valued import BASE, PEOPLE, PRICES, SPEND, costs, near, table

title = "Invest to save"
rules = (RULE,)


def saving(spent: str, expected: float, **of: Any) -> Finding[Any]:
    """Judge one area that spent 9,600 in 2023-24, 10,000 in prices of 2024-25."""
    heading = "2023-24 | 2024-25"
    # The neighbours' spend moved by 0 to 9 per cent in real terms: between 1 and 8 per cent.
    others = [f"9600 | {10000 + 100 * n}" for n in range(10)]
    spend = panel(SPEND, table(heading, {"Any": f"9600 | {spent}"}, others))
    people = panel(PEOPLE, table("2023 | 2024", {"Any": "1 | 1"}, ["1 | 1"] * 10))
    made = costs_of(spend, people, base=BASE, deflator=PRICES)
    declared = InvestToSave(
        action="A1", cost="spend", invested=100.0, prices=BASE, expected=((BASE, expected),)
    )
    return saving_since(made, near(spend.areas, **of), declared, before=0, column=1).at(0)


def test_a_saving_is_set_beside_what_was_expected() -> None:
    """10,450 would have been spent as the neighbours moved, between 10,100 and 10,800.

    Of 9,000 spent the saving is 1,450, between 1,100 and 1,800.
    """
    found = {expected: saving("9000", expected) for expected in (1100.0, 1100.1, 1800.0, 1800.1)}

    assert {expected: each.verdict.value for expected, each in found.items()} == {
        1100.0: "at least the saving that was expected",
        1100.1: "cannot be told apart from the saving that was expected",
        1800.0: "cannot be told apart from the saving that was expected",
        1800.1: "less than the saving that was expected",
    }
    evidence = {name: round(of, 6) for name, of in found[1100.0].evidence.items()}
    assert evidence == {
        "baseline": 10000, "spent": 9000, "saved": 1000, "expected_spend": 10450,
        "beside_neighbours": 1450, "lower": 1100, "upper": 1800, "expected": 1100,
        "invested": 100, "neighbours": 10,
    }  # fmt: skip


def test_a_saving_beside_authorities_with_other_functions_cannot_be_assessed() -> None:
    """Neighbours with other functions are no measure of what would have been spent."""
    found = saving("9000", 100.0, functions=[1] + [2] * 10)

    assert (found.verdict.value, found.reason.value) == ("cannot be assessed", "other-functions")


def test_a_saving_is_judged_for_a_year_that_it_was_expected_of() -> None:
    """A year without an expected saving, or one not after the action, is refused."""
    made = costs({"Any": "5000"})
    declared = InvestToSave(
        action="A1", cost="spend", invested=0.0, prices=BASE, expected=((BASE.previous(), 1.0),)
    )

    with pytest.raises(UsageError):
        saving_since(made, near(made.panel.areas), declared, before=0, column=0)


def test_what_was_expected_is_put_into_the_prices_of_the_costs() -> None:
    """800 pounds of 2017-18 are 1,000 of 2024-25."""
    spend = panel(SPEND, table("2023-24 | 2024-25", {"Any": "9600 | 9000"}, ["9600 | 9600"] * 10))
    people = panel(PEOPLE, table("2023 | 2024", {"Any": "1 | 1"}, ["1 | 1"] * 10))
    then = Period(PeriodKind.FINANCIAL_YEAR, 2017)
    declared = InvestToSave(
        action="A1", cost="spend", invested=400.0, prices=then, expected=((BASE, 800.0),)
    )
    made = costs_of(spend, people, base=BASE, deflator=PRICES)

    found = saving_since(made, near(spend.areas), declared, before=0, column=1).at(0)

    assert (found.evidence["expected"], found.evidence["invested"]) == (1000, 500)


def test_a_neighbour_whose_series_broke_is_left_out() -> None:
    """Its spend did not move: it is another's."""
    others = [f"9600 | {10000 + 100 * n}{'b' if n == 9 else ''}" for n in range(10)]
    spend = panel(SPEND, table("2023-24 | 2024-25", {"Any": "9600 | 9000"}, others))
    people = panel(PEOPLE, table("2023 | 2024", {"Any": "1 | 1"}, ["1 | 1"] * 10))
    made = costs_of(spend, people, base=BASE, deflator=PRICES)
    declared = InvestToSave(
        action="A1", cost="spend", invested=0.0, prices=BASE, expected=((BASE, 1.0),)
    )

    found = saving_since(made, near(spend.areas), declared, before=0, column=1).at(0)

    assert (found.evidence["neighbours"], round(found.evidence["expected_spend"], 6)) == (9, 10400)
