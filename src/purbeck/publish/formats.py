"""The formats in which a document can be had, and the renderer of each."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from purbeck.publish.document import Document

if TYPE_CHECKING:
    from purbeck.publish.render.word_guard import WordTemplate

Renderer = Callable[[Document], bytes]


class Format(Enum):
    """A format by the ending of its files."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    TXT = "txt"


REPORT_FORMATS = (Format.PDF, Format.HTML, Format.DOCX, Format.XLSX)
"""The formats of the whole report, of which an edition consists; the others are a short form
of it, for a meeting and for an e-mail, and are made where they are asked for."""


def renderer_of(wanted: Format, template: WordTemplate | None = None) -> Renderer:
    """Give the renderer of a format; that of Word writes into the template, where one is given.

    Each brings a library that takes time to load, so that only those asked for are loaded.
    """
    if wanted is Format.PDF:
        from purbeck.publish.render.pdf import render_pdf

        return render_pdf
    if wanted is Format.HTML:
        from purbeck.publish.render.web_page import render_html

        return render_html
    if wanted is Format.DOCX:
        from purbeck.publish.render.word import render_docx

        return partial(render_docx, template=template)
    if wanted is Format.PPTX:
        from purbeck.publish.render.powerpoint import render_pptx

        return render_pptx
    if wanted is Format.TXT:
        from purbeck.publish.render.plain_text import render_txt

        return render_txt
    from purbeck.publish.render.excel import render_xlsx

    return render_xlsx
