"""The log of what has changed since an edition: as a section of the report, and on its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from purbeck.model.dropped import Dropped, DroppedKind
from purbeck.model.framework import Framework
from purbeck.publish.compose.cells import badge_cell, text_cell
from purbeck.publish.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Cover,
    Document,
    Fact,
    Heading,
    Paragraph,
    Run,
    Section,
    Table,
    plain,
)
from purbeck.publish.wording.edition_causes import NO_REASON, causes_sentences, change_sentence
from purbeck.publish.wording.edition_changes import (
    basis_sentence,
    changes_sentence,
    dropped_sentence,
    gone_sentence,
    like_for_like_sentence,
    policy_sentence,
    revised_words,
    state_words,
    verdict_sentence,
)
from purbeck.publish.wording.figures import day, month
from purbeck.publish.wording.revisions import REVISION_WORDS
from purbeck.publish.wording.verdicts import rag_badge
from purbeck.scorecard.edition_changes import (
    Compared,
    DroppedMeasure,
    EditionChanges,
    RevisedFigure,
)
from purbeck.scorecard.edition_state import MeasureState


def changes_document(framework: Framework, changes: EditionChanges) -> Document:
    """Compose what has changed since an edition as a document of its own."""
    report = framework.report
    return Document(
        title=f"Changes since {changes.edition}: {report.title}",
        language=report.language,
        issued=changes.on,
        author=framework.organisation.name,
        description=changes_sentence(changes),
        cover=Cover(
            organisation=framework.organisation.name,
            plan=framework.organisation.plan,
            title=f"What has changed since edition {changes.edition}",
            subtitle=report.title,
            issued=month(changes.on),
            facts=(
                Fact("Then", plain(f"As known on {day(changes.edition_on)}")),
                Fact("Now", plain(f"As known on {day(changes.on)}")),
            ),
            purpose=(),
        ),
        sections=(
            Section(
                anchor="changes",
                title="What has changed, and why",
                blocks=tuple(edition_blocks(framework, changes)),
                new_page=False,
            ),
        ),
        brief=True,
    )


def edition_blocks(framework: Framework, changes: EditionChanges) -> Iterator[Block]:
    """Lay out what has changed since an edition: counts, measures, rules, targets, figures."""
    yield Paragraph(plain(changes_sentence(changes)))
    yield Paragraph((Run(like_for_like_sentence(changes.like_for_like), strong=True),))
    if basis := basis_sentence(changes):
        yield Paragraph(plain(basis), quiet=True)
    if changes.changed:
        yield _measures(framework, changes)
    yield from came_and_went(framework, changes)
    if changes.policy:
        yield Heading("Changes to the council's own rule")
        yield Bullets(tuple(plain(policy_sentence(each)) for each in changes.policy))
    yield from _targets(framework, changes)
    yield from _revisions(framework, changes)


def outcome_of(framework: Framework, dropped: Dropped) -> str:
    """Give the id of the outcome that something dropped belonged to; empty where it is unknown.

    A target was that of a measure which is still there; a measure is gone, but what is reported
    in its place may be there.
    """
    left = {dropped.measure, dropped.replaced_by}
    for outcome in framework.outcomes:
        if any(measure.id in left for measure in outcome.measures):
            return outcome.id
    return ""


def dropped_blocks(framework: Framework, since: EditionChanges | None) -> Iterator[Block]:
    """Lay out what was declared as dropped, but for what is told as changed since the edition."""
    told = () if since is None else {each.state.measure for each in since.dropped}
    earlier = [each for each in framework.dropped if each.measure not in told]
    if not earlier:
        return
    yield Heading("Measures and targets that were dropped before" if told else _DROPPED)
    yield Table(
        caption="What is no longer reported, and why",
        columns=(
            Column("Dropped", share=3),
            Column("Since", share=1.4),
            Column("Why", share=4),
            Column("In its place", share=2.4),
        ),
        rows=tuple(_dropped_row(framework, each) for each in earlier),
    )


_DROPPED = "Measures and targets that were dropped"


def _dropped_row(framework: Framework, dropped: Dropped) -> tuple[Cell, ...]:
    target = "Target of " if dropped.what is DroppedKind.TARGET else ""
    by = f" Decided by {dropped.by}." if dropped.by else ""
    return (
        text_cell(f"{target}{dropped.number} {dropped.name}".strip().replace("  ", " ")),
        text_cell(day(dropped.on)),
        text_cell(f"{dropped.reason.rstrip('.')}.{by}"),
        text_cell(_replacement(framework, dropped.replaced_by)),
    )


def _replacement(framework: Framework, measure: str) -> str:
    if not measure:
        return "Nothing"
    found = framework.measure(measure)
    return f"{found.number} {found.name}".strip()


def _measures(framework: Framework, changes: EditionChanges) -> Table:
    return Table(
        caption=f"Measures that read differently from edition {changes.edition}",
        columns=(
            Column("Measure", share=2.6),
            Column("Then", share=1.6),
            Column("Now", share=1.6),
            Column("What changed, and why", share=4.4),
        ),
        rows=tuple(_row(framework, each) for each in changes.changed),
    )


def _row(framework: Framework, compared: Compared) -> tuple[Cell, ...]:
    measure = framework.measure(compared.after.measure)
    said = [*causes_sentences(compared, measure), verdict_sentence(compared)]
    before, after = compared.before, compared.after
    return (
        text_cell(f"{after.number} {after.name}".strip()),
        Cell(plain(state_words(before.latest, measure)), rag_badge(before.rag)),
        Cell(plain(state_words(after.latest, measure)), rag_badge(after.rag)),
        text_cell(" ".join(sentence for sentence in said if sentence)),
    )


def came_and_went(framework: Framework, changes: EditionChanges) -> Iterator[Block]:
    """Lay out the measures that are new since an edition, and those that are gone."""
    if changes.added:
        yield Heading("Measures that are new")
        yield Table(
            caption="Measures that the edition did not have",
            columns=(
                Column("Measure", share=4),
                Column("Latest figure", share=2),
                Column("Colour", share=1.2),
            ),
            rows=tuple(_added_row(framework, each) for each in changes.added),
        )
    if changes.dropped:
        yield Heading("Measures that were dropped")
        yield Table(
            caption="Measures of the edition that are no longer reported",
            columns=(
                Column("Measure", share=3),
                Column("Last figure", share=1.8),
                Column("Colour", share=1.2),
                Column("Why", share=4),
            ),
            rows=tuple(_gone_row(framework, each) for each in changes.dropped),
        )


def _added_row(framework: Framework, state: MeasureState) -> tuple[Cell, ...]:
    return (
        text_cell(f"{state.number} {state.name}".strip()),
        text_cell(state_words(state.latest, framework.measure(state.measure))),
        badge_cell(rag_badge(state.rag)),
    )


def _gone_row(framework: Framework, dropped: DroppedMeasure) -> tuple[Cell, ...]:
    state, why = dropped.state, dropped_sentence(dropped)
    if dropped.replaced_by:
        why += f" In its place: {_replacement(framework, dropped.replaced_by)}."
    return (
        text_cell(f"{state.number} {state.name}".strip()),
        text_cell(state_words(state.latest, None, state.decimals)),
        badge_cell(rag_badge(state.rag)),
        text_cell(why),
    )


def _targets(framework: Framework, changes: EditionChanges) -> Iterator[Block]:
    if not changes.targets:
        return
    yield Heading("Targets that were set, changed or dropped")
    rows = [
        (
            text_cell(f"{each.number} {each.name}".strip()),
            text_cell(change_sentence(each.cause, framework.measure(each.measure))),
            text_cell(each.cause.reason or NO_REASON),
        )
        for each in changes.targets
    ]
    yield Table(
        caption="The log of targets since the edition",
        columns=(Column("Measure", share=3), Column("Change", share=3), Column("Why", share=4)),
        rows=tuple(rows),
    )


def _revisions(framework: Framework, changes: EditionChanges) -> Iterator[Block]:
    if not changes.whole:
        return
    yield Heading("Figures revised since the edition")
    if not changes.revisions:
        yield Paragraph(plain("No figure of the edition has been revised since."))
    else:
        yield Table(
            caption="Figures that the edition had, and that read otherwise now",
            columns=(
                Column("Measure", share=3.0),
                Column("Area and period", share=2.0),
                Column("Was", numeric=True, share=1.4),
                Column("Is", numeric=True, share=1.4),
                Column("Kind, and note", share=2.8),
            ),
            rows=tuple(_revision_row(framework, each) for each in changes.revisions),
        )
    gone: Sequence[str] = [
        gone_sentence(each, framework.measure(each.measure)) for each in changes.gone
    ]
    if gone:
        yield Bullets(tuple(plain(each) for each in gone))


def _revision_row(framework: Framework, revised: RevisedFigure) -> tuple[Cell, ...]:
    measure = framework.measure(revised.measure)
    was, is_ = revised_words(revised, measure)
    kind = REVISION_WORDS[revised.kind]
    return (
        text_cell(f"{measure.number} {measure.name}".strip()),
        text_cell(f"{revised.area_name}, {revised.period}"),
        text_cell(was),
        text_cell(is_),
        text_cell(f"{kind[:1].upper()}{kind[1:]}. {revised.note}".strip()),
    )
