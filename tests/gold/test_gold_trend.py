"""The trends of Fingertips' own tests, and those of R."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from purbeck.methods import two_points
from purbeck.methods.arrays import Figures, figures
from purbeck.methods.cochran_armitage import cochran_armitage, p_of_chi2
from purbeck.methods.codes import Direction, Verdict, judged
from purbeck.methods.interval import Interval
from purbeck.methods.mann_kendall import rank_trend
from purbeck.methods.recent_trend import CHI2_THRESHOLD, RecentTrend, ValueType, recent_trend
from purbeck.methods.trend import proportion_trend, rate_trend
from purbeck.model.polarity import Polarity
from tests.gold.cases import cases

MARKERS = {
    Direction.UNKNOWN: "cannotbecalculated",
    Direction.SAME: "nochange",
    Direction.HIGHER: "increasing",
    Direction.LOWER: "decreasing",
}
TRENDS = {name: direction for direction, name in MARKERS.items()}
POLARITIES = {
    "high is good": Polarity.HIGHER,
    "low is good": Polarity.LOWER,
    "no judgement": Polarity.NEITHER,
    "HighIsGood": Polarity.HIGHER,
    "LowIsGood": Polarity.LOWER,
    "NoJudgement": Polarity.NEITHER,
}


def worded(code: int, polarity: Polarity) -> str:
    """Say a trend as Fingertips names it, in small letters without spaces."""
    verdict = Verdict(int(judged(np.array([code], dtype=np.int8), polarity)[0]))
    ending = {Verdict.BETTER: "andgettingbetter", Verdict.WORSE: "andgettingworse"}
    return MARKERS[Direction(code)] + ending.get(verdict, "")


def trend_of(case: dict[str, Any]) -> RecentTrend:
    def row(name: str) -> np.ndarray:
        return np.array([[point.get(name) for point in case["points"]]], dtype=np.float64)

    kinds = {kind.value: kind for kind in ValueType}
    return recent_trend(
        row("value"),
        row("count"),
        row("denominator"),
        row("lowerci95"),
        row("upperci95"),
        value_type=kinds.get(case["value_type"], ValueType.OTHER),
        year_range=case.get("year_range", 1),
        by_proportion=case["method"] == "proportion_chi2",
    )


def test_the_threshold_is_that_of_fingertips() -> None:
    """The threshold of the recent trend is the published one, to the last digit."""
    assert cases("recent_trend/fingertips_tests.json")["threshold_chi2"] == CHI2_THRESHOLD


def test_recent_trends_are_those_of_fingertips() -> None:
    """Marker, significance and statistic of every series are as Fingertips' tests have them."""
    read = cases("recent_trend/fingertips_tests.json")["cases"]
    wrong = []
    for case in read:
        expected, found = case["expected"], trend_of(case)
        polarity = POLARITIES[case.get("polarity", "No judgement").lower()]
        marker = (expected.get("marker") or expected.get("verdict") or "").replace("_", "").lower()
        significant = found.direction[0] in (Direction.HIGHER, Direction.LOWER)
        chi2 = round(float(np.nan_to_num(found.chi2[0])), 2)
        if (
            (marker and worded(int(found.direction[0]), polarity) != marker)
            or expected.get("significant", significant) != significant
            or expected.get("chi2_2dp", chi2) != chi2
        ):
            wrong.append((case["id"], found))

    assert len(read) >= 12
    assert wrong == []


def test_polarity_words_are_those_of_fingertips() -> None:
    """A trend gets better or worse by polarity; without one it only rises or falls."""
    read = cases("recent_trend/fingertips_tests.json")["polarity"]
    found = [worded(TRENDS[c["trend"].lower()], POLARITIES[c["polarity"]]) for c in read]

    assert len(read) >= 7
    assert found == [case["expected"].lower() for case in read]


def test_markers_of_two_points_are_those_of_fingertips() -> None:
    """Two points are marked by whether their intervals overlap."""
    read = cases("recent_trend/two_point_change.json")["cases"]
    found = []
    for case in read:
        now, before = case["recent"] or [None] * 3, case["previous"] or [None] * 3
        code = two_points.marker(
            now[0], Interval(*figures(*now[1:])), before[0], Interval(*figures(*before[1:]))
        )
        found.append(MARKERS[Direction(int(code))])

    assert found == [case["expected"].replace("_", "") for case in read]


def by_length(read: list[dict[str, Any]], name: str) -> Iterator[list[dict[str, Any]]]:
    """Put the cases of one length together, so that a matrix holds them."""
    for length in sorted({len(case[name]) for case in read}):
        yield [case for case in read if len(case[name]) == length]


def matrix(same: list[dict[str, Any]], name: str) -> Figures:
    return np.array([case[name] for case in same], dtype=np.float64)


def test_cochran_armitage_is_that_of_r() -> None:
    """Statistic, p value and significance at 99.8% are those of R's prop.trend.test."""
    read = cases("recent_trend/r_cochran_armitage.json")
    for same in by_length(read, "x"):
        x, n = matrix(same, "x"), matrix(same, "n")
        chi2 = cochran_armitage(x, n)

        assert chi2 == pytest.approx([case["chi2"] for case in same], rel=1e-9)
        assert p_of_chi2(chi2) == pytest.approx([case["p"] for case in same], rel=1e-7)
        assert (chi2 > CHI2_THRESHOLD).tolist() == [case["significant_998"] for case in same]


def test_the_slope_of_log_odds_is_that_of_r() -> None:
    """Slope, standard error and dispersion are those of R's glm."""
    read = cases("recent_trend/r_cochran_armitage.json")
    for same in by_length(read, "x"):
        x, n = matrix(same, "x"), matrix(same, "n")
        found = proportion_trend(x, n)

        assert found.slope == pytest.approx([case["logit_slope"] for case in same], rel=1e-8)
        # R takes the error from the step before its last, so that its sixth digit may differ.
        assert found.error == pytest.approx([case["logit_se"] for case in same], rel=1e-5)
        assert found.dispersion == pytest.approx([c["pearson_phi"] for c in same], rel=1e-7)


def test_four_points_are_fitted_as_r_does_but_not_judged() -> None:
    """Four points give no trend, whatever R's glm makes of them."""
    read = cases("recent_trend/r_cochran_armitage.json")
    four = [case for case in read if len(case["x"]) == 4]
    found = proportion_trend([case["x"] for case in four], [case["n"] for case in four])

    assert len(four) > 0
    assert set(found.direction.tolist()) == {int(Direction.UNKNOWN)}


def test_the_slope_of_log_rates_is_that_of_r() -> None:
    """Slope, error, dispersion and annual change are those of R's Poisson glm."""
    read = cases("recent_trend/r_poisson_loglinear.json")
    for same in by_length(read, "x"):
        x, n = matrix(same, "x"), matrix(same, "n")
        found = rate_trend(x, n)

        assert found.slope == pytest.approx([case["slope"] for case in same], rel=1e-8)
        assert found.error == pytest.approx([case["se"] for case in same], rel=1e-5)
        assert found.dispersion == pytest.approx([c["pearson_phi"] for c in same], rel=1e-7)
        assert np.expm1(found.slope) == pytest.approx([c["annual_change"] for c in same], rel=1e-8)


def test_ranks_and_median_slopes_are_those_of_r() -> None:
    """S, tau, the exact p value and the median slope are those of R."""
    read = cases("mann_kendall/r_kendall_theilsen.json")
    for same in by_length(read, "y"):
        found = rank_trend(matrix(same, "y"))
        exact = [case["p_exact"] for case in same]

        assert found.score.tolist() == [case["S"] for case in same]
        assert found.tau == pytest.approx([case["kendall_tau"] for case in same], abs=1e-12)
        assert found.slope == pytest.approx([case["theil_sen"] for case in same], abs=1e-9)
        assert found.exact.tolist() == [p is not None for p in exact]
        assert found.p[found.exact] == pytest.approx([p for p in exact if p is not None], rel=1e-9)


def test_no_four_points_could_show_a_trend() -> None:
    """The least p value of a strictly rising series is that of R, and above 5% for four."""
    least = cases("mann_kendall/min_attainable_p.json")
    found = [float(rank_trend([list(range(n))]).p[0]) for n in least["n"]]

    assert found == pytest.approx(least["p"], rel=1e-6)
