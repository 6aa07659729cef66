"""XmR charts against NHSRplotthedots 0.2.2, run in R."""

from __future__ import annotations

from purbeck.methods.xmr import Limits
from tests.gold.cases import all_of, cases, failures
from tests.gold.xmr_cases import FILE, GUARDS, SUITES, chart_of


def test_charts_are_those_of_r() -> None:
    """Mean, limits, special causes, icons and the warning are R's, but where a guard is said."""
    (suite,) = SUITES

    assert failures(suite) == []


def test_only_a_guard_is_an_excuse() -> None:
    """Every chart whose limits were found in the usual way is R's, without exception."""
    (suite,) = SUITES
    usual = [set(chart_of(case).limits.tolist()) == {Limits.FOUND} for case in cases(FILE)]
    found = [outcome.passed for _, outcome in all_of(suite)]

    assert all(passed for passed, plain in zip(found, usual, strict=True) if plain)
    assert {outcome.reason for _, outcome in all_of(suite)} <= {"", *GUARDS.values()}
