"""What somebody has undertaken to do about an indicator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import Period
from purbeck.model.value_for_money import InvestToSave


class ActionStatus(Enum):
    """How far an action has come, as its owner states it."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A step of an action that can be seen to be done.

    Attributes
    ----------
    done
        The day on which it was done; None where it is not, or not yet.
    owner
        The officer who has undertaken it; empty where that is the owner of the action.
    """

    title: str
    due: date | None = None
    done: date | None = None
    owner: str = ""

    def is_done(self, on: date) -> bool:
        """Whether it was done by a day, that day itself among them."""
        return self.done is not None and self.done <= on

    def is_overdue(self, on: date) -> bool:
        """Whether it is not done after its date; on the date itself it is not overdue."""
        return self.due is not None and self.due < on and not self.is_done(on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action with its owner and its dates.

    Attributes
    ----------
    started
        The day on which it began; None where it has not, or that is not stated. Figures of
        periods that ended before it are those of before the action.
    milestones
        In the order in which they are to be done; no two of one title.
    beside
        The id of the group of areas that did not take the action, to be held beside; empty for
        none. Which areas these are is declared and never guessed.
    saves_on
        The measure of the spend that it should lower; empty where it is not one to save money.
    invested, prices
        What was put into it, in pounds of the financial year ``prices``.
    savings
        What it was expected to save in each financial year, in the same pounds.
    """

    id: str
    indicator: str
    title: str
    owner: str = ""
    due: date | None = None
    started: date | None = None
    status: ActionStatus = ActionStatus.PLANNED
    note: str = ""
    milestones: tuple[Milestone, ...] = ()
    beside: str = ""
    saves_on: str = ""
    invested: float = 0.0
    prices: Period | None = None
    savings: tuple[tuple[Period, float], ...] = ()

    def __post_init__(self) -> None:
        titles = [milestone.title for milestone in self.milestones]
        twice = dict.fromkeys(title for title in titles if titles.count(title) > 1)
        if twice:
            expected = "another title; the action has a milestone of this one"
            raise InvalidValueError(
                "Action",
                [Problem(IssueCode.DUPLICATE_ID, "title", f"'{t}'", expected) for t in twice],
            )

    @property
    def invest_to_save(self) -> InvestToSave | None:
        """What was invested and expected to be saved; None where it is no such action."""
        if not self.saves_on or self.prices is None or not self.savings:
            return None
        return InvestToSave(
            action=self.id,
            cost=self.saves_on,
            invested=self.invested,
            expected=self.savings,
            prices=self.prices,
        )

    @property
    def is_open(self) -> bool:
        """Whether the action is planned or under way, and neither done nor stopped."""
        return self.status in (ActionStatus.PLANNED, ActionStatus.UNDER_WAY)

    def is_overdue(self, on: date) -> bool:
        """Whether the action is unfinished after its date; on the date itself it is not."""
        return self.is_open and self.due is not None and self.due < on

    def overdue_milestones(self, on: date) -> tuple[Milestone, ...]:
        """Give the milestones that are not done after their dates; none of a finished action."""
        if not self.is_open:
            return ()
        return tuple(milestone for milestone in self.milestones if milestone.is_overdue(on))
