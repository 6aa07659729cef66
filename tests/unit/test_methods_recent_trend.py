"""The recent trend of Fingertips: which points it uses, and when it has none."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from purbeck.methods.codes import Direction, Obstacle
from purbeck.methods.interval import wilson
from purbeck.methods.recent_trend import RecentTrend, ValueType, recent_trend

NAN = float("nan")
RISE = [100, 150, 200, 250, 300]


def trend(counts: list[Any], totals: Any = 1000, **more: Any) -> RecentTrend:
    x = np.atleast_2d(np.array(counts, dtype=float))
    n = np.broadcast_to(np.array(totals, dtype=float), x.shape)
    limits = wilson(x, n)
    lower, upper = more.pop("lower", limits.lower), more.pop("upper", limits.upper)
    return recent_trend(x / n, x, n, lower, upper, **more)


def answer(found: RecentTrend, area: int = 0) -> tuple[str, str]:
    return Direction(int(found.direction[area])).name, Obstacle(int(found.obstacle[area])).name


@pytest.mark.parametrize("by_proportion", [False, True])
def test_a_steady_rise_is_increasing(by_proportion: bool) -> None:
    """Five points that rise far beyond chance increase, and mirrored they decrease."""
    found = trend([RISE, RISE[::-1], [200] * 5], by_proportion=by_proportion)

    assert found.direction.tolist() == [1, -1, 0]


def test_four_points_are_too_few() -> None:
    """With four points the recent trend cannot be calculated."""
    assert answer(trend(RISE[:4])) == ("UNKNOWN", "TOO_FEW_POINTS")


def test_only_the_last_five_points_count() -> None:
    """What came before the last five points makes no difference."""
    assert trend([900, 5, *RISE]).chi2 == trend(RISE).chi2


def test_a_gap_breaks_the_run() -> None:
    """A missing point within the last five leaves too few; before them it does no harm."""
    found = trend([[100, 100, 150, NAN, 250, 300], [NAN, *RISE]])

    assert answer(found) == ("UNKNOWN", "TOO_FEW_POINTS")
    assert answer(found, 1) == ("HIGHER", "NONE")


def test_a_series_that_ends_early_has_the_trend_of_its_own_end() -> None:
    """Without ``ends``, columns after an area's last figure are not yet published."""
    x = np.array([[*RISE, NAN]])
    n = np.where(np.isnan(x), NAN, 1000.0)

    assert answer(trend(x.tolist(), n)) == ("HIGHER", "NONE")


def test_a_suppressed_latest_point_is_a_gap_if_it_is_told() -> None:
    """With ``ends``, a latest period that was published without a figure breaks the run."""
    x = np.array([[*RISE, NAN]])
    n = np.where(np.isnan(x), NAN, 1000.0)

    assert answer(trend(x.tolist(), n, ends=np.array([5]))) == ("UNKNOWN", "TOO_FEW_POINTS")


def test_all_of_a_denominator_anywhere_in_the_run_stops_it() -> None:
    """A count that equals its denominator stops the trend, even before the last five."""
    found = trend([[1000, *RISE], [1000, NAN, *RISE][1:]])

    assert answer(found) == ("UNKNOWN", "ALL_OR_NOTHING")
    assert answer(found, 1) == ("HIGHER", "NONE")


def test_a_count_of_0_stops_the_test_of_log_odds_only() -> None:
    """A count of 0 has no log odds; its interval is as good as any."""
    counts = [0, 50, 100, 150, 200]

    assert answer(trend(counts, by_proportion=True)) == ("UNKNOWN", "ALL_OR_NOTHING")
    assert answer(trend(counts)) == ("HIGHER", "NONE")


def test_without_intervals_the_published_answer_is_repeated_and_marked() -> None:
    """Without intervals, or with intervals of no width, "no change" comes with its obstacle."""
    none = trend(RISE, lower=None, upper=None)
    flat = trend(RISE, lower=np.array([RISE]) / 1000, upper=np.array([RISE]) / 1000)

    assert answer(none) == ("SAME", "NO_INTERVAL")
    assert answer(flat) == ("SAME", "NO_INTERVAL")
    assert np.isnan([none.chi2[0], flat.chi2[0]]).all()


@pytest.mark.parametrize("kind", list(ValueType))
def test_the_kind_of_figure_decides(kind: ValueType) -> None:
    """Proportions, crude and directly standardised rates have a recent trend; others none."""
    expected = ("UNKNOWN", "NOT_FOR_THIS_KIND") if kind is ValueType.OTHER else ("HIGHER", "NONE")

    assert answer(trend(RISE, value_type=kind)) == expected


def test_pooled_years_have_no_recent_trend() -> None:
    """Figures of three years together have none."""
    assert answer(trend(RISE, year_range=3)) == ("UNKNOWN", "POOLED_YEARS")


def test_one_point_that_carries_the_slope_is_not_a_trend() -> None:
    """If leaving out one point turns the slope, the trend is not significant."""
    found = trend([200, 199, 198, 197, 500])

    assert found.chi2[0] > 9.55
    assert not found.steady[0]
    assert answer(found) == ("SAME", "NONE")


def test_a_slope_of_exactly_0_counts_as_rising() -> None:
    """Equal points keep the sign of a rise, so a rise that rests on one of them is steady."""
    found = trend([[200, 200, 200, 200, 500], [500, 500, 500, 500, 200]])

    assert found.steady.tolist() == [True, False]


@pytest.mark.parametrize("counts", [[-1, 150, 200, 250, 300], [1001, 150, 200, 250, 300]])
def test_an_impossible_count_is_a_gap(counts: list[int]) -> None:
    """A negative count, or one above its total, is no point."""
    assert answer(trend(counts)) == ("UNKNOWN", "TOO_FEW_POINTS")


def test_a_rate_may_have_more_events_than_people() -> None:
    """Two events a head are possible for a rate."""
    counts = np.array([[2100.0, 2200, 2300, 2400, 2500]])
    found = recent_trend(
        counts, counts, 1000, counts - 60, counts + 60, value_type=ValueType.CRUDE_RATE
    )

    assert answer(found) == ("HIGHER", "NONE")


def test_no_areas_and_no_figures_are_no_error() -> None:
    """A panel without areas has no trends; one without figures has none it can calculate."""
    nobody = np.empty((0, 5))

    assert recent_trend(nobody, nobody, nobody, nobody, nobody).direction.size == 0
    assert answer(trend([NAN] * 6)) == ("UNKNOWN", "TOO_FEW_POINTS")
