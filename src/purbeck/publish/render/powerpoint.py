"""A Document's slides as a PowerPoint file whose charts and tables officers can edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from purbeck.model.errors import RenderError
from purbeck.publish.charts.lettering import text_width
from purbeck.publish.document import (
    Block,
    Bullets,
    Cell,
    Columns,
    Document,
    Figure,
    Paragraph,
    Run,
    Slide,
    Table,
    Tally,
    Text,
    plain,
)
from purbeck.publish.render.archive import repack, xml_text
from purbeck.publish.render.language import ENGLISH, furniture
from purbeck.publish.render.powerpoint_charts import add_tally, add_trend
from purbeck.publish.render.powerpoint_fit import (
    BODY_BOTTOM,
    BODY_TOP,
    BODY_WIDTH,
    GAP,
    MARGIN,
    SLIDE_WIDTH,
    Box,
    fitting_size,
    text_height,
)
from purbeck.publish.render.powerpoint_template import (
    COVER,
    TITLE_HEIGHT,
    TITLED,
    blank_presentation,
    set_language,
)
from purbeck.publish.render.powerpoint_text import (
    BADGE_SIZE,
    SlideHand,
    column_widths,
    row_heights,
    said,
)
from purbeck.publish.render.told import told
from purbeck.publish.theme import LIGHT

TITLE_SIZES = (28.0, 24.0, 20.0, 17.0, 14.0, 11.0)
TEXT_SIZES = (18.0, 16.0, 14.0, 12.0, 11.0, 10.0)
TABLE_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0)
_FIGURE_SHARE = 0.58
"""The part of the width that a chart takes where something stands beside it."""
_LEAST_CHART = 150.0
_ROOM = 1.5 * _LEAST_CHART
"""The height that is kept for a chart, or for what stands beside it, before words shrink."""
_TALLY_TITLE = 22.0
_HEIGHT = BODY_BOTTOM - BODY_TOP


def render_pptx(document: Document) -> bytes:
    """Write the slides of a document as a PowerPoint file: the same document, the same bytes.

    Raises
    ------
    RenderError
        The document has no slides, a slide holds a block that no slide can show, or a text holds
        a character that no such file can hold.
    """
    if not document.slides:
        raise RenderError(f"'{document.title}' has no slides, so there is no PowerPoint of it.")
    document = told(document)
    presentation = blank_presentation(document)
    _cover(presentation, document)
    for slide in document.slides:
        for part in _parts(slide, furniture(document.language).tell("of")):
            _slide(presentation, part, document)
    written = BytesIO()
    presentation.save(written)
    return repack(written.getvalue())


def _cover(presentation: Any, document: Document) -> None:
    cover = document.cover
    slide = presentation.slides.add_slide(presentation.slide_layouts[COVER])
    hand = SlideHand(slide, document.language, document.english)
    hand.title(
        cover.title, fitting_size(cover.title, (44.0, *TITLE_SIZES), BODY_WIDTH, 120), BODY_WIDTH
    )
    lines = [
        line for line in (cover.organisation, cover.plan, cover.subtitle, cover.issued) if line
    ]
    place = slide.placeholders[1]
    frame = place.text_frame
    size = fitting_size("\n".join(lines), (20.0, *TEXT_SIZES), BODY_WIDTH, 140.0)
    for number, line in enumerate(lines):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        hand.write(paragraph, plain(line), size, LIGHT.quiet_ink)
    hand.describe(place, "Report", "What the report is, whose, and of when")
    _notes(slide, [said(text) for text in cover.purpose], document)


def _parts(slide: Slide, of: str) -> Iterator[Slide]:
    """Deal a table that is too long for one slide out to several, each with its headings."""
    (table, *others) = slide.blocks or (None,)
    apart = _crowded(slide)
    if apart is not None:
        rest = (*_without(slide.blocks, apart),)
        yield replace(slide, title=f"{slide.title} (1 {of} 2)", blocks=rest)
        yield replace(slide, title=f"{slide.title} (2 {of} 2)", blocks=(apart,), notes=())
        return
    if others or not isinstance(table, Table):
        yield slide
        return
    dealt = list(_dealt(table))
    for number, rows in enumerate(dealt, 1):
        more = f" ({number} {of} {len(dealt)})" if len(dealt) > 1 else ""
        # A note of the table is for the speaker: the table takes the room.
        notes = (*slide.notes, *([table.note] if table.note else []))
        part = replace(table, rows=rows, caption=f"{table.caption}{more}")
        yield replace(slide, title=f"{slide.title}{more}", blocks=(part,), notes=notes)


def _crowded(slide: Slide) -> Table | None:
    """Give the table beside a chart that is too tall for its place, in the smallest letters."""
    for block in slide.blocks:
        if not isinstance(block, Columns) or len(slide.blocks) == 1:
            continue
        width = (BODY_WIDTH - GAP) * (1.0 - _FIGURE_SHARE)
        for table in (each for stack in block.stacks for each in stack):
            if isinstance(table, Table) and _table_height(table, TABLE_SIZES[-1], width) > _ROOM:
                return table
    return None


def _without(blocks: Sequence[Block], table: Table) -> Iterator[Block]:
    """Give blocks but for a table, and what stood beside it on its own."""
    for block in blocks:
        if isinstance(block, Columns):
            yield from (each for stack in block.stacks for each in stack if each is not table)
        elif block is not table:
            yield block


def _dealt(table: Table) -> Iterator[tuple[tuple[Cell, ...], ...]]:
    widths = column_widths(table.columns, BODY_WIDTH)
    titles = tuple(Cell((Run(column.title),)) for column in table.columns)
    size = TABLE_SIZES[0]
    (head,) = row_heights((titles,), widths, size)
    heights = row_heights(table.rows, widths, size)
    start, used = 0, head
    for number, height in enumerate(heights):
        if number > start and used + height > _HEIGHT:
            yield table.rows[start:number]
            start, used = number, head
        used += height
    yield table.rows[start:]


def _slide(presentation: Any, slide: Slide, document: Document) -> None:
    made = presentation.slides.add_slide(presentation.slide_layouts[TITLED])
    hand = SlideHand(made, document.language, document.english)
    wide = BODY_WIDTH
    if slide.badge is not None:
        badge = 34.0 + text_width(slide.badge.word, BADGE_SIZE) * 1.1 + 24.0
        wide -= badge + GAP
    hand.title(slide.title, fitting_size(slide.title, TITLE_SIZES, wide, TITLE_HEIGHT), wide)
    if slide.kicker:
        hand.words(
            Box(MARGIN, 24.0, wide, 18.0), (plain(slide.kicker),), 13.0, "Kicker", LIGHT.accent
        )
    if slide.badge is not None:
        hand.badge(Box(SLIDE_WIDTH - MARGIN - badge, 58.0, badge, 32.0), slide.badge)
    _stack(slide.blocks, Box(MARGIN, BODY_TOP, BODY_WIDTH, _HEIGHT), hand, document)
    _notes(made, slide.notes, document)


def _notes(slide: Any, notes: Sequence[str], document: Document) -> None:
    """Give the speaker the sentences of a slide."""
    if not notes:
        return
    page = slide.notes_slide
    page.notes_text_frame.text = xml_text("\n".join(" ".join(note.split()) for note in notes))
    for run in page._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r"):
        spoken = ENGLISH if (run.text or "") in document.english else document.language
        run.get_or_add_rPr().set("lang", spoken)
    set_language(page.part.notes_master._element, document.language)


def _stack(blocks: Sequence[Block], box: Box, hand: SlideHand, document: Document) -> None:
    """Set blocks below one another: words as high as they are, the others share what is left."""
    words = [b for b in blocks if isinstance(b, Paragraph | Bullets)]
    others = len(blocks) - len(words)
    room = box.height - GAP * (len(blocks) - 1) - _ROOM * others
    size = _words_size(words, box.width, room)
    heights = {id(block): _words_height(block, size, box.width) for block in words}
    left = box.height - GAP * (len(blocks) - 1) - sum(heights.values())
    top = box.top
    for block in blocks:
        height = heights.get(id(block), left / max(others, 1))
        place = Box(box.left, top, box.width, height)
        if isinstance(block, Paragraph | Bullets):
            hand.words(place, _texts(block), size, "Text")
        else:
            _block(block, place, hand, document)
        top += height + GAP


def _words_size(blocks: Sequence[Paragraph | Bullets], width: float, room: float) -> float:
    def total(size: float) -> float:
        return sum(_words_height(block, size, width) for block in blocks)

    return next((size for size in TEXT_SIZES if total(size) <= room), TEXT_SIZES[-1])


def _words_height(block: Paragraph | Bullets, size: float, width: float) -> float:
    return sum(text_height(said(text), size, width) for text in _texts(block))


def _texts(block: Paragraph | Bullets) -> tuple[Text, ...]:
    if isinstance(block, Paragraph):
        return (block.text,)
    return tuple((Run("\u2022 "), *point) for point in block.points)


def _block(block: Block, box: Box, hand: SlideHand, document: Document) -> None:
    match block:
        case Columns():
            _beside(block, box, hand, document)
        case Table():
            hand.table(box, block, block.rows, _table_size(block, box))
        case Tally():
            title = f"{block.title}: {block.total}"
            hand.words(
                Box(box.left, box.top, box.width, _TALLY_TITLE), ((Run(title, True),),), 15.0, title
            )
            if block.entries:
                place = Box(box.left, box.top + _TALLY_TITLE, box.width, box.height - _TALLY_TITLE)
                frame = add_tally(hand.slide.shapes, place, block, document)
                parts = ", ".join(f"{e.count} {e.badge.word.lower()}" for e in block.entries)
                kind = furniture(document.language).tell("Bar chart.")
                hand.describe(frame, block.title, f"{kind} {title}: {parts}.")
        case Figure() if block.chart.series is not None:
            frame = add_trend(hand.slide.shapes, box, block.chart.series, document)
            hand.describe(frame, block.chart.title, block.chart.alt)
        case _:
            raise RenderError(f"PowerPoint has no way to show a {type(block).__name__}.")


def _beside(block: Columns, box: Box, hand: SlideHand, document: Document) -> None:
    """Set stacks side by side; a chart beside something else takes the larger part."""
    count = len(block.stacks)
    room = box.width - GAP * (count - 1)
    shares = [1.0 / count] * count
    if count == 2 and any(isinstance(each, Figure) for each in block.stacks[0]):
        shares = [_FIGURE_SHARE, 1.0 - _FIGURE_SHARE]
    left = box.left
    for stack, share in zip(block.stacks, shares, strict=True):
        _stack(stack, Box(left, box.top, room * share, box.height), hand, document)
        left += room * share + GAP


def _table_size(table: Table, box: Box) -> float:
    fits = (size for size in TABLE_SIZES if _table_height(table, size, box.width) <= box.height)
    return next(fits, TABLE_SIZES[-1])


def _table_height(table: Table, size: float, width: float) -> float:
    titles = tuple(Cell((Run(column.title),)) for column in table.columns)
    widths = column_widths(table.columns, width)
    return sum(row_heights((titles, *table.rows), widths, size))
