"""Which figures would give a hidden one away where figures of groups stand beside everybody's.

Of one measure and period, figures add up along two sorts of line: the groups of a complete
dimension to everybody in an area, and areas to a declared total, group by group. What is hidden
has to stand against all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

import numpy as np

from purbeck.methods.linked_cells import Line, hide_cells
from purbeck.methods.small_counts import Counts
from purbeck.model.breakdown import Dimension, Subgroup
from purbeck.model.disclosure import Disclosure
from purbeck.model.observation import Observation
from purbeck.model.period import Period

Key = tuple[str, str, Period, Subgroup | None]
"""One figure: measure, area, period and group; no group for everybody."""

Cell = tuple[str, Subgroup | None]
"""An area, and a group of its people or everybody."""


def protecting_cells(
    cells: Sequence[Cell],
    counts: Counts,
    hidden: Sequence[bool],
    dimensions: Sequence[Dimension],
    disclosure: Disclosure,
) -> list[int]:
    """Give the places of the cells that must be hidden besides those that are.

    Parameters
    ----------
    cells
        Of one measure and period: those of which there is a figure, or one that is hidden. A
        group or an area that is not there is left out, and so protects nothing.
    counts
        Behind the figures, of shape (cells,). From one without any nothing can be subtracted.
    """
    place = {cell: at for at, cell in enumerate(cells)}
    lines = list(_lines(place, dimensions, disclosure))
    known = np.stack([counts.own, counts.part, counts.whole, counts.rest])
    unsaid = np.full((len(known), len(place) - len(cells)), np.nan)
    known = np.concatenate([known, unsaid], axis=1)
    before = np.zeros(len(place), dtype=bool)
    before[: len(cells)] = hidden
    more = hide_cells(
        known,
        lines,
        before,
        unpublished=~before & np.isnan(known).all(axis=0),
        threshold=max(disclosure.minimum_count, 1),
        hide_small_sums=disclosure.hide_small_sums,
    )
    return [int(at) for at in np.flatnonzero(more)]


def tied_by_groups(
    hidden: Set[Key],
    before: Mapping[Key, Observation],
    after: Mapping[Key, Observation],
    dimensions: Sequence[Dimension],
) -> set[Key]:
    """Name the earlier figures that would tell of hidden ones beside the later figures.

    Of each area that has a hidden figure, on either date, of everybody or of a group of a complete
    dimension: all of them where any moved, as the move of one less those of the others is that
    of the hidden one; and where none moved, those that are hidden on either date.
    """
    found: set[Key] = set()
    for dimension in dimensions:
        groups = [Subgroup(dimension.id, group.id) for group in dimension.groups]
        of_it = {None, *groups}
        for place in {key[:3] for key in hidden if dimension.complete and key[3] in of_it}:
            line: list[Key] = [(*place, of) for of in (None, *groups)]
            if any(key in before or key in after for key in line[1:]):
                moved = any(_moved(before.get(key), after.get(key)) for key in line)
                found |= set(line) if moved else hidden & set(line)
    return found


def _moved(before: Observation | None, after: Observation | None) -> bool:
    """Whether a figure that there is on both dates is another on the later one."""
    return before is not None and after is not None and _figures(before) != _figures(after)


def _figures(of: Observation) -> tuple[object, ...]:
    return of.value, of.numerator, of.denominator, of.absence


def _lines(
    place: dict[Cell, int], dimensions: Sequence[Dimension], disclosure: Disclosure
) -> Iterator[Line]:
    """Give each total with its members; a total that nobody gives has a place made for it."""
    there = tuple(place)
    for area in dict.fromkeys(area for area, _ in there):
        for dimension in dimensions:
            groups = [(area, Subgroup(dimension.id, group.id)) for group in dimension.groups]
            if dimension.complete:
                yield from _line((area, None), groups, place)
    for of in dict.fromkeys(of for _, of in there):
        for total in disclosure.totals:
            yield from _line((total.area, of), [(area, of) for area in total.members], place)


def _line(total: Cell, members: Sequence[Cell], place: dict[Cell, int]) -> Iterator[Line]:
    found = _found(members, place)
    if found:
        yield Line(place.setdefault(total, len(place)), np.array(found))


def _found(members: Sequence[Cell], place: Mapping[Cell, int]) -> list[int]:
    return [place[member] for member in members if member in place]
