"""The matrix of risks as a table: a row a likelihood, a column an impact, the risks in squares."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from purbeck.model.risk import CorporateRisk, RiskLevel, RiskMatrix
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.document import Badge, Cell, Column, Run, Table
from purbeck.publish.wording.risks import unplaced_note
from purbeck.publish.wording.verdicts import level_badge

MOST_IN_WORDS = 5
"""A matrix of more impacts has letters for levels, as words would not fit on a page."""


def heat_map(
    risks: Sequence[CorporateRisk],
    matrix: RiskMatrix,
    caption: str,
    link_to: Callable[[str], str] = lambda risk_id: "",
) -> Table:
    """Lay the risks out on the matrix, the likeliest above; every square has its level in words.

    Parameters
    ----------
    link_to
        Where the id of a risk leads; nowhere where it gives nothing.
    """
    count = len(matrix.impacts)
    heads = tuple(Column(f"{at} {name}") for at, name in enumerate(matrix.impacts, start=1))
    notes = ["Likelihood runs from top to bottom, impact from left to right."]
    if count > MOST_IN_WORDS:
        notes.append("H is high, M is medium, L is low.")
    return Table(
        caption=caption,
        columns=(Column("Likelihood", share=1.2), *heads),
        rows=tuple(
            (
                text_cell(f"{likelihood} {matrix.likelihoods[likelihood - 1]}"),
                *(
                    _square(risks, matrix, likelihood, impact, link_to)
                    for impact in range(1, count + 1)
                ),
            )
            for likelihood in range(len(matrix.likelihoods), 0, -1)
        ),
        note=" ".join([*notes, unplaced_note(risks)]).strip(),
    )


def _square(
    risks: Sequence[CorporateRisk],
    matrix: RiskMatrix,
    likelihood: int,
    impact: int,
    link_to: Callable[[str], str],
) -> Cell:
    runs: list[Run] = []
    for risk in risks:
        if (risk.likelihood, risk.impact) == (likelihood, impact):
            runs += [Run(", ")] if runs else []
            runs.append(Run(risk.id, strong=True, link=link_to(risk.id)))
    return Cell(tuple(runs), _badge(matrix, matrix.level(likelihood, impact)))


def _badge(matrix: RiskMatrix, level: RiskLevel) -> Badge:
    badge = level_badge(level)
    if len(matrix.impacts) <= MOST_IN_WORDS:
        return badge
    return Badge(badge.mark, badge.word[:1])
