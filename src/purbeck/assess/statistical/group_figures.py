"""The figures of each area and of a group beside it, all of the area's own latest period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.latest import NONE
from purbeck.panel.panel import Panel

Figures = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class GroupCells:
    """Which cell of a panel each area and each member of its group has: the area first.

    Arrays are of shape (1 + members, areas). A member that is the area itself is left out the
    second time.
    """

    rows: NDArray[np.intp]
    column: NDArray[np.intp]
    absent: NDArray[np.bool_]

    def of(self, cells: Figures) -> Figures:
        """Take something known of each cell of the panel, NaN where there is no cell."""
        if not cells.shape[1]:
            return np.full(self.rows.shape, np.nan)
        return np.where(self.absent, np.nan, cells[self.rows, self.column])


def group_cells(panel: Panel, members: tuple[str, ...], latest: NDArray[np.intp]) -> GroupCells:
    """Set each area and the members of a group that the panel has figures of side by side."""
    rows = [panel.row(member) for member in dict.fromkeys(members) if member in panel.areas]
    others = np.array(rows, dtype=np.intp)[:, None]
    own = np.arange(len(panel.areas), dtype=np.intp)[None, :]
    everyone = np.concatenate([own, np.broadcast_to(others, (len(rows), own.shape[1]))])
    twice = np.concatenate([np.zeros_like(own, dtype=bool), others == own])
    return GroupCells(
        everyone,
        np.broadcast_to(np.maximum(latest, 0)[None, :], everyone.shape),
        twice | (latest == NONE)[None, :],
    )
