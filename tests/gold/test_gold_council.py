"""The legible verdicts of the Dorset report of 2018."""

from __future__ import annotations

import pytest

from tests.gold.cases import Suite, failures
from tests.gold.council_cases import SUITES


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.method)
def test_the_councils_rule_says_what_the_report_said(suite: Suite) -> None:
    """Direction of travel and comparison come out as they were printed."""
    assert failures(suite) == []
