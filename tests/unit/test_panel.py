"""A panel has a column for every period from the first to the last."""

from __future__ import annotations

import numpy as np
import pytest

from purbeck.model.errors import UsageError
from purbeck.panel import NOT_OBSERVED, PRESENT, panel_of
from tests.spec.drawn import measure, observations, panel


def test_a_missing_period_has_its_column() -> None:
    """Two columns apart is two periods apart."""
    drawn = panel(measure(), "area | 2013-14 | 2016-17\nDorset | 90 | 91")

    assert [str(period) for period in drawn.periods] == ["2013-14", "2014-15", "2015-16", "2016-17"]
    assert drawn.state[0].tolist() == [PRESENT, NOT_OBSERVED, NOT_OBSERVED, PRESENT]
    assert np.isnan(drawn.value[0, 1])


def test_an_area_without_figures_has_its_row() -> None:
    """The areas asked for come first, whether or not anything was published for them."""
    of = measure()
    drawn = panel_of(of, observations(of, "area | 2016-17\nDevon | 1\nDorset | 2"), ["Poole"])

    assert drawn.areas == ("Poole", "Devon", "Dorset")
    assert drawn.row("Dorset") == 2


def test_no_observations_make_a_panel_without_columns() -> None:
    """Nothing known is a panel all the same."""
    drawn = panel_of(measure(), [], ["Dorset"])

    assert drawn.value.shape == (1, 0)


def test_two_values_of_one_cell_are_refused() -> None:
    """Which of two publications holds is for the store to say."""
    of = measure()
    twice = [*observations(of, "area | 2016-17\nDorset | 1")] * 2

    with pytest.raises(UsageError, match="Two values"):
        panel_of(of, twice)


def test_an_observation_of_another_measure_is_refused() -> None:
    """A panel is of one measure."""
    with pytest.raises(UsageError, match="is not one of"):
        panel_of(measure(id="other"), observations(measure(), "area | 2016-17\nDorset | 1"))


def test_a_panel_cannot_be_written_to() -> None:
    """The arrays of a panel are values, too."""
    drawn = panel(measure(), "area | 2016-17\nDorset | 1")

    with pytest.raises(ValueError, match="read-only"):
        drawn.value[0, 0] = 2.0
