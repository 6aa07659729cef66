"""A measure whose newest figure is old on the day of the report, or older than a comparator's."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from purbeck.assess.overdue import LONGEST_WAIT, overdue_after
from purbeck.checks.check import Check, Doubt, Series
from purbeck.model.issue import IssueCode, Severity
from purbeck.model.period import Period
from purbeck.panel.panel import Panel


def newest(panel: Panel, row: int) -> Period | None:
    """Give the newest period for which an area has a value; None where it has none."""
    present = np.flatnonzero(panel.present[row])
    return panel.periods[int(present[-1])] if len(present) else None


def _find_stale(series: Series) -> Iterator[Doubt]:
    if series.own_row is None:
        return
    period = newest(series.panel, series.own_row)
    if period is None:
        return
    awaited = overdue_after(period, series.on)
    if awaited is not None:
        yield Doubt(
            field="period",
            received=f"{period.label} as the newest figure on {series.on.isoformat()}",
            expected=f"that of {awaited.label} at least",
            area=series.own,
            period=period,
        )


def _find_older(series: Series) -> Iterator[Doubt]:
    own = None if series.own_row is None else newest(series.panel, series.own_row)
    if own is None:
        return
    for comparator in series.measure.comparators:
        panel = series.held_against.get(comparator.id)
        if panel is None or comparator.area not in panel.areas or comparator.period is not None:
            continue
        theirs = newest(panel, panel.row(comparator.area))
        if theirs is not None and theirs.last_day < own.last_day:
            yield Doubt(
                field="period",
                received=f"{theirs.label} as the newest figure of {comparator.label}",
                expected=f"{own.label}, as for {series.framework.area_name(series.own)}",
                area=comparator.area,
                period=theirs,
            )


STALE = Check(
    code=IssueCode.STALE_SOURCE,
    name="Stale source",
    statement=(
        "A measure is doubted whose newest figure of the organisation's own area is so old that "
        "the period after it ended more than twelve months before the report."
    ),
    severity=Severity.WARNING,
    find=_find_stale,
    thresholds=(LONGEST_WAIT,),
)

COMPARATOR_OLDER = Check(
    code=IssueCode.COMPARATOR_OLDER,
    name="Comparator older than the local figure",
    statement=(
        "A comparator is doubted whose newest figure is of an earlier period than the newest "
        "figure of the organisation's own area. One that is fixed to a period is passed over."
    ),
    severity=Severity.WARNING,
    find=_find_older,
)
