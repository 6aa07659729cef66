"""Assessments as a table for a terminal: letters and words beside every colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from purbeck.assess.assessment import Assessment
from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.observation import Observation
from purbeck.model.verdict import Rag
from purbeck.publish.document import Badge
from purbeck.publish.theme import SIGNS
from purbeck.publish.wording.figures import observed, remark
from purbeck.publish.wording.verdicts import rag_badge, sentence_case, trend_badge

# In fewer columns than these, a column for the comparators leaves no room for the names, and
# they stand below the name instead.
WIDE = 100

# The arrow has a terminal's own colour, which its owner chose to be read on its background.
_TREND_STYLES = {
    Rag.GREEN: "bold green",
    Rag.AMBER: "bold yellow",
    Rag.RED: "bold red",
    Rag.NO_DATA: "dim",
}


def chip(badge: Badge, between: str = " ") -> Text:
    """Give the letter of a badge on its colour, with its word after it."""
    sign = SIGNS[badge.mark]
    letter = (f" {sign.glyph} ", f"bold {sign.on_strong} on {sign.strong}")
    return Text.assemble(letter, between, badge.word)


def assessments_table(assessments: Sequence[Assessment], width: int) -> Table:
    """Make the table of assessments: indicators in bold, each with its measures below it.

    Parameters
    ----------
    width
        How many columns there are; see ``WIDE``.
    """
    wide = width >= WIDE
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.expand = True
    table.add_column("No", no_wrap=True)
    table.add_column("Indicator" if wide else "Indicator, comparators", ratio=3, overflow="fold")
    table.add_column("Latest", width=13 if wide else 11)
    table.add_column("Previous", width=13 if wide else 11)
    table.add_column("Trend", width=17 if wide else 11)
    if wide:
        table.add_column("Comparators", ratio=2, overflow="fold")
    table.add_column("RAG", width=12 if wide else 7)
    for place, assessment in enumerate(assessments):
        if place and assessment.measure.kind is MeasureKind.POPULATION_INDICATOR:
            table.add_section()
        table.add_row(*_row(assessment, wide=wide))
    return table


def _row(assessment: Assessment, *, wide: bool) -> Iterator[Text]:
    measure = assessment.measure
    weight = "bold" if measure.kind is MeasureKind.POPULATION_INDICATOR else ""
    compared = Text("\n".join(comparator_lines(assessment)), style="" if wide else "dim")
    name = Text(measure.name, style=weight)
    yield Text(measure.number, style=weight)
    yield name if wide or not compared else Text("\n").join([name, compared])
    yield _figure(assessment.latest, measure)
    yield _figure(assessment.previous, measure)
    badge = trend_badge(assessment.trend.verdict)
    arrow = (SIGNS[badge.mark].glyph, _TREND_STYLES[assessment.trend_rag])
    yield Text.assemble(arrow, " ", badge.word)
    if wide:
        yield compared
    yield chip(rag_badge(assessment.rag), " " if wide else "\n")


def _figure(observation: Observation | None, measure: Measure) -> Text:
    if observation is None:
        return Text("none", style="dim")
    lines = [str(observation.period)]
    if observation.value is not None and remark(observation):
        lines.append(remark(observation))
    return Text.assemble(observed(observation, measure), ("\n" + "\n".join(lines), "dim"))


def comparator_lines(assessment: Assessment) -> list[str]:
    """Say how a measure stands to its comparators, a line for each verdict that was given."""
    by_verdict: dict[str, list[str]] = {}
    for held in assessment.comparators:
        labels = by_verdict.setdefault(sentence_case(held.finding.verdict.value), [])
        labels.append(held.comparator.label)
    return [f"{verdict}: {'; '.join(labels)}" for verdict, labels in by_verdict.items()]
