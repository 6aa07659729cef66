"""The target of every period of a panel, and of each area's own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.latest import NONE
from purbeck.panel.panel import Panel


def targets_of(panel: Panel, ahead: int = 0) -> NDArray[np.float64]:
    """Give the target of each period, of shape (periods,), in the measure's unit; NaN for none.

    ``ahead`` gives the target of the period so many steps after each instead.
    """
    target = panel.measure.target
    if target is None:
        return np.full(len(panel.periods), np.nan)
    steps = [target.at(period.next(ahead)) for period in panel.periods]
    return np.array([np.nan if step is None else step for step in steps], dtype=np.float64)


def target_at(panel: Panel, columns: NDArray[np.intp], ahead: int = 0) -> NDArray[np.float64]:
    """Give the target at each area's own column, of shape (areas,); NaN where there is none."""
    if not panel.periods:
        return np.full(len(panel.areas), np.nan)
    return np.where(columns == NONE, np.nan, targets_of(panel, ahead)[columns])
