"""Value for money in the section of the measure that is the outcome of a service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from purbeck.assess.assessment import Assessment
from purbeck.model.polarity import Polarity
from purbeck.publish.charts.quadrant import quadrant_chart
from purbeck.publish.charts.quadrant_series import Away, QuadrantMark, QuadrantSeries
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.document import (
    Block,
    Bullets,
    Card,
    Cards,
    Column,
    Figure,
    Heading,
    Paragraph,
    Table,
    plain,
)
from purbeck.publish.wording.figures import figure
from purbeck.publish.wording.value_for_money import QUESTIONS, pounds
from purbeck.publish.wording.value_page import (
    NO_MEASURE,
    NOT_ITS_CAUSE,
    SAVINGS_HEADING,
    TITLE,
    cost_words,
    median_words,
    outcome_words,
    prices_sentence,
    side_words,
    standing_sentences,
    together_words,
    unit_words,
    year_saving_sentence,
)
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.value_standing import ValuePlace, ValueStanding


def value_blocks(scorecard: DisclosedScorecard, assessment: Assessment) -> Iterator[Block]:
    """Set cost beside a measure, for each service whose outcome it is; nothing for none."""
    for standing in scorecard.values:
        if standing.declared.outcome == assessment.measure.id:
            yield from _service(standing)


def _service(standing: ValueStanding) -> Iterator[Block]:
    yield Heading(f"{TITLE}: {standing.declared.name}")
    yield Cards(value_cards(standing))
    yield Bullets(tuple(plain(sentence) for sentence in standing_sentences(standing)))
    if standing.path:
        yield quadrant_figure(standing)
    yield questions_table(standing)
    sentences = [
        year_saving_sentence(standing, saving, year)
        for saving in standing.savings
        for year in saving.years
    ]
    if sentences:
        yield Heading(SAVINGS_HEADING, level=3)
        yield Bullets(tuple(plain(sentence) for sentence in sentences))
    yield Paragraph(plain(f"{NOT_ITS_CAUSE} {prices_sentence(standing)}"), quiet=True)


def value_cards(standing: ValueStanding) -> tuple[Card, ...]:
    """Put cost and outcome on cards, without a colour: no cost is good or bad in itself."""
    return (
        Card(
            label="Cost",
            figure=cost_words(standing),
            detail=unit_words(standing),
            note=median_words(standing, of_cost=True),
        ),
        Card(
            label="Outcome",
            figure=outcome_words(standing),
            detail="" if standing.outcome_period is None else str(standing.outcome_period),
            note=median_words(standing, of_cost=False),
        ),
        Card(label="Beside the neighbours", detail=together_words(standing.quadrant)),
    )


def questions_table(standing: ValueStanding) -> Table:
    """Lay out the four questions, each with its own measure or with none."""
    rows = [
        (
            text_cell(QUESTIONS[answer.question]),
            text_cell(NO_MEASURE if answer.measure is None else answer.measure.name),
            text_cell("" if answer.measure is None else side_words(answer.finding)),
        )
        for answer in standing.answers
    ]
    return Table(
        caption=f"Four questions of value for money: {standing.declared.name}",
        columns=(
            Column("Question", share=3.0),
            Column("Measure", share=3.0),
            Column("Beside the neighbours", share=2.4),
        ),
        rows=tuple(rows),
    )


def quadrant_figure(standing: ValueStanding) -> Figure:
    """Draw the area's path among its neighbours."""
    own = standing.path[0].area_name if standing.path else ""
    marks = tuple(place_mark(standing, place) for place in standing.path)
    year = standing.path[-1].period
    series = QuadrantSeries(
        anchor=f"value-{standing.declared.id}",
        title=f"{standing.declared.name}: cost beside {standing.outcome.name}",
        own=_joined(standing, marks),
        labels=tuple(_label(own, standing, at) for at in range(len(marks))),
        outcome=standing.outcome.name,
        others=tuple(place_mark(standing, place) for place in standing.neighbours),
        group=standing.group_name,
    )
    return Figure(quadrant_chart(series), f"Cost beside outcome, to {year}")


def place_mark(standing: ValueStanding, place: ValuePlace) -> QuadrantMark:
    """Make a mark of a place: better stands above, whichever way is better."""
    own = standing.path[-1:] == (place,)
    return QuadrantMark(
        name=place.area_name,
        period=place.period.label,
        cost=pounds(place.cost),
        outcome=figure(place.outcome, standing.outcome),
        cost_away=place.cost_away,
        outcome_away=_upwards(place.outcome_away, standing.outcome.polarity),
        says=together_words(standing.quadrant) if own else "",
    )


def _upwards(away: Away, polarity: Polarity) -> Away:
    distance, lower, upper = away
    return (-distance, -upper, -lower) if polarity is Polarity.LOWER else away


def _joined(standing: ValueStanding, marks: tuple[QuadrantMark, ...]) -> tuple[QuadrantMark, ...]:
    return tuple(
        replace(mark, joined=at > 0 and not place.begins, bounded=at == len(marks) - 1)
        for at, (mark, place) in enumerate(zip(marks, standing.path, strict=True))
    )


def _label(own: str, standing: ValueStanding, at: int) -> str:
    """Name the first place, the latest and each that opens a series; the line has those between."""
    place = standing.path[at]
    if 0 < at < len(standing.path) - 1 and not place.begins:
        return ""
    name = f"{own} " if at == len(standing.path) - 1 else ""
    return f"{name}{place.period.label}{', new series' if place.begins else ''}"
