"""A slide for each summary section of an outcome: its first words and what it shows first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from purbeck.publish.compose.further import further_sections
from purbeck.publish.document import (
    Block,
    Bullets,
    Callout,
    Columns,
    Paragraph,
    Section,
    Slide,
    Table,
    Text,
    plain,
)
from purbeck.publish.wording.counted import rows_shown
from purbeck.scorecard import DisclosedScorecard

MOST_ROWS = 5
"""Rows of a table that a slide shows; our own choice, as more could not be read from a seat."""


def part_slides(scorecard: DisclosedScorecard) -> Iterator[Slide]:
    """Compose a slide of each summary section; whatever it does not show is in the report."""
    for section in further_sections(scorecard):
        yield Slide(
            anchor=f"slide-{section.anchor}",
            title=section.title,
            kicker=scorecard.outcome.name,
            badge=section.badge,
            blocks=tuple(_shown(section)),
            notes=tuple(_said(section.blocks)),
        )


def _shown(section: Section) -> Iterator[Block]:
    said = next(filter(_is_told, section.blocks), None)
    if said is not None:
        yield said
    # A chart that PowerPoint cannot draw by itself is in the report; its table is here.
    table = next((block for block in section.blocks if isinstance(block, Table)), None)
    if table is not None:
        if len(table.rows) > MOST_ROWS:
            yield Paragraph(plain(rows_shown(MOST_ROWS, len(table.rows))))
        yield _cut(table)


def _is_told(block: Block) -> bool:
    return isinstance(block, Bullets) or (isinstance(block, Paragraph) and not block.quiet)


def _cut(table: Table) -> Table:
    """Keep the first rows of a table."""
    return replace(table, rows=table.rows[:MOST_ROWS])


def _said(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Give what else is said in the section, for whoever speaks to the slide."""
    for block in blocks:
        if isinstance(block, Paragraph | Callout):
            yield _words(block.text)
        elif isinstance(block, Bullets):
            yield from map(_words, block.points)
        elif isinstance(block, Columns):
            for stack in block.stacks:
                yield from _said(stack)


def _words(text: Text) -> str:
    return "".join(run.text for run in text)
