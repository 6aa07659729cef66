"""The first worksheet of a workbook: what the others hold and how to read them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from purbeck.publish.document import Document, Sheet, SheetKind
from purbeck.publish.render.excel_book import (
    Formats,
    add_table,
    cell_text,
    fit_row,
)
from purbeck.publish.render.language import furniture

WIDTHS = (24, 40, 76)
_LINE = 125
"""Characters of a line of text that runs over the three columns."""
_KINDS = {SheetKind.TEXT: "Text", SheetKind.NUMBER: "Number", SheetKind.DATE: "Date"}

TITLES = ("Contents", "Shorthand marks", "Notes", "Columns explained")
"""The tables of the README, in their order."""

Rows = Sequence[tuple[str, ...]]


def note_numbers(sheets: Sequence[Sheet]) -> tuple[range, ...]:
    """Number the notes of all sheets in one row: the numbers of each sheet's own.

    Examples
    --------
    >>> a = Sheet("A", "A", (), (), ("one", "two"))
    >>> b = Sheet("B", "B", (), ())
    >>> note_numbers((a, b, a))
    (range(1, 3), range(3, 3), range(3, 5))
    """
    numbers: list[range] = []
    start = 1
    for sheet in sheets:
        numbers.append(range(start, start + len(sheet.notes)))
        start += len(sheet.notes)
    return tuple(numbers)


def said_notes(numbers: range) -> str:
    """Say which notes belong to a sheet: ``Note 1``, ``Notes 2 to 4``, or nothing.

    Examples
    --------
    >>> said_notes(range(1, 2)), said_notes(range(2, 4)), said_notes(range(2, 5))
    ('Note 1', 'Notes 2 and 3', 'Notes 2 to 4')
    """
    if len(numbers) < 2:
        return f"Note {numbers[0]}" if numbers else ""
    between = "and" if len(numbers) == 2 else "to"
    return f"Notes {numbers[0]} {between} {numbers[-1]}"


def write_readme(
    worksheet: Any, document: Document, names: Sequence[str], formats: Formats
) -> None:
    """Write the title, how to read the workbook, and the tables that explain it.

    A table that would have no rows is left out; ``names`` holds one name for each of `TITLES`.
    """
    tell = furniture(document.language).tell
    for column, width in enumerate(WIDTHS):
        worksheet.set_column(column, column, width)
    worksheet.write_string(0, 0, cell_text(document.title), formats.title)
    worksheet.set_row(0, 30)
    row = 1
    tables = [(name, *table) for name, table in zip(names, _tables(document), strict=True)]
    tables = [table for table in tables if table[-1]]
    for line in _opening(document, len(tables), tell):
        worksheet.write_string(row, 0, cell_text(line), formats())
        row += 1
    for name, title, headings, rows in tables:
        worksheet.write_string(row, 0, tell(title), formats.heading)
        # Height, not a blank row, parts one table from the next.
        worksheet.set_row(row, 40)
        linked = headings[0] == "Worksheet"
        spoken = [tuple(map(tell, line)) for line in rows]
        _write_rows(worksheet, row + 2, spoken, formats, linked=linked)
        # A filter hides whole rows, those of a table beside it as well: none here.
        columns = [(tell(heading), formats.column) for heading in headings]
        add_table(worksheet, row + 1, columns, len(rows), name, filtered=False)
        row += 2 + len(rows)


def _opening(document: Document, tables: int, tell: Callable[[str], str]) -> Iterator[str]:
    """Give the lines above the tables, none too long to be seen whole."""
    texts = [*document.description.splitlines(), f"Issued: {document.cover.issued}"]
    if document.author:
        texts.append(f"Published by: {document.author}")
    held = {0: "no table.", 1: "one table, which explains the workbook."}
    several = f"{tables} tables, which explain the workbook, one below another."
    texts.append(f"This worksheet contains {held.get(tables, several)}")
    if document.sheets:
        texts.append(
            "Each worksheet after this one contains one table. It begins in column A, its "
            "headings stay in view, and each of its rows is complete in itself."
        )
    if document.shorthand:
        texts.append(
            "Where a cell has no figure, a mark in square brackets says why. Nothing is said by "
            "colour."
        )
    for text in texts:
        yield from textwrap.wrap(tell(text), _LINE)


def _tables(document: Document) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
    """Give each table of the README: its title, its headings, its rows."""
    contents, shorthand, notes, columns = TITLES
    numbered = list(zip(document.sheets, note_numbers(document.sheets), strict=True))
    yield (
        contents,
        ("Worksheet", "What it holds", "Size and notes"),
        [(sheet.name, sheet.title, _size(sheet, own)) for sheet, own in numbered],
    )
    yield shorthand, ("Mark", "Meaning"), document.shorthand
    yield (
        notes,
        ("Worksheet", "Note", "What it says"),
        [
            (sheet.name, f"Note {number}", note)
            for sheet, own in numbered
            for number, note in zip(own, sheet.notes, strict=True)
        ],
    )
    yield (
        columns,
        ("Worksheet", "Column", "What it holds"),
        [
            (sheet.name, column.title, f"{_KINDS[column.kind]}. {column.explanation}".strip())
            for sheet in document.sheets
            for column in sheet.columns
        ],
    )


def _size(sheet: Sheet, notes: range) -> str:
    rows = "1 row" if len(sheet.rows) == 1 else f"{len(sheet.rows):,} rows"
    columns = "1 column" if len(sheet.columns) == 1 else f"{len(sheet.columns)} columns"
    noted = said_notes(notes)
    return f"{rows}, {columns}. {noted}." if noted else f"{rows}, {columns}."


def _write_rows(worksheet: Any, first: int, rows: Rows, formats: Formats, linked: bool) -> None:
    """Write rows of text; the first cell of each leads to the worksheet that it names."""
    wrapped = formats(text_wrap=True)
    for number, row in enumerate(rows, first):
        for column, text in enumerate(row):
            if linked and column == 0:
                link_to(worksheet, number, text, text, formats)
            else:
                worksheet.write_string(number, column, cell_text(text), wrapped)
        fit_row(worksheet, number, row, WIDTHS)


def link_to(worksheet: Any, row: int, name: str, text: str, formats: Formats) -> None:
    """Write a link to the title of another worksheet in the first cell of a row."""
    quoted = name.replace("'", "''")
    worksheet.write_url(row, 0, f"internal:'{quoted}'!A1", formats.link, text, f"Go to {name}")
