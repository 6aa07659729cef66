"""The rolling year, the same period last year, and the seasonal test for trend."""

from __future__ import annotations

import itertools
import warnings

import numpy as np
import pytest
from scipy.stats import kendalltau, norm

from purbeck.methods.codes import Direction, Obstacle
from purbeck.methods.rolling import rolling_rate, without_overlap, year_earlier
from purbeck.methods.seasonal_kendall import seasonal_trend
from purbeck.model.errors import UsageError

NAN = np.nan


def test_a_rolling_rate_is_a_ratio_of_sums() -> None:
    """A busy month weighs as much as it has people in it."""
    rate, x, n = rolling_rate([[1, 90]], [[10, 100]], 2, multiplier=100)

    assert rate[0, 1] == pytest.approx(100 * 91 / 110)
    assert (x[0, 1], n[0, 1]) == (91, 110)


def test_no_window_reaches_across_a_gap_or_a_break() -> None:
    """A window needs every period and may only begin, not go on, with a new series."""
    n = [[10.0] * 8]
    gap, _, _ = rolling_rate([[1, 2, NAN, 4, 5, 6, 7, 8]], n, 3)
    breaks = [False, False, False, True, False, False, False, False]
    broken, _, _ = rolling_rate([[1, 2, 3, 4, 5, 6, 7, 8]], n, 3, breaks=breaks)

    assert np.isfinite(gap[0]).tolist() == [False] * 5 + [True] * 3
    assert np.isfinite(broken[0]).tolist() == [False, False, True, False, False, True, True, True]


def test_impossible_counts_break_a_window() -> None:
    """A negative count or a denominator of 0 or infinity is missing."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rate, _, _ = rolling_rate([[1, -1, 1, 1, 1]], [[5, 5, 0, np.inf, 5]], 1)

    assert np.isfinite(rate[0]).tolist() == [True, False, False, False, True]


def test_counts_beyond_four_thousand_million_are_exact() -> None:
    """Sums of large counts do not overflow."""
    rate, x, _ = rolling_rate([[3_000_000_001] * 4], [[6_000_000_002] * 4], 4)

    assert x[0, 3] == 12_000_000_004
    assert rate[0, 3] == 0.5


def test_the_same_quarter_last_year() -> None:
    """The change is from the same period a year before, and not across a break."""
    figures = [[1.0, 2.0, 3.0, 4.0, 1.5, NAN, 2.5, 5.0]]
    before, change = year_earlier(figures, 4)
    opens = [False, False, False, True, False, False, False, False]
    _, over_break = year_earlier(figures, 4, breaks=opens)

    assert before[0, 4:].tolist()[0] == 1.0
    np.testing.assert_allclose(change[0, 4:], [0.5, NAN, -0.5, 1.0])
    # The break opens with the fourth period: only the eighth is a year from it.
    np.testing.assert_allclose(over_break[0, 4:], [NAN, NAN, NAN, 1.0])


def test_windows_without_overlap_count_back_from_the_last() -> None:
    """Each area's years end where its figures end."""
    kept = without_overlap([[1.0, 2.0, 3.0, 4.0, NAN]], 2)

    np.testing.assert_array_equal(kept, [[NAN, 2.0, NAN, 4.0, NAN]])


def test_a_window_below_one_period_is_refused() -> None:
    """A window has at least one period."""
    with pytest.raises(UsageError, match="at least 1"):
        rolling_rate([[1]], [[2]], 0)


def test_one_period_a_year_is_the_plain_kendall_statistic() -> None:
    """With years for periods the statistic is Kendall's, ties and all."""
    figures = np.array([3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3])
    found = seasonal_trend([figures], 1)
    tau = kendalltau(np.arange(10), figures, method="asymptotic")

    s = sum(np.sign(b - a) for a, b in itertools.combinations(figures, 2))
    assert found.statistic[0] == s
    # scipy has no continuity correction: take it off ours.
    variance = ((abs(s) - 1) / norm.isf(found.p[0] / 2)) ** 2
    assert 2 * norm.sf(abs(s) / np.sqrt(variance)) == pytest.approx(tau.pvalue)


def test_a_season_is_not_a_trend_and_a_trend_is_seen_through_it() -> None:
    """Months are compared with the same months only."""
    random = np.random.default_rng(11)
    season = np.tile([5.0, 9, 7, 1, 0, 4, 8, 2, 6, 3, 5, 7], 4)
    still = season + 0.3 * random.standard_normal(48)
    rising = still + 0.05 * np.arange(48)
    found = seasonal_trend([still, rising, -rising], 12)

    assert [Direction(code).name for code in found.direction] == ["SAME", "HIGHER", "LOWER"]
    assert found.slope[1] == pytest.approx(0.6, abs=0.15)


def test_overlapping_windows_find_a_trend_in_noise_and_this_does_not() -> None:
    """Of figures without a trend some 5% are called one; of their rolling years most would be."""
    random = np.random.default_rng(5)
    n = np.full((2000, 60), 1000.0)
    x = random.binomial(1000, 0.2, n.shape).astype(float)
    found = seasonal_trend(x / n, 12)
    rolling, _, _ = rolling_rate(x, n, 12)
    naive = seasonal_trend(rolling, 1)

    assert (found.direction != Direction.SAME).mean() == pytest.approx(0.05, abs=0.015)
    assert (naive.direction[:, None] != Direction.SAME).mean() > 0.5


@pytest.mark.parametrize(
    ("figures", "window", "obstacle"),
    [
        ([1.0] * 8, 4, Obstacle.TOO_FEW_POINTS),
        ([1.0, 2, 3], 1, Obstacle.TOO_FEW_POINTS),
        ([NAN] * 40, 4, Obstacle.TOO_FEW_POINTS),
        ([7.0] * 16, 4, Obstacle.NO_VARIATION),
        ([1.0, 2, 3, 4] * 4, 4, Obstacle.NO_VARIATION),
        ([1.0, 2, 3, np.inf, 5, 1, 2, 2, 4, 5, 1, 2, 4, 1, 1, 0], 4, Obstacle.NONE),
    ],
)
def test_what_cannot_be_tested(figures: list[float], window: int, obstacle: Obstacle) -> None:
    """Too few years, or nothing that ever changes, is no verdict, with the reason."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = seasonal_trend([figures], window)

    assert found.obstacle[0] == obstacle
    assert (found.direction[0] == Direction.UNKNOWN) == (obstacle != Obstacle.NONE)


def test_only_what_came_since_the_break_is_tested() -> None:
    """Figures before the column given are not compared."""
    figures = np.concatenate([np.zeros(12), np.arange(24.0) % 4 + 100])
    whole, since = seasonal_trend([figures], 4), seasonal_trend([figures], 4, since=12)

    assert whole.direction[0] == Direction.HIGHER
    assert since.obstacle[0] == Obstacle.NO_VARIATION
