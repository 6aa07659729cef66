"""Small areas in a report: within the section of a measure, and as a summary of an outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from purbeck.assess.assessment import Assessment
from purbeck.assess.finding import Rule
from purbeck.assess.rulebook import PLACE_RULES
from purbeck.publish.compose.cells import badge_cell, link_cell, text_cell
from purbeck.publish.compose.executive_summary import anchor_of
from purbeck.publish.compose.parts import anchor_of_part
from purbeck.publish.compose.place_charts import place_figures
from purbeck.publish.document import (
    Block,
    Bullets,
    Column,
    Heading,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
    plain,
)
from purbeck.publish.wording.place import (
    SUMMARY,
    WHAT_IT_MEANS,
    counts_of_place,
    figure_words,
    heading_of,
    periods_words,
    place_sentences,
    shrunken_words,
    standing_badge,
    summary_sentence,
    trend_badge,
)
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.place import OUTSIDE, MeasurePlaces, SmallArea

MOST_IN_TABLE = 40
"""Places above which a table has those alone that lie outside or are moving."""

MOST_ROWS = 60
"""Rows of such a table; the data sheet has all."""


def place_blocks(scorecard: DisclosedScorecard, assessment: Assessment) -> Iterator[Block]:
    """Say what there is to say of a measure's small areas; nothing where none is declared."""
    for found in scorecard.places:
        if found.measure.id == assessment.measure.id:
            yield Heading(heading_of(found))
            yield Bullets(tuple(plain(sentence) for sentence in place_sentences(found)))
            yield from place_figures(found)
            yield from _table(found)


def _table(found: MeasurePlaces) -> Iterator[Block]:
    areas = _worst_first(found)
    note = "As counted beside drawn towards the average, with the 95% interval of the latter."
    if len(areas) > MOST_IN_TABLE:
        telling = [each for each in areas if _tells(each) or each.area.code == found.own]
        rest = len(areas) - len(telling[:MOST_ROWS])
        areas = telling[:MOST_ROWS]
        note += f" The other {rest:,} places are in the data of the report."
    if not areas:
        return
    yield Table(
        caption=f"{found.measure.name} by place, {periods_words(found)}, the worst first",
        columns=(
            Column("Place", share=1.5),
            Column("As counted", numeric=True),
            Column("Counts", numeric=True, share=1.2),
            Column("Towards the average", numeric=True, share=1.9),
            Column("Among all places", share=1.8),
            Column("Over time", share=1.8),
        ),
        rows=tuple(
            (
                text_cell(each.area.name),
                text_cell(figure_words(each, found.measure)),
                text_cell(counts_of_place(each)),
                text_cell(shrunken_words(each, found.measure)),
                badge_cell(standing_badge(each)),
                badge_cell(trend_badge(each)),
            )
            for each in areas
        ),
        note=note,
    )


def _tells(each: SmallArea) -> bool:
    return each.standing.verdict in OUTSIDE or each.trend_stands_out


def _worst_first(found: MeasurePlaces) -> Sequence[SmallArea]:
    """Order places: the worse side, the better, then the rest by their figures' distance."""
    bad = set(found.bad_side)

    def order(each: SmallArea) -> tuple[bool, bool, float, str]:
        evidence = each.standing.evidence
        score = evidence.get("score")
        # Above 0 where the figure is worse than the average, whichever way that is.
        sign = -1.0 if found.measure.polarity.value == "higher" else 1.0
        worse = 0.0 if score is None else sign * score
        return score is None, each.standing.verdict not in bad, -worse, each.area.name

    return sorted(found.areas, key=order)


def place_sections(scorecard: DisclosedScorecard) -> Iterator[Section]:
    """Sum up where the measures of an outcome are worst and worsening; nothing where none is."""
    if not scorecard.places:
        return
    yield Section(
        anchor=anchor_of_part("place", scorecard),
        title=SUMMARY,
        kicker=scorecard.outcome.name,
        blocks=(
            *_summary(scorecard),
            Heading("What this can say, and what not"),
            Bullets(tuple(plain(sentence) for sentence in WHAT_IT_MEANS)),
            Heading("By which rules"),
            Bullets(tuple(_stated(rule) for rule in PLACE_RULES)),
        ),
    )


def _summary(scorecard: DisclosedScorecard) -> Iterator[Block]:
    for found in scorecard.places:
        name = f"{found.measure.number} {found.measure.name}".strip()
        yield Paragraph((Run(f"{name}. ", strong=True), Run(summary_sentence(found))))
    yield Table(
        caption="Measures by place",
        columns=(
            Column("Measure", share=2.6),
            Column("Places", numeric=True),
            Column("Placed", numeric=True),
            Column("Outside, worse", numeric=True),
            Column("By chance", numeric=True),
            Column("Stand out", numeric=True),
            Column("Worsening", numeric=True),
        ),
        rows=tuple(
            (
                link_cell(
                    f"{found.measure.number} {found.measure.name}".strip(),
                    f"#{anchor_of(scorecard.assessment(found.measure.id))}",
                ),
                text_cell(f"{len(found.areas):,}"),
                text_cell(f"{len(found.placed):,}"),
                text_cell(f"{len(found.outside(*found.bad_side)):,}"),
                text_cell(f"{found.by_chance:,.1f}"),
                text_cell(f"{sum(each.stands_out for each in found.outside(*found.bad_side)):,}"),
                text_cell(
                    f"{sum(each.trend_stands_out for each in found.moving(*found.bad_trends)):,}"
                ),
            )
            for found in scorecard.places
        ),
        note=(
            "By chance: how many would lie outside on that side if no place differed. Stand out, "
            "and worsening: those that would still be believed though so many were looked at."
        ),
    )


def _stated(rule: Rule) -> Text:
    return (Run(f"{rule.name}. ", strong=True), Run(rule.statement))
