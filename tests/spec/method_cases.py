"""The cases of a method drawn as a table: what goes in, and beside it what must come out.

A row is a case, or an area; the first column names it. A cell is a number, several numbers with
spaces between them, or ``-`` for no figure. What is asked of a row is rounded, so that it can be
worked out by hand or looked up where it was published.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import Rule
from tests.spec.answers import Answers, Drawn

Figures = NDArray[np.float64]
Row = Mapping[str, Figures]


@dataclass(frozen=True, kw_only=True)
class Method:
    """What the rulebook says of a method above its cases.

    Attributes
    ----------
    statement
        What the method is for, and what it answers.
    definition
        How it is worked out, a line for each step, with every constant.
    source
        Who defined it, and where it was read.
    modules
        Where its functions are.
    used_by
        The rules that go by it; none for one that no rule uses yet.
    """

    name: str
    statement: str
    definition: tuple[str, ...]
    source: str
    modules: tuple[ModuleType, ...]
    used_by: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Cases:
    """A drawn table of cases, read."""

    drawn: Drawn
    rows: Mapping[str, Row]

    def each(self, asked: str, answer: Callable[[Row], Any], decimals: int = 4) -> Answers:
        """Give the answer for each row on its own, rounded; None where there is none."""
        found = {name: _plain(answer(row), decimals) for name, row in self.rows.items()}
        return Answers(asked, self.drawn, found)

    def all(self, asked: str, answer: Callable[[Row], Any], decimals: int = 4) -> Answers:
        """Give the answers for all rows at once: each column goes in as one array."""
        names = list(self.rows)
        first = next(iter(self.rows.values()))
        columns = {
            column: np.concatenate([self.rows[name][column] for name in names]) for column in first
        }
        found = np.asarray(answer(columns))
        return Answers(
            asked,
            self.drawn,
            {name: _plain(found[at], decimals) for at, name in enumerate(names)},
        )


def cases(table: str, given: str = "") -> Cases:
    """Read a drawn table of cases; ``given`` says what else the method is given, in words."""
    heading, *lines = [line for line in table.strip().splitlines() if line.strip()]
    names = _cells(heading)[1:]
    rows: dict[str, Row] = {}
    for line in lines:
        name, *held = _cells(line)
        if name in rows:
            raise ValueError(f"There are two cases '{name}'.")
        rows[name] = {column: _numbers(cell) for column, cell in zip(names, held, strict=True)}
    return Cases(Drawn(None, table, given), rows)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _numbers(cell: str) -> Figures:
    return np.array([np.nan if word == "-" else float(word) for word in cell.split()])


def _plain(answer: Any, decimals: int) -> Any:
    """Make a plain word or number of what a method gave, so that it can be printed."""
    if isinstance(answer, str):
        return answer
    value = np.asarray(answer).reshape(-1)
    assert value.size == 1, "a row has one answer"
    if value.dtype == np.bool_:
        return "yes" if value[0] else "no"
    number = float(value[0])
    if np.isnan(number):
        return None
    return round(number, decimals) + 0.0 if np.isfinite(number) else number
