"""Areas that lie within another and add up to it are protected without a declared total.

In a drawn table a row is an area and a cell its count; ``#`` stands for what is hidden.
"""

from __future__ import annotations

from datetime import date

from purbeck.model.area import Area
from purbeck.model.disclosure import AreaTotal, Disclosure
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import PopulationIndicator
from purbeck.model.observation import Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import Policy
from purbeck.model.workspace import Workspace
from purbeck.scorecard.areas_within import disclosure_policy
from purbeck.scorecard.scorecard import disclosed, has_concealed
from tests.spec.drawn import measure

title = "Disclosure control of areas within another"

YEAR = Period.parse("2016-17", PeriodKind.ACADEMIC_YEAR)
WARDS = (
    Area("X1", "Exampleshire"),
    Area("W1", "North", kind="ward", within="X1"),
    Area("W2", "South", kind="ward", within="X1"),
    Area("W3", "West", kind="ward", within="X1"),
)


def workspace(
    areas: tuple[Area, ...] = WARDS, terms: Disclosure | None = None, **counts: float
) -> Workspace:
    of = measure(unit="count")
    assert isinstance(of, PopulationIndicator)
    return Workspace(
        framework=Framework(
            organisation=Organisation(name="Council", area="X1"),
            report=ReportSettings(title="Report", on=date(2018, 1, 1)),
            outcomes=(Outcome(id="o", name="Outcome", indicators=(of,)),),
            areas=areas,
        ),
        policy=Policy(disclosure=terms or Disclosure()),
        observations=tuple(
            Observation(
                measure=of.id, area=area, period=YEAR, value=count, published=date(2017, 1, 1)
            )
            for area, count in counts.items()
        ),
    )


def shown(of: Workspace) -> str:
    figures = disclosed(of, date(2018, 1, 1)).observations
    return " ".join("#" if each.value is None else f"{each.value:g}" for each in figures)


def test_a_ward_cannot_be_had_from_the_council_less_the_other_wards() -> None:
    """One small ward takes the next smallest along where all of them come to the council."""
    found = shown(workspace(X1=63, W1=3, W2=20, W3=40))

    assert found == "63 # # 40"


def test_wards_that_do_not_add_up_are_no_parts() -> None:
    """Where the council has people outside its wards, nothing follows, and the small one goes."""
    found = shown(workspace(X1=80, W1=3, W2=20, W3=40))

    assert found == "80 # 20 40"


def test_parts_of_parts_are_parts() -> None:
    """Areas within a ward that has no figure still add up to the council."""
    areas = (
        *WARDS[:2],
        Area("L1", "One", kind="lsoa", within="W1"),
        Area("L2", "Two", kind="lsoa", within="W1"),
        Area("L3", "Three", kind="lsoa", within="W1"),
    )
    found = shown(workspace(areas, X1=63, L1=3, L2=20, L3=40))

    assert found == "63 # # 40"


def test_a_declared_total_is_not_found_again() -> None:
    """What the policy says already it says once, and the policy is as it was."""
    terms = Disclosure(totals=(AreaTotal("X1", ("W3", "W2", "W1")),))
    of = workspace(terms=terms, X1=63, W1=3, W2=20, W3=40)

    assert disclosure_policy(of) is of.policy


def test_where_nothing_is_hidden_nothing_is_looked_for() -> None:
    """With no least count the policy is as it was."""
    terms = Disclosure(minimum_count=0, least_denominator=0)
    of = workspace(terms=terms, X1=63, W1=3, W2=20, W3=40)

    assert disclosure_policy(of) is of.policy


def test_a_workspace_of_wards_with_a_small_one_has_something_concealed() -> None:
    """An edition of it comes in two parts."""
    assert has_concealed(workspace(X1=63, W1=3, W2=20, W3=40))
