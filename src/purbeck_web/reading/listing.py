"""Measures as a table: both verdicts and the colour, each leading to its page."""

from __future__ import annotations

from collections.abc import Sequence

from purbeck.assess.assessment import Assessment
from purbeck.model.verdict import Agreement
from purbeck.publish.compose.cells import badge_cell, figure_cell, text_cell
from purbeck.publish.compose.executive_summary import anchor_of
from purbeck.publish.document import Cell, Column, Run, Table
from purbeck.publish.wording.verdicts import rag_badge, sentence_case, verdict_badge

_COLUMNS = (
    Column("Measure", share=3.2),
    Column("Previous", share=1.3),
    Column("Latest", share=1.3),
    Column("By the council's rule", share=1.6),
    Column("By the evidence", share=2.0),
    Column("Colour", share=1.1),
)


def measures_table(caption: str, assessments: Sequence[Assessment]) -> Table:
    """Lay measures out, one a row."""
    return Table(caption, _COLUMNS, tuple(_row(each) for each in assessments))


def _row(assessment: Assessment) -> tuple[Cell, ...]:
    measure = assessment.measure
    name = f"{measure.number} {measure.name}".strip()
    agreement = assessment.statistics.agreement.verdict
    tested = agreement is not Agreement.CANNOT_BE_ASSESSED
    return (
        Cell((Run(name, link=f"#{anchor_of(assessment)}"),)),
        figure_cell(assessment.previous, measure),
        figure_cell(assessment.latest, measure),
        badge_cell(verdict_badge(assessment.trend.verdict, assessment.trend_rag)),
        text_cell(sentence_case(agreement.value) if tested else "Cannot be tested"),
        badge_cell(rag_badge(assessment.rag)),
    )
