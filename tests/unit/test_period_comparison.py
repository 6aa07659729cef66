"""What may be asked of two periods: within one kind nearly all, across kinds which is older."""

from __future__ import annotations

import pytest

from purbeck.model.errors import IncomparableError
from purbeck.model.period import Period, PeriodKind

KIND = PeriodKind


class TestOverlap:
    """Two periods overlap when they share a month."""

    def test_pools_that_abut_do_not_overlap(self) -> None:
        """Three years on, a pool of three years has nothing in common with the first."""
        pool = Period(KIND.ACADEMIC_POOL, 2013, span=3)

        assert not pool.overlaps(pool.next(3))
        assert pool.overlaps(pool.next(2))

    def test_a_period_overlaps_itself(self) -> None:
        """A period has all its months in common with itself."""
        month = Period(KIND.MONTH, 2018, 9)

        assert month.overlaps(month)

    def test_pools_of_different_spans_may_be_asked_about(self) -> None:
        """A pool of five years overlaps a pool of two that lies within it, and the reverse."""
        long, short = (
            Period(KIND.CALENDAR_POOL, *figures) for figures in ((2010, 1, 5), (2012, 1, 2))
        )

        assert long.overlaps(short)
        assert short.overlaps(long)

    def test_overlap_is_not_asked_across_kinds(self) -> None:
        """Whether a month overlaps a year is not answered: they are of different kinds."""
        with pytest.raises(IncomparableError, match="differ in kind"):
            Period(KIND.MONTH, 2018, 9).overlaps(Period(KIND.CALENDAR_YEAR, 2018))


class TestComparison:
    """Periods are put in order within one series, and nowhere else."""

    def test_order_within_a_kind(self) -> None:
        """Quarters sort by the calendar, not by their names."""
        names = ["Q1 2018-19", "Q4 2017-18", "Q3 2017-18"]
        quarters = sorted(Period.parse(name, KIND.FINANCIAL_QUARTER) for name in names)

        assert [str(quarter) for quarter in quarters] == ["Q3 2017-18", "Q4 2017-18", "Q1 2018-19"]

    def test_at_equality(self) -> None:
        """A period is neither before nor after itself, and no steps away."""
        one, same = Period(KIND.MONTH, 2018, 9), Period(KIND.MONTH, 2018, 9)

        assert (one < same, one <= same, one >= same, one > same) == (False, True, True, False)
        assert one - same == 0

    def test_subtraction_counts_steps(self) -> None:
        """From Q3 2017-18 to Q1 2018-19 it is two steps, and minus two the other way."""
        earlier = Period(KIND.FINANCIAL_QUARTER, 2017, 3)
        later = Period(KIND.FINANCIAL_QUARTER, 2018, 1)

        assert (later - earlier, earlier - later) == (2, -2)

    def test_the_refusal_names_both_with_their_kinds(self) -> None:
        """Two kinds are not compared, even where the labels are the same."""
        with pytest.raises(IncomparableError) as raised:
            _ = Period(KIND.ACADEMIC_YEAR, 2016) < Period(KIND.FINANCIAL_YEAR, 2016)

        assert str(raised.value) == (
            "2016-17 (academic year) and 2016-17 (financial year) cannot be compared: "
            "they differ in kind."
        )

    def test_pools_of_different_spans_are_not_compared(self) -> None:
        """A pool of two years and a pool of three are different series."""
        with pytest.raises(IncomparableError) as raised:
            _ = Period(KIND.CALENDAR_POOL, 2014, span=2) - Period(KIND.CALENDAR_POOL, 2014, span=3)

        assert str(raised.value) == (
            "2014-15 (pool of calendar years, span 2) and 2014-16 (pool of calendar years, "
            "span 3) cannot be compared: they differ in span."
        )

    def test_equality_never_raises(self) -> None:
        """Periods of two kinds are simply not equal, and can be keys of one dictionary."""
        academic, financial = Period(KIND.ACADEMIC_YEAR, 2016), Period(KIND.FINANCIAL_YEAR, 2016)

        assert academic != financial
        assert len({academic, financial, Period(KIND.ACADEMIC_YEAR, 2016)}) == 2

    def test_a_period_is_compared_with_periods_only(self) -> None:
        """A year as a number is no period."""
        with pytest.raises(TypeError):
            _ = Period(KIND.CALENDAR_YEAR, 2016) < 2017  # type: ignore[operator]


class TestAge:
    """Which of two periods ends first can be asked across kinds."""

    def test_an_older_comparator(self) -> None:
        """The financial year 2015-16 ends 27 months before the first quarter of 2018-19."""
        comparator = Period(KIND.FINANCIAL_YEAR, 2015)
        local = Period(KIND.FINANCIAL_QUARTER, 2018, 1)

        assert comparator.ends_before(local)
        assert (comparator.months_behind(local), local.months_behind(comparator)) == (27, -27)

    def test_periods_that_end_on_one_day(self) -> None:
        """Where a quarter closes its year, neither ends before the other."""
        year, quarter = Period(KIND.FINANCIAL_YEAR, 2017), Period(KIND.FINANCIAL_QUARTER, 2017, 4)

        assert not year.ends_before(quarter)
        assert not quarter.ends_before(year)
        assert year.months_behind(quarter) == 0
