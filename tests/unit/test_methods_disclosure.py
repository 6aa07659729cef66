"""Disclosure control: small counts, rates, rounding, and secondary suppression."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from purbeck.methods.disclosure import rate_hidden, rate_shown, rounded, small, with_totals
from purbeck.methods.suppression import suppress
from purbeck.model.errors import UsageError

NAN = np.nan
TABLES = st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=2, max_size=4).map(
    np.array
)


def hidden(table: list[list[int]], **of: object) -> list[list[int]]:
    """What is hidden of the cells of a table: 1 small itself, 2 with another."""
    found = suppress(with_totals(table), **of)  # type: ignore[arg-type]
    codes: list[list[int]] = (found.primary + 2 * found.secondary)[:-1, :-1].tolist()
    return codes


def test_one_to_four_are_small() -> None:
    """0 is shown unless it is sensitive, and five is shown always."""
    counts = [0, 1, 4, 5, NAN]

    assert small(counts).tolist() == [False, True, True, False, False]
    assert small(counts, hide_zero=True).tolist() == [True, True, True, False, False]
    assert not small(counts, threshold=0).any()


def test_a_rate_hides_the_few_on_either_side() -> None:
    """Few in, few left out, or few in all: each hides a rate."""
    x, n = [4, 5, 96, 95, 100, 0, 5, 5, NAN], [100, 100, 100, 100, 100, 100, 9, 10, 100]

    assert rate_hidden(x, n).tolist() == [True, False, True, *[False] * 3, True, False, False]
    assert rate_hidden(x, n, hide_zero=True)[4:6].tolist() == [True, True]


def test_counts_round_half_up() -> None:
    """Two and a half goes up; what is negative or absent has no rounding."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = rounded([2, 2.5, 3, 7.5, 12, -3, NAN, np.inf])

    np.testing.assert_array_equal(found, [0, 5, 5, 10, 10, NAN, NAN, NAN])
    assert rounded([7, 8], 1).tolist() == [7, 8]


def test_rates_come_from_unrounded_counts() -> None:
    """A rate is worked out first and rounded last, half up in decimal."""
    found = rate_shown([1, 7, 23, 3], [16, 8, 8, 0], hidden=[False, False, True, False])

    np.testing.assert_array_equal(found, [6.3, 87.5, NAN, NAN])


def test_nothing_small_hides_nothing() -> None:
    """A table of large counts and zeros is shown whole."""
    assert hidden([[5, 6], [0, 9]]) == [[0, 0], [0, 0]]


def test_the_next_smallest_goes_too() -> None:
    """A small cell alone in its row and column takes the smallest of each along."""
    assert hidden([[3, 20, 30], [40, 50, 60], [70, 80, 90]]) == [[1, 2, 0], [2, 2, 0], [0, 0, 0]]


def test_zeros_are_hidden_last() -> None:
    """A zero protects little, so a cell with somebody in it is hidden first."""
    assert hidden([[3, 0, 30], [40, 0, 60]]) == [[1, 0, 2], [2, 0, 2]]


def test_two_small_cells_protect_each_other_unless_their_sum_is_small() -> None:
    """Two hidden cells cannot be had one by one; their sum can, and may be hidden too."""
    table = [[2, 2, 30, 40], [2, 2, 50, 60]]

    assert hidden(table) == [[1, 1, 0, 0], [1, 1, 0, 0]]
    assert hidden(table, hide_small_sums=True) == [[1, 1, 2, 0], [1, 1, 2, 0]]


def test_a_row_of_one_hides_its_total() -> None:
    """Where no other cell is left, the total is what must not be shown."""
    found = suppress(with_totals([[3.0], [50.0]]))

    assert found.primary.tolist() == [[True, True], [False, False], [False, False]]
    assert found.secondary[1].tolist() == [True, True]


def test_totals_that_are_not_published_give_nothing_away() -> None:
    """Without totals a small cell is hidden by itself; totals of one way still give it away."""
    table = np.array([[3.0, 20.0], [40.0, 50.0]])
    none = np.ones((3, 3), dtype=bool)
    none[-1, :] = none[:, -1] = False
    of_rows = np.ones((3, 3), dtype=bool)
    of_rows[-1, :] = False

    assert not suppress(with_totals(table), published=none).secondary.any()
    assert suppress(with_totals(table), published=of_rows).secondary[0].tolist()[:2] == [
        False,
        True,
    ]


def test_a_total_that_follows_from_others_counts_as_known() -> None:
    """A column total left out, but equal to what the grand total leaves, protects nothing."""
    published = np.ones((3, 3), dtype=bool)
    published[-1, 0] = False
    found = suppress(with_totals([[3.0, 20.0], [40.0, 50.0]]), published=published)

    assert found.secondary[:2, :2].tolist() == [[False, True], [True, True]]


def test_tables_of_any_number_are_suppressed_at_once() -> None:
    """Each of a stack of tables gets what it would alone."""
    random = np.random.default_rng(1)
    tables = with_totals(random.poisson(9, (7, 5, 4, 3)))
    whole = suppress(tables)

    assert whole.either.shape == (7, 5, 5, 4)
    for place in ((0, 0), (3, 2), (6, 4)):
        np.testing.assert_array_equal(whole.either[place], suppress(tables[place]).either)


def test_a_cell_that_its_owner_hid_stays_unknown() -> None:
    """A missing cell is protected like a small one."""
    table = with_totals([[30.0, 20.0], [40.0, 50.0]])
    table[0, 0] = NAN

    assert suppress(table).either[:2, :2].all()


def test_a_list_is_not_a_table() -> None:
    """A table has rows and columns."""
    with pytest.raises(UsageError, match="rows and columns"):
        with_totals([1, 2, 3])


@given(TABLES, st.booleans(), st.booleans())
def test_no_hidden_cell_can_be_had_by_subtraction(
    table: np.ndarray, hide_zero: bool, hide_small_sums: bool
) -> None:
    """However often a reader subtracts along rows and columns, nothing hidden comes out."""
    whole = with_totals(table)
    found = suppress(whole, hide_zero=hide_zero, hide_small_sums=hide_small_sums)
    known = ~found.either
    for _ in range(whole.size):
        for lines in (known, known.T):
            lines[(~lines).sum(axis=1) == 1] = True

    np.testing.assert_array_equal(known, ~found.either)
    assert found.primary.any() or not found.secondary.any()
