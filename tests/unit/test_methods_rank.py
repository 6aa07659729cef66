"""Ranks, quantile groups, how sure a rank is, and the distance from the middle."""

from __future__ import annotations

import numpy as np
import pytest

from purbeck.methods.arrays import figures
from purbeck.methods.interval import Interval
from purbeck.methods.rank import (
    deprivation_group,
    distance_from_median,
    quantile_bounds,
    quantile_group,
    ranks,
    turned,
)
from purbeck.methods.rank_interval import rank_interval
from purbeck.model.errors import UsageError

NAN, INF = float("nan"), float("inf")


def test_equal_values_share_the_better_rank() -> None:
    """Two seconds are followed by a fourth, from either end."""
    found = ranks([10, 20, 20, 30])

    assert found.from_highest.tolist() == [4, 2, 2, 1]
    assert found.from_lowest.tolist() == [1, 2, 2, 4]


def test_areas_without_a_figure_have_no_rank() -> None:
    """A missing or infinite figure has rank 0 and is no peer."""
    found = ranks([10, NAN, INF, 30])

    assert found.from_highest.tolist() == [2, 0, 0, 1]
    assert found.peers == 2


def test_columns_are_ranked_apart() -> None:
    """Each column is ranked as if it were alone."""
    values = np.random.default_rng(2).integers(0, 9, (30, 4)).astype(float)
    values[values == 0] = NAN
    together = ranks(values)
    groups = quantile_group(values)

    for column in range(4):
        alone = ranks(values[:, column])
        assert together.from_highest[:, column].tolist() == alone.from_highest.tolist()
        assert together.peers[column] == alone.peers
        assert groups[:, column].tolist() == quantile_group(values[:, column]).tolist()


def test_one_area_and_none() -> None:
    """One area is first from both ends; none has no ranks."""
    assert ranks([5.0]).from_highest.tolist() == [1]
    assert ranks([]).from_highest.size == 0
    assert np.isnan(quantile_bounds([])).all()
    assert quantile_group([NAN, NAN]).tolist() == [0, 0]


def test_a_value_on_a_bound_is_in_the_lower_group() -> None:
    """The first whose upper bound is not exceeded is the group: equality goes down."""
    values = [1.0, 2, 3, 4, 5]

    assert quantile_bounds(values).tolist() == [1, 2, 3, 4, 5]
    assert quantile_group(values).tolist() == [1, 1, 2, 3, 4]


def test_quartiles_need_four_and_quintiles_five() -> None:
    """Three values have no quartiles, four have no quintiles."""
    assert quantile_group([1, 2, 3, NAN]).tolist() == [0, 0, 0, 0]
    assert quantile_group([1, 2, 3, 4], 5).tolist() == [0, 0, 0, 0]
    assert quantile_group([1, 2, 3, 4]).tolist() == [1, 2, 3, 4]


def test_bounds_are_rounded_to_ten_decimals() -> None:
    """A bound between two figures is rounded half away from 0; a huge one is left alone."""
    assert quantile_bounds([0, 0, 0, 1 / 3], 2)[1] == 0
    assert quantile_bounds([-1e-10, 0, 1, 2], 4)[1] == pytest.approx(-0.0, abs=1e-12)
    assert quantile_bounds([1e9 + 1 / 3] * 4)[2] == 1e9 + 1 / 3


def test_turning_makes_1_the_best_where_higher_is_better() -> None:
    """Turned twice is as before, and no group stays none."""
    groups = np.array([1, 2, 3, 4, 0])

    assert turned(groups).tolist() == [4, 3, 2, 1, 0]
    assert (turned(turned(groups)) == groups).all()


def test_deprivation_groups_are_those_of_the_published_formula() -> None:
    """Ten equal groups of 100, group 1 with the highest values or with the lowest."""
    values = np.arange(100.0)
    found = deprivation_group(values)

    assert [int((found == group).sum()) for group in range(1, 11)] == [10] * 10
    assert found[99] == 1
    assert deprivation_group(values, highest_first=False)[0] == 1


def test_deprivation_groups_keep_equal_values_together() -> None:
    """All areas alike are one group; fewer areas than groups have none."""
    assert set(deprivation_group([5.0] * 20, 4).tolist()) == {1}
    assert deprivation_group([1, 2, 3, NAN], 4).tolist() == [0, 0, 0, 0]


def test_the_distance_is_counted_in_median_deviations() -> None:
    """The median is 0 away; where half the peers are alike there is no measure of distance."""
    middle, deviation, distance = distance_from_median([10, 12, 14, 30, NAN])

    assert (float(middle), float(deviation)) == (13, 2)
    assert distance[:4].tolist() == [-1.5, -0.5, 0.5, 8.5]
    assert np.isnan(distance[4])
    assert np.isnan(distance_from_median([5, 5, 5, 9])[2]).all()


def test_ranks_far_apart_are_sure_and_close_ones_are_not() -> None:
    """An area far above the rest is first for sure; two that overlap may change places."""
    limits = Interval(*figures([47, 48, 77], [53, 54, 83]))
    found = rank_interval([50.0, 51.0, 80.0], limits, seed=1)

    assert found.lower.tolist() == [2, 2, 1]
    assert found.upper.tolist() == [3, 3, 1]


def test_the_same_seed_gives_the_same_ranks() -> None:
    """Two runs with one seed agree, and a column does not depend on those beside it."""
    dice = np.random.default_rng(5)
    values = dice.normal(50, 3, (40, 3))
    limits = Interval(values - 2, values + 2)
    found = rank_interval(values, limits, seed=9)
    first = rank_interval(values[:, :1], Interval(limits.lower[:, :1], limits.upper[:, :1]), seed=9)

    assert (rank_interval(values, limits, seed=9).lower == found.lower).all()
    assert (first.upper[:, 0] == found.upper[:, 0]).all()
    assert (found.lower <= ranks(values).from_highest).all()
    assert (found.upper >= ranks(values).from_highest).all()


def test_an_area_without_a_figure_has_no_rank_interval() -> None:
    """No figure: 0. No interval: taken as certain. Alone: 1 to 1."""
    found = rank_interval([50, NAN, 70], Interval(*figures([49, 1, NAN], [51, 2, NAN])), seed=1)
    alone = rank_interval([50], Interval(*figures([49], [51])), seed=1)

    assert found.lower.tolist() == [2, 0, 1]
    assert (alone.lower.tolist(), alone.upper.tolist()) == ([1], [1])


def test_from_the_lowest_the_ranks_are_turned() -> None:
    """Where rank 1 is the lowest value, first becomes last."""
    limits = Interval(*figures([1, 5, 9], [1, 5, 9]))

    assert rank_interval([1, 5, 9], limits, seed=1, highest_first=False).lower.tolist() == [1, 2, 3]
    assert rank_interval([1, 5, 9], limits, seed=1).lower.tolist() == [3, 2, 1]


def test_ranks_must_be_drawn_at_least_once() -> None:
    """No repetitions is a misuse."""
    with pytest.raises(UsageError, match="once or more"):
        rank_interval([1.0], Interval(*figures([0], [2])), seed=1, repetitions=0)
