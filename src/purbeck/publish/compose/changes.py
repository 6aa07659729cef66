"""What has changed since the last edition, and which figures have been revised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from purbeck.publish.compose.cells import badge_cell, figure_cell, link_cell, text_cell
from purbeck.publish.compose.edition_changes import dropped_blocks, edition_blocks, outcome_of
from purbeck.publish.compose.executive_summary import anchor_of
from purbeck.publish.document import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Section,
    Table,
    plain,
)
from purbeck.publish.wording.changes import change_sentence
from purbeck.publish.wording.figures import counted, day, observed, remark
from purbeck.publish.wording.verdicts import verdict_badge
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.changes import Change
from purbeck.store import Revision


def changes_section(scorecard: DisclosedScorecard) -> Section:
    """Compose the log of changes since the last edition.

    What was dropped of another outcome is left to the report of that; what belonged to none that
    is known is in each.
    """
    framework, own = scorecard.framework, (scorecard.outcome.id, "")
    dropped = tuple(each for each in framework.dropped if outcome_of(framework, each) in own)
    return Section(
        anchor="changes",
        new_page=False,
        title="Changes since the last edition",
        blocks=(
            *_changes(scorecard),
            *dropped_blocks(replace(framework, dropped=dropped), scorecard.since),
        ),
    )


def _changes(scorecard: DisclosedScorecard) -> Iterator[Block]:
    """Hold the report against the stored edition where one is at hand, else against a date."""
    if scorecard.since is not None:
        return edition_blocks(scorecard.framework, scorecard.since)
    return _blocks(scorecard)


def _blocks(scorecard: DisclosedScorecard) -> Iterator[Block]:
    if scorecard.previous_on is None:
        yield Paragraph(plain("This is the first edition, so that there is none to compare with."))
        return
    since = day(scorecard.previous_on)
    total = len(scorecard.assessments)
    changed = len(scorecard.changes)
    verdicts = sum(change.verdict_changed for change in scorecard.changes)
    yield Paragraph(
        plain(
            f"Since {since}, {counted(changed, 'measure')} of {total} "
            f"{'reads' if changed == 1 else 'read'} differently, and "
            f"{counted(verdicts, 'verdict')} {'is' if verdicts == 1 else 'are'} another. "
            "Both editions are held against the same framework and the same policy."
        )
    )
    if scorecard.changes:
        yield _table(scorecard.changes, since)
    yield Heading("Figures revised since the last edition")
    if scorecard.revisions:
        yield _revisions(scorecard)
    else:
        yield Paragraph(plain(f"No figure known on {since} has been revised since."))


def _table(changes: tuple[Change, ...], since: str) -> Table:
    return Table(
        caption=f"Measures that read differently from {since}",
        columns=(
            Column("Measure", share=3.2),
            Column("Then", numeric=True, share=1.3),
            Column("Now", numeric=True, share=1.3),
            Column("Trend then", share=1.6),
            Column("Trend now", share=1.6),
            Column("Why", share=2.2),
        ),
        rows=tuple(_row(change) for change in changes),
    )


def _row(change: Change) -> tuple[Cell, ...]:
    before, after = change.before, change.after
    measure = after.measure
    return (
        link_cell(f"{measure.number} {measure.name}", f"#{anchor_of(after)}"),
        figure_cell(before.latest, measure),
        figure_cell(after.latest, measure),
        badge_cell(verdict_badge(before.trend.verdict, before.trend_rag)),
        badge_cell(verdict_badge(after.trend.verdict, after.trend_rag)),
        text_cell(change_sentence(change)),
    )


def _revisions(scorecard: DisclosedScorecard) -> Table:
    return Table(
        caption="Figures that were known to the last edition, and have changed",
        columns=(
            Column("Measure", share=3.0),
            Column("Area", share=1.3),
            Column("Period", share=1.1),
            Column("Was", numeric=True, share=1.5),
            Column("Is", numeric=True, share=1.5),
            Column("Note", share=2.8),
        ),
        rows=tuple(_revision_row(scorecard, revision) for revision in scorecard.revisions),
    )


def _revision_row(scorecard: DisclosedScorecard, revision: Revision) -> tuple[Cell, ...]:
    before, after = revision.before, revision.after
    measure = scorecard.framework.measure(after.measure)
    return (
        text_cell(f"{measure.number} {measure.name}".strip()),
        text_cell(scorecard.framework.area_name(after.area)),
        text_cell(str(after.period)),
        text_cell(_said(observed(before, measure), remark(before))),
        text_cell(_said(observed(after, measure), remark(after))),
        text_cell(after.note),
    )


def _said(figure: str, extra: str) -> str:
    return f"{figure} ({extra})" if extra and extra != figure else figure
