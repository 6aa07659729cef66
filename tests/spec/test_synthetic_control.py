"""An area held against a mixture of others that went as it did before an action began."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from purbeck.methods import mixture, placebo_interval
from purbeck.methods import synthetic_control as module
from purbeck.methods.synthetic_control import (
    FEWEST_BEFORE,
    FEWEST_DONORS,
    WORST_FIT,
    SyntheticControl,
    synthetic_control,
)
from tests.spec.method_cases import Cases, Method, Row, cases

method = Method(
    name="Synthetic control",
    statement=(
        "How an area has done since an action began, beside a mixture of areas that took no "
        "action and went as it did before: as a gap, and as the rank of that gap among those of "
        "areas that nothing was done in."
    ),
    definition=(
        "Weights of the donors, none below 0 and summing to 1, make the mixture whose figures of "
        "before come nearest to the area's by least squares. No other characteristic is matched.",
        "Gap: the area less the mixture. Effect: the mean gap of the periods after. Ratio: the "
        "root of the mean squared gap after, over that of before.",
        "Placebo runs: each donor is treated as if it had acted, with the other donors as its own; "
        "the area that did act has no part in them. p: the share of all areas whose ratio is as "
        "large or larger, the area itself counted; with n donors it is never below 1 in n + 1.",
        "Interval: the effects, the same in every period, that would not be rarer than the level "
        "if they were taken off the area and all ratios worked out anew.",
        f"Refused: fewer than {FEWEST_BEFORE} figures before, none since, fewer than "
        f"{FEWEST_DONORS} donors. No chance is given where the error before is {WORST_FIT:g} or "
        "more of the donors' spread about their mean (poor fit), or 0 (exact fit).",
        "A donor that lacks a figure of a period compared, or opens a new series between them, is "
        "left out. Of the area only the series that the action began in is used.",
    ),
    source=(
        "Abadie, Diamond and Hainmueller 2010, J Am Stat Assoc 105:493, and 2015, Am J Pol Sci "
        "59:495; Abadie 2021, J Econ Lit 59:391; Firpo and Possebom 2018, J Causal Inference 6(2). "
        "The numbers of the refusals are our own convention."
    ),
    modules=(module, mixture, placebo_interval),
)

ACTION = 5
LOW = "10 12 11 13 12 12"
MIDDLE = "20 19 22 20 21 23"
HIGH = "30 31 29 33 30 31"


def held(row: Row, **more: Any) -> SyntheticControl:
    """Hold the first column against the other ones."""
    own, *donors = row.values()
    return synthetic_control(own, np.array(donors), ACTION, **more)


def asked(what: str) -> Callable[[Row], Any]:
    return lambda row: getattr(held(row), what)


def state(row: Row) -> str:
    return held(row).state.name.lower().replace("_", " ")


def weight_of(donor: int) -> Callable[[Row], Any]:
    return lambda row: held(row).weight[donor]


def drawn(rows: str, given: str = "The action begins at the sixth figure.") -> Cases:
    return cases(rows, given)


KNOWN = f"""
    case          | area                   | low   | middle   | high
    Half and half | 15 15.5 16.5 16.5 16.5 17.5 | {LOW} | {MIDDLE} | {HIGH}
    Four added    | 15 15.5 16.5 16.5 16.5 21.5 | {LOW} | {MIDDLE} | {HIGH}
    One alone     | 20 19 22 20 21 20      | {LOW} | {MIDDLE} | {HIGH}
    """


def test_a_mixture_that_is_known_is_found_and_so_is_what_was_added() -> None:
    """Half of two donors is found as half and half; 4 added since are a gap of 4.

    Met to the last digit, the figures of before leave no error that the gap could be held against.
    """
    rows = drawn(KNOWN)

    assert rows.each("weight of low", weight_of(0), 2) == {
        "Half and half": 0.5,
        "Four added": 0.5,
        "One alone": 0,
    }
    assert rows.each("weight of middle", weight_of(1), 2) == {
        "Half and half": 0.5,
        "Four added": 0.5,
        "One alone": 1,
    }
    assert rows.each("effect", asked("effect"), 2) == {
        "Half and half": 0,
        "Four added": 4,
        "One alone": -3,
    }
    assert rows.each("state", state) == {
        "Half and half": "exact fit",
        "Four added": "exact fit",
        "One alone": "exact fit",
    }
    assert rows.each("p", asked("p")) == dict.fromkeys(rows.rows)


NEAR = f"""
    case    | area                     | low   | middle   | high
    As one  | 15 15.2 16.5 16.5 16.8 17.4 | {LOW} | {MIDDLE} | {HIGH}
    Moved   | 15 15.2 16.5 16.5 16.8 25 | {LOW} | {MIDDLE} | {HIGH}
    """


def test_the_gap_is_ranked_among_those_of_areas_that_did_nothing() -> None:
    """A gap larger beside its error than that of each of three donors is one in four.

    That is the least that three donors can give: no gap, however large, is rarer.
    """
    rows = drawn(NEAR)

    assert rows.each("effect", asked("effect"), 1) == {"As one": -0.1, "Moved": 7.5}
    assert rows.each("p", asked("p"), 2) == {"As one": 1, "Moved": 0.25}
    assert rows.each("least p", asked("least_p"), 2) == {"As one": 0.25, "Moved": 0.25}


def test_the_interval_holds_the_effects_that_the_runs_do_not_reject() -> None:
    """At 70% four areas bound the effect; 0 lies within just where p is above 30%.

    At 90% they bound nothing.
    """
    rows = drawn(NEAR)

    def lower(level: float) -> Callable[[Row], float]:
        return lambda row: held(row).interval(level)[0]

    def upper(level: float) -> Callable[[Row], float]:
        return lambda row: held(row).interval(level)[1]

    assert rows.each("from, at 70%", lower(0.7), 1) == {"As one": -0.4, "Moved": 7.2}
    assert rows.each("to, at 70%", upper(0.7), 1) == {"As one": 0.1, "Moved": 7.7}
    assert rows.each("from, at 90%", lower(0.9), 1) == {"As one": None, "Moved": None}


def test_without_enough_to_go_by_there_is_no_mixture() -> None:
    """Five figures before, one since and two donors are the least; a far area is poorly fitted."""
    rows = drawn(
        f"""
        case           | area                     | low                | middle
        Enough         | 15 15.2 16.5 16.5 16.8 17 | {LOW} | {MIDDLE}
        Four before    | - 15.2 16.5 16.5 16.8 17 | {LOW} | {MIDDLE}
        None since     | 15 15.2 16.5 16.5 16.8 - | {LOW} | {MIDDLE}
        One donor      | 15 15.2 16.5 16.5 16.8 17 | {LOW} | 20 19 22 - 21 23
        Far from any   | 60 62 61 63 62 64        | {LOW} | {MIDDLE}
        No figure      | - - - - - -              | {LOW} | {MIDDLE}
        """
    )

    assert rows.each("state", state) == {
        "Enough": "controlled",
        "Four before": "too few before",
        "None since": "nothing since",
        "One donor": "too few donors",
        "Far from any": "poor fit",
        "No figure": "too few before",
    }
    assert rows.each("effect", asked("effect"), 1) == {
        "Enough": -0.5,
        "Four before": None,
        "None since": None,
        "One donor": None,
        "Far from any": 41,
        "No figure": None,
    }
    assert rows.each("p", asked("p"), 2) == {
        "Enough": 0.33,
        "Four before": None,
        "None since": None,
        "One donor": None,
        "Far from any": None,
        "No figure": None,
    }


def test_a_donor_that_lacks_a_figure_is_left_out_and_not_filled_in() -> None:
    """A gap in a donor's figures takes it out; in the area's own, that period for all."""
    rows = drawn(
        f"""
        case           | area                        | low                | middle   | high
        Whole          | 15 15.2 16.5 16.5 16.8 17 | {LOW} | {MIDDLE} | {HIGH}
        Low lacks one  | 15 15.2 16.5 16.5 16.8 17 | 10 12 - 13 12 12 | {MIDDLE} | {HIGH}
        """
    )

    def donor(row: Row) -> str:
        return module.Donor(int(held(row).donors[0])).name.lower()

    assert rows.each("low is", donor) == {"Whole": "used", "Low lacks one": "missing"}
    assert rows.each("weight of low", weight_of(0), 1) == {"Whole": 0.5, "Low lacks one": 0}


def test_equal_donors_and_equal_areas() -> None:
    """Of two equal donors one has the weight, and the gap is the same as with one of them.

    Figures that never change, in any area, are met exactly.
    """
    rows = drawn(
        f"""
        case        | area                      | low   | low again | high
        Twice       | 15 15.2 16.5 16.5 16.8 17 | {LOW} | {LOW}     | {MIDDLE}
        All the same | 5 5 5 5 5 5              | 5 5 5 5 5 5 | 5 5 5 5 5 5 | 5 5 5 5 5 5
        """
    )

    def of_both(row: Row) -> float:
        return float(held(row).weight[:2].sum())

    assert rows.each("weight of low, both", of_both, 1) == {"Twice": 0.5, "All the same": 1}
    assert rows.each("effect", asked("effect"), 1) == {"Twice": -0.5, "All the same": 0}
    assert rows.each("state", state) == {"Twice": "controlled", "All the same": "exact fit"}
