"""The stretch of figures that a test may rest on: up to the latest, not across a break."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.latest import NONE, last_true
from purbeck.model.observation import Status
from purbeck.model.period import PeriodKind
from purbeck.panel.panel import Panel, status_code

Flags = NDArray[np.bool_]
Columns = NDArray[np.intp]


def breaks_of(panel: Panel) -> Flags:
    """Give the cells at which a new series opens, of shape (areas, periods)."""
    return np.asarray(panel.status == status_code(Status.BREAK))


def stretch_of(panel: Panel, latest: Columns, most: int) -> Flags:
    """Give the cells of the last ``most`` periods up to each area's latest, since its last break.

    The period at which a series opens belongs to the new series. None for an area without a
    latest figure.
    """
    columns = np.arange(len(panel.periods))[None, :]
    upto = columns <= latest[:, None]
    opened = breaks_of(panel) & upto
    since = np.where(opened.any(axis=1), last_true(opened), 0)
    recent = columns > latest[:, None] - most
    return np.asarray(upto & recent & (columns >= since[:, None]) & (latest != NONE)[:, None])


def steps_apart(panel: Panel) -> int:
    """Give how many columns apart two figures are that share no time.

    1, save for a pool, which shares years with the next, and a rolling year, which shares eleven
    months with it.
    """
    kind = panel.measure.period_kind
    if kind is PeriodKind.ROLLING_YEAR:
        return kind.parts_a_year
    return panel.periods[0].span if panel.periods else panel.measure.pool_years


def overlapping(panel: Panel) -> Flags:
    """Whether each area's figures share time with those next to them, of shape (areas,)."""
    return np.full(len(panel.areas), steps_apart(panel) > 1)
