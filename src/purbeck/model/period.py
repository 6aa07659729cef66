"""A period: a stretch of time that knows its kind, and is compared with its own kind only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from purbeck.model.errors import IncomparableError, InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period_kind import YEARS, PeriodKind
from purbeck.model.period_spelling import (
    Marker,
    kinds_matching,
    marker_apart,
    misspelling,
    numbers_meant,
)

__all__ = ["Marker", "Period", "PeriodKind", "PeriodReading", "kinds_matching", "read_period"]


@dataclass(frozen=True, slots=True)
class Period:
    """One period of one kind.

    Periods are put in order, and subtracted, within one series: the same kind and, for pools,
    the same span. Anything else raises ``IncomparableError``, save for ``==``, which is then
    false, and for ``ends_before`` and ``months_behind``, which ask only about the calendar.

    Attributes
    ----------
    kind
        What sort of period it is.
    year
        The calendar year in which the period starts; for a part of a year, that in which its
        year starts: 2017 for Q4 2017-18, which falls in 2018. A rolling year is told by its
        end, so that ``year`` is the one in which it ends.
    part
        Which quarter, month or term of the year it is, from 1; 1 for whole years. For a rolling
        year, the month in which it ends.
    span
        How many years a pool joins, from 2; 1 for everything else.

    Examples
    --------
    >>> latest = Period.parse("2018-19 Q1", PeriodKind.FINANCIAL_QUARTER)
    >>> print(latest, latest.previous(), latest.same_period_last_year(), sep=", ")
    Q1 2018-19, Q4 2017-18, Q1 2017-18
    >>> print(Period(PeriodKind.CALENDAR_POOL, 2014, span=3))
    2014-16
    """

    kind: PeriodKind
    year: int
    part: int = 1
    span: int = 1

    def __post_init__(self) -> None:
        bounds = {
            "year": (self.year, YEARS),
            "part": (self.part, range(1, self.kind.parts_a_year + 1)),
            "span": (self.span, self.kind.facts.spans),
        }
        problems = [
            _out_of_bounds(self.kind, field, number, allowed)
            for field, (number, allowed) in bounds.items()
            if number not in allowed
        ]
        if problems:
            raise InvalidValueError("Period", problems)

    def __hash__(self) -> int:
        # Kinds are seldom mixed in one table, and to hash them as well takes half as long again.
        return hash((self.year, self.part, self.span))

    @classmethod
    def parse(cls, text: str, kind: PeriodKind) -> Period:
        """Read a period of the declared kind, and let go of any marker beside it.

        See ``read_period``, which keeps the marker, and says what is refused.

        Examples
        --------
        >>> str(Period.parse("201617 (Rev)", PeriodKind.ACADEMIC_YEAR))
        '2016-17'
        """
        return read_period(text, kind).period

    @classmethod
    def from_ordinal(cls, kind: PeriodKind, ordinal: int, span: int = 1) -> Period:
        """Give the period that has this ordinal within its kind; a pool needs its span.

        Examples
        --------
        >>> term = Period(PeriodKind.TERM, 2018, part=2)
        >>> Period.from_ordinal(term.kind, term.ordinal) == term
        True
        """
        year, parts_before = divmod(ordinal, kind.parts_a_year)
        return cls(kind, year, parts_before + 1, span)

    @property
    def ordinal(self) -> int:
        """The place of the period within its kind: one more for each period that follows."""
        return self.year * self.kind.parts_a_year + self.part - 1

    @property
    def series(self) -> tuple[PeriodKind, int]:
        """What two periods must share to be put in order: the kind and the span."""
        return self.kind, self.span

    @property
    def label(self) -> str:
        """The period as Purbeck writes it, in a form that ``parse`` reads back."""
        last_year = self.year + self.span - 1
        return self.kind.facts.label.format(
            part=tuple(self.kind.facts.parts)[self.part - 1],
            year=self.year,
            next=_two_digits(self.year + 1),
            last=_two_digits(last_year),
            last_year=last_year,
            last_next=_two_digits(last_year + 1),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        return _first_of(self._months[0])

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return _first_of(self._months[-1] + 1) - timedelta(days=1)

    @property
    def months(self) -> int:
        """How many months the period covers: 3 for a quarter, 5 for a summer term."""
        return len(self._months)

    @property
    def _months(self) -> range:
        return self.kind.months_covered(self.year, self.part, self.span)

    def previous(self, steps: int = 1) -> Period:
        """Give the period that comes so many steps before in its series.

        Pools and rolling years move by one year and one month, as they are published, so that
        they overlap the one before: 2014-16 follows 2013-15. See ``overlaps``. There are no
        periods before 1900 or after 2099, and to ask for one raises ``InvalidValueError``.
        """
        return Period.from_ordinal(self.kind, self.ordinal - steps, self.span)

    def next(self, steps: int = 1) -> Period:
        """Give the period that comes so many steps after in its series; see ``previous``."""
        return self.previous(-steps)

    def same_period_last_year(self) -> Period:
        """Give the same part of the year before, to compare like season with like."""
        return Period(self.kind, self.year - 1, self.part, self.span)

    def parent_year(self) -> Period | None:
        """Give the year that a quarter, month or term is part of; None for all other kinds.

        A month belongs to its calendar year.
        """
        within = self.kind.facts.within
        return None if within is None else Period(within, self.year)

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a month, as a pool does with the next; for one kind only.

        A period overlaps itself. Pools of different spans may be asked about.
        """
        if self.kind is not other.kind:
            raise _incomparable(self, other)
        return self._months[0] <= other._months[-1] and other._months[0] <= self._months[-1]

    def ends_before(self, other: Period) -> bool:
        """Whether this period's last day comes first; not so where both end on one day.

        This, with ``months_behind``, is the one comparison allowed across kinds. Whether two
        figures may be held against each other turns on their kinds; whether one of them is
        older turns on the calendar alone, and a comparator that is older must say so.
        """
        return self.last_day < other.last_day

    def months_behind(self, other: Period) -> int:
        """Count the months from this period's end to the other's; negative where it ends later.

        Allowed across kinds, as ``ends_before`` is; 0 where both end in one month.

        Examples
        --------
        >>> comparator = Period(PeriodKind.FINANCIAL_YEAR, 2015)
        >>> comparator.months_behind(Period(PeriodKind.FINANCIAL_QUARTER, 2018, part=1))
        27
        """
        return other._months[-1] - self._months[-1]

    def __sub__(self, other: Period) -> int:
        """Count the steps from the other period to this one; raise outside one series."""
        if not isinstance(other, Period):
            return NotImplemented
        if self.series != other.series:
            raise _incomparable(self, other)
        return self.ordinal - other.ordinal

    def __lt__(self, other: Period) -> bool:
        return self - other < 0

    def __le__(self, other: Period) -> bool:
        return self - other <= 0

    def __gt__(self, other: Period) -> bool:
        return self - other > 0

    def __ge__(self, other: Period) -> bool:
        return self - other >= 0


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """A period as it was read, with the marker that stood beside it, or an empty one."""

    period: Period
    marker: Marker = ""


def read_period(text: str, kind: PeriodKind) -> PeriodReading:
    """Read a period of the declared kind, with the marker in brackets after it.

    Case, dashes and white space are made even first. A single year under academic or financial
    years is the one that ends in it, as in the DfE's LAIT: "2017" is 2016-17. A year of two
    digits lies from 1970 to 2069.

    Raises
    ------
    InvalidValueError
        With ``NOT_A_PERIOD`` where the text spells no period at all, "0" among them; with
        ``PERIOD_OF_WRONG_KIND`` where it spells one of another kind.

    Examples
    --------
    >>> reading = read_period("2025 (prov)", PeriodKind.CALENDAR_YEAR)
    >>> print(reading.period, reading.marker, sep=", ")
    2025, provisional
    """
    reading = _reading(text, kind)
    if reading is None:
        raise InvalidValueError("Period", [misspelling(text, kind)])
    return reading


# A file of a million rows spells a few dozen periods; each need only be worked out once.
@lru_cache(maxsize=4096)
def _reading(text: str, kind: PeriodKind) -> PeriodReading | None:
    spelling, marker = marker_apart(text)
    numbers = numbers_meant(spelling, kind)
    return None if numbers is None else PeriodReading(Period(kind, *numbers), marker)


def _out_of_bounds(kind: PeriodKind, field: str, number: int, allowed: range) -> Problem:
    lowest, highest = allowed[0], allowed[-1]
    bounds = f"a {field} from {lowest} to {highest}" if highest > lowest else f"{field} {lowest}"
    expected = f"{bounds} for {kind.with_article}"
    return Problem(IssueCode.OUT_OF_RANGE, field, str(number), expected, "Correct the period.")


def _incomparable(one: Period, other: Period) -> IncomparableError:
    difference = "span" if one.kind is other.kind else "kind"
    named = f"{_with_title(one)} and {_with_title(other)}"
    return IncomparableError(f"{named} cannot be compared: they differ in {difference}.")


def _with_title(period: Period) -> str:
    span = "" if period.span == 1 else f", span {period.span}"
    return f"{period} ({period.kind.title}{span})"


def _two_digits(year: int) -> str:
    return f"{year % 100:02}"


def _first_of(month: int) -> date:
    year, months_before = divmod(month, 12)
    return date(year, months_before + 1, 1)
