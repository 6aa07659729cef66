"""Comparisons with a benchmark and with targets, as Fingertips' own tests have them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from purbeck.methods import benchmark, goal
from purbeck.methods.arrays import Codes, figures
from purbeck.methods.codes import Verdict, judged
from purbeck.methods.interval import Interval
from purbeck.model.polarity import Polarity
from tests.gold.cases import Case, Outcome, Suite, outcome_of, unlike

FILE = "benchmark_compare/fingertips_tests.json"

NAMES = {
    Verdict.UNKNOWN: "none",
    Verdict.SAME: "same",
    Verdict.WORST: "worst",
    Verdict.WORSE: "worse",
    Verdict.BETTER: "better",
    Verdict.BEST: "best",
    Verdict.LOWER: "lower",
    Verdict.HIGHER: "higher",
    Verdict.MUCH_LOWER: "muchlower",
    Verdict.MUCH_HIGHER: "muchhigher",
}
POLARITIES = {
    "high": Polarity.HIGHER,
    "low": Polarity.LOWER,
    "none": Polarity.NEITHER,
    None: Polarity.NEITHER,
}
SPELLINGS = {"similar": "same", "notcompared": "none"}


def limits(figure: Case, level: str = "95") -> Interval:
    lower, upper = (figure.get(f"{end}CI{level}", np.nan) for end in ("Lower", "Upper"))
    return Interval(*figures(lower, upper))


def direction_of(case: Case) -> Codes:
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
    if method == "spc_dsr_poisson_funnel":
        return benchmark.spc_rate(value, local["Denominator2"], held, case["p"], case["unit"])
    raise LookupError(f"There is no comparison {method}.")


def verdict_of(case: Case) -> str:
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


def verdict_as_published(case: Case) -> Outcome:
    expected = case["expected"].lower()
    return outcome_of(unlike("verdict", verdict_of(case), SPELLINGS.get(expected, expected)))


METHODS = {
    "One interval against a benchmark": ("single_ci", "single_ci_next"),
    "Two levels, 95% and 99.8%": ("single_ci_two_level",),
    "Two intervals that overlap": ("double_ci_overlap",),
    "Control limits of proportions": ("spc_proportion_funnel",),
    "Control limits of standardised rates": ("spc_dsr_poisson_funnel",),
}
NAMED = {method for methods in METHODS.values() for method in methods}


def _of(methods: tuple[str, ...]) -> Callable[[Any], list[Case]]:
    return lambda held: [case for case in held if case["method"] in methods]


SUITES = (
    *(
        Suite(
            name,
            "benchmark-evidence",
            "Fingertips' own tests",
            FILE,
            verdict_as_published,
            _of(methods),
        )
        for name, methods in METHODS.items()
    ),
    Suite(
        "Targets: value, interval, range",
        "comparison",
        "Fingertips' own tests",
        FILE,
        verdict_as_published,
        # Whatever has no row of its own is here too, so that no case is left out.
        lambda held: [case for case in held if case["method"] not in NAMED],
    ),
)
