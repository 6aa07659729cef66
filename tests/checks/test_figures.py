"""What is doubted of figures: jumps, gaps, repetitions, and parts that are not the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.checks.gap import GAP
from purbeck.checks.jump import JUMP
from purbeck.checks.parts import PARTS
from purbeck.checks.repeated import REPEATED
from purbeck.model.disclosure import AreaTotal
from tests.checks.drawn import doubted, series
from tests.spec.drawn import measure

STEADY = """
    area | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
    Own  | 94.0    | 94.2    | 94.1    | 94.3    | {last}
    East | 93.0    | 93.1    | 93.0    | 93.2    | 93.1
    """


def test_a_change_far_beyond_the_usual_one_is_doubted(tmp_path: Path) -> None:
    """Changes of a tenth or two are usual here; one of nine points is a slip, or news."""
    found = doubted(JUMP, measure(), STEADY.format(last="85.1"), tmp_path)

    assert found == ["Own 2016-17: 85.1, -9.2 from the figure before"]


def test_a_usual_change_is_not_doubted(tmp_path: Path) -> None:
    """A change like the others raises nothing."""
    assert doubted(JUMP, measure(), STEADY.format(last="94.1"), tmp_path) == []


def test_a_declared_break_is_no_jump(tmp_path: Path) -> None:
    """The first figure of a new series has no change, so that it cannot jump."""
    assert doubted(JUMP, measure(), STEADY.format(last="85.1b"), tmp_path) == []


def test_fewer_than_eight_changes_say_nothing(tmp_path: Path) -> None:
    """With seven changes nobody knows what is usual; with eight somebody does."""
    table = """
        area | 2010-11 | 2011-12 | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17 | 2017-18 {more}
        Own  | 94.0    | 94.1    | 94.0    | 94.1    | 94.0    | 94.1    | 94.0    | 60.0    {cell}
        """
    seven = table.format(more="", cell="")
    eight = table.format(more="| 2018-19", cell="| 60.1")

    assert doubted(JUMP, measure(), seven, tmp_path) == []
    assert doubted(JUMP, measure(), eight, tmp_path) == [
        "Own 2017-18: 60.0, -34.0 from the figure before"
    ]


def test_figures_that_never_move_are_measured_by_their_rounding(tmp_path: Path) -> None:
    """Where every change is nought, eight roundings are allowed, and no more."""
    table = """
        area | 2008-09 | 2009-10 | 2010-11 | 2011-12 | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Own  | 95.0    | 95.0    | 95.0    | 95.0    | 95.0    | 95.0    | 95.0    | 95.0    | {last}
        """  # noqa: E501

    assert doubted(JUMP, measure(), table.format(last="95.7"), tmp_path) == []
    assert len(doubted(JUMP, measure(), table.format(last="95.9"), tmp_path)) == 1


SIZES = """
    area    | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
    Own     | 400     | 410     | 390     | 405     | {last}
    East    | 210     | 200     | 205     | 195     | 204
    England | 90000   | 94000   | 89500   | 91000   | 95000
    """


@pytest.mark.parametrize("unit", ["count", "days", "pounds"])
def test_a_change_of_a_size_is_measured_against_the_size(tmp_path: Path, unit: str) -> None:
    """England's thousands are as usual as a county's tens; a county's own thousands are not."""
    of = measure(unit=unit, decimals=0)

    assert doubted(JUMP, of, SIZES.format(last="440"), tmp_path) == []
    assert doubted(JUMP, of, SIZES.format(last="73390"), tmp_path) == [
        "Own 2016-17: 73,390, 72,985 from the figure before"
    ]


def test_what_a_size_might_have_been_is_told_in_its_own_unit(tmp_path: Path) -> None:
    """The range that is expected is of figures, and not of ratios."""
    of = measure(unit="count", decimals=0)

    (doubt,) = JUMP.find(series(of, SIZES.format(last="73390"), tmp_path))

    assert doubt.expected == "between 329 and 524, after 405"


def test_small_numbers_are_not_doubted_for_their_ratios(tmp_path: Path) -> None:
    """From none to eight is a change of eight units, whatever the ratio is."""
    table = """
        area | 2008-09 | 2009-10 | 2010-11 | 2011-12 | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Own  | 0       | 0       | 0       | 0       | 0       | 0       | 0       | 0       | 8
        """  # noqa: E501

    of = measure(unit="count", decimals=0)

    assert doubted(JUMP, of, table, tmp_path) == []


def test_an_overspend_is_no_logarithm_of_a_negative(tmp_path: Path) -> None:
    """Pounds below nought are measured as those above are, and a change of sign is a far one."""
    table = """
        area | 2008-09 | 2009-10 | 2010-11 | 2011-12 | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Own  | -400    | -410    | -390    | -405    | -400    | -395    | -405    | -410    | {last}
        """  # noqa: E501
    of = measure(unit="pounds", decimals=0)

    assert doubted(JUMP, of, table.format(last="-420"), tmp_path) == []
    assert doubted(JUMP, of, table.format(last="400"), tmp_path) == [
        "Own 2016-17: 400, 810 from the figure before"
    ]


def test_a_gap_is_a_period_that_others_have(tmp_path: Path) -> None:
    """A biennial survey's empty years are no gap; a year that England has is one."""
    found = doubted(
        GAP,
        measure(),
        """
        area    | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Own     | 94.0    | -       | -       | c       | 94.1
        England | 94.0    | -       | 94.3    | 94.2    | 94.1
        """,
        tmp_path,
    )

    assert found == ["Own 2014-15: nothing"]


def test_before_the_first_figure_and_after_the_last_there_is_no_gap(tmp_path: Path) -> None:
    """A series that begins late or has ended has no gap, though it may be stale."""
    found = doubted(
        GAP,
        measure(),
        """
        area    | 2014-15 | 2015-16 | 2016-17
        Own     | -       | 94.2    | -
        England | 94.3    | 94.2    | 94.1
        """,
        tmp_path,
    )

    assert found == []


def test_the_fourth_of_equal_figures_is_doubted(tmp_path: Path) -> None:
    """Three in a row are chance; the fourth is doubted, once, however long it goes on."""
    found = doubted(
        REPEATED,
        measure(),
        """
        area  | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Own   | 94.2    | 94.2    | 94.2    | 94.2    | 94.2
        Three | 93.1    | 94.2    | 94.2    | 94.2    | 94.3
        Over  | 94.2    | 94.2    | c       | 94.2    | 94.2
        """,
        tmp_path,
    )

    assert found == [
        "Own 2015-16: 94.2 for the fourth time in a row",
        "Over 2016-17: 94.2 for the fourth time in a row",
    ]


def test_all_none_and_small_counts_may_repeat_themselves(tmp_path: Path) -> None:
    """A figure at the end of its range, or of fewer than three digits, is not doubted."""
    found = doubted(
        REPEATED,
        measure(),
        """
        area  | 2013-14 | 2014-15 | 2015-16 | 2016-17
        All   | 100     | 100     | 100     | 100
        None  | 0       | 0       | 0       | 0
        Small | 9.9     | 9.9     | 9.9     | 9.9
        """,
        tmp_path,
    )

    assert found == []


def test_parts_that_do_not_add_up_are_doubted(tmp_path: Path) -> None:
    """Rounding explains a difference of half a unit for each part and for the whole: here 1.5."""
    table = """
        area  | 2015-16 | 2016-17
        Whole | 300     | 302
        North | 100     | 100
        South | 200     | 200
        """
    totals = (AreaTotal("Whole", ("North", "South")),)
    found = doubted(PARTS, measure(unit="count", decimals=0), table, tmp_path, totals=totals)

    assert found == ["Whole 2016-17: 302 for the whole"]


def test_percentages_are_not_added_up(tmp_path: Path) -> None:
    """The percentage of a whole is no sum; its counts are what is added."""
    table = """
        area  | 2015-16 | 2016-17
        Whole | 50/100  | 60/100
        North | 25/50   | 25/50
        South | 25/50   | 25/50
        """
    totals = (AreaTotal("Whole", ("North", "South")),)
    found = doubted(PARTS, measure(decimals=0), table, tmp_path, totals=totals)

    assert found == ["Whole 2016-17: 60 for the whole"]
