"""One measure by the groups of one dimension: a panel with a row for each area and group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from purbeck.model.breakdown import Dimension
from purbeck.model.errors import UsageError
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.panel.build import panel_of
from purbeck.panel.panel import Panel

S = TypeVar("S", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class GroupedPanel:
    """The figures of groups, and those of everybody beside them.

    Attributes
    ----------
    panel
        A row for each area and group: that of group g of area a is ``a * len(groups) + g``. Its
        ``areas`` name the area of each row.
    totals
        The figures of everybody, a row an area, with the same periods.
    """

    dimension: Dimension
    panel: Panel
    totals: Panel

    def __post_init__(self) -> None:
        rows, areas = len(self.panel.areas), len(self.totals.areas)
        if rows != areas * len(self.dimension.groups):
            expected = f"{areas} areas of {len(self.dimension.groups)} groups"
            raise UsageError(f"A grouped panel has {rows} rows, expected {expected}.")
        if self.panel.periods != self.totals.periods:
            raise UsageError("The figures of groups and of everybody need the same periods.")

    @property
    def measure(self) -> Measure:
        """The measure that all the figures are of."""
        return self.panel.measure

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many areas, groups and periods there are."""
        return len(self.totals.areas), len(self.dimension.groups), len(self.panel.periods)

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which groups are of people of whom it is known that they belong to them."""
        return np.array([not group.unknown for group in self.dimension.groups], dtype=bool)

    @property
    def unknown(self) -> int | None:
        """The place of the group of those not known; None where there is none."""
        found = (at for at, group in enumerate(self.dimension.groups) if group.unknown)
        return next(found, None)

    @property
    def reference(self) -> int | None:
        """The place of the group that the others are held against; None for everybody."""
        ids = [group.id for group in self.dimension.groups]
        return ids.index(self.dimension.against) if self.dimension.against else None

    def cube(self, cells: NDArray[S]) -> NDArray[S]:
        """Give cells of shape (areas x groups, periods) the shape (areas, groups, periods)."""
        return cells.reshape(self.shape)

    def of_rows(self, of_area: NDArray[S]) -> NDArray[S]:
        """Give what is known of each area to each of its rows: (areas, ...) to (rows, ...)."""
        return np.repeat(of_area, self.shape[1], axis=0)


def grouped_panel_of(
    measure: Measure,
    dimension: Dimension,
    breakdowns: Iterable[Observation],
    observations: Iterable[Observation],
    areas: Sequence[str],
) -> GroupedPanel:
    """Lay out the figures of a measure's groups, and of everybody beside them.

    Parameters
    ----------
    breakdowns
        One a group, area and period; those of other measures, dimensions and areas are left out,
        as are groups that the dimension does not have.
    observations
        Figures of everybody; left out likewise.
    areas
        In the order wanted. One without figures keeps its rows.
    """
    groups = [group.id for group in dimension.groups]
    parts = [
        replace(each, area=_row_name(each.area, each.subgroup.group), subgroup=None)
        for each in breakdowns
        if each.measure == measure.id
        and each.area in areas
        and each.subgroup is not None
        and each.subgroup.dimension == dimension.id
        and each.subgroup.group in groups
    ]
    whole = [each for each in observations if each.measure == measure.id and each.area in areas]
    names = [_row_name(area, group) for area in areas for group in groups]
    together = panel_of(measure, [*whole, *parts], [*areas, *names])
    of_rows = tuple(area for area in areas for _ in groups)
    return GroupedPanel(
        dimension,
        _rows(together, slice(len(areas), None), of_rows),
        _rows(together, slice(len(areas)), tuple(areas)),
    )


def _row_name(area: str, group: str) -> str:
    # No code of an area holds a line break, so that no two rows have one name.
    return f"{area}\n{group}"


def _rows(panel: Panel, which: slice, names: tuple[str, ...]) -> Panel:
    return Panel(
        measure=panel.measure,
        areas=names,
        periods=panel.periods,
        value=panel.value[which],
        numerator=panel.numerator[which],
        denominator=panel.denominator[which],
        lower=panel.lower[which],
        upper=panel.upper[which],
        state=panel.state[which],
        status=panel.status[which],
    )
