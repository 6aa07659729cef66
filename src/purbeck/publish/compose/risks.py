"""Corporate risks: beside the indicator that they bear upon, or on their own."""

from __future__ import annotations

from collections.abc import Sequence

from purbeck.model.risk import CorporateRisk
from purbeck.publish.compose.cells import badge_cell, text_cell
from purbeck.publish.compose.executive_summary import risk_text
from purbeck.publish.document import Block, Cell, Column, Paragraph, Section, Table, plain
from purbeck.publish.wording.verdicts import level_badge, risk_trend_badge
from purbeck.scorecard import DisclosedScorecard


def risk_blocks(risks: Sequence[CorporateRisk], caption: str, otherwise: str) -> tuple[Block, ...]:
    """Lay risks out as a table, or say that there are none."""
    if not risks:
        return (Paragraph(plain(otherwise)),)
    scored = any(risk.likelihood is not None for risk in risks)
    columns = [Column("Corporate risk", share=4.6)]
    if scored:
        columns.append(Column("Score", share=1.3))
    columns += [Column("Level", share=1.2), Column("Trend", share=1.5)]
    notes = [f"{risk.id}: {risk.note}." for risk in risks if risk.note]
    return (
        Table(
            caption=caption,
            columns=tuple(columns),
            rows=tuple(_row(risk, scored=scored) for risk in risks),
            note=" ".join(note.replace("..", ".") for note in notes),
        ),
    )


def _row(risk: CorporateRisk, *, scored: bool) -> tuple[Cell, ...]:
    score = (text_cell(_score(risk)),) if scored else ()
    return (
        Cell(risk_text(risk)),
        *score,
        badge_cell(level_badge(risk.level)),
        badge_cell(risk_trend_badge(risk.trend)),
    )


def _score(risk: CorporateRisk) -> str:
    if risk.likelihood is None or risk.impact is None:
        return "Not scored"
    return f"{risk.likelihood} × {risk.impact} = {risk.likelihood * risk.impact}"


def unassigned_risks(scorecard: DisclosedScorecard) -> Section:
    """Compose the section of the outcome's risks that bear on no one indicator."""
    return Section(
        anchor="unassigned-risks",
        title="Corporate risks not assigned to an indicator",
        blocks=risk_blocks(
            scorecard.summary.unassigned_risks,
            caption="Risks of this outcome that bear on no one indicator",
            otherwise="Every corporate risk of this outcome is assigned to an indicator.",
        ),
    )
