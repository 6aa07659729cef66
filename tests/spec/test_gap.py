"""The gap between two groups: absolute, relative, and which way it lies."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from purbeck.assess.statistical import gap_evidence
from purbeck.methods import gap as module
from purbeck.methods.codes import Direction, Verdict, judged
from purbeck.methods.gap import Gap, gap_of_proportions, gap_of_rates, gap_of_values
from purbeck.methods.interval import Interval
from purbeck.model.polarity import Polarity
from tests.spec.method_cases import Figures, Method, Row, cases

method = Method(
    name="Gap",
    statement=(
        "How far one group's figure is from another's: as a difference and as a ratio, each with "
        "its interval, and the direction where it is more than chance would give."
    ),
    definition=(
        "Absolute: first less second. Shares have Newcombe's interval (see two proportions); rates "
        "have that put together from the two intervals, each side by the root of two squares.",
        "Relative: first over second. Shares: exp(log ratio ± z √(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂)); "
        "rates: the exact interval of the ratio.",
        "Direction: higher or lower where the test of the difference (the score test for shares, "
        "the exact test for rates) has p below 5%; a p of exactly 5% is the same.",
        "Whether higher is better, only polarity says.",
    ),
    source=(
        "Newcombe 1998, Stat Med 17:873; Katz and others 1978, Biometrics 34:469; Zou and Donner "
        "2008, Stat Med 27:1693."
    ),
    modules=(module,),
    used_by=(gap_evidence.RULE,),
)

Asked = Callable[[Row], Figures]


def shares(what: str) -> Asked:
    def of(row: Row) -> Figures:
        held: Figures = getattr(
            gap_of_proportions(row["count"], row["total"], row["other"], row["other total"]), what
        )
        return held

    return of


def word(code: ArrayLike) -> str:
    return Direction(int(np.ravel(code)[0])).name.lower()


SHARES = """
    case            | count | total | other | other total
    Wide apart      | 450   | 1000  | 620   | 1000
    Chance may part | 45    | 100   | 50    | 100
    The same        | 45    | 100   | 45    | 100
    None in other   | 5     | 100   | 0     | 100
    None in either  | 0     | 100   | 0     | 100
    Total unknown   | 45    | 100   | 50    | -
    """


def test_the_gap_between_two_shares() -> None:
    """45% and 62% are 17 points apart, and 45/62 of each other.

    A ratio to nothing is none; of nothing to something it has no interval on the log scale.
    """
    drawn = cases(SHARES)

    assert drawn.each("absolute", shares("absolute"), 3) == {
        "Wide apart": -0.17,
        "Chance may part": -0.05,
        "The same": 0,
        "None in other": 0.05,
        "None in either": 0,
        "Total unknown": None,
    }
    assert drawn.each("from", shares("absolute_lower"), 3) == {
        "Wide apart": -0.213,
        "Chance may part": -0.184,
        "The same": -0.135,
        "None in other": 0.003,
        "None in either": -0.037,
        "Total unknown": None,
    }
    assert drawn.each("to", shares("absolute_upper"), 3) == {
        "Wide apart": -0.127,
        "Chance may part": 0.087,
        "The same": 0.135,
        "None in other": 0.112,
        "None in either": 0.037,
        "Total unknown": None,
    }
    assert drawn.each("relative", shares("relative"), 3) == {
        "Wide apart": 0.726,
        "Chance may part": 0.9,
        "The same": 1,
        "None in other": None,
        "None in either": None,
        "Total unknown": None,
    }
    assert drawn.each("relative from", shares("relative_lower"), 3) == {
        "Wide apart": 0.667,
        "Chance may part": 0.672,
        "The same": 0.736,
        "None in other": None,
        "None in either": None,
        "Total unknown": None,
    }
    assert drawn.each("direction", lambda row: word(shares("direction")(row))) == {
        "Wide apart": "lower",
        "Chance may part": "same",
        "The same": "same",
        "None in other": "higher",
        "None in either": "same",
        "Total unknown": "unknown",
    }


def test_the_gap_between_two_rates() -> None:
    """90 and 60 per 1,000 are 30 apart; one and a half times as many, by the exact interval."""
    drawn = cases(
        """
        case        | events | population | other | other population
        More        | 90     | 1000       | 60    | 1000
        Few events  | 3      | 1000       | 2     | 1000
        None        | 0      | 1000       | 0     | 1000
        """,
        "Per 1,000",
    )

    def found(row: Row) -> Gap:
        return gap_of_rates(
            row["events"],
            row["population"],
            row["other"],
            row["other population"],
            multiplier=1000,
        )

    assert drawn.each("absolute", lambda row: found(row).absolute) == {
        "More": 30,
        "Few events": 1,
        "None": 0,
    }
    assert drawn.each("from", lambda row: found(row).absolute_lower, 1) == {
        "More": 5.3,
        "Few events": -4.7,
        "None": -3.7,
    }
    assert drawn.each("relative", lambda row: found(row).relative, 2) == {
        "More": 1.5,
        "Few events": 1.5,
        "None": None,
    }
    assert drawn.each("direction", lambda row: word(found(row).direction)) == {
        "More": "higher",
        "Few events": "same",
        "None": "same",
    }


def test_the_gap_between_two_figures_with_published_intervals() -> None:
    """20 (18 to 22) less 10 (9 to 11): √(2² + 1²) either way; 0 on the edge is the same."""
    drawn = cases(
        """
        case        | value | lower | upper | other | other lower | other upper
        Apart       | 20    | 18    | 22    | 10    | 9           | 11
        On the edge | 15    | 12    | 18    | 10    | 6           | 14
        Below 0     | -2    | -3    | -1    | 1     | 0.5         | 1.5
        No interval | 20    | -     | -     | 10    | 9           | 11
        """
    )

    def found(row: Row) -> Gap:
        return gap_of_values(
            row["value"],
            Interval(row["lower"], row["upper"]),
            row["other"],
            Interval(row["other lower"], row["other upper"]),
        )

    assert drawn.each("absolute", lambda row: found(row).absolute) == {
        "Apart": 10,
        "On the edge": 5,
        "Below 0": -3,
        "No interval": 10,
    }
    assert drawn.each("from", lambda row: found(row).absolute_lower, 2) == {
        "Apart": 7.76,
        "On the edge": 0,
        "Below 0": -4.12,
        "No interval": None,
    }
    assert drawn.each("relative", lambda row: found(row).relative, 2) == {
        "Apart": 2,
        "On the edge": 1.5,
        "Below 0": None,
        "No interval": 2,
    }
    assert drawn.each("direction", lambda row: word(found(row).direction)) == {
        "Apart": "higher",
        "On the edge": "same",
        "Below 0": "lower",
        "No interval": "unknown",
    }


def test_polarity_says_which_way_is_good() -> None:
    """A share that is lower beyond chance is worse, better, or lower and no more."""
    drawn = cases(SHARES.split("    Chance may part")[0])

    def worth(polarity: Polarity, row: Row) -> str:
        code = np.atleast_1d(shares("direction")(row)).astype(np.int8)
        return Verdict(int(judged(code, polarity)[0])).name.lower()

    assert drawn.each("higher is better", lambda row: worth(Polarity.HIGHER, row)) == {
        "Wide apart": "worse"
    }
    assert drawn.each("lower is better", lambda row: worth(Polarity.LOWER, row)) == {
        "Wide apart": "better"
    }
    assert drawn.each("neither", lambda row: worth(Polarity.NEITHER, row)) == {
        "Wide apart": "lower"
    }
