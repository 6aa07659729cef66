"""The Period type: where periods lie, how they follow one another, and what cannot be made."""

from __future__ import annotations

from datetime import date

import pytest

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.period import Period, PeriodKind, read_period

KIND = PeriodKind


def problem_with(kind: PeriodKind, year: int, part: int = 1, span: int = 1) -> tuple[str, str]:
    """Give the field that is wrong, and what was expected of it."""
    with pytest.raises(InvalidValueError) as raised:
        Period(kind, year, part, span)
    (problem,) = raised.value.problems

    assert problem.code is IssueCode.OUT_OF_RANGE
    return problem.field, problem.expected


class TestPlaceOnTheCalendar:
    """Each kind has its own first and last day."""

    @pytest.mark.parametrize(
        ("period", "first_day", "last_day", "months"),
        [
            (Period(KIND.CALENDAR_YEAR, 2016), date(2016, 1, 1), date(2016, 12, 31), 12),
            (Period(KIND.ACADEMIC_YEAR, 2016), date(2016, 9, 1), date(2017, 8, 31), 12),
            (Period(KIND.FINANCIAL_YEAR, 2016), date(2016, 4, 1), date(2017, 3, 31), 12),
            (Period(KIND.CALENDAR_QUARTER, 2018, 1), date(2018, 1, 1), date(2018, 3, 31), 3),
            (Period(KIND.CALENDAR_QUARTER, 2018, 4), date(2018, 10, 1), date(2018, 12, 31), 3),
            (Period(KIND.FINANCIAL_QUARTER, 2018, 1), date(2018, 4, 1), date(2018, 6, 30), 3),
            (Period(KIND.FINANCIAL_QUARTER, 2017, 4), date(2018, 1, 1), date(2018, 3, 31), 3),
            (Period(KIND.MONTH, 2018, 12), date(2018, 12, 1), date(2018, 12, 31), 1),
            (Period(KIND.MONTH, 2016, 2), date(2016, 2, 1), date(2016, 2, 29), 1),
            (Period(KIND.TERM, 2018, 1), date(2018, 9, 1), date(2018, 12, 31), 4),
            (Period(KIND.TERM, 2018, 2), date(2019, 1, 1), date(2019, 3, 31), 3),
            (Period(KIND.TERM, 2018, 3), date(2019, 4, 1), date(2019, 8, 31), 5),
            (Period(KIND.CALENDAR_POOL, 2014, span=3), date(2014, 1, 1), date(2016, 12, 31), 36),
            (Period(KIND.ACADEMIC_POOL, 2013, span=3), date(2013, 9, 1), date(2016, 8, 31), 36),
            (Period(KIND.FINANCIAL_POOL, 2018, span=5), date(2018, 4, 1), date(2023, 3, 31), 60),
            (Period(KIND.ROLLING_YEAR, 2018, 9), date(2017, 10, 1), date(2018, 9, 30), 12),
            (Period(KIND.ROLLING_YEAR, 2018, 12), date(2018, 1, 1), date(2018, 12, 31), 12),
        ],
        ids=str,
    )
    def test_days(self, period: Period, first_day: date, last_day: date, months: int) -> None:
        """A period runs from the first day of its first month to the last day of its last."""
        found = (period.first_day, period.last_day, period.months)

        assert found == (first_day, last_day, months)


class TestLabel:
    """A period is written in one way."""

    @pytest.mark.parametrize(
        ("period", "label"),
        [
            (Period(KIND.CALENDAR_YEAR, 2016), "2016"),
            (Period(KIND.ACADEMIC_YEAR, 2016), "2016-17"),
            (Period(KIND.FINANCIAL_YEAR, 1999), "1999-00"),
            (Period(KIND.FINANCIAL_YEAR, 2008), "2008-09"),
            (Period(KIND.CALENDAR_QUARTER, 2018, 1), "Q1 2018"),
            (Period(KIND.FINANCIAL_QUARTER, 2018, 1), "Q1 2018-19"),
            (Period(KIND.MONTH, 2018, 9), "Sep 2018"),
            (Period(KIND.TERM, 2018, 1), "Autumn 2018-19"),
            (Period(KIND.CALENDAR_POOL, 2014, span=3), "2014-16"),
            (Period(KIND.CALENDAR_POOL, 1998, span=3), "1998-00"),
            (Period(KIND.ACADEMIC_POOL, 2013, span=3), "2013/14-2015/16"),
            (Period(KIND.FINANCIAL_POOL, 1998, span=2), "1998/99-1999/00"),
            (Period(KIND.ROLLING_YEAR, 2018, 9), "12 months to Sep 2018"),
        ],
    )
    def test_label(self, period: Period, label: str) -> None:
        """The label is the period's text, also in a sentence."""
        found = (period.label, str(period), f"{period}")

        assert found == (label, label, label)

    @pytest.mark.parametrize("kind", KIND)
    def test_the_example_of_a_kind_is_a_label(self, kind: PeriodKind) -> None:
        """The example that messages give of a kind is read as it stands, and written so."""
        assert Period.parse(kind.example, kind).label == kind.example


class TestSteps:
    """Periods follow one another within their kind."""

    def test_previous_crosses_the_year(self) -> None:
        """Before the first quarter of a financial year comes the fourth of the year before."""
        first_quarter = Period(KIND.FINANCIAL_QUARTER, 2018, 1)

        assert first_quarter.previous() == Period(KIND.FINANCIAL_QUARTER, 2017, 4)

    def test_steps_can_be_many(self) -> None:
        """Five terms after an autumn term is the summer term of the next year."""
        autumn = Period(KIND.TERM, 2018, 1)

        assert autumn.next(5) == Period(KIND.TERM, 2019, 3)

    def test_no_step_is_the_period_itself(self) -> None:
        """A period nought steps back is that period."""
        month = Period(KIND.MONTH, 2018, 9)

        assert month.previous(0) == month

    def test_a_pool_moves_by_one_year(self) -> None:
        """The pool before 2014-16 is 2013-15, which shares two years with it."""
        pool = Period(KIND.CALENDAR_POOL, 2014, span=3)

        assert pool.previous() == Period(KIND.CALENDAR_POOL, 2013, span=3)
        assert pool.overlaps(pool.previous())

    def test_a_rolling_year_moves_by_one_month(self) -> None:
        """Before the twelve months to January come the twelve months to December."""
        rolling = Period(KIND.ROLLING_YEAR, 2018, 1)

        assert rolling.previous() == Period(KIND.ROLLING_YEAR, 2017, 12)

    def test_same_period_last_year_keeps_the_season(self) -> None:
        """The quarter a year before is the same quarter, not the one before."""
        quarter = Period(KIND.FINANCIAL_QUARTER, 2018, 1)

        assert quarter.same_period_last_year() == Period(KIND.FINANCIAL_QUARTER, 2017, 1)

    def test_there_is_nothing_before_the_first_year(self) -> None:
        """A step out of the years that Purbeck knows is refused."""
        with pytest.raises(InvalidValueError, match="received 1899, expected a year from 1900"):
            Period(KIND.CALENDAR_YEAR, 1900).previous()

    @pytest.mark.parametrize(
        ("part", "year"),
        [
            (Period(KIND.FINANCIAL_QUARTER, 2017, 4), Period(KIND.FINANCIAL_YEAR, 2017)),
            (Period(KIND.CALENDAR_QUARTER, 2018, 1), Period(KIND.CALENDAR_YEAR, 2018)),
            (Period(KIND.MONTH, 2018, 9), Period(KIND.CALENDAR_YEAR, 2018)),
            (Period(KIND.TERM, 2018, 3), Period(KIND.ACADEMIC_YEAR, 2018)),
            (Period(KIND.ACADEMIC_YEAR, 2018), None),
            (Period(KIND.CALENDAR_POOL, 2014, span=3), None),
            (Period(KIND.ROLLING_YEAR, 2018, 12), None),
        ],
        ids=str,
    )
    def test_parent_year(self, part: Period, year: Period | None) -> None:
        """A quarter, month or term belongs to a year; nothing else does."""
        assert part.parent_year() == year


class TestRefusal:
    """A period cannot be made wrong."""

    def test_a_fifth_quarter(self) -> None:
        """There is no fifth quarter, and no quarter nought."""
        expected = ("part", "a part from 1 to 4 for a quarter of a financial year")

        assert problem_with(KIND.FINANCIAL_QUARTER, 2018, 5) == expected
        assert problem_with(KIND.FINANCIAL_QUARTER, 2018, 0) == expected

    def test_a_part_of_a_whole_year(self) -> None:
        """A whole year has one part."""
        assert problem_with(KIND.ACADEMIC_YEAR, 2018, 2) == (
            "part",
            "part 1 for an academic year",
        )

    def test_a_pool_of_one_year(self) -> None:
        """A pool joins from two to ten years."""
        expected = ("span", "a span from 2 to 10 for a pool of calendar years")

        assert problem_with(KIND.CALENDAR_POOL, 2014, span=1) == expected
        assert problem_with(KIND.CALENDAR_POOL, 2014, span=11) == expected

    def test_a_year_that_is_no_year(self) -> None:
        """Years run from 1900 to 2099, both included."""
        expected = ("year", "a year from 1900 to 2099 for a calendar year")

        assert problem_with(KIND.CALENDAR_YEAR, 1899) == expected
        assert problem_with(KIND.CALENDAR_YEAR, 2100) == expected
        assert Period(KIND.CALENDAR_YEAR, 1900) < Period(KIND.CALENDAR_YEAR, 2099)

    def test_every_problem_is_told(self) -> None:
        """A period that is wrong in three ways has three problems."""
        with pytest.raises(InvalidValueError) as raised:
            Period(KIND.MONTH, 0, 13, 2)

        assert [problem.field for problem in raised.value.problems] == ["year", "part", "span"]


class TestMessage:
    """A text that is refused is told as received, expected, and what to do."""

    def test_another_kind(self) -> None:
        """A quarter where an academic year is declared is told as a quarter."""
        with pytest.raises(InvalidValueError) as raised:
            read_period("Q1 2018-19", KIND.ACADEMIC_YEAR)
        (problem,) = raised.value.problems

        assert problem.code is IssueCode.PERIOD_OF_WRONG_KIND
        assert str(problem) == (
            'received "Q1 2018-19", expected an academic year such as 2016-17. '
            "It reads as a quarter of a financial year. "
            "Write the period in the kind that the measure declares."
        )

    def test_no_period_at_all(self) -> None:
        """The 0 that stands for a year in one published file is no period."""
        with pytest.raises(InvalidValueError) as raised:
            read_period("0", KIND.CALENDAR_YEAR)
        (problem,) = raised.value.problems

        assert problem.code is IssueCode.NOT_A_PERIOD
        assert str(problem) == (
            'received "0", expected a calendar year such as 2016. '
            "Write the period as in the examples expected."
        )

    @pytest.mark.parametrize(
        ("text", "received"),
        [
            ("", "nothing"),
            (" \n", "nothing"),
            ("soon\nor  later", '"soon or later"'),
            ("x" * 60, '"' + "x" * 60 + '"'),
            ("x" * 61, '"' + "x" * 59 + '…"'),
        ],
    )
    def test_the_message_keeps_to_one_line(self, text: str, received: str) -> None:
        """What was received is quoted on one line, and cut after sixty characters."""
        with pytest.raises(InvalidValueError) as raised:
            read_period(text, KIND.MONTH)

        assert raised.value.problems[0].received == received
