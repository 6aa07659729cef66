"""Excel workbooks: the first sheet as rows of text, formulas and error values as they stand."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from purbeck.ingest.columns import Layout
from purbeck.ingest.file_issues import FileIssues
from purbeck.ingest.table import RawRow, Table, checked_cells, shape_table
from purbeck.ingest.text_file import read_content
from purbeck.model.issue import IssueCode

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"


def read_workbook(path: Path, layout: Layout, issues: FileIssues) -> Table | None:
    """Read the first sheet of a workbook into rows of text; None where it cannot be read.

    Numbers and dates become text as a CSV file would have them. A formula stays a formula, and
    is put down as an error: the value beside it in the file is of the day it was last saved.
    """
    content = read_content(path, issues)
    if content is None:
        return None
    rows = _rows_of(content, issues)
    table = None if rows is None else shape_table(rows, layout, issues)
    return None if table is None else checked_cells(table, issues)


def _rows_of(content: bytes, issues: FileIssues) -> list[RawRow] | None:
    if not content:
        issues.error(IssueCode.EMPTY_FILE, "", "an empty file", "a workbook")
        return None
    if content.startswith(_OLD_OR_LOCKED):
        received = "a workbook with a password, or of the old kind .xls"
        advice = "Take the password off, and save the file as .xlsx or as CSV UTF-8."
        issues.error(
            IssueCode.UNREADABLE_FILE, "", received, "an Excel workbook (.xlsx)", advice=advice
        )
        return None
    try:
        return list(_first_sheet(content))
    except Exception:
        # A damaged workbook surfaces as whatever its first broken part provokes: zip, XML, key,
        # type and value errors alike. None of them would tell a reader more than this.
        received = "a file that is no workbook, or a damaged one"
        issues.error(IssueCode.UNREADABLE_FILE, "", received, "an Excel workbook (.xlsx)")
        return None


def _first_sheet(content: bytes) -> Iterator[RawRow]:
    # Importing openpyxl takes a fifth of a second, which only workspaces with workbooks spend.
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = load_workbook(io.BytesIO(content), read_only=True)
        sheet = workbook.worksheets[0]
        # The extent that a file states of itself may be wrong, and would then cut rows off.
        sheet.reset_dimensions()
        width = 0
        for number, values in enumerate(sheet.iter_rows(), start=1):
            cells = [_as_text(cell.value, cell.number_format) for cell in values]
            if any(cells):
                # A row of a workbook ends at its last filled cell.
                width = width or len(cells)
                yield number, cells + [""] * (width - len(cells))


def _as_text(value: object, number_format: str | None) -> str:
    """Write a cell as a CSV file would have it: 2016 and not 2016.0, a date as YYYY-MM-DD.

    A cell formatted as a percentage holds 0.953 and shows 95.3%. It is written as it shows, so
    that it is refused with advice, and not taken for a figure a hundred times too small.
    """
    if value is None:
        return ""
    if isinstance(value, int | float) and "%" in (number_format or ""):
        return f"{value * 100:.10g}%"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value == _midnight(value) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def _midnight(moment: datetime) -> datetime:
    return datetime(moment.year, moment.month, moment.day)
