"""Which of many tests stand though so many were made."""

from __future__ import annotations

import numpy as np
from scipy.stats import false_discovery_control

from purbeck.assess.place import RULE, TREND_RULE
from purbeck.methods import many_tests as module
from purbeck.methods.many_tests import discoveries
from tests.spec.method_cases import Method, cases

method = Method(
    name="Many tests at once",
    statement="Which places would still be singled out when it is allowed for how many there are.",
    definition=(
        "The p of all tests are put in order. One stands if it, or a larger one, is at or below "
        "its place in the order, over the number of tests, times 0.05.",
        "Of those that stand no more than one in twenty may be expected to be there by chance.",
    ),
    source="Benjamini and Hochberg 1995.",
    modules=(module,),
    used_by=(RULE, TREND_RULE),
)

# The example of the paper: fifteen tests, of which the four smallest stand.
PAPER = """
    test | p
    1    | 0.0001
    2    | 0.0004
    3    | 0.0019
    4    | 0.0095
    5    | 0.0201
    6    | 0.0278
    7    | 0.0298
    8    | 0.0344
    9    | 0.0459
    10   | 0.3240
    11   | 0.4262
    12   | 0.5719
    13   | 0.6528
    14   | 0.7590
    15   | 1
    """


def test_the_example_of_the_paper_singles_out_four() -> None:
    """Of fifteen tests, nine of them below 0.05 alone, four stand."""
    found = cases(PAPER).all("stands", lambda row: discoveries(row["p"]))

    assert [name for name, stands in found.items() if stands == "yes"] == ["1", "2", "3", "4"]


def test_a_test_that_was_not_made_does_not_count() -> None:
    """One test of 0.04 among tests not made stands alone; with none made, nothing stands."""
    assert discoveries([0.04, np.nan, np.nan]).tolist() == [True, False, False]
    assert discoveries([np.nan]).tolist() == [False]
    assert discoveries([]).tolist() == []


def test_it_is_what_scipy_gives() -> None:
    """The same tests stand as those whose adjusted p of scipy is at most 0.05."""
    p = np.random.default_rng(3).beta(0.4, 1.0, 500)

    np.testing.assert_array_equal(discoveries(p), false_discovery_control(p) <= 0.05)
