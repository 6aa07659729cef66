"""The digest for a committee: what is worsening, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from purbeck.assess.assessment import Assessment
from purbeck.model.measure import MeasureKind
from purbeck.model.question import QuestionStatus
from purbeck.model.risk import CorporateRisk, RiskTrend
from purbeck.model.verdict import TrendVerdict
from purbeck.publish.compose.cells import figure_cell, text_cell
from purbeck.publish.compose.digest_frame import digest_of
from purbeck.publish.compose.questions import questions_table
from purbeck.publish.compose.risks import risk_blocks
from purbeck.publish.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Section,
    Table,
    plain,
)
from purbeck.publish.wording.digests import NO_RISKS, NO_WORSENING, committee_sentence
from purbeck.publish.wording.scrutiny import named
from purbeck.publish.wording.verdicts import rag_badge, sentence_case
from purbeck.scorecard import DisclosedScorecard


def worsening_in(scorecard: DisclosedScorecard) -> tuple[Assessment, ...]:
    """Give what is worsening in an outcome: indicators and measures, in the framework's order."""
    return tuple(
        assessment
        for assessment in scorecard.assessments
        if assessment.trend.verdict is TrendVerdict.WORSENING
    )


def deteriorating_in(scorecard: DisclosedScorecard) -> tuple[CorporateRisk, ...]:
    """Give the risks of an outcome that the register has as worsening."""
    return tuple(risk for risk in scorecard.risks if risk.trend is RiskTrend.WORSENING)


def committee_digest(scorecards: Sequence[DisclosedScorecard]) -> Document:
    """Compose what is worsening in every outcome, with the risks that are."""
    worsening = sum(len(worsening_in(each)) for each in scorecards)
    reported = sum(len(each.assessments) for each in scorecards)
    risks = sum(len(deteriorating_in(each)) for each in scorecards)
    said = committee_sentence(worsening, reported, risks)
    sections = [
        Section(
            anchor=f"worsening-{number}",
            title=f"What is worsening: {scorecard.outcome.name}",
            blocks=tuple(_blocks(scorecard)),
            new_page=False,
        )
        for number, scorecard in enumerate(scorecards, start=1)
    ]
    return digest_of(scorecards, "Digest for the committee", said, [*_with_lead(said, sections)])


def _with_lead(said: str, sections: Sequence[Section]) -> Iterator[Section]:
    """Set the count of all outcomes above the first of them."""
    for number, section in enumerate(sections):
        lead = (Paragraph(plain(said)),) if number == 0 else ()
        yield Section(
            anchor=section.anchor,
            title=section.title,
            blocks=(*lead, *section.blocks),
            new_page=False,
        )


def _blocks(scorecard: DisclosedScorecard) -> Iterator[Block]:
    worsening = worsening_in(scorecard)
    if not worsening:
        yield Paragraph(plain(NO_WORSENING))
    for kind, title in _KINDS:
        of_kind = [a for a in worsening if a.measure.kind is kind]
        if of_kind:
            yield Heading(title)
            yield _table("Previous and latest figure, colour, and what the evidence says", of_kind)
    yield Heading("Corporate risks that are worsening")
    caption = "Corporate risks that the register has as worsening"
    yield from risk_blocks(deteriorating_in(scorecard), caption, NO_RISKS)
    unanswered = [q for q in scorecard.questions if q.status is QuestionStatus.OPEN]
    if unanswered:
        yield Heading("Questions of members without an answer")
        yield questions_table(scorecard.framework, unanswered)


_KINDS = (
    (MeasureKind.POPULATION_INDICATOR, "Population indicators that are worsening"),
    (MeasureKind.PERFORMANCE_MEASURE, "Performance measures that are worsening"),
)


def _table(caption: str, assessments: Sequence[Assessment]) -> Table:
    return Table(
        caption=caption,
        columns=(
            Column("Measure", share=3.0),
            Column("Previous", numeric=True, share=1.3),
            Column("Latest", numeric=True, share=1.3),
            Column("Colour", share=1.1),
            Column("By the evidence", share=2.2),
        ),
        rows=tuple(_row(assessment) for assessment in assessments),
    )


def _row(assessment: Assessment) -> tuple[Cell, ...]:
    measure = assessment.measure
    return (
        text_cell(named(assessment)),
        figure_cell(assessment.previous, measure),
        figure_cell(assessment.latest, measure),
        Cell(badge=rag_badge(assessment.rag)),
        text_cell(sentence_case(assessment.statistics.agreement.verdict.value)),
    )
