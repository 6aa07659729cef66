"""One page for the public, in plain English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from purbeck.assess.assessment import Assessment
from purbeck.model.measure import MeasureKind
from purbeck.publish.compose.digest_frame import digest_of
from purbeck.publish.document import (
    Block,
    Card,
    Cards,
    Document,
    Paragraph,
    Section,
    plain,
)
from purbeck.publish.wording.figures import observed
from purbeck.publish.wording.plain_english import (
    COLOURS,
    WHERE_MORE,
    opening_sentences,
    plain_name,
    sign_sentences,
    trend_words,
)
from purbeck.publish.wording.reading_age import Reading, reading
from purbeck.publish.wording.verdicts import rag_badge
from purbeck.scorecard import DisclosedScorecard


def public_digest(scorecards: Sequence[DisclosedScorecard]) -> Document:
    """Compose the page for the public: the population indicators of every outcome."""
    first = scorecards[0]
    area = first.framework.area_name(first.framework.organisation.area)
    signs = [a for each in scorecards for a in _signs(each)]
    opening = opening_sentences(area, signs)
    sections = [
        Section(
            anchor=f"signs-{number}",
            title=each.outcome.name,
            blocks=tuple(_blocks(each, opening if number == 1 else "")),
            new_page=False,
        )
        for number, each in enumerate(scorecards, start=1)
    ]
    key = Section(
        anchor="key",
        title="What the colours mean",
        blocks=(Paragraph(plain(" ".join((*COLOURS.values(), WHERE_MORE)))),),
        new_page=False,
    )
    title = f"How we are doing in {area}"
    return digest_of(scorecards, title, opening, [*sections, key], facts=(), subtitle="")


def _signs(scorecard: DisclosedScorecard) -> list[Assessment]:
    return [
        assessment
        for assessment in scorecard.assessments
        if assessment.measure.kind is MeasureKind.POPULATION_INDICATOR
    ]


def _blocks(scorecard: DisclosedScorecard, opening: str) -> Iterator[Block]:
    if opening:
        yield Paragraph(plain(opening))
    if signs := _signs(scorecard):
        yield Cards(tuple(_card(assessment) for assessment in signs))


def _card(assessment: Assessment) -> Card:
    latest = assessment.latest
    return Card(
        label=plain_name(assessment),
        figure=observed(latest, assessment.measure) if latest else "No figure",
        detail=f"in {latest.period}" if latest else "",
        badge=rag_badge(assessment.rag, trend_words(assessment)),
        note=sign_sentences(assessment),
    )


def reading_of(document: Document) -> Reading:
    """Measure how hard a page is to read: its paragraphs, and the names and notes of its cards.

    A name counts as a sentence. Titles and figures that stand by themselves do not count.
    """
    return reading(running_text(document))


def running_text(document: Document) -> list[str]:
    """Give the texts of a page that are read as sentences."""
    texts: list[str] = []
    for block in (block for section in document.sections for block in section.blocks):
        if isinstance(block, Paragraph):
            texts.append("".join(run.text for run in block.text))
        elif isinstance(block, Cards):
            texts += [text for card in block.cards for text in (card.label, card.note) if text]
    return texts


def hardest_name(document: Document) -> str:
    """Give the name on a page that is the hardest to read; the first of several, or nothing."""
    names = [
        card.label
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Cards)
        for card in block.cards
    ]
    return max(names, key=lambda name: reading([name]).grade, default="")
