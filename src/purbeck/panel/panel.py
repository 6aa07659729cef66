"""The Panel: one measure, its areas down and its periods across.

A panel has a column for every period from its first to its last, so that two columns apart is
two periods apart, whatever was or was not published. What a cell holds besides numbers is a
small code: its *state* says whether there is a value and if not why, its *status* how settled
the value is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from purbeck.model.errors import UsageError
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Status
from purbeck.model.period import Period

Figures = NDArray[np.float64]
Codes = NDArray[np.int8]

NOT_OBSERVED = -1
"""The state of a cell for which nothing was ever published."""
PRESENT = 0
"""The state of a cell with a value."""
ABSENCES = tuple(Absence)
STATUSES = tuple(Status)


def state_code(absence: Absence | None) -> int:
    """Give the state of a cell: PRESENT for a value, else one code a reason for absence."""
    return PRESENT if absence is None else 1 + ABSENCES.index(absence)


def status_code(status: Status) -> int:
    """Give the code of a status, as a panel holds it."""
    return STATUSES.index(status)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Panel:
    """One measure as arrays of shape (areas, periods).

    Attributes
    ----------
    value, numerator, denominator, lower, upper
        In the measure's unit, counts, counts, and the measure's unit; NaN where there is none.
    state, status
        The codes of ``state_code`` and ``status_code``.
    """

    measure: Measure
    areas: tuple[str, ...]
    periods: tuple[Period, ...]
    value: Figures
    numerator: Figures
    denominator: Figures
    lower: Figures
    upper: Figures
    state: Codes
    status: Codes

    def __post_init__(self) -> None:
        shape = (len(self.areas), len(self.periods))
        for name in ("value", "numerator", "denominator", "lower", "upper", "state", "status"):
            array = getattr(self, name)
            if array.shape != shape:
                raise UsageError(f"Panel.{name} has shape {array.shape}, expected {shape}.")
            array.flags.writeable = False

    @property
    def present(self) -> NDArray[np.bool_]:
        """Which cells have a value, of shape (areas, periods)."""
        return np.asarray(self.state == PRESENT)

    @property
    def ends(self) -> NDArray[np.int64]:
        """The last day of each period as a day number, by which kinds can be set in time."""
        return _ends_of(self.periods)

    def row(self, area: str) -> int:
        """Give the row of an area; UsageError where the panel does not have it."""
        if area not in self.areas:
            raise UsageError(f"There is no figure of '{self.measure.id}' for area '{area}'.")
        return self.areas.index(area)


# The measures of a store have few calendars, and hundreds of thousands of panels.
@lru_cache(maxsize=256)
def _ends_of(periods: tuple[Period, ...]) -> NDArray[np.int64]:
    ends = np.array([period.last_day.toordinal() for period in periods], dtype=np.int64)
    ends.flags.writeable = False
    return ends
