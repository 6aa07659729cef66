"""The periods of Explore Education Statistics: a time period with its identifier beside it.

A file of DfE writes "202425" under time_period and "Academic year" under time_identifier; its API
writes "2024/2025" and "AY". What they mean is one table. Where Purbeck has no such kind of
period (a week, half a year, two terms together), the figure is refused and nothing is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import Period, PeriodKind
from purbeck.model.period_kind import MONTH_NAMES, TERMS
from purbeck.sources.contract import Wanted

TO_DATE = "year to date"
"""The mark of a figure that counts from the start of the year, and is none of the week or month
that it is listed under."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """What one time identifier means.

    Attributes
    ----------
    code
        As the API has it.
    kinds
        The kinds of period that the figure may be declared as; none where Purbeck has no such.
    part
        Which part of the year it is, from 1.
    two_years
        Whether the time period names two years, as "202425" does.
    """

    code: str
    kinds: tuple[PeriodKind, ...] = ()
    part: int = 1
    two_years: bool = True


def _identifiers() -> dict[str, Identifier]:
    """Lay the table out, by the identifier in lower case."""
    academic, financial = PeriodKind.ACADEMIC_YEAR, PeriodKind.FINANCIAL_YEAR
    calendar = PeriodKind.CALENDAR_YEAR
    table = {
        "academic year": Identifier("AY", (academic,)),
        "calendar year": Identifier("CY", (calendar,), two_years=False),
        "financial year": Identifier("FY", (financial,)),
        # 6 April to 5 April: all but five days of a financial year, where that is declared.
        "tax year": Identifier("TY", (financial,)),
        # A year that the publisher does not place; a single year is the one that ends in it.
        "reporting year": Identifier("RY", (calendar, academic, financial), two_years=False),
        "autumn and spring term": Identifier("T1T2"),
        "part 1 (april to september)": Identifier("P1"),
        "part 2 (october to march)": Identifier("P2"),
    }
    for number, term in enumerate(TERMS, start=1):
        table[f"{term.lower()} term"] = Identifier(f"T{number}", (PeriodKind.TERM,), number)
    quarters = {
        "academic": ("AY", (), True),
        "calendar": ("CY", (PeriodKind.CALENDAR_QUARTER,), False),
        "financial": ("FY", (PeriodKind.FINANCIAL_QUARTER,), True),
        "tax": ("TY", (PeriodKind.FINANCIAL_QUARTER,), True),
    }
    for year, (code, kinds, two_years) in quarters.items():
        for quarter in range(1, 5):
            identifier = Identifier(f"{code}Q{quarter}", kinds, quarter, two_years)
            table[f"{year} year q{quarter}"] = identifier
    for number, month in enumerate(MONTH_NAMES, start=1):
        table[month.lower()] = Identifier(f"M{number}", (PeriodKind.MONTH,), number, False)
    for week in range(1, 54):
        table[f"week {week}"] = Identifier(f"W{week}", two_years=False)
    return table


IDENTIFIERS: Mapping[str, Identifier] = _identifiers()
"""Every time identifier of DfE, as its table of identifiers has them, by its text in lower case."""

NAMES_BY_CODE: Mapping[str, str] = {each.code: name for name, each in IDENTIFIERS.items()}
"""The identifier by the code that the API has for it."""


def is_to_date(text: str) -> bool:
    """Whether a filter's value says that figures count from the start of the year.

    Examples
    --------
    >>> is_to_date("Year to date"), is_to_date("YTD"), is_to_date("Week")
    (True, True, False)
    """
    return text.strip().casefold() == "ytd" or "to date" in text.casefold()


def ees_period(text: str, wanted: Wanted) -> Period | Problem:
    """Read a period such as "202425 Academic year" under the kind that is declared.

    A figure that counts the year to date is refused under every kind. A reporting year may be
    declared as any sort of year, and is then the one that ends in it.

    Examples
    --------
    >>> from purbeck.sources.contract import Wanted
    >>> wanted = Wanted(measure="absence", key="sess_overall", kind=PeriodKind.ACADEMIC_YEAR)
    >>> print(ees_period("202425 Academic year", wanted))
    2024-25
    >>> print(ees_period("202420 Academic year", wanted))
    received "202420", expected two years that follow, such as 202425. Write the period as in \
the examples expected.
    """
    stretch, _, name = text.strip().partition(" ")
    name, to_date, _ = name.partition(f" ({TO_DATE})")
    identifier = IDENTIFIERS.get(name.strip().casefold())
    if identifier is None:
        return _not_a_period(text, "a time identifier of Explore Education Statistics")
    if to_date:
        advice = "It counts the year to date. Ask for the rows of the period alone by a filter."
        return _not_a_period(text, "a figure of one period", advice)
    if wanted.kind not in identifier.kinds:
        return _of_another_kind(text, identifier, wanted.kind)
    year = _first_year(stretch, two_years=identifier.two_years)
    if year is None:
        if identifier.two_years:
            return _not_a_period(stretch, "two years that follow, such as 202425")
        return _not_a_period(stretch, "a year of four digits")
    if identifier.code == "RY" and wanted.kind is not PeriodKind.CALENDAR_YEAR:
        year -= 1
    try:
        return Period(wanted.kind, year, identifier.part)
    except InvalidValueError as refusal:
        return refusal.problems[0]


def _first_year(stretch: str, *, two_years: bool) -> int | None:
    """Read "2024", "202425" or "2024/2025" as the year in which it starts."""
    form = r"(\d{4})/?(?:\d\d)?(\d\d)" if two_years else r"(\d{4})"
    match = re.fullmatch(form, stretch, re.ASCII)
    if match is None:
        return None
    year = int(match[1])
    follows = not two_years or int(match[2]) == (year + 1) % 100
    return year if follows and stretch in _spellings(year) else None


def _spellings(year: int) -> tuple[str, ...]:
    return f"{year}", f"{year}{(year + 1) % 100:02}", f"{year}/{year + 1}"


def _of_another_kind(text: str, identifier: Identifier, declared: PeriodKind) -> Problem:
    if not identifier.kinds:
        advice = "Purbeck has no such kind of period."
        return _not_a_period(text, declared.described, advice)
    reading = " or ".join(kind.with_article for kind in identifier.kinds)
    return Problem(
        IssueCode.PERIOD_OF_WRONG_KIND,
        "period",
        _quoted(text),
        declared.described,
        f"It is {reading}. Declare the measure's period so.",
    )


def _not_a_period(text: str, expected: str, advice: str = "") -> Problem:
    return Problem(IssueCode.NOT_A_PERIOD, "period", _quoted(text), expected, advice)


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line[:60]}"' if line else "nothing"
