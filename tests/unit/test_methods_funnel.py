"""Funnels, with chance alone and with the variance between areas."""

from __future__ import annotations

import numpy as np
import pytest

from purbeck.methods.codes import Direction
from purbeck.methods.funnel import (
    TAIL_998,
    average_proportion,
    average_rate,
    proportion_flags,
    proportion_limits,
    ratio_flags,
    ratio_limits,
)
from purbeck.methods.overdispersion import Scale, dispersion, widened_limits
from purbeck.model.errors import UsageError

NAN, INF = float("nan"), float("inf")


def directions(codes: np.ndarray) -> list[str]:
    return [Direction(int(code)).name for code in np.atleast_1d(codes)]


def test_proportion_limits_are_those_of_phe() -> None:
    """Limits at an average of 80.642448% are those of PHEindicatormethods' own test table."""
    # Population, lower and upper 0.025 limit, lower and upper 0.001 limit
    # (PHEindicatormethods, tests/testthat/testdata_funnel_prop_outputs.csv).
    table = np.array(
        [
            [1, 3.204264, 100, 0, 100],
            [10, 56.154344, 100, 42.03259, 100],
            [41, 68.548635, 92.73626, 61.574398, 99.710497],
            [1008, 78.203374, 83.081521, 76.796814, 84.488082],
            [110000, 80.408963, 80.875933, 80.274317, 81.010578],
        ]
    )
    inner = proportion_limits(table[:, 0], 0.80642448)
    outer = proportion_limits(table[:, 0], 0.80642448, TAIL_998)
    found = np.column_stack([inner.lower, inner.upper, outer.lower, outer.upper]) * 100

    assert found == pytest.approx(table[:, 1:], abs=2e-6)


def test_ratio_limits_are_those_of_phe() -> None:
    """Limits of ratios by events are those of PHEindicatormethods' own test table."""
    # Events, lower and upper 0.025 limit, lower and upper 0.001 limit, times 100
    # (PHEindicatormethods, tests/testthat/testdata_funnel_ratio_outputs.csv).
    table = np.array(
        [
            [1, 17.94802207, 3949.774946, 10.83023482, 99945.32721],
            [9, 52.67840524, 218.6921502, 39.72215762, 366.9836676],
            [10, 54.3763205, 208.5337156, 41.43536693, 337.778507],
            [100, 82.21871402, 122.9044681, 74.11562345, 139.0406755],
            [716, 92.93605352, 107.7488421, 89.20960712, 112.5516964],
        ]
    )
    inner = ratio_limits(table[:, 0])
    outer = ratio_limits(table[:, 0], tail=TAIL_998)
    found = np.column_stack([inner.lower, inner.upper, outer.lower, outer.upper]) * 100

    # The table was found by bisection in steps of one in ten million.
    assert found == pytest.approx(table[:, 1:], rel=2e-4)
    assert found[1:] == pytest.approx(table[1:, 1:], rel=2e-6)


def test_rate_limits_are_those_of_phe() -> None:
    """Limits of rates are those of ratios times the average rate, as in PHE's test table."""
    # (PHEindicatormethods, tests/testthat/testdata_funnel_rate_outputs_2.csv.)
    found = ratio_limits([10, 1344], 114.8591735)

    assert found.lower == pytest.approx([62.45619233, 108.8787415], rel=1e-6)
    assert found.upper == pytest.approx([239.5201023, 121.2559352], rel=1e-6)


def test_a_point_on_a_limit_is_within() -> None:
    """A proportion exactly on the limit is not flagged."""
    limit = float(proportion_limits(100, 0.5).upper)
    beyond = np.nextafter(limit * 100, 100)

    assert directions(proportion_flags([limit * 100, beyond + 1e-9], 100, 0.5)) == [
        "SAME",
        "HIGHER",
    ]


@pytest.mark.parametrize(("count", "total"), [(5, 0), (-1, 10), (11, 10), (NAN, 10), (5, INF)])
def test_impossible_figures_are_not_placed(count: float, total: float) -> None:
    """A figure that cannot be is on no side of the funnel."""
    assert directions(proportion_flags(count, total, 0.5)) == ["UNKNOWN"]
    assert np.isnan(average_proportion([count], [total]))


def test_no_events_have_a_lower_limit_of_0_and_no_upper_one() -> None:
    """No events could belong to any small expected number."""
    found = ratio_limits([0, -1])

    assert (found.lower[0], found.upper[0]) == (0, INF)
    assert np.isnan([found.lower[1], found.upper[1]]).all()


def test_the_exact_interval_flags_below_ten_events() -> None:
    """An area is beyond a limit where its own interval leaves out the average."""
    codes = ratio_flags([9, 9, 0, 10], [17.0, 17.1, 3.6, 0], 1.0)

    assert directions(codes) == ["SAME", "LOWER", "SAME", "UNKNOWN"]


def test_a_standardised_rate_of_nine_events_is_not_placed() -> None:
    """Fewer than ten events of a directly standardised rate are not on the funnel; ten are."""
    codes = ratio_flags([9, 10], [100, 100], standardised_rate=True)

    assert directions(codes) == ["UNKNOWN", "MUCH_LOWER"]


def test_the_average_leaves_out_what_is_missing() -> None:
    """A missing count takes its denominator with it."""
    assert average_proportion([10, NAN, 30], [100, 100, 100]) == pytest.approx(0.2)
    assert average_rate([10, 30], [5, 15]) == 2
    assert np.isnan(average_rate([], []))


def by_hand(z: np.ndarray, s: np.ndarray) -> tuple[float, float]:
    """Work out phi and tau squared as in Spiegelhalter 2005, extremes drawn in."""
    low, high = np.quantile(z, [0.1, 0.9])
    phi = float(np.mean(np.clip(z, low, high) ** 2))
    w, n = 1 / s**2, z.size
    return phi, float(max(0.0, (n * phi - (n - 1)) / (w.sum() - (w**2).sum() / w.sum())))


def test_dispersion_of_proportions_is_as_published() -> None:
    """On the arcsine scale phi and the variance are those of the published formulas."""
    dice = np.random.default_rng(4)
    n = dice.integers(200, 2000, 60).astype(float)
    x = dice.binomial(n.astype(int), np.clip(dice.normal(0.3, 0.04, 60), 0, 1)).astype(float)
    found = dispersion(x, n, Scale.PROPORTION)
    s = 0.5 / np.sqrt(n)
    z = (np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(x.sum() / n.sum()))) / s

    assert (found.phi, found.variance) == pytest.approx(by_hand(z, s))
    assert found.shown
    assert found.variance > 0


def held(x: np.ndarray, n: np.ndarray, scale: Scale, trimmed: float) -> float:
    found = dispersion(x, n, scale, trimmed)
    limits = widened_limits(n, found, of=x)

    assert found.shown
    return float(((x / n >= limits.lower) & (x / n <= limits.upper)).mean())


@pytest.mark.parametrize("scale", list(Scale))
def test_widened_limits_hold_about_19_in_20(scale: Scale) -> None:
    """If nothing is trimmed, the widened limits hold 95% of areas that differ by themselves.

    The published trimming makes them narrower: it takes some of the spread for extremes.
    """
    dice = np.random.default_rng(8)
    n = dice.integers(400, 4000, 2000).astype(float)
    x = dice.poisson(n * np.exp(dice.normal(0, 0.15, 2000) - 0.01125)).astype(float)
    if scale is Scale.PROPORTION:
        x, n = np.minimum(x, 5 * n), 5 * n

    assert 0.93 < held(x, n, scale, 0.0) < 0.97
    assert 0.78 < held(x, n, scale, 0.1) < 0.90


@pytest.mark.parametrize("trimmed", [-0.1, 0.5, 1.0])
def test_not_everything_can_be_trimmed(trimmed: float) -> None:
    """Half at each end is everything, and is refused."""
    with pytest.raises(UsageError, match="from 0 to below a half"):
        dispersion([1, 2, 3], [10, 10, 10], Scale.PROPORTION, trimmed)


def test_chance_alone_is_not_widened() -> None:
    """Where dispersion beyond chance is not shown, the limits are those of chance."""
    dice = np.random.default_rng(6)
    n = np.full(100, 900.0)
    found = dispersion(dice.binomial(900, 0.3, 100), n, Scale.PROPORTION)
    limits = widened_limits([900.0], found)

    assert not found.shown
    assert found.applied == 0
    assert limits.upper[0] == pytest.approx(0.3 + 1.96 * np.sqrt(0.21 / 900), abs=0.01)


def test_truncation_leaves_the_end_groups_out() -> None:
    """On the log scale a tenth at each end is left out, ties sharing the mean of their ranks."""
    n = np.full(20, 100.0)
    found = dispersion(np.arange(91, 111), n, Scale.RATIO_BY_LOG)

    assert found.areas == 16


def test_too_few_areas_have_no_dispersion() -> None:
    """One area, or none, shows nothing and widens nothing."""
    for areas in ([], [5.0], [NAN, NAN]):
        found = dispersion(areas, np.full(len(areas), 10.0), Scale.PROPORTION)

        assert np.isnan(found.phi)
        assert not found.shown
        assert found.applied == 0


def test_areas_without_events_have_no_score_on_the_log_scale() -> None:
    """No events have no logarithm; the area has no score and does not spoil the others."""
    found = dispersion([0, *range(91, 111)], np.full(21, 100.0), Scale.RATIO_BY_LOG)

    assert np.isnan(found.score[0])
    assert np.isfinite(found.score[1:]).all()


@pytest.mark.parametrize("scale", list(Scale))
def test_groups_side_by_side_are_those_of_each(scale: Scale) -> None:
    """Each column is a group of its own: what is found of it does not hang on the others."""
    dice = np.random.default_rng(11)
    n = dice.integers(100, 900, (15, 6)).astype(float)
    x = dice.binomial(n.astype(int), dice.uniform(0.1, 0.5, (15, 6))).astype(float)
    x[dice.random(x.shape) < 0.1] = NAN
    x[:, 4], n[1:, 5] = NAN, NAN
    whole = dispersion(x, n, scale)
    limits = widened_limits(n, whole, of=x)

    for column in range(6):
        alone = dispersion(x[:, column], n[:, column], scale)
        of_it = widened_limits(n[:, column], alone, of=x[:, column])
        assert whole.phi[column] == pytest.approx(float(alone.phi), nan_ok=True)
        assert whole.applied[column] == pytest.approx(float(alone.applied))
        assert whole.score[:, column] == pytest.approx(alone.score, nan_ok=True)
        assert limits.upper[:, column] == pytest.approx(of_it.upper, nan_ok=True)
