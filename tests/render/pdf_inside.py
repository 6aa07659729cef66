"""What the tests of the PDF share: samples, small reports, and ways to look inside a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pikepdf

from purbeck.publish.document import (
    Block,
    Cover,
    Document,
    Section,
)
from purbeck.publish.render.pdf import render_pdf
from purbeck.publish.render.typst_payload import PayloadWriter
from tests.render.pdf_text import words_of
from tests.sample_document import sample_document

SHAPES = [(False, 3), (True, 3), (False, 0), (False, 1), (False, 12)]
"""Whether the titles are long, and how many measures an indicator has."""

NOT_PRINTED = {"anchor", "kind", "link", "mark", "language", "region", "style", "running"}


@cache
def sample_pdf(long_titles: bool = False, measures: int = 3) -> bytes:
    return render_pdf(sample_document(long_titles, measures))


def opened(file: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(file))


def report(*blocks: Block, **changes: object) -> Document:
    """Give a report of one section with these blocks."""
    cover = Cover("Council", "", "Outcome", "", "2018", (), ())
    document = Document(
        title="Report",
        language="en-GB",
        issued=date(2018, 9, 28),
        author="Council",
        description="",
        cover=cover,
        sections=(Section("one", "Section one", blocks),),
    )
    return replace(document, **changes)  # type: ignore[arg-type]


def structure(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """Give the elements of the tag tree of one kind, in reading order."""

    def walk(node: object) -> Iterator[pikepdf.Object]:
        if not isinstance(node, pikepdf.Dictionary):
            return
        if node.get("/S") == kind:
            yield node
        kids = node.get("/K")
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            yield from walk(kid)

    return list(walk(pdf.Root.StructTreeRoot))


def printed(payload: object) -> Iterator[str]:
    """Give every text of a payload that a reader must find on the pages."""
    if isinstance(payload, dict):
        for name, value in payload.items():
            if name not in NOT_PRINTED | {"svg", "alt"}:
                yield from printed(value)
    elif isinstance(payload, list):
        for value in payload:
            yield from printed(value)
    elif isinstance(payload, str):
        yield "".join(payload.split())


def missing_texts(document: Document) -> list[str]:
    """Give the texts of a document that its pages do not show."""
    payload = PayloadWriter().write(document)
    for unprinted in ("title", "author", "description"):
        del payload[unprinted]
    words = words_of(opened(render_pdf(document)))
    return [text for text in printed(payload) if text not in words]
