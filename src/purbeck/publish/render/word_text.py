"""The hand that writes in a Word document: runs, links, bookmarks, badges, pictures, grids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, Twips
from docx.text.run import Run as WordRun

from purbeck.model.errors import RenderError
from purbeck.publish.charts.drawing import draw_png
from purbeck.publish.document import Badge, Run, Text
from purbeck.publish.render.archive import xml_text
from purbeck.publish.render.language import ENGLISH
from purbeck.publish.render.word_styles import WordLook, badge_styles
from purbeck.publish.theme import SIGNS

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table as WordTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

    from purbeck.publish.charts.chart import Chart

LINK_SCHEMES = ("https:", "http:", "mailto:", "tel:")
LONG_TITLE = 80
"""Characters: about three lines of a title in its usual size."""
_HARD_SPACE = "\u00a0"


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """Make an element of Word's own namespace, such as ``w:shd``, with its attributes."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def bookmark_name(anchor: str) -> str:
    """Give an anchor as Word spells a bookmark: letters, digits and _, 40 characters at most.

    Anchors that differ give names that differ: what the spelling loses, a digest keeps.

    Examples
    --------
    >>> bookmark_name("summary")
    'a_summary'
    >>> bookmark_name("measure-02-2")
    'a_measure_02_2_27726064'
    """
    name = "a_" + re.sub(r"[^0-9A-Za-z]", "_", anchor)
    if name == f"a_{anchor}" and len(name) <= 40:
        return name
    return f"{name[:31]}_{sha256(anchor.encode()).hexdigest()[:8]}"


class WordHand:
    """Writes into a Word document, keeping count of its bookmarks and places.

    Attributes
    ----------
    place
        What new paragraphs and tables are added to: the document, or a cell of a table.
    level
        The level of the heading last written, so that none below it is skipped.
    look
        The identities of the styles, and the width of the text.
    """

    def __init__(
        self,
        word: WordDocument,
        anchors: frozenset[str],
        look: WordLook | None = None,
        english: frozenset[str] = frozenset(),
    ) -> None:
        self.word = word
        self.look = look or WordLook()
        self.place: WordDocument | _Cell = word
        self.level = 0
        self._anchors = anchors
        self._english = english
        self._bookmarks = 0

    @property
    def is_told(self) -> bool:
        """Whether the document is told in another language than that of its layout."""
        return bool(self._english)

    def paragraph(self, style: str, text: Text = ()) -> WordParagraph:
        """Add a paragraph in a named style."""
        paragraph = self.place.add_paragraph()
        self.dress(paragraph, style)
        self.write(paragraph, text)
        return paragraph

    def dress(self, paragraph: WordParagraph, style: str) -> None:
        """Put a paragraph in a named style."""
        # By identity: python-docx would search all the styles for the name each time.
        paragraph._p.style = self.look.style(style)

    def write(self, paragraph: WordParagraph, text: Text) -> None:
        """Add each run of a text, a link as a link where a reader may be sent there."""
        for run in text:
            if not run.text:
                continue
            link = self._link(paragraph, run)
            made = self._run(paragraph._p if link is None else link, paragraph, run.text)
            made.bold = True if run.strong else None
            made.italic = True if run.emphasis else None
            if link is not None:
                made._r.style = self.look.style("Hyperlink")

    def _run(self, parent: BaseOxmlElement, paragraph: WordParagraph, text: str) -> WordRun:
        made = WordRun(OxmlElement("w:r"), paragraph)
        made.text = xml_text(text)
        if text in self._english:
            made._r.get_or_add_rPr().append(element("w:lang", val=ENGLISH))
        parent.append(made._r)
        return made

    def _link(self, paragraph: WordParagraph, run: Run) -> BaseOxmlElement | None:
        """Begin a link in a paragraph, or nothing for an address that nobody should follow."""
        link = element("w:hyperlink", history=1)
        if run.link.startswith("#"):
            if run.link[1:] not in self._anchors:
                raise RenderError(
                    f"The link {run.text!r} points to {run.link!r}, but no place in the document "
                    "has that anchor."
                )
            link.set(qn("w:anchor"), bookmark_name(run.link[1:]))
        elif run.link.lower().startswith(LINK_SCHEMES):
            kind = RELATIONSHIP_TYPE.HYPERLINK
            identity = paragraph.part.relate_to(xml_text(run.link), kind, is_external=True)
            link.set(qn("r:id"), identity)
        else:
            return None
        paragraph._p.append(link)
        return link

    def styled(self, paragraph: WordParagraph, text: str, style: str) -> None:
        """Add text in a named style of characters."""
        self._run(paragraph._p, paragraph, text)._r.style = self.look.style(style)

    def bookmark(self, paragraph: WordParagraph, anchor: str) -> None:
        """Make what a paragraph holds the place that an anchor names."""
        if not anchor:
            return
        self._bookmarks += 1
        identity = self._bookmarks
        start = element("w:bookmarkStart", id=identity, name=bookmark_name(anchor))
        first = 1 if paragraph._p.pPr is not None else 0
        paragraph._p.insert(first, start)
        paragraph._p.append(element("w:bookmarkEnd", id=identity))

    def heading(self, level: int, title: str, anchor: str = "") -> WordParagraph:
        """Add a heading, one level below the last at most: a level skipped is drawn up."""
        self.level = min(level, 3, self.level + 1)
        title = " ".join(title.split())
        paragraph = self.paragraph(f"heading {self.level}", (Run(title),))
        if self.level == 1:
            shrink_long(paragraph, title, 17)
        self.bookmark(paragraph, anchor)
        return paragraph

    def badge(self, paragraph: WordParagraph, badge: Badge, after: str = "") -> None:
        """Add a mark's letter or shape on its colour, and its word on the tint beside it."""
        letter, word = badge_styles(badge.mark)
        glyph = f"{_HARD_SPACE}{SIGNS[badge.mark].glyph}{_HARD_SPACE}"
        for style, text in ((letter, glyph), (word, f"{_HARD_SPACE}{badge.word}{_HARD_SPACE}")):
            if style == letter or badge.word:
                self.styled(paragraph, text, style)
        if after:
            self._run(paragraph._p, paragraph, after)

    def field(self, paragraph: WordParagraph, instruction: str, result: str) -> None:
        """Add a field that Word works out, with what it shows until then."""
        simple = element("w:fldSimple", instr=f" {instruction} ")
        paragraph._p.append(simple)
        self._run(simple, paragraph, result)

    def picture(self, chart: Chart, width: float) -> WordParagraph:
        """Add a chart as a picture so many points wide, with its alternative text."""
        paragraph = self.paragraph("Picture")
        drawn = BytesIO(draw_png(chart))
        inline = paragraph.add_run().add_picture(drawn, width=Pt(width))._inline
        inline.docPr.set("descr", xml_text(chart.alt))
        inline.docPr.set("name", xml_text(chart.title))
        self.bookmark(paragraph, chart.anchor)
        return paragraph

    def grid(
        self, style: str, rows: int, widths: Sequence[int], headed: bool = True, caption: str = ""
    ) -> WordTable:
        """Add a table of fixed widths, in twentieths of a point, for columns and for cells."""
        table = self.place.add_table(rows, len(widths))
        table._tbl.tblPr.style = self.look.style(style)
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        _set_look(table, headed, caption)
        for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
            column.w = Twips(width)
        for number, row in enumerate(table._tbl.tr_lst):
            properties = row.get_or_add_trPr()
            properties.append(element("w:cantSplit"))
            if headed and number == 0:
                properties.append(element("w:tblHeader"))
            for cell, width in zip(row.tc_lst, widths, strict=True):
                cell.width = Twips(width)
        return table


def shrink_long(paragraph: WordParagraph, title: str, size: float) -> None:
    """Set a title of many words smaller than its style has it, so that it stays a title."""
    if len(title) > LONG_TITLE:
        for run in paragraph.runs:
            run.font.size = Pt(size)


def _set_look(table: WordTable, headed: bool, caption: str) -> None:
    """Say which row and column are headings, and give the table a name for screen readers."""
    properties = table._tbl.tblPr
    for found in properties.findall(qn("w:tblLook")):
        properties.remove(found)
    properties.append(
        element(
            "w:tblLook",
            val="04A0" if headed else "0400",
            firstRow=int(headed),
            lastRow=0,
            firstColumn=int(headed),
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        )
    )
    if caption:
        properties.append(element("w:tblCaption", val=xml_text(caption)))


def shade(cell: BaseOxmlElement, colour: str) -> None:
    """Fill a cell with a colour."""
    made = element("w:shd", val="clear", color="auto", fill=colour[1:])
    # Word asks for the shade before the alignment.
    cell.get_or_add_tcPr().insert_element_before(made, "w:vAlign")


def stand_low(cell: BaseOxmlElement) -> None:
    """Let what a cell holds stand at its foot."""
    cell.get_or_add_tcPr().append(element("w:vAlign", val="bottom"))
