"""A council's Word template as it comes from outside: bounded, and held to be harmless."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

import docx

from purbeck.model.errors import UsageError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MOST_BYTES = 20_000_000
MOST_UNPACKED = 100_000_000
MOST_PARTS = 2_000
"""Our own choice: many times what a template with pictures of a crest has; more is refused."""

_MAIN = "wordprocessingml.document.main+xml"
_TEMPLATE = "wordprocessingml.template.main+xml"
_MACROS = re.compile(rb"macroEnabled|vbaProject|ms-office\.activeX", re.IGNORECASE)
_RUNS = re.compile(r"vbaproject|vbadata|/activex/|/embeddings/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A template that has been held to be harmless: its name, and its bytes as a document."""

    name: str
    content: bytes


def read_template(path: Path) -> WordTemplate:
    """Read a council's template, a .dotx or .docx file.

    Raises
    ------
    UsageError
        There is no such file, or it is no Word file, or is too large, or it holds macros or
        other programs, or what Word would fetch from elsewhere.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UsageError(
                f"'{path.name}' is {size / 1e6:.0f} MB; a template has {MOST_BYTES / 1e6:.0f} MB "
                "at most."
            )
        content = path.read_bytes()
        with ZipFile(BytesIO(content)) as archive:
            _refuse_large(path.name, archive)
            _refuse_programs(path.name, archive)
            template = WordTemplate(path.name, _as_document(archive))
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UsageError(f"'{path.name}' is no Word template that can be read.") from error
    except OSError as error:
        raise UsageError(f"'{path.name}' cannot be read: {error.strerror or error}.") from error
    _refuse_elsewhere(template)
    return template


def _refuse_large(name: str, archive: ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise UsageError(
            f"'{name}' has {len(parts):,} parts of {unpacked / 1e6:,.0f} MB together, unpacked; a "
            f"template has {MOST_PARTS:,} of {MOST_UNPACKED / 1e6:.0f} MB at most."
        )


def _refuse_programs(name: str, archive: ZipFile) -> None:
    types = archive.read("[Content_Types].xml")
    if _MACROS.search(types) or any(_RUNS.search(f"/{part}") for part in archive.namelist()):
        raise UsageError(
            f"'{name}' holds macros or embedded programs, which a report must not: save it "
            "without them, as .dotx."
        )


def _as_document(archive: ZipFile) -> bytes:
    """Give a template as the document that Word would make from it."""
    out = BytesIO()
    with ZipFile(out, "w") as written:
        for part in archive.namelist():
            content = archive.read(part)
            if part == "[Content_Types].xml":
                content = content.replace(_TEMPLATE.encode(), _MAIN.encode())
            written.writestr(part, content)
    return out.getvalue()


def opened_template(template: WordTemplate) -> WordDocument:
    """Open a template; UsageError where python-docx cannot."""
    try:
        word = docx.Document(BytesIO(template.content))
        if word.styles.element is None or not word.sections:
            raise ValueError("no styles or no page")
        return word
    except Exception as error:  # lxml, zipfile and python-docx raise of many kinds
        raise UsageError(f"'{template.name}' is no Word template that can be read.") from error


def _refuse_elsewhere(template: WordTemplate) -> None:
    """Refuse what Word would fetch when the report is opened; a link to follow is harmless."""
    for part in opened_template(template).part.package.iter_parts():
        for rel in part.rels.values():
            kind = rel.reltype.rsplit("/", 1)[-1]
            if rel.is_external and kind not in ("hyperlink", "attachedTemplate"):
                raise UsageError(
                    f"'{template.name}' has a link to {_article(kind)} {kind} that lies elsewhere "
                    f"({rel.target_ref[:60]}): put it into the template."
                )


def _article(noun: str) -> str:
    return "an" if noun[:1].lower() in "aeiou" else "a"
