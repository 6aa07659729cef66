"""Every suite of outside cases, in the order in which a report has the methods."""

from __future__ import annotations

from pathlib import Path

from tests.gold import (
    benchmark_cases,
    council_cases,
    forecast_cases,
    group_cases,
    trend_cases,
    xmr_cases,
)
from tests.gold.cases import Suite

SUITES: tuple[Suite, ...] = (
    *trend_cases.SUITES,
    *benchmark_cases.SUITES,
    *group_cases.SUITES,
    *xmr_cases.SUITES,
    *forecast_cases.SUITES,
    *council_cases.SUITES,
)


def unread(folder: Path) -> list[str]:
    """List the files of cases that no suite reads, so that none is passed over in silence."""
    known = {suite.file for suite in SUITES}
    found = (file.relative_to(folder).as_posix() for file in folder.rglob("*.json"))
    return sorted(name for name in found if name not in known)
