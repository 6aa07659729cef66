"""The verdicts of Fingertips' own tests of its comparisons."""

from __future__ import annotations

from typing import Any

import numpy as np

from purbeck.methods import benchmark, goal
from purbeck.methods.arrays import Codes, figures
from purbeck.methods.codes import Verdict, judged
from purbeck.methods.interval import Interval
from purbeck.model.polarity import Polarity
from tests.gold.cases import cases

NAMES = {
    Verdict.UNKNOWN: "none",
    Verdict.SAME: "same",
    Verdict.WORST: "worst",
    Verdict.WORSE: "worse",
    Verdict.BETTER: "better",
    Verdict.BEST: "best",
    Verdict.LOWER: "lower",
    Verdict.HIGHER: "higher",
}
POLARITIES = {
    "high": Polarity.HIGHER,
    "low": Polarity.LOWER,
    "none": Polarity.NEITHER,
    None: Polarity.NEITHER,
}


def limits(figure: dict[str, Any], level: str = "95") -> Interval:
    lower, upper = (figure.get(f"{end}CI{level}", np.nan) for end in ("Lower", "Upper"))
    return Interval(*figures(lower, upper))


def direction_of(case: dict[str, Any]) -> Codes:
    local, other, method = case["data"], case["comparator"], case["method"]
    value, held = local.get("Value"), other.get("Value")
    if method in ("single_ci", "single_ci_next"):
        return benchmark.single_interval(value, limits(local), held)
    if method == "single_ci_two_level":
        return benchmark.two_level_interval(value, limits(local), limits(local, "99_8"), held)
    if method == "double_ci_overlap":
        return benchmark.double_interval(value, limits(local), held, limits(other))
    if method == "spc_proportion_funnel":
        return benchmark.spc_proportion(value, local["Denominator"], held, case["z"], case["unit"])
    return benchmark.spc_rate(value, local["Denominator2"], held, case["p"], case["unit"])


def verdict_of(case: dict[str, Any]) -> str:
    polarity, method = POLARITIES[case["polarity_good"]], case["method"]
    value = case["data"].get("Value")
    if method == "target_single_value":
        found = goal.against_value(value, case["target"], polarity)
    elif method == "target_single_ci":
        found = goal.against_interval(limits(case["data"]), case["target"], polarity)
    elif method == "target_range":
        found = goal.against_range(value, case["target_lower"], case["target_upper"], polarity)
    elif method == "target_percentile_range":
        found = goal.against_range(value, case["p_lower_value"], case["p_upper_value"], polarity)
    else:
        found = judged(direction_of(case), polarity)
    return NAMES[Verdict(int(found))]


def test_every_verdict_is_that_of_fingertips() -> None:
    """All verdicts of Fingertips' tests of comparisons and targets come out as published."""
    read = cases("benchmark_compare/fingertips_tests.json")
    wrong = [
        (case, found)
        for case in read
        if (found := verdict_of(case)) != case["expected"].lower().replace("similar", "same")
    ]

    assert len(read) >= 91
    assert wrong == []


def test_many_at_once_are_as_one_at_a_time() -> None:
    """A verdict does not depend on what other areas stand beside it."""
    read = [
        case
        for case in cases("benchmark_compare/fingertips_tests.json")
        if case["method"] == "single_ci"
    ]
    alone = [int(direction_of(case)) for case in read]
    lower, upper, value, held = figures(
        [case["data"].get("LowerCI95") for case in read],
        [case["data"].get("UpperCI95") for case in read],
        [case["data"].get("Value") for case in read],
        [case["comparator"].get("Value") for case in read],
    )
    together = benchmark.single_interval(value, Interval(lower, upper), held)

    assert together.tolist() == alone
