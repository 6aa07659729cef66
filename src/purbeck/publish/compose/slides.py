"""The short form of a report: a slide for the summary, one an indicator, focus and risks."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.model.measure import PopulationIndicator
from purbeck.publish.compose.cells import badge_cell, figure_cell, text_cell
from purbeck.publish.compose.chart_series import figure_of
from purbeck.publish.compose.executive_summary import anchor_of, tallies
from purbeck.publish.compose.part_slides import part_slides
from purbeck.publish.compose.risks import risk_blocks
from purbeck.publish.document import (
    Block,
    Cell,
    Column,
    Columns,
    Paragraph,
    Slide,
    Table,
    plain,
)
from purbeck.publish.wording.direction import direction_sentences
from purbeck.publish.wording.evidence import agreement_sentence, evidence_sentences
from purbeck.publish.wording.figures import counted, figure
from purbeck.publish.wording.sentences import (
    caveat_sentences,
    comparison_sentence,
    overall_sentence,
    trend_sentence,
)
from purbeck.publish.wording.summary import evidence_headline, focus_reason, headline
from purbeck.publish.wording.verdicts import rag_badge, verdict_badge
from purbeck.scorecard import DisclosedScorecard

MOST_COMPARED = 5
"""Comparators that have a row on a slide; our own choice, as more could not be read. Those
beyond it are in the notes, with all the others."""


def slides(scorecard: DisclosedScorecard) -> tuple[Slide, ...]:
    """Compose the slides of a report: not the whole of it, but what a meeting talks about."""
    return (
        _summary(scorecard),
        _focus(scorecard),
        _worsening(scorecard),
        *(_indicator(scorecard, each) for each in scorecard.outcome.indicators),
        *part_slides(scorecard),
        _risks(scorecard),
    )


def _summary(scorecard: DisclosedScorecard) -> Slide:
    summary = scorecard.summary
    evidence = evidence_headline(scorecard.assessments)
    edition = None if scorecard.since is None else scorecard.since.edition_on
    return Slide(
        anchor="slide-summary",
        title="Executive summary",
        kicker=scorecard.outcome.name,
        blocks=(
            Paragraph(plain(headline(summary))),
            Columns(tuple((tally,) for tally in tallies(summary))),
        ),
        notes=(evidence, *direction_sentences(scorecard.direction, edition)),
    )


def _focus(scorecard: DisclosedScorecard) -> Slide:
    focus = scorecard.summary.focus
    rows = tuple(
        (
            text_cell(_name(each.assessment)),
            text_cell(_sentence(focus_reason(each))),
            badge_cell(rag_badge(each.assessment.rag)),
        )
        for each in focus
    )
    columns = (Column("Indicator", share=3), Column("Why", share=5), Column("Colour", share=1.2))
    table = Table("Indicators that the policy suggests as areas of focus", columns, rows)
    return Slide(
        anchor="slide-focus",
        title="Suggested areas of focus",
        kicker=scorecard.outcome.name,
        blocks=(table if rows else Paragraph(plain("The policy suggests none.")),),
        notes=tuple(
            f"{_name(each.assessment)}: {agreement_sentence(each.assessment)}" for each in focus
        ),
    )


def _worsening(scorecard: DisclosedScorecard) -> Slide:
    found = scorecard.summary.worsening
    rows = tuple(
        (
            text_cell(_name(each)),
            figure_cell(each.previous, each.measure),
            figure_cell(each.latest, each.measure),
            badge_cell(verdict_badge(each.trend.verdict, each.trend_rag)),
        )
        for each in found
    )
    columns = (
        Column("Measure", share=4),
        Column("Previous", numeric=True, share=1.6),
        Column("Latest", numeric=True, share=1.6),
        Column("Trend", share=1.6),
    )
    table = Table("Performance measures that are worsening", columns, rows)
    return Slide(
        anchor="slide-worsening",
        title="Worsening measures",
        kicker=scorecard.outcome.name,
        blocks=(table if rows else Paragraph(plain("No performance measure is worsening.")),),
        notes=tuple(f"{_name(each)}: {agreement_sentence(each)}" for each in found),
    )


def _indicator(scorecard: DisclosedScorecard, indicator: PopulationIndicator) -> Slide:
    assessment = scorecard.assessment(indicator.id)
    chart, table = figure_of(assessment, "full"), _held(assessment)
    shown: Block = table if chart is None else Columns(((chart,), (table,)))
    said = f"{trend_sentence(assessment)} {overall_sentence(assessment)}"
    return Slide(
        anchor=f"slide-{anchor_of(assessment)}",
        title=indicator.name,
        kicker=f"Population indicator {indicator.number}".strip(),
        badge=rag_badge(assessment.rag),
        blocks=(shown, Paragraph(plain(said))),
        notes=tuple(_notes(scorecard, indicator, assessment)),
    )


def _held(assessment: Assessment) -> Table:
    """Lay out the latest figure and the one before it, and what the latest is held against."""
    measure = assessment.measure
    trend = badge_cell(verdict_badge(assessment.trend.verdict, assessment.trend_rag))
    rows = [
        (text_cell("Previous"), figure_cell(assessment.previous, measure), text_cell("")),
        (text_cell("Latest"), figure_cell(assessment.latest, measure), trend),
        *(_compared(assessment, held) for held in assessment.comparators[:MOST_COMPARED]),
    ]
    return Table(
        caption=f"Figures and verdicts of indicator {measure.number}".strip(),
        columns=(
            Column("Figure", share=2.2),
            Column("Value", numeric=True, share=1.9),
            Column("Verdict", share=1.9),
        ),
        rows=tuple(rows),
    )


def _compared(assessment: Assessment, held: ComparatorAssessment) -> tuple[Cell, ...]:
    value = "None"
    if held.value is not None:
        value = f"{figure(held.value, assessment.measure)} {held.period or ''}".strip()
    verdict = badge_cell(verdict_badge(held.finding.verdict, held.rag))
    return text_cell(held.comparator.label), text_cell(value), verdict


def _notes(
    scorecard: DisclosedScorecard, indicator: PopulationIndicator, assessment: Assessment
) -> Iterator[str]:
    """Say what the evidence is, then what each comparison and each measure below it found."""
    yield f"Does the evidence bear it out? {agreement_sentence(assessment)}"
    yield from evidence_sentences(assessment)
    for held in assessment.comparators:
        yield f"{held.comparator.label}: {comparison_sentence(assessment, held)}"
    yield from caveat_sentences(assessment)
    for measure in indicator.measures:
        of_measure = scorecard.assessment(measure.id)
        yield f"{_name(of_measure)}: {trend_sentence(of_measure)}"
    if indicator.source:
        yield f"Source: {indicator.source}."


def _risks(scorecard: DisclosedScorecard) -> Slide:
    risks = scorecard.risks
    return Slide(
        anchor="slide-risks",
        title="Corporate risks",
        kicker=scorecard.outcome.name,
        blocks=risk_blocks(
            risks, caption="Corporate risks of this outcome", otherwise="There are none."
        ),
        notes=(f"The register lists {counted(len(risks), 'risk')} of this outcome.",),
    )


def _name(assessment: Assessment) -> str:
    return f"{assessment.measure.number} {assessment.measure.name}".strip()


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
