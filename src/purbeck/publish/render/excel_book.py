"""What a workbook must keep to: names that Excel accepts, formats, and text that stays text."""

from __future__ import annotations

import math
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from purbeck.model.errors import RenderError
from purbeck.publish.document import Sheet, SheetValue
from purbeck.publish.render.archive import xml_text
from purbeck.publish.theme import LIGHT

README = "README"
FONT = "Arial"
"""A workbook cannot name a font to fall back on, so it names one that every office has, in the
size of 12 that the UK government's guidance on releasing statistics in spreadsheets asks for."""
SIZE = 12

LINE_HEIGHT = 15.75
"""Points of one line of that font, as Excel itself sets it."""

FIGURE_INDENT = 2
"""Figures stand clear of the column to their right, and their heading of its filter's button."""

MOST_ROWS = 1_048_576
"""Rows of a worksheet (Microsoft, "Excel specifications and limits")."""
MOST_CHARACTERS = 32_767
"""Characters of a cell (the same)."""
MOST_HEIGHT = 409
"""Points that a row is high (the same)."""
MOST_IN_NAME = 31
FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was: no date before it is to be trusted."""

_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_LIKE_A_CELL = re.compile(r"(?i)([a-z]{1,3}\d+|r|c|r\d+c\d+)")


class Formats:
    """The formats of a workbook's cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **properties: Any) -> Any:
        """Give the format with these properties on top of the house font."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(
                {"font_color": LIGHT.ink, "valign": "top", **properties}
            )
        return self._made[key]

    @property
    def title(self) -> Any:
        """The title of a worksheet, in its first cell."""
        return self(bold=True, font_size=18)

    @property
    def heading(self) -> Any:
        """The title of one of several tables of a worksheet."""
        return self(bold=True, font_size=14, valign="bottom")

    @property
    def column(self) -> Any:
        """The heading of a column of text."""
        return self(
            bold=True, text_wrap=True, valign="bottom", bottom=2, bottom_color=LIGHT.quiet_ink
        )

    @property
    def figures(self) -> Any:
        """The heading of a column of figures, above them and clear of the filter's button."""
        return self(
            bold=True,
            text_wrap=True,
            valign="bottom",
            bottom=2,
            bottom_color=LIGHT.quiet_ink,
            align="right",
            indent=FIGURE_INDENT,
        )

    @property
    def link(self) -> Any:
        """A link to another worksheet."""
        return self(underline=1, font_color=LIGHT.accent)


def cell_text(text: str) -> str:
    """Give text as a cell can hold it.

    Raises
    ------
    RenderError
        The text is longer than a cell, or holds a character that no Excel file can hold.
    """
    cleaned = xml_text(text)
    # Excel counts as UTF-16 does: a character beyond the first plane is two.
    length = len(cleaned.encode("utf-16-le")) // 2
    if length > MOST_CHARACTERS:
        raise RenderError(
            f"A text of {length:,} characters begins {cleaned[:40]!r}: a cell of Excel holds "
            f"{MOST_CHARACTERS:,} at most."
        )
    return cleaned


def write_cell(worksheet: Any, row: int, column: int, value: SheetValue, style: Any) -> None:
    """Write a value by its own type: text always as text, whatever it looks like.

    ``None`` leaves the cell blank.
    """
    if value is None:
        return
    if isinstance(value, str):
        worksheet.write_string(row, column, cell_text(value), style)
    elif isinstance(value, date):
        if value < FIRST_DAY:
            raise RenderError(f"Excel has no date before {FIRST_DAY}: {value} cannot be written.")
        worksheet.write_datetime(row, column, datetime.combine(value, time()), style)
    elif math.isfinite(value):
        worksheet.write_number(row, column, value, style)
    else:
        raise RenderError(
            f"Excel has no number {value}: a missing figure is a shorthand mark, such as [x]."
        )


def fit_row(
    worksheet: Any, row: int, values: Sequence[SheetValue], widths: Sequence[float]
) -> None:
    """Give a row the height of its longest text, wrapped in the width of its column.

    Not every program works the height out for itself when it opens a file.
    """
    lines = 1
    for value, width in zip(values, widths, strict=False):
        if isinstance(value, str) and (len(value) > width or "\n" in value):
            parts = value.splitlines()
            lines = max(lines, sum(len(textwrap.wrap(part, int(width))) or 1 for part in parts))
    if lines > 1:
        worksheet.set_row(row, min(MOST_HEIGHT, LINE_HEIGHT * lines))


def check_sheet(sheet: Sheet, head: int) -> None:
    """Refuse a sheet that a workbook cannot hold as one table, below so many rows of head."""
    where = f"The data sheet {sheet.name!r}"
    if not sheet.columns:
        raise RenderError(f"{where} has no columns.")
    if len(sheet.rows) > MOST_ROWS - head - 1:
        raise RenderError(
            f"{where} has {len(sheet.rows):,} rows, and a worksheet of Excel has room for "
            f"{MOST_ROWS - head - 1:,} below its title: divide it into several sheets."
        )
    titles = [column.title.strip().casefold() for column in sheet.columns]
    if not all(titles) or len(set(titles)) < len(titles):
        raise RenderError(
            f"{where} has a column without a title, or two with the same: "
            f"{', '.join(column.title or '(none)' for column in sheet.columns)}."
        )
    for number, row in enumerate(sheet.rows, 1):
        if len(row) != len(titles):
            raise RenderError(
                f"{where} has {len(titles)} columns, but its row {number} has {len(row)} values."
            )


def check_names(names: Iterable[str]) -> None:
    """Refuse a name that Excel will not take for a worksheet, or that another one bears."""
    seen = {README.casefold()}
    for name in names:
        # The rules of Microsoft's "Rename a worksheet"; Excel keeps History for itself.
        rules = (
            (not name.strip(), "is empty"),
            (len(name) > MOST_IN_NAME, f"is longer than {MOST_IN_NAME} characters"),
            (_NOT_IN_NAME.search(name), "holds one of [ ] : * ? / \\"),
            (name.startswith("'") or name.endswith("'"), "begins or ends with an apostrophe"),
            (name.casefold() == "history", "is kept by Excel for itself"),
            (name.casefold() in seen, "is that of another worksheet"),
        )
        for broken, wrong in rules:
            if broken:
                raise RenderError(f"Excel takes no worksheet with the name {name!r}: it {wrong}.")
        seen.add(xml_text(name).casefold())


def table_names(names: Sequence[str]) -> tuple[str, ...]:
    """Give each worksheet's table a name that formulas can use, all of them different.

    Examples
    --------
    >>> table_names(("Observations", "What changed!", "What changed", "A1"))
    ('Observations', 'What_changed', 'What_changed_2', 'Table_A1')
    """
    made: list[str] = []
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        spelt = re.sub(r"[^0-9A-Za-z]+", "_", plain).strip("_")
        if not spelt or spelt[0].isdigit() or _LIKE_A_CELL.fullmatch(spelt):
            spelt = f"Table_{spelt}".rstrip("_")
        taken = {other.casefold() for other in made}
        number, free = 2, spelt
        while free.casefold() in taken:
            free, number = f"{spelt}_{number}", number + 1
        made.append(free)
    return tuple(made)


def add_table(
    worksheet: Any,
    first: int,
    headings: Sequence[tuple[str, Any]],
    rows: int,
    name: str,
    filtered: bool = True,
) -> None:
    """Make rows already written an Excel table, and write the headings above them.

    A table of no rows has one blank row, which is how Excel itself keeps such a table.
    """
    worksheet.add_table(
        first,
        0,
        first + max(rows, 1),
        len(headings) - 1,
        {
            "name": name,
            "columns": [
                {"header": xml_text(title), "header_format": style} for title, style in headings
            ],
            "style": None,
            "banded_rows": False,
            "autofilter": filtered,
        },
    )
