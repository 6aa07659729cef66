"""The executive summary: every number in it is counted, and every list picked, from the data."""

from __future__ import annotations

from purbeck.assess.assessment import Assessment
from purbeck.model.measure import MeasureKind
from purbeck.model.risk import CorporateRisk, RiskLevel
from purbeck.model.verdict import Rag, TrendVerdict
from purbeck.publish.compose.cells import badge_cell, figure_cell, link_cell, text_cell
from purbeck.publish.document import (
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
from purbeck.publish.wording.summary import focus_reason, headline
from purbeck.publish.wording.verdicts import level_badge, rag_badge, trend_badge, verdict_badge
from purbeck.scorecard import DisclosedScorecard

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
    return Section(
        anchor="executive-summary",
        title="Executive summary",
        kicker=scorecard.outcome.name,
        blocks=(
            Paragraph(plain(headline(scorecard.summary))),
            Columns((_indicators(scorecard), _measures(scorecard), _risks(scorecard))),
            Heading("Population indicators at a glance"),
            at_a_glance(scorecard),
        ),
    )


def _indicators(scorecard: DisclosedScorecard) -> tuple[Block, ...]:
    counts = scorecard.summary.indicators
    tally = Tally(
        "Population indicators",
        sum(counts.values()),
        tuple(TallyEntry(rag_badge(rag), counts[rag]) for rag in _RAG_ORDER if counts[rag]),
        "indicators",
    )
    points = tuple(
        (*_linked(focus.assessment), Run(f": {focus_reason(focus)}"))
        for focus in scorecard.summary.focus
    )
    return (tally, Heading("Suggested areas of focus", 3), *_listed(points, "None."))


def _measures(scorecard: DisclosedScorecard) -> tuple[Block, ...]:
    counts = scorecard.summary.measures
    tally = Tally(
        "Performance measures",
        sum(counts.values()),
        tuple(
            TallyEntry(trend_badge(trend), counts[trend]) for trend in _TREND_ORDER if counts[trend]
        ),
        "measures",
    )
    points = tuple(_linked(assessment) for assessment in scorecard.summary.worsening)
    return (tally, Heading("Worsening measures", 3), *_listed(points, "None."))


def _risks(scorecard: DisclosedScorecard) -> tuple[Block, ...]:
    counts = scorecard.summary.risks
    tally = Tally(
        "Corporate risks",
        sum(counts.values()),
        tuple(
            TallyEntry(level_badge(level), counts[level]) for level in RiskLevel if counts[level]
        ),
        "risks",
    )
    points = tuple(risk_text(risk) for risk in scorecard.summary.high_risks)
    return (tally, Heading("High rated risks", 3), *_listed(points, "None."))


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
