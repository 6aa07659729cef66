"""Workbooks as publishers write them: the sheets of .xlsx, .xls and .ods as rows of cells.

Cells hold what the workbook last showed: the value of a formula, and not the formula. Nothing in
a workbook is run, and no link in it is followed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.sources.archive import MOST_CELLS, Refused, check_archive

Cell = str | float
"""A number, or a text: '' for an empty cell and for one that shows an error."""

MOST_BYTES = 256 << 20
"""The most that a workbook may hold as it lies on the disk."""

MOST_OLD_BYTES = 64 << 20
"""The most for the old kind .xls, which is read into memory whole."""

LONGEST_CELL = 32_767
"""Characters of a cell: the limit of Excel itself."""

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXPECTED = "a workbook of kind .xlsx, .xls or .ods"
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows from the first, each as long as the longest.

    Row 1 of the sheet is ``rows[0]``, and column A is the first of its cells.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False


class _Reader(Protocol):
    """What reads one kind of workbook."""

    def hidden(self) -> dict[str, bool]:
        """Give the sheets in their order, and whether each is hidden."""
        ...

    def rows(self, name: str) -> list[list[Any]]:
        """Give the rows of a sheet, from the first."""
        ...


class _Calamine:
    """Reads .xlsx and .ods: a third of openpyxl's time and memory."""

    def __init__(self, content: bytes) -> None:
        import python_calamine

        # By its contents: of a path, the reader would believe the name.
        self._book = python_calamine.load_workbook(io.BytesIO(content))

    def hidden(self) -> dict[str, bool]:
        told = self._book.sheets_metadata
        if any(str(each.typ).endswith((".MacroSheet", ".Vba")) for each in told):
            raise Refused("a workbook with macros")
        return {each.name: not str(each.visible).endswith(".Visible") for each in told}

    def rows(self, name: str) -> list[list[Any]]:
        sheet = self._book.get_sheet_by_name(name)
        if (sheet.total_height + 1) * (sheet.total_width + 1) > MOST_CELLS:
            raise Refused(f"a sheet of more than {MOST_CELLS:,} cells")
        return sheet.to_python(skip_empty_area=False)


class _Xlrd:
    """Reads .xls. It is slower than calamine, which ends the whole process at a damaged one."""

    def __init__(self, content: bytes) -> None:
        import xlrd

        self._book = xlrd.open_workbook(
            file_contents=content, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )

    def hidden(self) -> dict[str, bool]:
        # The book knows before a sheet is read, though its stubs do not say so.
        states: list[int] = getattr(self._book, "_sheet_visibility", [])
        return {
            name: at < len(states) and states[at] != 0
            for at, name in enumerate(self._book.sheet_names())
        }

    def rows(self, name: str) -> list[list[Any]]:
        sheet = self._book.sheet_by_name(name)
        if sheet.nrows * sheet.ncols > MOST_CELLS:
            raise Refused(f"a sheet of more than {MOST_CELLS:,} cells")
        rows = [
            [self._cell(kind, value) for kind, value in zip(*both, strict=True)]
            for both in ((sheet.row_types(at), sheet.row_values(at)) for at in range(sheet.nrows))
        ]
        self._book.unload_sheet(name)
        return [row + [""] * (sheet.ncols - len(row)) for row in rows]

    def _cell(self, kind: int, value: Any) -> Any:
        import xlrd

        if kind == xlrd.XL_CELL_DATE:
            moment = xlrd.xldate_as_datetime(value, self._book.datemode)
            return moment.date() if moment.time() == time() else moment
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        return "" if kind in (xlrd.XL_CELL_ERROR, xlrd.XL_CELL_EMPTY) else value


class Workbook:
    """A workbook that has been checked; its sheets are read one at a time."""

    def __init__(self, path: Path, reader: _Reader) -> None:
        self._path, self._reader = path, reader
        self._hidden = _tried(path, reader.hidden)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sheets, hidden ones too, in their order."""
        return tuple(self._hidden)

    def is_hidden(self, name: str) -> bool:
        """Whether the sheet is not shown by whoever opens the workbook."""
        return self._hidden[name]

    def sheet(self, name: str) -> Sheet:
        """Read one sheet; KeyError where there is none of the name.

        Raises
        ------
        WorkspaceError
            Where the sheet is damaged, has too many cells, or a cell that is too long.
        """
        hidden = self._hidden[name]
        rows = _tried(self._path, lambda: self._reader.rows(name))
        return Sheet(name, [self._cells(row, at) for at, row in enumerate(rows, 1)], hidden)

    def _cells(self, row: list[Any], at: int) -> list[Cell]:
        cells = [cell if type(cell) is float else _cell(cell) for cell in row]
        longest = max((len(cell) for cell in cells if type(cell) is str), default=0)
        if longest > LONGEST_CELL:
            raise _refused(self._path, f"a cell of {longest:,} characters", at)
        return cells


def open_workbook(path: Path) -> Workbook:
    """Open a workbook, whatever its name ends in.

    Raises
    ------
    WorkspaceError
        In one line, where the file is empty, no workbook, cut short, has a password or macros,
        or would unpack to more than the limits of ``archive``.
    """
    size = path.stat().st_size
    with open(path, "rb") as file:
        start = file.read(8)
    if not start:
        expected = "a workbook with rows of figures"
        problem = Problem(IssueCode.EMPTY_FILE, "", "nothing", expected)
        raise WorkspaceError([DataIssue(problem, file=path.name)])
    if size > MOST_BYTES:
        raise _refused(path, f"a workbook of more than {MOST_BYTES >> 20} MiB")
    try:
        if start.startswith(_ZIP):
            check_archive(path)
        elif start == _OLD:
            _check_old(path, size)
        else:
            raise Refused("a file that is no workbook")
    except Refused as refused:
        raise _refused(path, str(refused)) from None
    content = path.read_bytes()
    kind = _Xlrd if start == _OLD else _Calamine
    reader: _Reader = _tried(path, lambda: kind(content))
    return Workbook(path, reader)


def is_workbook(path: Path) -> bool:
    """Whether a file begins as a workbook does; what comes after may still be refused."""
    with open(path, "rb") as file:
        start = file.read(8)
    return start.startswith(_ZIP) or start == _OLD


def letter(column: int) -> str:
    """Give the letter of a column, counted from 0, as a sheet heads it.

    Examples
    --------
    >>> letter(0), letter(25), letter(26), letter(496)
    ('A', 'Z', 'AA', 'SC')
    """
    letters = ""
    column += 1
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def text_of(cell: Cell) -> str:
    """Give a cell as text: a number as briefly as it can be written, a text without spaces around.

    Examples
    --------
    >>> text_of(190.0), text_of(2047.5), text_of("  Dorset ")
    ('190', '2047.5', 'Dorset')
    """
    if isinstance(cell, str):
        return " ".join(cell.split())
    return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)


def _cell(cell: object) -> Cell:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int):
        return float(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) or cell is not None else ""


def _check_old(path: Path, size: int) -> None:
    """Check a workbook of the old kind by the names of its streams, which are UTF-16."""
    if size > MOST_OLD_BYTES:
        raise Refused(f"an .xls of more than {MOST_OLD_BYTES >> 20} MiB")
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused("a workbook with a password")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise Refused("a workbook with macros")


def _tried(path: Path, read: Callable[[], _Result]) -> _Result:
    try:
        return read()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except Refused as refused:
        raise _refused(path, str(refused)) from None
    except BaseException as error:
        # A damaged workbook surfaces as whatever its first broken part provokes; a panic of the
        # reader's own is no Exception. None would tell a reader of the message more than this.
        told = f"{type(error).__name__} {error}".lower()
        if "password" in told or "encrypted" in told:
            raise _refused(path, "a workbook with a password") from None
        raise _refused(path, "a workbook that is cut short or damaged") from None


_ADVICE = {
    "macros": "Save a copy without macros, as .xlsx.",
    "password": "Take the password off, and save the file again.",
    "cut short": "Fetch the file again from the publisher.",
}


def _refused(path: Path, received: str, row: int | None = None) -> WorkspaceError:
    advice = next((said for word, said in _ADVICE.items() if word in received), "")
    problem = Problem(IssueCode.UNREADABLE_FILE, "", received, _EXPECTED, advice)
    return WorkspaceError([DataIssue(problem, file=path.name, row=row)])
