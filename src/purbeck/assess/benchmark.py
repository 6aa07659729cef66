"""Where the value of a comparator comes from, for every area at once.

Whatever the comparator, an area's figure is held against a figure of the same time: that of
the same period where it is known, else the newest one before it. A figure from after the local
one is never used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.latest import NONE, broken_between, last_true, pick
from purbeck.assess.reason import Reason
from purbeck.assess.target_values import targets_of
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.observation import Status
from purbeck.model.period import Period
from purbeck.panel.panel import Panel, status_code

Columns = NDArray[np.intp]
Flags = NDArray[np.bool_]

# A mean of a few members is the mean of those few. Where fewer than half of a group have a
# figure, what there is does not stand for the group. Our own convention.
LEAST_SHARE_OF_GROUP = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Benchmark:
    """A comparator's figure for each area: arrays of shape (areas,).

    Attributes
    ----------
    value
        In the measure's unit; NaN where there is none.
    column
        The column of ``periods`` that the value belongs to; NONE where there is no value.
    newer
        Whether a newer figure was known, but the comparator is held to an earlier period.
    members
        How many figures the value is the mean of; 1 for a single area.
    expected
        How many figures there would be if none were missing.
    missing
        Why there is no value.
    series
        The comparator's figures of every period, of shape (areas, periods); NaN for none.
    numerator, denominator
        The counts behind the value, where it is one area's and they are known; None else.
    """

    comparator: Comparator
    periods: tuple[Period, ...]
    value: NDArray[np.float64]
    column: Columns
    newer: Flags
    provisional: Flags
    members: NDArray[np.intp]
    expected: NDArray[np.intp]
    missing: tuple[tuple[Flags, Reason], ...]
    series: NDArray[np.float64]
    numerator: NDArray[np.float64] | None = None
    denominator: NDArray[np.float64] | None = None

    def months_behind(self, panel: Panel, latest: Columns) -> NDArray[np.float64]:
        """Give how many months the comparator's period ends before the local one; NaN for none."""
        found = (self.column != NONE) & (latest != NONE)
        if not self.periods or not panel.periods:
            return np.full(found.shape, np.nan)
        # Each period is set on the calendar once, and not once for each pair.
        start = panel.periods[0]
        own, local = _months_after(start, self.periods), _months_after(start, panel.periods)
        behind = (local[latest] - own[self.column]).astype(np.float64)
        return np.where(found, behind, np.nan)


@lru_cache(maxsize=64)
def _months_after(start: Period, periods: tuple[Period, ...]) -> NDArray[np.int64]:
    months = np.array([start.months_behind(period) for period in periods], dtype=np.int64)
    months.flags.writeable = False
    return months


def benchmark_of(
    comparator: Comparator,
    panel: Panel,
    latest: Columns,
    series: Panel,
    members: tuple[str, ...] = (),
) -> Benchmark:
    """Find a comparator's figure for the latest figure of each area.

    Parameters
    ----------
    comparator
        What the areas are held against.
    panel, latest
        The local figures, and each area's latest column.
    series
        The panel that the comparator reads: ``panel`` itself, or a reference series.
    members
        The areas of the comparator's group, where it has one.
    """
    if comparator.kind is ComparatorKind.TARGET:
        return _target(comparator, panel, latest)
    if comparator.kind is ComparatorKind.EARLIER_PERIOD:
        return _earlier(comparator, panel, latest)
    if comparator.kind is ComparatorKind.AREA:
        return _area(comparator, panel, latest, series)
    return _group(comparator, panel, latest, series, members)


def _area(comparator: Comparator, panel: Panel, latest: Columns, series: Panel) -> Benchmark:
    shape = (len(panel.areas), len(series.periods))
    if comparator.area not in series.areas:
        return _nothing(comparator, panel, series, Reason.NO_COMPARATOR_FIGURE)
    row = series.row(comparator.area)
    values = np.broadcast_to(series.value[row], shape)
    present = np.broadcast_to(series.present[row], shape)
    found = _from_series(comparator, panel, latest, series, values, present)
    itself = np.zeros(len(panel.areas), dtype=bool)
    if series is panel:
        itself[row] = True
    status = pick(np.broadcast_to(series.status[row], shape), found.column, -1)
    return replace(
        found,
        provisional=(status == status_code(Status.PROVISIONAL)) & (found.column != NONE),
        missing=((itself, Reason.COMPARED_WITH_ITSELF), *found.missing),
        numerator=pick(np.broadcast_to(series.numerator[row], shape), found.column, np.nan),
        denominator=pick(np.broadcast_to(series.denominator[row], shape), found.column, np.nan),
    )


def _group(
    comparator: Comparator,
    panel: Panel,
    latest: Columns,
    series: Panel,
    members: tuple[str, ...],
) -> Benchmark:
    """Take the plain mean of the group's areas, leaving out the area that is compared."""
    # Each area weighs the others of the group alike: a group that held the area itself would
    # compare it with a mean that it is part of.
    weight = np.array(
        [
            [float(other in members and other != area) for other in series.areas]
            for area in panel.areas
        ]
    ).reshape(len(panel.areas), len(series.areas))
    count = weight @ series.present.astype(float)
    total = weight @ np.where(series.present, series.value, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total / count
    expected = np.array([len(set(members) - {area}) for area in panel.areas], dtype=np.intp)
    enough = (count > 0) & (count >= LEAST_SHARE_OF_GROUP * expected[:, None])
    found = _from_series(comparator, panel, latest, series, mean, enough)
    counted = pick(count, found.column, 0.0).astype(np.intp)
    provisional = weight @ (
        series.present & (series.status == status_code(Status.PROVISIONAL))
    ).astype(float)
    some = pick((count > 0) & ~enough, np.where(found.column == NONE, latest, NONE), 0.0)
    few = (found.column == NONE) & (some.astype(bool) if series is panel else (count > 0).any(1))
    return replace(
        found,
        members=counted,
        expected=expected,
        provisional=pick(provisional, found.column, 0.0).astype(np.float64) > 0,
        missing=((few, Reason.TOO_FEW_IN_GROUP), *found.missing),
    )


def _from_series(
    comparator: Comparator,
    panel: Panel,
    latest: Columns,
    series: Panel,
    values: NDArray[np.float64],
    present: Flags,
) -> Benchmark:
    ends = np.append(panel.ends, np.iinfo(np.int64).min)[latest]
    in_time = present & (series.ends[None, :] <= ends[:, None])
    newest = last_true(in_time)
    column = newest
    if comparator.period is not None:
        held = np.array([period == comparator.period for period in series.periods], dtype=bool)
        column = last_true(in_time & held[None, :])
    value = pick(values, column, np.nan)
    return Benchmark(
        comparator=comparator,
        periods=series.periods,
        value=value,
        column=column,
        newer=(column != NONE) & (newest > column),
        provisional=np.zeros(len(panel.areas), dtype=bool),
        members=np.where(column == NONE, 0, 1),
        expected=np.ones(len(panel.areas), dtype=np.intp),
        missing=((column == NONE, Reason.NO_COMPARATOR_FIGURE),),
        series=np.where(present, values, np.nan),
    )


def _target(comparator: Comparator, panel: Panel, latest: Columns) -> Benchmark:
    shape = (len(panel.areas), len(panel.periods))
    targets = np.broadcast_to(targets_of(panel), shape)
    value = pick(targets, latest, np.nan)
    return replace(
        _of_own_panel(comparator, panel, latest, value, Reason.NO_TARGET), series=targets
    )


def _earlier(comparator: Comparator, panel: Panel, latest: Columns) -> Benchmark:
    column = np.where(latest - comparator.steps_back >= 0, latest - comparator.steps_back, NONE)
    column = np.where(latest == NONE, NONE, column)
    known = pick(panel.value, column, np.nan)
    # A figure of another series is known, and is nothing to be held against.
    broken = broken_between(panel, column, latest) & ~np.isnan(known)
    value = np.where(broken, np.nan, known)
    found = _of_own_panel(comparator, panel, column, value, Reason.NO_COMPARATOR_FIGURE)
    found = replace(found, missing=((broken, Reason.BREAK_IN_SERIES), *found.missing))
    status = pick(panel.status, found.column, -1)
    provisional = (status == status_code(Status.PROVISIONAL)) & (found.column != NONE)
    return replace(found, provisional=provisional)


def _of_own_panel(
    comparator: Comparator,
    panel: Panel,
    column: Columns,
    value: NDArray[np.float64],
    reason: Reason,
) -> Benchmark:
    none = np.isnan(value)
    return Benchmark(
        comparator=comparator,
        periods=panel.periods,
        value=value,
        column=np.where(none, NONE, column),
        newer=np.zeros(len(panel.areas), dtype=bool),
        provisional=np.zeros(len(panel.areas), dtype=bool),
        members=np.where(none, 0, 1),
        expected=np.ones(len(panel.areas), dtype=np.intp),
        missing=((none, reason),),
        series=np.full(panel.value.shape, np.nan),
    )


def _nothing(comparator: Comparator, panel: Panel, series: Panel, reason: Reason) -> Benchmark:
    nowhere = np.zeros((len(panel.areas), len(series.periods)), dtype=bool)
    latest = np.full(len(panel.areas), NONE, dtype=np.intp)
    values = np.full(nowhere.shape, np.nan)
    found = _from_series(comparator, panel, latest, series, values, nowhere)
    everywhere = np.ones(len(panel.areas), dtype=bool)
    return replace(found, missing=((everywhere, reason),))
