"""The Document: what a report says, in the order that it says it. It knows no format.

Two ideas carry the whole of it. A *block* is something that every reader's form of the report
can show: a paragraph, a table, a figure, a row of cards. A *badge* is a verdict set beside
words; it has a mark, from which a renderer takes shape, letter and colour, and a word, so that
colour never stands alone. Renderers draw what they are given and decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from purbeck.publish.charts.chart import Chart


@dataclass(frozen=True, slots=True)
class BoundFigure:
    """Where words come from that stand in place of a reference: whose figure it is, and which.

    ``value`` is the number that the words are of; None where they are of none.
    """

    about: str
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    Attributes
    ----------
    link
        An address, or ``#anchor`` for a place in the same document.
    bound
        Where the words come from; None for what somebody typed.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    bound: BoundFigure | None = None


Text: TypeAlias = tuple[Run, ...]


def plain(text: str) -> Text:
    """Make a text of one run without style.

    Examples
    --------
    >>> plain("Worsening")
    (Run(text='Worsening', strong=False, emphasis=False, link='', bound=None),)
    """
    return (Run(text),)


class Mark(Enum):
    """The signs that a report sets beside words. Each has its own shape or letter."""

    GREEN = "G"
    AMBER = "A"
    RED = "R"
    NO_DATA = "ND"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    IMPROVING = "improving"
    UNCHANGED = "unchanged"
    WORSENING = "worsening"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class Badge:
    """A mark with the word that it stands for."""

    mark: Mark
    word: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``quiet`` is for sources and notes, set smaller; ``own`` is the council's."""

    text: Text
    quiet: bool = False
    own: bool = False
    """Whether somebody wrote it, in the language of the report, and it was not made."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points, or of steps where ``ordered``; ``own`` as of a paragraph."""

    points: tuple[Text, ...]
    ordered: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section: level 2 below the section's own title, level 3 below that."""

    title: str
    level: int = 2
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One figure or verdict in a box: a label, the figure itself, what to know about it."""

    label: str
    figure: str = ""
    detail: str = ""
    badge: Badge | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """A row of cards, which grow with their texts and wrap where there is no room."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, whether it holds figures, its share of the width."""

    title: str
    numeric: bool = False
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: text, or a badge, or both."""

    text: Text = ()
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. The first cell of each row names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


class FigureSize(Enum):
    """How much of the width a figure takes."""

    FULL = "full"
    HALF = "half"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in its place, with a caption; alt text and table belong to the chart."""

    chart: Chart
    caption: str = ""
    size: FigureSize = FigureSize.FULL


@dataclass(frozen=True, slots=True)
class TallyEntry:
    """One part of a count: how many there are of a mark."""

    badge: Badge
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """A total in its parts, drawn as one bar with its numbers."""

    title: str
    total: int
    entries: tuple[TallyEntry, ...]
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with what belongs to it, such as a post with its holder."""

    label: str
    text: Text


@dataclass(frozen=True, slots=True)
class Facts:
    """A short list of labels with what belongs to them."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """Something that must not be overlooked, set apart under its own title."""

    title: str
    text: Text


@dataclass(frozen=True, slots=True)
class MeasurePanel:
    """A performance measure on one strip: its name, figures, verdict, words and small chart."""

    title: str
    anchor: str
    subtitle: str
    badge: Badge
    cards: tuple[Card, ...]
    text: Text
    figure: Figure | None = None
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Stacks of blocks side by side where the page is wide enough, one after another elsewhere."""

    stacks: tuple[tuple[Block, ...], ...]


Block: TypeAlias = (
    Paragraph
    | Bullets
    | Heading
    | Cards
    | Table
    | Figure
    | Tally
    | Facts
    | Callout
    | MeasurePanel
    | Columns
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report with its own title, listed in the contents.

    Attributes
    ----------
    kicker
        A few words set above the title: the outcome, or the indicator's number.
    badge
        The verdict on the whole section, shown beside the title.
    new_page
        Whether the section begins on a new page in print.
    """

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    kicker: str = ""
    badge: Badge | None = None
    new_page: bool = True


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide of the short form: a title, what is shown below it, what the speaker may say.

    Attributes
    ----------
    anchor
        Unique among the slides of a document.
    notes
        Sentences for whoever speaks to the slide, each a paragraph.
    """

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    kicker: str = ""
    badge: Badge | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """The title page."""

    organisation: str
    plan: str
    title: str
    subtitle: str
    issued: str
    facts: tuple[Fact, ...]
    purpose: tuple[Text, ...]


SheetValue: TypeAlias = str | float | int | date | None


class SheetKind(Enum):
    """What the cells of a column of a data sheet hold."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a data sheet, explained in the README of the workbook."""

    title: str
    kind: SheetKind
    explanation: str
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tidy table of the figures behind the report, one row an observation or a verdict.

    A cell without a value holds a shorthand mark in square brackets, such as ``[c]``; the
    marks used are explained in ``Document.shorthand``.
    """

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetValue, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report, ready to be rendered in any format.

    Attributes
    ----------
    issued
        The date that the files bear inside; the clock of the machine is never asked.
    shorthand
        Each shorthand mark with its meaning, for the data sheets.
    slides
        The short form of the report, for the screen of a meeting and for an e-mail; none where
        a document has no short form.
    english
        Texts that are in English though the document is in another language.
    brief
        Whether the document is of a few pages: its title stands above its first section, and it
        has neither a title page nor a list of contents.
    """

    title: str
    language: str
    issued: date
    author: str
    description: str
    cover: Cover
    sections: tuple[Section, ...]
    sheets: tuple[Sheet, ...] = ()
    shorthand: tuple[tuple[str, str], ...] = ()
    slides: tuple[Slide, ...] = ()
    brief: bool = False
    english: frozenset[str] = frozenset()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every chart of the document, in the order in which it is met."""
        return tuple(chart for section in self.sections for chart in _charts_in(section.blocks))

    @property
    def drawings(self) -> tuple[Chart, ...]:
        """Every chart of the document, and after them their narrow forms."""
        narrow = (chart.narrow for chart in self.charts)
        return (*self.charts, *(chart for chart in narrow if chart is not None))


def _charts_in(blocks: Iterable[Block]) -> Iterator[Chart]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block.chart
        elif isinstance(block, MeasurePanel) and block.figure:
            yield block.figure.chart
        elif isinstance(block, Columns):
            for stack in block.stacks:
                yield from _charts_in(stack)
