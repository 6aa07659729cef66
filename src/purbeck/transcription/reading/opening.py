"""Opening a file: what it is, whether it is safe to read, and the reader that it goes to."""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import replace
from pathlib import Path

from purbeck.model.errors import UsageError
from purbeck.transcription.errors import UnreadableReportError
from purbeck.transcription.page import Block, Cell, Grid, Page, Publication
from purbeck.transcription.reading.plain import plain_pages
from purbeck.transcription.reading.vocabulary import Vocabulary

MOST_BYTES = 200_000_000
MOST_TEXT_BYTES = 8_000_000
# What the parts of a Word file may come to when they are unpacked, and how much smaller than
# that the file may be: a report of text packs to a tenth, a bomb to a thousandth.
MOST_UNPACKED = 300_000_000
MOST_RATIO = 200
MOST_PARTS = 10_000
_SUFFIXES = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".txt": "txt",
    ".text": "txt",
    ".md": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}


def read_publication(path: Path, vocabulary: Vocabulary) -> Publication:
    """Read a report in any format that is known.

    Raises
    ------
    UsageError
        Where the file is missing, or of a format that is not known.
    UnreadableReportError
        In one line, where the file is empty, too large, damaged, locked, or not what its name
        says.
    """
    kind = _SUFFIXES.get(path.suffix.lower())
    if kind is None:
        known = "PDF, Word (.docx), text and HTML"
        raise UsageError(f"'{path.name}' is of no known format. Those that are read: {known}.")
    content = _content(path, MOST_BYTES if kind in {"pdf", "docx"} else MOST_TEXT_BYTES)
    pages = _pages(kind, path, content, vocabulary)
    digest = hashlib.sha256(content).hexdigest()
    paged = kind == "pdf" or len(pages) > 1
    pages = pages if paged else tuple(_unpaged(page) for page in pages)
    return Publication(name=path.name, format=kind, pages=pages, paged=paged, digest=digest)


def _content(path: Path, most: int) -> bytes:
    try:
        if not path.is_file():
            raise UsageError(f"There is no file '{path}'.")
        size = path.stat().st_size
        if size > most:
            raise UnreadableReportError(
                f"'{path.name}' is larger than {most // 1_000_000} MB: cut it up."
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableReportError(
            f"'{path}' cannot be read: {error.strerror or error}."
        ) from error
    if not content.strip():
        raise UnreadableReportError(f"'{path.name}' is empty.")
    return content


def _pages(kind: str, path: Path, content: bytes, vocabulary: Vocabulary) -> tuple[Page, ...]:
    if kind == "pdf":
        if b"%PDF-" not in content[:1024]:
            raise UnreadableReportError(f"'{path.name}' is no PDF, whatever its name says.")
        from purbeck.transcription.reading.pdf import pdf_pages

        return pdf_pages(path, vocabulary)
    if kind == "docx":
        _check_package(path, content)
        from purbeck.transcription.reading.word import word_pages

        return word_pages(path, vocabulary)
    if kind == "html":
        from purbeck.transcription.reading.web import web_pages

        return web_pages(content, path, vocabulary)
    if re.match(rb"\s*(?:<!doctype html|<html)", content[:200], re.IGNORECASE):
        from purbeck.transcription.reading.web import web_pages

        return web_pages(content, path, vocabulary)
    return plain_pages(content, path, vocabulary)


def _unpaged(page: Page) -> Page:
    """Take the number off the only page of a file that has no pages."""

    def placed(cell: Cell) -> Cell:
        return replace(cell, place=replace(cell.place, page=0))

    blocks: list[Block] = []
    for block in page.blocks:
        place = replace(block.place, page=0)
        if isinstance(block, Grid):
            rows = tuple(tuple(map(placed, row)) for row in block.rows)
            blocks.append(replace(block, rows=rows, place=place))
        else:
            blocks.append(replace(block, place=place))
    return Page(0, tuple(blocks), page.pictures)


def _check_package(path: Path, content: bytes) -> None:
    """Refuse what is no package, is locked, has macros, or would unpack to a flood."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        reason = "it is locked with a password, or of Word before 2007; save it as .docx"
        raise UnreadableReportError(f"'{path.name}' cannot be read as Word: {reason}.")
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        reason = "it is damaged, or no Word document"
        raise UnreadableReportError(f"'{path.name}' cannot be read as Word: {reason}.") from error
    unpacked = sum(part.file_size for part in parts)
    too_dense = any(
        p.file_size > 5_000_000 and p.file_size > MOST_RATIO * max(p.compress_size, 1)
        for p in parts
    )
    if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS or too_dense:
        raise UnreadableReportError(
            f"'{path.name}' would unpack to far more than a report holds: refused."
        )
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise UnreadableReportError(
            f"'{path.name}' has macros in it: save it as .docx without them."
        )
