"""Two figures held against each other, in space or in time."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from purbeck.methods.arrays import figures
from purbeck.methods.codes import Direction
from purbeck.methods.fisher import fisher_exact
from purbeck.methods.gap import gap_of_proportions, gap_of_rates, gap_of_values
from purbeck.methods.interval import Interval
from purbeck.methods.proportion_test import compare_proportions
from purbeck.methods.rate_ratio import compare_rates, compare_with_expected
from purbeck.methods.two_points import change_of_proportion, change_of_rate, change_of_value

NAN, INF = float("nan"), float("inf")


def names(codes: np.ndarray) -> list[str]:
    return [Direction(int(code)).name for code in np.atleast_1d(codes)]


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "lower", "upper"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_newcombes_own_examples(
    x1: int, n1: int, x2: int, n2: int, lower: float, upper: float
) -> None:
    """The interval is that of the examples in Newcombe 1998, table II, method 10."""
    found = compare_proportions(x1, n1, x2, n2)

    assert found.lower == pytest.approx(lower, abs=6e-5)
    assert found.upper == pytest.approx(upper, abs=6e-5)


def test_equal_proportions_do_not_differ() -> None:
    """Nothing against nothing, and all against all, have p = 1 and not an error."""
    found = compare_proportions([0, 10, 5], [10, 10, 10], [0, 20, 10], [20, 20, 20])

    assert found.z.tolist() == [0, 0, 0]
    assert found.p.tolist() == [1, 1, 1]


def test_too_few_expected_are_marked() -> None:
    """Fewer than five expected of either kind are marked; exactly five are not."""
    found = compare_proportions([1, 10, 95], 100, [8, 10, 96], 100)
    edge = compare_proportions(5, 100, 5, 100)

    assert found.few.tolist() == [True, False, True]
    assert not edge.few


@pytest.mark.parametrize(
    "case", [(5, 0, 5, 10), (-1, 10, 5, 10), (11, 10, 5, 10), (5, 10, NAN, 10)]
)
def test_impossible_proportions_are_not_compared(case: tuple[float, ...]) -> None:
    """An impossible count on either side gives no test."""
    found = compare_proportions(*case)

    assert np.isnan([found.z, found.p, found.lower, found.upper, found.difference]).all()
    assert np.isnan(compare_proportions(case[2], case[3], case[0], case[1]).p)


def test_fishers_test_is_that_of_scipy_for_small_tables() -> None:
    """For every table of six and of seven, the exact p value is that of another hand."""
    tables = [(a, 6, b, 7) for a in range(7) for b in range(8)]
    found = fisher_exact(*np.array(tables).T)
    outside = [
        stats.fisher_exact(np.array([[a, n - a], [b, m - b]])).pvalue for a, n, b, m in tables
    ]

    assert found == pytest.approx(outside, rel=1e-9)


def test_fishers_test_needs_whole_counts() -> None:
    """A count that is not whole, or is not within its total, has no exact test."""
    found = fisher_exact([1.5, 11, 1, 0], [10, 10, 0, 5], [1, 1, 1, 0], [10, 10, 10, 9])

    assert np.isnan(found[:3]).all()
    assert found[3] == 1


@pytest.mark.parametrize("case", [(11, 800, 23, 3000), (1, 10, 9, 20), (300, 5000, 240, 5000)])
def test_the_rate_ratio_is_the_exact_binomial(case: tuple[int, int, int, int]) -> None:
    """Ratio and limits are those of the exact binomial interval of the first's share."""
    x1, n1, x2, n2 = case
    found = compare_rates(*case)
    share = stats.binomtest(x1, x1 + x2).proportion_ci(0.95, "exact")
    odds = [end / (1 - end) * n2 / n1 for end in (share.low, share.high)]
    tail = stats.binom(x1 + x2, n1 / (n1 + n2))

    assert (float(found.lower), float(found.upper)) == pytest.approx(tuple(odds), rel=1e-9)
    assert found.p == pytest.approx(min(1, 2 * min(tail.cdf(x1), tail.sf(x1 - 1))), rel=1e-9)


def test_no_events_on_one_side_or_both() -> None:
    """No events in the first: ratio and lower limit 0. In the other: no end. In both: nothing."""
    found = compare_rates([0, 8, 0], 100, [8, 0, 0], 100)

    assert found.ratio[:2].tolist() == [0, INF]
    assert found.lower[0] == 0
    assert found.upper[1] == INF
    assert 0 < found.lower[1] < INF
    assert np.isnan(found.ratio[2])
    assert found.p[2] == 1


def test_large_counts_of_events_are_compared() -> None:
    """Five billion events on either side are compared without overflow."""
    found = compare_rates(5_000_000_000, 8e9, 5_000_400_000, 8e9)

    assert found.p == pytest.approx(2 * stats.norm.sf(400_000 / np.sqrt(10_000_400_000)), rel=1e-3)


@pytest.mark.parametrize(
    "case", [(5, 0, 5, 10), (-1, 10, 5, 10), (NAN, 10, 5, 10), (5, INF, 5, 10)]
)
def test_impossible_rates_are_not_compared(case: tuple[float, ...]) -> None:
    """A population of 0 or a negative count gives no test."""
    found = compare_rates(*case)

    assert np.isnan([found.p, found.ratio, found.lower, found.upper]).all()


def test_a_count_against_an_expected_number_is_exact() -> None:
    """The p value of a count is twice the smaller Poisson tail."""
    found = compare_with_expected([0, 5, 20, 3, 5], [4, 11.7, 11.7, 3, 0])
    exact = [
        2 * stats.poisson.cdf(0, 4),
        2 * stats.poisson.cdf(5, 11.7),
        2 * stats.poisson.sf(19, 11.7),
        1,
    ]

    assert found[:4] == pytest.approx(exact)
    assert np.isnan(found[4])


def test_a_change_of_two_points_is_told_by_a_test() -> None:
    """A change beyond chance is higher or lower, another is not distinguishable."""
    found = change_of_proportion([620, 602, 560, NAN], 1000, [560, 560, 620, 560], 1000)
    rates = change_of_rate([40, 25, 0, 1], [1000, 1000, 1000, 0], [20, 20, 0, 1], 1000)

    assert names(found.direction) == ["HIGHER", "SAME", "LOWER", "UNKNOWN"]
    assert names(rates.direction) == ["HIGHER", "SAME", "SAME", "UNKNOWN"]


def test_a_rate_that_had_no_events_before_has_risen() -> None:
    """From no events to ten is a rise, though the ratio has no end."""
    found = change_of_rate(10, 1000, 0, 1000)

    assert names(found.direction) == ["HIGHER"]


def test_touching_zero_is_no_change() -> None:
    """An interval of the difference that ends exactly at 0 shows no change."""
    earlier = Interval(*figures([4, 3.99], [4, 3.99]))
    found = change_of_value(5, Interval(*figures(4, 6)), earlier.lower, earlier)

    assert found.lower[0] == 0
    assert names(found.direction) == ["SAME", "HIGHER"]


def test_a_gap_has_a_direction_and_no_judgement() -> None:
    """The first group higher than the second beyond chance is HIGHER, by the same tests."""
    proportions = gap_of_proportions([450, 610, 0, 5], 1000, [620, 600, 0, 0], [1000] * 3 + [0])
    rates = gap_of_rates([90, 60, 0], 1000, [60, 61, 0], 1000)

    assert names(proportions.direction) == ["LOWER", "SAME", "SAME", "UNKNOWN"]
    assert names(rates.direction) == ["HIGHER", "SAME", "SAME"]
    assert np.isnan(proportions.relative[2:]).all()


def test_a_gap_of_values_needs_positive_limits_for_a_ratio() -> None:
    """A figure whose interval holds 0 has a difference but no interval of a ratio."""
    found = gap_of_values(5.0, Interval(*figures(-1, 11)), 2.0, Interval(*figures(1, 3)))

    assert found.absolute == 3
    assert np.isnan(found.relative_lower)
    assert names(found.direction) == ["SAME"]
