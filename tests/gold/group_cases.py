"""Pairs of proportions, quartiles and ranks, as R and Fingertips have them, case by case."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.methods.fisher import fisher_exact
from purbeck.methods.proportion_test import compare_proportions, wald_interval
from purbeck.methods.rank import quantile_bounds, quantile_group, ranks
from tests.gold.cases import Case, Outcome, Suite, apart, numbers, outcome_of, unlike

PAIRS = "two_proportion/r_prop_test.json"
BOUNDS = "quartile_bounds/fingertips_tests.json"
QUARTILES = "quartile_bounds/r_quantile7_rank.json"


def proportions_as_r(case: Case) -> Outcome:
    (x1, x2), (n1, n2) = numbers(case["x"]), numbers(case["n"])
    found = compare_proportions(x1, n1, x2, n2)
    interval = wald_interval(x1, n1, x2, n2)
    return outcome_of(
        apart("chi2", found.chi2, case["chi2"], rel=1e-8, room=1e-12),
        apart("p", found.p, case["p"], rel=1e-8, room=1e-300),
        apart("interval", [interval.lower, interval.upper], case["wald_diff_ci"], room=1e-12),
    )


def fisher_as_r(case: Case) -> Outcome:
    (x1, x2), (n1, n2) = numbers(case["x"]), numbers(case["n"])
    found = fisher_exact(x1, n1, x2, n2)
    return outcome_of(apart("p", found, case["fisher_p"], rel=1e-7, room=1e-300))


def bounds_as_published(case: Case) -> Outcome:
    values, groups = case["values"], case["k"]
    found = dict(zip(map(float, values), quantile_group(values, groups).tolist(), strict=True))

    def group_apart() -> Iterator[str]:
        for value, group in case.get("expected_category_of", {}).items():
            yield from unlike(f"group of {value}", found[float(value)], group)

    bounds = quantile_bounds(values, groups)
    held = case.get("expected_bounds")
    return outcome_of(apart("bounds", bounds, held) if held else (), group_apart())


def quartiles_as_r(case: Case) -> Outcome:
    values = numbers(case["values"])
    found = ranks(values)
    return outcome_of(
        apart("quartiles", quantile_bounds(values)[1:4], case["q7_quartiles"], rel=1e-9, room=1e-9),
        unlike("ranks from the highest", found.from_highest.tolist(), case["rank_min_desc"]),
        unlike("ranks from the lowest", found.from_lowest.tolist(), case["rank_min_asc"]),
    )


SUITES = (
    Suite("Two proportions: statistic and interval", "change-evidence", "R prop.test", PAIRS,
          proportions_as_r),
    Suite("Fisher's exact test", "change-evidence", "R fisher.test", PAIRS, fisher_as_r),
    Suite("Bounds of quartiles and quintiles", "standing", "Fingertips' own tests", BOUNDS,
          bounds_as_published),
    Suite("Quartiles and ranks", "standing", "R quantile, rank", QUARTILES, quartiles_as_r),
)  # fmt: skip
