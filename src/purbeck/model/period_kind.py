"""The kinds of period, and what is true of each: one table, which everything else reads.

A year opens in January, April or September. It is whole, or is cut into parts: quarters, months
or terms. A pool joins whole years; a rolling year reaches back from the month in which it ends.
Nothing else needs to be known to put any period on the calendar.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

# Named here, as the names in the standard library's calendar change with the locale.
MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

JANUARY, APRIL, SEPTEMBER = 1, 4, 9

# The parts that a year is cut into, in order, with the months that each lasts. The terms are
# those of schools in England, cut at whole months so that together they fill the year.
WHOLE = {"": 12}
QUARTERS = {"Q1": 3, "Q2": 3, "Q3": 3, "Q4": 3}
MONTHS = {name[:3]: 1 for name in MONTH_NAMES}
TERMS = {"Autumn": 4, "Spring": 3, "Summer": 5}

# Our own limits, to catch slips of the keyboard: a year outside these is one, and so is a pool
# of more than ten years. (The pools met in Fingertips and in the DfE's LAIT join three or five.)
YEARS = range(1900, 2100)
YEARS_IN_A_POOL = range(2, 11)
ONE_YEAR = range(1, 2)


class PeriodKind(Enum):
    """What sort of stretch of time a measure is counted over: declared, never guessed.

    Examples
    --------
    >>> PeriodKind.FINANCIAL_QUARTER.title
    'quarter of a financial year'
    >>> PeriodKind("academic_year").described
    'an academic year such as 2016-17'
    """

    CALENDAR_YEAR = "calendar_year"
    ACADEMIC_YEAR = "academic_year"
    FINANCIAL_YEAR = "financial_year"
    CALENDAR_QUARTER = "calendar_quarter"
    FINANCIAL_QUARTER = "financial_quarter"
    MONTH = "month"
    TERM = "term"
    CALENDAR_POOL = "calendar_pool"
    ACADEMIC_POOL = "academic_pool"
    FINANCIAL_POOL = "financial_pool"
    ROLLING_YEAR = "rolling_year"

    # Each kind is one object, and is looked up for every figure: the hash of an Enum is slow.
    __hash__ = object.__hash__

    @property
    def facts(self) -> KindFacts:
        """The kind's row in the table of facts."""
        return _FACTS[self]

    @property
    def title(self) -> str:
        """The kind in words, as it stands in a sentence."""
        return self.facts.title

    @property
    def example(self) -> str:
        """A period of the kind as it is best spelt, for messages."""
        return self.facts.example

    @property
    def with_article(self) -> str:
        """The kind in words after its article: "an academic year", "a month"."""
        article = "an" if self.title[0] in "aeiou" else "a"
        return f"{article} {self.title}"

    @property
    def described(self) -> str:
        """The kind and its example, as a message says what it expected."""
        return f"{self.with_article} such as {self.example}"

    @property
    def parts_a_year(self) -> int:
        """How many periods of the kind begin in a year: 4 quarters, 12 months, 1 pool."""
        return len(self.facts.parts)

    def months_covered(self, year: int, part: int = 1, span: int = 1) -> range:
        """Give the months that a period covers, counted from the January of a year 0.

        ``month // 12`` is then a month's year, and ``month % 12`` is 0 for January.

        Examples
        --------
        >>> [divmod(month, 12) for month in PeriodKind.FINANCIAL_QUARTER.months_covered(2017, 4)]
        [(2018, 0), (2018, 1), (2018, 2)]
        """
        facts = self.facts
        lengths = tuple(facts.parts.values())
        opening = 12 * year + facts.opens - 1 + sum(lengths[: part - 1])
        closing = opening + lengths[part - 1] + 12 * (span - 1)
        return range(opening - facts.reaches_back, closing)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFacts:
    """What is true of one kind of period.

    Attributes
    ----------
    label
        How a period is written. ``next`` is the year after ``year``, ``last`` the last year of
        a pool, ``last_next`` the year after that: in two digits each. ``last_year`` has four.
    opens
        The month in which the year opens.
    parts
        The names of the parts that the year is cut into, with the months that each lasts.
    within
        The kind of the whole year that a part belongs to; None where a period is no such part.
    spans
        How many years a period may join.
    reaches_back
        How many months before its own part a period begins.
    """

    title: str
    example: str
    label: str
    opens: int
    parts: Mapping[str, int]
    within: PeriodKind | None = None
    spans: range = ONE_YEAR
    reaches_back: int = 0


_FACTS: Mapping[PeriodKind, KindFacts] = {
    PeriodKind.CALENDAR_YEAR: KindFacts(
        title="calendar year",
        example="2016",
        label="{year}",
        opens=JANUARY,
        parts=WHOLE,
    ),
    PeriodKind.ACADEMIC_YEAR: KindFacts(
        title="academic year",
        example="2016-17",
        label="{year}-{next}",
        opens=SEPTEMBER,
        parts=WHOLE,
    ),
    PeriodKind.FINANCIAL_YEAR: KindFacts(
        title="financial year",
        example="2016-17",
        label="{year}-{next}",
        opens=APRIL,
        parts=WHOLE,
    ),
    PeriodKind.CALENDAR_QUARTER: KindFacts(
        title="quarter of a calendar year",
        example="Q1 2018",
        label="{part} {year}",
        opens=JANUARY,
        parts=QUARTERS,
        within=PeriodKind.CALENDAR_YEAR,
    ),
    PeriodKind.FINANCIAL_QUARTER: KindFacts(
        title="quarter of a financial year",
        example="Q1 2018-19",
        label="{part} {year}-{next}",
        opens=APRIL,
        parts=QUARTERS,
        within=PeriodKind.FINANCIAL_YEAR,
    ),
    PeriodKind.MONTH: KindFacts(
        title="month",
        example="Sep 2018",
        label="{part} {year}",
        opens=JANUARY,
        parts=MONTHS,
        within=PeriodKind.CALENDAR_YEAR,
    ),
    PeriodKind.TERM: KindFacts(
        title="school term",
        example="Autumn 2018-19",
        label="{part} {year}-{next}",
        opens=SEPTEMBER,
        parts=TERMS,
        within=PeriodKind.ACADEMIC_YEAR,
    ),
    PeriodKind.CALENDAR_POOL: KindFacts(
        title="pool of calendar years",
        example="2014-16",
        label="{year}-{last}",
        opens=JANUARY,
        parts=WHOLE,
        spans=YEARS_IN_A_POOL,
    ),
    PeriodKind.ACADEMIC_POOL: KindFacts(
        title="pool of academic years",
        example="2013/14-2015/16",
        label="{year}/{next}-{last_year}/{last_next}",
        opens=SEPTEMBER,
        parts=WHOLE,
        spans=YEARS_IN_A_POOL,
    ),
    PeriodKind.FINANCIAL_POOL: KindFacts(
        title="pool of financial years",
        example="2013/14-2015/16",
        label="{year}/{next}-{last_year}/{last_next}",
        opens=APRIL,
        parts=WHOLE,
        spans=YEARS_IN_A_POOL,
    ),
    PeriodKind.ROLLING_YEAR: KindFacts(
        title="rolling year",
        example="12 months to Sep 2018",
        label="12 months to {part} {year}",
        opens=JANUARY,
        parts=MONTHS,
        reaches_back=11,
    ),
}
