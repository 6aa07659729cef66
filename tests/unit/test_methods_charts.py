"""Count charts (p, u, c, and Laney's) and run charts."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy.stats import binom

from purbeck.methods.laney import CountLimits, c_chart, p_chart, u_chart
from purbeck.methods.run_chart import (
    fewest_crossings_expected,
    longest_run_expected,
    run_chart,
)

NAN = np.nan


def test_p_limits_follow_the_denominator() -> None:
    """The centre is the pooled share, and limits are wider where fewer are counted."""
    chart = p_chart([[10, 40, 30]], [[100, 400, 200]])
    centre = 80 / 700

    assert chart.centre[0] == pytest.approx(centre)
    expected = centre + 3 * np.sqrt(centre * (1 - centre) / np.array([100, 400, 200]))
    assert chart.upper[0] == pytest.approx(expected)


def test_limits_stay_where_a_share_can_be() -> None:
    """Limits of a share are held within 0 and 1, those of a rate at 0."""
    share = p_chart([[0, 1, 9, 10]], [[10, 10, 10, 10]])
    rate = u_chart([[1, 15, 2]], [[10, 10, 10]])

    assert share.lower.min() >= 0
    assert share.upper.max() <= 1
    assert rate.lower.min() == 0
    assert rate.upper.max() > 1


def test_laney_is_three_moving_sigmas_of_z() -> None:
    """sigma_z is the mean moving range of z over 1.128, and is reported."""
    x, n = np.array([[500.0, 560, 480, 610]]), np.full((1, 4), 5000.0)
    chart = p_chart(x, n, laney=True)
    centre = x.sum() / n.sum()
    sigma = np.sqrt(centre * (1 - centre) / 5000)
    sigma_z = np.abs(np.diff((x / n - centre) / sigma)).mean() / 1.128

    assert chart.sigma_z[0] == pytest.approx(sigma_z)
    assert chart.upper[0] == pytest.approx(centre + 3 * sigma * sigma_z)


def test_large_denominators_do_not_make_every_point_special() -> None:
    """With millions in the denominator p limits are all left, and Laney's none of them."""
    share = 0.1 + 0.005 * np.array([[0.1, -1.0, 0.6, -0.3, 1.2, -0.8, 0.2, 0.9, -1.1, 0.2]])
    n = np.full(share.shape, 3_000_000_000.0)
    plain, laney = p_chart(share * n, n), p_chart(share * n, n, laney=True)

    assert (plain.beyond[0] != 0).all()
    assert (laney.beyond[0] == 0).all()
    assert laney.sigma_z[0] > 100


def test_a_c_chart_is_a_u_chart_of_equal_exposure() -> None:
    """Limits of a count are three roots of the mean either way, not below 0."""
    chart = c_chart([[4, 9, 5, 6]])

    assert chart.upper[0] == pytest.approx(np.full(4, 6 + 3 * np.sqrt(6)))
    assert chart.lower[0].tolist() == [0.0] * 4


@pytest.mark.parametrize(
    ("x", "n", "limits"),
    [
        ([3], [10], CountLimits.TOO_FEW),
        ([0, 0, 0], [10, 10, 10], CountLimits.NO_VARIATION),
        ([10, 10], [10, 10], CountLimits.NO_VARIATION),
        ([2, 2, 2], [10, 10, 10], CountLimits.NO_VARIATION),
        ([2, 3, 2], [10, 10, 10], CountLimits.FOUND),
    ],
)
def test_what_count_limits_rest_on(x: list[float], n: list[float], limits: CountLimits) -> None:
    """Without two points or any variation there are no limits, and nothing is beyond them."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = p_chart([x], [n], laney=True)

    assert chart.limits[0] == limits
    assert np.isnan(chart.upper).any() == (limits != CountLimits.FOUND)
    assert not chart.beyond.any()


def test_impossible_counts_are_no_points() -> None:
    """A negative count, one above its denominator, none of 0 or of infinity is no point."""
    chart = p_chart([[-1, 5, 3, 3, NAN, 3, 4]], [[10, 4, 0, np.inf, 9, 10, 10]])

    assert np.isnan(chart.value[0]).tolist() == [True] * 5 + [False] * 2


def test_what_chance_would_give() -> None:
    """Expected runs and crossings are those of the published rule, halves to even."""
    useful = [10, 11, 12, 20, 24, 30, 45, 46]

    # round(log2 n) + 3 by hand.
    assert longest_run_expected(useful).tolist() == [6, 6, 7, 7, 8, 8, 8, 9]
    theirs = binom.ppf(0.05, np.array(useful) - 1, 0.5)
    assert fewest_crossings_expected(useful).tolist() == np.asarray(theirs).tolist()


def test_points_on_the_median_do_not_count() -> None:
    """A point on the median is in no run and ends none."""
    chart = run_chart([[1.0, 2, 3, 3, 3, 4, 5]])

    assert chart.median[0] == 3
    assert chart.useful[0] == 4
    assert (chart.longest[0], chart.crossings[0]) == (2, 1)


def test_a_step_is_a_signal_and_noise_is_not() -> None:
    """A run longer than expected, or fewer crossings, is a signal."""
    step = [1.0, 2, 1, 2, 1, 2, 1, 11, 12, 11, 12, 11, 12, 11]
    noise = [1.0, 2, 2, 1, 2, 1, 1, 2, 1, 1, 2, 2, 1, 2]
    chart = run_chart([step, noise])

    assert chart.signal.tolist() == [True, False]
    assert chart.judged.tolist() == [True, True]


def test_too_few_useful_points_are_not_judged() -> None:
    """Below ten useful points, the absence of a signal means nothing; a constant has none."""
    chart = run_chart([[1.0, 2.0, 1.0, 2.0], [5.0] * 4])

    assert chart.judged.tolist() == [False, False]
    assert chart.signal.tolist() == [False, False]
    assert chart.useful.tolist() == [4, 0]


def test_run_charts_of_many_areas_are_those_of_each() -> None:
    """Segments, gaps and areas do not leak into one another."""
    random = np.random.default_rng(3)
    figures = np.round(random.normal(50, 3, (40, 25)))
    figures[random.random(figures.shape) < 0.2] = NAN
    whole = run_chart(figures)

    for row, area in enumerate(figures):
        there = area[np.isfinite(area)]
        side = np.sign(there - np.median(there))
        side = side[side != 0]
        changes = np.flatnonzero(np.diff(side)) + 1
        lengths = np.diff([0, *changes, len(side)])
        assert whole.longest[row] == lengths.max()
        assert whole.crossings[row] == len(changes)


def test_no_points_give_no_run_chart() -> None:
    """Nothing in, nothing out."""
    chart = run_chart(np.full((2, 3), NAN))

    assert len(chart.median) == 0


def test_medians_are_those_of_each_segment() -> None:
    """Whether areas have breaks or not, each segment has its own median."""
    random = np.random.default_rng(5)
    figures = np.round(random.normal(50, 9, (30, 12)))
    figures[random.random(figures.shape) < 0.2] = NAN
    breaks = random.random(figures.shape) < 0.2
    whole, broken = run_chart(figures), run_chart(figures, breaks=breaks)

    assert whole.median == pytest.approx(np.nanmedian(figures, axis=1))
    points, segments = figures.ravel()[broken.segments.cell], broken.segments
    parts = np.split(points, segments.starts[1:])
    assert len(parts) > len(figures)
    assert broken.median == pytest.approx([np.median(part) for part in parts])
