"""The documents of an edition as its page lists them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models.functions import Length

from purbeck.model.framework import Framework
from purbeck.publish.build import file_stem
from purbeck.publish.formats import REPORT_FORMATS, Format
from purbeck_web.workflow.archive import DOCUMENTS
from purbeck_web.workflow.models import Edition

WORDS = {
    Format.HTML: "Web page",
    Format.PDF: "PDF",
    Format.DOCX: "Word",
    Format.XLSX: "Excel",
}
_ORDER = (Format.HTML, Format.PDF, Format.DOCX, Format.XLSX)
assert set(_ORDER) == set(REPORT_FORMATS)


@dataclass(frozen=True, slots=True)
class Offered:
    """One document: its path in the edition, its format in words, and how large it is."""

    path: str
    words: str
    size: str


def documents_of(edition: Edition, framework: Framework) -> list[tuple[str, list[Offered]]]:
    """Give the documents that are made so far, by the name of the outcome that they report on."""
    kept = edition.files.filter(confidential=False, path__startswith=DOCUMENTS)
    sizes = dict(kept.annotate(size=Length("content")).values_list("path", "size"))
    found = []
    for outcome in framework.outcomes:
        stem = file_stem(outcome.id)
        paths = [(f"{DOCUMENTS}{stem}.{each.value}", each) for each in _ORDER]
        offered = [Offered(p, WORDS[f], size_words(sizes[p])) for p, f in paths if p in sizes]
        found.append((outcome.name, offered))
    return found


def size_words(size: int) -> str:
    """Say how large a file is, in the unit in which it is a number that one can picture.

    Examples
    --------
    >>> size_words(900)
    '1 kB'
    >>> size_words(1_234_000)
    '1.2 MB'
    """
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"
