"""Who the area is compared with: the computed neighbours, and the verdicts that hang on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.assess.neighbour_choice import RULE
from purbeck.model.measure import Measure
from purbeck.model.verdict import ComparisonVerdict
from purbeck.publish.compose.cells import link_cell, text_cell
from purbeck.publish.compose.executive_summary import anchor_of
from purbeck.publish.compose.parts import anchor_of_part
from purbeck.publish.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Paragraph,
    Run,
    Section,
    Table,
    plain,
)
from purbeck.publish.wording.figures import figure, number
from purbeck.publish.wording.neighbours import (
    CANNOT,
    agreement_sentences,
    characteristic_words,
    choice_words,
    choices_sentence,
    hangs,
    left_out_sentence,
    method_sentences,
    title_of,
    weight_words,
    with_figure_words,
    without_neighbours_sentence,
)
from purbeck.publish.wording.verdicts import sentence_case
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.neighbours import ComputedNeighbours, PlacedArea

PART = "neighbours"

Compared = tuple[Assessment, ComparatorAssessment]


def neighbours_sections(scorecard: DisclosedScorecard) -> Iterator[Section]:
    """Say who the area is compared with; nothing where no model of neighbours is declared."""
    if not scorecard.neighbours:
        return
    framework = scorecard.framework
    blocks: list[Block] = []
    for model in scorecard.neighbours:
        if len(scorecard.neighbours) > 1:
            blocks.append(Heading(model.terms.name))
        blocks += _model_blocks(scorecard, model)
    compared = compared_with_choice(scorecard)
    if compared:
        blocks.append(Heading("Which verdicts hang on the choice"))
        held = [one.choice for _, one in compared if one.choice is not None]
        blocks.append(Paragraph(plain(choices_sentence(held))))
        blocks.append(_choices_table(compared))
        stated = f"{RULE.name}. {RULE.statement} {RULE.source}"
        blocks.append(Paragraph(plain(stated), quiet=True))
    blocks.append(Heading("What this can and cannot say"))
    blocks.append(Bullets(tuple(plain(each) for each in CANNOT)))
    yield Section(
        anchor=anchor_of_part(PART, scorecard),
        title=title_of(framework.area_name(framework.organisation.area)),
        blocks=tuple(blocks),
    )


def compared_with_choice(scorecard: DisclosedScorecard) -> list[Compared]:
    """Give the comparisons that were made again with other neighbours, in their order."""
    return [
        (assessment, held)
        for assessment in scorecard.assessments
        for held in assessment.comparators
        if held.choice is not None
    ]


def _model_blocks(scorecard: DisclosedScorecard, model: ComputedNeighbours) -> Iterator[Block]:
    name = scorecard.framework.area_name
    if not model.neighbours:
        yield Paragraph(plain(without_neighbours_sentence(model, name)))
    else:
        yield Paragraph(plain(" ".join(method_sentences(model, name))))
        group = scorecard.framework.group(model.terms.group) if model.terms.group else None
        edition = "" if group is None else group.edition or group.name
        agreement = agreement_sentences(model, edition, name)
        if agreement:
            yield Paragraph(plain(" ".join(agreement)))
        yield _neighbours_table(scorecard, model)
    yield _characteristics_table(scorecard, model)
    if said := left_out_sentence(model, name):
        yield Paragraph(plain(said), quiet=True)


def _neighbours_table(scorecard: DisclosedScorecard, model: ComputedNeighbours) -> Table:
    measures = [one.measure for one in model.characteristics]
    own = scorecard.framework.area_name(model.own.code)
    return Table(
        caption=f"The areas most like {own}, with their characteristics",
        columns=(
            Column("Area", share=2.2),
            Column("Distance", numeric=True, share=1.1),
            *(Column(measure.name, numeric=True, share=1.5) for measure in measures),
            Column("Published", share=1.2),
        ),
        rows=tuple(_rows(scorecard, model, measures)),
        note=(
            "In brackets the characteristic in standard deviations from the mean of the areas. The "
            "published neighbours that are not among the computed stand below them."
        ),
    )


def _rows(
    scorecard: DisclosedScorecard, model: ComputedNeighbours, measures: Sequence[Measure]
) -> Iterator[tuple[Cell, ...]]:
    name, published = scorecard.framework.area_name, set(model.published)
    yield (
        Cell((Run(name(model.own.code), strong=True),)),
        text_cell(number(0.0, 2)),
        *_characteristics(model.own, measures),
        text_cell("Own area"),
    )
    for one in (*model.neighbours, *model.beside):
        place = f"{one.rank}. " if one.rank else ""
        listed = "Yes" if one.code in published else "No"
        yield (
            text_cell(f"{place}{name(one.code)}"),
            text_cell(number(one.distance, 2) if one.rank else "No place"),
            *_characteristics(one, measures),
            text_cell(listed if published else "No list"),
        )


def _characteristics(one: PlacedArea, measures: Sequence[Measure]) -> Iterator[Cell]:
    for value, standard, measure in zip(one.values, one.standardised, measures, strict=True):
        if value is None:
            yield text_cell("No figure")
        else:
            beside = "" if standard is None else f" ({number(standard, 1)})"
            yield Cell((Run(figure(value, measure)), Run(beside)))


def _characteristics_table(scorecard: DisclosedScorecard, model: ComputedNeighbours) -> Table:
    return Table(
        caption="What the areas are compared by, and how much each counts",
        columns=(
            Column("Characteristic", share=2.4),
            Column("Counts", share=1.0),
            Column("Why", share=2.6),
            Column("Source", share=2.0),
        ),
        rows=tuple(
            (
                text_cell(characteristic_words(one)),
                text_cell(weight_words(one)),
                text_cell(one.declared.why),
                text_cell(one.measure.source),
            )
            for one in model.characteristics
        ),
    )


def _choices_table(compared: Sequence[Compared]) -> Table:
    return Table(
        caption="Each comparison with the published neighbours, and with others",
        columns=(
            Column("Measure", share=3.2),
            Column("Published", share=1.5),
            Column("Computed", share=1.5),
            Column("Averages by any choice", share=1.6),
            Column("Choice", share=1.5),
        ),
        rows=tuple(_choice_row(assessment, held) for assessment, held in compared),
        note=(
            "In brackets the average, and how many of the computed neighbours have a figure where "
            "not all have one."
        ),
    )


def _choice_row(assessment: Assessment, held: ComparatorAssessment) -> tuple[Cell, ...]:
    measure, choice = assessment.measure, held.choice
    assert choice is not None  # by the list that is laid out
    evidence = choice.finding.evidence
    ends = [evidence[key] for key in ("lowest", "highest") if key in evidence]
    return (
        link_cell(f"{measure.number} {measure.name}".strip(), f"#{anchor_of(assessment)}"),
        _held_cell(held.finding.verdict, held.value, measure),
        _held_cell(choice.by_model, evidence.get("by_model"), measure, with_figure_words(choice)),
        text_cell(" to ".join(dict.fromkeys(figure(end, measure) for end in ends))),
        Cell((Run(choice_words(choice), strong=hangs(held)),)),
    )


def _held_cell(
    verdict: ComparisonVerdict, value: float | None, measure: Measure, of: str = ""
) -> Cell:
    said = [] if value is None else [figure(value, measure), *([of] if of else [])]
    average = f" ({', '.join(said)})" if said else ""
    return text_cell(f"{sentence_case(verdict.value)}{average}")
