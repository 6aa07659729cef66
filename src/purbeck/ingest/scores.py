"""Likelihood and impact in the cells of a register, as steps on the matrix of framework.toml."""

from __future__ import annotations

from purbeck.ingest.cells import number_in
from purbeck.ingest.declared import Declared
from purbeck.ingest.file_issues import quoted
from purbeck.ingest.register import RegisterRow
from purbeck.model.issue import IssueCode
from purbeck.model.nearest import hint

Steps = tuple[int, int]
"""Likelihood and impact, counted from 1."""


def score_in(row: RegisterRow, declared: Declared, likelihood: str, impact: str) -> Steps | None:
    """Read the two cells of a score; None where both are blank, or where anything is put down.

    Parameters
    ----------
    likelihood, impact
        The names of the two columns.
    """
    scored = [column for column in (likelihood, impact) if row[column]]
    if not scored:
        return None
    if len(scored) == 1:
        missing = impact if scored == [likelihood] else likelihood
        expected = f"a step on the matrix, as {scored[0]} is given"
        row.error(IssueCode.MISSING_CELL, missing, "nothing", expected)
        return None
    if declared.matrix is None:
        _check_matrix_given(row, declared, likelihood, impact)
        return None
    steps = (
        _step(row, likelihood, declared.matrix.likelihoods),
        _step(row, impact, declared.matrix.impacts),
    )
    return None if steps[0] is None or steps[1] is None else (steps[0], steps[1])


def _check_matrix_given(row: RegisterRow, declared: Declared, likelihood: str, impact: str) -> None:
    """Put down scores for which there is no matrix; one that is wrong is put down already."""
    if not declared.matrix_given:
        received = f"likelihood {row[likelihood]} and impact {row[impact]}"
        expected = "a table [risk_matrix] in framework.toml"
        advice = "Add the matrix, or give the level in place of the scores."
        row.error(IssueCode.NOT_ON_MATRIX, likelihood, received, expected, advice)


def _step(row: RegisterRow, column: str, names: tuple[str, ...]) -> int | None:
    """Read a step of the matrix by its number, from 1, or by its name."""
    text = row[column]
    by_name = {name.casefold(): step for step, name in enumerate(names, start=1)}
    number = number_in(text)
    if number is not None and number.is_integer() and 1 <= number <= len(names):
        return int(number)
    if text.casefold() in by_name:
        return by_name[text.casefold()]
    expected = f"1 to {len(names)}, or a step by its name{hint(text, names)}"
    row.error(IssueCode.NOT_ON_MATRIX, column, quoted(text), expected)
    return None
