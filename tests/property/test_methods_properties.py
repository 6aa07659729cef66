"""The methods for many areas at once, against the same methods for one, in plain Python."""

from __future__ import annotations

import math
from statistics import NormalDist, median

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from purbeck.methods.arrays import figures
from purbeck.methods.benchmark import single_interval
from purbeck.methods.codes import Direction
from purbeck.methods.interval import Interval, poisson, wilson
from purbeck.methods.mann_kendall import rank_trend
from purbeck.methods.proportion_test import compare_proportions
from purbeck.methods.rank import quantile_group, ranks
from purbeck.methods.rate_ratio import compare_rates
from purbeck.methods.recent_trend import CHI2_THRESHOLD, recent_trend
from purbeck.methods.trend import proportion_trend, rate_trend

any_number = st.floats(allow_nan=True, allow_infinity=True, width=64)
small = st.integers(-2, 60)
counts = st.lists(st.tuples(small, small), min_size=1, max_size=30)


def plain_wilson(x: float, n: float) -> tuple[float, float]:
    z = NormalDist().inv_cdf(0.975)
    middle = 2 * x + z * z
    reach = z * math.sqrt(z * z + 4 * x * (1 - x / n))
    return (middle - reach) / (2 * (n + z * z)), (middle + reach) / (2 * (n + z * z))


@given(counts)
def test_wilson_is_the_plain_formula(pairs: list[tuple[int, int]]) -> None:
    """Where a proportion is possible its interval is the formula's, elsewhere there is none."""
    x, n = np.array(pairs, dtype=float).T
    found = wilson(x, n)
    for row, (count, total) in enumerate(pairs):
        if 0 <= count <= total and total > 0:
            low, high = plain_wilson(count, total)
            assert math.isclose(found.lower[row], low, abs_tol=1e-12)
            assert math.isclose(found.upper[row], high, abs_tol=1e-12)
        else:
            assert np.isnan([found.lower[row], found.upper[row]]).all()


@given(any_number, any_number, any_number, any_number)
def test_no_number_makes_a_warning_or_a_reversed_interval(
    a: float, b: float, c: float, d: float
) -> None:
    """Whatever is given, limits are in order and within what is possible, or there are none."""
    of_proportion, of_count = wilson(a, b), poisson(a)
    proportions, rates = compare_proportions(a, b, c, d), compare_rates(a, b, c, d)

    assert np.isnan(of_proportion.lower) or 0 <= of_proportion.lower <= of_proportion.upper <= 1
    assert np.isnan(of_count.lower) or 0 <= of_count.lower <= of_count.upper
    for p in (proportions.p, rates.p):
        assert np.isnan(p) or 0 <= p <= 1


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 4), min_size=1, max_size=20))
def test_a_single_interval_is_the_plain_rule(rows: list[tuple[int, ...]]) -> None:
    """The benchmark within the interval, its limits included, is similar."""
    value, low, high, held = np.array(rows, dtype=float).T
    found = single_interval(value, Interval(low, high), held)
    for row, (_, lower, upper, mark) in enumerate(rows):
        if lower > upper:
            expected = Direction.UNKNOWN
        elif lower <= mark <= upper:
            expected = Direction.SAME
        else:
            expected = Direction.LOWER if upper < mark else Direction.HIGHER
        assert found[row] == expected


@given(st.lists(st.one_of(st.none(), st.integers(0, 6)), min_size=0, max_size=12))
def test_the_median_slope_is_the_plain_one(series: list[int | None]) -> None:
    """Score and median slope are those of all pairs, one by one."""
    y = [math.nan if value is None else float(value) for value in series]
    found = rank_trend(np.array([y]).reshape(1, -1))
    pairs = [
        (y[j] - y[i]) / (j - i)
        for i in range(len(y))
        for j in range(i + 1, len(y))
        if not math.isnan(y[i] + y[j])
    ]
    if pairs:
        assert found.score[0] == sum((slope > 0) - (slope < 0) for slope in pairs)
        assert math.isclose(found.slope[0], median(pairs), abs_tol=1e-12)
    else:
        assert np.isnan(found.slope[0])


@given(st.lists(st.one_of(st.none(), st.integers(0, 6)), min_size=0, max_size=25))
def test_a_rank_is_one_more_than_those_before(series: list[int | None]) -> None:
    """The rank of a value is one more than the number of greater values."""
    there = [value for value in series if value is not None]
    found = ranks([math.nan if value is None else value for value in series])
    expected = [0 if v is None else 1 + sum(other > v for other in there) for v in series]

    assert found.from_highest.tolist() == expected
    assert int(found.peers) == len(there)


@given(st.lists(st.floats(0, 1000), min_size=4, max_size=40))
def test_groups_follow_the_values(values: list[float]) -> None:
    """A higher value is never in a lower group, and every area with a figure has one."""
    group = quantile_group(values)
    order = np.argsort(values, kind="stable")

    assert (np.diff(group[order]) >= 0).all()
    assert group.min() >= 1
    assert group.max() <= 4


def plain_recent_trend(x: list[int], n: int) -> int:
    """Follow the published steps for five proportions of one denominator, one by one."""
    points = []
    for t, count in enumerate(x, start=1):
        low, high = plain_wilson(count, n)
        points.append((t, count / n, (3.92 / (high - low)) ** 2))
    slopes = []
    for without in range(6):
        kept = [point for point in points if point[0] != without]
        w = sum(weight for _, _, weight in kept)
        wt = sum(weight * t for t, _, weight in kept)
        wy = sum(weight * y for _, y, weight in kept)
        wtt = sum(weight * t * t for t, _, weight in kept)
        wty = sum(weight * t * y for t, y, weight in kept)
        slopes.append((w * wty - wt * wy) / (w * wtt - wt * wt))
        if not without:
            error = w / (w * wtt - wt * wt)
    # Terms that cancel leave a rounding error behind, which is no slope.
    steady = abs(sum(-1 if slope < -1e-13 else 1 for slope in slopes)) == 6
    significant = steady and slopes[0] ** 2 / error > CHI2_THRESHOLD
    return int(math.copysign(significant, slopes[0]))


@given(st.lists(st.lists(st.integers(0, 399), min_size=5, max_size=5), min_size=1, max_size=8))
def test_the_recent_trend_is_the_published_steps(rows: list[list[int]]) -> None:
    """Every area's marker is that of the published steps, worked through one by one."""
    x = np.array(rows, dtype=float)
    limits = wilson(x, 400)
    found = recent_trend(x / 400, x, 400, limits.lower, limits.upper)

    assert found.direction.tolist() == [plain_recent_trend(row, 400) for row in rows]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(small, min_size=7, max_size=7), min_size=1, max_size=6))
def test_a_fitted_line_leaves_no_pull(rows: list[list[int]]) -> None:
    """At the fit the residuals neither lift nor turn the line; where there is none it says so."""
    x = np.array(rows, dtype=float)
    for found, n in ((proportion_trend(x, 50), 50.0), (rate_trend(x, 50), math.inf)):
        for row in range(len(rows)):
            there = (x[row] >= 0) & (x[row] <= n)
            if np.isnan(found.slope[row]):
                inside = there & (x[row] > 0) & (x[row] < n)
                # With five points that are neither none nor all, a line can always be fitted.
                assert found.obstacle[row] != 0
                assert inside.sum() < 5
                continue
            pull = residuals(x[row], there, float(found.slope[row]), 50.0, binomial=n < math.inf)
            assert abs(pull) < 1e-5


def residuals(x: np.ndarray, there: np.ndarray, slope: float, n: float, *, binomial: bool) -> float:
    """Find the level that goes with a slope by halving, and give the turning pull that is left."""
    time = np.arange(x.size)[there]
    low, high = -200.0, 200.0
    for _ in range(200):
        level = (low + high) / 2
        line = np.clip(level + slope * time, -500, 500)
        mean = n / (1 + np.exp(-line)) if binomial else n * np.exp(line)
        low, high = (low, level) if mean.sum() > x[there].sum() else (level, high)
    return float(((x[there] - mean) * time).sum())


@settings(max_examples=60)
@given(
    st.lists(st.lists(any_number, min_size=6, max_size=6), min_size=1, max_size=4),
    st.lists(any_number, min_size=6, max_size=6),
)
def test_no_series_makes_a_warning(rows: list[list[float]], totals: list[float]) -> None:
    """Whatever is given, a trend has a p value from 0 to 1 or an obstacle."""
    x, n = figures(rows, totals)
    for found in (proportion_trend(x, n), rate_trend(x, n), rank_trend(x)):
        known = found.direction != Direction.UNKNOWN

        assert ((found.p[known] >= 0) & (found.p[known] <= 1)).all()
        assert (found.obstacle[~known] != 0).all()
