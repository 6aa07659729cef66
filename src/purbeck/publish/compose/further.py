"""What a report says beyond the verdict on each measure, part by part.

A part is value for money, inequality, place, and the like. Each says something of a measure, has
a summary of an outcome, and a sheet of figures, or some of these; and nothing where nothing is
declared for it. They are listed here alone, so that every form of the report has all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from purbeck.assess.assessment import Assessment
from purbeck.model.measure import PerformanceMeasure
from purbeck.publish.compose import (
    difference,
    difference_sheets,
    inequality,
    inequality_sheets,
)
from purbeck.publish.compose.direction import direction_sheets
from purbeck.publish.compose.neighbour_sheets import neighbour_sheets
from purbeck.publish.compose.neighbours import neighbours_sections
from purbeck.publish.compose.parts import INFIX
from purbeck.publish.compose.place import place_blocks, place_sections
from purbeck.publish.compose.place_sheets import place_sheets
from purbeck.publish.compose.value_blocks import value_blocks
from purbeck.publish.compose.value_section import value_sections
from purbeck.publish.compose.value_sheets import value_sheets
from purbeck.publish.document import Block, Bullets, Heading, Paragraph, Run, Section, Sheet
from purbeck.scorecard import DisclosedScorecard

OF_MEASURE: tuple[Callable[[DisclosedScorecard, Assessment], Iterator[Block]], ...] = (
    value_blocks,
    inequality.measure_blocks,
    place_blocks,
    difference.difference_blocks,
)
"""What each part says of one measure, below its evidence."""

OF_OUTCOME: tuple[Callable[[DisclosedScorecard], Iterator[Section]], ...] = (
    value_sections,
    inequality.sections,
    place_sections,
    difference.difference_sections,
    neighbours_sections,
)
"""The summary sections of each part; their anchors are made by ``parts.anchor_of_part``."""

SHEETS: tuple[Callable[[DisclosedScorecard], Iterator[Sheet]], ...] = (
    value_sheets,
    inequality_sheets.sheets,
    place_sheets,
    difference_sheets.difference_sheets,
    neighbour_sheets,
    direction_sheets,
)
"""The data sheets of each part."""


def measure_blocks(scorecard: DisclosedScorecard, assessment: Assessment) -> Iterator[Block]:
    """Give what the parts say of one measure; nothing where none has anything to say."""
    for part in OF_MEASURE:
        yield from part(scorecard, assessment)


def blocks_among_others(scorecard: DisclosedScorecard, assessment: Assessment) -> Iterator[Block]:
    """Give the same for a performance measure that stands in its indicator's section."""
    measure = assessment.measure
    assert isinstance(measure, PerformanceMeasure)  # as indicators have sections of their own
    name = f"{measure.number} {measure.name}".strip()
    for block in measure_blocks(scorecard, assessment):
        if isinstance(block, Heading) and block.level > 2:
            # Below the name of the measure there is no further level of headings.
            yield Paragraph((Run(block.title, strong=True),))
        elif isinstance(block, Heading):
            yield replace(block, title=f"{block.title}: {name}", level=3, anchor="")
        else:
            yield block


def further_sections(scorecard: DisclosedScorecard) -> tuple[Section, ...]:
    """Give the summary sections of an outcome, part by part."""
    return tuple(section for part in OF_OUTCOME for section in part(scorecard))


def further_sheets(scorecard: DisclosedScorecard) -> tuple[Sheet, ...]:
    """Give the data sheets of every part."""
    return tuple(sheet for part in SHEETS for sheet in part(scorecard))


def links_to_parts(sections: tuple[Section, ...]) -> Iterator[Block]:
    """Lead to the pages of the summary sections; nothing where there is none."""
    if sections:
        yield Heading("More about this outcome")
        yield Bullets(tuple((Run(each.title, link=f"#{each.anchor}"),) for each in sections))


def part_in(anchor: str) -> tuple[str, str] | None:
    """Give the part and the outcome of the anchor of a summary section, or None.

    Examples
    --------
    >>> part_in("equality-of-good-start"), part_in("indicator-02")
    (('equality', 'good-start'), None)
    """
    part, infix, outcome = anchor.partition(INFIX)
    return (part, outcome) if infix and part and outcome else None
