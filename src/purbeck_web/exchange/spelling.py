"""Periods spelled so that they are read again as the same."""

from __future__ import annotations

from collections.abc import Iterable

from purbeck.model.errors import InvalidValueError, UsageError
from purbeck.model.period import Period, read_period
from purbeck.model.period_kind import PeriodKind


def spelled(period: Period, alike: Iterable[Period] = ()) -> str:
    """Spell a period so that it, and others of several kinds, are each read from it.

    Parameters
    ----------
    alike
        The periods that the one spelling is to stand for; the period alone where none is given.

    Raises
    ------
    UsageError
        Where there is no spelling that each kind reads as its own.

    Examples
    --------
    >>> spelled(Period(PeriodKind.FINANCIAL_YEAR, 2018))
    '2018-19'
    """
    alike = list(alike) or [period]
    spellings = [each.label for each in alike] + [str(period.year), str(period.year + 1)]
    for spelling in spellings:
        if all(_reads(spelling, each.kind) == each for each in alike):
            return spelling
    raise UsageError(f"The period {period} cannot be spelled alike for every measure it is of.")


def _reads(spelling: str, kind: PeriodKind) -> Period | None:
    try:
        return read_period(spelling, kind).period
    except InvalidValueError:
        return None
