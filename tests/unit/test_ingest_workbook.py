"""Figures from Excel workbooks are read as their cells show them."""

from __future__ import annotations

import random
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook

from tests.spec.small_workspace import lines_of, read_with

HEADER = ("measure", "area", "period", "value", "status", "published")


def workbook(folder: Path, *rows: tuple[object, ...], percent: str = "") -> None:
    """Write a workbook of figures, with one cell formatted as a percentage if it is named."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, *rows):
        sheet.append(list(row))
    if percent:
        sheet[percent].number_format = "0.0%"
    (folder / "observations").mkdir()
    book.save(folder / "observations" / "b.xlsx")


def test_numbers_and_dates_are_read(tmp_path: Path) -> None:
    """Whole numbers, dates and blank cells at the end of a row are read as a person sees them."""
    workbook(
        tmp_path,
        ("visits", "X1", "Q1 2016-17", 214, None, date(2018, 3, 1)),
        ("attendance", "X1", "2015-16", 95.3),
    )

    reading = read_with(tmp_path, **{"observations/a.csv": None})

    assert lines_of(reading) == []
    assert reading.workspace is not None
    visits, attendance = reading.workspace.observations
    assert (visits.value, visits.published) == (214, date(2018, 3, 1))
    assert (attendance.value, attendance.published) == (95.3, None)


def test_a_year_that_is_a_number_is_a_period(tmp_path: Path) -> None:
    """A period typed as 2017 is a number to Excel, and the year 2017 to a reader."""
    workbook(tmp_path, ("attendance", "X1", 2017.0, 95.3))

    reading = read_with(tmp_path, **{"observations/a.csv": None})

    assert reading.workspace is not None
    assert str(reading.workspace.observations[0].period) == "2016-17"


def test_a_formula_is_an_error_at_its_row(tmp_path: Path) -> None:
    """A formula is put down by the row that Excel shows, blank rows counted."""
    workbook(tmp_path, (), ("attendance", "X1", "2015-16", "=1+1"))

    reading = read_with(tmp_path)

    assert lines_of(reading) == [
        "observations/b.xlsx, row 3, value: received '=1+1', expected a value, not a formula. "
        "Paste the value in place of the formula. [formula-cell]"
    ]


def test_an_error_value_is_an_error(tmp_path: Path) -> None:
    """A cell that shows #DIV/0! holds no figure."""
    workbook(tmp_path, ("attendance", "X1", "2015-16", "#DIV/0!"))

    reading = read_with(tmp_path)

    assert lines_of(reading) == [
        "observations/b.xlsx, row 2, value: received '#DIV/0!', expected a number. Mend the "
        "formula in the spreadsheet, or leave the cell blank and give a status. [not-a-number]"
    ]


def test_a_cell_formatted_as_a_percentage_is_an_error(tmp_path: Path) -> None:
    """A cell that shows 95.3% holds 0.953; taking it for a figure would be a hundred times out."""
    workbook(tmp_path, ("attendance", "X1", "2015-16", 0.953), percent="D2")

    reading = read_with(tmp_path)

    assert lines_of(reading) == [
        "observations/b.xlsx, row 2, value: received '95.3%', expected a number. Write 95.3 "
        "without '%'; the measure has the unit. [not-a-number]"
    ]


def test_a_period_that_excel_made_a_date_is_an_error(tmp_path: Path) -> None:
    """A period such as Sep-18 becomes a date in Excel, and is no longer the period meant."""
    workbook(tmp_path, ("attendance", "X1", datetime(2018, 9, 1), 95.3))

    reading = read_with(tmp_path)

    assert [issue.code.value for issue in reading.issues] == ["not-a-period"]


def test_damage_anywhere_in_a_workbook_raises_nothing(tmp_path: Path) -> None:
    """A workbook with any byte changed is read or put down, and never raises."""
    workbook(tmp_path, ("attendance", "X1", "2015-16", 95.3))
    sound = (tmp_path / "observations" / "b.xlsx").read_bytes()
    chance = random.Random(2018)

    for _ in range(150):
        damaged = bytearray(sound)
        damaged[chance.randrange(len(sound))] = chance.randrange(256)
        reading = read_with(tmp_path, **{"observations/b.xlsx": bytes(damaged)})

        assert (reading.workspace is None) == bool(reading.errors)
