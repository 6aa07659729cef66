"""Periods as international standards write them: of SDMX, of ISO 8601, and as addresses."""

from __future__ import annotations

import re
from datetime import date

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import Period
from purbeck.model.period_kind import YEARS
from purbeck.model.period_spelling import kinds_matching
from purbeck.sources.contract import Wanted

# What may be written, with the months that each part of a year lasts.
_PARTS = {"A": 12, "S": 6, "H": 6, "T": 4, "Q": 3, "M": 1}
_REPORTED = re.compile(r"(\d{4})-?([ASHTQM])(\d{1,2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_YEAR = re.compile(r"(\d{4})", re.ASCII)
_DAY = r"(\d{4})-(\d\d)-(\d\d)(?:T00:00(?::00)?(?:Z|\+00:00)?)?"
_LASTING = re.compile(rf"{_DAY}/P(?:(\d{{1,2}})Y)?(?:(\d{{1,2}})M)?", re.ASCII)
_RANGE = re.compile(rf"{_DAY}/{_DAY}", re.ASCII)


def iso_period(text: str, wanted: Wanted) -> Period | Problem:
    """Read a period of a standard under the kind that is declared: it is the months that count.

    "2016" is a calendar year, and no other; a financial year is written as the year from the
    first of April, "2016-04-01/P1Y". A range ends with the last of its days. Weeks and days are
    no periods of Purbeck.

    Examples
    --------
    >>> from purbeck.model.period import PeriodKind
    >>> wanted = Wanted(measure="neet", key="OBS_VALUE", kind=PeriodKind.FINANCIAL_YEAR)
    >>> print(iso_period("2016-04-01/P1Y", wanted))
    2016-17
    >>> iso_period("2016", wanted).code.value
    'period-of-wrong-kind'
    """
    found = _months(text.strip().upper())
    if found is None:
        return _not_that(text, wanted, IssueCode.NOT_A_PERIOD)
    first, months = found
    period = _starting(first, months, wanted)
    return period or _not_that(text, wanted, IssueCode.PERIOD_OF_WRONG_KIND)


def _starting(first: tuple[int, int], months: int, wanted: Wanted) -> Period | None:
    """Find the period of a kind that begins with a month and lasts so many."""
    kind, span = wanted.kind, max(months // 12, 1) if 1 not in wanted.kind.facts.spans else 1
    for year in range(first[0] - 1, first[0] + 2):
        for part in range(1, kind.parts_a_year + 1):
            try:
                period = Period(kind, year, part, span)
            except InvalidValueError:
                continue
            day = period.first_day
            if (day.year, day.month) == first and period.months == months:
                return period
    return None


def _months(text: str) -> tuple[tuple[int, int], int] | None:
    """Give the first month, as year and number, and how many months there are."""
    if match := _YEAR.fullmatch(text):
        return _from(match[1], 1, 12)
    if match := _REPORTED.fullmatch(text):
        length, number = _PARTS[match[2]], int(match[3])
        within = 1 <= number <= 12 // length
        return _from(match[1], 1 + length * (number - 1), length) if within else None
    if match := _MONTH.fullmatch(text):
        return _from(match[1], int(match[2]), 1)
    if match := _LASTING.fullmatch(text):
        year, month, day, years, months = match.groups()
        lasting = 12 * int(years or 0) + int(months or 0)
        return _from(year, int(month), lasting) if day == "01" and lasting else None
    if match := _RANGE.fullmatch(text):
        return _between(*(int(part) for part in match.groups()))
    return None


def _from(year: str, month: int, months: int) -> tuple[tuple[int, int], int] | None:
    if int(year) not in YEARS or not 1 <= month <= 12:
        return None
    return (int(year), month), months


def _between(*parts: int) -> tuple[tuple[int, int], int] | None:
    """Read a first day and a last day, which have to be those of months."""
    try:
        first, last = date(*parts[:3]), date(*parts[3:])
    except ValueError:
        return None
    day_after = date.fromordinal(last.toordinal() + 1) if last < date.max else last
    months = 12 * (day_after.year - first.year) + day_after.month - first.month
    if first.day != 1 or day_after.day != 1 or months < 1:
        return None
    return _from(str(first.year), first.month, months)


def _not_that(text: str, wanted: Wanted, code: IssueCode) -> Problem:
    line = " ".join(text.split())[:60]
    advice = ""
    if code is IssueCode.PERIOD_OF_WRONG_KIND:
        readings = [kind.with_article for kind in kinds_matching(line)]
        reading = f"It reads as {' or '.join(readings)}. " if readings else ""
        advice = f"{reading}Declare the measure's period so, or ask for other rows."
    received = f'"{line}"' if line else "nothing"
    return Problem(code, "period", received, wanted.kind.described, advice)
