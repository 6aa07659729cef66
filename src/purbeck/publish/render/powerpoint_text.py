"""The hand that writes on a slide: words, badges and tables, each with its alternative text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from purbeck.publish.document import Badge, Cell, Run, Table, Text
from purbeck.publish.render.archive import xml_text
from purbeck.publish.render.language import ENGLISH
from purbeck.publish.render.powerpoint_fit import CELL_ACROSS, CELL_DOWN, Box, row_height
from purbeck.publish.theme import LIGHT, SIGNS

if TYPE_CHECKING:
    from purbeck.publish.document import Column

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style that PowerPoint calls "No Style, No Grid": the house style is set by hand."""
BADGE_SIZE = 14.0


def said(text: Text) -> str:
    """Give the words of a text without their style."""
    return "".join(run.text for run in text)


def cell_words(cell: Cell) -> str:
    """Give the words of a cell as they stand on a slide, its badge by letter and word."""
    words = said(cell.text)
    if cell.badge is None:
        return words
    return " ".join(filter(None, (SIGNS[cell.badge.mark].glyph, cell.badge.word, words)))


class SlideHand:
    """Writes on one slide. What is added later is read later by a screen reader."""

    def __init__(self, slide: Any, language: str, english: frozenset[str] = frozenset()) -> None:
        self.slide = slide
        self._language = language
        self._english = english

    def describe(self, shape: Any, name: str, alternative: str) -> None:
        """Name a shape, and say what it shows."""
        properties = shape._element.xpath("./*/p:cNvPr")[0]
        properties.set("name", xml_text(name)[:120])
        properties.set("descr", xml_text(alternative))

    def write(
        self, paragraph: Any, text: Text, size: float, ink: str, strong: bool = False
    ) -> None:
        """Add the runs of a text to a paragraph; a link is its words alone."""
        for run in text:
            if not run.text:
                continue
            made = paragraph.add_run()
            made.text = xml_text(run.text)
            made.font.size = Pt(size)
            made.font.color.rgb = rgb(ink)
            made.font.bold = True if run.strong or strong else None
            made.font.italic = True if run.emphasis else None
            made._r.get_or_add_rPr().set(
                "lang", ENGLISH if run.text in self._english else self._language
            )

    def title(self, text: str, size: float, width: float) -> None:
        """Write the title of the slide into the place that the layout keeps for it."""
        shape = self.slide.shapes.title
        left, top, height = shape.left, shape.top, shape.height
        shape.left, shape.top, shape.width, shape.height = left, top, Pt(width), height
        frame = shape.text_frame
        _no_margins(frame)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self.write(frame.paragraphs[0], (Run(" ".join(text.split())),), size, LIGHT.ink, True)
        self.describe(shape, "Title", f"Title of the slide: {text}")

    def words(
        self, box: Box, texts: Sequence[Text], size: float, name: str, ink: str = LIGHT.ink
    ) -> None:
        """Write paragraphs into a box of their own."""
        place = map(Pt, (box.left, box.top, box.width, box.height))
        shape = self.slide.shapes.add_textbox(*place)
        frame = shape.text_frame
        frame.word_wrap = True
        _no_margins(frame)
        for number, text in enumerate(texts):
            paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
            self.write(paragraph, text, size, ink)
        self.describe(shape, name, name)

    def badge(self, box: Box, badge: Badge) -> None:
        """Set a mark's letter on its colour, and its word on the tint beside it."""
        sign = SIGNS[badge.mark]
        wide = 34.0
        parts = (
            (Box(box.left, box.top, wide, box.height), sign.glyph, sign.strong, sign.on_strong),
            (
                Box(box.left + wide, box.top, box.width - wide, box.height),
                badge.word,
                sign.tint,
                sign.ink,
            ),
        )
        for (part, words, fill, ink), kind in zip(parts, ("Letter", "Word"), strict=True):
            place = map(Pt, (part.left, part.top, part.width, part.height))
            shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place)
            # The style of a shape brings a shadow and an outline of the theme's own.
            shape._element.remove(shape._element.find(qn("p:style")))
            shape.line.fill.background()
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(fill)
            frame = shape.text_frame
            frame.word_wrap = False
            _no_margins(frame)
            frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            frame.paragraphs[0].alignment = PP_ALIGN.CENTER
            self.write(frame.paragraphs[0], (Run(words),), BADGE_SIZE, ink, strong=True)
            self.describe(shape, f"{kind} of the verdict", f"{kind} of the verdict: {words}")

    def table(self, box: Box, table: Table, rows: Sequence[tuple[Cell, ...]], size: float) -> None:
        """Write some rows of a table under its headings."""
        widths = column_widths(table.columns, box.width)
        titles = tuple(Cell((Run(column.title),)) for column in table.columns)
        heights = row_heights((titles, *rows), widths, size)
        shapes = self.slide.shapes
        place = map(Pt, (box.left, box.top, box.width, sum(heights)))
        frame = shapes.add_table(len(rows) + 1, len(table.columns), *place)
        made = frame.table
        _set_style(made)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Pt(width)
        for number, (cells, height) in enumerate(zip((titles, *rows), heights, strict=True)):
            made.rows[number].height = Pt(height)
            for place_, (cell, column) in enumerate(zip(cells, table.columns, strict=True)):
                self._cell(made.cell(number, place_), cell, column, size, heading=not number)
        self.describe(frame, table.caption, table.caption)

    def _cell(self, made: Any, cell: Cell, column: Column, size: float, *, heading: bool) -> None:
        made.margin_left = made.margin_right = Pt(CELL_ACROSS)
        made.margin_top = made.margin_bottom = Pt(CELL_DOWN)
        made.vertical_anchor = MSO_ANCHOR.MIDDLE
        fill, ink = (LIGHT.surface if heading else LIGHT.paper), LIGHT.ink
        paragraph = made.text_frame.paragraphs[0]
        if cell.badge is not None:
            sign = SIGNS[cell.badge.mark]
            fill, ink = sign.tint, sign.ink
            self.write(paragraph, (Run(f"{sign.glyph} "),), size, ink, strong=True)
            self.write(paragraph, (Run(cell.badge.word + (" " if cell.text else "")),), size, ink)
        self.write(paragraph, cell.text, size, ink, strong=heading)
        paragraph.alignment = PP_ALIGN.RIGHT if column.numeric else PP_ALIGN.LEFT
        made.fill.solid()
        made.fill.fore_color.rgb = rgb(fill)
        _rule_below(made, LIGHT.quiet_ink if heading else LIGHT.rule)


def column_widths(columns: Sequence[Column], width: float) -> list[float]:
    """Share a width out to the columns of a table."""
    total = sum(column.share for column in columns)
    return [width * column.share / total for column in columns]


def row_heights(
    rows: Sequence[tuple[Cell, ...]], widths: Sequence[float], size: float
) -> list[float]:
    """Reckon the heights of the rows of a table, its headings among them."""
    return [row_height([cell_words(cell) for cell in row], widths, size) for row in rows]


def _set_style(table: Any) -> None:
    table.first_row, table.horz_banding = True, False
    table.first_col = True
    (style,) = table._tbl.tblPr.iter(qn("a:tableStyleId"))
    style.text = _NO_STYLE


def _rule_below(cell: Any, colour: str) -> None:
    """Draw a thin rule below a cell, before its fill, as the order of elements has it."""
    properties = cell._tc.get_or_add_tcPr()
    rule, fill, ink = (OxmlElement(tag) for tag in ("a:lnB", "a:solidFill", "a:srgbClr"))
    rule.set("w", str(Pt(0.75)))
    ink.set("val", colour[1:])
    fill.append(ink)
    rule.append(fill)
    properties.insert(0, rule)


def _no_margins(frame: Any) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def rgb(colour: str) -> RGBColor:
    """Give a colour of the theme, ``#15202B``, as PowerPoint's library holds it."""
    made: Any = RGBColor
    return cast("RGBColor", made(*bytes.fromhex(colour[1:])))
