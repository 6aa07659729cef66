"""Figures held against a benchmark or a target, and what polarity makes of it."""

from __future__ import annotations

import numpy as np
import pytest

from purbeck.methods.arrays import figures
from purbeck.methods.benchmark import (
    double_interval,
    rate_limits,
    single_interval,
    spc_proportion,
    spc_rate,
    two_level_interval,
)
from purbeck.methods.codes import Direction, Verdict, judged
from purbeck.methods.goal import against_interval, against_range, against_value
from purbeck.methods.interval import Interval
from purbeck.model.polarity import Polarity

NAN, INF = float("nan"), float("inf")


def directions(codes: np.ndarray) -> list[str]:
    return [Direction(int(code)).name for code in np.atleast_1d(codes)]


def test_a_limit_belongs_to_its_interval() -> None:
    """A benchmark exactly on a limit is similar; the least bit beyond is not."""
    interval = Interval(*figures(10, 12))
    held = [10, 12, np.nextafter(10, 0), np.nextafter(12, 13)]

    assert directions(single_interval(11, interval, held)) == ["SAME", "SAME", "HIGHER", "LOWER"]


@pytest.mark.parametrize(
    ("value", "lower", "upper", "held"),
    [(NAN, 1, 3, 2), (2, NAN, 3, 2), (2, 1, NAN, 2), (2, 1, 3, NAN), (2, 3, 1, 9), (INF, 1, 3, 9)],
)
def test_nothing_missing_is_similar(value: float, lower: float, upper: float, held: float) -> None:
    """A missing figure, limit or benchmark, or reversed limits, give no verdict."""
    interval = Interval(*figures(lower, upper))

    assert directions(single_interval(value, interval, held)) == ["UNKNOWN"]
    assert directions(two_level_interval(value, interval, interval, held)) == ["UNKNOWN"]
    assert directions(double_interval(value, interval, held, interval)) == ["UNKNOWN"]


def test_an_inner_interval_must_be_within_the_outer() -> None:
    """Two levels that do not nest are bad data, and give no verdict."""
    found = two_level_interval(5, Interval(*figures(3, 7)), Interval(*figures(4, 8)), 9)

    assert directions(found) == ["UNKNOWN"]


def test_two_levels_have_five_answers() -> None:
    """From far below to far above the benchmark, each limit belonging to what it encloses."""
    inner, outer = Interval(*figures(4, 6)), Interval(*figures(3, 7))
    found = two_level_interval(5, inner, outer, [7.1, 7, 6, 5, 4, 3, 2.9])

    assert directions(found) == [
        "MUCH_LOWER",
        "LOWER",
        "SAME",
        "SAME",
        "SAME",
        "HIGHER",
        "MUCH_HIGHER",
    ]


def test_control_limits_need_a_denominator_and_a_possible_benchmark() -> None:
    """Without a denominator above 0, or with a benchmark above 100%, there are no limits."""
    found = spc_proportion(50, [100, 0, -5, NAN, 100], [50, 50, 50, 50, 101])

    assert directions(found) == ["SAME", "UNKNOWN", "UNKNOWN", "UNKNOWN", "UNKNOWN"]
    assert directions(spc_rate(5, [1e5, 0, 1e5], [5, 5, -1])) == ["SAME", "UNKNOWN", "UNKNOWN"]


def test_a_rate_of_nothing_has_a_lower_limit_of_nothing() -> None:
    """With a benchmark of 0 the limits are those of no events: 0 and 3.69."""
    found = rate_limits(100_000, 0)

    assert found.lower == 0
    assert found.upper == pytest.approx(3.688879454)


def test_polarity_is_mapped_in_one_place() -> None:
    """Each direction has its verdict by each polarity, and back and forth is as before."""
    codes = np.array([-128, -2, -1, 0, 1, 2], dtype=np.int8)
    found = {
        polarity: [Verdict(int(code)).name for code in judged(codes, polarity)]
        for polarity in Polarity
    }

    assert found[Polarity.HIGHER] == ["UNKNOWN", "WORST", "WORSE", "SAME", "BETTER", "BEST"]
    assert found[Polarity.LOWER] == ["UNKNOWN", "BEST", "BETTER", "SAME", "WORSE", "WORST"]
    assert found[Polarity.NEITHER] == [
        "UNKNOWN",
        "MUCH_LOWER",
        "LOWER",
        "SAME",
        "HIGHER",
        "MUCH_HIGHER",
    ]
    assert found[Polarity.RANGE] == found[Polarity.NEITHER]


def test_a_target_without_a_polarity_gives_no_verdict() -> None:
    """A target is reached from one side, so without a polarity there is no verdict."""
    limits = Interval(*figures(1, 2))
    found = [
        against_value(1, 2, Polarity.NEITHER),
        against_interval(limits, 3, Polarity.RANGE),
        against_range(1, 2, 3, Polarity.NEITHER),
    ]

    assert [int(code) for code in found] == [Verdict.UNKNOWN] * 3


def test_a_target_needs_a_figure() -> None:
    """A missing figure or target, or a reversed range, gives no verdict."""
    unknown = int(Verdict.UNKNOWN)

    assert against_value([NAN, 1], [1, NAN], Polarity.LOWER).tolist() == [unknown] * 2
    assert against_range([NAN, 1], 1, [2, 0], Polarity.HIGHER).tolist() == [unknown] * 2
    assert int(against_interval(Interval(*figures(2, 1)), 3, Polarity.HIGHER)) == unknown
