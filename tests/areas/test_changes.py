"""What became of areas, drawn as a table of one step a row."""

from __future__ import annotations

from datetime import date

import pytest

from purbeck.areas import (
    Extent,
    Succession,
    all_successions,
    authorities,
    predecessors,
    successions,
)
from purbeck.model.errors import InvalidValueError
from tests.areas.drawn import rows

STEPS = """
from      | to        | on         | extent | share
E10000009 | E06000058 | 2019-04-01 | part   | 0.1156
E10000009 | E06000059 | 2019-04-01 | most   | 0.8844
E06000028 | E06000058 | 2019-04-01 | whole  | 1.0
E06000029 | E06000058 | 2019-04-01 | whole  | 1.0
E10000002 | E06000060 | 2020-04-01 | same   | 1.0
E10000021 | E06000061 | 2021-04-01 | part   | 0.4579
E10000021 | E06000062 | 2021-04-01 | most   | 0.5421
E10000006 | E06000063 | 2023-04-01 | most   | 0.5493
E10000006 | E06000064 | 2023-04-01 | part   | 0.4507
E10000023 | E06000065 | 2023-04-01 | same   | 1.0
E10000027 | E06000066 | 2023-04-01 | same   | 1.0
E10000001 | E06000055 | 2009-04-01 | part   | 0.3824
E10000001 | E06000056 | 2009-04-01 | most   | 0.6176
E10000004 | E06000049 | 2009-04-01 | most   | 0.529
E10000022 | E06000048 | 2009-04-01 | same   | 1.0
E06000048 | E06000057 | 2013-04-01 | same   | 1.0
E08000020 | E08000037 | 2013-04-01 | same   | 1.0
E08000016 | E08000038 | 2025-04-01 | same   | 1.0
E08000019 | E08000039 | 2025-04-01 | same   | 1.0
E07000246 | E06000066 | 2023-04-01 | whole  | 1.0
"""


@pytest.mark.parametrize(("old", "new", "on", "extent", "share"), rows(STEPS))
def test_an_area_went_where_the_table_has_it(
    old: str, new: str, on: str, extent: str, share: str
) -> None:
    """An area went to its successors, wholly or for a share of its residents, on one day."""
    [step] = [step for step in successions(old) if step.new == new]

    assert (step.on.isoformat(), step.extent.value, step.share) == (on, extent, float(share))


def test_dorset_was_divided_along_its_districts() -> None:
    """Of the six districts of Dorset County, Christchurch alone went to its neighbours."""
    by = {step.new: step.by for step in successions("E10000009")}

    assert by["E06000058"] == ("E07000048",)
    assert len(by["E06000059"]) == 5


def test_the_shares_of_an_area_make_up_the_whole() -> None:
    """What went to each successor of an area adds up to all of its residents."""
    shares: dict[str, float] = {}
    for step in all_successions():
        shares[step.old] = shares.get(step.old, 0.0) + step.share

    assert {round(share, 3) for share in shares.values()} == {1.0}


def test_a_code_ends_the_day_before_its_successor_begins() -> None:
    """There is no day between an area and its successor, and none on which both stand."""
    table = authorities()
    gaps = [
        step
        for step in all_successions()
        if table.by_code(step.new).start != step.on
        or table.by_code(step.old).stood_on(step.on)
        or not table.by_code(step.old).stood_on(date.fromordinal(step.on.toordinal() - 1))
    ]

    assert gaps == []


def test_every_area_that_ended_has_a_successor() -> None:
    """No area of the table ends without saying where it went."""
    ended = {authority.code for authority in authorities().all if authority.end}

    assert ended == {step.old for step in all_successions()}


def test_an_area_of_now_has_no_successor() -> None:
    """An area that stands went nowhere, and one that was always there came from nowhere."""
    assert (successions("E06000059"), predecessors("E08000035")) == ((), ())


def test_an_area_of_the_same_territory_had_one_predecessor_of_its_tier() -> None:
    """A new code stands for the same territory only where no other council went into it."""
    upper = {one.code for one in authorities().all if one.kind.is_upper_tier}
    same = [step for step in all_successions() if step.extent is Extent.SAME]
    crowded = [
        step
        for step in same
        if step.old in upper and len([s for s in predecessors(step.new) if s.old in upper]) > 1
    ]

    assert same
    assert crowded == []


@pytest.mark.parametrize(
    ("extent", "share"),
    [(Extent.MOST, 0.5), (Extent.PART, 0.51), (Extent.WHOLE, 0.9), (Extent.SAME, 0.9)],
)
def test_a_share_goes_with_its_extent(extent: Extent, share: float) -> None:
    """Most is more than half, exactly half is a part, and only all of it is the whole."""
    with pytest.raises(InvalidValueError, match="the share that goes with"):
        Succession(
            old="E10000009", new="E06000059", on=date(2019, 4, 1), extent=extent, share=share
        )
