"""Tiles side by side, each of a measure: its name, its figure in large letters, its target."""

from __future__ import annotations

from collections.abc import Sequence

from purbeck.transcription.cells import add_figure
from purbeck.transcription.columns import FIGURE_ROLES
from purbeck.transcription.draft import DraftFigure, DraftSign, Role
from purbeck.transcription.figures import CellReading, read_cell
from purbeck.transcription.gathering import Gathered, sure
from purbeck.transcription.page import Cell, Grid
from purbeck.transcription.position import Position
from purbeck.transcription.signs import rag_in
from purbeck.transcription.statements import Statement, statements_in


def read_tiles(grid: Grid, here: Position) -> bool:
    """Read tiles that are named after measures; whether they are such tiles.

    One tile at least has a labelled figure, such as its target, below its own: figures below
    other words are tallies.
    """
    found = [
        (label, body, reading, _labelled(body, here))
        for label, body in zip(grid.rows[0], grid.rows[1], strict=True)
        if (reading := read_cell(body.text.split("\n")[0])).figure is not None
    ]
    if not any(labelled for *_, labelled in found):
        return False
    for label, body, reading, labelled in found:
        if labelled and _names(label.line, here):
            _read(here.open_measure("", label.line, label.place), body, reading, labelled, here)
        else:
            here.gathering.skip(f"{label.line}: {body.line}", "a tile of no measure", body.place)
    here.subject = here.section
    return True


def _names(text: str, here: Position) -> bool:
    """Whether the label of a tile is a name: it has a word, and is no label of a figure."""
    return any(len(word) > 3 for word in text.split()) and not here.profile.card_role(text)


def _labelled(body: Cell, here: Position) -> list[Statement]:
    found = [s for line in body.text.split("\n")[1:] for s in statements_in(line, here.profile)]
    return [s for s in found if s.figure is not None and s.role in FIGURE_ROLES]


def _read(
    measure: Gathered,
    body: Cell,
    reading: CellReading,
    labelled: Sequence[Statement],
    here: Position,
) -> None:
    add_figure(reading, Role.LATEST, reading.period, "figure", body, measure, here.gathering)
    for statement in labelled:
        role = FIGURE_ROLES[statement.role]
        evidence = sure(body.place, statement.text, statement.doubt)
        measure.add_figure(
            DraftFigure(
                role=role,
                figure=statement.figure,
                period=statement.period,
                status=statement.status,
                label=statement.label if role is Role.COMPARATOR else "",
                evidence=evidence,
            )
        )
    value, how = rag_in("", body.marks, here.profile)
    if value:
        evidence = sure(body.place, body.line, f"read from the {how}")
        measure.add_sign(DraftSign(of="rag", value=value, evidence=evidence))
