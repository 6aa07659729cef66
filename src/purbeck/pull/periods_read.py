"""The periods of a source's rows: each spelling of a measure read once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from purbeck.model.issue import Problem
from purbeck.model.period import Period
from purbeck.pull.arrays import Codes, distinct
from purbeck.pull.rejections import Rejections
from purbeck.sources.contract import Wanted


class PeriodsRead:
    """The period of each row, by way of the spellings that were read once.

    Parameters
    ----------
    codes, spellings
        The spelling of each row, as a place among the spellings.
    wanted, asked
        The measure of each row, as a place among those asked for.
    read
        How the publisher's spelling is read under what a measure declares.
    """

    def __init__(
        self,
        codes: Codes,
        spellings: Sequence[str],
        wanted: Codes,
        asked: Sequence[Wanted],
        read: Callable[[str, Wanted], Period | Problem],
    ) -> None:
        self._pair, first = distinct(wanted * max(len(spellings), 1) + codes)
        self._spelt = [spellings[codes[at]] for at in first]
        self._read = [
            read(text, asked[wanted[at]]) for text, at in zip(self._spelt, first, strict=True)
        ]

    def __getitem__(self, row: int) -> Period | None:
        period = self._read[self._pair[row]]
        return period if isinstance(period, Period) else None

    @property
    def ordinals(self) -> Codes:
        """The number of each row's period; 0 where it has none."""
        found = [each.ordinal if isinstance(each, Period) else 0 for each in self._read]
        return np.array(found, dtype=np.intp)[self._pair]

    def ended_by(self, day: date) -> NDArray[np.bool_]:
        """Tell the rows of which the period had ended by a day."""
        ended = [isinstance(each, Period) and each.last_day <= day for each in self._read]
        return np.array(ended, dtype=bool)[self._pair]

    def reject(self, rejections: Rejections) -> tuple[tuple[str, Problem], ...]:
        """Reject each row without a period; give the spellings, each with what is wrong."""
        counts = np.bincount(self._pair, rejections.kept, len(self._read))
        problems: dict[str, Problem] = {}
        for text, each, count in zip(self._spelt, self._read, counts, strict=True):
            if not isinstance(each, Period) and count:
                problems.setdefault(text, each)
        for code in sorted({each.code for each in problems.values()}, key=lambda each: each.value):
            of_code = np.array([getattr(each, "code", None) is code for each in self._read])
            rejections.reject(
                of_code.astype(bool)[self._pair],
                code,
                "period",
                lambda row: self._problem_of(row).received,
                lambda row: self._problem_of(row).expected,
                lambda row: self._problem_of(row).advice,
            )
        return tuple(problems.items())

    def _problem_of(self, row: int) -> Problem:
        found = self._read[int(self._pair[row])]
        assert not isinstance(found, Period)
        return found
