"""Trends as Fingertips' own tests have them, and as R has them, case by case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from purbeck.methods import two_points
from purbeck.methods.arrays import figures
from purbeck.methods.cochran_armitage import cochran_armitage, p_of_chi2
from purbeck.methods.codes import Direction, Verdict, judged
from purbeck.methods.interval import Interval
from purbeck.methods.mann_kendall import rank_trend
from purbeck.methods.recent_trend import CHI2_THRESHOLD, RecentTrend, ValueType, recent_trend
from purbeck.methods.trend import Trend, proportion_trend, rate_trend, value_trend
from purbeck.model.polarity import Polarity
from tests.gold.cases import Case, Outcome, Suite, apart, numbers, outcome_of, unlike

RECENT = "recent_trend/fingertips_tests.json"
TWO_POINTS = "recent_trend/two_point_change.json"
PROPORTIONS = "recent_trend/r_cochran_armitage.json"
RATES = "recent_trend/r_poisson_loglinear.json"
RANKS = "mann_kendall/r_kendall_theilsen.json"
LEAST_P = "mann_kendall/min_attainable_p.json"

FINGERTIPS = "Fingertips' own tests"

MARKERS = {
    Direction.UNKNOWN: "cannotbecalculated",
    Direction.SAME: "nochange",
    Direction.HIGHER: "increasing",
    Direction.LOWER: "decreasing",
}
TRENDS = {name: direction for direction, name in MARKERS.items()}
POLARITIES = {
    "highisgood": Polarity.HIGHER,
    "lowisgood": Polarity.LOWER,
    "nojudgement": Polarity.NEITHER,
}


def plain(words: str) -> str:
    """Write words as one, in small letters: the files have them in several ways."""
    return words.replace("_", "").replace(" ", "").lower()


def worded(code: int, polarity: Polarity) -> str:
    """Say a trend as Fingertips names it, in small letters without spaces."""
    verdict = Verdict(int(judged(np.array([code], dtype=np.int8), polarity)[0]))
    ending = {Verdict.BETTER: "andgettingbetter", Verdict.WORSE: "andgettingworse"}
    return MARKERS[Direction(code)] + ending.get(verdict, "")


def trend_of(case: Case) -> RecentTrend:
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


def recent_as_published(case: Case) -> Outcome:
    expected, found = case["expected"], trend_of(case)
    polarity = POLARITIES[plain(case.get("polarity", "No judgement"))]
    marker = plain(expected.get("marker") or expected.get("verdict") or "")
    ours = worded(int(found.direction[0]), polarity)
    significant = bool(found.direction[0] in (Direction.HIGHER, Direction.LOWER))
    chi2 = float(np.nan_to_num(found.chi2[0]))
    return outcome_of(
        unlike("marker", ours, marker or ours),
        unlike("significant", significant, expected.get("significant", significant)),
        apart("chi2", round(chi2, 2), expected.get("chi2_2dp", round(chi2, 2)), room=1e-9),
    )


def threshold(case: Case) -> Outcome:
    return outcome_of(unlike("threshold", CHI2_THRESHOLD, case["threshold_chi2"]))


def polarity_as_worded(case: Case) -> Outcome:
    ours = worded(TRENDS[plain(case["trend"])], POLARITIES[plain(case["polarity"])])
    return outcome_of(unlike("words", ours, plain(case["expected"])))


def two_points_as_marked(case: Case) -> Outcome:
    now, before = (numbers(case[name] or [None] * 3) for name in ("recent", "previous"))
    code = two_points.marker(
        now[0], Interval(*figures(*now[1:])), before[0], Interval(*figures(*before[1:]))
    )
    return outcome_of(unlike("marker", MARKERS[Direction(int(code))], plain(case["expected"])))


def cochran_armitage_as_r(case: Case) -> Outcome:
    chi2 = cochran_armitage([numbers(case["x"])], [numbers(case["n"])])
    return outcome_of(
        apart("chi2", chi2, case["chi2"], rel=1e-9, room=1e-12),
        apart("p", p_of_chi2(chi2), case["p"], rel=1e-7, room=1e-300),
        unlike("significant", bool(chi2[0] > CHI2_THRESHOLD), case["significant_998"]),
    )


def _fitted(found: Trend, case: Case, slope: str, error: str) -> Iterable[str]:
    yield from apart("slope", found.slope, case[slope], rel=1e-8, room=1e-11)
    # R takes the error from the step before its last, so that its sixth digit may differ.
    yield from apart("error", found.error, case[error], rel=1e-5)
    yield from apart("dispersion", found.dispersion, case["pearson_phi"], rel=1e-7)


def log_odds_as_r(case: Case) -> Outcome:
    found = proportion_trend([numbers(case["x"])], [numbers(case["n"])])
    return outcome_of(_fitted(found, case, "logit_slope", "logit_se"))


def log_rates_as_r(case: Case) -> Outcome:
    found = rate_trend([numbers(case["x"])], [numbers(case["n"])])
    return outcome_of(
        _fitted(found, case, "slope", "se"),
        apart("change", np.expm1(found.slope), case["annual_change"], rel=1e-8, room=1e-11),
    )


def ranks_as_r(case: Case) -> Outcome:
    found = rank_trend([numbers(case["y"])])
    exact = case["p_exact"] is not None
    return outcome_of(
        apart("S", found.score, case["S"]),
        apart("tau", found.tau, case["kendall_tau"], room=1e-12),
        apart("slope", found.slope, case["theil_sen"], room=1e-9),
        unlike("exact", bool(found.exact[0]), exact),
        apart("p", found.p, case["p_exact"], rel=1e-9) if exact else (),
    )


# Of intervals this narrow the scatter is all there is, and the weighted line is the plain one.
NARROW = 1e-3


def line_as_r(case: Case) -> Outcome:
    y = numbers(case["y"])
    found = value_trend([y], [y - NARROW], [y + NARROW])
    # A line so good that even these intervals explain its scatter has no wider error to compare.
    scattered = bool(found.dispersion[0] > 1)
    return outcome_of(
        apart("slope", found.slope, case["ols_slope"], rel=1e-8, room=1e-9),
        apart("p", found.p, case["ols_p"], rel=1e-6, room=1e-12) if scattered else (),
    )


def least_p_as_r(case: Case) -> Outcome:
    found = rank_trend([list(range(case["n"]))])
    # R subtracts from 1 what lies above, so that its tenth decimal is noise of that sum.
    return outcome_of(apart("p", found.p, case["p"], rel=1e-6, room=1e-14))


def _pairs(held: dict[str, Any]) -> list[Case]:
    return [{"n": n, "p": p} for n, p in zip(held["n"], held["p"], strict=True)]


SUITES = (
    Suite("Recent trend, as published", "recent-trend", FINGERTIPS, RECENT, recent_as_published,
          lambda held: held["cases"]),
    Suite("Threshold of the recent trend", "recent-trend", FINGERTIPS, RECENT, threshold,
          lambda held: [held]),
    Suite("Polarity of a trend", "recent-trend", FINGERTIPS, RECENT, polarity_as_worded,
          lambda held: held["polarity"]),
    Suite("Marker of two points", "change-evidence", FINGERTIPS, TWO_POINTS, two_points_as_marked,
          lambda held: held["cases"]),
    Suite("Cochran-Armitage test", "recent-trend", "R prop.trend.test", PROPORTIONS,
          cochran_armitage_as_r),
    Suite("Trend of proportions: slope, error, dispersion", "trend-evidence", "R glm, binomial",
          PROPORTIONS, log_odds_as_r),
    Suite("Trend of rates: slope, error, dispersion", "trend-evidence", "R glm, Poisson", RATES,
          log_rates_as_r),
    Suite("Line through values", "trend-evidence", "R lm", RANKS, line_as_r),
    Suite("Mann-Kendall and Theil-Sen", "trend-evidence", "R cor.test, median of slopes", RANKS,
          ranks_as_r),
    Suite("Least p of few points", "trend-evidence", "R cor.test", LEAST_P, least_p_as_r, _pairs),
)  # fmt: skip
