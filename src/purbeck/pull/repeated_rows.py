"""Rows of one figure: which of them stands, which says it again, and which contradict it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.model.issue import IssueCode
from purbeck.pull.arrays import Codes
from purbeck.pull.rejections import Rejections, Words
from purbeck.sources.rows import SourceRows
from purbeck.store.schema import ABSENCE_WORDS

Mask = NDArray[np.bool_]

_EXPECTED = "one figure; a filter may be open that has several values"


@dataclass(frozen=True, slots=True, eq=False)
class RowsOfFigures:
    """Rows with what each says, and the rejections that the faults among them go to.

    Attributes
    ----------
    held
        The figures, by the names that the store has for them.
    absence
        The reason for having none, as a place in ``ABSENCE_WORDS``; -1 beside a figure.
    """

    rows: SourceRows
    rejections: Rejections
    held: Mapping[str, NDArray[np.float64]]
    absence: NDArray[np.int8]

    def without_taken_back(self, key: Codes, kept: Codes) -> int:
        """Leave out what a later row of the same figure takes back; give how many.

        The order is that of the file. Where no row follows that by which the publisher takes the
        figure back, this row stands; where one follows, it is the figure.

        Parameters
        ----------
        key
            The same for two of ``kept`` exactly where they are of one figure.
        """
        deleted = self._column("deleted")[kept]
        if not deleted.any():
            return 0
        order, group = _in_groups(key)
        place = np.arange(len(order))
        # The last row of each figure that takes it back, in the order of the file.
        last = np.full(int(group[-1]) + 1, -1)
        taking = deleted[order]
        np.maximum.at(last, group[taking], place[taking])
        count = np.bincount(group)
        is_followed = last < np.cumsum(count) - 1
        overtaken = (place < last[group]) | ((place == last[group]) & is_followed[group])
        return self.rejections.leave_out(self._mask(kept[order[overtaken]]))

    def without_repeated(self, key: Codes, kept: Codes) -> int:
        """Keep the first of rows that agree, and none of rows that do not; give how many agree.

        Rows of one file agree where they say the same, and differ in no column that splits the
        file: men and women may have the same figure, and it is not that of both together.
        """
        order, group = _in_groups(key)
        if not len(order) or int(group[-1]) + 1 == len(order):
            return 0
        at = kept[order]
        first_of = np.flatnonzero(np.diff(group, prepend=-1))
        first = at[first_of][group]
        differs = np.bincount(group, ~self._agree(at, first)) > 0
        contradicted = differs[group]
        other = _another(at, first, group, contradicted)
        bad = self._mask(at[contradicted])
        self.rejections.reject(
            bad, IssueCode.DUPLICATE_OBSERVATION, "", self._beside(other), _EXPECTED
        )
        again = np.ones(len(order), dtype=bool)
        again[first_of] = False
        return self.rejections.leave_out(self._mask(at[again & ~contradicted]))

    def _agree(self, at: Codes, first: Codes) -> Mask:
        same = self.absence[at] == self.absence[first]
        for figures in self.held.values():
            one, other = figures[at], figures[first]
            same &= (one == other) | (np.isnan(one) & np.isnan(other))
        file, split = self._column("file"), self._column("split")
        return np.asarray(same & ((file[at] != file[first]) | (split[at] == split[first])))

    def _beside(self, other: Mapping[int, int]) -> Words:
        def said(row: int) -> str:
            value = self.held["value"][row]
            return ABSENCE_WORDS[self.absence[row]] if np.isnan(value) else f"{value:.12g}"

        line, file = self._column("line"), self._column("file")

        def place(row: int, of: int) -> str:
            there = f"row {line[of]}"
            return (
                there if file[of] == file[row] else f"{there} of {self.rows.files[file[of]].name}"
            )

        return lambda row: f"{said(row)}, beside {said(other[row])} in {place(row, other[row])}"

    def _column(self, name: str) -> NDArray[np.generic]:
        return np.asarray(self.rows.table[name].to_numpy())

    def _mask(self, rows: Codes) -> Mask:
        mask = np.zeros(self.rows.table.num_rows, dtype=bool)
        mask[rows] = True
        return mask


def _in_groups(key: Codes) -> tuple[Codes, Codes]:
    """Put rows of one figure side by side, in their order; number the figures."""
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    return order, np.cumsum(np.append(False, ordered[1:] != ordered[:-1])[: len(order)])


def _another(at: Codes, first: Codes, group: Codes, wanted: Mask) -> dict[int, int]:
    """Give each row that is wanted one to stand beside: the first of its figure, or the last."""
    last = at[np.append(np.diff(group) > 0, True)][group]
    beside = np.where(at == first, last, first)
    return dict(zip(at[wanted].tolist(), beside[wanted].tolist(), strict=True))
