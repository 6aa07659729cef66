"""Slope and relative index of inequality, and standardisation for age."""

from __future__ import annotations

import numpy as np
import pytest

from purbeck.methods.codes import Obstacle
from purbeck.methods.inequality import Kind, inequality, inequality_interval
from purbeck.methods.interval import Interval, byar, poisson
from purbeck.methods.standardise import (
    EUROPEAN_STANDARD_2013,
    direct_rate,
    indirect_ratio,
)
from purbeck.model.errors import UsageError

NAN, INF = float("nan"), float("inf")
# The first area of the example of PHEindicatormethods' phe_sii.
PEOPLE = np.array([7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534.0])
YEARS = np.array([75.9, 78.3, 83.8, 83.6, 80.5, 81.1, 81.7, 84.2, 80.6, 86.3])
LOWER = np.array([72.7, 75.3, 80.9, 80.2, 77.1, 78, 79, 81.4, 75.8, 83.2])
UPPER = np.array([79.1, 81.4, 86.8, 87.1, 83.8, 84.2, 84.4, 86.9, 85.4, 89.4])


def by_regression(y: np.ndarray, people: np.ndarray) -> tuple[float, float]:
    """Fit the published regression, its square roots and all."""
    share = people / people.sum()
    middle = np.cumsum(share) - share / 2
    root = np.sqrt(share)
    fit = np.linalg.lstsq(np.column_stack([root, middle * root]), y * root, rcond=None)[0]
    return float(fit[0]), float(fit[1])


def test_the_slope_is_that_of_the_published_regression() -> None:
    """Slope, intercept and relative index are those of the weighted regression."""
    level, slope = by_regression(YEARS, PEOPLE)
    found = inequality(YEARS, PEOPLE)

    assert found.slope == pytest.approx(slope)
    assert found.intercept == pytest.approx(level)
    assert found.relative == pytest.approx((level + slope) / level)


def test_a_negative_multiplier_turns_both_indices() -> None:
    """Where higher is worse, the slope changes its sign and the relative index is turned over."""
    plain, turned = inequality(YEARS, PEOPLE), inequality(YEARS, PEOPLE, multiplier=-100)

    assert turned.slope == pytest.approx(-100 * float(plain.slope))
    assert turned.relative == pytest.approx(1 / float(plain.relative))


@pytest.mark.parametrize("kind", [Kind.RATE, Kind.PROPORTION])
def test_a_transformed_gradient_is_fitted_on_its_scale(kind: Kind) -> None:
    """The ends of a transformed gradient are carried back before they are set side by side."""
    y = YEARS / 100
    onto = np.log(y) if kind is Kind.RATE else np.log(y / (1 - y))
    level, slope = by_regression(onto, PEOPLE)

    def back(end: float) -> float:
        return float(np.exp(end) if kind is Kind.RATE else 1 / (1 + np.exp(-end)))

    found = inequality(y, PEOPLE, kind=kind, transform=True)

    assert found.slope == pytest.approx(back(level + slope) - back(level))
    assert found.relative == pytest.approx(back(level + slope) / back(level))


def test_a_missing_quantile_leaves_no_index() -> None:
    """A missing figure, nobody in a quantile, or a proportion of 0 on its scale, gives none."""
    gap, nobody = YEARS.copy(), PEOPLE.copy()
    gap[3], nobody[0] = NAN, 0
    none = np.append(YEARS[:-1] / 100, 0.0)

    assert np.isnan(inequality(gap, PEOPLE).slope)
    assert np.isnan(inequality(YEARS, nobody).relative)
    assert np.isnan(inequality(none, PEOPLE, kind=Kind.PROPORTION, transform=True).slope)


def test_areas_stand_side_by_side() -> None:
    """Many areas at once have the indices, and the limits, that each has alone."""
    y = np.stack([YEARS, YEARS[::-1]])
    limits = Interval(np.stack([LOWER, LOWER[::-1]]), np.stack([UPPER, UPPER[::-1]]))
    both = inequality_interval(y, PEOPLE, limits, seed=3, repetitions=2000)
    alone = inequality_interval(
        y[1], PEOPLE, Interval(LOWER[::-1], UPPER[::-1]), seed=3, repetitions=2000
    )

    assert inequality(y, PEOPLE).slope[1] == inequality(y[1], PEOPLE).slope
    assert both.slope.lower[1] == pytest.approx(float(alone.slope.lower))
    assert both.relative.upper[1] == pytest.approx(float(alone.relative.upper))


def test_the_simulated_interval_is_that_of_the_algebra() -> None:
    """Drawn often enough, the limits of a straight gradient are those of its standard error."""
    found = inequality_interval(YEARS, PEOPLE, Interval(LOWER, UPPER), seed=1)
    share = PEOPLE / PEOPLE.sum()
    middle = np.cumsum(share) - share / 2 - 0.5
    error = (UPPER - LOWER) / 3.919928
    spread = np.sqrt(((share * middle / (share * middle**2).sum() * error) ** 2).sum())
    slope = float(inequality(YEARS, PEOPLE).slope)

    assert found.slope.lower == pytest.approx(slope - 1.96 * spread, abs=0.06)
    assert found.slope.upper == pytest.approx(slope + 1.96 * spread, abs=0.06)


def test_the_same_seed_gives_the_same_limits() -> None:
    """The limits are the same to the last digit for one seed, and others for another."""
    drawn = [
        inequality_interval(
            YEARS / 100,
            PEOPLE,
            Interval(LOWER / 100, UPPER / 100),
            seed=seed,
            kind=Kind.PROPORTION,
            repetitions=1000,
        )
        for seed in (1, 1, 2)
    ]

    assert drawn[0].slope.lower == drawn[1].slope.lower
    assert drawn[0].slope.lower != drawn[2].slope.lower


def test_too_few_repetitions_are_refused() -> None:
    """Fewer than a thousand draws place no limit."""
    with pytest.raises(UsageError, match="1000 repetitions"):
        inequality_interval(YEARS, PEOPLE, Interval(LOWER, UPPER), seed=1, repetitions=999)


def test_a_quantile_without_an_interval_leaves_none() -> None:
    """A missing or reversed limit gives no interval of either index."""
    for lower in (np.append(LOWER[:-1], NAN), np.append(LOWER[:-1], 99.0)):
        found = inequality_interval(YEARS, PEOPLE, Interval(lower, UPPER), seed=1, repetitions=1000)

        assert np.isnan([found.slope.lower, found.relative.upper]).all()


def test_the_standard_population_is_a_hundred_thousand() -> None:
    """The European Standard Population has 19 bands and 100,000 people."""
    assert len(EUROPEAN_STANDARD_2013) == 19
    assert sum(EUROPEAN_STANDARD_2013) == 100_000


def test_a_direct_rate_of_the_standard_itself_is_the_crude_rate() -> None:
    """An area with the standard's ages has its crude rate, and the crude rate's interval."""
    people = np.array(EUROPEAN_STANDARD_2013, dtype=float)
    events = people / 500
    found = direct_rate(events, people)
    limits = byar(events.sum())

    assert found.value == pytest.approx(200)
    assert (float(found.lower), float(found.upper)) == pytest.approx(
        (float(limits.lower), float(limits.upper))
    )


def test_nine_events_give_no_direct_rate() -> None:
    """Ten events have a rate, nine have none; a missing count is none."""
    events = np.array([[5, 5], [5, 4], [10, NAN]])
    found = direct_rate(events, [100, 100], [1, 1])

    assert found.obstacle.tolist() == [Obstacle.NONE, Obstacle.TOO_FEW_EVENTS, Obstacle.NONE]
    assert np.isnan([found.value[1], found.lower[1], found.upper[1]]).all()


@pytest.mark.parametrize(
    ("count", "people", "obstacle"),
    [
        ([-1, 20], [100, 100], Obstacle.IMPOSSIBLE_COUNT),
        ([INF, 20], [100, 100], Obstacle.IMPOSSIBLE_COUNT),
        ([10, 20], [0, 100], Obstacle.NO_DENOMINATOR),
        ([10, 20], [NAN, 100], Obstacle.NO_DENOMINATOR),
    ],
)
def test_impossible_bands_give_no_direct_rate(
    count: list[float], people: list[float], obstacle: Obstacle
) -> None:
    """A negative or infinite count, or a band without people, gives a reason and no rate."""
    found = direct_rate(count, people, [1, 1])

    assert found.obstacle == obstacle
    assert np.isnan(found.value)


def test_an_indirect_ratio_is_observed_over_expected() -> None:
    """As many events as the reference rates would give are a ratio of 1, or 100."""
    found = indirect_ratio([30, 9], [1000, 500], [100, 200], [10_000, 5_000], multiplier=100)
    limits = poisson([30, 9])

    assert found.expected.tolist() == [30, 30]
    assert found.value.tolist() == pytest.approx([100, 30])
    assert found.lower == pytest.approx(limits.lower / 30 * 100)
    assert found.upper == pytest.approx(limits.upper / 30 * 100)


@pytest.mark.parametrize(
    ("observed", "people", "obstacle"),
    [
        (NAN, [100, 100], Obstacle.NO_FIGURE),
        (-1, [100, 100], Obstacle.IMPOSSIBLE_COUNT),
        (5, [0, 0], Obstacle.NO_DENOMINATOR),
        (5, [-5, 100], Obstacle.NO_DENOMINATOR),
        (5, [INF, 100], Obstacle.NO_DENOMINATOR),
        (5, [NAN, 100], Obstacle.NONE),
    ],
)
def test_an_indirect_ratio_needs_something_expected(
    observed: float, people: list[float], obstacle: Obstacle
) -> None:
    """Nothing expected, or nothing observed, gives a reason and no ratio."""
    found = indirect_ratio(observed, people, [10, 20], [1000, 1000])

    assert found.obstacle == obstacle
    assert np.isnan(found.value) == (obstacle is not Obstacle.NONE)
