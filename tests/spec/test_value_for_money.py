"""Cost beside outcome, against the median of neighbours."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from purbeck.assess.cost_of_service import costs_of
from purbeck.assess.neighbour_position import RULE as POSITION_RULE
from purbeck.assess.neighbour_position import UNUSUAL, Neighbourhood
from purbeck.assess.value_for_money import (
    MOVEMENT_RULE,
    RULE,
    cost_and_outcome_moved,
    cost_beside_outcome,
)
from purbeck.assess.value_questions import value_questions
from purbeck.methods.neighbour_distance import neighbour_distance
from purbeck.model.errors import UsageError
from purbeck.model.value_for_money import ValueForMoney
from tests.spec.answers import Drawn, Judged
from tests.spec.drawn import panel
from tests.spec.valued import (
    ATTENDANCE,
    BASE,
    PEOPLE,
    PRICES,
    SPEND,
    costs,
    near,
    outcome,
    table,
)

title = "Value for money"
rules = (RULE, MOVEMENT_RULE, POSITION_RULE)


def judged(
    spend: dict[str, str], results: dict[str, str], functions: list[int] | None = None, **of: Any
) -> Judged:
    made, beside = costs(spend), outcome(results, **of)
    found = cost_beside_outcome(made, beside, near(beside.areas, functions))
    drawn = "\n".join(
        ["area | cost of a head | outcome"]
        + [f"{area} | {float(spend[area]) / 1000:g} | {results[area]}"
           if spend[area].isdigit() else f"{area} | {spend[area]} | {results[area]}"
           for area in spend]
    )  # fmt: skip
    given = "Ten neighbours: costs 10, 11, 12 to 19; outcomes 80, 81, 82 to 89."
    findings = {area: found.quadrant.at(row) for row, area in enumerate(spend)}
    return Judged(Drawn(None, drawn, given), findings)


def test_each_corner_of_the_quadrant_has_its_verdict() -> None:
    """Outside 11 to 18 cost is told apart, outside 81 to 88 the outcome; on the edge it is not."""
    found = judged(
        {
            "Cheap and good": "10900", "Cheap and like others": "10900", "Cheap and bad": "10900",
            "Usual and good": "11000", "In the middle": "14500", "Usual and bad": "18000",
            "Dear and good": "18100", "Dear and like others": "18100", "Dear and bad": "18100",
        },
        {
            "Cheap and good": "88.1", "Cheap and like others": "88", "Cheap and bad": "80.9",
            "Usual and good": "95", "In the middle": "84.5", "Usual and bad": "70",
            "Dear and good": "95", "Dear and like others": "81", "Dear and bad": "70",
        },
    )  # fmt: skip

    assert found.verdicts == {
        "Cheap and good": "lower cost, better outcome",
        "Cheap and like others": "lower cost, outcome not told apart",
        "Cheap and bad": "lower cost, worse outcome",
        "Usual and good": "cost not told apart, better outcome",
        "In the middle": "cannot be told apart",
        "Usual and bad": "cost not told apart, worse outcome",
        "Dear and good": "higher cost, better outcome",
        "Dear and like others": "higher cost, outcome not told apart",
        "Dear and bad": "higher cost, worse outcome",
    }
    assert found.evidence("cost_distance")["Dear and bad"] == 3.6
    assert found.evidence("outcome_advantage")["Dear and bad"] == -14.5
    assert found.only("In the middle").reasons == {"In the middle": "no-evidence"}


def test_few_areas_that_are_told_apart_are_unusual() -> None:
    """Beyond five deviations of 2.5 an area is unusual; five itself, and nearer, are not."""
    found = judged(
        {"Near": "10900", "At five": "27000", "Beyond": "27100"},
        {"Near": "84.5", "At five": "84.5", "Beyond": "84.5"},
    )

    assert found.evidence("cost_deviations") == {"Near": -1.44, "At five": 5, "Beyond": 5.04}
    assert found.evidence("cost_unusual") == {"Near": 0, "At five": 0, "Beyond": 1}


def test_one_in_twenty_five_areas_that_are_like_their_neighbours_is_unusual() -> None:
    """Of 50,000 drawn areas no different from ten neighbours, 36% are told apart and 4% unusual."""
    drawn = np.random.default_rng(20241124).normal(size=(11, 50_000))

    found = neighbour_distance(drawn[0], drawn[1:])

    assert round(float((found.direction != 0).mean()), 2) == 0.36
    assert round(float((np.abs(found.deviations) > UNUSUAL).mean()), 2) == 0.04


def test_each_question_is_answered_by_its_own_measure_or_by_none() -> None:
    """A question that no measure is declared for stays open; one without figures is refused."""
    beside = outcome({"Any": "95"})
    declared = ValueForMoney(
        id="care", name="Care", service="adult-social-care", cost="spend", denominator="people",
        outcome="attendance", efficiency="cost-of-a-week",
    )  # fmt: skip
    week = costs({"Any": "5000"}).panel
    near_by_kind = near(beside.areas, [1] + [2] * 10)
    panels = {"attendance": beside, "cost-of-a-week": week}

    found = value_questions(declared, panels, near_by_kind)

    said = {
        question.value: None if held is None else held.at(0) for question, held in found.items()
    }
    assert (said["economy"], said["equity"]) == (None, None)
    assert said["efficiency"] is not None
    assert said["efficiency"].reason.value == "other-functions"
    assert said["effectiveness"] is not None
    assert said["effectiveness"].verdict.value == "better"
    with pytest.raises(UsageError, match="no figures of 'cost-of-a-week'"):
        value_questions(declared, {"attendance": beside}, near_by_kind)


def test_polarity_says_which_outcome_is_better() -> None:
    """Where lower is better the lower outcome is the better one, and lies above the middle."""
    found = judged({"Low": "14500", "High": "14500"}, {"Low": "70", "High": "95"}, polarity="lower")

    assert found.verdicts == {
        "Low": "cost not told apart, better outcome",
        "High": "cost not told apart, worse outcome",
    }
    assert found.evidence("outcome_advantage") == {"Low": 14.5, "High": -10.5}


def test_an_interval_of_its_own_makes_an_outcome_harder_to_tell_apart() -> None:
    """88.5 lies beyond 88, and with its own interval from 86 to 91 it does not any more."""
    found = judged(
        {"As it stands": "14500", "With its chance": "14500"},
        {"As it stands": "88.5", "With its chance": "88.5 [86 to 91]"},
    )

    assert found.verdicts == {
        "As it stands": "cost not told apart, better outcome",
        "With its chance": "cannot be told apart",
    }
    assert found.evidence("outcome_chance_known") == {"As it stands": 0, "With its chance": 1}


def test_without_both_there_is_no_verdict() -> None:
    """What is missing is named, the cost first; the other side stands all the same."""
    found = judged(
        {
            "No spend": "x",
            "Spend held back": "c",
            "No outcome": "9000",
            "Outcome held back": "9000",
        },
        {"No spend": "95", "Spend held back": "95", "No outcome": "-", "Outcome held back": "c"},
    )

    assert set(found.verdicts.values()) == {"cannot be assessed"}
    assert found.reasons == {
        "No spend": "not-collected",
        "Spend held back": "suppressed",
        "No outcome": "no-figure",
        "Outcome held back": "suppressed",
    }
    assert found.evidence("cost_distance")["No outcome"] == -5.5


def test_an_outcome_without_a_better_way_has_no_quadrant() -> None:
    """Where neither way is better, there is no better outcome."""
    found = judged({"Any": "9000"}, {"Any": "95"}, polarity="neither")

    assert (found.verdicts, found.reasons) == (
        {"Any": "cannot be assessed"},
        {"Any": "no-polarity"},
    )


def test_spend_is_not_compared_with_that_of_authorities_with_other_functions() -> None:
    """Five of ten neighbours of its own kind are too few, and that is why; six will do."""
    five = judged({"Unitary": "5000"}, {"Unitary": "95"}, [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
    six = judged({"Unitary": "5000"}, {"Unitary": "95"}, [1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2])
    unknown = judged({"Region": "5000"}, {"Region": "95"}, [-1] * 11)

    assert five.reasons == {"Unitary": "other-functions"}
    assert five.evidence("cost_left_out") == {"Unitary": 5}
    assert six.verdicts == {"Unitary": "lower cost, better outcome"}
    assert unknown.reasons == {"Region": "other-functions"}


def test_a_place_without_a_neighbour_holds_nobody() -> None:
    """Where an area has fewer neighbours than others, the last area is not taken in their place."""
    made, beside = costs({"Any": "5000"}), outcome({"Any": "95"})
    held = near(beside.areas)
    rows = held.rows.copy()
    rows[0, 7:] = -1

    found = cost_beside_outcome(made, beside, Neighbourhood(rows=rows, functions=held.functions))

    assert found.cost.at(0).evidence["neighbours"] == 7
    assert found.cost.at(0).evidence["median"] == 13


def test_fewer_than_six_neighbours_are_too_few() -> None:
    """Five figures hold their median between them only 15 times in 16."""
    made, beside = costs({"Any": "5000"}), outcome({"Any": "95"})
    rows = near(beside.areas).rows.copy()
    rows[:, 5:] = -1

    found = cost_beside_outcome(made, beside, Neighbourhood(rows=rows)).quadrant.at(0)

    assert (found.verdict.value, found.reason.value) == ("cannot be assessed", "too-few-for-median")


def test_movement_is_set_beside_the_movement_of_the_neighbours() -> None:
    """Cost that rose less than the neighbours' is lower; a series that broke has not moved."""
    heading = "2023-24 | 2024-25"
    spends = {"Rose less": "9600 | 10100", "Rose more": "9600 | 13000", "Broke": "9600 | 10100b"}
    others = [f"{9600} | {10000 + 100 * (n + 2)}" for n in range(10)]
    spend = panel(SPEND, table(heading, spends, others))
    people = panel(
        PEOPLE, table("2023 | 2024", dict.fromkeys(spends, "1000 | 1000"), ["1000 | 1000"] * 10)
    )
    results = {"Rose less": "80 | 90", "Rose more": "80 | 79", "Broke": "80 | 90"}
    beside = panel(ATTENDANCE, table(heading, results, [f"80 | {80 + n / 10}" for n in range(10)]))
    made = costs_of(spend, people, base=BASE, deflator=PRICES)

    found = cost_and_outcome_moved(made, beside, near(beside.areas), 0, 1).quadrant

    assert [found.at(row).verdict.value for row in range(3)] == [
        "lower cost, better outcome",
        "higher cost, worse outcome",
        "cannot be assessed",
    ]
    assert found.at(2).reason.value == "break-in-series"
    assert round(found.at(0).evidence["cost_value"], 6) == 0.1


def test_a_neighbour_whose_series_broke_has_not_moved_either() -> None:
    """It is left out of the median movement, and of the count."""
    heading = "2023-24 | 2024-25"
    others = [f"9600 | {10000 + 100 * n}{'b' if n == 9 else ''}" for n in range(10)]
    spend = panel(SPEND, table(heading, {"Any": "9600 | 10100"}, others))
    people = panel(PEOPLE, table("2023 | 2024", {"Any": "1000 | 1000"}, ["1000 | 1000"] * 10))
    beside = panel(ATTENDANCE, table(heading, {"Any": "80 | 90"}, ["80 | 80"] * 10))
    made = costs_of(spend, people, base=BASE, deflator=PRICES)

    found = cost_and_outcome_moved(made, beside, near(beside.areas), 0, 1).cost.at(0).evidence

    assert (found["neighbours"], round(found["median"], 6)) == (9, 0.4)


def test_movement_needs_an_earlier_and_a_later_year() -> None:
    """A year beside itself has not moved, and is refused."""
    made, beside = costs({"Any": "5000"}), outcome({"Any": "95"})

    with pytest.raises(UsageError):
        cost_and_outcome_moved(made, beside, near(beside.areas), 0, 0)
