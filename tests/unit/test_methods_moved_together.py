"""The changes of two series by ranks, held against another implementation of the test."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from purbeck.methods.codes import Direction, Obstacle
from purbeck.methods.moved_together import FEWEST_CHANGES, moved_together
from purbeck.model.errors import UsageError


@given(st.integers(0, 10_000), st.integers(7, 20), st.integers(0, 3))
def test_tau_and_p_are_those_of_scipy_where_no_two_changes_are_equal(
    seed: int, length: int, lag: int
) -> None:
    """Without ties p is exact, as in scipy's own test of the two rows of changes."""
    first, second = np.random.default_rng(seed).standard_normal((2, length))
    found = moved_together(first, second, lag)
    changes = np.diff(first)[: length - 1 - lag], np.diff(second)[lag:]
    expected = kendalltau(*changes, method="exact")

    assert found.changes.tolist() == [length - 1 - lag]
    assert found.tau[0] == pytest.approx(expected.statistic)
    assert found.p[0] == pytest.approx(expected.pvalue)


@given(st.integers(0, 10_000), st.integers(8, 20))
def test_tau_is_that_of_scipy_with_equal_changes(seed: int, length: int) -> None:
    """With ties tau-b is corrected in both series, and p is a chance."""
    first, second = np.random.default_rng(seed).integers(0, 4, (2, length)).astype(float)
    found = moved_together(first, second)
    expected = kendalltau(np.diff(first), np.diff(second))

    if np.isnan(expected.statistic):
        assert found.obstacle.tolist() == [Obstacle.NO_VARIATION]
    else:
        assert found.tau[0] == pytest.approx(expected.statistic)
        assert 0.0 < found.p[0] <= 1.0


def test_p_with_equal_changes_is_near_that_of_every_order() -> None:
    """Drawn anew in 2,000 orders, as many are as far out as the normal curve has it."""
    rng = np.random.default_rng(5)
    first, second = rng.integers(0, 5, (2, 15)).astype(float).cumsum(axis=1)
    second += 0.8 * first
    found = moved_together(first, second)
    x, y = np.diff(first), np.diff(second)
    own = abs(kendalltau(x, y).statistic)
    orders = [abs(kendalltau(x, rng.permutation(y)).statistic) for _ in range(2000)]

    assert found.p[0] == pytest.approx(np.mean(np.array(orders) >= own - 1e-9), abs=0.03)


def test_areas_are_worked_out_each_for_itself() -> None:
    """Three rows at once give what each gives alone; one without a figure says nothing."""
    rng = np.random.default_rng(2)
    first, second = rng.standard_normal((2, 3, 12))
    first[1] = np.nan
    together = moved_together(first, second)
    alone = [moved_together(first[row], second[row]) for row in range(3)]

    assert together.direction.tolist() == [int(one.direction[0]) for one in alone]
    assert together.direction[1] == Direction.UNKNOWN
    assert together.changes.tolist() == [11, 0, 11]


def test_a_change_is_not_taken_across_a_break_or_a_gap() -> None:
    """A break takes away one change, a gap two."""
    first = np.arange(12.0) ** 2
    breaks = np.zeros(12, dtype=bool)
    breaks[5] = True
    gap = first.copy()
    gap[8] = np.nan

    assert moved_together(first, first, breaks_second=breaks).changes.tolist() == [10]
    assert moved_together(first, gap).changes.tolist() == [9]


def test_a_lag_beyond_the_series_leaves_nothing() -> None:
    """No pair is left, and nothing is refused."""
    found = moved_together(np.arange(5.0), np.arange(5.0), 9)

    assert found.changes.tolist() == [0]
    assert found.obstacle.tolist() == [Obstacle.TOO_FEW_POINTS]


def test_fewer_changes_than_the_least_are_too_few() -> None:
    """Just as many as the least are enough."""
    enough = np.arange(FEWEST_CHANGES + 1.0) ** 2

    assert moved_together(enough, enough).direction.tolist() == [Direction.HIGHER]
    assert moved_together(enough[1:], enough[1:]).direction.tolist() == [Direction.UNKNOWN]


def test_what_cannot_be_compared_is_refused() -> None:
    """Series over different periods, and a lag below 0, are misuse."""
    with pytest.raises(UsageError, match="the same areas and periods"):
        moved_together([1.0, 2.0], [1.0])
    with pytest.raises(UsageError, match="0 or more"):
        moved_together([1.0], [1.0], -1)
