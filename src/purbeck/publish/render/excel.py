"""A Document's figures as an Excel workbook: a README, then one tidy table a worksheet.

The form follows the UK government's guidance "Releasing statistics in spreadsheets" (Analysis
Function, 2021 and later): the title in A1, the number of tables said below it, one table a
worksheet from column A, no merged cells, no blank rows, notes and shorthand marks explained
on a worksheet of their own, and nothing said by colour.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from purbeck.publish.document import Document, Sheet, SheetColumn, SheetKind, SheetValue
from purbeck.publish.render.archive import repack, xml_text
from purbeck.publish.render.excel_book import (
    FIGURE_INDENT,
    FONT,
    LINE_HEIGHT,
    README,
    SIZE,
    Formats,
    add_table,
    cell_text,
    check_names,
    check_sheet,
    fit_row,
    table_names,
    write_cell,
)
from purbeck.publish.render.excel_readme import (
    TITLES,
    link_to,
    note_numbers,
    said_notes,
    write_readme,
)
from purbeck.publish.render.language import furniture
from purbeck.publish.render.told import told

LEAST_WIDTH, MOST_WIDTH = 11, 60
"""Widths of a column in characters; longer text wraps."""
_MEASURED_ROWS = 500
"""Rows looked at for the width of a column: the look of a sheet is settled by its first pages."""
_PAPER_A4 = 9


def render_xlsx(document: Document) -> bytes:
    """Write a document's data sheets as an Excel workbook: the same document, the same bytes.

    Raises
    ------
    RenderError
        A sheet has more rows than Excel has, a name that Excel does not take, a row that does
        not fit its columns, or a value that no cell can hold.
    """
    document = told(document)
    tell = furniture(document.language).tell
    sheets = document.sheets
    check_names(sheet.name for sheet in sheets)
    written = BytesIO()
    book = xlsxwriter.Workbook(
        written,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": FONT, "font_size": SIZE},
            "default_row_height": round(LINE_HEIGHT * 96 / 72),
        },
    )
    _set_properties(book, document)
    formats = Formats(book)
    wanted = [f"{README} {title}" for title in TITLES] + [sheet.name for sheet in sheets]
    names = table_names(wanted)
    own, names = names[: len(TITLES)], names[len(TITLES) :]
    write_readme(_worksheet(book, README, document.title), document, own, formats)
    for sheet, name, notes in zip(sheets, names, note_numbers(sheets), strict=True):
        worksheet = _worksheet(book, sheet.name, sheet.title)
        _write_sheet(worksheet, sheet, name, notes, formats, tell)
    book.close()
    return repack(written.getvalue())


def _set_properties(book: Any, document: Document) -> None:
    """Set who, what and when; the clock of the machine is never asked."""
    book.set_properties(
        {
            "title": xml_text(document.title),
            "author": xml_text(document.author),
            "subject": xml_text(document.cover.subtitle),
            "comments": xml_text(document.description),
            "created": datetime.combine(document.issued, time()),
        }
    )
    book.set_custom_property("Language", document.language)


def _worksheet(book: Any, name: str, title: str) -> Any:
    """Add a worksheet that prints on A4, as wide as the page."""
    worksheet = book.add_worksheet(name)
    worksheet.hide_gridlines(2)
    worksheet.set_landscape()
    worksheet.set_paper(_PAPER_A4)
    worksheet.fit_to_pages(1, 0)
    # An ampersand begins a code in a footer, and Excel holds 255 characters of it.
    footing = xml_text(title)[:100].replace("&", "&&")
    worksheet.set_footer(f"&L{footing}&RPage &P of &N")
    return worksheet


def _write_sheet(
    worksheet: Any,
    sheet: Sheet,
    name: str,
    notes: range,
    formats: Formats,
    tell: Callable[[str], str],
) -> None:
    """Write a sheet: its title, what the table is, a way back, and the table."""
    lines = _lines(sheet, notes)
    head = len(lines) + 2
    check_sheet(sheet, head)
    worksheet.write_string(0, 0, cell_text(sheet.title), formats.title)
    worksheet.set_row(0, 30)
    for number, line in enumerate(lines, 1):
        worksheet.write_string(number, 0, tell(line), formats())
    link_to(worksheet, head - 1, README, tell("Go to the README worksheet"), formats)
    # Height, not a blank row, parts the table from what is said above it.
    worksheet.set_row(head - 1, 28)
    _write_table(worksheet, sheet, head, name, formats)
    worksheet.freeze_panes(head + 1, 0)
    worksheet.repeat_rows(head)


def _write_table(worksheet: Any, sheet: Sheet, head: int, name: str, formats: Formats) -> None:
    """Write the rows below the row of headings, each column as wide as it needs."""
    styles = [_column_style(column, formats) for column in sheet.columns]
    widths = [
        _width(column, [row[place] for row in sheet.rows[:_MEASURED_ROWS]])
        for place, column in enumerate(sheet.columns)
    ]
    for place, width in enumerate(widths):
        worksheet.set_column(place, place, width)
    for number, row in enumerate(sheet.rows, head + 1):
        for place, value in enumerate(row):
            write_cell(worksheet, number, place, value, styles[place])
        fit_row(worksheet, number, row, widths)
    headings = [
        (column.title, formats.figures if column.kind is SheetKind.NUMBER else formats.column)
        for column in sheet.columns
    ]
    add_table(worksheet, head, headings, len(sheet.rows), name)
    # The filter's button takes the last four characters of a heading's width.
    fit_row(worksheet, head, [title for title, _ in headings], [width - 4 for width in widths])


def _lines(sheet: Sheet, notes: range) -> list[str]:
    """Say what a reader must know before the table, one thing a line."""
    rows = "1 row" if len(sheet.rows) == 1 else f"{len(sheet.rows):,} rows"
    if not sheet.rows:
        rows = "no rows, because there is nothing to list"
    lines = [f"This worksheet contains one table of {rows}."]
    values = [value for row in sheet.rows for value in row]
    if any(isinstance(value, str) and _is_mark(value) for value in values):
        lines.append(
            "Some cells hold a shorthand mark in square brackets: the README worksheet says "
            "what each means."
        )
    if any(value is None or value == "" for value in values):
        lines.append("A blank cell means that there is nothing to say there.")
    if notes:
        belong = "belongs" if len(notes) == 1 else "belong"
        lines.append(f"{said_notes(notes)} in the README worksheet {belong} to this table.")
    return lines


def _is_mark(text: str) -> bool:
    return text.startswith("[") and text.endswith("]")


def _column_style(column: SheetColumn, formats: Formats) -> Any:
    """Give the format of a column's cells; marks that stand for figures keep to their side."""
    if column.kind is SheetKind.DATE:
        return formats(num_format="d mmm yyyy", align="left")
    if column.kind is SheetKind.NUMBER:
        return formats(
            num_format=_number_format(column.decimals), align="right", indent=FIGURE_INDENT
        )
    return formats(text_wrap=True)


def _number_format(decimals: int | None) -> str:
    """Give Excel's code for so many decimals; without a number of them, all that there are.

    Examples
    --------
    >>> _number_format(1), _number_format(0), _number_format(None)
    ('#,##0.0', '#,##0', 'General')
    """
    if decimals is None:
        return "General"
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _width(column: SheetColumn, values: Sequence[SheetValue]) -> float:
    """Give a column the width of its longest value, within bounds, with room beside it."""
    longest = max((_length(value) for value in values), default=0)
    # A heading may wrap, but none of its words may be cut.
    word = max(len(word) for word in column.title.split()) + 4
    heading = min(len(column.title) + 4, 24)
    return min(MOST_WIDTH, max(LEAST_WIDTH, word, heading, longest + 4))


def _length(value: SheetValue) -> int:
    if isinstance(value, str):
        return max((len(line) for line in value.splitlines()), default=0)
    if isinstance(value, date):
        return len("30 Sep 2018")
    return 0 if value is None else len(f"{value:,.2f}")
