"""Parts of pages that are the same for everybody, drawn once for a state of the workspace.

They hang on the state of the outcomes, the day asked for and the page, which is what they are kept
under, so that a change of one outcome leaves what is drawn of the others. What hangs on the person
is drawn around them each time. Only disclosed scorecards are drawn so.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

from markupsafe import Markup

from purbeck.publish.document import Section
from purbeck_web.keeping import Kept
from purbeck_web.reading.asking import Asked
from purbeck_web.reading.drawing import draw_blocks

CHARACTERS_KEPT = 48_000_000
"""How much each process keeps; our own choice: some 700 pages of measures."""

_PARTS: Kept[Markup] = Kept(CHARACTERS_KEPT, len)
_SECTIONS: Kept[tuple[Section, Markup]] = Kept(CHARACTERS_KEPT, lambda made: len(made[1]))


def drawn_once(state: Hashable, asked: Asked, name: Hashable, draw: Callable[[], Markup]) -> Markup:
    """Give a part of a page by its name, drawn now if it has not been.

    Parameters
    ----------
    state
        What it hangs on: the state of an outcome, or of several.
    """
    return _PARTS.get((state, asked.on, asked.query, name), draw)


def section_once(
    state: Hashable, asked: Asked, name: Hashable, make: Callable[[], Section]
) -> tuple[Section, Markup]:
    """Give the head of a section, without its blocks, and the blocks drawn."""

    def made() -> tuple[Section, Markup]:
        section = make()
        return replace(section, blocks=()), draw_blocks(section.blocks, asked.query)

    return _SECTIONS.get((state, asked.on, asked.query, name), made)
