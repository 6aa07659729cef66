"""The XmR chart: a mean, and limits that ordinary variation from point to point would give.

Definition: the individuals and moving range chart, as NHS England's Making Data Count has it.
Source read: NHSRplotthedots 0.2.2 (050b07d). Wheeler, Understanding Variation; the screening of
moving ranges is Nelson, Journal of Quality Technology 14(3), 1982, 172.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Codes, Columns, Figures, Flags, blocks
from purbeck.methods.segments import NO_POINT, TOLERANCE, Segments, end_to_end, segments_of
from purbeck.methods.xmr_rules import SpecialCause, special_causes
from purbeck.model.errors import UsageError

LIMIT = 2.66
"""Mean moving ranges from the mean to a limit: 3 / 1.128, d2 for two points, rounded as NHS
England does (Wheeler, table of constants). 3 / 1.128 itself is 2.6596."""

NEAR = 2 / 3
"""How far along the way from the mean to the limit "close to the limit" begins: two sigma."""

SCREEN = 3.267
"""Mean moving ranges beyond which one is left out of their mean: D4 for two points (Nelson)."""

TRIAL = 13
"""Points below which a segment's limits are trial limits (NHSRplotthedots 0.2.2)."""


class Limits(IntEnum):
    """What a segment's limits rest on, or why it has none."""

    FOUND = 0
    UNSCREENED = 1
    """Screening left moving ranges of zero only, so the limits rest on all of them."""
    TOO_FEW = 2
    """Fewer than two points in the baseline: no moving range."""
    NO_VARIATION = 3
    """The baseline does not move at all; no figure could be told from ordinary variation."""
    NOT_ESTIMABLE = 4
    """The figures are so large that their mean or range is not a number."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class XmR:
    """XmR charts of any number of areas. NaN where a segment has no limits.

    Attributes
    ----------
    segments
        Where the points of each segment lie.
    mean, lower, upper
        Of shape (segments,), in the unit of the figures. Limits are not clipped to what the
        unit allows: clip them for drawing, not for testing.
    moving_range
        The mean moving range that the limits rest on, of shape (segments,).
    baseline
        The points that mean and limits rest on, of shape (segments,).
    limits
        A ``Limits`` code, of shape (segments,).
    cause
        A ``SpecialCause`` code for each point, of shape (points,).
    """

    segments: Segments
    mean: Figures
    lower: Figures
    upper: Figures
    moving_range: Figures
    baseline: Columns
    limits: Codes
    cause: Codes

    @property
    def trial(self) -> Flags:
        """Whether a segment's limits are trial limits: fewer than 13 points in it."""
        return np.asarray(self.segments.counts < TRIAL)

    @property
    def cell_causes(self) -> Codes:
        """The ``SpecialCause`` of each cell, of shape (areas, periods)."""
        return self.segments.to_cells(self.cause, SpecialCause.NO_POINT).astype(np.int8)

    def cells(self, of_segment: Figures) -> Figures:
        """Give each cell its segment's mean or limit, of shape (areas, periods)."""
        spread = self.segments.spread(of_segment)
        return self.segments.to_cells(spread, np.nan).astype(np.float64)

    @property
    def latest_cause(self) -> Codes:
        """The ``SpecialCause`` of each area's last point, of shape (areas,)."""
        last = self.segments.last
        ends = self.segments.starts + self.segments.counts - 1
        found = np.full(len(last), SpecialCause.NO_POINT, dtype=np.int8)
        has = last != NO_POINT
        found[has] = self.cause[ends[last[has]]]
        return found


def xmr(
    values: ArrayLike,
    *,
    breaks: ArrayLike | None = None,
    fix_after: int | None = None,
    screen: bool = True,
    limit: float = LIMIT,
) -> XmR:
    """Draw an XmR chart of each area and name the special causes on it.

    Parameters
    ----------
    values
        Of shape (areas, periods) in time order; gaps are passed over (see ``segments_of``).
    breaks
        True at the first period of a new segment: where the chart is rebased or the series
        breaks. Each segment has its own mean, limits and runs.
    fix_after
        The points of each segment that mean and limits rest on; None for all of them.
    screen
        Whether moving ranges of 3.267 times their mean or more are left out, once. NHS England's
        own workbook does not screen; its R package does.
    limit
        Mean moving ranges from the mean to a limit.

    Returns
    -------
    XmR
        A figure exactly on a limit is within it, and one exactly on the mean is on neither side;
        "exactly" has the room of ``TOLERANCE``. No variation, or one point, gives no limits and
        judges no point. Where screening would leave no variation in a series that has some, the
        unscreened ranges are used: the R package gives limits equal to the mean there, and flags
        every point. A deviation of ours.

    Examples
    --------
    >>> from purbeck.methods.xmr_rules import SpecialCause
    >>> chart = xmr([[1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]])
    >>> round(float(chart.upper[0]), 1), SpecialCause(chart.cell_causes[0, 4]).name
    (4.6, 'ABOVE_LIMIT')
    """
    if fix_after is not None and fix_after < 2:
        raise UsageError(f"A baseline needs at least 2 points to have a range, not {fix_after}.")
    figures = np.atleast_2d(np.asarray(values, dtype=np.float64))
    opens = None if breaks is None else np.broadcast_to(np.asarray(breaks, bool), figures.shape)
    # A point costs some 30 ns in blocks that the cache holds, and 145 ns over millions at once.
    parts = [
        _draw(
            figures[block],
            None if opens is None else opens[block],
            fix_after=fix_after,
            screen=screen,
            limit=limit,
        )
        for block in blocks(max(len(figures), 1), figures.shape[1])
    ]
    return parts[0] if len(parts) == 1 else _together(parts)


@np.errstate(over="ignore", invalid="ignore")
def _draw(
    values: Figures, breaks: Flags | None, *, fix_after: int | None, screen: bool, limit: float
) -> XmR:
    """Draw the charts of one block of areas."""
    segments, points = segments_of(values, breaks)
    in_baseline = None if fix_after is None else segments.position < fix_after
    baseline = segments.counts if fix_after is None else np.minimum(segments.counts, fix_after)
    kept = points if in_baseline is None else np.where(in_baseline, points, 0.0)
    mean = segments.total(kept) / np.maximum(baseline, 1)
    moving, has_range = _moving_ranges(segments, points, in_baseline)
    size, limits = _mean_range(segments, moving, has_range, np.abs(mean), screen=screen)
    beyond = ~np.isfinite(mean + LIMIT * size)
    limits[beyond], mean[beyond], size[beyond] = Limits.NOT_ESTIMABLE, np.nan, np.nan
    reach = np.where(limits >= Limits.TOO_FEW, np.nan, limit * size)
    return XmR(
        segments=segments,
        mean=mean,
        lower=mean - reach,
        upper=mean + reach,
        moving_range=size,
        baseline=baseline,
        limits=limits,
        cause=special_causes(
            points,
            segments,
            mean=segments.spread(mean),
            reach=segments.spread(reach),
            near=NEAR,
            room=segments.spread(TOLERANCE * (np.abs(mean) + size)),
        ),
    )


def _together(parts: list[XmR]) -> XmR:
    """Put the charts of several blocks of areas together."""
    return XmR(
        segments=end_to_end([part.segments for part in parts]),
        mean=np.concatenate([part.mean for part in parts]),
        lower=np.concatenate([part.lower for part in parts]),
        upper=np.concatenate([part.upper for part in parts]),
        moving_range=np.concatenate([part.moving_range for part in parts]),
        baseline=np.concatenate([part.baseline for part in parts]),
        limits=np.concatenate([part.limits for part in parts]),
        cause=np.concatenate([part.cause for part in parts]),
    )


def _moving_ranges(
    segments: Segments, points: Figures, in_baseline: Flags | None
) -> tuple[Figures, Flags]:
    """Give the range from the point before, of shape (points,), and where there is one."""
    has_range = ~segments.first
    if in_baseline is not None:
        has_range &= in_baseline
    moving = np.zeros(len(points))
    np.abs(np.diff(points), out=moving[1:])
    moving[~has_range] = 0.0
    return moving, has_range


def _mean_range(
    segments: Segments, moving: Figures, has_range: Flags, scale: Figures, *, screen: bool
) -> tuple[Figures, Codes]:
    """Give each segment's mean moving range and what it rests on."""
    ranges = segments.total(has_range)
    whole = segments.total(moving) / np.maximum(ranges, 1)
    limits = np.where(ranges < 1, Limits.TOO_FEW, Limits.FOUND).astype(np.int8)
    still = (limits == Limits.FOUND) & (whole <= TOLERANCE * scale)
    limits[still] = Limits.NO_VARIATION
    if not screen:
        return whole, limits
    ordinary = has_range & (moving < segments.spread(SCREEN * whole))
    count = segments.total(ordinary)
    screened = segments.total(np.where(ordinary, moving, 0.0)) / np.maximum(count, 1)
    vanished = (limits == Limits.FOUND) & (screened <= TOLERANCE * (scale + whole))
    limits[vanished] = Limits.UNSCREENED
    return np.where(limits == Limits.FOUND, screened, whole), limits
