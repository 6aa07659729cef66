"""Each block of a Document as Word shows it: in one column, one after another, in reading order."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import _Cell

from purbeck.model.errors import RenderError
from purbeck.publish.document import (
    Bullets,
    Callout,
    Card,
    Cards,
    Cell,
    Columns,
    Facts,
    Figure,
    FigureSize,
    Heading,
    MeasurePanel,
    Paragraph,
    Run,
    Table,
    Tally,
    Text,
)
from purbeck.publish.render.typst_payload import least_width
from purbeck.publish.render.word_template import restarted_list
from purbeck.publish.render.word_text import WordHand, element, shade, stand_low
from purbeck.publish.theme import LIGHT, SIGNS

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as WordParagraph

CARDS_A_ROW = 4
LEAST_TALLY_WIDTH = 1500
"""Room for the longest usual word of a mark, in twentieths of a point."""
WIDTH_SHARES = {FigureSize.FULL: 1.0, FigureSize.HALF: 0.49, FigureSize.SMALL: 0.4}
"""The part of the page's width that a figure takes at most."""


@singledispatch
def write_block(block: object, hand: WordHand) -> None:
    """Write one block, whatever its kind."""
    raise RenderError(f"Word has no way to show a {type(block).__name__}.")


def _holds(text: Text) -> bool:
    return any(run.text.strip() for run in text)


@write_block.register
def _(block: Paragraph, hand: WordHand) -> None:
    if _holds(block.text):
        hand.paragraph("Note" if block.quiet else "Normal", block.text)


@write_block.register
def _(block: Heading, hand: WordHand) -> None:
    hand.heading(block.level, block.title, block.anchor)


@write_block.register
def _(block: Bullets, hand: WordHand) -> None:
    identity = restarted_list(hand) if block.ordered and block.points else 0
    for point in block.points:
        if not _holds(point):
            continue
        paragraph = hand.paragraph("List Number" if block.ordered else "List Bullet", point)
        if identity:
            numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_ilvl().val = 0
            numbered.get_or_add_numId().val = identity


@write_block.register
def _(block: Facts, hand: WordHand) -> None:
    for fact in block.facts:
        paragraph = hand.paragraph("Fact")
        hand.styled(paragraph, fact.label, "Fact Label")
        # A label too long for its column has what belongs to it on a line of its own.
        hand.write(paragraph, (Run("\t" if len(fact.label) <= 26 else "\n"), *fact.text))


@write_block.register
def _(block: Callout, hand: WordHand) -> None:
    # One paragraph, so that its shade and its border are one piece.
    title = (Run(block.title, strong=True),) if block.title else ()
    between = (Run("\n"),) if title and _holds(block.text) else ()
    if title or _holds(block.text):
        hand.paragraph("Callout", (*title, *between, *block.text))


@write_block.register
def _(block: Columns, hand: WordHand) -> None:
    figures = [stack[0] for stack in block.stacks if len(stack) == 1]
    pictures = [figure for figure in figures if isinstance(figure, Figure)]
    if 1 < len(pictures) == len(block.stacks) <= 3:
        _side_by_side(pictures, hand)
        return
    for stack in block.stacks:
        for inner in stack:
            write_block(inner, hand)


def _side_by_side(figures: list[Figure], hand: WordHand) -> None:
    """Set pictures beside one another: each cell holds a picture and then its caption."""
    width = hand.look.text_width // len(figures)
    table = hand.grid("Pictures Table", 1, [width] * len(figures), headed=False)
    page = hand.place
    for cell, figure in zip(table.rows[0].cells, figures, strict=True):
        hand.place = cell
        _figure(figure, hand, width / 20 - 8)
        _drop_first_paragraph(cell)
    hand.place = page
    hand.paragraph("After Table")


def _drop_first_paragraph(cell: _Cell) -> None:
    """Take out the empty paragraph with which each cell begins, now that others follow it."""
    first = cell.paragraphs[0]._p
    cell._tc.remove(first)


@write_block.register
def _(block: Figure, hand: WordHand) -> None:
    _figure(block, hand, hand.look.text_width / 20 * WIDTH_SHARES[block.size])


def _figure(figure: Figure, hand: WordHand, most: float) -> None:
    picture = hand.picture(figure.chart, min(figure.chart.width, most))
    if figure.caption:
        hand.paragraph("caption", (Run(figure.caption),))
    else:
        picture.paragraph_format.keep_with_next = False


@write_block.register
def _(block: Table, hand: WordHand) -> None:
    if not block.columns:
        return
    for row in block.rows:
        if len(row) != len(block.columns):
            raise RenderError(
                f"The table {block.caption!r} has {len(block.columns)} columns, "
                f"but one of its rows has {len(row)} cells."
            )
    if block.caption:
        hand.paragraph("caption", (Run(block.caption),)).paragraph_format.keep_with_next = True
    _table_rows(block, hand)
    if block.note:
        hand.paragraph("Note", (Run(block.note),))
    hand.paragraph("After Table")


def _table_rows(block: Table, hand: WordHand) -> None:
    """Write the row of headings and the rows below it, figures to the right."""
    total = sum(column.share for column in block.columns)
    widths = [int(hand.look.text_width * column.share / total) for column in block.columns]
    if hand.is_told:
        widths = _roomier(widths, block)
    table = hand.grid("Figures Table", len(block.rows) + 1, widths, caption=block.caption)
    titles = tuple(Cell((Run(column.title),)) for column in block.columns)
    rows = zip(table._tbl.tr_lst, (titles, *block.rows), strict=True)
    for number, (written, cells) in enumerate(rows):
        style = "Table Text" if number else "Table Heading"
        for place, cell, column in zip(written.tc_lst, cells, block.columns, strict=True):
            paragraph = _Cell(place, table).paragraphs[0]
            hand.dress(paragraph, style)
            _write_cell(cell, paragraph, hand)
            if column.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _roomier(widths: list[int], block: Table) -> list[int]:
    """Widen each column to its longest word, out of those that have room to spare.

    The shares were chosen for English words. Where all have too little they are left alone.
    """
    rows = block.rows
    least = [
        round(20 * least_width(column, [row[n] for row in rows]))
        for n, column in enumerate(block.columns)
    ]
    lacking = sum(max(need - width, 0) for need, width in zip(least, widths, strict=True))
    spare = sum(max(width - need, 0) for need, width in zip(least, widths, strict=True))
    if not lacking or lacking > spare:
        return widths
    return [
        need if need > width else width - (width - need) * lacking // spare
        for need, width in zip(least, widths, strict=True)
    ]


def _write_cell(cell: Cell, paragraph: WordParagraph, hand: WordHand) -> None:
    if cell.badge is not None:
        hand.badge(paragraph, cell.badge, " " if cell.text else "")
    hand.write(paragraph, cell.text)


@write_block.register
def _(block: Cards, hand: WordHand) -> None:
    rows = -(-len(block.cards) // CARDS_A_ROW)
    for number in range(rows):
        # Five cards are three and two, not four and one.
        _card_row(block.cards[_share(len(block.cards), rows, number)], hand)


def _share(count: int, rows: int, number: int) -> slice:
    """Give the cards of one row when a count of them is dealt evenly, the first rows fuller."""
    each, over = divmod(count, rows)
    start = number * each + min(number, over)
    return slice(start, start + each + (number < over))


def _card_row(cards: tuple[Card, ...], hand: WordHand, figure: Figure | None = None) -> None:
    """Write cards, and a small chart after them, as a table whose heading row has the labels.

    So a screen reader says "Latest, 95.1%", and the figures of a row stand on one line.
    """
    boxes: list[Card | Figure] = [*cards, *([figure] if figure else [])]
    width = hand.look.text_width // max(len(boxes), 3)
    table = hand.grid("Cards Table", 2, [width] * len(boxes))
    page = hand.place
    labels, bodies = table._tbl.tr_lst
    for box, label, body in zip(boxes, labels.tc_lst, bodies.tc_lst, strict=True):
        heading = _Cell(label, table).paragraphs[0]
        hand.dress(heading, "Card Label")
        stand_low(label)
        hand.place = _Cell(body, table)
        if isinstance(box, Figure):
            hand.write(heading, (Run(box.caption or box.chart.title),))
            _figure(Figure(box.chart, size=box.size), hand, width / 20 - 16)
        else:
            hand.write(heading, (Run(box.label),))
            shade(label, LIGHT.surface)
            shade(body, LIGHT.surface)
            _card_body(box, hand)
        if len(body.p_lst) > 1:
            _drop_first_paragraph(_Cell(body, table))
    hand.place = page
    after = hand.paragraph("After Table")
    if figure:
        # The words of a panel do not part from its figures at the foot of a page.
        after.paragraph_format.keep_with_next = True
        for body in bodies.tc_lst:
            _Cell(body, table).paragraphs[0].paragraph_format.keep_with_next = True


def _card_body(card: Card, hand: WordHand) -> None:
    if card.figure:
        hand.paragraph("Card Figure", (Run(card.figure),))
    if card.detail:
        hand.paragraph("Card Detail", (Run(card.detail),))
    if card.badge is not None:
        hand.badge(hand.paragraph("Card Detail"), card.badge)
    if card.note:
        hand.paragraph("Card Detail", (Run(card.note),))


@write_block.register
def _(block: Tally, hand: WordHand) -> None:
    # "Corporate risks: 15", but "By level: 15 risks".
    noun = "" if block.title.casefold().endswith(block.noun.casefold()) else f" {block.noun}"
    hand.paragraph("Tally Title", (Run(f"{block.title}: {block.total}{noun}"),))
    if not block.entries:
        return
    counted = sum(entry.count for entry in block.entries)
    spare = max(hand.look.text_width - LEAST_TALLY_WIDTH * len(block.entries), 0)
    widths = [
        LEAST_TALLY_WIDTH + round(spare * entry.count / counted if counted else 0)
        for entry in block.entries
    ]
    table = hand.grid("Cards Table", 2, widths, caption=block.title)
    words, counts = table._tbl.tr_lst
    for entry, word, count in zip(block.entries, words.tc_lst, counts.tc_lst, strict=True):
        sign = SIGNS[entry.badge.mark]
        heading = _Cell(word, table).paragraphs[0]
        hand.dress(heading, "Table Heading")
        hand.badge(heading, entry.badge)
        figure = _Cell(count, table).paragraphs[0]
        hand.dress(figure, "Tally Count")
        hand.write(figure, (Run(str(entry.count)),))
        shade(count, sign.strong if entry.count else sign.tint)
        ink = sign.on_strong if entry.count else sign.ink
        figure.runs[0]._r.get_or_add_rPr().append(element("w:color", val=ink[1:]))
    hand.paragraph("After Table")


@write_block.register
def _(block: MeasurePanel, hand: WordHand) -> None:
    # A panel stands below the heading that introduces it, whichever that is.
    hand.heading(3 if hand.level >= 2 else 2, block.title, block.anchor)
    if block.subtitle:
        hand.paragraph("Note", (Run(block.subtitle),)).paragraph_format.keep_with_next = True
    hand.badge(hand.paragraph("Verdict"), block.badge)
    figure = block.figure
    if figure and figure.size is FigureSize.SMALL and 0 < len(block.cards) < CARDS_A_ROW:
        _card_row(block.cards, hand, figure)
        figure = None
    else:
        write_block(Cards(block.cards), hand)
    if _holds(block.text):
        said = hand.paragraph("Normal", block.text)
        said.paragraph_format.keep_with_next = bool(figure or block.notes)
    if figure:
        write_block(figure, hand)
    for note in block.notes:
        write_block(Paragraph(note, quiet=True), hand)
