"""Synthetic control: weights that are the best there are, exact ranks and intervals, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.synthetic_control_simulation import drawn, recovery

from purbeck.methods.mixture import simplex_weights
from purbeck.methods.synthetic_control import (
    Controlled,
    Donor,
    synthetic_control,
)
from purbeck.model.errors import UsageError

BEFORE = 8
AREAS = 9


def areas(seed: int, units: int = AREAS + 1, periods: int = BEFORE + 3) -> np.ndarray:
    return drawn(np.random.default_rng(seed), units, periods)


@pytest.mark.parametrize("seed", range(5))
def test_no_other_weights_come_nearer(seed: int) -> None:
    """A step from the mixture towards any donor leads away from the area.

    The squares are convex, so that no step by which it comes nearer means no mixture that is.
    """
    given = areas(seed)[:, :BEFORE]
    target, donors = given[0], given[1:]

    found = simplex_weights(target, donors)
    mixture = found @ donors
    towards = (donors - mixture) @ (target - mixture)

    assert found.min() >= 0.0
    assert found.sum() == pytest.approx(1.0)
    assert towards.max() < 1e-8


def p_without(seed: int, effect: float) -> float:
    """Give p after an effect is taken off the area, all worked out anew."""
    given = areas(seed)
    moved = given[0] - effect * (np.arange(given.shape[1]) >= BEFORE)
    return synthetic_control(moved, given[1:], BEFORE).p


@pytest.mark.parametrize("seed", [1, 2, 4, 8])
def test_the_interval_is_that_of_the_effects_not_rejected(seed: int) -> None:
    """Just within an end the effect is not rejected at 20%, and beyond it none is that is tried."""
    given = areas(seed)
    lower, upper = synthetic_control(given[0], given[1:], BEFORE).interval(0.8)
    within = [p_without(seed, lower + 1e-6), p_without(seed, upper - 1e-6)]
    beyond = [p_without(seed, lower - away) for away in (1e-3, 1.0, 10.0)]
    beyond += [p_without(seed, upper + away) for away in (1e-3, 1.0, 10.0)]

    assert min(within) > 0.2
    assert max(beyond) <= 0.2


def test_where_no_effect_of_one_size_fits_there_is_no_interval() -> None:
    """Gaps that differ too much from period to period are rejected whatever is taken off."""
    given = areas(3)
    tried = [p_without(3, effect) for effect in np.linspace(-10, 10, 41)]

    assert np.isnan(synthetic_control(given[0], given[1:], BEFORE).interval(0.8)).all()
    assert max(tried) <= 0.2


def test_neither_the_unit_nor_the_level_nor_the_order_of_donors_matters() -> None:
    """Figures in hundreds, from another zero, or with the donors turned round: the same rank."""
    given = areas(7)
    plain = synthetic_control(given[0], given[1:], BEFORE)
    scaled = synthetic_control(100 * given[0] - 9000, 100 * given[1:] - 9000, BEFORE)
    turned = synthetic_control(given[0], given[:0:-1], BEFORE)

    assert scaled.effect == pytest.approx(100 * plain.effect)
    assert turned.weight[::-1] == pytest.approx(plain.weight, abs=1e-9)
    assert (scaled.p, turned.p) == (plain.p, plain.p)


def test_the_same_figures_give_the_same_bits() -> None:
    """Nothing in it is drawn by chance."""
    given = areas(8)
    first, second = (synthetic_control(given[0], given[1:], BEFORE) for _ in range(2))

    assert first.weight.tobytes() == second.weight.tobytes()
    assert first.placebo_ratio.tobytes() == second.placebo_ratio.tobytes()


def test_a_break_in_the_area_ends_what_is_compared() -> None:
    """Only the series that the action began in counts, before it and after it."""
    given = areas(9)
    opens = np.arange(given.shape[1]) == 2
    later = np.arange(given.shape[1]) == BEFORE + 1

    found = synthetic_control(given[0], given[1:], BEFORE, breaks=opens | later)

    assert (found.before.sum(), found.after.sum()) == (BEFORE - 2, 1)


def test_a_break_as_the_action_begins_leaves_nothing_to_compare() -> None:
    """A new series from the first period after is not held against the old one."""
    given = areas(9)

    found = synthetic_control(
        given[0], given[1:], BEFORE, breaks=np.arange(given.shape[1]) == BEFORE
    )

    assert found.state is Controlled.NOTHING_SINCE


def test_a_donor_with_a_break_between_is_left_out() -> None:
    """A series that opens after the first period compared is not whole; at it, it is."""
    given = areas(10)
    breaks = np.zeros(given[1:].shape, dtype=bool)
    breaks[0, 0] = breaks[1, 4] = True

    found = synthetic_control(given[0], given[1:], BEFORE, donor_breaks=breaks)

    assert [Donor(code) for code in found.donors[:3]] == [Donor.USED, Donor.BROKEN, Donor.USED]
    assert (found.weight[1], np.isnan(found.placebo_ratio[1])) == (0.0, True)


def test_a_recovered_effect_is_near_the_true_one() -> None:
    """Of an effect of 4 the mean of those found is within four errors of it, and most held it."""
    found = recovery(3, 10, 12, effect=4.0, repetitions=60)

    assert abs(found.bias) < 4 * found.error
    assert found.covered > 0.75
    assert found.seen > found.false


def test_a_large_effect_does_not_hide_itself() -> None:
    """The area has no part in the placebo runs, whose ratios are the same whatever it did."""
    given = areas(11)
    moved = given[0] + 50.0 * (np.arange(given.shape[1]) >= BEFORE)

    plain = synthetic_control(given[0], given[1:], BEFORE)
    large = synthetic_control(moved, given[1:], BEFORE)

    assert large.placebo_ratio.tobytes() == plain.placebo_ratio.tobytes()
    assert large.p == large.least_p


@pytest.mark.parametrize(
    ("own", "donors", "action"),
    [([1.0, 2.0], [[1.0, 2.0, 3.0]], 1), ([1.0], [1.0], 0), ([1.0, 2.0], [[1.0, 2.0]], -1)],
)
def test_figures_that_do_not_belong_together_are_refused(
    own: list[float], donors: list[list[float]], action: int
) -> None:
    """Donors have as many periods as the area, and an action begins at a column from 0."""
    with pytest.raises(UsageError):
        synthetic_control(own, donors, action)


def test_an_interval_needs_a_level_between_none_and_all() -> None:
    """A level of 1 would hold every effect."""
    given = areas(12)

    with pytest.raises(UsageError):
        synthetic_control(given[0], given[1:], BEFORE).interval(1.0)
