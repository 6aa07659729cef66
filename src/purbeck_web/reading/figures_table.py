"""The figures behind a chart as a table: status, day of publication, source and place."""

from __future__ import annotations

from collections.abc import Sequence

from purbeck.assess.assessment import Assessment
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.document import Cell, Column, Run, Table
from purbeck.publish.wording.figures import counts_words, day, observed, remark
from purbeck.publish.wording.provenance import place_words

_COLUMNS = (
    Column("Period"),
    Column("Figure", numeric=True),
    Column("Status"),
    Column("Published"),
    Column("Source", share=2.4),
)


def figures_table(assessment: Assessment) -> Table:
    """Lay out the figures of a measure that may be shown, the newest first."""
    rows = tuple(_row(each, assessment.measure) for each in reversed(assessment.series))
    caption = f"Figures of {assessment.area_name}, the newest first"
    return Table(caption, _COLUMNS, rows)


def held_rows(
    observations: Sequence[Observation], measure: Measure
) -> tuple[tuple[Cell, ...], ...]:
    """Give the same cells of figures as they are held, in the order given."""
    return tuple(_row(each, measure) for each in observations)


def _row(observation: Observation, measure: Measure) -> tuple[Cell, ...]:
    counts = counts_words(observation)
    read = observation.provenance
    settled = remark(observation) or "final"
    said = [read.source if read else "", place_words(read), observation.note]
    return (
        text_cell(str(observation.period)),
        Cell((Run(observed(observation, measure)), Run(f" ({counts})" if counts else ""))),
        text_cell(settled[:1].upper() + settled[1:]),
        text_cell(day(observation.published) if observation.published else "Not stated"),
        text_cell(". ".join(part.rstrip(".") for part in said if part) or "Not stated"),
    )
