"""The trends of Fingertips' own tests, and those of R."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from purbeck.methods.arrays import Figures
from purbeck.methods.cochran_armitage import cochran_armitage
from purbeck.methods.codes import Direction
from purbeck.methods.mann_kendall import rank_trend
from purbeck.methods.trend import proportion_trend
from tests.gold.cases import Case, cases, failures, of_name
from tests.gold.trend_cases import PROPORTIONS, RANKS, SUITES


def test_the_threshold_is_that_of_fingertips() -> None:
    """The threshold of the recent trend is the published one, to the last digit."""
    assert failures(of_name(SUITES, "Threshold of the recent trend")) == []


def test_recent_trends_are_those_of_fingertips() -> None:
    """Marker, significance and statistic of every series are as Fingertips' tests have them."""
    assert failures(of_name(SUITES, "Recent trend, as published")) == []


def test_polarity_words_are_those_of_fingertips() -> None:
    """A trend gets better or worse by polarity; without one it only rises or falls."""
    assert failures(of_name(SUITES, "Polarity of a trend")) == []


def test_markers_of_two_points_are_those_of_fingertips() -> None:
    """Two points are marked by whether their intervals overlap."""
    assert failures(of_name(SUITES, "Marker of two points")) == []


def test_cochran_armitage_is_that_of_r() -> None:
    """Statistic, p value and significance at 99.8% are those of R's prop.trend.test."""
    assert failures(of_name(SUITES, "Cochran-Armitage test")) == []


def test_the_slope_of_log_odds_is_that_of_r() -> None:
    """Slope, standard error and dispersion are those of R's glm."""
    assert failures(of_name(SUITES, "Trend of proportions: slope, error, dispersion")) == []


def test_the_slope_of_log_rates_is_that_of_r() -> None:
    """Slope, error, dispersion and annual change are those of R's Poisson glm."""
    assert failures(of_name(SUITES, "Trend of rates: slope, error, dispersion")) == []


def test_the_line_through_values_is_that_of_r() -> None:
    """Where scatter is all there is, slope and p value are those of R's lm."""
    assert failures(of_name(SUITES, "Line through values")) == []


def test_ranks_and_median_slopes_are_those_of_r() -> None:
    """S, tau, the exact p value and the median slope are those of R."""
    assert failures(of_name(SUITES, "Mann-Kendall and Theil-Sen")) == []


def test_no_four_points_could_show_a_trend() -> None:
    """The least p value of a strictly rising series is that of R, and above 5% for four."""
    assert failures(of_name(SUITES, "Least p of few points")) == []


def by_length(read: list[Case], name: str) -> Iterator[list[Case]]:
    """Put the cases of one length together, so that a matrix holds them."""
    for length in sorted({len(case[name]) for case in read}):
        yield [case for case in read if len(case[name]) == length]


def matrix(same: list[Case], name: str) -> Figures:
    return np.array([case[name] for case in same], dtype=np.float64)


def test_many_at_once_are_as_r_has_each() -> None:
    """A series is judged alike whatever others stand beside it."""
    for same in by_length(cases(PROPORTIONS), "x"):
        x, n = matrix(same, "x"), matrix(same, "n")

        assert cochran_armitage(x, n) == pytest.approx([c["chi2"] for c in same], rel=1e-9)
        assert proportion_trend(x, n).slope == pytest.approx(
            [case["logit_slope"] for case in same], rel=1e-8
        )
    for same in by_length(cases(RANKS), "y"):
        found = rank_trend(matrix(same, "y"))

        assert found.score.tolist() == [case["S"] for case in same]


def test_four_points_are_fitted_as_r_does_but_not_judged() -> None:
    """Four points give no trend, whatever R's glm makes of them."""
    four = [case for case in cases(PROPORTIONS) if len(case["x"]) == 4]
    if not four:
        pytest.skip("No outside case has four points.")
    found = proportion_trend([case["x"] for case in four], [case["n"] for case in four])

    assert set(found.direction.tolist()) == {int(Direction.UNKNOWN)}
