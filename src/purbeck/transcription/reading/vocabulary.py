"""What a reader must know of the words of a report, to tell a table without lines from prose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from purbeck.transcription.page import Mark

# A table needs a column that says what each row is about, and one that says something of it.
TOPICS = frozenset({"name", "risk", "period"})
VALUES = frozenset(
    {
        "latest",
        "previous",
        "target",
        "rag",
        "direction",
        "level",
        "series",
        "likelihood",
        "comparator",
    }
)


class Vocabulary(Protocol):
    """The labels and signs that the layout profiles know."""

    def column_role(self, text: str) -> str | None:
        """Give the role of a column that has this heading, or None for no known heading."""

    def card_role(self, text: str) -> str | None:
        """Give the role of a card that has this label, or None for no known label."""

    def label_role(self, text: str) -> str | None:
        """Give the role of a label before a colon or in the left cell of a pair."""

    def opens(self, text: str) -> bool:
        """Whether a line opens the part of an outcome, an indicator or a measure."""

    @property
    def glyphs(self) -> Mapping[str, Mark]:
        """The characters that stand for a sign: an arrow, a disc, a tick."""


def marks_in(text: str, vocabulary: Vocabulary, like: Mark | None = None) -> tuple[Mark, ...]:
    """Give the signs among the characters of a text; ``like`` lends its colour and its box."""
    found = []
    for character in text:
        glyph = vocabulary.glyphs.get(character)
        if glyph is not None:
            colour = like.colour if like and glyph.colour.value == "other" else glyph.colour
            found.append(Mark(glyph.form, colour, like.box if like else None, "glyph"))
    return tuple(found)
