"""Groups of a complete dimension beside everybody: their counts have to come to the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from purbeck.checks.parts import PARTS
from purbeck.model.breakdown import Dimension, DimensionKind, Group, Subgroup
from purbeck.model.observation import Observation
from tests.checks.drawn import series
from tests.spec.drawn import measure, observations

GROUPS = (
    Group(id="girls", name="Girls"),
    Group(id="boys", name="Boys"),
    Group(id="unknown", name="Not known", unknown=True),
)


def _doubted(folder: Path, everybody: str, drawn: str, *, complete: bool = True) -> list[str]:
    """Draw groups as "girls 90/100, boys 80/100"; give what is doubted of everybody."""
    of = measure()
    dimension = Dimension(
        id="sex", name="Sex", kind=DimensionKind.SEX, groups=GROUPS, complete=complete
    )
    table = f"area | 2016-17\nOwn | {everybody}"
    whole = series(of, table, folder)
    parts: list[Observation] = []
    for each in drawn.split(", "):
        group, cell = each.split()
        (figure,) = observations(of, f"area | 2016-17\nOwn | {cell}")
        parts.append(replace(figure, subgroup=Subgroup("sex", group)))
    framework = replace(whole.framework, dimensions=(dimension,))
    given = replace(whole, framework=framework, breakdowns=tuple(parts))
    return [f"{doubt.field}: {doubt.received}" for doubt in PARTS.find(given)]


@pytest.mark.parametrize(
    ("everybody", "groups", "expected"),
    [
        ("170/200", "girls 90/100, boys 80/100, unknown 0/0.1", []),
        ("170/200", "girls 90/100, boys 80/100", []),
        ("174/210", "girls 90/100, boys 80/100", []),
        ("174/200", "girls 90/100, boys 80/99, unknown 0/1", ["numerator: 174 for everybody"]),
        ("166/200", "girls 90/100, boys 80/100", ["numerator: 166 for everybody"]),
        ("166/200", "girls 90/100", []),
        ("85.0", "girls 90/100, boys 80/100", []),
    ],
    ids=[
        "off by rounding",
        "the same without those not known",
        "short by those not known",
        "short with those not known",
        "too many",
        "one group is missing",
        "everybody without counts",
    ],
)
def test_groups_that_come_to_another_sum_are_doubted(
    tmp_path: Path, everybody: str, groups: str, expected: list[str]
) -> None:
    """Each count by itself; without those not known, a sum may fall short and not exceed."""
    assert _doubted(tmp_path, everybody, groups) == expected


def test_groups_that_are_not_everybody_are_not_added_up(tmp_path: Path) -> None:
    """A dimension that is not complete promises no sum."""
    groups = "girls 90/100, boys 80/100"

    assert _doubted(tmp_path, "20/200", groups, complete=False) == []
