"""What somebody has undertaken to do about an indicator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class ActionStatus(Enum):
    """How far an action has come, as its owner states it."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action with its owner and its dates.

    Attributes
    ----------
    started
        The day on which it began; None where it has not, or that is not stated. Figures of
        periods that ended before it are those of before the action.
    """

    id: str
    indicator: str
    title: str
    owner: str = ""
    due: date | None = None
    started: date | None = None
    status: ActionStatus = ActionStatus.PLANNED
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the action is planned or under way, and neither done nor stopped."""
        return self.status in (ActionStatus.PLANNED, ActionStatus.UNDER_WAY)

    def is_overdue(self, on: date) -> bool:
        """Whether the action is unfinished after its date; on the date itself it is not."""
        return self.is_open and self.due is not None and self.due < on
