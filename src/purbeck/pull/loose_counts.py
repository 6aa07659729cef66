"""The store's checks over rows of a source, and what a publisher's own rounding is let off."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from purbeck.model.issue import IssueCode
from purbeck.pull.rejections import Rejections, Words


class LooseCounts:
    """The store's checks, save that a publisher's own rounding of counts rejects no value."""

    def __init__(self, rejections: Rejections, held: dict[str, NDArray[np.float64]]) -> None:
        self._rejections, self._held = rejections, held
        self.without_counts = 0

    def add_rows(
        self,
        bad: NDArray[np.bool_],
        start: int,
        code: IssueCode,
        field: str,
        says: Words,
        expected: str,
    ) -> None:
        """Leave the counts out where they do not give the value, and reject any other row."""
        if code is not IssueCode.VALUE_AND_FRACTION_DISAGREE:
            self._rejections.add_rows(bad, start, code, field, says, expected)
            return
        bad = bad & self._rejections.kept
        self.without_counts += int(bad.sum())
        for name in ("numerator", "denominator"):
            self._held[name][bad] = np.nan
