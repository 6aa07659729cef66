"""How many years of small areas' figures are taken together, and what they then come to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import Rule
from purbeck.assess.latest import NONE, why_no_value
from purbeck.assess.reason import Reason
from purbeck.assess.statistical.counted import Family, counts_of, family_of
from purbeck.assess.statistical.stretch import breaks_of, overlapping
from purbeck.methods.funnel import average_proportion, average_rate
from purbeck.methods.rolling import rolling_rate
from purbeck.panel.panel import Panel

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]

FEWEST_EVENTS = 20.0
"""The events that an area has to expect for its figure to say something by itself: the standard
error is then 22% of the figure. The least count of which the National Center for Health Statistics
of the United States calls a rate reliable."""

MOST_AREAS = 0.75
"""The share of the areas for which it has to hold. Our own convention."""

RULE = Rule(
    code="years-pooled",
    name="Years taken together",
    statement=(
        "Of small areas the fewest years are taken together with which three areas in four expect "
        "twenty events or more at the average of all, and of a share twenty of the others as well; "
        "or else the most years that the framework allows. Numerators and denominators are each "
        "summed, up to the last period that has figures. One year is one period, or the parts of "
        "a year. No sum reaches across a break, and an area that lacks one of the periods has none."
    ),
    source=(
        "Least count: National Center for Health Statistics, Data presentation standards; the "
        "share of areas is our own."
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pooled:
    """Counts of small areas over some years. Arrays of shape (areas,).

    Attributes
    ----------
    count, total
        Summed; NaN where an area lacks counts of one of the periods.
    periods
        How many periods they are summed over; 0 where the panel has no figures at all.
    last
        The column of the last of them, the same for all areas.
    enough
        The share of the areas with counts that expect ``FEWEST_EVENTS``; NaN where none has any.
    """

    count: Figures
    total: Figures
    periods: int
    last: int
    enough: float

    @property
    def first(self) -> int:
        """The column of the first period."""
        return self.last - self.periods + 1


def pooled(panel: Panel, most_years: int) -> Pooled:
    """Sum the counts of as few years as will do.

    Parameters
    ----------
    most_years
        With 1 the last period stands by itself, whatever part of a year it is. Figures that
        share time with the next, as pools do, are never summed.
    """
    last = int(np.flatnonzero(panel.present.any(axis=0)).max(initial=NONE))
    if last == NONE:
        none = np.full(len(panel.areas), np.nan)
        return Pooled(count=none, total=none, periods=0, last=NONE, enough=float("nan"))
    parts = panel.measure.period_kind.parts_a_year
    windows = [1, *(parts * year for year in range(1, most_years + 1) if parts * year > 1)]
    if most_years == 1 or overlapping(panel).any():
        windows = [1]
    windows = [window for window in windows if window <= last + 1]
    found = _over(panel, last, windows[0])
    for window in windows[1:]:
        if found.enough >= MOST_AREAS:
            break
        further = _over(panel, last, window)
        # A window that begins before the figures do, or beyond a break, has nothing to give.
        if not np.isnan(further.count).all():
            found = further
    return found


def _over(panel: Panel, last: int, window: int) -> Pooled:
    columns = slice(last - window + 1, last + 1)
    x, n = (counts[:, columns] for counts in counts_of(panel))
    _, summed, whole = rolling_rate(x, n, window, breaks=breaks_of(panel)[:, columns])
    count, total = summed[:, -1], whole[:, -1]
    return Pooled(
        count=count, total=total, periods=window, last=last, enough=_enough(panel, count, total)
    )


@np.errstate(all="ignore")
def _enough(panel: Panel, count: Figures, total: Figures) -> float:
    known = ~np.isnan(count) & ~np.isnan(total)
    if not known.any():
        return float("nan")
    rates = family_of(panel.measure) is Family.RATE
    average = average_rate(count, total) if rates else average_proportion(count, total)
    expected = total * average >= FEWEST_EVENTS
    if not rates:
        expected &= total * (1.0 - average) >= FEWEST_EVENTS
    return float(expected[known].mean())


def why_not_pooled(panel: Panel, held: Pooled) -> list[tuple[Flags, Reason]]:
    """List, for each reason for having no pooled counts, the areas that lack them for it."""
    at = np.full(len(panel.areas), held.last, dtype=np.intp)
    missing = np.isnan(held.count) | np.isnan(held.total)
    other = np.full(len(panel.areas), family_of(panel.measure) is Family.VALUE)
    latest = counts_of(panel)[0][:, held.last] if held.periods else held.count
    return [
        *why_no_value(panel, at),
        (other, Reason.NOT_FOR_THIS_KIND),
        (missing & np.isnan(latest), Reason.NO_DENOMINATOR),
        (missing, Reason.GAP_IN_POOL),
    ]
