"""The summary of value for money of an outcome: each service, and what all this cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from purbeck.assess.invest_to_save import RULE as SAVING_RULE
from purbeck.assess.rulebook import VALUE_RULES
from purbeck.assess.value_for_money import MOVEMENT_RULE
from purbeck.publish.charts.quadrant import quadrant_chart
from purbeck.publish.charts.quadrant_series import QuadrantSeries
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.compose.parts import anchor_of_part
from purbeck.publish.compose.value_blocks import place_mark
from purbeck.publish.document import (
    Block,
    Bullets,
    Column,
    Figure,
    Heading,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
    plain,
)
from purbeck.publish.wording.value_for_money import (
    HEADING,
    WHAT_IT_CAN_SAY,
    WHAT_IT_CANNOT_SAY,
)
from purbeck.publish.wording.value_page import (
    CAN_SAY,
    CANNOT_SAY,
    INTRODUCTION,
    QUESTION_NAMES,
    QUESTIONS_HEADING,
    RULES_HEADING,
    SAVINGS_HEADING,
    SAVINGS_PRICES,
    TITLE,
    cost_words,
    declared_words,
    outcome_words,
    prices_sentence,
    saved_words,
    saving_words,
    side_words,
    together_words,
    unit_words,
)
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.value_standing import ValueStanding


def value_sections(scorecard: DisclosedScorecard) -> Iterator[Section]:
    """Compose the summary of value for money; none where no service is declared."""
    if scorecard.values:
        yield Section(
            anchor=anchor_of_part("value-for-money", scorecard),
            title=TITLE,
            kicker=scorecard.outcome.name,
            blocks=tuple(_blocks(scorecard.values)),
        )


def _blocks(values: tuple[ValueStanding, ...]) -> Iterator[Block]:
    yield Paragraph(plain(INTRODUCTION))
    yield _services(values)
    drawn = [each for each in values if each.path]
    if len(drawn) > 1:
        yield _quadrant(drawn)
    yield Heading(QUESTIONS_HEADING)
    yield _questions(values)
    if any(each.savings for each in values):
        yield Heading(SAVINGS_HEADING)
        yield _savings(values)
    yield Heading(RULES_HEADING)
    yield Bullets(tuple(_rules(values)))
    yield Heading(HEADING)
    yield Paragraph(plain(CAN_SAY))
    yield Bullets(tuple(plain(sentence) for sentence in WHAT_IT_CAN_SAY))
    yield Paragraph(plain(CANNOT_SAY))
    yield Bullets(tuple(plain(sentence) for sentence in WHAT_IT_CANNOT_SAY))
    for sentence in dict.fromkeys(prices_sentence(each) for each in values):
        yield Paragraph(plain(sentence), quiet=True)


def _rules(values: tuple[ValueStanding, ...]) -> Iterator[Text]:
    """State each rule that the page goes by, and no other."""
    moved = any(each.movement for each in values)
    saved = any(each.savings for each in values)
    for rule in VALUE_RULES:
        unused = (rule is MOVEMENT_RULE and not moved) or (rule is SAVING_RULE and not saved)
        if not unused:
            yield Run(f"{rule.name}. ", strong=True), Run(f"{rule.statement} {rule.source}")


def _services(values: tuple[ValueStanding, ...]) -> Table:
    return Table(
        caption="Cost beside outcome, service by service",
        columns=(
            Column("Service", share=2.0),
            Column("Cost", share=2.2),
            Column("Outcome", share=3.0),
            Column("Beside the neighbours", share=2.2),
        ),
        rows=tuple(
            (
                text_cell(each.declared.name),
                text_cell(f"{cost_words(each)} {unit_words(each)}. {side_words(each.cost)}."),
                text_cell(
                    f"{each.outcome.name}: {outcome_words(each)}. {side_words(each.effect)}."
                ),
                text_cell(together_words(each.quadrant)),
            )
            for each in values
        ),
    )


def _questions(values: tuple[ValueStanding, ...]) -> Table:
    return Table(
        caption="Each question by the measure that is declared for it",
        columns=(Column("Service", share=2.0), *(Column(w) for w in QUESTION_NAMES.values())),
        rows=tuple(
            (
                text_cell(each.declared.name),
                *(text_cell(side_words(answer.finding)) for answer in each.answers),
            )
            for each in values
        ),
    )


def _savings(values: tuple[ValueStanding, ...]) -> Table:
    return Table(
        caption="What was expected to be saved, and what was",
        note=SAVINGS_PRICES,
        columns=(
            Column("Action", share=3.0),
            Column("Year", share=1.2),
            Column("Invested", numeric=True, share=1.4),
            Column("Expected to be saved", numeric=True, share=1.6),
            Column("Saved beside the neighbours", share=2.4),
            Column("What it says", share=2.6),
        ),
        rows=tuple(
            (
                text_cell(saving.action.title),
                text_cell(year.period.label),
                text_cell(declared_words(each, saving, year, "invested")),
                text_cell(declared_words(each, saving, year, "expected")),
                text_cell(saved_words(year)),
                text_cell(saving_words(saving, year)),
            )
            for each in values
            for saving in each.savings
            for year in saving.years
        ),
    )


def _quadrant(drawn: list[ValueStanding]) -> Figure:
    """Draw every service of the area in one picture, each from its own median."""
    marks = [replace(place_mark(each, each.path[-1]), name=each.declared.name) for each in drawn]
    series = QuadrantSeries(
        anchor="value-of-services",
        title="Services by cost and outcome, each from the median of its neighbours",
        own=tuple(marks),
        labels=tuple(each.declared.name for each in drawn),
        outcome="the outcome of each service",
    )
    return Figure(quadrant_chart(series), "Services, each from the median of its own neighbours")
