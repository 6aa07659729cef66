"""A page as it was printed: lines, tables and coloured marks, and where each stands.

Every reader of a format makes these, so that whatever is sought in a report is sought once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Colour(Enum):
    """The colours that a report uses as signs; every other one is ``OTHER``."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"
    BLACK = "black"
    WHITE = "white"
    OTHER = "other"


class Form(Enum):
    """The forms that a report uses as signs."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    UP_RIGHT = "up and right"
    DOWN_RIGHT = "down and right"
    LEVEL = "level"
    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    TICK = "tick"
    CROSS = "cross"
    OTHER = "other"


ARROWS = frozenset(
    {
        Form.UP,
        Form.DOWN,
        Form.LEFT,
        Form.RIGHT,
        Form.UP_RIGHT,
        Form.DOWN_RIGHT,
        Form.LEVEL,
    }
)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """The middle, across and down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside; the left and upper edges count as inside."""
        return self.left <= x < self.right and self.top <= y < self.bottom

    def around(self, other: Box) -> Box:
        """Give the smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def rounded(self) -> tuple[int, int, int, int]:
        """Give the four edges in whole points, for people and for files."""
        return round(self.left), round(self.top), round(self.right), round(self.bottom)


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign that is not text: its form and colour, as drawn or as a picture shows it."""

    form: Form
    colour: Colour = Colour.OTHER
    box: Box | None = None
    origin: str = "shape"
    """What it was made of: shape, picture, glyph, fill or letters."""

    def __str__(self) -> str:
        colour = "" if self.colour is Colour.OTHER else f"{self.colour.value} "
        return f"{colour}{self.form.value} ({self.origin})"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file: the page, and the line or the cell on it.

    The page is 0 where the file has no pages, or does not say where they end.
    """

    page: int
    line: int = 0
    row: int = 0
    column: int = 0
    box: Box | None = None

    def __str__(self) -> str:
        parts = [f"page {self.page}"] if self.page else []
        if self.line:
            parts.append(f"line {self.line}")
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts) or "the file"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table or one part of a line, with the marks in it."""

    text: str
    place: Place
    marks: tuple[Mark, ...] = ()

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a paragraph: its text, how it is set, and its parts where tabs divide it.

    ``level`` is that of a heading, 1 for the gravest, or 0 for running text.
    """

    text: str
    place: Place
    level: int = 0
    bullet: bool = False
    strong: bool = False
    marks: tuple[Mark, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The parts between tabs; the whole text where there are no tabs."""
        return self.parts or (self.text,)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, all of one length, the first row being its heading if any is."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    caption: str = ""
    cards: bool = False
    """Whether the columns are cards that stand side by side, each with a label on top."""


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a report. ``pictures`` counts the large ones, which may hold lost figures."""

    number: int
    blocks: tuple[Block, ...]
    pictures: int = 0

    @property
    def empty(self) -> bool:
        """Whether no text was found on it."""
        return not self.blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A report in a file, as far as it could be read."""

    name: str
    format: str
    pages: tuple[Page, ...]
    paged: bool = True
    """Whether the pages are the report's own; a web page and plain text have only one."""
    stated: dict[str, str] = field(default_factory=dict)
    """What the file says of itself: title, author, date."""
    digest: str = ""
