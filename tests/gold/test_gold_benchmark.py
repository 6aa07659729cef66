"""The verdicts of Fingertips' own tests of its comparisons."""

from __future__ import annotations

import pytest

from purbeck.methods import benchmark
from purbeck.methods.arrays import figures
from purbeck.methods.interval import Interval
from tests.gold.benchmark_cases import FILE, SUITES, direction_of
from tests.gold.cases import Suite, cases, failures


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.method)
def test_every_verdict_is_that_of_fingertips(suite: Suite) -> None:
    """All verdicts of Fingertips' tests of comparisons and targets come out as published."""
    assert failures(suite) == []


def test_many_at_once_are_as_one_at_a_time() -> None:
    """A verdict does not depend on what other areas stand beside it."""
    read = [case for case in cases(FILE) if case["method"] == "single_ci"]
    alone = [int(direction_of(case)) for case in read]
    lower, upper, value, held = figures(
        [case["data"].get("LowerCI95") for case in read],
        [case["data"].get("UpperCI95") for case in read],
        [case["data"].get("Value") for case in read],
        [case["comparator"].get("Value") for case in read],
    )
    together = benchmark.single_interval(value, Interval(lower, upper), held)

    assert together.tolist() == alone
