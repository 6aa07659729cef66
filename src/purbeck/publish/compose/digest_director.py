"""The digest for a director: what is mine, what is due, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from purbeck.model.action import Action
from purbeck.model.framework import Framework
from purbeck.publish.compose.cells import badge_cell, figure_cell, text_cell
from purbeck.publish.compose.digest_frame import digest_of
from purbeck.publish.compose.questions import questions_table
from purbeck.publish.compose.risks import risk_blocks
from purbeck.publish.document import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Section,
    Table,
    plain,
)
from purbeck.publish.wording.digests import duties_sentence
from purbeck.publish.wording.figures import counted, day
from purbeck.publish.wording.scrutiny import named
from purbeck.publish.wording.verdicts import rag_badge, verdict_badge
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.duties import DUE_SOON, Duties


def director_digest(scorecards: Sequence[DisclosedScorecard], duties: Sequence[Duties]) -> Document:
    """Compose the duties of one officer, or of several with a section for each."""
    framework = scorecards[0].framework
    alone = duties[0].officer if len(duties) == 1 else None
    title = "Digest for directors" if alone is None else f"Digest for {alone.name}"
    sections = [
        Section(
            anchor=f"duties-{number}",
            title=_title(each),
            blocks=tuple(_blocks(framework, each)),
            new_page=False,
        )
        for number, each in enumerate(duties, start=1)
    ]
    said = duties_sentence(duties[0]) if alone else "What is whose, what is due, what is missing."
    return digest_of(scorecards, title, said, sections)


def _title(duties: Duties) -> str:
    officer = duties.officer
    if officer is None:
        return "Nobody is named for these"
    return f"{officer.name}, {officer.title}" if officer.title else officer.name


def _blocks(framework: Framework, duties: Duties) -> Iterator[Block]:
    yield Paragraph(plain(duties_sentence(duties)))
    yield from _actions("Overdue actions", duties.overdue)
    yield from _actions(f"Actions due within {DUE_SOON.value:.0f} days", duties.due_soon)
    missing = [*_stale(duties), *_untold(duties)]
    if missing:
        yield Heading("Figures and commentary that are missing")
        yield Bullets(tuple(plain(each) for each in missing))
    if duties.unanswered:
        yield Heading("Questions of members without an answer")
        yield questions_table(framework, duties.unanswered)
    if duties.owned:
        yield Heading("Indicators and measures")
        yield _owned(duties)
    yield from _actions("Actions without a date", duties.without_date)
    if duties.risks:
        yield Heading("Corporate risks")
        yield from risk_blocks(duties.risks, f"Corporate risks: {_title(duties)}", "")


def _owned(duties: Duties) -> Table:
    return Table(
        caption=f"Indicators and measures: {_title(duties)}",
        columns=(
            Column("Measure", share=4),
            Column("Previous", numeric=True, share=1.4),
            Column("Latest", numeric=True, share=1.4),
            Column("Trend", share=1.7),
            Column("Colour", share=1.2),
        ),
        rows=tuple(
            (
                text_cell(named(a)),
                figure_cell(a.previous, a.measure),
                figure_cell(a.latest, a.measure),
                badge_cell(verdict_badge(a.trend.verdict, a.trend_rag)),
                badge_cell(rag_badge(a.rag)),
            )
            for a in duties.owned
        ),
    )


def _actions(title: str, actions: Sequence[Action]) -> Iterator[Block]:
    if not actions:
        return
    yield Heading(title)
    yield Table(
        caption=title,
        columns=(
            Column("Action", share=5),
            Column("Due", share=1.6),
            Column("Status", share=1.4),
        ),
        rows=tuple(
            (
                text_cell(action.title),
                text_cell(day(action.due) if action.due else "No date"),
                text_cell(action.status.value.replace("-", " ").capitalize()),
            )
            for action in actions
        ),
    )


def _stale(duties: Duties) -> Iterator[str]:
    for each in duties.stale:
        months = counted(each.months, "month")
        yield f"{named(each.assessment)}: the newest figure is {months} late."


def _untold(duties: Duties) -> Iterator[str]:
    for assessment in duties.untold:
        yield f"{named(assessment)}: no story is told of it."
