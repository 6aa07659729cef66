"""Pairs of proportions, quartiles and ranks, as R and Fingertips have them."""

from __future__ import annotations

import numpy as np
import pytest

from purbeck.methods.fisher import fisher_exact
from purbeck.methods.proportion_test import compare_proportions, wald_interval
from purbeck.methods.rank import quantile_bounds, quantile_group, ranks
from tests.gold.cases import cases


def test_two_proportions_are_compared_as_r_does() -> None:
    """Statistic, p value and textbook interval are those of R's prop.test, uncorrected."""
    read = cases("two_proportion/r_prop_test.json")
    x, n = (np.array([case[name] for case in read]).T for name in ("x", "n"))
    found = compare_proportions(x[0], n[0], x[1], n[1])
    plain = wald_interval(x[0], n[0], x[1], n[1])

    assert found.chi2 == pytest.approx([case["chi2"] for case in read], rel=1e-8)
    assert found.p == pytest.approx([case["p"] for case in read], rel=1e-8)
    assert plain.lower == pytest.approx([c["wald_diff_ci"][0] for c in read], abs=1e-12)
    assert plain.upper == pytest.approx([c["wald_diff_ci"][1] for c in read], abs=1e-12)


def test_fishers_exact_test_is_that_of_r() -> None:
    """The exact p value is that of R's fisher.test."""
    read = cases("two_proportion/r_prop_test.json")
    x, n = (np.array([case[name] for case in read]).T for name in ("x", "n"))

    assert fisher_exact(x[0], n[0], x[1], n[1]) == pytest.approx(
        [case["fisher_p"] for case in read], rel=1e-7
    )


def test_bounds_of_groups_are_those_of_fingertips() -> None:
    """Bounds of quartiles and quintiles, and the groups by them, are as Fingertips' tests say."""
    read = cases("quartile_bounds/fingertips_tests.json")
    for case in read:
        values, groups = case["values"], case["k"]
        if "expected_bounds" in case:
            assert quantile_bounds(values, groups).tolist() == case["expected_bounds"]
        found = dict(zip(map(str, values), quantile_group(values, groups).tolist(), strict=True))
        for value, group in case.get("expected_category_of", {}).items():
            assert found[value] == group


def test_quartiles_and_ranks_are_those_of_r() -> None:
    """Quantiles of type 7, and ranks from both ends with shared places, are those of R."""
    for case in cases("quartile_bounds/r_quantile7_rank.json"):
        found = ranks(case["values"])

        assert quantile_bounds(case["values"])[1:4] == pytest.approx(case["q7_quartiles"])
        assert found.from_highest.tolist() == case["rank_min_desc"]
        assert found.from_lowest.tolist() == case["rank_min_asc"]
