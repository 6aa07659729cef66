"""What a new figure would make of a measure: doubts and verdicts, worked out and not stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from purbeck.assess.assessment import Assessment
from purbeck.checks.alone import alone
from purbeck.checks.entering import EntryDoubt, doubts_of_entry
from purbeck.model.verdict import Agreement
from purbeck.model.workspace import Workspace
from purbeck.publish.compose.cells import badge_cell, figure_cell, text_cell
from purbeck.publish.document import Cell, Column, Table
from purbeck.publish.wording.sentences import overall_sentence, trend_sentence
from purbeck.publish.wording.verdicts import rag_badge, sentence_case, verdict_badge
from purbeck.scorecard import disclosed_scorecards
from purbeck_web.reading.drawing import draw_blocks
from purbeck_web.returns.entry import Entry, put_in

_COLUMNS = (
    Column("When", share=1.2),
    Column("Latest", share=1.4),
    Column("By the council's rule", share=1.6),
    Column("By the evidence", share=2.0),
    Column("Colour", share=1.1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a figure would do.

    Attributes
    ----------
    table
        The verdicts as they stand and as they would be; empty for a series that is not judged.
    reasons
        Why they would be so, in the library's sentences.
    """

    doubts: tuple[EntryDoubt, ...]
    table: Markup | str = ""
    reasons: tuple[str, ...] = ()


def look(workspace: Workspace, entry: Entry, on: date) -> Looked:
    """Say what a figure would do to its measure, as known on a day."""
    after = put_in([entry])(workspace)
    doubts = doubts_of_entry(workspace, after, on)
    measure = entry.figure.measure
    now, then = (assessed(each, measure, on) for each in (workspace, after))
    if now is None or then is None:
        return Looked(doubts=doubts)
    rows = (_row("As it stands", now), _row("As it would be", then))
    caption = f"{then.measure.name}: what the figure would make of it"
    reasons = (trend_sentence(then), overall_sentence(then))
    table = draw_blocks((Table(caption, _COLUMNS, rows),))
    return Looked(doubts=doubts, table=table, reasons=reasons)


def assessed(workspace: Workspace, measure: str, on: date) -> Assessment | None:
    """Assess a measure by itself, under disclosure control; None for one that is not judged."""
    for scorecard in disclosed_scorecards(alone(workspace, {measure}), on):
        if any(each.measure.id == measure for each in scorecard.assessments):
            return scorecard.assessment(measure)
    return None


def _row(words: str, assessment: Assessment) -> tuple[Cell, ...]:
    agreement = assessment.statistics.agreement.verdict
    tested = agreement is not Agreement.CANNOT_BE_ASSESSED
    return (
        text_cell(words),
        figure_cell(assessment.latest, assessment.measure),
        badge_cell(verdict_badge(assessment.trend.verdict, assessment.trend_rag)),
        text_cell(sentence_case(agreement.value) if tested else "Cannot be tested"),
        badge_cell(rag_badge(assessment.rag)),
    )
