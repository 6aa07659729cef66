"""The intervals of the slope and relative index in closed form, and the gap to the whole."""

from __future__ import annotations

import numpy as np
import pytest

from purbeck.assess.inequality import gradient
from purbeck.methods import gap_to_whole as whole_module
from purbeck.methods import inequality_limits as module
from purbeck.methods.gap import Gap, gap_of_proportions
from purbeck.methods.gap_to_whole import gap_to_whole
from purbeck.methods.inequality import Kind, inequality_interval
from purbeck.methods.inequality_limits import inequality_limits
from purbeck.methods.interval import Interval, rate, wilson
from tests.spec.method_cases import Method, Row, cases

method = Method(
    name="Intervals of the indices of inequality, and the gap to a whole",
    statement=(
        "How sure the slope and relative index are, without drawing figures, so that it can be "
        "said of every area; and how far a group is from the whole that it is a part of."
    ),
    definition=(
        "The slope is a sum of the quantiles' figures, each with its weight. Each side of its "
        "interval is the root of the squares of weight times the distance from figure to limit, "
        "that limit which pulls the slope to that side.",
        "The relative index is the ratio of two such sums. Fieller's interval is that of all "
        "ratios r for which the one less r times the other may be nought, errors a 3.92th of the "
        "width of each quantile's limits. There is none where the lower sum may itself be nought.",
        "A group less the whole is the group less the rest, times the rest's share of people. "
        "Group and rest are independent; the interval is found for these and brought back.",
    ),
    source=(
        "Zou, Huang and Zhang 2009, Comput Stat Data Anal 53:1080; Fieller 1954, J R Stat Soc B "
        "16:175. What is approached is that which PHEindicatormethods 2.1.0 draws."
    ),
    modules=(module, whole_module),
    used_by=(gradient.RULE,),
)


def around(row: Row) -> Interval:
    y, by = row["figures"], row["either way"]
    return Interval(y - by, y + by)


def test_the_interval_of_a_slope_and_of_a_ratio() -> None:
    """Figures known to ±1.96 give a slope known to 1.96/√0.4 = 3.10; exact ones give no width.

    A figure without an interval leaves none. Where the most deprived end may be nought there is
    no relative index.
    """
    drawn = cases(
        """
        case      | figures        | people              | either way
        One error | 60 65 70 75 80 | 100 100 100 100 100 | 1.959964
        Exact     | 60 65 70 75 80 | 100 100 100 100 100 | 0
        Missing   | 60 65 -  75 80 | 100 100 100 100 100 | 1.959964
        Near 0    | 1 4 7 10 13    | 100 100 100 100 100 | 4
        """
    )

    def slope(row: Row) -> float:
        found = inequality_limits(row["figures"], row["people"], around(row)).slope
        return float(found.upper - found.lower) / 2

    def ratio(row: Row) -> float:
        return float(inequality_limits(row["figures"], row["people"], around(row)).relative.lower)

    assert drawn.each("half width of the slope", slope, 2) == {
        "One error": 3.10,
        "Exact": 0,
        "Missing": None,
        "Near 0": 6.32,
    }
    assert drawn.each("lower limit of the ratio", ratio, 2) == {
        "One error": 1.37,
        "Exact": 1.43,
        "Missing": None,
        "Near 0": None,
    }


def test_where_higher_is_worse_the_interval_is_turned() -> None:
    """The limits change places and signs, and the ratio is turned over."""
    y, n = np.array([80.0, 75, 70, 65, 60]), np.full(5, 100.0)
    plain = inequality_limits(y, n, Interval(y - 2, y + 3))
    turned = inequality_limits(y, n, Interval(y - 2, y + 3), multiplier=-1)

    assert (turned.slope.lower, turned.slope.upper) == (-plain.slope.upper, -plain.slope.lower)
    assert turned.relative.lower == pytest.approx(1 / plain.relative.upper)
    assert turned.relative.upper == pytest.approx(1 / plain.relative.lower)


@pytest.mark.parametrize(
    ("kind", "counts", "people"),
    [
        (Kind.PROPORTION, (200, 300, 330, 400, 450), 600),
        (Kind.PROPORTION, (60, 66, 70, 77, 90), 300),
        (Kind.RATE, (300, 250, 200, 140, 90), 1000),
        (Kind.RATE, (120, 130, 90, 100, 95), 20000),
    ],
)
def test_it_is_what_drawing_approaches(kind: Kind, counts: tuple[int, ...], people: int) -> None:
    """Both limits of the slope lie where 100,000 draws put them, within 3% of the width.

    The figures are drawn as PHEindicatormethods draws them: on the scale of log odds or of logs.
    """
    x, n = np.array(counts, dtype=float), np.full(len(counts), float(people))
    held = rate(x, n, 1.0) if kind is Kind.RATE else wilson(x, n)
    ours = inequality_limits(x / n, n, held)
    drawn = inequality_interval(x / n, n, held, seed=1, kind=kind)
    width = drawn.slope.upper - drawn.slope.lower
    span = drawn.relative.upper - drawn.relative.lower

    assert abs(ours.slope.lower - drawn.slope.lower) < 0.03 * width
    assert abs(ours.slope.upper - drawn.slope.upper) < 0.03 * width
    assert abs(ours.relative.lower - drawn.relative.lower) < 0.05 * span
    assert abs(ours.relative.upper - drawn.relative.upper) < 0.05 * span


def test_plain_values_are_drawn_to_the_same_limits() -> None:
    """Of values without a scale of their own the draws approach it exactly: within 1% of width."""
    y, n = np.array([12.0, 14.5, 13.0, 17.0, 18.5]), np.array([90.0, 110, 100, 95, 105])
    held = Interval(y - 1.5, y + 1.5)
    ours, drawn = inequality_limits(y, n, held), inequality_interval(y, n, held, seed=1)

    for one, other in ((ours.slope, drawn.slope), (ours.relative, drawn.relative)):
        width = other.upper - other.lower
        assert abs(one.lower - other.lower) < 0.01 * width
        assert abs(one.upper - other.upper) < 0.01 * width


def test_the_gap_to_a_whole_is_that_to_the_rest_times_its_share() -> None:
    """30% of 100 against the other 170 of 300: -26.7 points, three quarters of which are -20.

    A group that is the whole, or larger, has none.
    """
    drawn = cases(
        """
        case     | counted | people | counted of all | all
        A part   | 30      | 100    | 200            | 400
        All      | 200     | 400    | 200            | 400
        Too many | 30      | 500    | 200            | 400
        """
    )

    def gap(row: Row) -> float:
        given = (row["counted"], row["people"], row["counted of all"], row["all"])
        return float(gap_to_whole(*given, multiplier=100).absolute[0])

    assert drawn.each("gap in points", gap, 1) == {"A part": -20, "All": None, "Too many": None}


def test_the_interval_of_the_gap_to_a_whole_covers_as_often_as_it_says() -> None:
    """Of 4,000 drawn groups of 80 in 400 it covers the true gap in 94 to 97 cases of 100.

    Taken to be independent of each other, group and whole would have one that covers it in 98.
    """
    random = np.random.default_rng(3)
    inside, outside = random.binomial(80, 0.4, 4000), random.binomial(320, 0.5, 4000)
    found = gap_to_whole(inside, 80, inside + outside, 400)
    true = 0.4 - (80 * 0.4 + 320 * 0.5) / 400
    apart = gap_of_proportions(inside, 80, inside + outside, 400)

    def covered(gap: Gap) -> float:
        return float(((gap.absolute_lower <= true) & (true <= gap.absolute_upper)).mean())

    assert 0.94 < covered(found) < 0.97
    assert covered(apart) > 0.98
