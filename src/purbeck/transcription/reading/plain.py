"""Plain text: the text layer of a report, with tabs where columns were."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from purbeck.transcription.errors import UnreadableReportError
from purbeck.transcription.page import Block, Cell, Grid, Line, Page, Place
from purbeck.transcription.reading.laid_out import is_laid_out, laid_out
from purbeck.transcription.reading.stacked import stacked_table
from purbeck.transcription.reading.vocabulary import TOPICS, VALUES, Vocabulary, marks_in

_BULLET = re.compile(r"^\s*(?:[•●▪◦‣·∙٠*]|[-–o]\s)\s*")
_TAGS = re.compile(r"</?(?:u|b|i|em|strong|sup|sub|br)\s*/?>", re.IGNORECASE)
# How many lines that are no rows may stand between two rows of one table.
_MOST_BETWEEN = 3
Divide = Callable[[str], list[str]]
# Control characters that no text file has; a file with many of them is not text.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def plain_pages(content: bytes, path: Path, vocabulary: Vocabulary) -> tuple[Page, ...]:
    """Read text into pages; a form feed opens a new one.

    UTF-8 is read, with or without a byte order mark, UTF-16 with one, and else Windows-1252.
    """
    text = text_of(content, path)
    return tuple(
        Page(number, _blocks(sheet, number, vocabulary))
        for number, sheet in enumerate(text.split("\f"), start=1)
    )


def text_of(content: bytes, path: Path) -> str:
    """Decode text, or say in one line that it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    odd = len(_CONTROLS.findall(text)) + text.count("\ufffd")
    if odd * 50 > len(text):
        raise UnreadableReportError(f"'{path.name}' is not text: it holds binary data.")
    return text


def _blocks(sheet: str, number: int, vocabulary: Vocabulary) -> tuple[Block, ...]:
    lines = sheet.splitlines()
    if is_laid_out(lines):
        return laid_out(lines, number, vocabulary)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        grid, end = _grid(lines, at, number, vocabulary)
        if grid is None:
            grid, end = stacked_table(lines, at, number, vocabulary)
        if grid is not None:
            blocks.append(grid)
            at = end
            continue
        if lines[at].strip():
            blocks.append(_line(lines[at], number, at + 1, vocabulary))
        at += 1
    return tuple(blocks)


def _line(raw: str, page: int, number: int, vocabulary: Vocabulary) -> Line:
    text = _TAGS.sub("", raw).rstrip()
    bullet = _BULLET.match(text)
    if bullet:
        text = text[bullet.end() :]
    parts = tuple(part.strip() for part in text.split("\t"))
    heading = re.match(r"^(#{1,4}) +", text)
    return Line(
        text=text[heading.end() :].strip() if heading else text.strip(),
        place=Place(page, line=number),
        level=len(heading[1]) if heading else 0,
        bullet=bool(bullet),
        marks=marks_in(text, vocabulary),
        parts=parts if len(parts) > 1 else (),
    )


def _grid(lines: list[str], at: int, page: int, vocabulary: Vocabulary) -> tuple[Grid | None, int]:
    """Read a table that starts here: a row of known headings, and rows divided as it is."""
    divide = _divider(lines[at])
    if divide is None:
        return None, at
    heading = divide(lines[at])
    if not _is_heading(heading, vocabulary):
        return None, at
    rows, end = _rows_below(lines, at + 1, len(heading), divide, vocabulary)
    if not rows:
        return None, at
    made = [
        tuple(
            Cell(
                text,
                Place(page, line=number + 1, row=row, column=column),
                marks_in(text, vocabulary),
            )
            for column, text in enumerate(cells, start=1)
        )
        for row, (number, cells) in enumerate([(at, heading), *rows], start=1)
    ]
    return Grid(tuple(made), Place(page, line=at + 1)), end


def _is_heading(heading: list[str], vocabulary: Vocabulary) -> bool:
    """Whether most cells of a row are known headings, two of them as a whole."""
    roles = [vocabulary.column_role(cell) for cell in heading]
    known = {role for role in roles if role}
    filled = [cell for cell in heading if cell]
    exact = [
        cell
        for cell in filled
        if vocabulary.label_role(cell) or vocabulary.column_role(cell) == "series"
    ]
    sure = len(exact) >= 2 and (len(filled) > 2 or len(exact) == len(filled))
    if not sure or len(known) * 2 <= len(filled):
        return False
    if "risk" in known and not heading[0]:  # its cells are not those of the rows below
        return False
    return bool(known & TOPICS and known & VALUES)


def _rows_below(
    lines: list[str], at: int, width: int, divide: Divide, vocabulary: Vocabulary
) -> tuple[list[tuple[int, list[str]]], int]:
    """Give the rows of a table, each with its line; a row with other columns is left out.

    Cells that are missing at the end of a row are blank. Up to three lines that are no rows may
    stand between rows, where a cell runs over several lines.
    """
    rows: list[tuple[int, list[str]]] = []
    end, odd, last = at, 0, at
    while end < len(lines) and odd <= _MOST_BETWEEN:
        cells = [] if _is_ruler(lines[end]) else divide(lines[end])
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if rows and _is_heading(cells, vocabulary):
            break
        if 2 <= len(cells) <= width:
            rows.append((end, cells + [""] * (width - len(cells))))
            odd, last = 0, end + 1
        elif not _is_ruler(lines[end]):
            odd += 1
        end += 1
    return rows, last


def _is_ruler(line: str) -> bool:
    return bool(line.strip()) and set(line.strip()) <= set("|-: +=\t")


def _divider(line: str) -> Divide | None:
    """Choose how a line is divided into cells: at tabs, or at bars; None where by neither."""
    if line.count("\t") >= 1:
        return lambda text: [_bare(part) for part in text.rstrip().split("\t")]
    if line.count("|") >= 2:
        return lambda text: [_bare(part) for part in text.strip().strip("|").split("|")]
    return None


def _bare(text: str) -> str:
    """Take the marks of bold and of line breaks off the text of a cell."""
    return " ".join(_TAGS.sub(" ", text).replace("**", "").split())
