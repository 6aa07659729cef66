"""Figures of small areas drawn towards their average."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from scipy import stats

from purbeck.assess.place import RULE
from purbeck.methods import shrinkage as module
from purbeck.methods.shrinkage import Shrunken, shrunken_proportions, shrunken_rates
from tests.spec.method_cases import Figures, Method, Row, cases

method = Method(
    name="Shrinkage towards the average",
    statement="What the figure of a small area most likely is, given its count and all the others.",
    definition=(
        "Average m: all counts over all totals. Spread: the squares of the differences from m, "
        "weighted by the totals, less what chance alone would give; 0 where nothing is left.",
        "Rates: variance A between areas = spread / all totals − m × areas / all totals; each area "
        "keeps A / (A + m / total) of its own difference from m (gamma and Poisson).",
        "Shares: likeness r = (spread − m(1−m)(areas − 1)) / (m(1−m)(Σ n(1 − n/N) − (areas − 1))); "
        "each area keeps n / (n + 1/r − 1) of its own difference (beta and binomial).",
        "The interval is that of the gamma or beta distribution left for each area; it takes the "
        "spread for known, and there is none where no spread is found.",
    ),
    source="Clayton and Kaldor 1987; Marshall 1991 (rates). Kleinman 1973 (shares).",
    modules=(module,),
    used_by=(RULE,),
)

TABLE = """
    area   | count | total
    Ash    | 0     | 10
    Birch  | 2     | 10
    Cedar  | 30    | 100
    Dene   | 30    | 200
    Empty  | -     | 50
    Nobody | 3     | 0
    """

ALIKE = """
    area  | count | total
    Ash   | 5     | 50
    Birch | 10    | 100
    Cedar | 20    | 200
    """


def test_a_small_area_keeps_less_of_its_own_figure() -> None:
    """With ten people 15% of the own difference is kept, with 200 people 78%."""
    drawn = cases(TABLE)

    found = drawn.all(
        "share kept", lambda row: shrunken_rates(row["count"], row["total"]).weight, 2
    )

    assert found == {
        "Ash": 0.15,
        "Birch": 0.15,
        "Cedar": 0.64,
        "Dene": 0.78,
        "Empty": None,
        "Nobody": None,
    }


def test_figures_lie_between_the_raw_one_and_the_average() -> None:
    """None of ten is drawn to 0.164, about the average of 62 in 320; 30 of 100 to 0.262."""
    drawn = cases(TABLE)

    found = drawn.all("rate", lambda row: shrunken_rates(row["count"], row["total"]).estimate, 3)

    assert found == {
        "Ash": 0.164,
        "Birch": 0.195,
        "Cedar": 0.262,
        "Dene": 0.16,
        "Empty": None,
        "Nobody": None,
    }


def test_areas_that_differ_by_no_more_than_chance_are_all_the_average() -> None:
    """Where chance explains all of it, nothing is kept, and there is no interval to give."""
    drawn = cases(ALIKE)

    for shrunken in (shrunken_rates, shrunken_proportions):
        figure = drawn.all("figure", partial(_of, shrunken, "estimate"))
        lower = drawn.all("lower", partial(_of, shrunken, "lower"))

        assert figure == {"Ash": 0.1, "Birch": 0.1, "Cedar": 0.1}
        assert lower == {"Ash": None, "Birch": None, "Cedar": None}


def _of(shrunken: Callable[..., Shrunken], name: str, row: Row) -> Figures:
    found: Figures = getattr(shrunken(row["count"], row["total"]), name)
    return found


def test_one_area_is_not_drawn_anywhere() -> None:
    """Of one area no spread can be known: it has no figure but its own."""
    found = shrunken_rates([3.0], [10.0])

    assert np.isnan(found.estimate).all()


def test_the_interval_is_that_of_the_distribution_that_is_left() -> None:
    """The limits are the quantiles that scipy gives of the gamma and of the beta distribution."""
    count, total = np.array([0.0, 5.0, 30.0, 60.0]), np.array([10.0, 10.0, 100.0, 100.0])
    rates, shares = shrunken_rates(count, total), shrunken_proportions(count, total)
    m, a = float(rates.average), float(rates.variance)
    prior = float(shares.average * (1 - shares.average) / shares.variance) - 1.0

    gamma = stats.gamma.ppf(0.975, m * m / a + count, scale=1.0 / (m / a + total))
    beta = stats.beta.ppf(0.975, m * prior + count, (1.0 - m) * prior + total - count)

    np.testing.assert_allclose(rates.upper, gamma, rtol=1e-9)
    np.testing.assert_allclose(shares.upper, beta, rtol=1e-9)


def test_the_spread_of_a_known_distribution_is_recovered() -> None:
    """Of 20,000 simulated areas the spread is found to 5%, and the interval holds 95 in 100."""
    chance = np.random.default_rng(20261124)
    total = chance.integers(20, 400, 20000).astype(np.float64)
    true = chance.beta(4.0, 36.0, 20000)
    found = shrunken_proportions(chance.binomial(total.astype(int), true), total)
    held = (found.lower <= true) & (true <= found.upper)

    assert abs(float(found.variance) / (0.1 * 0.9 / 41.0) - 1.0) < 0.05
    assert abs(held.mean() - 0.95) < 0.01
