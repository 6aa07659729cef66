"""Our verdict on a trend: the slope, its error widened by the scatter, and its limits."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from purbeck.methods.codes import Direction, Obstacle
from purbeck.methods.trend import Trend, proportion_trend, rate_trend, value_trend

NAN, INF = float("nan"), float("inf")


def draw() -> np.random.Generator:
    return np.random.default_rng(20180912)


def answer(found: Trend, area: int = 0) -> tuple[str, str]:
    return Direction(int(found.direction[area])).name, Obstacle(int(found.obstacle[area])).name


@pytest.mark.parametrize("family", ["Binomial", "Poisson"])
def test_the_fit_is_that_of_statsmodels(family: str) -> None:
    """Slope, error and dispersion are those of another hand, with gaps and unequal ends."""
    sm = pytest.importorskip("statsmodels.api")
    dice = draw()
    n = dice.integers(20, 3000, (20, 9)).astype(float)
    x = dice.binomial(n.astype(int), 0.3).astype(float)
    x[dice.random(x.shape) < 0.2] = NAN
    found = (proportion_trend if family == "Binomial" else rate_trend)(x, n)
    for area in range(20):
        there = ~np.isnan(x[area])
        time = sm.add_constant(np.arange(9.0)[there])
        counts, totals = x[area, there], n[area, there]
        model = (
            sm.GLM(np.column_stack([counts, totals - counts]), time, sm.families.Binomial())
            if family == "Binomial"
            else sm.GLM(counts, time, sm.families.Poisson(), exposure=totals)
        )
        fit = model.fit(tol=1e-14, maxiter=100)

        assert found.slope[area] == pytest.approx(fit.params[1], rel=1e-7)
        assert found.error[area] == pytest.approx(fit.bse[1], rel=1e-7)
        assert found.dispersion[area] == pytest.approx(
            fit.pearson_chi2 / (there.sum() - 2), rel=1e-7
        )


def test_values_are_fitted_by_weighted_least_squares() -> None:
    """With intervals of one width the slope and its p value are those of a plain regression."""
    y = np.array([50.1, 52.0, 51.2, 55.4, 54.9, 58.0])
    found = value_trend([y], [y - 0.01], [y + 0.01])
    plain = stats.linregress(np.arange(6.0), y)

    assert found.slope[0] == pytest.approx(plain.slope)
    assert found.p[0] == pytest.approx(plain.pvalue)
    assert found.change[0] == pytest.approx(plain.slope)


def test_scatter_widens_the_error_and_calm_does_not_narrow_it() -> None:
    """The error grows by the root of a dispersion above 1; below 1 it stays the model's."""
    wild = proportion_trend([[300, 420, 330, 480, 400]], 1000)
    calm = proportion_trend([[300, 301, 302, 303, 304]], 1000)

    assert wild.dispersion[0] > 1
    assert wild.slope[0] / wild.t[0] == pytest.approx(wild.error[0] * wild.dispersion[0] ** 0.5)
    assert calm.dispersion[0] < 1
    assert calm.slope[0] / calm.t[0] == pytest.approx(calm.error[0])


def test_the_interval_leaves_out_0_where_there_is_a_trend() -> None:
    """Direction, p value and interval never contradict one another."""
    dice = draw()
    n = dice.integers(50, 500, (400, 7)).astype(float)
    x = dice.binomial(n.astype(int), np.linspace(0.3, 0.36, 7)).astype(float)
    found = proportion_trend(x, n)
    apart = (found.lower > 0) | (found.upper < 0)

    assert 50 < apart.sum() < 350
    assert (apart == (found.p < 0.05)).all()
    assert (apart == (found.direction != 0)).all()
    assert ((found.change_lower > 0) == (found.lower > 0)).all()


@pytest.mark.parametrize("points", [0, 1, 2, 3, 4])
def test_fewer_than_five_points_are_no_trend(points: int) -> None:
    """Four points in perfect order are no trend; only three or four have the line's numbers."""
    counts = [[100.0, 200, 300, 400][i] if i < points else NAN for i in range(6)]
    found = proportion_trend([counts], 1000)

    assert answer(found) == ("UNKNOWN", "TOO_FEW_POINTS")
    assert np.isnan(found.slope[0]) == (points < 3)


def test_gaps_keep_their_place_in_time() -> None:
    """A slope over a gap is a period's, not a point's."""
    found = value_trend(
        [[0, 1, NAN, NAN, 4, 5, 6]], [[-1, 0, 1, 2, 3, 4, 5]], [[1, 2, 3, 4, 5, 6, 7]]
    )

    assert found.slope[0] == pytest.approx(1)
    assert found.points[0] == 5


def test_all_or_nothing_has_no_trend() -> None:
    """Counts that are all 0, or all their totals, have no line."""
    found = proportion_trend([[0] * 6, [50] * 6], 50)

    assert answer(found) == ("UNKNOWN", "ALL_OR_NOTHING")
    assert answer(found, 1) == ("UNKNOWN", "ALL_OR_NOTHING")
    assert answer(rate_trend([[0] * 6], 50)) == ("UNKNOWN", "ALL_OR_NOTHING")


def test_none_and_then_all_cannot_be_estimated() -> None:
    """A change from none to all, or events at the end only, has a slope without end."""
    step = proportion_trend([[0, 0, 0, 50, 50, 50]], 50)
    late = rate_trend([[0, 0, 0, 0, 0, 7]], 1000)

    assert answer(step) == ("UNKNOWN", "NOT_ESTIMABLE")
    assert answer(late) == ("UNKNOWN", "NOT_ESTIMABLE")
    assert np.isnan([step.slope[0], step.p[0], late.slope[0]]).all()


def test_a_neighbour_that_runs_off_does_not_disturb() -> None:
    """An area is judged as if it were alone."""
    steady = [100, 120, 130, 160, 150, 190]
    alone = proportion_trend([steady], 1000)
    together = proportion_trend([[0, 0, 0, 1000, 1000, 1000], steady, [0] * 6], 1000)

    assert together.slope[1] == alone.slope[0]
    assert together.p[1] == alone.p[0]


def test_equal_proportions_have_a_slope_of_0() -> None:
    """The same proportion each year is no evidence of a trend."""
    found = proportion_trend([[50, 100, 25, 200, 75]], [[100, 200, 50, 400, 150]])

    assert found.slope[0] == pytest.approx(0, abs=1e-12)
    assert answer(found) == ("SAME", "NONE")


def test_a_steep_series_settles() -> None:
    """A rise from one event to a million a year is found, though the start is far away."""
    found = rate_trend([[1, 30, 1000, 30_000, 1_000_000]], 1e7)

    assert found.slope[0] == pytest.approx(np.log(1e6) / 4, rel=0.05)


def test_billions_are_counted_without_overflow() -> None:
    """Denominators beyond 32 bits give the same slope as their thousandth."""
    x = np.array([[5.0e9, 5.1e9, 5.2e9, 5.3e9, 5.4e9]])
    large, small = proportion_trend(x, 8e9), proportion_trend(x / 1e6, 8e3)

    assert large.slope[0] == pytest.approx(small.slope[0], rel=1e-6)
    assert large.error[0] == pytest.approx(small.error[0] / 1000, rel=1e-6)


@pytest.mark.parametrize("bad", [-1.0, 1001.0, NAN, INF])
def test_an_impossible_count_is_left_out(bad: float) -> None:
    """A count that cannot be is no point, and the others are as they were."""
    found = proportion_trend([[100, 120, bad, 160, 150, 190]], 1000)
    without = proportion_trend([[100, 120, NAN, 160, 150, 190]], 1000)

    assert found.points[0] == 5
    assert found.slope[0] == without.slope[0]


def test_no_areas_are_no_error() -> None:
    """A panel without areas has no trends."""
    assert proportion_trend(np.empty((0, 5)), np.empty((0, 5))).slope.size == 0
    assert value_trend(np.empty((0, 5)), 0, 1).slope.size == 0


def test_blocks_make_no_difference() -> None:
    """A million areas are worked through in blocks; each has the answer it has alone."""
    x = draw().integers(1, 100, (9000, 6)).astype(float)
    whole = rate_trend(x, 1000)
    last = rate_trend(x[-7:], 1000)

    assert (whole.slope[-7:] == last.slope).all()


def test_no_period_at_all_is_no_figure() -> None:
    """Areas without a single period have too few points, and nothing fails."""
    none = np.empty((2, 0))

    for found in (proportion_trend(none, none), rate_trend(none, none)):
        assert found.points.tolist() == [0, 0]
        assert [Direction(code) for code in found.direction] == [Direction.UNKNOWN] * 2
