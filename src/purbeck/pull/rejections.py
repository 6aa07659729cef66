"""Rows of a source that are not taken: which, why, and where each stands in its file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.sources.rows import SourceRows

MOST_NAMED = 10_000
"""Rejected rows that are named one by one; beyond that a file is not what it was taken for, and
the rest are counted."""

Words = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason, and the rows that it was found for."""

    code: IssueCode
    field: str
    rows: NDArray[np.intp]
    received: Words
    expected: Words
    advice: Words


class Rejections:
    """Why rows are left out: each for the first reason found, and for no other.

    It takes what ``store.checks`` finds in the same way as the store's own record of problems.
    """

    def __init__(self, rows: SourceRows) -> None:
        self._rows = rows
        self.kept = np.ones(rows.table.num_rows, dtype=bool)
        self._refusals: list[Refusal] = []

    @property
    def count(self) -> int:
        """How many rows are rejected, for any reason."""
        return sum(len(refusal.rows) for refusal in self._refusals)

    @property
    def rejected(self) -> NDArray[np.intp]:
        """The rows that are rejected."""
        rows = [refusal.rows for refusal in self._refusals]
        return np.concatenate(rows) if rows else np.empty(0, dtype=np.intp)

    def leave_out(self, unwanted: NDArray[np.bool_]) -> int:
        """Leave rows out that are not asked for, which is no fault; give how many."""
        count = int((unwanted & self.kept).sum())
        self.kept &= ~unwanted
        return count

    def reject(
        self,
        bad: NDArray[np.bool_],
        code: IssueCode,
        field: str,
        received: Words,
        expected: str | Words,
        advice: Words = lambda row: "",
    ) -> None:
        """Reject each row that is kept so far and for which ``bad`` holds."""
        rows = np.flatnonzero(bad & self.kept)
        if len(rows):
            words = expected if callable(expected) else (lambda row: expected)
            self._refusals.append(Refusal(code, field, rows, received, words, advice))
            self.kept[rows] = False

    def add_rows(
        self,
        bad: NDArray[np.bool_],
        start: int,
        code: IssueCode,
        field: str,
        says: Words,
        expected: str,
    ) -> None:
        """Reject rows as the store's checks find them; ``start`` is 0 for a whole source."""
        del start
        self.reject(bad, code, field, says, expected)

    @property
    def issues(self) -> tuple[DataIssue, ...]:
        """Each rejected row with its file and line, in the order of the file."""
        table, files = self._rows.table, self._rows.files
        named = [
            (int(row), refusal) for refusal in self._refusals for row in refusal.rows[:MOST_NAMED]
        ]
        named.sort(key=lambda each: each[0])
        found = []
        for row, refusal in named[:MOST_NAMED]:
            at = table["file"][row].as_py()
            column = refusal.field or table["column"][row].as_py()
            sheet = table["sheet"][row].as_py()
            name = files[at].name if at < len(files) else ""
            problem = Problem(
                refusal.code,
                column,
                refusal.received(row),
                refusal.expected(row),
                refusal.advice(row),
            )
            file = f"{name}, sheet {sheet}" if sheet else name
            found.append(DataIssue(problem, file=file, row=table["line"][row].as_py() or None))
        return tuple(found)
