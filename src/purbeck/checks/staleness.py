"""A measure whose newest figure is old on the day of the report, or older than a comparator's."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from purbeck.checks.check import Check, Doubt, Series, Threshold
from purbeck.model.issue import IssueCode, Severity
from purbeck.model.period import Period
from purbeck.panel.panel import Panel

LONGEST_WAIT = Threshold(
    name="months after the end of the next period",
    value=12.0,
    source=(
        "Our own convention. Official statistics on councils come out within a year of the end "
        "of the period; a figure is stale once the one after it should have."
    ),
)


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
    due = period.next().last_day
    months = (series.on.year - due.year) * 12 + series.on.month - due.month
    if months > LONGEST_WAIT.value:
        yield Doubt(
            field="period",
            received=f"{period.label} as the newest figure on {series.on.isoformat()}",
            expected=f"that of {period.next().label} at least",
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
