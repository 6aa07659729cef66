"""Figures that somebody offers: pasted, sent as a file, or typed."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from purbeck.ingest.offered import (
    MOST_ROWS,
    Filling,
    Offered,
    read_pasted,
    read_typed,
    read_upload,
)
from purbeck.model.framework import Framework
from purbeck.model.issue import IssueCode
from purbeck.model.observation import Absence
from tests.checks.drawn import small_workspace

DAY = date(2018, 9, 30)
OWN = Filling(area="X1", measure="attendance", published=DAY)
ANY = Filling(area="X1", published=DAY)


@pytest.fixture
def framework(tmp_path: Path) -> Framework:
    """Give the framework of the small sound workspace."""
    return small_workspace(tmp_path).framework


def read(offered: Offered) -> list[str]:
    """Give each row as its number, measure, area, period, value and day; or its codes."""
    lines = []
    for row in offered.rows:
        figure = row.figure
        if figure is None:
            codes = ", ".join(issue.code.value for issue in row.issues)
            lines.append(f"{row.number}: {codes}")
        else:
            told = (figure.measure, figure.area, figure.period, figure.value, figure.published)
            lines.append(f"{row.number}: " + " ".join(str(each) for each in told))
    return lines


def test_two_columns_are_period_and_value(framework: Framework) -> None:
    """Without headings two columns go to the measure, the area and the day asked beside them."""
    found = read(read_pasted("2015-16\t95.1\n2016-17\t95.3\n", framework, OWN))

    assert found == [
        "1: attendance X1 2015-16 95.1 2018-09-30",
        "2: attendance X1 2016-17 95.3 2018-09-30",
    ]


def test_three_columns_begin_with_the_measure(framework: Framework) -> None:
    """A measure may be given by its id or its number."""
    found = read(read_pasted("01\t2016-17\t95.3\nvisits\tQ1 2018-19\t1,234", framework, ANY))

    assert found == [
        "1: attendance X1 2016-17 95.3 2018-09-30",
        "2: visits X1 Q1 2018-19 1234.0 2018-09-30",
    ]


def test_headings_may_come_in_any_order(framework: Framework) -> None:
    """With headings the rows keep the numbers that the spreadsheet shows, and say their own."""
    text = "Value\tperiod\tArea\tpublished\n95.3\t2016-17\tEngland\t3/9/2018\n"
    (row,) = read_pasted(text, framework, OWN).rows

    assert row.figure is not None
    assert (row.number, row.figure.area, row.figure.published) == (
        2,
        "E92000001",
        date(2018, 9, 3),
    )
    assert row.understood == ("published: '3/9/2018' was read as 2018-09-03",)


def test_a_figure_is_read_as_a_spreadsheet_shows_it_and_it_is_said(framework: Framework) -> None:
    """A percentage of 5.4% is 5.4, and never 0.054."""
    (row,) = read_pasted("2016-17\t5.4%", framework, OWN).rows

    assert row.figure is not None
    assert row.figure.value == 5.4
    assert row.understood == ("value: '5.4%' was read as 5.4",)


WRONG = """
    2016-17 ; 104     ; out-of-range
    2016-17 ; 95,3    ; not-a-number
    2016-17 ; =A1     ; formula-cell
    Q1 2018-19 ; 95   ; period-of-wrong-kind
    never   ; 95      ; not-a-period
    2016-17 ;         ; no-value-no-reason
"""


@pytest.mark.parametrize("drawn", [line.split(";") for line in WRONG.strip().splitlines()])
def test_a_row_that_is_wrong_says_why(framework: Framework, drawn: list[str]) -> None:
    """Each is refused by the code that a file of observations would be."""
    period, value, code = (each.strip() for each in drawn)
    found = read_pasted(f"2014-15\t95.0\n{period}\t{value}", framework, OWN)

    assert read(found) == ["1: attendance X1 2014-15 95.0 2018-09-30", f"2: {code}"]
    assert found.issues == ()


def test_two_rows_of_one_figure_are_one_too_many(framework: Framework) -> None:
    """The second of two rows on the same figure and day is refused, and names the first."""
    rows = read_pasted("2016-17\t95.3\n2016-17\t95.4", framework, OWN).rows

    assert [row.figure is None for row in rows] == [False, True]
    assert "row 1 has it" in rows[1].issues[0].problem.expected


def test_a_heading_that_is_unknown_stops_the_table(framework: Framework) -> None:
    """A misspelt numerator is an error of the whole: it would be lost without a word."""
    found = read_pasted("period\tvalue\tnumerater\n2016-17\t95.3\t5", framework, OWN)

    assert [issue.code for issue in found.issues] == [IssueCode.UNKNOWN_COLUMN]


def test_nothing_pasted_is_told_of(framework: Framework) -> None:
    """An empty paste has one issue and no row."""
    found = read_pasted(" \n", framework, OWN)

    assert (found.rows, [issue.code for issue in found.issues]) == ((), [IssueCode.EMPTY_FILE])


@pytest.mark.parametrize(("more", "refused"), [(0, False), (1, True)])
def test_a_table_has_two_thousand_rows_at_most(
    framework: Framework, more: int, refused: bool
) -> None:
    """The last row allowed is read; with one more nothing is."""
    text = "\n".join("nothing\t2016-17\t5" for _ in range(MOST_ROWS + more))
    found = read_pasted(text, framework, ANY)

    assert (found.rows == ()) is refused


def test_a_workbook_is_read_as_it_shows(framework: Framework) -> None:
    """A cell formatted as a percentage holds 0.953 and is 95.3; a date is a day."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["measure", "period", "value", "published"])
    sheet.append(["attendance", "2016-17", 0.953, date(2018, 3, 1)])
    sheet["C2"].number_format = "0.0%"
    held = io.BytesIO()
    book.save(held)
    found = read_upload("figures.XLSX", held.getvalue(), framework, ANY)

    assert read(found) == ["2: attendance X1 2016-17 95.3 2018-03-01"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("figures.xls", b"old"), ("figures", b""), ("a.xlsx", b"PK\x03\x04no"), ("a.csv", b"\0")],
)
def test_a_file_that_is_none_of_ours_is_refused(
    framework: Framework, name: str, content: bytes
) -> None:
    """Another ending, a damaged workbook and bytes that are no text have an issue and no row."""
    found = read_upload(name, content, framework, ANY)

    assert (found.rows, len(found.issues)) == ((), 1)


def test_a_figure_that_was_typed_may_have_a_reason_for_none(framework: Framework) -> None:
    """The status gives the reason, as in a file."""
    row = read_typed({"period": "2016-17", "status": "not-collected"}, framework, OWN)

    assert row.figure is not None
    assert row.figure.absence is Absence.NOT_COLLECTED


def test_a_value_is_worked_out_of_its_counts(framework: Framework) -> None:
    """Numerator over denominator gives the percentage where no value is typed."""
    cells = {"period": "2016-17", "numerator": "1,906", "denominator": "2,000"}
    row = read_typed(cells, framework, OWN)

    assert row.figure is not None
    assert row.figure.value == pytest.approx(95.3)


def test_a_formula_that_was_typed_is_refused(framework: Framework) -> None:
    """What begins with an equals sign is never taken."""
    row = read_typed({"period": "2016-17", "value": "=1+1"}, framework, OWN)

    assert (row.figure, [issue.code for issue in row.issues]) == (None, [IssueCode.FORMULA_CELL])


def test_a_row_without_a_measure_lacks_one(framework: Framework) -> None:
    """Where neither the row nor the page names a measure, the cell is missing."""
    (row,) = read_pasted("2016-17\t95.3", framework, ANY).rows

    assert [issue.code for issue in row.issues] == [IssueCode.MISSING_CELL]
