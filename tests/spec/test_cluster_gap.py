"""The gap between two sorts of area, each area taken whole."""

from __future__ import annotations

import numpy as np
from scipy import stats

from purbeck.assess.rural_urban import RULE
from purbeck.methods import cluster_gap as module
from purbeck.methods.cluster_gap import ClusterGap, cluster_gap
from tests.spec.method_cases import Method, Row, cases

method = Method(
    name="Gap between two sorts of area",
    statement="How far the areas of one sort lie from those of another, and how sure that is.",
    definition=(
        "Each sort: all counts over all totals. Its variance: areas / (areas − 1) × Σ(count − "
        "ratio × total)² / (Σ total)², which holds chance and the spread between areas.",
        "The difference has an interval by Student's t, with Welch's degrees of freedom.",
    ),
    source="Cochran 1977, section 6.3; Welch 1947.",
    modules=(module,),
    used_by=(RULE,),
)

TABLE = """
    case             | count             | total               | first       | second
    Plain figures    | 12 15 18 21       | 1 1 1 1             | 1 1 0 0     | 0 0 1 1
    Counts           | 10 20 30 90 60 30 | 100 200 300 450 300 150 | 1 1 1 0 0 0 | 0 0 0 1 1 1
    One of a sort    | 12 15 18          | 1 1 1               | 1 0 0       | 0 1 1
    None of a sort   | 12 15             | 1 1                 | 0 0         | 1 1
    """


def gap(row: Row) -> ClusterGap:
    return cluster_gap(row["count"], row["total"], row["first"], row["second"])


def test_the_difference_is_the_first_less_the_second() -> None:
    """13.5 less 19.5 is -6; 60 of 600 less 180 of 900 is -0.1."""
    found = cases(TABLE).each("difference", lambda row: gap(row).difference)

    assert found == {
        "Plain figures": -6.0,
        "Counts": -0.1,
        "One of a sort": -4.5,
        "None of a sort": None,
    }


def test_an_interval_needs_two_areas_of_each_sort_that_differ() -> None:
    """Areas that do not differ at all, one of a sort, or none: no interval."""
    found = cases(TABLE).each("lower", lambda row: gap(row).lower, 2)

    assert found == {
        "Plain figures": -15.13,
        "Counts": None,
        "One of a sort": None,
        "None of a sort": None,
    }


def test_with_totals_of_one_it_is_the_test_of_welch() -> None:
    """Of plain figures p is that of scipy's test of two means with unequal variances."""
    chance = np.random.default_rng(11)
    values = chance.normal(10.0, np.repeat([1.0, 3.0], [8, 15]))
    first = np.arange(23) < 8

    found = cluster_gap(values, np.ones(23), first, ~first)

    known = stats.ttest_ind(values[:8], values[8:], equal_var=False)
    np.testing.assert_allclose(found.p, known.pvalue)
    np.testing.assert_allclose(found.upper, known.confidence_interval().high)
