"""The slope and the relative index of inequality, over quantiles of deprivation."""

from __future__ import annotations

import numpy as np

from purbeck.methods import inequality as module
from purbeck.methods.inequality import (
    FEWEST_REPETITIONS,
    REPETITIONS,
    Inequality,
    Kind,
    inequality,
    inequality_interval,
)
from purbeck.methods.interval import Interval
from tests.spec.method_cases import Method, Row, cases

method = Method(
    name="Slope and relative index of inequality",
    statement=(
        "How steep the gradient from the most to the least deprived is, with all quantiles "
        "counted and not only the two ends: as a difference (slope index) and as a ratio "
        "(relative index)."
    ),
    definition=(
        "Quantiles in order from the most deprived; a is a quantile's share of the population, b "
        "the middle of its place among the shares added up.",
        "A straight line of the figure on b is fitted with weights a. The slope index is its "
        "slope, times the multiplier; the relative index (level + slope)/level, turned over where "
        "the multiplier is negative.",
        "For gradients that are not straight the line is fitted to logarithms of rates or log odds "
        "of shares, and its ends are brought back.",
        f"Interval: each quantile's figure is drawn {REPETITIONS:,} times from its own 95% limits, "
        f"seeded, and the line fitted anew; fewer than {FEWEST_REPETITIONS:,} draws are refused.",
    ),
    source=(
        "Low and Low 2004, J Public Health 26:388; PHEindicatormethods 2.1.0 (R/SII_function.R)."
    ),
    modules=(module,),
)


def straight(row: Row) -> Inequality:
    return inequality(row["figures"], row["people"])


LINES = """
    case             | figures        | people
    Even steps       | 60 65 70 75 80 | 100 100 100 100 100
    No gradient      | 70 70 70 70 70 | 100 100 100 100 100
    Against          | 80 75 70 65 60 | 100 100 100 100 100
    Two unequal      | 50 90          | 300 100
    One quantile     | 70             | 100
    A figure missing | 60 65 - 75 80  | 100 100 100 100 100
    Nobody in one    | 60 65 70 75 80 | 100 0 100 100 100
    """


def test_the_line_through_the_quantiles() -> None:
    """Steps of 5 a fifth are a slope of 25: from 57.5 at the most deprived end to 82.5.

    With 3/4 and 1/4 of the people the middles are at 0.375 and 0.875: 40 over 0.5 is 80. One
    quantile alone, a figure missing or nobody in a quantile: none.
    """
    drawn = cases(LINES)

    assert drawn.each("slope index", lambda row: straight(row).slope) == {
        "Even steps": 25,
        "No gradient": 0,
        "Against": -25,
        "Two unequal": 80,
        "One quantile": None,
        "A figure missing": None,
        "Nobody in one": None,
    }
    assert drawn.each("most deprived end", lambda row: straight(row).intercept) == {
        "Even steps": 57.5,
        "No gradient": 70,
        "Against": 82.5,
        "Two unequal": 20,
        "One quantile": None,
        "A figure missing": None,
        "Nobody in one": None,
    }
    assert drawn.each("relative index", lambda row: straight(row).relative) == {
        "Even steps": 1.4348,
        "No gradient": 1,
        "Against": 0.697,
        "Two unequal": 5,
        "One quantile": None,
        "A figure missing": None,
        "Nobody in one": None,
    }


def test_where_higher_is_worse_both_are_turned() -> None:
    """With a negative multiplier a positive index stands for the deprived being worse off."""
    drawn = cases(
        """
        case       | figures        | people
        Even steps | 80 75 70 65 60 | 100 100 100 100 100
        """,
        "Multiplier -1",
    )

    def turned(row: Row) -> Inequality:
        return inequality(row["figures"], row["people"], multiplier=-1)

    assert drawn.each("slope index", lambda row: turned(row).slope) == {"Even steps": 25}
    assert drawn.each("relative index", lambda row: turned(row).relative) == {"Even steps": 1.4348}


def test_a_curved_gradient_is_fitted_on_its_own_scale() -> None:
    """Rates that double with each fifth are a straight line of their logarithms.

    From end to end that is five doublings: a relative index of 32.
    """
    drawn = cases(
        """
        case      | figures      | people
        Doublings | 1 2 4 8 16   | 100 100 100 100 100
        With a 0  | 0 2 4 8 16   | 100 100 100 100 100
        """
    )

    def of_logs(row: Row) -> Inequality:
        return inequality(row["figures"], row["people"], kind=Kind.RATE, transform=True)

    assert drawn.each("relative index", lambda row: of_logs(row).relative) == {
        "Doublings": 32,
        "With a 0": None,
    }
    assert drawn.each("most deprived end", lambda row: of_logs(row).intercept) == {
        "Doublings": 0.7071,
        "With a 0": None,
    }


def test_the_interval_of_a_straight_gradient_is_known() -> None:
    """Figures known to ±1.96 (an error of 1) give a slope with an error of 1/√(Σ(b − ½)²) = 1/√0.4.

    1.96 errors either side of 25, drawn with a seed: within a tenth. Figures known exactly have
    a slope without chance.
    """
    drawn = cases(
        """
        case      | figures        | people                    | either way
        One error | 60 65 70 75 80 | 100 100 100 100 100       | 1.959964
        Exact     | 60 65 70 75 80 | 100 100 100 100 100       | 0
        """
    )

    def width(row: Row) -> float:
        y, by = row["figures"], row["either way"]
        found = inequality_interval(y, row["people"], Interval(y - by, y + by), seed=1).slope
        return float(found.upper - found.lower) / 2

    expected = {"One error": round(1.96 * np.sqrt(1 / 0.4), 1), "Exact": 0}
    assert drawn.each("half width of the slope", width, 1) == expected
