"""The formats in which a document can be had, and the renderer of each."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from purbeck.publish.document import Document

Renderer = Callable[[Document], bytes]


class Format(Enum):
    """A format by the ending of its files."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"


def renderer_of(wanted: Format) -> Renderer:
    """Give the renderer of a format.

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

        return render_docx
    from purbeck.publish.render.excel import render_xlsx

    return render_xlsx
