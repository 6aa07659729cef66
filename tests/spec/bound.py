"""A scorecard of one drawn indicator, to ask references of."""

from __future__ import annotations

from datetime import date
from typing import Any

from purbeck.model.action import Action, ActionStatus
from purbeck.model.area import Area, AreaGroup
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import PopulationIndicator
from purbeck.model.officer import Officer
from purbeck.model.policy import DEFAULT_POLICY, Policy
from purbeck.model.risk import CorporateRisk, RiskLevel, RiskTrend
from purbeck.model.workspace import Workspace
from purbeck.publish.wording.references import References, Refused, Resolved
from purbeck.scorecard import disclosed_scorecard
from tests.spec.drawn import measure, observations

ENGLAND = Comparator(id="england", label="England", kind=ComparatorKind.AREA, area="England")
NEIGHBOURS = Comparator(
    id="near", label="Neighbours", kind=ComparatorKind.GROUP_MEAN, group="neighbours"
)
AREAS = ("Here", "England", "A", "B", "C", "D")
ON = date(2018, 9, 30)

RISKS = (
    CorporateRisk(
        id="R 1",
        title="Posts stay vacant",
        outcome="o",
        level=RiskLevel.HIGH,
        likelihood=2,
        impact=3,
        trend=RiskTrend.NOT_STATED,
        owner="asha",
        reviewed=date(2018, 9, 1),
    ),
    CorporateRisk(id="R2", title="Another", outcome="o", level=RiskLevel.LOW),
)

ACTIONS = (
    Action(
        id="A1",
        indicator="attendance",
        title="Call home",
        owner="asha",
        due=date(2018, 9, 1),
        started=date(2018, 1, 1),
        status=ActionStatus.UNDER_WAY,
    ),
    Action(id="A2", indicator="attendance", title="Write", due=date(2018, 9, 30)),
)


def workspace(
    table: str,
    comparators: tuple[Comparator, ...] = (),
    policy: Policy = DEFAULT_POLICY,
    **declared: Any,
) -> Workspace:
    """Make a workspace of one indicator, 'attendance', number 02, with the figures drawn."""
    given = {"number": "02", "comparators": comparators, **declared}
    indicator = measure(**given)
    assert isinstance(indicator, PopulationIndicator)
    framework = Framework(
        organisation=Organisation(name="Council", area="Here"),
        report=ReportSettings(title="Report", on=ON),
        outcomes=(Outcome(id="o", name="Outcome", indicators=(indicator,)),),
        areas=tuple(Area(code, code) for code in AREAS),
        groups=(AreaGroup("neighbours", "Neighbours", ("A", "B", "C", "D")),),
        officers=(Officer(id="asha", name="Asha Patel"),),
    )
    return Workspace(
        framework=framework,
        policy=policy,
        observations=tuple(observations(indicator, table)),
        risks=RISKS,
        actions=ACTIONS,
    )


def asked(of: Workspace) -> References:
    """Give what references say of the workspace's outcome."""
    return References(disclosed_scorecard(of, of.framework.outcomes[0]))


def says(text: str, of: Workspace) -> str:
    """Give the words of a reference with plain spaces; "refused: " and why where there are none."""
    found = asked(of).read(text)
    if isinstance(found, Resolved):
        return found.words.replace("\u00a0", " ")
    if isinstance(found, Refused):
        return f"refused: {found.reason}"
    return f"wrong: {found[0].expected}"
