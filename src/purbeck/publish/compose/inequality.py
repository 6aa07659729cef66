"""Who is left behind: the groups of a measure, and the equality summary of an outcome."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.assess.assessment import Assessment
from purbeck.assess.inequality import gradient
from purbeck.assess.reason import Reason
from purbeck.assess.rulebook import INEQUALITY_RULES
from purbeck.publish.compose.cells import badge_cell, link_cell, text_cell
from purbeck.publish.compose.executive_summary import anchor_of
from purbeck.publish.compose.inequality_charts import charts_of
from purbeck.publish.compose.parts import anchor_of_part
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
    Text,
    plain,
)
from purbeck.publish.wording.inequality import (
    HEADING,
    SUMMARY,
    WHAT_IT_MEANS,
    against_words,
    caveat_sentences,
    direction_sentence,
    figure_words,
    furthest_sentence,
    gap_sentence,
    gap_words,
    gradient_sentence,
    held_against,
    interval_words,
    slope_direction_sentence,
    summary_sentence,
)
from purbeck.publish.wording.inequality_badges import direction_badge, furthest_badge, gap_badge
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.inequality import GroupStanding, MeasureInequality

PART = "equality"


def measure_blocks(scorecard: DisclosedScorecard, assessment: Assessment) -> Iterator[Block]:
    """Say how the groups of a measure stand; nothing where it is not broken down."""
    found = [each for each in scorecard.inequality if each.measure.id == assessment.measure.id]
    if not found:
        return
    yield Heading(HEADING)
    for each in found:
        yield from _of_dimension(each)
    yield Paragraph(plain(" ".join(WHAT_IT_MEANS)), quiet=True)


def _of_dimension(found: MeasureInequality) -> Iterator[Block]:
    yield Heading(f"By {_lower(found.dimension.name)}, {found.period}", level=3)
    yield Paragraph((Run(furthest_sentence(found), strong=True),))
    said = [gradient_sentence(found), slope_direction_sentence(found), *caveat_sentences(found)]
    said = [sentence for sentence in said if sentence]
    if said:
        yield Bullets(tuple(plain(sentence) for sentence in said))
    yield _groups_table(found)
    yield from charts_of(found)
    yield Bullets(tuple(plain(_of_group(each, found)) for each in found.compared))


def _of_group(standing: GroupStanding, found: MeasureInequality) -> str:
    gap = gap_sentence(standing, found)
    if "absolute" not in standing.gap.evidence:
        return gap
    _, _, moved = direction_sentence(standing, found).partition(": ")
    return f"{gap} {moved[:1].upper()}{moved[1:]}"


def _groups_table(found: MeasureInequality) -> Table:
    beside = against_words(found)
    columns = (
        Column("Group", share=2.2),
        Column(f"Figure, {found.period}", numeric=True, share=1.1),
        Column("95% interval", numeric=True, share=1.5),
        Column(f"Gap to {beside}", numeric=True, share=1.8),
        Column("Verdict", share=1.5),
        Column("Direction of the gap", share=1.8),
    )
    rows = [_row(each, found) for each in found.groups]
    if found.total.value is not None:
        rows.append(
            (
                text_cell("Everybody"),
                text_cell(figure_words(found.total, found.measure)),
                text_cell(interval_words(found.total, found.measure) or "not known"),
                *(text_cell("\u2013") for _ in range(3)),
            )
        )
    return Table(f"{found.measure.name}, by {_lower(found.dimension.name)}", columns, tuple(rows))


def _row(standing: GroupStanding, found: MeasureInequality) -> tuple[Cell, ...]:
    latest = standing.latest
    none = "" if latest.value is None else "not known"
    name = text_cell(standing.group.name)
    figures = (
        text_cell(figure_words(latest, found.measure)),
        text_cell(interval_words(latest, found.measure) or none or "\u2013"),
    )
    if standing.gap.reason is Reason.COMPARED_WITH_ITSELF:
        words = ("what the others are held against", "\u2013", "\u2013")
        return (name, *figures, *(text_cell(each) for each in words))
    if standing.group.unknown:
        return (name, *figures, *(text_cell("\u2013") for _ in range(3)))
    gap = standing.gap.evidence.get("absolute")
    return (
        name,
        *figures,
        text_cell("\u2013" if gap is None else gap_words(gap, found.measure)),
        badge_cell(gap_badge(standing.gap)),
        badge_cell(direction_badge(standing.direction, standing.gap)),
    )


def sections(scorecard: DisclosedScorecard) -> Iterator[Section]:
    """Sum up how groups stand in an outcome; nothing where no measure is broken down."""
    if not scorecard.inequality:
        return
    yield Section(
        anchor=anchor_of_part(PART, scorecard),
        title=SUMMARY,
        kicker=scorecard.outcome.name,
        blocks=(
            Paragraph(plain(summary_sentence(scorecard.inequality))),
            _summary_table(scorecard),
            Heading("How to read it"),
            Bullets(tuple(plain(each) for each in WHAT_IT_MEANS)),
            Heading("By which rules"),
            Bullets(tuple(_rules(scorecard))),
        ),
    )


def _rules(scorecard: DisclosedScorecard) -> Iterator[Text]:
    ordered = any(each.gradient is not None for each in scorecard.inequality)
    for rule in INEQUALITY_RULES:
        if rule is not gradient.RULE or ordered:
            yield (Run(f"{rule.name}. ", strong=True), Run(rule.statement))


def _summary_table(scorecard: DisclosedScorecard) -> Table:
    columns = (
        Column("Measure", share=3.2),
        Column("By", share=1.7),
        Column("Worst figure", share=2.0),
        Column("Gap", share=2.1),
        Column("Verdict", share=1.3),
        Column("Direction", share=1.4),
    )
    rows = tuple(_summary_row(scorecard, each) for each in scorecard.inequality)
    note = (
        "The group with the worst figure, and its gap to what the groups of its dimension are "
        "held against. The arrow up is for better or narrowing, down for worse or widening."
    )
    return Table("The group furthest behind, by measure and dimension", columns, rows, note)


def _summary_row(scorecard: DisclosedScorecard, found: MeasureInequality) -> tuple[Cell, ...]:
    measure = link_cell(found.measure.name, f"#{anchor_of(scorecard.assessment(found.measure.id))}")
    of = (text_cell(f"{found.dimension.name}, {found.period}"),)
    worst = found.worst
    if worst is None:
        return (measure, *of, *(text_cell("cannot be assessed") for _ in range(4)))
    figure = figure_words(worst.latest, found.measure)
    named = text_cell(f"{worst.group.name}, {figure}")
    if worst.group.id == found.dimension.against:
        cells = (text_cell("no group is behind it"), badge_cell(furthest_badge(found)))
        return (measure, *of, named, *cells, text_cell("\u2013"))
    gap = worst.gap.evidence.get("absolute")
    words = "\u2013" if gap is None else gap_words(gap, found.measure)
    return (
        measure,
        *of,
        named,
        text_cell(words if gap is None else f"{words} {held_against(found)}"),
        badge_cell(gap_badge(worst.gap)),
        badge_cell(direction_badge(worst.direction, worst.gap)),
    )


def _lower(name: str) -> str:
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"
