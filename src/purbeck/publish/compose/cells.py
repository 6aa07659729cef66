"""Cells of tables."""

from __future__ import annotations

from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.publish.document import Badge, Cell, Run, plain
from purbeck.publish.wording.figures import observed, remark


def text_cell(text: str) -> Cell:
    """Make a cell of plain text."""
    return Cell(plain(text))


def link_cell(text: str, link: str) -> Cell:
    """Make a cell whose text leads somewhere."""
    return Cell((Run(text, link=link),))


def badge_cell(badge: Badge) -> Cell:
    """Make a cell of a badge alone."""
    return Cell(badge=badge)


def figure_cell(observation: Observation | None, measure: Measure) -> Cell:
    """Make a cell of a figure with its period, and what is particular about it."""
    if observation is None:
        return Cell(plain("None"))
    said = observed(observation, measure)
    extra = remark(observation) if observation.value is not None else ""
    small = f" {observation.period}" + (f", {extra}" if extra else "")
    return Cell((Run(said, strong=True), Run(small)))
