"""Pairs of proportions, quartiles and ranks, as R and Fingertips have them."""

from __future__ import annotations

import numpy as np
import pytest

from purbeck.methods.fisher import fisher_exact
from purbeck.methods.proportion_test import compare_proportions
from tests.gold.cases import cases, failures, of_name
from tests.gold.group_cases import PAIRS, SUITES


def test_two_proportions_are_compared_as_r_does() -> None:
    """Statistic, p value and textbook interval are those of R's prop.test, uncorrected."""
    assert failures(of_name(SUITES, "Two proportions: statistic and interval")) == []


def test_fishers_exact_test_is_that_of_r() -> None:
    """The exact p value is that of R's fisher.test."""
    assert failures(of_name(SUITES, "Fisher's exact test")) == []


def test_bounds_of_groups_are_those_of_fingertips() -> None:
    """Bounds of quartiles and quintiles, and the groups by them, are as Fingertips' tests say."""
    assert failures(of_name(SUITES, "Bounds of quartiles and quintiles")) == []


def test_quartiles_and_ranks_are_those_of_r() -> None:
    """Quantiles of type 7, and ranks from both ends with shared places, are those of R."""
    assert failures(of_name(SUITES, "Quartiles and ranks")) == []


def test_many_pairs_at_once_are_as_r_has_each() -> None:
    """A pair is compared alike whatever others stand beside it."""
    read = cases(PAIRS)
    x, n = (np.array([case[name] for case in read]).T for name in ("x", "n"))
    chi2 = compare_proportions(x[0], n[0], x[1], n[1]).chi2
    p = fisher_exact(x[0], n[0], x[1], n[1])

    assert chi2 == pytest.approx([case["chi2"] for case in read], rel=1e-8)
    assert p == pytest.approx([case["fisher_p"] for case in read], rel=1e-7)
