"""Where the series of an area is joined to that of its successor, drawn as rows of years.

In a drawing, each of the years 2016 to 2021 has a letter where the area has a row, and a point
where it has none.
"""

from __future__ import annotations

import pytest

from purbeck.areas import SuccessorRule, Treatment, continue_series, unsupported
from purbeck.areas.continuation import Row
from purbeck.model.errors import InvalidValueError
from purbeck.model.period import Period, PeriodKind
from tests.areas.drawn import rows

OLD, NEW, OTHER = "E10000009", "E06000059", "E08000035"
BREAKS = SuccessorRule(old=OLD, new=NEW)
GOES_ON = SuccessorRule(
    old=OLD, new=NEW, treatment=Treatment.CONTINUE, reason="The rate is of a large area."
)
FIRST_YEAR = 2016

SWITCHES = """
old    | new    | last old | first new | break | kept | set aside
ooo... | ...nnn | 2018     | 2019      | 2019  | 6    | 0
oooo.. | ....nn | 2019     | 2020      | 2020  | 6    | 0
oo.... | ....nn | 2017     | 2020      | 2020  | 4    | 0
oooooo | ...... | 2021     | -         | -     | 6    | 0
...... | nnnnnn | -        | 2016      | -     | 6    | 0
oooo.. | ..nnnn | 2017     | 2018      | 2018  | 6    | 2
oooooo | nnnnnn | -        | 2016      | -     | 6    | 6
ooo.oo | ...n.. | 2018     | 2019      | 2019  | 4    | 2
o..... | .....n | 2016     | 2021      | 2021  | 2    | 0
.o.... | .n.... | -        | 2017      | -     | 1    | 1
"""


def year(number: int) -> Period:
    """Give a calendar year."""
    return Period(PeriodKind.CALENDAR_YEAR, number)


def drawn(old: str, new: str, measure: str = "absence") -> list[Row]:
    """Give the rows of a drawing, the new area's first, so that their order cannot help."""
    return [
        (measure, area, year(FIRST_YEAR + place))
        for area, letters in ((NEW, new), (OLD, old))
        for place, letter in enumerate(letters)
        if letter != "."
    ]


@pytest.mark.parametrize(
    ("old", "new", "last_old", "first_new", "breaks", "kept", "set_aside"), rows(SWITCHES)
)
def test_the_change_is_read_from_the_rows(
    old: str, new: str, last_old: str, first_new: str, breaks: str, kept: str, set_aside: str
) -> None:
    """The new code counts from its first period on, the old one before it, and no longer."""
    [joined] = continue_series(BREAKS, drawn(old, new))
    told = (joined.last_old, joined.first_new, joined.break_at)

    assert [str(period or "-") for period in told] == [last_old, first_new, breaks]
    assert (len(joined.kept), len(joined.set_aside)) == (int(kept), int(set_aside))


def test_the_rows_kept_are_in_order_of_time() -> None:
    """The series that is joined runs from the first period to the last."""
    given = drawn("ooo...", "...nnn")
    [joined] = continue_series(BREAKS, given)

    assert [given[number][2].year for number in joined.kept] == list(range(2016, 2022))
    assert [given[number][1] for number in joined.kept] == [OLD] * 3 + [NEW] * 3


def test_each_measure_changes_in_its_own_year() -> None:
    """Two measures of one file may change codes in different years, and a third never."""
    given = [
        *drawn("ooo...", "...nnn", "ready"),
        *drawn("ooooo.", ".....n", "absence"),
        *drawn("oooooo", "......", "custody"),
    ]
    joined = continue_series(BREAKS, given)

    assert [(one.measure, one.break_at) for one in joined] == [
        ("ready", year(2019)),
        ("absence", year(2021)),
        ("custody", None),
    ]


def test_a_rule_may_let_the_series_go_on() -> None:
    """Where the rule says so, the two codes are one series, and nothing breaks."""
    [joined] = continue_series(GOES_ON, drawn("ooo...", "...nnn"))

    assert (joined.first_new, joined.break_at) == (year(2019), None)


def test_rows_of_other_areas_belong_to_no_series() -> None:
    """Only the two areas of the rule are joined; a measure without either is left alone."""
    others: list[Row] = [("absence", OTHER, year(2018)), ("neet", OTHER, year(2018))]

    assert continue_series(BREAKS, others) == ()


def test_two_kinds_of_period_are_two_series() -> None:
    """Years and quarters of one measure are not put in order with each other."""
    quarter = Period(PeriodKind.CALENDAR_QUARTER, 2017, 1)
    joined = continue_series(BREAKS, [*drawn("oo....", "..nn.."), ("absence", OLD, quarter)])

    assert [one.break_at for one in joined] == [year(2018), None]
    assert joined[1].last_old == quarter


def test_rows_of_one_period_stay_in_their_order() -> None:
    """A figure that was published twice keeps both rows, in the order in which they came."""
    given: list[Row] = [("absence", OLD, year(2018)), ("absence", OLD, year(2018))]
    [joined] = continue_series(BREAKS, given)

    assert joined.kept == (0, 1)


def test_a_series_that_goes_on_needs_a_reason() -> None:
    """Comparing across a change of area is a decision, and is not taken without a reason."""
    with pytest.raises(InvalidValueError, match="a reason why the figures may be compared"):
        SuccessorRule(old=OLD, new=NEW, treatment=Treatment.CONTINUE, reason=" ")


def test_an_area_does_not_follow_itself() -> None:
    """A rule is of two areas."""
    with pytest.raises(InvalidValueError, match="another area"):
        SuccessorRule(old=OLD, new=OLD)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("E10000009", "E06000059", None),
        ("E10000009", "E06000058", None),
        ("E10000022", "E06000057", None),
        ("E07000190", "E06000066", None),
        ("E10000009", "E06000060", "new"),
        ("E06000059", "E10000009", "new"),
        ("E08000035", "E08000036", "new"),
        ("E10000099", "E06000059", "old"),
    ],
)
def test_a_rule_is_held_against_what_became_of_the_area(
    old: str, new: str, field: str | None
) -> None:
    """A rule is borne out by one change or several in turn, and by none backwards."""
    problem = unsupported(SuccessorRule(old=old, new=new))

    assert (problem.field if problem else None) == field
