"""Reading a file of text whatever some program made of it: encodings, marks, missing files."""

from __future__ import annotations

import codecs
from pathlib import Path

from purbeck.ingest.file_issues import FileIssues
from purbeck.model.issue import IssueCode

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# What other programs write under a name that promises text: the first bytes, and what they are.
_OTHER_FORMATS = {
    b"PK\x03\x04": "a zip file or an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"%PDF": "a PDF",
}


def read_text(path: Path, issues: FileIssues) -> str | None:
    """Read the text of a file, with what is odd about it put down as issues.

    A byte order mark is skipped and Windows-1252 is read, each with a warning. An empty file,
    one that is not text, a folder and a file that may not be read give an error, and None.
    Line ends are kept as they are.
    """
    content = read_content(path, issues)
    if content is None or not _is_text(content, issues):
        return None
    if content.startswith(codecs.BOM_UTF8):
        content = content.removeprefix(codecs.BOM_UTF8)
        issues.warn(IssueCode.BYTE_ORDER_MARK, "", "a byte order mark", "plain UTF-8", row=1)
    text = _decoded(content, issues)
    if not text.strip():
        advice = "" if path.suffix.lower() == ".csv" else "Write the file, or delete it."
        issues.error(IssueCode.EMPTY_FILE, "", "an empty file", "content", advice=advice)
        return None
    return text


def is_present(path: Path) -> bool:
    """Whether something stands at a path, be it readable or not."""
    try:
        return path.exists()
    except OSError:
        return True


def read_content(path: Path, issues: FileIssues) -> bytes | None:
    """Read the bytes of a file; an error and None where that cannot be done."""
    try:
        if not path.exists():
            advice = "Create the file, or give the folder that has it."
            issues.error(IssueCode.MISSING_FILE, "", "no file", "the file", advice=advice)
            return None
        if not path.is_file():
            advice = "Move it away, or put the file in its place."
            kind = "a folder" if path.is_dir() else "something other than a file"
            issues.error(IssueCode.UNREADABLE_FILE, "", kind, "a file", advice=advice)
            return None
        return path.read_bytes()
    except OSError as error:
        received = "a file that the system will not open"
        reason = f"The system says: {error.strerror or error}. Check who may read the file."
        issues.error(IssueCode.UNREADABLE_FILE, "", received, "a readable file", advice=reason)
        return None


def _is_text(content: bytes, issues: FileIssues) -> bool:
    if content.startswith(_UTF16_MARKS) or _looks_like_utf16(content):
        advice = "Save the file again as 'CSV UTF-8' or, in an editor, with encoding UTF-8."
        _not_text("text in UTF-16, also called 'Unicode text'", issues, advice=advice)
        return False
    for mark, named in _OTHER_FORMATS.items():
        if content.startswith(mark):
            _not_text(named, issues)
            return False
    if b"\0" in content:
        row = content.count(b"\n", 0, content.index(b"\0")) + 1
        _not_text("a NUL byte", issues, row=row)
        return False
    return True


def _not_text(
    received: str, issues: FileIssues, *, row: int | None = None, advice: str = ""
) -> None:
    expected = "plain text in UTF-8"
    issues.error(IssueCode.UNREADABLE_FILE, "", received, expected, row=row, advice=advice)


def _looks_like_utf16(content: bytes) -> bool:
    """Whether every other byte of the beginning is NUL, as in UTF-16 without its mark."""
    start = content[:64]
    pairs = len(start) // 2
    return pairs > 0 and pairs in (start[0::2].count(0), start[1::2].count(0))


def _decoded(content: bytes, issues: FileIssues) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        received = f"the byte 0x{content[error.start]:02X}"
        issues.warn(IssueCode.NOT_UTF8, "", received, "text in UTF-8", row=row)
    # Windows leaves five bytes without a meaning; those are shown as the replacement character,
    # and the check of characters names the place.
    return content.decode("cp1252", errors="replace")
