"""Whether a gap between groups is widening or narrowing, beyond what chance would give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.inequality.coverage import Coverage
from purbeck.assess.inequality.gap import GroupGaps
from purbeck.assess.inequality.gradient import Gradients
from purbeck.assess.latest import NONE, last_true, pick
from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.statistical.stretch import breaks_of, steps_apart
from purbeck.assess.statistical.trend_evidence import MOST_YEARS, MOST_YEARS_IN_PARTS
from purbeck.methods.arrays import blocks
from purbeck.methods.codes import Direction
from purbeck.methods.interval import LEVEL, Interval
from purbeck.methods.mann_kendall import rank_trend
from purbeck.methods.proportion_test import difference_interval
from purbeck.methods.seasonal_kendall import seasonal_trend
from purbeck.methods.trend import FEWEST_POINTS, value_trend
from purbeck.model.inequality import GapDirection
from purbeck.panel.grouped import GroupedPanel
from purbeck.panel.panel import Panel

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
Columns = NDArray[np.intp]

RULE = Rule(
    code="gap-direction",
    name="Direction of the gap",
    statement=(
        "The gaps since the last break are taken together, of ten years at the most and of five "
        "for quarters and months. Through five or more with intervals a line is drawn, weighted "
        "by them, and its error is widened by the scatter about it; without intervals the test is "
        "Mann and Kendall's, and for parts of a year each is held against its own season. Of two "
        "to four the latest is held against the first, by the intervals of both. The gap widens "
        "or narrows where chance would give the like in fewer than one case in twenty, and has "
        "turned round where the two groups have changed places as well."
    ),
    source=(
        "Quasi-likelihood: McCullagh and Nelder 1989; Mann 1945, Kendall 1975, Sen 1968; Zou and "
        "Donner 2008 for two."
    ),
)

MEMBERS = tuple(GapDirection)

_P = Threshold("p", 1.0 - LEVEL, "The usual level; our own convention")


@dataclass(frozen=True, slots=True, eq=False)
class _Moved:
    """How gaps moved, of shape (rows,): the slope a period, or the change where by two figures."""

    direction: NDArray[np.int8]
    slope: Figures
    lower: Figures
    upper: Figures
    by_ranks: Flags
    by_two: Flags
    first: Figures
    points: Figures


def gap_directions(
    grouped: GroupedPanel, coverage: Coverage, gaps: GroupGaps
) -> Findings[GapDirection]:
    """Say of each row of a grouped panel how its gap moved, up to the latest period.

    Returns
    -------
    Findings
        Evidence: first and latest (the two gaps), points, and slope with lower and upper, in the
        measure's unit a period; or change with lower and upper where two figures alone were
        held against each other. Without a latest gap: the reason of the gap itself. One gap
        alone: TOO_FEW_POINTS. A slope of 0 on the edge of its interval is not told apart.
    """
    cells = gaps.cells
    return _directions(
        grouped.panel,
        grouped.of_rows(coverage.column),
        openings(grouped),
        (cells.absolute, cells.lower, cells.upper),
        gaps.latest.reason,
    )


def openings(grouped: GroupedPanel) -> Flags:
    """Give the cells at which a new series begins, of a group or of what it is held against."""
    opened = grouped.cube(breaks_of(grouped.panel))
    reference = grouped.reference
    beside: Flags = (
        breaks_of(grouped.totals)[:, None] if reference is None else opened[:, reference, None]
    )
    joined: Flags = np.logical_or(opened, beside)
    return joined.reshape(grouped.panel.state.shape)


def gradient_directions(
    grouped: GroupedPanel, coverage: Coverage, slopes: Gradients
) -> Findings[GapDirection]:
    """Say of each area how its slope index moved, as ``gap_directions`` does of gaps."""
    opened = np.asarray(grouped.cube(breaks_of(grouped.panel))[:, grouped.known].any(axis=1))
    return _directions(
        grouped.totals,
        coverage.column,
        opened,
        (slopes.slope, slopes.lower, slopes.upper),
        slopes.latest.reason,
    )


def _directions(
    panel: Panel,
    column: Columns,
    opened: Flags,
    gap: tuple[Figures, Figures, Figures],
    why: NDArray[np.int8],
) -> Findings[GapDirection]:
    if not opened.shape[1]:
        # No period at all is the same as one without a gap.
        nothing = np.full((len(column), 1), np.nan)
        gap, opened = (nothing, nothing, nothing), np.zeros(nothing.shape, dtype=bool)
    latest = pick(gap[0], column, np.nan)
    parts = [
        _moved(panel, column[block], opened[block], tuple(cells[block] for cells in gap))
        for block in blocks(len(column), 8 * max(1, opened.shape[1]))
    ]
    if not parts:
        parts = [_moved(panel, column, opened, gap)]
    names = _Moved.__dataclass_fields__
    found = _Moved(**{n: np.concatenate([getattr(part, n) for part in parts]) for n in names})
    return _findings(found, latest, why)


def _findings(found: _Moved, latest: Figures, why: NDArray[np.int8]) -> Findings[GapDirection]:
    none = np.isnan(latest)
    few = ~none & (found.points < 2)
    untold = found.direction == Direction.UNKNOWN
    cannot = none | few | untold
    still = found.direction == Direction.SAME
    turned = ~still & (np.sign(found.first) * np.sign(latest) < 0)
    # A gap that is closed now cannot have widened, whichever way it came.
    away = (np.sign(latest) != 0) & (found.direction == np.sign(latest))
    reasons = codes_of(
        REASONS,
        [
            (few, Reason.TOO_FEW_POINTS),
            (untold & found.by_two, Reason.NO_INTERVAL),
            (untold, Reason.TOO_FEW_POINTS),
            (still, Reason.NO_EVIDENCE),
        ],
        Reason.EVIDENCE_FOUND,
    )
    two = found.by_two
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=codes_of(
            MEMBERS,
            [
                (cannot, GapDirection.CANNOT_BE_ASSESSED),
                (still, GapDirection.NOT_DISTINGUISHABLE),
                (turned, GapDirection.TURNED_ROUND),
                (away, GapDirection.WIDENING),
            ],
            GapDirection.NARROWING,
        ),
        reason=np.where(none, why, reasons).astype(np.int8),
        caveats={
            Caveat.BY_RANKS: found.by_ranks & ~cannot,
            Caveat.FROM_TWO_FIGURES: two & ~cannot,
        },
        evidence={
            "first": np.where(cannot, np.nan, found.first),
            "latest": np.where(cannot, np.nan, latest),
            "points": np.where(cannot, np.nan, found.points),
            "slope": np.where(cannot | two, np.nan, found.slope),
            "change": np.where(cannot | ~two, np.nan, found.slope),
            "lower": np.where(cannot, np.nan, found.lower),
            "upper": np.where(cannot, np.nan, found.upper),
        },
        thresholds=(_P,),
    )


@np.errstate(all="ignore")
def _moved(panel: Panel, column: Columns, opened: Flags, gap: tuple[Figures, ...]) -> _Moved:
    apart = steps_apart(panel)
    seasons = 1 if apart > 1 else panel.measure.period_kind.parts_a_year
    inside = _inside(panel, column, opened, seasons, apart)
    y, lower, upper = (np.where(inside, cells, np.nan) for cells in gap)
    there = ~np.isnan(y)
    points = there.sum(axis=1).astype(np.float64)
    firsts = np.where(there.any(axis=1), np.argmax(there, axis=1), NONE)
    first = pick(y, firsts, np.nan)
    line = value_trend(y, lower, upper)
    reaches = ~np.isnan(pick(lower, column, np.nan))
    lined = (line.points >= FEWEST_POINTS) & reaches & (seasons == 1)
    ranked = ~lined & (points >= FEWEST_POINTS)
    two = ~lined & ~ranked & (points >= 2)
    direction = np.where(lined, line.direction, np.int8(Direction.UNKNOWN))
    slope, low, high = (
        np.where(lined, each, np.nan) for each in (line.slope, line.lower, line.upper)
    )
    if ranked.any():
        by_rank = seasonal_trend(y[ranked], seasons) if seasons > 1 else rank_trend(y[ranked])
        direction[ranked], slope[ranked] = by_rank.direction, by_rank.slope
    if two.any():
        at = (firsts[two], column[two])
        ends = [[pick(cells[two], place, np.nan) for cells in (y, lower, upper)] for place in at]
        limits = difference_interval(
            ends[1][0], Interval(*ends[1][1:]), ends[0][0], Interval(*ends[0][1:])
        )
        change = ends[1][0] - ends[0][0]
        beyond = (limits.lower > 0) | (limits.upper < 0)
        way = np.where(beyond, np.sign(change), Direction.SAME)
        direction[two] = np.where(np.isnan(limits.lower), Direction.UNKNOWN, way)
        slope[two], low[two], high[two] = change, limits.lower, limits.upper
    return _Moved(
        direction=direction.astype(np.int8),
        slope=slope,
        lower=low,
        upper=high,
        by_ranks=ranked,
        by_two=two,
        first=first,
        points=points,
    )


def _inside(panel: Panel, column: Columns, opened: Flags, seasons: int, apart: int) -> Flags:
    """Give the cells since the last break, up to the latest, that share no time with each other."""
    places = np.arange(opened.shape[1])[None, :]
    upto = places <= column[:, None]
    opened = opened & upto
    since = np.where(opened.any(axis=1), last_true(opened), 0)
    years = MOST_YEARS if seasons == 1 else MOST_YEARS_IN_PARTS
    back = column[:, None] - places
    recent = back < years * panel.measure.period_kind.parts_a_year
    return np.asarray(
        upto & recent & (places >= since[:, None]) & (back % apart == 0) & (column != NONE)[:, None]
    )
