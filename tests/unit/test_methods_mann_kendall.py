"""The trend by ranks, and the median slope."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from scipy import stats

from purbeck.methods.codes import Direction, Obstacle
from purbeck.methods.mann_kendall import MOST_POINTS_EXACT, rank_trend

NAN = float("nan")


@pytest.mark.parametrize("points", [2, 3, 4, 5, 6])
def test_the_exact_p_value_counts_every_order(points: int) -> None:
    """The p value is the share of all orders whose score is as far from 0, or further."""
    orders = np.array(list(permutations(range(points))), dtype=float)
    found = rank_trend(orders)
    scores = np.abs(found.score)
    share = [(scores >= score).mean() for score in scores]

    assert found.p == pytest.approx(share)


@pytest.mark.parametrize("points", [7, 20, MOST_POINTS_EXACT])
def test_the_exact_p_value_is_that_of_scipy(points: int) -> None:
    """Up to 49 points the p value is exact, and that of another hand."""
    y = np.random.default_rng(points).normal(size=(3, points))
    found = rank_trend(y)
    outside = [stats.kendalltau(np.arange(points), row, method="exact") for row in y]

    assert found.exact.all()
    assert found.p == pytest.approx([one.pvalue for one in outside], rel=1e-9)
    assert found.tau == pytest.approx([one.statistic for one in outside])


def test_fifty_points_are_tested_by_the_normal() -> None:
    """From 50 points on the p value is normal, with the score one nearer to 0."""
    y = np.random.default_rng(50).normal(size=(1, 50))
    found = rank_trend(y)
    error = np.sqrt(50 * 49 * 105 / 18)

    assert not found.exact[0]
    assert found.p[0] == pytest.approx(2 * stats.norm.sf((abs(found.score[0]) - 1) / error))


def test_ties_lessen_the_variance() -> None:
    """Two groups of equal values, of two and of three, take 18 and 66 from the numerator."""
    found = rank_trend([[1, 1, 2, 3, 3, 3, 4]])
    error = np.sqrt((7 * 6 * 19 - 2 * 1 * 9 - 3 * 2 * 11) / 18)

    assert found.score[0] == 17
    assert not found.exact[0]
    assert found.p[0] == pytest.approx(2 * stats.norm.sf(16 / error))
    assert found.tau[0] == pytest.approx(17 / np.sqrt(21 * (21 - 1 - 3)))


def test_a_constant_series_has_no_trend() -> None:
    """Equal values have p = 1, slope 0 and no tau, and are marked."""
    found = rank_trend([[5.0] * 6])

    assert (found.p[0], found.slope[0]) == (1, 0)
    assert np.isnan(found.tau[0])
    assert found.direction[0] == Direction.SAME
    assert found.obstacle[0] == Obstacle.NO_VARIATION


@pytest.mark.parametrize("points", range(5))
def test_fewer_than_five_points_are_no_trend(points: int) -> None:
    """Four rising values have p = 0.083 and no direction; one has not even a p value."""
    found = rank_trend([[float(i) if i < points else NAN for i in range(6)]])

    assert found.direction[0] == Direction.UNKNOWN
    assert found.obstacle[0] == Obstacle.TOO_FEW_POINTS
    assert np.isnan(found.p[0]) == (points < 2)


def test_a_gap_counts_in_the_slope_and_not_in_the_ranks() -> None:
    """A value is at its own place in time, so that a gap does not steepen the slope."""
    found = rank_trend([[0, 1, NAN, NAN, 4, 5, 6], [0, 1, 4, 5, 6, NAN, NAN]])

    assert found.slope[0] == 1
    assert found.slope[1] > 1
    assert found.p[0] == found.p[1]


def test_the_interval_agrees_with_the_exact_test() -> None:
    """The interval of the slope leaves out 0 exactly where the exact p value is below 5%."""
    y = np.random.default_rng(7).normal(np.arange(7) * 0.4, 1, (500, 7))
    found = rank_trend(y)
    apart = (found.lower > 0) | (found.upper < 0)

    assert 50 < apart.sum() < 450
    assert (apart == (found.p <= 0.05)).all()


def test_so_few_points_can_have_no_interval() -> None:
    """Five points cannot place a 99.8% interval; at 95% it is from the least to the greatest."""
    y = [[1.0, 3, 2, 5, 8]]

    assert np.isnan(rank_trend(y, 0.998).lower[0])
    assert (rank_trend(y).lower[0], rank_trend(y).upper[0]) == (-1, 3)


def test_with_ties_the_interval_is_sens() -> None:
    """With ties the interval is that of Sen's normal approximation, as scipy has it, or wider."""
    y = np.round(np.random.default_rng(3).normal(np.arange(15) * 0.2, 1), 0)
    found = rank_trend([y])
    outside = stats.theilslopes(y, alpha=0.95)

    assert not found.exact[0]
    assert found.slope[0] == outside.slope
    assert found.lower[0] <= outside.low_slope + 1e-12
    assert found.upper[0] >= outside.high_slope - 1e-12
    assert found.lower[0] > outside.low_slope - 0.1


def test_infinite_values_are_no_points() -> None:
    """An infinite value is left out, and no areas are no error."""
    found = rank_trend([[1, 2, float("inf"), 4, 5, 6]])

    assert found.points[0] == 5
    assert rank_trend(np.empty((0, 4))).p.size == 0
    assert rank_trend(np.empty((2, 0))).points.tolist() == [0, 0]
