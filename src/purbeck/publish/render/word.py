"""A Document as a Word file that officers can edit, with the structure that Word itself knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.shared import Pt

from purbeck.model.errors import RenderError
from purbeck.publish.charts.drawing import draw_all
from purbeck.publish.document import (
    Block,
    Columns,
    Cover,
    Document,
    Facts,
    Heading,
    MeasurePanel,
    Run,
    Section,
)
from purbeck.publish.render.archive import repack
from purbeck.publish.render.language import furniture
from purbeck.publish.render.told import told
from purbeck.publish.render.word_blocks import write_block
from purbeck.publish.render.word_council import document_from
from purbeck.publish.render.word_styles import WordLook
from purbeck.publish.render.word_template import blank_document
from purbeck.publish.render.word_text import WordHand, bookmark_name, element, shrink_long

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph as WordParagraph

    from purbeck.publish.render.word_guard import WordTemplate


COVER_GAP = Pt(28)
SECTION_GAP = Pt(32)
BRIEF_GAP = Pt(8)
"""Below the organisation's name where there is no title page to fill."""


def render_docx(document: Document, template: WordTemplate | None = None) -> bytes:
    """Write a document as a Word file: the same document, the same bytes.

    Parameters
    ----------
    template
        A council's own template, whose styles, page, headers and footers are used; the house
        style where none is given.

    Raises
    ------
    RenderError
        A link leads nowhere, two places bear one anchor, a row has not as many cells as its
        table has columns, or a text holds a character that no Word file can hold.
    """
    document = told(document)
    word, look = (
        (blank_document(document), WordLook())
        if template is None
        else document_from(template, document)
    )
    hand = WordHand(word, _anchors(document), look, document.english)
    draw_all(document.charts, kinds=("png",))
    if not look.furnished:
        _furniture(document, hand)
    _cover(document.cover, hand, brief=document.brief)
    if document.sections and not document.brief:
        _contents(document, hand)
    for section in document.sections:
        _section(section, hand)
    written = BytesIO()
    word.save(written)
    return repack(written.getvalue())


def _every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give blocks and those that stand inside them, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Columns):
            for stack in block.stacks:
                yield from _every_block(stack)
        elif isinstance(block, MeasurePanel) and block.figure:
            yield block.figure


def _anchors(document: Document) -> frozenset[str]:
    """Give every anchor that a link may lead to, each the name of one place."""
    places = [chart.anchor for chart in document.charts]
    for section in document.sections:
        places.append(section.anchor)
        for block in _every_block(section.blocks):
            if isinstance(block, Heading | MeasurePanel):
                places.append(block.anchor)
    counted = Counter(place for place in places if place)
    for anchor, count in counted.items():
        if count > 1:
            raise RenderError(f"Two places in the document have the anchor {anchor!r}.")
    return frozenset(counted)


def _furniture(document: Document, hand: WordHand) -> None:
    """Set what every page but the first bears: the title above, the page's number below."""
    section = hand.word.sections[0]
    header = section.header.paragraphs[0]
    hand.dress(header, "header")
    hand.write(header, (Run(document.title),))
    tell = furniture(document.language).tell
    footer = section.footer.paragraphs[0]
    hand.dress(footer, "footer")
    hand.write(footer, (Run(document.author), Run(f"\t{tell('Page')} ")))
    hand.field(footer, "PAGE", "1")
    hand.write(footer, (Run(f" {tell('of')} "),))
    hand.field(footer, "NUMPAGES", "1")


def _cover(cover: Cover, hand: WordHand, *, brief: bool) -> None:
    lines = (
        ("Cover Organisation", cover.organisation),
        ("Cover Plan", cover.plan),
        ("Title", cover.title),
        ("Subtitle", cover.subtitle),
        ("Cover Issued", cover.issued),
    )
    for style, text in lines:
        if text:
            paragraph = hand.paragraph(style, (Run(text),))
            if style == "Title":
                shrink_long(paragraph, text, 23)
            elif style == "Cover Organisation" and brief:
                paragraph.paragraph_format.space_after = BRIEF_GAP
    write_block(Facts(cover.facts), hand)
    for number, purpose in enumerate(cover.purpose):
        paragraph = hand.paragraph("Normal", purpose)
        if number == 0:
            paragraph.paragraph_format.space_before = COVER_GAP


def _contents(document: Document, hand: WordHand) -> None:
    """Write the table of contents as a field, already filled with a link to each section.

    The numbers of the pages are fields of their own and empty at first, since only the program
    that lays out the pages knows them: a blank misleads nobody.
    """
    body = hand.word.element.body
    heading = hand.paragraph("TOC Heading", (Run(furniture(document.language).tell("Contents")),))
    heading.paragraph_format.page_break_before = True
    entries = [_entry(section, hand) for section in document.sections]
    for number, part in enumerate(_field_start('TOC \\o "1-1" \\h \\z')):
        entries[0]._p.insert(number + 1, part)
    end = element("w:r")
    end.append(element("w:fldChar", fldCharType="end"))
    entries[-1]._p.append(end)
    # Inside this frame Word offers "Update Table" above the contents.
    frame, properties, content = (element(f"w:{tag}") for tag in ("sdt", "sdtPr", "sdtContent"))
    part = element("w:docPartObj")
    part.append(element("w:docPartGallery", val="Table of Contents"))
    part.append(element("w:docPartUnique"))
    properties.append(part)
    frame.append(properties)
    frame.append(content)
    body.insert(body.index(heading._p), frame)
    for paragraph in (heading, *entries):
        content.append(paragraph._p)


def _field_start(instruction: str) -> list[BaseOxmlElement]:
    """Begin a field that spans what follows it."""
    runs = [element("w:r") for _ in range(3)]
    runs[0].append(element("w:fldChar", fldCharType="begin"))
    code = element("w:instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    runs[1].append(code)
    runs[2].append(element("w:fldChar", fldCharType="separate"))
    return runs


def _entry(section: Section, hand: WordHand) -> WordParagraph:
    paragraph = hand.paragraph("toc 1")
    title = " ".join(section.title.split())
    hand.write(paragraph, (Run(f"{title}\t", link=f"#{section.anchor}"),))
    link = paragraph._p[-1]
    link[0].remove(link[0].rPr)
    for part in _field_start(f"PAGEREF {bookmark_name(section.anchor)} \\h"):
        link.append(part)
    end = element("w:r")
    end.append(element("w:fldChar", fldCharType="end"))
    link.append(end)
    return paragraph


def _section(section: Section, hand: WordHand) -> None:
    hand.level = 0
    kicker = hand.paragraph("Kicker", (Run(section.kicker),)) if section.kicker else None
    heading = hand.heading(1, section.title, section.anchor)
    first = heading if kicker is None else kicker
    if section.new_page:
        first.paragraph_format.page_break_before = True
    else:
        first.paragraph_format.space_before = SECTION_GAP
    if section.badge is not None:
        hand.badge(hand.paragraph("Verdict"), section.badge)
    for block in section.blocks:
        write_block(block, hand)
