"""The forecasts of many measures at once: they cost by the number of fits, and not by the rows.

Series of one length are fitted together, whatever measure they are of; what is found of a series
does not depend, to the last bit, on what it is fitted beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.statistical.outlook import bounds_of, figures_of
from purbeck.assess.statistical.stretch import breaks_of
from purbeck.methods.forecast import Forecast, forecast
from purbeck.panel.panel import Panel

Bounds = tuple[float, float] | None


def forecasts_of(panels: Sequence[Panel]) -> list[Forecast]:
    """Forecast the next figure of every area of some panels: what ``outlook`` would of each."""
    alike: dict[Bounds, list[int]] = defaultdict(list)
    for place, panel in enumerate(panels):
        alike[bounds_of(panel)].append(place)
    found: dict[int, Forecast] = {}
    for bounds, places in alike.items():
        together = _together([panels[place] for place in places], bounds)
        found |= dict(zip(places, together, strict=True))
    return [found[place] for place in range(len(panels))]


def _together(panels: list[Panel], bounds: Bounds) -> list[Forecast]:
    width = max(len(panel.periods) for panel in panels)
    whole = forecast(
        np.concatenate([_widened(figures_of(panel), width, np.nan) for panel in panels]),
        horizon=1,
        breaks=np.concatenate([_widened(breaks_of(panel), width, 0) for panel in panels]),
        bounds=bounds,
    )
    ends = np.cumsum([len(panel.areas) for panel in panels])
    return [
        _rows(whole, int(end) - len(panel.areas), int(end), width - len(panel.periods))
        for panel, end in zip(panels, ends, strict=True)
    ]


def _widened(cells: NDArray[np.generic], width: int, absent: float) -> NDArray[np.generic]:
    """Put empty columns before the first one: a forecast looks back from the last."""
    return np.pad(cells, ((0, 0), (width - cells.shape[1], 0)), constant_values=absent)


def _rows(whole: Forecast, start: int, stop: int, before: int) -> Forecast:
    rows = slice(start, stop)
    origin = whole.origin[rows]
    return replace(
        whole,
        centre=whole.centre[rows],
        error=whole.error[rows],
        freedom=whole.freedom[rows],
        model=whole.model[rows],
        state=whole.state[rows],
        points=whole.points[rows],
        origin=np.where(origin < 0, origin, origin - before),
        on_logit=whole.on_logit[rows],
    )
