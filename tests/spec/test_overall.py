"""The colour of a measure: the decision table, and the floor."""

from __future__ import annotations

from datetime import date
from typing import Any

from purbeck.assess.overall import RULE
from purbeck.engine import assess
from purbeck.model.area import Area
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import PopulationIndicator
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import DEFAULT_POLICY, Decision, Policy
from purbeck.model.target import Target
from purbeck.model.verdict import Rag
from tests.spec.answers import Answers, Drawn
from tests.spec.drawn import measure, observations, panel

title = "Overall colour"
rules = (RULE,)

ENGLAND = Comparator(id="england", label="England", kind=ComparatorKind.AREA, area="England")
REGION = Comparator(id="region", label="Region", kind=ComparatorKind.AREA, area="Region")


def colours(
    table: str,
    comparators: tuple[Comparator, ...] = (),
    policy: Policy = DEFAULT_POLICY,
    given: str = "",
    **of: Any,
) -> Answers:
    indicator = measure(comparators=comparators, **of)
    assert isinstance(indicator, PopulationIndicator)
    rows = panel(indicator, table).areas
    framework = Framework(
        organisation=Organisation(name="Council", area=rows[0]),
        report=ReportSettings(title="Report", on=date(2018, 9, 30)),
        outcomes=(Outcome(id="o", name="Outcome", indicators=(indicator,)),),
        areas=tuple(Area(area, area) for area in dict.fromkeys([*rows, "England", "Region"])),
    )
    reported = [area for area in rows if area not in ("England", "Region")]
    assessed = assess(framework, policy, observations(indicator, table), reported)
    labels = ", ".join(comparator.label for comparator in comparators)
    drawn = Drawn(indicator, table, given or (f"Compared with {labels}." if labels else ""))
    return Answers("colour", drawn, {each.area: each.rag.value for each in assessed})


def test_the_table_gives_the_colour() -> None:
    """Each pair of trend and comparator has the colour that the policy's table has for it."""
    found = colours(
        """
        area                 | 2015-16 | 2016-17
        Better, above        | 60      | 70
        Better, the same     | 50      | 60
        Better, below        | 40      | 50
        No change, above     | 70      | 70
        No change, the same  | 60      | 60
        No change, below     | 50      | 50
        Worse, above         | 80      | 70
        Worse, the same      | 70      | 60
        Worse, below         | 60      | 50
        England              | -       | 60
        """,
        (ENGLAND,),
    )

    assert found == {
        "Better, above": "G",
        "Better, the same": "G",
        "Better, below": "A",
        "No change, above": "G",
        "No change, the same": "A",
        "No change, below": "R",
        "Worse, above": "A",
        "Worse, the same": "R",
        "Worse, below": "R",
    }


def test_the_worst_comparator_counts() -> None:
    """Better than one and worse than another counts as worse."""
    table = """
        area    | 2015-16 | 2016-17
        Here    | 60      | 60
        England | -       | 70
        Region  | -       | 50
        """

    assert colours(table, (REGION, ENGLAND)) == {"Here": "R"}
    assert colours(table, (REGION,)) == {"Here": "G"}


def test_what_cannot_be_assessed_takes_no_part() -> None:
    """A comparator without a figure neither helps nor harms; nor does a missing trend."""
    no_comparator = "area | 2015-16 | 2016-17\nHere | 50 | 60\nEngland | - | -"
    others = """
        area     | 2015-16 | 2016-17
        No trend | -       | 60
        Nothing  | -       | -
        England  | -       | 70
        """

    assert colours(no_comparator, (ENGLAND,)) == {"Here": "G"}
    assert colours(others, (ENGLAND,)) == {"No trend": "R", "Nothing": "ND"}
    assert colours("area | 2016-17\nHere | 60\nEngland | -", (ENGLAND,)) == {"Here": "ND"}


def test_a_figure_on_the_wrong_side_of_its_floor_is_red() -> None:
    """A rise does not make up for being below the floor; exactly on it is not below."""
    found = colours(
        """
        area  | 2015-16 | 2016-17
        Below | 40      | 59.9
        On it | 40      | 60
        """,
        target=Target(steps=(), floor=60.0),
    )

    assert found == {"Below": "R", "On it": "G"}


def test_where_lower_is_better_the_floor_is_a_ceiling() -> None:
    """The wrong side of the floor is the worse one."""
    found = colours(
        """
        area  | 2015-16 | 2016-17
        Above | 90      | 61
        On it | 90      | 60
        """,
        target=Target(steps=(), floor=60.0),
        polarity="lower",
    )

    assert found == {"Above": "R", "On it": "G"}


def test_a_target_is_a_comparator_of_its_own() -> None:
    """A measure with a target is held against it though no comparator names it."""
    step = Period.parse("2016-17", PeriodKind.ACADEMIC_YEAR)
    found = colours(
        """
        area    | 2015-16 | 2016-17
        Short   | 50      | 60
        Reached | 50      | 90
        """,
        target=Target(steps=((step, 90.0),)),
    )

    assert found == {"Short": "A", "Reached": "G"}


def test_within_its_aim_a_figure_is_on_track() -> None:
    """Where good values lie in a range, being within it counts as better."""
    found = colours(
        """
        area    | 2015-16 | 2016-17
        Within  | 50      | 55
        Outside | 50      | 70
        """,
        polarity="range",
        aim=(40.0, 60.0),
    )

    assert found == {"Within": "G", "Outside": "R"}


def test_the_table_belongs_to_the_policy() -> None:
    """Another policy gives another colour for the same figures."""
    changed = tuple(
        Decision(trend=d.trend, comparators=d.comparators, rag=Rag.GREEN)
        if (d.trend, d.comparators) == (Rag.RED, Rag.NO_DATA)
        else d
        for d in DEFAULT_POLICY.decisions
    )
    table = "area | 2015-16 | 2016-17\nHere | 60 | 50"
    lenient = "Policy: a red trend without comparators is green."

    assert colours(table, given="Policy: the default one.") == {"Here": "R"}
    assert colours(table, policy=Policy(decisions=changed), given=lenient) == {"Here": "G"}
