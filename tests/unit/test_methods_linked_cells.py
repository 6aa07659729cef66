"""What must be hidden of figures that add up by area and by group at once.

Every answer is held against what a reader could find: the least and the most that each hidden
count can be, by two linear programmes of this test's own.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.random import Generator, default_rng
from numpy.typing import NDArray
from scipy.optimize import linprog

from purbeck.methods import linked_cells
from purbeck.methods.linked_cells import Line, hide_cells

LEAST = 5
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


def cells_of(areas: int, parts: tuple[int, ...]) -> list[Line]:
    """Give the lines of areas that are the last one's parts, each by several dimensions.

    A cell is ``area * slots + slot``; slot 0 is everybody.
    """
    slots = 1 + sum(parts)
    lines = []
    for area in range(areas + 1):
        start = 1
        for size in parts:
            members = area * slots + np.arange(start, start + size)
            lines.append(Line(area * slots, members))
            start += size
    for slot in range(slots):
        lines.append(Line(areas * slots + slot, np.arange(areas) * slots + slot))
    return lines


def counts_of(areas: int, parts: tuple[int, ...], random: Generator) -> Numbers:
    """Draw counts that add up: some people, each of one area and of one group a dimension."""
    slots = 1 + sum(parts)
    table = np.zeros((areas + 1, slots))
    for area in range(areas):
        people = int(random.integers(5, 120))
        table[area, 0] = people
        start = 1
        for size in parts:
            share = random.dirichlet(np.full(size, 0.6))
            table[area, start : start + size] = random.multinomial(people, share)
            start += size
    table[areas] = table[:areas].sum(axis=0)
    return table.ravel()


def interval(counts: Numbers, lines: list[Line], unknown: Flags, cell: np.intp) -> Numbers:
    """Find the least and the most that a cell can be, given what is shown."""
    places = np.flatnonzero(unknown)
    signs = np.zeros((len(lines), len(counts)))
    for row, line in enumerate(lines):
        signs[row, line.members], signs[row, line.total] = 1, -1
    sums = -signs @ np.where(unknown, 0, counts)
    wanted = (places == cell).astype(float)
    low = linprog(wanted, A_eq=signs[:, places], b_eq=sums)
    high = linprog(-wanted, A_eq=signs[:, places], b_eq=sums)
    assert low.status == 0
    most = np.inf if high.status == 3 else wanted @ high.x
    return np.array([wanted @ low.x, most])


@pytest.mark.parametrize(
    ("areas", "parts"), [(1, (3,)), (1, (2, 3)), (3, (3,)), (4, (2, 3)), (6, (4, 3)), (5, (10,))]
)
@pytest.mark.parametrize("seed", range(6))
def test_a_reader_cannot_tell_that_a_hidden_count_is_small(
    areas: int, parts: tuple[int, ...], seed: int
) -> None:
    """Each small count could be the least count or more, given all that is shown."""
    counts = counts_of(areas, parts, default_rng(seed))
    lines = cells_of(areas, parts)
    small = (counts > 0) & (counts < LEAST)
    hidden = small | hide_cells([counts], lines, small)

    told = [
        (cell, counts[cell], ends)
        for cell in np.flatnonzero(small)
        if (ends := interval(counts, lines, hidden, cell))[1] < LEAST - 1e-6
        or ends[1] - ends[0] < 1 - 1e-6
    ]

    assert told == []


@pytest.mark.parametrize(("areas", "parts"), [(3, (3,)), (4, (2, 3)), (5, (6,))])
@pytest.mark.parametrize("seed", range(6))
def test_without_small_sums_a_reader_cannot_tell_what_a_hidden_count_is(
    areas: int, parts: tuple[int, ...], seed: int
) -> None:
    """Each small count could be one of two, at least."""
    counts = counts_of(areas, parts, default_rng(seed))
    lines = cells_of(areas, parts)
    small = (counts > 0) & (counts < LEAST)
    hidden = small | hide_cells([counts], lines, small, hide_small_sums=False)

    widths = [np.diff(interval(counts, lines, hidden, at))[0] for at in np.flatnonzero(small)]

    assert min(widths, default=1) >= 1 - 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_the_total_that_nobody_gives_ties_two_dimensions_together(seed: int) -> None:
    """Girls and boys give everybody, and everybody less the others gives the hidden one."""
    parts = (2, 3)
    counts = counts_of(1, parts, default_rng(seed))[:6]
    lines = cells_of(1, parts)[:2]
    nobody = np.arange(6) == 0
    small = (counts > 0) & (counts < LEAST) & ~nobody
    hidden = small | hide_cells(
        [np.where(nobody, np.nan, counts)], lines, small, unpublished=nobody
    )

    told = [
        cell
        for cell in np.flatnonzero(small)
        if interval(counts, lines, hidden | nobody, cell)[1] < LEAST - 1e-6
    ]

    assert told == []


def test_a_total_that_nobody_gives_is_worked_out() -> None:
    """With 30 girls and 20 boys shown, 47 of 50 without free meals leaves 3 with them."""
    counts = [np.nan, 30, 20, 3, 47]
    lines = [Line(0, np.array([1, 2])), Line(0, np.array([3, 4]))]
    small, nobody = np.arange(5) == 3, np.arange(5) == 0

    assert hide_cells([counts], lines, small, unpublished=nobody).tolist() == [
        *(False, False, False),
        *(False, True),
    ]


def test_both_counts_are_protected() -> None:
    """Denominators that leave a small sum hide one more, though the numerators are open."""
    numerators = [40, 10, 20, 70]
    denominators = [60, 2, 60, 122]
    found = hide_cells(
        [numerators, denominators], [Line(3, np.array([0, 1, 2]))], [False, True, False, False]
    )

    assert found.tolist() == [False, False, True, False]


@pytest.mark.parametrize("seed", range(4))
def test_many_lines_are_searched_as_few_are(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond some number the linear algebra is another, and what it finds the same."""
    areas, parts = 12, (4, 3)
    counts = counts_of(areas, parts, default_rng(seed))
    lines = cells_of(areas, parts)
    small = (counts > 0) & (counts < LEAST)
    few = hide_cells([counts], lines, small)
    monkeypatch.setattr(linked_cells, "MOST_LINES", 0)

    assert hide_cells([counts], lines, small).tolist() == few.tolist()


@pytest.mark.parametrize("most", [0, 600])
def test_what_follows_from_several_lines_is_found(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """53 in all and 50 without the first leave 3, though each line has two hidden or more."""
    monkeypatch.setattr(linked_cells, "MOST_LINES", most)
    lines = [Line(3, np.array([0, 1, 2])), Line(4, np.array([1, 2]))]
    found = hide_cells([[3, 20, 30, 53, 50]], lines, [True, True, True, False, False])

    assert found.any()


def test_a_count_that_can_only_be_small_is_found() -> None:
    """10 with the second, 100 of that with the third, 92 with the last: the first is 2 at most.

    No line gives it, and no adding up of lines does; that no count is below 0 does.
    """
    lines = [Line(4, np.array([0, 1])), Line(5, np.array([1, 2])), Line(6, np.array([2, 3]))]
    counts, hidden = [1, 9, 91, 1, 10, 100, 92], np.arange(7) < 4
    found = hide_cells([counts], lines, hidden)

    assert found.any()
    assert interval(np.array(counts, float), lines, hidden, np.intp(0))[1] == 2
    assert interval(np.array(counts, float), lines, hidden | found, np.intp(0))[1] >= LEAST


def test_nothing_hidden_hides_nothing() -> None:
    """With no small count everything is shown."""
    assert not hide_cells([[10, 20, 30]], [Line(2, np.array([0, 1]))], [False] * 3).any()
