"""Confidence intervals of proportions, counts, rates and means."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from purbeck.methods.interval import (
    byar,
    count_of,
    critical_value,
    exact_poisson,
    mean,
    mean_of,
    poisson,
    rate,
    wilson,
)
from purbeck.model.errors import UsageError

NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize("confidence", [0.95, 0.998, 0.5])
def test_wilson_is_that_of_scipy(confidence: float) -> None:
    """Wilson's limits are those of another hand, at any level of confidence."""
    counts = np.array([0, 1, 5, 65, 99, 100])
    found = wilson(counts, 100, confidence)
    outside = [stats.binomtest(int(x), 100).proportion_ci(confidence, "wilson") for x in counts]

    assert found.lower == pytest.approx([one.low for one in outside], abs=1e-14)
    assert found.upper == pytest.approx([one.high for one in outside], abs=1e-14)


def test_none_and_all_end_exactly_at_the_edge() -> None:
    """None of a hundred has a lower limit of 0, all of them an upper limit of 1, to the digit."""
    found = wilson([0, 7, 100, 10**9], [100, 7, 100, 10**9])

    assert found.lower[0] == 0.0
    assert found.upper[1:].tolist() == [1.0, 1.0, 1.0]


def test_a_small_proportion_of_a_large_total_keeps_its_digits() -> None:
    """One in ten billion has a lower limit that is right to ten digits."""
    found = wilson(1, 1e10)
    z = critical_value()
    exact = 2 / (2 + z * z + z * np.sqrt(z * z + 4)) * 1e-10

    assert float(found.lower) == pytest.approx(exact, rel=1e-9)


@pytest.mark.parametrize(
    ("count", "total"),
    [(-1, 10), (11, 10), (5, 0), (0, 0), (5, -10), (NAN, 10), (5, NAN), (5, INF)],
)
def test_no_interval_is_made_up(count: float, total: float) -> None:
    """Without a possible count and a denominator above 0 there is no interval."""
    found = wilson(count, total)

    assert np.isnan([found.lower, found.upper]).all()


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_exact_limits_are_the_chi_squared_quantiles(confidence: float) -> None:
    """The exact limits of a count are halves of chi-squared quantiles; of none the lower is 0."""
    counts = np.array([0, 1, 4, 9, 30])
    found = exact_poisson(counts, confidence)
    tail = (1 - confidence) / 2

    assert found.lower[0] == 0.0
    assert found.lower[1:] == pytest.approx(stats.chi2.ppf(tail, 2 * counts[1:]) / 2, rel=1e-10)
    assert found.upper == pytest.approx(stats.chi2.ppf(1 - tail, 2 * counts + 2) / 2, rel=1e-10)


def test_ten_events_are_the_first_of_byar() -> None:
    """Nine events have the exact limits, ten have Byar's."""
    found = poisson([9, 9.999, 10])

    assert found.lower[:2].tolist() == exact_poisson([9, 9.999]).lower.tolist()
    assert found.upper[2] == byar(10).upper


def test_byar_has_no_lower_limit_where_it_would_be_negative() -> None:
    """Byar's lower limit of one event at 99.8% would fall below 0, and is left out."""
    assert np.isnan(byar([0, 1], 0.998).lower).all()


@pytest.mark.parametrize("population", [0, -1, NAN, INF])
def test_a_rate_needs_a_population(population: float) -> None:
    """A rate in nobody has no interval."""
    found = rate(5, population)

    assert np.isnan([found.lower, found.upper]).all()


def test_a_rate_is_per_its_multiplier() -> None:
    """The same events per thousand are a hundredth of those per hundred thousand."""
    assert rate(50, 4000, 1000).upper * 100 == pytest.approx(float(rate(50, 4000).upper))


def test_the_interval_of_a_mean_is_that_of_students_t() -> None:
    """The interval of a mean is that of scipy's t distribution."""
    values = np.array([4.0, 6.5, 8.0, 3.1])
    found = mean_of(values, 0.998)
    outside = stats.t.interval(0.998, 3, values.mean(), stats.sem(values))

    assert (float(found.lower), float(found.upper)) == pytest.approx(outside)


def test_one_value_has_no_interval() -> None:
    """A mean of one value, or of none, has no interval; nor has a negative deviation."""
    found = mean([5, 5, 5], [0, 1, -1], [1, 0, 9])

    assert np.isnan(found.lower).all()
    assert np.isnan(mean_of([5.0]).upper)


def test_a_count_is_found_only_where_the_denominator_is_known() -> None:
    """A published percentage alone gives no count."""
    assert count_of(0.614, 1000) == 614
    assert np.isnan(count_of([0.614, 1.2, 0.5], [NAN, 100, 0])).all()


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, NAN])
def test_a_confidence_is_between_0_and_1(confidence: float) -> None:
    """A confidence of 95 is refused, for it would otherwise be taken for certainty."""
    with pytest.raises(UsageError, match="not between 0 and 1"):
        wilson(5, 10, confidence)


def test_counts_beyond_32_bits_are_exact() -> None:
    """Five billion of eight billion are counted without overflow."""
    found = wilson(np.array([5_000_000_000]), np.array([8_000_000_000]))

    assert found.lower[0] == pytest.approx(0.625, abs=2e-5)
    assert found.lower[0] < 0.625 < found.upper[0]
