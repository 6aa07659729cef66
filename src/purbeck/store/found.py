"""Problems found in a publication that may have a million of them: the first few, and a count."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from purbeck.model.issue import DataIssue, IssueCode, Problem

MOST_OF_A_KIND = 20
"""Issues of one kind and column that are put down one by one; the rest are counted."""

FIRST_ROW = 2
"""The row of the first observation as an editor counts it, below the headings."""

Received = Callable[[int], str]


class Found:
    """The issues of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._issues: list[DataIssue] = []
        self._counts: dict[tuple[IssueCode, str], int] = {}

    def __bool__(self) -> bool:
        return bool(self._issues)

    def add(self, problem: Problem, row: int | None = None) -> None:
        """Put down a problem; beyond the first few of its kind it is only counted."""
        kind = (problem.code, problem.field)
        self._counts[kind] = self._counts.get(kind, 0) + 1
        if self._counts[kind] <= MOST_OF_A_KIND:
            self._issues.append(DataIssue(problem, file=self.file, row=row))

    def add_rows(
        self, bad: NDArray[np.bool_], start: int, code: IssueCode, field: str, says: Received,
        expected: str,
    ) -> None:  # fmt: skip
        """Put down each row of a block for which ``bad`` holds.

        Parameters
        ----------
        start
            The number of the block's first row among all observations of the file, from 0.
        says
            What a row of the block has, in words.
        """
        rows = np.flatnonzero(bad)
        kind = (code, field)
        room = max(MOST_OF_A_KIND - self._counts.get(kind, 0), 0)
        for row in rows[:room]:
            problem = Problem(code, field, says(int(row)), expected)
            place = FIRST_ROW + start + int(row)
            self._issues.append(DataIssue(problem, file=self.file, row=place))
        if len(rows):
            self._counts[kind] = self._counts.get(kind, 0) + len(rows)

    @property
    def issues(self) -> tuple[DataIssue, ...]:
        """Every issue, with one more for each kind that has further ones."""
        more = [
            DataIssue(
                Problem(code, field, f"{count - MOST_OF_A_KIND:,} more like these", "none"),
                file=self.file,
            )
            for (code, field), count in self._counts.items()
            if count > MOST_OF_A_KIND
        ]
        return (*self._issues, *more)
