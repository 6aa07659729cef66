"""The register of corporate risks in full: the heat map, the scores, controls and reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from purbeck.assess.risk_standing import RiskStanding, standings_of
from purbeck.model.framework import Framework
from purbeck.model.risk import CorporateRisk, RiskMatrix
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.compose.executive_summary import risk_text
from purbeck.publish.compose.heat_map import heat_map
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
from purbeck.publish.wording.figures import day
from purbeck.publish.wording.risks import (
    appetite_badge,
    appetite_words,
    derived_words,
    interval_note,
    register_sentence,
    review_badge,
    score_words,
    standing_sentences,
)
from purbeck.publish.wording.verdicts import level_badge, risk_trend_badge
from purbeck.scorecard import DisclosedScorecard


def register_sections(scorecard: DisclosedScorecard) -> tuple[Section, ...]:
    """Compose the register of the outcome's risks; none where it says no more than their levels."""
    if not any(risk.is_kept_in_full for risk in scorecard.risks):
        return ()
    section = Section(
        anchor="risk-register",
        title="Corporate risk register",
        blocks=tuple(_blocks(scorecard)),
    )
    return (section,)


def standings(scorecard: DisclosedScorecard) -> tuple[RiskStanding, ...]:
    """Hold every risk of an outcome against the rules, on the day of the report."""
    matrix, interval = scorecard.framework.risk_matrix, scorecard.policy.risk_review
    return standings_of(scorecard.risks, matrix, interval, scorecard.on)


def _blocks(scorecard: DisclosedScorecard) -> Iterator[Block]:
    found, framework = standings(scorecard), scorecard.framework
    yield Paragraph(plain(register_sentence(found)))
    matrix = framework.risk_matrix
    if matrix is not None and any(risk.score is not None for risk in scorecard.risks):
        yield Heading("Heat map")
        yield heat_map(scorecard.risks, matrix, "Risks by likelihood and impact, as they stand now")
    yield Heading("Scores and appetite")
    yield scores_table(found, matrix, "Each risk before any control, now, and as it is meant to be")
    told = told_bullets(found)
    if told:
        yield Heading("What to look into")
        yield told
    yield Heading("Controls and reviews")
    yield controls_table(
        framework, found, "What holds each risk down, and when it was last reviewed"
    )
    yield Paragraph(plain(interval_note(scorecard.policy.risk_review)), quiet=True)


def scores_table(found: Sequence[RiskStanding], matrix: RiskMatrix | None, caption: str) -> Table:
    """Lay out the three scores of each risk, its appetite and its trend."""
    return Table(
        caption=caption,
        columns=(
            Column("Corporate risk", share=2.6),
            Column("Before controls", share=1.5),
            Column("Now", share=1.5),
            Column("Target", share=1.4),
            Column("Appetite", share=2),
            Column("Trend", share=2.1),
        ),
        rows=tuple(_scores_row(each, matrix) for each in found),
    )


def _scores_row(standing: RiskStanding, matrix: RiskMatrix | None) -> tuple[Cell, ...]:
    risk = standing.risk
    limit = (
        Run(f"({appetite_words(standing.limit).lower()})") if standing.limit is not None else None
    )
    return (
        Cell(risk_text(risk)),
        score_cell(matrix, risk.inherent_likelihood, risk.inherent_impact),
        _now_cell(risk),
        score_cell(matrix, risk.target_likelihood, risk.target_impact),
        Cell((limit,) if limit else (), appetite_badge(standing.appetite)),
        trend_cell(standing),
    )


def score_cell(matrix: RiskMatrix | None, likelihood: int | None, impact: int | None) -> Cell:
    """Make a cell of a score with its level."""
    if matrix is None or likelihood is None or impact is None:
        return text_cell("Not given")
    words = score_words(likelihood, impact)
    return Cell(plain(words), level_badge(matrix.level(likelihood, impact)))


def trend_cell(standing: RiskStanding) -> Cell:
    """Make a cell of how a risk has moved: as its owner states it, and by its reviews."""
    derived = derived_words(standing)
    return Cell(plain(f"({derived})") if derived else (), risk_trend_badge(standing.risk.trend))


def _now_cell(risk: CorporateRisk) -> Cell:
    scored = risk.score is not None
    words = plain(score_words(risk.likelihood, risk.impact)) if scored else ()
    return Cell(words, level_badge(risk.level))


def told_bullets(found: Sequence[RiskStanding]) -> Bullets | None:
    """Say of each risk what the rules find; None where they find nothing to tell."""
    points = tuple(
        (Run(standing.risk.id, strong=True), Run(f" {standing.risk.title}: {' '.join(said)}"))
        for standing in found
        if (said := standing_sentences(standing))
    )
    return Bullets(points) if points else None


def controls_table(framework: Framework, found: Sequence[RiskStanding], caption: str) -> Table:
    """Lay out what holds each risk down, who owns it, and when it was last reviewed."""
    return Table(
        caption=caption,
        columns=(
            Column("Corporate risk", share=3),
            Column("Controls", share=3.6),
            Column("Owner", share=1.7),
            Column("Last review", share=2),
        ),
        rows=tuple(_controls_row(framework, each) for each in found),
    )


def _controls_row(framework: Framework, standing: RiskStanding) -> tuple[Cell, ...]:
    risk, officer = standing.risk, framework.officer(standing.risk.owner)
    when = day(standing.reviewed) if standing.reviewed else ""
    return (
        Cell(risk_text(risk)),
        text_cell(". ".join(control.rstrip(".") for control in risk.controls) or "None named"),
        text_cell(officer.name if officer else "Not named"),
        Cell(plain(when) if when else (), review_badge(standing.review)),
    )


def reviews_table(framework: Framework, standing: RiskStanding, caption: str) -> Table:
    """Lay out the reviews of a risk that were made by the day, the latest first."""
    matrix = framework.risk_matrix
    rows = []
    for review in reversed(standing.risk.reviews_by(standing.on)):
        officer = framework.officer(review.by)
        rows.append(
            (
                text_cell(day(review.on)),
                score_cell(matrix, review.likelihood, review.impact),
                text_cell(officer.name if officer else "Not named"),
                text_cell(review.note or "None"),
            )
        )
    return Table(
        caption=caption,
        columns=(
            Column("Day", share=1.6),
            Column("Score", share=1.6),
            Column("Reviewed by", share=1.6),
            Column("Note", share=3.6),
        ),
        rows=tuple(rows),
    )
