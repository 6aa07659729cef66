"""What stands out in an outcome, and what has changed since the last edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from purbeck.model.area import Area
from purbeck.model.errors import UsageError
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import PerformanceMeasure, PopulationIndicator
from purbeck.model.observation import Observation
from purbeck.model.policy import Policy
from purbeck.model.risk import CorporateRisk, RiskLevel
from purbeck.model.verdict import Rag, TrendVerdict
from purbeck.model.workspace import Workspace
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecard
from purbeck.scorecard.changes import ChangeKind
from purbeck.scorecard.summary import FocusReason
from tests.spec.drawn import measure, observations

THEN, NOW = date(2018, 6, 30), date(2018, 9, 30)


def published(table: str, of: Any, on: date | None = None) -> list[Observation]:
    return [replace(o, published=on) for o in observations(of, table)]


def scorecard(
    indicators: dict[str, str],
    measures: dict[str, tuple[str, str]] | None = None,
    later: dict[str, str] | None = None,
    previous: date | None = None,
    policy: Policy | None = None,
) -> DisclosedScorecard:
    """Make a scorecard from drawn figures.

    ``measures`` gives each its indicator and its figures; ``later`` holds figures that became
    known after the previous edition.
    """
    figures: list[Observation] = []
    made = []
    for name, table in indicators.items():
        own = []
        for id_, (of, drawn) in (measures or {}).items():
            if of == name:
                one = measure(id=id_, kind="performance_measure")
                assert isinstance(one, PerformanceMeasure)
                own.append(one)
                figures += published(drawn, one)
        indicator = measure(id=name, measures=tuple(own))
        assert isinstance(indicator, PopulationIndicator)
        made.append(indicator)
        figures += published(table, indicator)
        if later and name in later:
            figures += published(later[name], indicator, on=date(2018, 8, 1))
    outcome = Outcome(id="o", name="Outcome", indicators=tuple(made))
    framework = Framework(
        organisation=Organisation(name="Council", area="Here"),
        report=ReportSettings(title="Report", on=NOW, previous=previous),
        outcomes=(outcome,),
        areas=(Area("Here", "Here"),),
    )
    risks = (
        CorporateRisk(id="1", title="A", outcome="o", level=RiskLevel.HIGH),
        CorporateRisk(id="2", title="B", outcome="o", level=RiskLevel.LOW, indicators=("a",)),
        CorporateRisk(id="3", title="C", outcome="another", level=RiskLevel.HIGH),
    )
    workspace = Workspace(
        framework=framework,
        policy=policy or Policy(),
        observations=tuple(figures),
        risks=risks,
    )
    return disclosed_scorecard(workspace, outcome)


UP = "area | 2015-16 | 2016-17\nHere | 50 | 60"
DOWN = "area | 2015-16 | 2016-17\nHere | 60 | 50"
LEVEL = "area | 2015-16 | 2016-17\nHere | 60 | 60"
ONE = "area | 2016-17\nHere | 60"


def test_everything_is_counted() -> None:
    """Each colour, trend and level has its count, and what is nought is counted too."""
    found = scorecard({"a": UP, "b": DOWN, "c": ONE}, {"m": ("a", DOWN), "n": ("b", LEVEL)}).summary

    assert found.indicators == {Rag.GREEN: 1, Rag.AMBER: 0, Rag.RED: 1, Rag.NO_DATA: 1}
    assert found.measures[TrendVerdict.WORSENING] == 1
    assert found.measures[TrendVerdict.UNCHANGED] == 1
    assert [a.measure.id for a in found.worsening] == ["m"]
    assert found.risks == {RiskLevel.HIGH: 1, RiskLevel.MEDIUM: 0, RiskLevel.LOW: 1}


def test_only_the_outcomes_own_risks_are_there() -> None:
    """A risk of another outcome is not listed; one that bears on no indicator stands apart."""
    found = scorecard({"a": UP})

    assert [risk.id for risk in found.summary.high_risks] == ["1"]
    assert [risk.id for risk in found.summary.unassigned_risks] == ["1"]
    assert [risk.id for risk in found.risks_to("a")] == ["2"]


def test_what_deserves_a_closer_look_is_suggested_with_its_reason() -> None:
    """Red is suggested; so is what cannot be assessed while its measures are worsening."""
    found = scorecard(
        {"up": UP, "down": DOWN, "level": LEVEL, "one": ONE, "alone": ONE},
        {"m": ("one", DOWN), "n": ("alone", UP)},
    ).summary.focus

    assert [(f.assessment.measure.id, f.reason) for f in found] == [
        ("down", FocusReason.COLOUR_AND_TREND),
        ("level", FocusReason.COLOUR_AND_TREND),
        ("one", FocusReason.MEASURES_WORSENING),
    ]


def test_a_policy_may_leave_the_unassessed_alone() -> None:
    """What the policy does not suggest is not suggested."""
    quiet = Policy(focus=(), focus_on_unassessed=False)

    assert scorecard({"d": DOWN, "o": ONE}, {"m": ("o", DOWN)}, policy=quiet).summary.focus == ()


@pytest.mark.parametrize(
    ("first", "later", "kind", "verdict_changed"),
    [
        (UP, "area | 2017-18\nHere | 55", ChangeKind.NEW_FIGURE, True),
        (UP, "area | 2017-18\nHere | 70", ChangeKind.NEW_FIGURE, False),
        (UP, "area | 2016-17\nHere | 61r", ChangeKind.REVISED, False),
        (UP, "area | 2015-16\nHere | 65r", ChangeKind.REVISED, True),
        ("area | 2015-16\nHere | -", ONE, ChangeKind.FIRST_FIGURE, False),
    ],
)
def test_a_change_says_why(first: str, later: str, kind: ChangeKind, verdict_changed: bool) -> None:
    """New data and revisions are told apart, and whether the verdict is another is said."""
    (change,) = scorecard({"a": first}, later={"a": later}, previous=THEN).changes

    assert change.kind is kind
    assert change.verdict_changed is verdict_changed


def test_what_reads_as_it_did_is_not_a_change() -> None:
    """The same figures give no change, and a first edition has none."""
    assert scorecard({"a": UP}, previous=THEN).changes == ()
    assert scorecard({"a": UP}, later={"a": "area | 2017-18\nHere | 55"}).changes == ()


def test_revisions_are_listed() -> None:
    """A figure that the last edition knew, and that has changed, is a revision."""
    (found,) = scorecard(
        {"a": UP}, later={"a": "area | 2016-17\nHere | 61r"}, previous=THEN
    ).revisions

    assert (found.before.value, found.after.value) == (60.0, 61.0)


def test_an_unknown_measure_is_refused() -> None:
    """Asking for what the outcome does not have is a mistake of the caller."""
    with pytest.raises(UsageError):
        scorecard({"a": UP}).assessment("nothing")
