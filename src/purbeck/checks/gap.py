"""A period between two others for which nothing was ever published."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from purbeck.checks.check import Check, Doubt, Series
from purbeck.model.issue import IssueCode, Severity
from purbeck.model.period import PeriodKind
from purbeck.panel.panel import NOT_OBSERVED

_POOLS = (PeriodKind.CALENDAR_POOL, PeriodKind.ACADEMIC_POOL, PeriodKind.FINANCIAL_POOL)


def _find(series: Series) -> Iterator[Doubt]:
    # Pools are often published every few years, each for the years since the last.
    if series.measure.period_kind in _POOLS or not series.panel.periods:
        return
    observed = series.panel.state != NOT_OBSERVED
    # What a whole survey left out, a biennial one for instance, is nobody's slip.
    asked = observed.any(axis=0)
    begun = np.cumsum(observed, axis=1) > 0
    goes_on = np.flip(np.cumsum(np.flip(observed, axis=1), axis=1), axis=1) > 0
    missing = begun & goes_on & ~observed & asked
    expected = "a figure, or the reason for having none"
    yield from series.cells(missing, "period", lambda row, column: "nothing", expected)


GAP = Check(
    code=IssueCode.GAP_IN_SERIES,
    name="Gap in the series",
    statement=(
        "A period is doubted for which an area has no row, though it has one before and one "
        "after, and other areas have one for the period itself. Pools are passed over."
    ),
    severity=Severity.WARNING,
    find=_find,
)
