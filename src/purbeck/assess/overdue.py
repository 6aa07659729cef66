"""Whether the figure after the newest one should have been out by a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from purbeck.assess.finding import Threshold
from purbeck.model.observation import Observation
from purbeck.model.period import Period

LONGEST_WAIT = Threshold(
    name="months after the end of the next period",
    value=12.0,
    source=(
        "Our own convention. Official statistics on councils come out within a year of the end "
        "of the period; a figure is stale once the one after it should have."
    ),
)


def months_waited(newest: Period, on: date) -> int:
    """Count the months from the end of the period after the newest to a day; 0 before it.

    Examples
    --------
    >>> from purbeck.model.period import PeriodKind
    >>> months_waited(Period(PeriodKind.FINANCIAL_YEAR, 2018), date(2026, 11, 24))
    80
    """
    due = newest.next().last_day
    return max(0, (on.year - due.year) * 12 + on.month - due.month)


def overdue_after(newest: Period, on: date) -> Period | None:
    """Give the period after the newest where its figure should be out by a day; else None.

    At exactly twelve months the figure is not overdue.

    Examples
    --------
    >>> from purbeck.model.period import PeriodKind
    >>> newest = Period(PeriodKind.FINANCIAL_YEAR, 2018)
    >>> overdue_after(newest, date(2021, 3, 31)) is None
    True
    >>> str(overdue_after(newest, date(2021, 4, 1)))
    '2019-20'
    """
    return newest.next() if months_waited(newest, on) > LONGEST_WAIT.value else None


def newest_valued(series: Iterable[Observation]) -> Period | None:
    """Give the newest period of one area's series that has a value; None where there is none.

    A reason for having no figure is no figure: the wait goes on.
    """
    valued = (observation.period for observation in series if observation.value is not None)
    return max(valued, key=lambda period: period.ordinal, default=None)


def overdue_of(series: Iterable[Observation], on: date | None) -> Period | None:
    """Give the period whose figure is overdue in one area's series on a day.

    None where nothing is, where there has never been a value, and where no day is given.
    """
    newest = newest_valued(series)
    return None if newest is None or on is None else overdue_after(newest, on)
