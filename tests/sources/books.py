"""Workbooks drawn in tests: of each kind, and with what should not be in one."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import xlwt  # type: ignore[import-untyped]

Rows = Sequence[Sequence[str | float | None]]


def write_xlsx(path: Path, sheets: Mapping[str, Rows], hidden: Sequence[str] = ()) -> Path:
    """Write a workbook of kind .xlsx."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def write_xls(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write a workbook of the old kind .xls."""
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(at, column, cell)
    book.save(str(path))
    return path


def write_ods(path: Path, sheets: Mapping[str, Rows], more: str = "") -> Path:
    """Write an OpenDocument spreadsheet; ``more`` is put at the end of its last sheet."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_row, rows))}{more}</table:table>'
        for name, rows in sheets.items()
    )
    return write_parts(path, {"content.xml": _CONTENT.format(tables)})


def write_parts(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Write an archive of an OpenDocument spreadsheet with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def add_part(path: Path, name: str, content: str | bytes) -> Path:
    """Add a part to a workbook that is an archive."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def _row(row: Sequence[str | float | None]) -> str:
    return f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"


def _cell(cell: str | float | None) -> str:
    if cell is None:
        return "<table:table-cell/>"
    kind = (
        'office:value-type="string"'
        if isinstance(cell, str)
        else f'office:value-type="float" office:value="{cell}"'
    )
    return f"<table:table-cell {kind}><text:p>{escape(str(cell))}</text:p></table:table-cell>"


_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_CONTENT = (
    f'<?xml version="1.0"?><office:document-content xmlns:office="{_NAMES}:office:1.0" '
    f'xmlns:table="{_NAMES}:table:1.0" xmlns:text="{_NAMES}:text:1.0"><office:body>'
    "<office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)
_MANIFEST = (
    f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
