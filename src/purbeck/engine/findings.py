"""What the kernel asks of the statistical methods about each area's latest figure."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.advantage import distance_from_aim
from purbeck.assess.latest import NONE, pick
from purbeck.assess.statistical.variation import chart_of
from purbeck.assess.target_values import target_at
from purbeck.methods.codes import Verdict, judged
from purbeck.methods.interval import rate, wilson
from purbeck.methods.rank import ranks
from purbeck.methods.xmr import Limits, XmR
from purbeck.methods.xmr_icons import assurance_icon, signal_of
from purbeck.methods.xmr_rules import SpecialCause
from purbeck.model.polarity import Polarity
from purbeck.model.unit import Unit
from purbeck.panel.flaw import disagreeing
from purbeck.panel.panel import PRESENT, Panel

Arrays = dict[str, NDArray[Any]]

ABSENT = -1
"""The code of a word that there is not."""

ORDERS = ("highest first", "lowest first", "nearest to the aim first")
INTERVALS = ("wilson", "poisson")


def ranking(panel: Panel, latest: NDArray[np.intp], is_peer: NDArray[np.bool_]) -> Arrays:
    """Rank each area among the peers that have a figure for its own latest period.

    The first is the best; where neither way is better, the highest. Equal figures share the
    better rank. An area that is no peer, or has no latest value, has rank 0 among 0.
    """
    rank = np.zeros(len(panel.areas), dtype=np.int32)
    peers = np.zeros(len(panel.areas), dtype=np.int32)
    ranked = is_peer & (latest != NONE) & (pick(panel.state, latest, ABSENT) == PRESENT)
    # Areas are seldom at more than two latest periods, and never at more than there are columns.
    for column in np.unique(latest[ranked]):
        figures = panel.value[is_peer, column]
        own = (ranked & (latest == column))[is_peer]
        if panel.measure.polarity is Polarity.RANGE:
            figures = distance_from_aim(figures, panel.measure)
        found = ranks(figures)
        from_lowest = panel.measure.polarity in (Polarity.LOWER, Polarity.RANGE)
        of_peers = found.from_lowest if from_lowest else found.from_highest
        rows = np.flatnonzero(is_peer)[own]
        rank[rows], peers[rows] = of_peers[own], found.peers
    order = {Polarity.LOWER: 1, Polarity.RANGE: 2}.get(panel.measure.polarity, 0)
    return {
        "rank": rank,
        "peers": peers,
        "rank_order": np.where(rank > 0, np.int8(order), np.int8(ABSENT)),
    }


def interval_of(panel: Panel, latest: NDArray[np.intp]) -> Arrays:
    """Give the 95% interval of each latest figure, in the measure's unit.

    Wilson's for a percentage, the Poisson one for a rate. None where numerator and denominator
    are not known, or do not come to the value: none is made up.
    """
    nothing = np.full(len(panel.areas), np.nan)
    unit, kind = panel.measure.unit, _interval_for(panel.measure.unit)
    none = np.full(len(panel.areas), ABSENT, dtype=np.int8)
    if kind == ABSENT:
        return {"lower": nothing, "upper": nothing, "interval": none}
    value, count, total = (
        pick(cells, latest, np.nan) for cells in (panel.value, panel.numerator, panel.denominator)
    )
    assert unit.multiplier is not None
    if INTERVALS[kind] == "wilson":
        found = wilson(count, total)
        lower, upper = unit.multiplier * found.lower, unit.multiplier * found.upper
    else:
        found = rate(count, total, unit.multiplier)
        lower, upper = found.lower, found.upper
    known = ~np.isnan(value) & ~np.isnan(upper) & ~disagreeing(value, count, total, unit)
    return {
        "lower": np.where(known, lower, np.nan),
        "upper": np.where(known, upper, np.nan),
        "interval": np.where(known, np.int8(kind), none),
    }


def _interval_for(unit: Unit) -> int:
    if unit.multiplier is None or unit.multiplier == 1.0:
        return ABSENT
    return INTERVALS.index("poisson" if unit.highest is None else "wilson")


def variation_of(panel: Panel, latest: NDArray[np.intp]) -> Arrays:
    """Draw each area's XmR chart, and say what its last point and its target come to.

    The chart is rebased where a series breaks. Where the latest figure is absent its last point
    is an older one, so nothing is said of it; the limits stand.
    """
    chart = chart_of(panel)
    polarity = panel.measure.polarity
    last = chart.segments.last
    present = pick(panel.state, latest, ABSENT) == PRESENT
    cause = np.where(present, chart.latest_cause, np.int8(SpecialCause.NO_POINT))
    return {
        "points": _of_area(last, chart.segments.counts, 0),
        "mean": _of_area(last, chart.mean, np.nan),
        "lower_limit": _of_area(last, chart.lower, np.nan),
        "upper_limit": _of_area(last, chart.upper, np.nan),
        "limits": _of_area(last, chart.limits, Limits.TOO_FEW),
        "special_cause": cause,
        # No point is not judged either.
        "variation": judged(signal_of(cause), polarity),
        "assurance": _assurance(panel, latest, chart, present),
    }


def _assurance(
    panel: Panel, latest: NDArray[np.intp], chart: XmR, present: NDArray[np.bool_]
) -> NDArray[np.int8]:
    unknown = np.int8(Verdict.UNKNOWN)
    if panel.measure.target is None:
        return np.full(present.shape, unknown)
    found = assurance_icon(chart, target_at(panel, latest), panel.measure.polarity)
    return np.where(present, found, unknown)


def _of_area(last: NDArray[np.intp], of_segment: NDArray[Any], otherwise: float) -> NDArray[Any]:
    """Give each area what is known of its last segment: NO_POINT is the place at the end."""
    return np.append(of_segment, np.asarray(otherwise, dtype=of_segment.dtype))[last]
