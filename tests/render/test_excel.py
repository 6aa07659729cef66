"""Rules of the Excel renderer, read back with openpyxl and from the XML itself."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from purbeck.model.errors import RenderError
from purbeck.publish.document import (
    Document,
    Sheet,
    SheetColumn,
    SheetKind,
    SheetValue,
)
from purbeck.publish.render.excel import render_xlsx
from tests.sample_document import sample_document

TEXT = SheetColumn("Measure", SheetKind.TEXT, "Its key.")
VALUE = SheetColumn("Value", SheetKind.NUMBER, "Per cent.", 1)
DAY = SheetColumn("Published", SheetKind.DATE, "When the figure came out.")


def with_sheets(*sheets: Sheet) -> Document:
    """Give the sample document with these data sheets instead of its own."""
    return replace(sample_document(), sheets=sheets)


def one_column(*values: SheetValue, column: SheetColumn = TEXT) -> Document:
    """Give a document with one sheet of one column."""
    return with_sheets(Sheet("Data", "The data", (column,), tuple((value,) for value in values)))


def read(document: Document) -> Workbook:
    """Render a document and open the workbook."""
    return load_workbook(BytesIO(render_xlsx(document)))


def parts(document: Document) -> dict[str, str]:
    """Give every part of the rendered file as text."""
    with ZipFile(BytesIO(render_xlsx(document))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def table_cells(worksheet: Worksheet) -> list[list[object]]:
    """Give what the only table of a worksheet holds, its headings first."""
    (table,) = worksheet.tables.values()
    return [[cell.value for cell in row] for row in worksheet[table.ref]]


def column_a(worksheet: Worksheet) -> list[str]:
    """Give the text of the first column."""
    return [str(row[0].value) for row in worksheet.iter_rows() if row[0].value is not None]


def test_the_readme_comes_first_and_leads_to_every_sheet() -> None:
    """The first worksheet is the README, with the title in A1 and a link to each other one."""
    sheets = tuple(
        Sheet(name, name, (TEXT,), (("a",),)) for name in ("One", "It's two", "Risks & 3")
    )
    book = read(with_sheets(*sheets))
    readme = book["README"]
    links = {
        cell.value: cell.hyperlink.location for row in readme for cell in row if cell.hyperlink
    }

    assert book.sheetnames == ["README", "One", "It's two", "Risks & 3"]
    assert readme["A1"].value == sample_document().title
    assert links["One"] == "'One'!A1"
    assert links["It's two"] == "'It''s two'!A1"
    assert links["Risks & 3"] == "'Risks & 3'!A1"


def test_the_readme_explains_marks_notes_and_columns() -> None:
    """Every shorthand mark, note and column of the workbook is explained in the README."""
    document = with_sheets(
        Sheet("One", "First", (TEXT, VALUE), (), ("First note.", "Second note.")),
        Sheet("Two", "Second", (DAY,), (), ("Third note.",)),
    )
    readme = read(document)["README"]
    tables = {
        table.name: [[cell.value for cell in row] for row in readme[table.ref]]
        for table in readme.tables.values()
    }

    assert tables["README_Shorthand_marks"][1:] == [list(pair) for pair in document.shorthand]
    assert tables["README_Notes"][1:] == [
        ["One", "Note 1", "First note."],
        ["One", "Note 2", "Second note."],
        ["Two", "Note 3", "Third note."],
    ]
    assert tables["README_Columns_explained"][1:] == [
        ["One", "Measure", "Text. Its key."],
        ["One", "Value", "Number. Per cent."],
        ["Two", "Published", "Date. When the figure came out."],
    ]
    assert "This worksheet contains 4 tables, which explain the workbook, one below another." in (
        column_a(readme)
    )


def test_a_sheet_names_its_notes() -> None:
    """Above its table a worksheet says how many tables it has and which notes belong to it."""
    document = with_sheets(
        Sheet("One", "First", (TEXT,), (("a",),), ("x",)),
        Sheet("Two", "Second", (TEXT,), (("[c]",), (None,)), ("y", "z")),
    )
    book = read(document)

    assert column_a(book["One"])[:3] == [
        "First",
        "This worksheet contains one table of 1 row.",
        "Note 1 in the README worksheet belongs to this table.",
    ]
    assert column_a(book["Two"])[1:5] == [
        "This worksheet contains one table of 2 rows.",
        "Some cells hold a shorthand mark in square brackets: the README worksheet says what each "
        "means.",
        "A blank cell means that there is nothing to say there.",
        "Notes 2 and 3 in the README worksheet belong to this table.",
    ]


def test_a_sheet_is_one_named_table_from_column_a() -> None:
    """A data sheet is one native table that begins in column A and holds the rows as given."""
    document = sample_document()
    worksheet = read(document)["Observations"]
    (table,) = worksheet.tables.values()
    cells = table_cells(worksheet)

    assert table.name == "Observations"
    assert table.ref.startswith("A")
    assert table.headerRowCount == 1
    assert cells[0] == [column.title for column in document.sheets[0].columns]
    assert len(cells) == len(document.sheets[0].rows) + 1
    assert cells[1] == ["02", "2012-13", 95.0, datetime(2018, 3, 22)]


def test_no_cells_are_merged_and_no_row_is_blank() -> None:
    """No worksheet merges cells, and none has a blank row between its first and its last."""
    for worksheet in read(sample_document()).worksheets:
        blank = [
            row[0].row for row in worksheet.iter_rows() if all(cell.value is None for cell in row)
        ]

        assert worksheet.merged_cells.ranges == set()
        assert blank == []


def test_headings_stay_in_view() -> None:
    """The panes are frozen just below the row of headings."""
    worksheet = read(sample_document())["Observations"]
    (table,) = worksheet.tables.values()
    heading_row = int(re.findall(r"\d+", table.ref)[0])

    assert worksheet.freeze_panes == f"A{heading_row + 1}"
    assert worksheet.print_title_rows == f"${heading_row}:${heading_row}"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+SUM(A1:A9)",
        "@x",
        "-2",
        "{=A1}",
        "\t=1",
        "0123",
        "1e5",
        "2016-17",
        "https://a.example",
    ],
)
def test_text_is_never_anything_else(text: str) -> None:
    """Text that looks like a formula, a number, a date or a link is stored as the text it is."""
    document = one_column(text)
    worksheet = read(document)["Data"]
    cell = worksheet.cell(worksheet.max_row, 1)
    sheet = parts(document)["xl/worksheets/sheet2.xml"]

    assert (cell.value, cell.data_type) == (text, "s")
    assert "<f>" not in sheet
    assert cell.hyperlink is None


@pytest.mark.parametrize(
    ("decimals", "code"), [(0, "#,##0"), (1, "#,##0.0"), (3, "#,##0.000"), (None, "General")]
)
def test_figures_show_the_decimals_of_their_column(decimals: int | None, code: str) -> None:
    """A figure keeps its full value, and shows as many decimals as its column has."""
    column = SheetColumn("Value", SheetKind.NUMBER, "", decimals)
    worksheet = read(one_column(1234.5678, column=column))["Data"]
    cell = worksheet.cell(worksheet.max_row, 1)

    assert (cell.value, cell.number_format) == (1234.5678, code)


def test_a_mark_in_a_column_of_figures_is_text() -> None:
    """A shorthand mark stands among figures as text."""
    worksheet = read(one_column(1.5, "[c]", column=VALUE))["Data"]

    assert worksheet.cell(worksheet.max_row, 1).value == "[c]"


def test_dates_are_dates() -> None:
    """A date is stored as a date, in a form that no reader takes for another day."""
    worksheet = read(one_column(date(2018, 3, 4), column=DAY))["Data"]
    cell = worksheet.cell(worksheet.max_row, 1)

    assert (cell.value, cell.data_type) == (datetime(2018, 3, 4), "d")
    assert cell.number_format == "d mmm yyyy"


def test_a_sheet_without_rows_keeps_its_headings() -> None:
    """A table of no rows keeps its headings, and its worksheet says that it has none."""
    worksheet = read(one_column())["Data"]

    assert table_cells(worksheet) == [["Measure"], [None]]
    assert column_a(worksheet)[1] == (
        "This worksheet contains one table of no rows, because there is nothing to list."
    )


def test_a_document_without_sheets_is_its_readme() -> None:
    """With no data sheet and no mark, the workbook is a README without a table."""
    book = read(replace(sample_document(), sheets=(), shorthand=()))

    assert book.sheetnames == ["README"]
    assert column_a(book["README"])[-1] == "This worksheet contains no table."


def test_wrapped_text_has_room() -> None:
    """A row is as high as its longest text, wrapped in its column, needs."""
    worksheet = read(one_column("short", "word " * 60))["Data"]
    last = worksheet.max_row

    assert worksheet.row_dimensions[last - 1].height is None
    assert worksheet.row_dimensions[last].height == pytest.approx(15.75 * 5)


def test_properties_are_those_of_the_document() -> None:
    """Title, author and dates come from the document; the clock of the machine is not asked."""
    properties = read(replace(sample_document(), issued=date(2018, 9, 28))).properties

    assert properties.title == sample_document().title
    assert properties.creator == "Dorset County Council"
    assert properties.created == properties.modified == datetime(2018, 9, 28)


def test_the_same_document_gives_the_same_bytes_anywhere() -> None:
    """Another process, with another time zone and hash seed, writes the very same file."""
    code = (
        "from hashlib import sha256; from tests.sample_document import sample_document; "
        "from purbeck.publish.render.excel import render_xlsx; "
        "print(sha256(render_xlsx(sample_document())).hexdigest())"
    )
    environment = {
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "PYTHONPATH": ":".join(sys.path),
    }
    there = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    here = sha256(render_xlsx(sample_document())).hexdigest()

    assert there.stdout.strip() == here


def test_entries_of_the_archive_bear_one_date() -> None:
    """No entry of the file tells when it was written."""
    with ZipFile(BytesIO(render_xlsx(sample_document()))) as archive:
        dates = {entry.date_time for entry in archive.infolist()}

    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_tables_have_names_that_differ() -> None:
    """No two tables of a workbook share a name, those of the README included."""
    names = ("README Contents", "What now!", "What now", "AB12", "2018")
    book = read(with_sheets(*(Sheet(name, name, (TEXT,), (("a",),)) for name in names)))
    found = [name.casefold() for worksheet in book.worksheets for name in worksheet.tables]

    assert len(found) == len(set(found)) == 3 + len(names)
    assert all(re.fullmatch(r"[a-z_]\w*", name) for name in found)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (with_sheets(Sheet("A", "A", (TEXT,), (("a",),) * 1_048_573)), "1,048,573 rows"),
        (one_column("a\x0bb"), "U+000B"),
        (one_column("x" * 32_768), "32,768 characters"),
        (one_column(float("nan")), "no number nan"),
        (one_column(float("-inf")), "no number -inf"),
        (one_column(date(1899, 12, 31)), "no date before 1900-03-01"),
        (with_sheets(Sheet("A", "A", (), ())), "no columns"),
        (with_sheets(Sheet("A", "A", (TEXT, replace(TEXT, title="measure ")), ())), "two with the"),
        (with_sheets(Sheet("A", "A", (TEXT,), (("a", "b"),))), "row 1 has 2 values"),
        (with_sheets(Sheet("", "A", (TEXT,), ())), "is empty"),
        (with_sheets(Sheet("x" * 32, "A", (TEXT,), ())), "longer than 31"),
        (with_sheets(Sheet("a/b", "A", (TEXT,), ())), "holds one of"),
        (with_sheets(Sheet("'a", "A", (TEXT,), ())), "apostrophe"),
        (with_sheets(Sheet("History", "A", (TEXT,), ())), "kept by Excel"),
        (with_sheets(Sheet("Readme", "A", (TEXT,), ())), "another worksheet"),
        (with_sheets(*[Sheet(name, "A", (TEXT,), ()) for name in ("a", "A")]), "another worksheet"),
    ],
)
def test_what_cannot_be_written_is_refused(document: Document, said: str) -> None:
    """A sheet, name or value that no workbook can hold is refused, and named."""
    with pytest.raises(RenderError) as caught:
        render_xlsx(document)

    assert said in str(caught.value)


def test_the_longest_text_is_written_whole() -> None:
    """A text of just as many characters as a cell holds is kept to its last one."""
    worksheet = read(one_column("x" * 32_766 + "y"))["Data"]

    assert str(worksheet.cell(worksheet.max_row, 1).value)[-2:] == "xy"
