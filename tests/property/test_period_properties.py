"""What holds for every period, of whatever kind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from purbeck.model.errors import IncomparableError, InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.period import Period, PeriodKind, kinds_matching, read_period

KINDS = st.sampled_from(PeriodKind)
STEPS = st.integers(min_value=-60, max_value=60)
POOLS = {PeriodKind.CALENDAR_POOL, PeriodKind.ACADEMIC_POOL, PeriodKind.FINANCIAL_POOL}
# Kinds in which one period ends where the next begins.
ABUTTING = sorted(set(PeriodKind) - POOLS - {PeriodKind.ROLLING_YEAR}, key=lambda kind: kind.value)

# Wide of the bounds by more than any number of steps drawn, so that each step can be taken.
ANY_YEAR = st.integers(min_value=1900, max_value=2099)
INNER_YEAR = st.integers(min_value=1961, max_value=2038)


@st.composite
def periods(
    draw: st.DrawFn,
    kinds: st.SearchStrategy[PeriodKind] = KINDS,
    years: st.SearchStrategy[int] = INNER_YEAR,
) -> Period:
    """Draw a period of any kind, and of any part and span that the kind has."""
    kind = draw(kinds)
    part = draw(st.integers(min_value=1, max_value=kind.parts_a_year))
    span = draw(st.integers(min_value=2, max_value=10)) if kind in POOLS else 1
    return Period(kind, draw(years), part, span)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Period, Period]:
    """Draw two periods of one series."""
    one = draw(periods())
    return one, one.next(draw(STEPS))


@given(periods(years=ANY_YEAR))
def test_a_label_reads_back(period: Period) -> None:
    """What Purbeck writes for a period, it reads as that period, from 1900 to 2099."""
    assert Period.parse(period.label, period.kind) == period


@given(periods(), st.sampled_from(["prov", "Rev", "FINAL", "ot"]))
def test_a_marker_changes_no_period(period: Period, marker: str) -> None:
    """A marker after a period leaves the period as it is."""
    reading = read_period(f"{period} ({marker})", period.kind)

    assert reading.period == period
    assert reading.marker


@given(periods())
def test_a_label_is_a_spelling_of_its_own_kind(period: Period) -> None:
    """Among the kinds that a label matches is its own."""
    assert period.kind in kinds_matching(period.label)


@given(periods(years=ANY_YEAR))
def test_an_ordinal_leads_back(period: Period) -> None:
    """Kind, ordinal and span together name one period."""
    assert Period.from_ordinal(period.kind, period.ordinal, period.span) == period


@given(periods(), STEPS)
def test_next_undoes_previous(period: Period, steps: int) -> None:
    """So many steps back and as many forward lead to the same period, which lies so far off."""
    earlier = period.previous(steps)

    assert earlier.next(steps) == period
    assert period - earlier == steps


@given(periods())
def test_ordinals_are_consecutive(period: Period) -> None:
    """The next period has the next ordinal."""
    assert period.next().ordinal == period.ordinal + 1


@given(pairs())
def test_order_is_that_of_ordinals_and_of_the_calendar(pair: tuple[Period, Period]) -> None:
    """Of two periods of one series, the one with the lower ordinal begins and ends first."""
    one, other = pair

    assert (one < other) == (one.ordinal < other.ordinal)
    assert (one < other) == (one.last_day < other.last_day) == one.ends_before(other)
    assert (one < other) == (one.first_day < other.first_day)
    assert (one <= other) == (one.ordinal <= other.ordinal) == (not one > other)
    assert (one >= other) == (one.ordinal >= other.ordinal) == (not one < other)
    assert (one == other) == (one - other == 0)


@given(periods())
def test_last_year_is_twelve_months_before(period: Period) -> None:
    """The same period last year is the same part, and ends twelve months earlier."""
    earlier = period.same_period_last_year()

    assert (earlier.kind, earlier.part, earlier.span) == (period.kind, period.part, period.span)
    assert earlier.last_day.month == period.last_day.month
    assert earlier.last_day.year == period.last_day.year - 1
    assert earlier.months_behind(period) == 12
    assert earlier == period.previous(period.kind.parts_a_year)


@given(periods(), periods())
def test_two_series_are_never_compared(one: Period, other: Period) -> None:
    """Across kinds, or spans, order and distance are refused, and equality is false."""
    assume(one.series != other.series)

    assert one != other
    with pytest.raises(IncomparableError):
        _ = one < other
    with pytest.raises(IncomparableError):
        _ = one <= other
    with pytest.raises(IncomparableError):
        _ = one > other
    with pytest.raises(IncomparableError):
        _ = one >= other
    with pytest.raises(IncomparableError):
        _ = one - other


@given(periods(), periods())
def test_age_is_told_across_kinds(one: Period, other: Period) -> None:
    """A period ends before another exactly when it lies some months behind it."""
    assert one.ends_before(other) == (one.months_behind(other) > 0)
    assert one.months_behind(other) == -other.months_behind(one)


@given(periods(st.sampled_from(ABUTTING)))
def test_periods_abut(period: Period) -> None:
    """Years, quarters, months and terms leave no day out, and count none twice."""
    assert period.previous().last_day + timedelta(days=1) == period.first_day
    assert not period.overlaps(period.previous())


@given(periods(st.sampled_from(sorted(POOLS, key=lambda kind: kind.value))))
def test_pools_overlap_the_ones_before(pool: Period) -> None:
    """A pool shares years with those less than its span away, and none with the rest."""
    assert pool.overlaps(pool.previous(pool.span - 1))
    assert not pool.overlaps(pool.previous(pool.span))


@given(periods())
def test_a_part_lies_within_its_year(period: Period) -> None:
    """A quarter, month or term begins and ends within its parent year."""
    year = period.parent_year()
    assume(year is not None)

    assert year is not None
    assert year.first_day <= period.first_day <= period.last_day <= year.last_day


@given(periods())
def test_the_months_are_those_from_first_to_last_day(period: Period) -> None:
    """The number of months is what the calendar says between the first day and the last."""
    first, last = period.first_day, period.last_day
    months = 12 * (last.year - first.year) + last.month - first.month + 1

    assert period.months == months


# Text that is nearly a period finds more mistakes than text that is nothing like one.
NEARLY = st.text(alphabet="0123456789 -/–()[]Qqtermsyonhaupvf", max_size=24)


@given(st.one_of(st.text(), NEARLY), KINDS)
def test_junk_is_refused_in_one_way(text: str, kind: PeriodKind) -> None:
    """Whatever the text, it is a period of the kind or an invalid value with one problem."""
    try:
        reading = read_period(text, kind)
    except InvalidValueError as error:
        (problem,) = error.problems
        matching = kinds_matching(text)

        assert problem.code is (
            IssueCode.PERIOD_OF_WRONG_KIND if matching else IssueCode.NOT_A_PERIOD
        )
        assert kind not in matching
    else:
        assert reading.period.kind is kind
        assert Period.parse(reading.period.label, kind) == reading.period
