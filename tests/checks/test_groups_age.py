"""Figures of groups that stop earlier than everybody's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from purbeck.checks.groups_age import GROUPS_OLDER
from purbeck.model.breakdown import Dimension, DimensionKind, Group, Subgroup
from tests.checks.drawn import series
from tests.spec.drawn import measure, observations

SEX = Dimension(
    id="sex",
    name="Sex",
    kind=DimensionKind.SEX,
    groups=(Group(id="girls", name="Girls"), Group(id="boys", name="Boys")),
)


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ({"girls": "420 | -"}, ["Own 2015-16: 2015-16 as the newest figure by Sex"]),
        ({"girls": "420 | -", "boys": "- | 210"}, []),
        ({"girls": "420 | 230"}, []),
        ({"girls": "- | -"}, []),
        ({}, []),
    ],
    ids=["older", "one is as new", "as new", "none", "no groups"],
)
def test_groups_that_stopped_earlier_are_doubted(
    tmp_path: Path, groups: dict[str, str], expected: list[str]
) -> None:
    """A dimension is as new as the newest of its groups; one without figures is passed over."""
    of = measure(unit="count")
    head = "area | 2015-16 | 2016-17"
    drawn = series(of, f"{head}\nOwn | 420 | 432", tmp_path)
    parts = tuple(
        replace(figure, subgroup=Subgroup("sex", group))
        for group, cells in groups.items()
        for figure in observations(of, f"{head}\nOwn | {cells}")
    )
    framework = replace(drawn.framework, dimensions=(SEX,))
    found = GROUPS_OLDER.find(replace(drawn, framework=framework, breakdowns=parts))

    assert [f"{each.area} {each.period}: {each.received}" for each in found] == expected
