"""CSV files: whatever separator a spreadsheet wrote, each row by the line on which it starts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from purbeck.ingest.characters import all_printable
from purbeck.ingest.columns import Layout
from purbeck.ingest.file_issues import FileIssues, shortened
from purbeck.ingest.table import RawRow, Table, checked_cells, shape_table
from purbeck.ingest.text_file import read_text
from purbeck.model.issue import IssueCode

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}

# A cell that opens with an equals sign, with or without quotation marks.
_FORMULA = re.compile(r"(?:^|[,;\t|])\"?=", re.MULTILINE)


def read_csv(path: Path, layout: Layout, issues: FileIssues) -> Table | None:
    """Read a CSV file into rows of text, with everything odd about its form put down.

    Each cell is stripped of white space around it. None where there is nothing to go on with.
    """
    text = read_text(path, issues)
    if text is None:
        return None
    separator = _separator_of(text, layout)
    if separator != ",":
        received = f"cells separated by {_SEPARATORS[separator]}"
        issues.warn(IssueCode.NOT_COMMAS, "", received, "commas", row=1)
    table = shape_table(_rows(text, separator, issues), layout, issues)
    if table is not None and (_FORMULA.search(text) or not all_printable(text)):
        return checked_cells(table, issues)
    return table


def _separator_of(text: str, layout: Layout) -> str:
    """Give the separator under which most headings are known; a comma where none stands out."""
    heading = next((line for line in text.splitlines() if line.strip()), "")

    def known(separator: str) -> int:
        cells = (cell.strip(' "').casefold() for cell in heading.split(separator))
        return sum(cell in layout.names for cell in cells)

    return max(_SEPARATORS, key=known)


def _rows(text: str, separator: str, issues: FileIssues) -> Iterator[RawRow]:
    """Give each row that is not blank, with the line on which it starts.

    The reader goes on after a row that it cannot take apart, so that one stray quotation mark
    does not hide what is wrong below it.
    """
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        start = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            _put_down(error, lines[start], start + 1, issues)
            continue
        if cells:
            yield start + 1, [cell.strip() for cell in cells]


def _put_down(error: csv.Error, line: str, row: int, issues: FileIssues) -> None:
    received, expected = shortened(line), "quotation marks in pairs, around whole cells"
    if "field larger" in str(error):
        received, expected = "a cell of more than 131,072 characters", "a shorter cell"
    elif "unexpected end of data" in str(error):
        expected += "; this one is never closed"
    issues.error(IssueCode.BAD_QUOTES, "", received, expected, row=row)
