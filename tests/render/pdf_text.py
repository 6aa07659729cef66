"""The words of a PDF, read back through the fonts' own tables of what each glyph stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.S)
_HEX = re.compile(rb"<([0-9a-fA-F]*)>")


def words_of(pdf: pikepdf.Pdf) -> str:
    """Give every character shown, page after page, without the white space."""
    return "".join(words_on(page) for page in pdf.pages)


def words_on(page: pikepdf.Page) -> str:
    """Give every character shown by one page, without the white space."""
    return "".join("".join(_pieces(page)).split())


def _pieces(page: pikepdf.Page) -> Iterator[str]:
    tables = {name: _table(font) for name, font in page.resources.get("/Font", {}).items()}
    table: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        if str(operator) == "Tf":
            table = tables[str(operands[0])]
        elif str(operator) == "Tj":
            yield _decoded(bytes(operands[0]), table)
        elif str(operator) == "TJ":
            strings = (part for part in operands[0] if isinstance(part, pikepdf.String))
            yield "".join(_decoded(bytes(part), table) for part in strings)


def _decoded(codes: bytes, table: dict[int, str]) -> str:
    pairs = zip(codes[::2], codes[1::2], strict=True)
    return "".join(table.get(high << 8 | low, "\ufffd") for high, low in pairs)


def _table(font: pikepdf.Object) -> dict[int, str]:
    table: dict[int, str] = {}
    for kind, body in _BLOCK.findall(font.ToUnicode.read_bytes()):
        codes = [bytes.fromhex(found.decode()) for found in _HEX.findall(body)]
        if kind == b"bfchar":
            for glyph, text in zip(codes[::2], codes[1::2], strict=True):
                table[int.from_bytes(glyph)] = text.decode("utf-16-be")
        else:
            for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
                start = ord(text.decode("utf-16-be"))
                for step in range(int.from_bytes(last) - int.from_bytes(first) + 1):
                    table[int.from_bytes(first) + step] = chr(start + step)
    return table
