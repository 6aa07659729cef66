"""Fingertips: the headline is what has no category, and a period is what the file spells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.sources.fingertips import Fingertips
from tests.sources.reading import FIXTURES, one, opened, wanted

PLACE = ("area_code", "period", "value", "numerator", "denominator", "lower", "upper")


def test_count_denominator_and_limits_stand_beside_the_value() -> None:
    """Only rows without a category are taken, and England's second row says nothing new."""
    rows = one(opened(Fingertips(), "fingertips.csv"), "90319", *PLACE)

    assert rows == [
        ("E92000001", "2016/17", 10.7, 67000.0, 626000.0, 10.6, 10.8),
        ("E10000009", "2016/17", 11.2, 350.0, 3125.0, 10.1, 12.4),
        ("E10000009", "2015/16", 11.9, 380.0, 3193.0, 10.8, 13.1),
    ]


def test_a_row_that_differs_is_kept(tmp_path: Path) -> None:
    """England twice with two values is for a pull to refuse, and not for the reader to choose."""
    text = (FIXTURES / "fingertips.csv").read_text()
    (tmp_path / "two.csv").write_text(text.replace("10.7,10.6,10.8", "10.8,10.6,10.8", 1))
    rows = one(opened(Fingertips(), "two.csv", tmp_path), "90319", "area_code", "value")

    assert rows[:2] == [("E92000001", 10.8), ("E92000001", 10.7)]


def test_a_line_break_within_a_name_is_part_of_it() -> None:
    """The name is told on one line; the lines of the rows are those of an editor."""
    file = opened(Fingertips(), "fingertips.csv")
    first = file.catalogue().measures[0]

    assert (first.key, first.label, first.rows) == ("90319", "Smoking at delivery (%)", 5)
    assert one(file, "90319", "line") == [(2,), (6,), (8,)]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"Sex": ("Persons",)}, [None, 52.1]),
        ({"sex": ("male",)}, [70.3]),
        ({}, [None, 52.1, 70.3]),
        ({"Age": ("65+ yrs",)}, []),
    ],
)
def test_sex_and_age_are_declared_and_never_chosen(
    filters: dict[str, tuple[str, ...]], expected: list[float | None]
) -> None:
    """A filter that is left open gives all of its values."""
    rows = one(opened(Fingertips(), "fingertips.csv"), "40501", "value", filters=filters)

    assert [value for (value,) in rows] == expected


def test_a_category_is_given_where_it_is_asked_for() -> None:
    """Then the rows without one are left out."""
    asked = {"Category Type": ("District deprivation",), "Category": ("most deprived",)}
    rows = one(opened(Fingertips(), "fingertips.csv"), "90319", "value", filters=asked)

    assert rows == [(19.0,)]


def test_a_note_is_the_reason_where_there_is_no_value() -> None:
    """And is kept whole beside the row."""
    file = opened(Fingertips(), "fingertips.csv")
    rows = one(file, "40501", "symbol", "note", filters={"Sex": ("Persons",)})

    assert rows[0] == (
        "Value suppressed",
        "Value suppressed for disclosure control due to small count",
    )
    assert rows[1] == ("", "")
    assert Fingertips.symbols[rows[0][0].casefold()] is Absence.SUPPRESSED


def test_a_note_may_say_that_a_value_is_estimated() -> None:
    """That is its status; other rows have none of their own."""
    rows = one(opened(Fingertips(), "fingertips.csv"), "90319", "period", "status")

    assert rows[-1] == ("2015/16", "estimated")
    assert {status for _, status in rows[:-1]} == {None}


@pytest.mark.parametrize(
    ("text", "kind", "span", "expected"),
    [
        ("2015", "calendar_year", 1, "2015"),
        ("2016/17", "financial_year", 1, "2016-17"),
        ("2016/17", "academic_year", 1, "2016-17"),
        ("2014 - 16", "calendar_pool", 3, "2014-16"),
        ("2018/19 - 22/23", "financial_pool", 5, "2018/19-2022/23"),
        ("2019/20 Q1", "financial_quarter", 1, "Q1 2019-20"),
        ("2020 Jan", "month", 1, "Jan 2020"),
    ],
)
def test_a_spelling_is_read_under_the_kind_declared(
    text: str, kind: str, span: int, expected: str
) -> None:
    """Years, pools of years, quarters and months, each as the publisher spells it."""
    file = opened(Fingertips(), "fingertips_27.csv")

    assert str(file.period(text, wanted("93000", kind, span=span))) == expected


@pytest.mark.parametrize(
    ("text", "kind", "span"),
    [
        ("2015", "financial_year", 1),
        ("2010 - 11", "financial_year", 1),
        ("2010 - 12", "calendar_pool", 2),
        ("2016/17", "calendar_year", 1),
        ("2019/20 Q1", "financial_year", 1),
    ],
)
def test_a_spelling_of_another_kind_is_refused(text: str, kind: str, span: int) -> None:
    """'2015' is a calendar year, and not the financial year that ends in it."""
    problem = opened(Fingertips(), "fingertips.csv").period(text, wanted("1", kind, span=span))

    assert isinstance(problem, Problem)
    assert problem.code is IssueCode.PERIOD_OF_WRONG_KIND


def test_a_period_is_as_long_as_the_file_says(tmp_path: Path) -> None:
    """A quarter that the file says lasts a year is no quarter."""
    text = (FIXTURES / "fingertips_27.csv").read_text().replace(",1q\n", ",1y\n")
    (tmp_path / "rolling.csv").write_text(text)
    file = opened(Fingertips(), "rolling.csv", tmp_path)
    problem = file.period("2019/20 Q1", wanted("93000", "financial_quarter"))

    assert isinstance(problem, Problem)
    assert problem.received == '"2019/20 Q1", which the file says lasts 1y'


def test_periods_are_listed_in_the_order_of_time() -> None:
    """By the column that sorts them, and not as they come in the file."""
    catalogue = opened(Fingertips(), "fingertips_27.csv").catalogue()

    assert catalogue.periods == (
        "2014 - 16",
        "2018/19 - 22/23",
        "2019/20 Q1",
        "2019/20 Q2",
        "2020 Jan",
    )
    assert catalogue.filters["Sex"] == ("Persons", "Male", "Female")


def test_a_column_of_comparison_may_be_named_after_any_parent() -> None:
    """Files of 26 and of 27 columns are read alike."""
    file = opened(Fingertips(), "fingertips_27.csv")

    assert one(file, "40501", "area_code", "value", "lower", "upper")[1] == (
        "E10000009",
        52.1,
        48.0,
        56.4,
    )


def test_a_page_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    """Every column that is missing is named."""
    (tmp_path / "page.csv").write_text("<html><body>Sorry\n</body></html>\n")

    with pytest.raises(WorkspaceError) as refused:
        opened(Fingertips(), "page.csv", tmp_path)

    assert {issue.code for issue in refused.value.issues} == {IssueCode.MISSING_COLUMN}
