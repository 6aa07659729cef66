"""The report as PDF, for print and for the archive: PDF/UA-1 and PDF/A-2a in one file.

Typst sets the pages (``report.typ``, ``blocks.typ``). It refuses a heading level left out, an
image without alt text and a character without a shape, so a report that it has written has
none of these. The same document gives the same bytes, in this process or in another.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from purbeck.model.errors import RenderError
from purbeck.publish.document import Document
from purbeck.publish.render.typst_payload import Payload, PayloadWriter, shortened, texts

if TYPE_CHECKING:
    import typst

STANDARDS: Final[list[Literal["ua-1", "a-2a"]]] = ["ua-1", "a-2a"]
"""Accessible (ISO 14289-1) and archival (ISO 19005-2, level A) at once."""

BARE = 0.2
"""The part of the last page of a section below which it counts as nearly bare."""

CLOSE = 0.72
"""The part of its white space that a section keeps when it is closed up."""

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "report.typ"
_FONTS = _HERE.parent / "fonts"
_NO_SHAPE = re.compile(r'the text `"(.+?)"` could not be displayed')


def render_pdf(document: Document) -> bytes:
    """Write a document as PDF.

    Parameters
    ----------
    document
        A report. Its ``issued`` date, at midnight UTC, is the date inside the file.

    Returns
    -------
    bytes
        The file. Equal documents give equal bytes.

    Raises
    ------
    RenderError
        If a text has a character that the font cannot print, if an anchor is given twice or a
        link leads nowhere, or if Typst refuses the pages for another reason.
    """
    from purbeck.publish.charts.drawing import draw_all, draw_svg

    writer = PayloadWriter()
    payload = writer.write(document)
    draw_all([chart for chart, _ in writer.pictures])
    for chart, figure in writer.pictures:
        figure["svg"] = draw_svg(chart)
    return typeset(payload, document.issued)


def typeset(payload: Payload, issued: date) -> bytes:
    """Set the pages of a payload whose charts are drawn.

    Raises
    ------
    RenderError
        If Typst refuses the pages.
    """
    midnight = datetime.combine(issued, time(), UTC)
    try:
        pages = _close_up(payload).compile(
            format="pdf", pdf_standards=[*STANDARDS], timestamp=int(midnight.timestamp())
        )
    except RuntimeError as error:  # of which typst.TypstError is one; a query raises it bare
        raise RenderError(_refusal(error, payload)) from error
    finally:
        _age_memory()
    if not isinstance(pages, bytes):
        raise RenderError("Typst gave no single file back for the PDF.")
    return pages


def _age_memory() -> None:
    """Let Typst forget sooner: it keeps what the last ten compilations have used.

    A report is set twice or more, and only the next two or three are worth remembering it for.
    Over 60 reports of 20 pages this holds a process at 300 MB, not 810, in the same time.
    """
    import typst

    for _ in range(3):
        typst.Compiler(b"", font_paths=_fonts(), ignore_system_fonts=True).compile(format="svg")


def _close_up(payload: Payload) -> typst.Compiler:
    """Set with less white space each section that would end on a nearly bare page.

    A section for which that saves no page keeps its white space.
    """
    compiler = _compiler(payload)
    sections, lengths = payload["sections"], _lengths(compiler)
    bare = [n for n, (pages, depth) in enumerate(lengths) if pages > 1 and depth < BARE]
    if not bare:
        return compiler
    for n in bare:
        sections[n]["space"] = CLOSE
    closer = _lengths(_compiler(payload))
    for n in bare:
        if closer[n][0] >= lengths[n][0]:
            sections[n]["space"] = 1.0
    return _compiler(payload)


def _lengths(compiler: typst.Compiler) -> list[tuple[int, float]]:
    """Give the pages that each section takes, and how far down the last one it reaches."""
    starts = json.loads(compiler.query("<section-start>", field="value"))
    ends = json.loads(compiler.query("<section-end>", field="value"))
    return [
        (end["page"] - start["page"] + 1, end["depth"])
        for start, end in zip(starts, ends, strict=True)
    ]


def _compiler(payload: Payload) -> typst.Compiler:
    """Make a compiler for one payload.

    It costs 0.2 ms, so that none is shared; what Typst remembers from one report to the next
    (fonts, layouts) it keeps for the whole process by itself.
    """
    import typst

    return typst.Compiler(
        str(_TEMPLATE),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(payload, ensure_ascii=False)},
    )


@cache
def _fonts() -> typst.Fonts:
    """Read the package's own fonts, and neither the system's nor Typst's."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)]
    )


def _refusal(error: RuntimeError, payload: Payload) -> str:
    """Say what Typst refused: characters without a shape with the texts that hold them."""
    without_shape = dict.fromkeys(_NO_SHAPE.findall(getattr(error, "diagnostic", "")))
    if not without_shape:
        return f"The PDF could not be written: {error}"
    lines = [
        f'The PDF cannot print {_named(character)}, which stands in "{shortened(text)}"'
        + (f', under "{shortened(place)}".' if place and place != text else ".")
        for character in without_shape
        for place, text in texts(payload)
        if character in text
    ]
    return "\n".join([*lines, "Take it out or write it in letters."])


def _named(cluster: str) -> str:
    """Name each character of a cluster, by its code where it has no name.

    Examples
    --------
    >>> _named("\N{GRINNING FACE}")
    '\U0001f600 (GRINNING FACE)'
    """
    names = (unicodedata.name(character, f"U+{ord(character):04X}") for character in cluster)
    return f"{cluster} ({', '.join(names)})"
