"""The report as PDF, for print and for the archive: PDF/UA-1 and PDF/A-2a in one file.

Typst sets the pages (``report.typ``, ``blocks.typ``). It refuses a heading level left out, an
image without alt text and a character without a shape, so a report that it has written has
none of these. The same document gives the same bytes, in this process or in another.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Literal

from purbeck.model.errors import RenderError
from purbeck.publish.document import Document
from purbeck.publish.render.told import told
from purbeck.publish.render.typst_payload import Payload, PayloadWriter, shortened, texts

if TYPE_CHECKING:
    import typst

STANDARDS: Final[list[Literal["ua-1", "a-2a"]]] = ["ua-1", "a-2a"]
"""Accessible (ISO 14289-1) and archival (ISO 19005-2, level A) at once."""

BARE = 0.12
"""How much of its last page a run of sections fills when that counts as nearly bare: less."""

CLOSE = 0.72
"""The part of its white space that a section keeps when it is closed up."""

_HERE = Path(__file__).parent
_TEMPLATE = "report.typ"
_FONTS = _HERE.parent / "fonts"
_NO_SHAPE = re.compile(r'the (?:text|PDF contains the codepoint) `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


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

    document = told(document)
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
        with _workshop() as folder:
            pages = _close_up(payload, folder).compile(
                format="pdf", pdf_standards=[*STANDARDS], timestamp=int(midnight.timestamp())
            )
    except (RuntimeError, UnicodeError) as error:  # typst.TypstError is a RuntimeError
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


@contextmanager
def _workshop() -> Iterator[Path]:
    """Lay out the templates in a folder of their own, where the document can stand beside them."""
    with TemporaryDirectory(prefix="purbeck-") as name:
        folder = Path(name)
        for template in _HERE.glob("*.typ"):
            (folder / template.name).write_bytes(template.read_bytes())
        yield folder


def _close_up(payload: Payload, folder: Path) -> typst.Compiler:
    """Set with less white space each run of sections that would end on a nearly bare page.

    A run for which that saves no page keeps its white space.
    """
    lengths = _lengths(compiler := _compiler(payload, folder), payload)
    bare = {run for run, (pages, depth) in lengths.items() if pages > 1 and depth < BARE}
    if not bare:
        return compiler
    closed = _closed(payload, bare)
    closer = _lengths(compiler := _compiler(closed, folder), closed)
    saved = {run for run in bare if closer[run][0] < lengths[run][0]}
    return compiler if saved == bare else _compiler(_closed(payload, saved), folder)


def _runs(payload: Payload) -> Iterator[range]:
    """Give the sections that follow one another without a new page, by their positions."""
    sections = payload["sections"]
    firsts = [n for n, section in enumerate(sections) if n == 0 or section["new_page"]]
    for first, after in pairwise([*firsts, len(sections)]):
        yield range(first, after)


def _closed(payload: Payload, chosen: Iterable[range]) -> Payload:
    """Give the payload again, with these runs of its sections closed up."""
    close = {n for run in chosen for n in run}
    sections = [
        {**section, "space": CLOSE if n in close else 1.0}
        for n, section in enumerate(payload["sections"])
    ]
    return {**payload, "sections": sections}


def _lengths(compiler: typst.Compiler, payload: Payload) -> dict[range, tuple[int, float]]:
    """Give the pages that each run of sections takes, and how far down the last it reaches."""
    starts = json.loads(compiler.query("<section-start>", field="value"))
    ends = json.loads(compiler.query("<section-end>", field="value"))
    return {
        run: (ends[run[-1]]["page"] - starts[run[0]]["page"] + 1, ends[run[-1]]["depth"])
        for run in _runs(payload)
        if run
    }


def _compiler(payload: Payload, folder: Path) -> typst.Compiler:
    """Make a compiler for one payload, in a folder that has the templates.

    It costs 0.2 ms, so that none is shared; what Typst remembers from one report to the next
    (fonts, layouts) it keeps for the whole process by itself. That is why the document comes as
    a file: what comes as ``sys_inputs`` is part of Typst's library, and with another library it
    remembers no layout. Only the compiler made last may be used, as the next one's document
    takes the place of its own.
    """
    import typst

    (folder / "document.json").write_text(json.dumps(payload, ensure_ascii=False), "utf-8")
    return typst.Compiler(
        str(folder / _TEMPLATE),
        root=str(folder),
        font_paths=_fonts(),
        ignore_system_fonts=True,
    )


@cache
def _fonts() -> typst.Fonts:
    """Read the package's own fonts, and neither the system's nor Typst's."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)]
    )


def _refusal(error: Exception, payload: Payload) -> str:
    """Say what Typst refused: characters without a shape with the texts that hold them."""
    found = _NO_SHAPE.findall(getattr(error, "diagnostic", ""))
    clusters = dict.fromkeys(
        _ESCAPED.sub(lambda code: chr(int(code[1], 16)), cluster) for cluster in found
    )
    lines = [
        f'The PDF cannot print {_named(cluster)}, which stands in "{_around(cluster, text)}"'
        + (f', under "{shortened(place)}".' if place and place != text else ".")
        for cluster in clusters
        for place, text in texts(payload)
        if cluster in text
    ]
    if not lines:
        return f"The PDF could not be written: {error}"
    return "\n".join([*lines, "Take it out or write it in words."])


def _around(cluster: str, text: str) -> str:
    """Give the part of a text in which a cluster first stands."""
    place = text.index(cluster)
    start = text.rfind(" ", 0, max(place - 30, 0)) + 1
    return ("…" if start else "") + shortened(text[start:])


def _named(cluster: str) -> str:
    """Name each character of a cluster, by its code where it has no name.

    Examples
    --------
    >>> _named("\N{GRINNING FACE}")
    '\U0001f600 (GRINNING FACE)'
    """
    names = (unicodedata.name(character, f"U+{ord(character):04X}") for character in cluster)
    shown = f"{cluster} " if cluster.isprintable() else ""
    return f"{shown}({', '.join(names)})"
