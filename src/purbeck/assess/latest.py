"""Which figure is the latest, and which the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.reason import Caveat, Reason
from purbeck.model.observation import Absence, Status
from purbeck.panel.panel import NOT_OBSERVED, PRESENT, Panel, state_code, status_code

S = TypeVar("S", bound=np.generic)

NONE = -1
"""The column of a figure that there is not."""


@dataclass(frozen=True, slots=True, eq=False)
class Latest:
    """The columns of each area's latest and previous figure, of shape (areas,)."""

    latest: NDArray[np.intp]
    previous: NDArray[np.intp]


# Every rule asks for it, of the same panel: the answers for the last few are kept. A panel does
# not change, and is known by its identity.
@lru_cache(maxsize=4)
def latest_of(panel: Panel) -> Latest:
    """Find the latest and the previous figure of each area.

    The latest is the last period for which anything was published: a value, or a reason for
    having none. A figure that is not yet due does not count. The previous is the last *value*
    before it. NONE where there is none, so that one value has a latest and no previous. The
    arrays are shared by all who ask, and cannot be written to.
    """
    published = (panel.state != NOT_OBSERVED) & (panel.state != state_code(Absence.NOT_YET_DUE))
    latest = last_true(published)
    columns = np.arange(len(panel.periods))
    earlier = panel.present & (columns[None, :] < latest[:, None])
    found = Latest(latest, last_true(earlier))
    found.latest.flags.writeable = found.previous.flags.writeable = False
    return found


def last_true(cells: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Give the column of each area's last true cell, NONE where there is none."""
    if cells.shape[1] == 0:
        return np.full(cells.shape[0], NONE, dtype=np.intp)
    last = cells.shape[1] - 1 - np.argmax(cells[:, ::-1], axis=1)
    # Where no cell is true the arg-max is the last one, which is false.
    return np.where(cells[np.arange(len(cells)), last], last, NONE)


def pick(cells: NDArray[S], columns: NDArray[np.intp], otherwise: float) -> NDArray[S]:
    """Give each area's cell in its own column, ``otherwise`` where that is NONE."""
    if cells.shape[1] == 0:
        return np.full(cells.shape[0], otherwise, dtype=cells.dtype)
    # NONE picks the last cell, which is then put aside; take_along_axis takes twice as long.
    picked = cells[np.arange(len(cells)), columns]
    np.copyto(picked, np.asarray(otherwise, dtype=cells.dtype), where=columns == NONE)
    return picked


def broken_between(
    panel: Panel, earlier: NDArray[np.intp], later: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Whether a new series opens for an area after one of its columns, up to another.

    A series that opens with the earlier figure parts nothing; one that opens with the later does.
    """
    columns = np.arange(len(panel.periods))[None, :]
    between = (columns > earlier[:, None]) & (columns <= later[:, None])
    return np.asarray((between & (panel.status == status_code(Status.BREAK))).any(axis=1))


_REASON_OF_STATE = (
    (NOT_OBSERVED, Reason.NO_FIGURE),
    (state_code(Absence.SUPPRESSED), Reason.SUPPRESSED),
    (state_code(Absence.NOT_COLLECTED), Reason.NOT_COLLECTED),
    (state_code(Absence.NOT_APPLICABLE), Reason.NOT_APPLICABLE),
    (state_code(Absence.NOT_YET_DUE), Reason.NOT_YET_DUE),
    (state_code(Absence.WITHDRAWN), Reason.WITHDRAWN),
)


def why_no_value(panel: Panel, columns: NDArray[np.intp]) -> list[tuple[NDArray[np.bool_], Reason]]:
    """List, for each reason for having no value, the areas that lack one for it.

    Where nothing counts as the latest but a figure is awaited, the reason is that it is not
    yet due.
    """
    state = pick(panel.state, columns, NOT_OBSERVED)
    awaited = (panel.state == state_code(Absence.NOT_YET_DUE)).any(axis=1)
    cases: list[tuple[NDArray[np.bool_], Reason]] = [
        ((columns == NONE) & awaited, Reason.NOT_YET_DUE)
    ]
    return cases + [(np.asarray(state == code), reason) for code, reason in _REASON_OF_STATE]


@lru_cache(maxsize=4)
def caveats_of(panel: Panel, at: Latest) -> dict[Caveat, NDArray[np.bool_]]:
    """Say which areas have a latest or previous figure that is not settled, or a gap between."""
    latest = np.where(at.latest == NONE, -1, pick(panel.status, at.latest, -1))
    previous = np.where(at.previous == NONE, -1, pick(panel.status, at.previous, -1))
    provisional, estimated = status_code(Status.PROVISIONAL), status_code(Status.ESTIMATED)
    has_latest = pick(panel.state, at.latest, NOT_OBSERVED) == PRESENT
    both = (at.latest != NONE) & (at.previous != NONE)
    return {
        Caveat.LATEST_PROVISIONAL: has_latest & (latest == provisional),
        Caveat.LATEST_ESTIMATED: has_latest & (latest == estimated),
        Caveat.PREVIOUS_PROVISIONAL: previous == provisional,
        Caveat.PREVIOUS_ESTIMATED: previous == estimated,
        Caveat.PERIODS_BETWEEN_MISSING: both & has_latest & (at.latest - at.previous > 1),
    }
