"""Series laid end to end: every figure of every area as one row of points, cut into segments.

A segment is a stretch of one area's figures that belong together: from a rebase (or a break in
the series) up to the next. Kernels that look at neighbouring points work on the points laid end
to end, so that a million areas with gaps, ragged starts and breaks of their own cost one pass.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from purbeck.methods.arrays import Figures, Flags

Positions = NDArray[np.intp]

NO_POINT = -1
"""The segment of a cell without a figure, and the last segment of an area without any."""

TOLERANCE = 1e-9
"""The share of a series' own size below which two figures are the same figure.

Published figures have few decimals, and what a binary mean does to them is some 1e-16 of their
size: 68.61 against a mean of 68.60999999999999 must not make or break a run of seven. A
billionth is far above the one and far below anything that is published. Our own convention.
"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segments:
    """Where the points of each segment lie among all points laid end to end.

    Attributes
    ----------
    shape
        (areas, periods) of the figures they were cut from.
    cell
        The cell of each point in the flattened figures, of shape (points,).
    first
        Whether a point opens a segment, of shape (points,).
    starts, counts
        The first point and the number of points of each segment, of shape (segments,).
    """

    shape: tuple[int, int]
    cell: Positions
    first: Flags
    starts: Positions
    counts: Positions

    def total(self, of_point: NDArray[np.generic]) -> Figures:
        """Give the sum over each segment of something known of each point."""
        if not len(self.starts):
            return np.zeros(0)
        return np.asarray(np.add.reduceat(of_point, self.starts, dtype=np.float64))

    def spread(self, of_segment: Figures) -> Figures:
        """Give to each point what is known of its segment."""
        return np.repeat(of_segment, self.counts)

    @property
    def position(self) -> Positions:
        """The place of each point within its segment, from 0."""
        return np.arange(len(self.cell)) - np.repeat(self.starts, self.counts)

    @property
    def area(self) -> Positions:
        """The area of each segment, of shape (segments,)."""
        periods = max(self.shape[1], 1)
        return np.asarray(self.cell[self.starts] // periods)

    @property
    def last(self) -> Positions:
        """The last segment of each area, of shape (areas,); NO_POINT where there is none."""
        found = np.full(self.shape[0], NO_POINT, dtype=np.intp)
        # Segments come in order of time, so the last one written to an area's place stays.
        found[self.area] = np.arange(len(self.starts))
        return found

    def to_cells(self, of_point: NDArray[np.generic], absent: float) -> NDArray[np.generic]:
        """Put what is known of each point back in its cell, of shape (areas, periods)."""
        cells = np.full(self.shape[0] * self.shape[1], absent, dtype=of_point.dtype)
        cells[self.cell] = of_point
        return cells.reshape(self.shape)

    def of_area(self, of_segment: Figures) -> Figures:
        """Give to each area what is known of its last segment; NaN where it has none."""
        last = self.last
        return np.where(last == NO_POINT, np.nan, np.append(of_segment, np.nan)[last])


def segments_of(values: ArrayLike, breaks: ArrayLike | None = None) -> tuple[Segments, Figures]:
    """Cut figures into segments.

    Parameters
    ----------
    values
        Of shape (areas, periods) in time order; what is not finite is no point. A gap does not
        end a segment: the points on either side of it are neighbours, as they are on a chart
        drawn from the rows that exist.
    breaks
        True at the first period of a new segment; of shape (areas, periods), or (periods,) for
        all areas alike. A break where there is no figure opens with the next figure.

    Returns
    -------
    tuple
        The segments, and the figures of the points, of shape (points,).

    Examples
    --------
    >>> import numpy as np
    >>> cut, points = segments_of([[1.0, np.nan, 2.0, 3.0]], [False, False, False, True])
    >>> cut.counts.tolist(), points.tolist()
    ([2, 1], [1.0, 2.0, 3.0])
    """
    figures = np.atleast_2d(np.asarray(values, dtype=np.float64))
    areas, periods = figures.shape
    cell = np.flatnonzero(np.isfinite(figures))
    area = cell // max(periods, 1)
    first = np.ones(len(cell), dtype=bool)
    first[1:] = area[1:] != area[:-1]
    if breaks is not None:
        opens = np.broadcast_to(np.asarray(breaks, dtype=bool), figures.shape)
        number = np.cumsum(opens, axis=1, dtype=np.int32).ravel()[cell]
        first[1:] |= number[1:] != number[:-1]
    starts = np.flatnonzero(first)
    cut = Segments(
        shape=(areas, periods),
        cell=cell,
        first=first,
        starts=starts,
        counts=np.diff(np.append(starts, len(cell))),
    )
    return cut, figures.ravel()[cell]


def end_to_end(parts: list[Segments]) -> Segments:
    """Lay the segments of some areas behind those of others, in the order given."""
    if len(parts) == 1:
        return parts[0]
    cells = np.cumsum([0, *(part.shape[0] * part.shape[1] for part in parts)])
    points = np.cumsum([0, *(len(part.cell) for part in parts)])
    return Segments(
        shape=(sum(part.shape[0] for part in parts), parts[0].shape[1]),
        cell=np.concatenate([part.cell + at for part, at in zip(parts, cells, strict=False)]),
        first=np.concatenate([part.first for part in parts]),
        starts=np.concatenate([part.starts + at for part, at in zip(parts, points, strict=False)]),
        counts=np.concatenate([part.counts for part in parts]),
    )


def in_run(joined: Flags, length: int) -> Flags:
    """Mark the points that belong to a run of ``length`` neighbours, each joined to the next.

    Parameters
    ----------
    joined
        Whether a point is joined to the one before it, of shape (points,); False at the first
        point of a segment, so that no run leaves its segment.
    length
        Points in a run, at least 2. A longer run is made of runs of this length.
    """
    ending = joined.copy()
    for step in range(1, length - 1):
        ending[step:] &= joined[:-step]
        ending[:step] = False
    marked = ending.copy()
    for step in range(1, length):
        marked[:-step] |= ending[step:]
    return marked
