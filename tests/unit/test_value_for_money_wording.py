"""Sentences about value for money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from purbeck.assess.finding import Finding
from purbeck.assess.neighbour_position import RULE
from purbeck.assess.reason import Reason
from purbeck.model.unit import UNITS, UnitCode
from purbeck.model.value_for_money import CostAndOutcome, SavingEvidence, ValueQuestion
from purbeck.model.verdict import GapEvidence
from purbeck.publish.wording.value_for_money import (
    WHAT_IT_CAN_SAY,
    WHAT_IT_CANNOT_SAY,
    Told,
    cost_sentence,
    movement_sentence,
    outcome_sentence,
    quadrant_sentence,
    question_sentence,
    saving_sentence,
)
from tests.spec.drawn import measure

TOLD = Told(
    service="Children's social care",
    unit="child",
    year="2024-25",
    prices="2024-25",
    outcome=measure(id="again", name="Re-referrals within a year", polarity="lower"),
    outcome_period="2024-25",
)
COST = {
    "value": 1456.98, "median": 1197.37, "distance": 259.61, "neighbours": 10.0, "below": 10.0,
    "left_out": 0.0, "chance_known": 0.0,
}  # fmt: skip
OUTCOME = {
    "value": 14.7, "median": 19.95, "distance": -5.25, "neighbours": 10.0, "below": 1.0,
    "left_out": 0.0, "chance_known": 0.0,
}  # fmt: skip


def found(
    verdict: Any, evidence: Mapping[str, float], reason: Reason | None = None
) -> Finding[Any]:
    return Finding(
        rule=RULE, verdict=verdict, reason=reason or Reason.EVIDENCE_FOUND, evidence=evidence
    )


def test_cost_is_told_with_the_median_and_how_many_spent_less() -> None:
    """A cost stands beside the neighbours' median, in pounds, with its side and its number."""
    assert cost_sentence(found(GapEvidence.HIGHER, COST), TOLD) == (
        "Children's social care cost £1,457 a child in 2024-25, £260 more than the median of "
        "10 neighbours (£1,197): higher. All of them spent less."
    )


def test_a_distance_that_is_nothing_out_of_the_way_says_so() -> None:
    """Beside a verdict stands whether areas that are alike often differ by as much."""
    common = found(GapEvidence.HIGHER, {**COST, "unusual": 0.0})
    unusual = found(GapEvidence.HIGHER, {**COST, "unusual": 1.0})
    alike = found(GapEvidence.NOT_DISTINGUISHABLE, {**COST, "unusual": 0.0})

    assert cost_sentence(common, TOLD).endswith("Areas that are alike often differ by as much.")
    assert "alike" not in cost_sentence(unusual, TOLD)
    assert "alike" not in cost_sentence(alike, TOLD)


def test_neighbours_that_are_left_out_are_counted() -> None:
    """Who was not compared with is said, as is the year of the prices where it is another."""
    told = Told(**{name: getattr(TOLD, name) for name in TOLD.__slots__} | {"prices": "2017-18"})

    said = cost_sentence(
        found(GapEvidence.LOWER, {**COST, "distance": -3.5, "below": 0, "left_out": 1}), told
    )

    assert said == (
        "Children's social care cost £1,457 a child in 2024-25, in prices of 2017-18, £3.50 less "
        "than the median of 10 neighbours (£1,197): lower. None of them spent less. 1 neighbour "
        "with other functions is left out."
    )


def test_an_outcome_without_its_chance_says_so() -> None:
    """Whether lower is better is in the verdict; that the chance is not known stands beside it."""
    said = outcome_sentence(found(GapEvidence.BETTER, OUTCOME), TOLD).replace("\u00a0", " ")
    known = outcome_sentence(found(GapEvidence.BETTER, {**OUTCOME, "chance_known": 1.0}), TOLD)

    assert said.endswith(": better. The chance in the figure itself is not known.")
    assert said.startswith(
        "Re-referrals within a year: 14.7% in 2024-25, 5.2 percentage points below the median of "
        "10 neighbours"
    )
    assert "chance" not in known


@pytest.mark.parametrize(
    "said",
    [
        cost_sentence(found(GapEvidence.CANNOT_BE_ASSESSED, {}, Reason.OTHER_FUNCTIONS), TOLD),
        outcome_sentence(found(GapEvidence.CANNOT_BE_ASSESSED, {}, Reason.NO_FIGURE), TOLD),
        quadrant_sentence(found(CostAndOutcome.CANNOT_BE_ASSESSED, {}, Reason.NO_DEFLATOR)),
        movement_sentence(
            found(CostAndOutcome.CANNOT_BE_ASSESSED, {}, Reason.BREAK_IN_SERIES), TOLD, "2017-18"
        ),
        saving_sentence(
            found(SavingEvidence.CANNOT_BE_ASSESSED, {}, Reason.NOTHING_SPREAD_OVER), TOLD
        ),
        question_sentence(
            ValueQuestion.EQUITY,
            found(GapEvidence.CANNOT_BE_ASSESSED, {}, Reason.TOO_FEW_FOR_MEDIAN),
        ),
    ],
)
def test_what_cannot_be_assessed_says_why(said: str) -> None:
    """A verdict that cannot be given is a sentence with its reason."""
    _, why = said.split("annot be assessed: ")

    assert len(why) > 10


@pytest.mark.parametrize("verdict", list(CostAndOutcome))
def test_no_corner_of_the_quadrant_is_called_good_value(verdict: CostAndOutcome) -> None:
    """Where an area lies is said, and not what that is worth."""
    said = quadrant_sentence(found(verdict, {}, Reason.NO_FIGURE))

    assert said.endswith(".")
    assert "value" not in said


def test_movement_is_told_beside_that_of_the_neighbours() -> None:
    """What rose and what fell are said of the area and of the neighbours' median."""
    evidence = {
        "cost_value": 120.0, "cost_median": 250.0, "outcome_value": -3.0, "outcome_median": 0.0,
    }  # fmt: skip

    said = movement_sentence(found(CostAndOutcome.LOWER_BETTER, evidence), TOLD, "2017-18")

    assert said.replace("\u00a0", " ") == (
        "From 2017-18 to 2024-25 the cost of a child rose by £120 after inflation; at the median "
        "of the neighbours it rose by £250. The outcome fell by 3.0 percentage points, at their "
        "median it did not move. Beside their movement: lower cost, better outcome."
    )


def test_a_saving_is_not_put_down_to_the_action() -> None:
    """Expected and actual stand side by side, and that one made the other is denied."""
    evidence = {
        "invested": 100.0, "expected": 1100.0, "spent": 9000.0, "beside_neighbours": 1450.0,
        "lower": 1100.0, "upper": 1800.0,
    }  # fmt: skip

    said = saving_sentence(found(SavingEvidence.AS_EXPECTED, evidence), TOLD)

    assert said == (
        "£100 was invested, and a saving of £1,100 was expected in 2024-25. £9,000 was spent, "
        "£1,450 less than had spend moved as the neighbours' median did (a saving of £1,100 to "
        "£1,800): at least the saving that was expected. That the action made the difference is "
        "not shown by this. All in prices of 2024-25."
    )


def test_a_question_without_a_measure_stays_open() -> None:
    """No question is answered by the measure of another."""
    said = [
        question_sentence(ValueQuestion.EQUITY, None),
        question_sentence(ValueQuestion.ECONOMY, found(GapEvidence.LOWER, {})),
        question_sentence(ValueQuestion.EFFECTIVENESS, found(GapEvidence.NOT_DISTINGUISHABLE, {})),
    ]

    assert said == [
        "Equity: for whom? No measure is declared for this.",
        "Economy: what do the inputs cost? Lower than the median of the neighbours.",
        "Effectiveness: what comes of it? Not told apart from the median of the neighbours.",
    ]


def test_the_fixed_text_names_its_limits() -> None:
    """That nothing is said of causes, functions, or accounting is part of every such page."""
    said = " ".join(WHAT_IT_CANNOT_SAY)

    for limit in ("came of the spend", "different things", "line of the outturn", "deflator"):
        assert limit in said
    assert len(WHAT_IT_CAN_SAY) == 3
    assert UNITS[UnitCode.PERCENTAGE] is TOLD.outcome.unit
