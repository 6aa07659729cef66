"""The run chart: whether the median is still in the middle.

Anhoej's two rules: a run on one side of the median that is too long, or too few crossings of
it. They need no limits and no moving ranges. Definition: Anhoej and Olesen, PLoS ONE 9(11),
2014, e113825; the longest run by Schilling, American Mathematical Monthly 119(1), 2012; the
crossings by Chen, 2010. Source read: qicharts2 (1b9487e).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr

from purbeck.methods.arrays import Codes, Columns, Figures, Flags
from purbeck.methods.segments import TOLERANCE, Segments, segments_of

USEFUL = 10
"""Points off the median below which the rules have next to no power (Anhoej and Olesen 2014)."""

CROSSINGS_RISK = 0.05
"""The lower tail of the number of crossings that counts as too few (Chen 2010)."""

BEYOND_LOG2 = 3
"""What is added to the rounded log2 of the points for the longest run to expect (Schilling)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RunChart:
    """Run charts of any number of areas; all but ``segments`` of shape (segments,).

    Attributes
    ----------
    median
        The centre line, in the unit of the figures.
    useful
        Points that are not on the median.
    longest, longest_expected
        The longest run of useful points on one side, and the longest that chance would give.
    crossings, crossings_expected
        Crossings of the median, and the fewest that chance would give.
    signal
        Longer or fewer than expected; exactly as expected is no signal.
    judged
        Whether there were enough useful points for the absence of a signal to mean anything.
    """

    segments: Segments
    median: Figures
    useful: Columns
    longest: Columns
    longest_expected: Columns
    crossings: Columns
    crossings_expected: Columns
    signal: Flags
    judged: Flags


@np.errstate(over="ignore", invalid="ignore")
def run_chart(
    values: ArrayLike, *, breaks: ArrayLike | None = None, least: int = USEFUL
) -> RunChart:
    """Draw a run chart of each area and apply Anhoej's rules.

    Parameters
    ----------
    values
        Of shape (areas, periods) in time order; gaps are passed over.
    breaks
        True at the first period of a new segment, which has its own median.
    least
        Useful points below which a segment is not judged.

    Returns
    -------
    RunChart
        With no useful point (a constant series) there is no run, and no signal.

    Examples
    --------
    >>> chart = run_chart([[1, 2, 1, 2, 1, 2, 11, 12, 11, 12, 11, 12]])
    >>> int(chart.longest[0]), int(chart.crossings[0]), bool(chart.signal[0])
    (6, 1, True)
    """
    segments, points = segments_of(values, breaks)
    median = _medians(segments, points)
    centre = segments.spread(median)
    room = TOLERANCE * np.maximum(np.abs(points), np.abs(centre))
    side = (points > centre + room).astype(np.int8) - (points < centre - room)
    number = np.repeat(np.arange(len(segments.starts)), segments.counts)
    longest, runs = _runs(side[side != 0], number[side != 0], len(segments.starts))
    useful = np.bincount(number[side != 0], minlength=len(segments.starts))
    crossings = np.maximum(runs - 1, 0)
    longest_expected = longest_run_expected(useful)
    crossings_expected = fewest_crossings_expected(useful)
    return RunChart(
        segments=segments,
        median=median,
        useful=useful,
        longest=longest,
        longest_expected=longest_expected,
        crossings=crossings,
        crossings_expected=crossings_expected,
        signal=(useful > 0) & ((longest > longest_expected) | (crossings < crossings_expected)),
        judged=useful >= least,
    )


def longest_run_expected(useful: ArrayLike) -> Columns:
    """Give the longest run that chance would give in so many points; 0 for none.

    A half is rounded to the even whole, as in R.

    Examples
    --------
    >>> longest_run_expected([0, 10, 24]).tolist()
    [0, 6, 8]
    """
    points = np.asarray(useful, dtype=np.float64)
    expected = np.rint(np.log2(np.maximum(points, 1))) + BEYOND_LOG2
    return np.where(points > 0, expected, 0).astype(np.intp)


def fewest_crossings_expected(useful: ArrayLike) -> Columns:
    """Give the 5% point of the number of crossings in so many points; 0 for none.

    Examples
    --------
    >>> fewest_crossings_expected([0, 10, 24]).tolist()
    [0, 2, 8]
    """
    points = np.asarray(useful, dtype=np.intp)
    kinds, of = np.unique(points, return_inverse=True)
    trials = np.maximum(kinds - 1, 0)
    fewest = np.zeros(len(kinds), dtype=np.intp)
    for place, count in enumerate(trials):
        reached = bdtr(np.arange(count + 1, dtype=np.float64), int(count), 0.5) >= CROSSINGS_RISK
        fewest[place] = np.argmax(reached)
    return fewest[of].reshape(points.shape)


def _medians(segments: Segments, points: Figures) -> Figures:
    """Give each segment's median: the mean of the two middle points of an even number."""
    if not len(segments.starts):
        return np.zeros(0)
    every = np.arange(len(segments.starts))
    number = np.repeat(every, segments.counts)
    below, above = (segments.counts - 1) // 2, segments.counts // 2
    if len(every) <= segments.shape[0]:
        # Without breaks each area is one row: sorting rows takes a tenth of sorting all points.
        rows = np.full((len(every), segments.counts.max()), np.inf)
        rows[number, segments.position] = points
        rows.sort(axis=1)
        low, high = rows[every, below], rows[every, above]
    else:
        ordered = points[np.lexsort((points, number))]
        low, high = ordered[segments.starts + below], ordered[segments.starts + above]
    return np.asarray(low + (high - low) / 2)


def _runs(side: Codes, number: Columns, segments: int) -> tuple[Columns, Columns]:
    """Give the longest run and the number of runs of each segment."""
    opens = np.ones(len(side), dtype=bool)
    opens[1:] = (side[1:] != side[:-1]) | (number[1:] != number[:-1])
    begins = np.flatnonzero(opens)
    length = np.diff(np.append(begins, len(side)))
    longest = np.zeros(segments, dtype=np.intp)
    np.maximum.at(longest, number[begins], length)
    return longest, np.bincount(number[begins], minlength=segments)
