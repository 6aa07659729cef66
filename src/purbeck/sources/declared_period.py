"""A period of the kind, and of as many years, as a measure declares."""

from __future__ import annotations

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import Period, PeriodKind, read_period
from purbeck.model.period_spelling import LONGEST_QUOTATION


def period_of(text: str, kind: PeriodKind, span: int) -> Period | Problem:
    """Read a period of the kind and of as many years as are declared.

    Examples
    --------
    >>> print(period_of("2016-17 (OT)", PeriodKind.FINANCIAL_YEAR, 1))
    2016-17
    >>> period_of("2014-16", PeriodKind.CALENDAR_POOL, 2).expected
    'a pool of 2 years'
    """
    try:
        period = read_period(text, kind).period
    except InvalidValueError as error:
        return error.problems[0]
    if period.span == span:
        return period
    received, expected = f"{quoted(text)}, {period.span} years", f"a pool of {span} years"
    return Problem(IssueCode.PERIOD_OF_WRONG_KIND, "period", received, expected)


def quoted(text: str) -> str:
    """Quote a text on one line, and no more of it than a message has room for.

    Examples
    --------
    >>> print(quoted("2014 -\\n16"))
    "2014 - 16"
    """
    line = " ".join(text.split())
    if len(line) > LONGEST_QUOTATION:
        line = line[: LONGEST_QUOTATION - 1] + "…"
    return f'"{line}"'
