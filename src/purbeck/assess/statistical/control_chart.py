"""The points of each area's XmR chart, for whoever draws it: nothing is judged anew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.assessment import ControlPoint
from purbeck.assess.statistical.codes import verdicts
from purbeck.assess.statistical.stretch import overlapping
from purbeck.assess.statistical.variation import FEWEST_FOR_STABILITY, VARIATION_WORDS, chart_of
from purbeck.methods.codes import judged
from purbeck.methods.xmr_icons import signal_of
from purbeck.methods.xmr_rules import SpecialCause
from purbeck.model.verdict import Variation
from purbeck.panel.panel import Panel

MEMBERS = tuple(Variation)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ControlCharts:
    """The XmR chart of each area of a panel, each array of shape (areas, periods).

    Attributes
    ----------
    mean, lower, upper
        Those of the cell's segment, not clipped to the unit; NaN where there is no point, or
        its segment has no limits, or too few points for limits worth drawing.
    signal
        The place among ``Variation`` of what the point says.
    cause
        The ``SpecialCause`` of the point.
    """

    panel: Panel
    mean: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    signal: NDArray[np.int8]
    cause: NDArray[np.int8]

    def at(self, row: int) -> tuple[ControlPoint, ...]:
        """Give the points of one area; none where its last segment has too few for a chart."""
        columns = np.flatnonzero(self.panel.present[row])
        if not len(columns) or np.isnan(self.upper[row, columns[-1]]):
            return ()
        return tuple(self._point(row, int(column)) for column in columns)

    def _point(self, row: int, column: int) -> ControlPoint:
        drawn = not np.isnan(self.upper[row, column])
        return ControlPoint(
            period=self.panel.periods[column],
            value=float(self.panel.value[row, column]),
            mean=float(self.mean[row, column]) if drawn else None,
            lower=float(self.lower[row, column]) if drawn else None,
            upper=float(self.upper[row, column]) if drawn else None,
            signal=MEMBERS[self.signal[row, column]],
            cause=SpecialCause(self.cause[row, column]),
        )


def control_charts(panel: Panel) -> ControlCharts:
    """Give the chart that the rules of variation and assurance go by, point by point.

    A segment of fewer than eight points has no limits here: they would say too little. Nor has
    a series whose figures share time with their neighbours.
    """
    chart = chart_of(panel)
    enough = chart.segments.counts >= FEWEST_FOR_STABILITY
    mean, lower, upper = (
        chart.cells(np.where(enough, limits, np.nan))
        for limits in (chart.mean, chart.lower, chart.upper)
    )
    for limits in (mean, lower, upper):
        limits[overlapping(panel)] = np.nan
    cause = chart.cell_causes
    cause = np.where(np.isnan(upper), SpecialCause.NOT_JUDGED, cause).astype(np.int8)
    signal = verdicts(
        judged(signal_of(cause), panel.measure.polarity),
        VARIATION_WORDS,
        Variation.CANNOT_BE_ASSESSED,
        MEMBERS,
    )
    return ControlCharts(
        panel=panel, mean=mean, lower=lower, upper=upper, signal=signal, cause=cause
    )
