"""The colour of a measure: the decision table, and the floor."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from purbeck.engine import assess
from purbeck.model.area import Area
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import PopulationIndicator
from purbeck.model.policy import DEFAULT_POLICY, Decision, Policy
from purbeck.model.target import Target
from purbeck.model.verdict import Rag
from tests.spec.drawn import measure, observations

title = "Overall colour"

ENGLAND = Comparator(id="england", label="England", kind=ComparatorKind.AREA, area="England")
REGION = Comparator(id="region", label="Region", kind=ComparatorKind.AREA, area="Region")


def colour(
    table: str,
    comparators: tuple[Comparator, ...] = (),
    policy: Policy = DEFAULT_POLICY,
    **of: Any,
) -> str:
    indicator = measure(comparators=comparators, **of)
    assert isinstance(indicator, PopulationIndicator)
    framework = Framework(
        organisation=Organisation(name="Council", area="Here"),
        report=ReportSettings(title="Report", on=date(2018, 9, 30)),
        outcomes=(Outcome(id="o", name="Outcome", indicators=(indicator,)),),
        areas=(Area("Here", "Here"), Area("England", "England"), Area("Region", "Region")),
    )
    (assessment,) = assess(framework, policy, observations(indicator, table))
    return assessment.rag.value


@pytest.mark.parametrize(
    ("previous", "latest", "england", "expected"),
    [
        # trend green
        (50, 60, 50, "G"),
        (50, 60, 60, "G"),
        (50, 60, 70, "A"),
        # trend amber
        (60, 60, 50, "G"),
        (60, 60, 60, "A"),
        (60, 60, 70, "R"),
        # trend red
        (70, 60, 50, "A"),
        (70, 60, 60, "R"),
        (70, 60, 70, "R"),
    ],
)
def test_the_table_gives_the_colour(
    previous: int, latest: int, england: int, expected: str
) -> None:
    """Each pair of trend and comparator has the colour that the policy's table has for it."""
    table = f"""
        area    | 2015-16    | 2016-17
        Here    | {previous} | {latest}
        England | -          | {england}
        """

    assert colour(table, (ENGLAND,)) == expected


def test_the_worst_comparator_counts() -> None:
    """Better than one and worse than another counts as worse."""
    table = """
        area    | 2015-16 | 2016-17
        Here    | 60      | 60
        England | -       | 70
        Region  | -       | 50
        """

    assert colour(table, (REGION, ENGLAND)) == "R"
    assert colour(table, (REGION,)) == "G"


def test_what_cannot_be_assessed_takes_no_part() -> None:
    """A comparator without a figure neither helps nor harms; nor does a missing trend."""
    no_comparator = "area | 2015-16 | 2016-17\nHere | 50 | 60\nEngland | - | -"
    no_trend = "area | 2016-17\nHere | 60\nEngland | 70"
    neither = "area | 2016-17\nHere | 60\nEngland | -"

    assert colour(no_comparator, (ENGLAND,)) == "G"
    assert colour(no_trend, (ENGLAND,)) == "R"
    assert colour(neither, (ENGLAND,)) == "ND"
    assert colour("area | 2016-17\nEngland | 60", (ENGLAND,)) == "ND"


def test_a_figure_on_the_wrong_side_of_its_floor_is_red() -> None:
    """A rise does not make up for being below the floor; exactly on it is not below."""
    floor = Target(steps=(), floor=60.0)

    assert colour("area | 2015-16 | 2016-17\nHere | 40 | 59.9", target=floor) == "R"
    assert colour("area | 2015-16 | 2016-17\nHere | 40 | 60", target=floor) == "G"


def test_where_lower_is_better_the_floor_is_a_ceiling() -> None:
    """The wrong side of the floor is the worse one."""
    floor = Target(steps=(), floor=60.0)

    assert colour("area | 2015-16 | 2016-17\nHere | 90 | 61", target=floor, polarity="lower") == "R"
    assert colour("area | 2015-16 | 2016-17\nHere | 90 | 60", target=floor, polarity="lower") == "G"


def test_a_target_is_a_comparator_of_its_own() -> None:
    """A measure with a target is held against it though no comparator names it."""
    from purbeck.model.period import Period, PeriodKind

    step = Period.parse("2016-17", PeriodKind.ACADEMIC_YEAR)
    target = Target(steps=((step, 90.0),))

    assert colour("area | 2015-16 | 2016-17\nHere | 50 | 60", target=target) == "A"
    assert colour("area | 2015-16 | 2016-17\nHere | 50 | 90", target=target) == "G"


def test_within_its_aim_a_figure_is_on_track() -> None:
    """Where good values lie in a range, being within it counts as better."""
    aim: dict[str, Any] = {"polarity": "range", "aim": (40.0, 60.0)}

    assert colour("area | 2015-16 | 2016-17\nHere | 50 | 55", **aim) == "G"
    assert colour("area | 2015-16 | 2016-17\nHere | 50 | 70", **aim) == "R"


def test_the_table_is_the_policys() -> None:
    """Another policy gives another colour for the same figures."""
    changed = tuple(
        Decision(trend=d.trend, comparators=d.comparators, rag=Rag.GREEN)
        if (d.trend, d.comparators) == (Rag.RED, Rag.NO_DATA)
        else d
        for d in DEFAULT_POLICY.decisions
    )
    table = "area | 2015-16 | 2016-17\nHere | 60 | 50"

    assert colour(table) == "R"
    assert colour(table, policy=Policy(decisions=changed)) == "G"
