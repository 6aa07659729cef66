"""What something costs a head, or a unit of activity."""

from __future__ import annotations

import numpy as np

from purbeck.assess.value_for_money import RULE
from purbeck.methods import unit_cost as module
from purbeck.methods.codes import Obstacle
from purbeck.methods.interval import Interval
from purbeck.methods.unit_cost import UnitCost, compare_costs, unit_cost
from tests.spec.method_cases import Method, Row, cases

method = Method(
    name="Unit cost",
    statement="What was spent on one head, or on one unit of activity, and how sure that is.",
    definition=(
        "Spend ÷ denominator, times the number of units it is given for.",
        "Where the denominator has an interval: spend ÷ its upper limit to spend ÷ its lower, "
        "which covers what the denominator's interval covers, at the same confidence.",
        "Not covered: how costs are shared out between services, what is entered late or revised, "
        "and whether a unit is the same thing in two places. Spend itself is an account and no "
        "sample.",
        "A denominator of 0 or less gives no cost; one whose lower limit is 0 or less no interval.",
        "Costs of authorities with other functions are not compared: no difference is given.",
    ),
    source="Our own convention; the interval follows from the denominator's, as a ratio falls "
    "where its denominator rises.",
    modules=(module,),
    used_by=(RULE,),
)

TABLE = """
    case                | spend | denominator | lower | upper
    A head              | 1000  | 50          | -     | -
    Of an estimate      | 1000  | 50          | 40    | 62.5
    More income         | -1000 | 50          | 40    | 62.5
    Nothing spent       | 0     | 50          | 40    | 62.5
    Nobody              | 1000  | 0           | -     | -
    Not known of whom   | 1000  | -           | -     | -
    No spend            | -     | 50          | 40    | 62.5
    An estimate from 0  | 1000  | 50          | 0     | 62.5
    Half an interval    | 1000  | 50          | 40    | -
    """


def cost(row: Row) -> UnitCost:
    return unit_cost(row["spend"], row["denominator"], Interval(row["lower"], row["upper"]))


def test_spend_is_divided_by_what_it_was_spent_on() -> None:
    """1,000 pounds on 50 heads are 20 a head; with 40 to 62.5 heads they are 16 to 25."""
    drawn = cases(TABLE)

    assert drawn.each("cost", lambda row: cost(row).value) == {
        "A head": 20,
        "Of an estimate": 20,
        "More income": -20,
        "Nothing spent": 0,
        "Nobody": None,
        "Not known of whom": None,
        "No spend": None,
        "An estimate from 0": 20,
        "Half an interval": 20,
    }
    assert drawn.each("from", lambda row: cost(row).lower) == {
        "A head": None,
        "Of an estimate": 16,
        "More income": -25,
        "Nothing spent": 0,
        "Nobody": None,
        "Not known of whom": None,
        "No spend": None,
        "An estimate from 0": None,
        "Half an interval": None,
    }
    assert drawn.each("to", lambda row: cost(row).upper)["More income"] == -16
    assert drawn.each(
        "obstacle", lambda row: Obstacle(int(cost(row).obstacle[0])).name.lower()
    ) == {
        "A head": "none",
        "Of an estimate": "none",
        "More income": "none",
        "Nothing spent": "none",
        "Nobody": "no_denominator",
        "Not known of whom": "no_denominator",
        "No spend": "no_figure",
        "An estimate from 0": "none",
        "Half an interval": "none",
    }


def test_a_cost_may_be_given_for_more_than_one_unit() -> None:
    """20 a head are 20,000 for a thousand."""
    assert float(unit_cost(1000.0, 50.0, per=1000).value) == 20_000.0


def test_the_interval_of_a_cost_covers_what_the_denominators_covers() -> None:
    """Of 4,000 drawn estimates of 500 heads, as many intervals hold the cost as hold the heads."""
    drawn = np.random.default_rng(20241124).normal(500.0, 20.0, 4000)
    around = Interval(drawn - 39.2, drawn + 39.2)

    found = unit_cost(10_000.0, drawn, around)

    heads = (around.lower <= 500) & (around.upper >= 500)
    costs = (found.lower <= 20) & (found.upper >= 20)
    assert (heads == costs).all()
    assert 0.94 < costs.mean() < 0.96


def test_costs_of_other_functions_are_not_compared() -> None:
    """A county and a unitary spend on other things: no difference, and it is said."""
    drawn = cases(
        """
        case              | cost | functions | other | other functions
        Of one kind       | 30   | 1         | 20    | 1
        Of two kinds      | 30   | 1         | 20    | 2
        Of no known kind  | 30   | -1        | 20    | -1
        No figure         | -    | 1         | 20    | 2
        An income         | -30  | 1         | 20    | 1
        """
    )

    def found(row: Row) -> module.CostDifference:
        return compare_costs(row["cost"], row["functions"], row["other"], row["other functions"])

    assert drawn.each("difference", lambda row: found(row).absolute) == {
        "Of one kind": 10,
        "Of two kinds": None,
        "Of no known kind": None,
        "No figure": None,
        "An income": -50,
    }
    assert drawn.each("ratio", lambda row: found(row).relative) == {
        "Of one kind": 1.5,
        "Of two kinds": None,
        "Of no known kind": None,
        "No figure": None,
        "An income": None,
    }
    assert drawn.each("refused", lambda row: found(row).refused) == {
        "Of one kind": "no",
        "Of two kinds": "yes",
        "Of no known kind": "yes",
        "No figure": "no",
        "An income": "no",
    }
