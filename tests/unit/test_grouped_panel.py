"""A panel of groups: its rows, and what is left out of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from purbeck.model.breakdown import Subgroup
from purbeck.model.errors import UsageError
from purbeck.model.observation import Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.panel.grouped import GroupedPanel, grouped_panel_of
from tests.spec.drawn import measure
from tests.spec.grouped_drawn import dimension

OF = measure()
SEX = dimension(["Girls", "Boys", "Not known"], against="Boys")


def figure(area: str, year: int, value: float, group: str = "", of: str = "drawn") -> Observation:
    return Observation(
        measure=OF.id,
        area=area,
        period=Period(PeriodKind.ACADEMIC_YEAR, year),
        value=value,
        subgroup=Subgroup(of, group) if group else None,
    )


def test_a_row_is_an_area_and_a_group() -> None:
    """Areas stand in the order wanted, their groups in that of the dimension."""
    found = grouped_panel_of(
        OF,
        SEX,
        [figure("B", 2016, 1, "Girls"), figure("A", 2017, 2, "Boys")],
        [figure("A", 2015, 3)],
        ("B", "A"),
    )

    assert found.shape == (2, 3, 3)
    assert found.panel.areas == ("B", "B", "B", "A", "A", "A")
    assert found.cube(found.panel.value)[0, 0, 1] == 1
    assert found.cube(found.panel.value)[1, 1, 2] == 2
    assert found.totals.value[1, 0] == 3
    assert found.panel.periods == found.totals.periods


def test_what_is_of_others_is_left_out() -> None:
    """Another area, dimension, group or measure has no place in it."""
    stranger = replace(figure("A", 2016, 1, "Girls"), measure="other")
    found = grouped_panel_of(
        OF,
        SEX,
        [
            figure("C", 2016, 1, "Girls"),
            figure("A", 2016, 1, "Girls", of="age"),
            figure("A", 2016, 1, "Others"),
            stranger,
        ],
        [],
        ("A",),
    )

    assert not found.panel.present.any()
    assert found.shape == (1, 3, 0)


def test_a_dimension_says_which_group_is_which() -> None:
    """The reference and those not known have their places; without a reference it is none."""
    found = grouped_panel_of(OF, SEX, [], [], ("A",))
    plain = grouped_panel_of(OF, dimension(["Girls", "Boys"]), [], [], ("A",))

    assert (found.reference, found.unknown) == (1, 2)
    assert found.known.tolist() == [True, True, False]
    assert (plain.reference, plain.unknown) == (None, None)


def test_rows_that_are_not_of_every_group_are_refused() -> None:
    """Two areas of three groups are six rows; and both panels have the same periods."""
    found = grouped_panel_of(OF, SEX, [figure("A", 2016, 1, "Girls")], [], ("A",))
    longer = grouped_panel_of(OF, SEX, [], [figure("A", 2015, 1), figure("A", 2017, 1)], ("A",))

    with pytest.raises(UsageError, match="3 rows, expected 3 areas of 3 groups"):
        GroupedPanel(SEX, found.panel, found.panel)
    with pytest.raises(UsageError, match="same periods"):
        GroupedPanel(SEX, found.panel, longer.totals)
