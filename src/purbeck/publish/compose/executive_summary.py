"""The executive summary: every number in it is counted, and every list picked, from the data."""

from __future__ import annotations

from purbeck.assess.assessment import Assessment
from purbeck.model.measure import MeasureKind
from purbeck.model.risk import CorporateRisk, RiskLevel
from purbeck.model.verdict import Rag, TrendVerdict
from purbeck.publish.compose.cells import badge_cell, figure_cell, link_cell, text_cell
from purbeck.publish.compose.direction import direction_blocks
from purbeck.publish.document import (
    Badge,
    Block,
    Bullets,
    Cell,
    Column,
    Columns,
    Heading,
    Paragraph,
    Run,
    Section,
    Table,
    Tally,
    TallyEntry,
    Text,
    plain,
)
from purbeck.publish.wording.summary import (
    evidence_headline,
    focus_reason,
    headline,
    overdue_remark,
)
from purbeck.publish.wording.verdicts import level_badge, rag_badge, trend_badge, verdict_badge
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.summary import Summary

_RAG_ORDER = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.NO_DATA)
_TREND_ORDER = (
    TrendVerdict.IMPROVING,
    TrendVerdict.MARGINAL_CHANGE,
    TrendVerdict.UNCHANGED,
    TrendVerdict.WORSENING,
    TrendVerdict.CANNOT_BE_ASSESSED,
)


def executive_summary(scorecard: DisclosedScorecard) -> Section:
    """Compose the executive summary of an outcome."""
    summary = scorecard.summary
    focus = tuple(
        (*_linked(focus.assessment), Run(f": {focus_reason(focus)}.")) for focus in summary.focus
    )
    worsening = tuple(_linked(assessment) for assessment in summary.worsening)
    high = tuple(risk_text(risk) for risk in summary.high_risks)
    overdue = tuple((*_linked(a), Run(overdue_remark(a))) for a in summary.overdue)
    return Section(
        anchor="executive-summary",
        title="Executive summary",
        blocks=(
            Paragraph(plain(headline(summary))),
            Paragraph(plain(evidence_headline(scorecard.assessments))),
            Columns(tuple((tally,) for tally in tallies(summary))),
            Heading("Suggested areas of focus"),
            *_listed(focus, "The policy suggests none."),
            Columns(
                (
                    (Heading("Worsening measures"), *_listed(worsening, "None is worsening.")),
                    (Heading("High rated risks"), *_listed(high, "None is rated high.")),
                )
            ),
            *((Heading("Figures overdue"), Bullets(overdue)) if overdue else ()),
            *direction_blocks(scorecard),
            Heading("Population indicators at a glance"),
            at_a_glance(scorecard),
        ),
    )


def tallies(summary: Summary) -> tuple[Tally, Tally, Tally]:
    """Count the indicators by colour, the measures by trend and the risks by level."""
    indicators = [(rag_badge(rag), summary.indicators[rag]) for rag in _RAG_ORDER]
    measures = [(trend_badge(trend), summary.measures[trend]) for trend in _TREND_ORDER]
    risks = [(level_badge(level), summary.risks[level]) for level in RiskLevel]
    return (
        _tally("Population indicators", "indicators", indicators),
        _tally("Performance measures", "measures", measures),
        _tally("Corporate risks", "risks", risks),
    )


def _tally(title: str, noun: str, counts: list[tuple[Badge, int]]) -> Tally:
    entries = tuple(TallyEntry(badge, count) for badge, count in counts if count)
    return Tally(title, sum(count for _, count in counts), entries, noun)


def risk_text(risk: CorporateRisk) -> Text:
    """Name a risk by its number and title."""
    return (Run(risk.id, strong=True), Run(f" {risk.title}"))


def _linked(assessment: Assessment) -> Text:
    measure = assessment.measure
    return (
        Run(f"{measure.number} ", strong=True),
        Run(measure.name, link=f"#{anchor_of(assessment)}"),
    )


def anchor_of(assessment: Assessment) -> str:
    """Give the anchor of a measure's place in the report."""
    of_indicator = assessment.measure.kind is MeasureKind.POPULATION_INDICATOR
    return f"{'indicator' if of_indicator else 'measure'}-{assessment.measure.id}"


def _listed(points: tuple[Text, ...], otherwise: str) -> tuple[Block, ...]:
    return (Bullets(points),) if points else (Paragraph(plain(otherwise)),)


def at_a_glance(scorecard: DisclosedScorecard) -> Table:
    """Lay out every indicator on one line each, with its figures and its verdicts."""
    indicators = [
        assessment
        for assessment in scorecard.assessments
        if assessment.measure.kind is MeasureKind.POPULATION_INDICATOR
    ]
    return Table(
        caption="Latest and previous figure, trend, comparators and colour of each indicator",
        columns=(
            Column("Indicator", share=3.4),
            Column("Previous", numeric=True, share=1.35),
            Column("Latest", numeric=True, share=1.35),
            Column("Trend", share=1.7),
            Column("Comparators", share=2.6),
            Column("Colour", share=1.2),
        ),
        rows=tuple(_row(assessment) for assessment in indicators),
    )


def _row(assessment: Assessment) -> tuple[Cell, ...]:
    measure = assessment.measure
    held = ", ".join(
        f"{held.comparator.label}: {held.finding.verdict.value}" for held in assessment.comparators
    )
    return (
        link_cell(f"{measure.number} {measure.name}", f"#{anchor_of(assessment)}"),
        figure_cell(assessment.previous, measure),
        figure_cell(assessment.latest, measure),
        badge_cell(verdict_badge(assessment.trend.verdict, assessment.trend_rag)),
        text_cell(held or "None declared"),
        badge_cell(rag_badge(assessment.rag)),
    )
