"""Which way an outcome is going: counts that can be checked, and no score."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from purbeck.model.area import Area
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import MeasureKind, PopulationIndicator
from purbeck.model.unit import UnitCode
from purbeck.model.verdict import Rag, TrendVerdict
from purbeck.model.workspace import Workspace
from purbeck.scorecard import disclosed_scorecard
from purbeck.scorecard.direction import OutcomeDirection, outcome_direction
from purbeck.scorecard.edition_state import MeasureState
from tests.spec.drawn import measure, observations

# area | two periods of each indicator; higher is better, by the default bands.
FIGURES = {
    "up": "area | 2015-16 | 2016-17\nX1 | 60.0 | 65.0",
    "down": "area | 2015-16 | 2016-17\nX1 | 60.0 | 55.0",
    "down-too": "area | 2015-16 | 2016-17\nX1 | 70.0 | 64.0",
    "new": "area | 2016-17\nX1 | 64.0",
}


def drawn(
    figures: dict[str, str], pairs: list[tuple[MeasureState, MeasureState]] | None = None
) -> OutcomeDirection:
    indicators, known = [], []
    for name, table in figures.items():
        service = measure(id=f"{name}-service", kind="performance_measure")
        indicator = measure(id=name, measures=(service,))
        assert isinstance(indicator, PopulationIndicator)
        indicators.append(indicator)
        known += [*observations(indicator, table), *observations(service, table)]
    outcome = Outcome(id="o", name="A good start", indicators=tuple(indicators))
    workspace = Workspace(
        framework=Framework(
            organisation=Organisation(name="Exampleshire", area="X1"),
            report=ReportSettings(title="Outcomes", on=date(2018, 9, 30)),
            outcomes=(outcome,),
            areas=(Area("X1", "Exampleshire"),),
        ),
        observations=tuple(known),
    )
    assessments = disclosed_scorecard(workspace, outcome).assessments
    return outcome_direction(outcome, assessments, pairs)


def state(
    name: str, rag: Rag, kind: MeasureKind = MeasureKind.POPULATION_INDICATOR
) -> MeasureState:
    return MeasureState(
        measure=name,
        number="",
        name=name,
        kind=kind,
        unit=UnitCode.PERCENTAGE,
        polarity="higher",
        decimals=1,
        latest=None,
        previous=None,
        trend=TrendVerdict.CANNOT_BE_ASSESSED,
        trend_rag=Rag.NO_DATA,
        rag=rag,
    )


def test_indicators_are_counted_by_trend_and_none_is_left_out() -> None:
    """Two worsening, one improving and one without a trend: four of four, the last one told."""
    found = drawn(FIGURES)

    assert {verdict.name: count for verdict, count in found.trends.items() if count} == {
        "WORSENING": 2,
        "IMPROVING": 1,
        "CANNOT_BE_ASSESSED": 1,
    }
    assert found.assessed == 3


def test_every_count_adds_up_to_the_indicators_and_measures_are_not_among_them() -> None:
    """Colours, trends, evidence and agreement each count every indicator once."""
    found = drawn(FIGURES)
    sums = [
        sum(counted.values())
        for counted in (found.colours, found.trends, found.evidence, found.agreement)
    ]

    assert sums == [4, 4, 4, 4]
    assert [one.measure.id for one in found.indicators] == list(FIGURES)


def test_what_the_evidence_cannot_test_has_its_own_count() -> None:
    """Two bare percentages say nothing of chance: none of them is called no trend."""
    found = drawn(FIGURES)
    named = {verdict.value: count for verdict, count in found.evidence.items() if count}

    assert named == {"cannot be assessed": 4}


def test_only_what_two_editions_share_is_held_against_each_other() -> None:
    """An indicator of another outcome and a performance measure move no count."""
    pairs = [
        (state("up", Rag.RED), state("up", Rag.GREEN)),
        (state("down", Rag.GREEN), state("down", Rag.RED)),
        (state("down-too", Rag.AMBER), state("down-too", Rag.RED)),
        (state("elsewhere", Rag.GREEN), state("elsewhere", Rag.RED)),
        (
            state("up-service", Rag.GREEN, MeasureKind.PERFORMANCE_MEASURE),
            state("up-service", Rag.RED, MeasureKind.PERFORMANCE_MEASURE),
        ),
    ]

    since = drawn(FIGURES, pairs).since

    assert since is not None
    assert (since.both, since.improved, since.worsened) == (3, 1, 2)


def test_without_an_edition_before_nothing_is_held_against_one() -> None:
    """No edition is not an edition in which nothing moved."""
    assert drawn(FIGURES).since is None


def test_there_is_no_single_score() -> None:
    """A direction has counts and indicators, and no number that ranks outcomes."""
    numbers = [one.name for one in fields(OutcomeDirection) if one.type in ("int", "float")]

    assert numbers == []


def test_an_outcome_without_indicators_has_counts_of_none() -> None:
    """Nothing is counted, and nothing fails."""
    found = outcome_direction(Outcome(id="o", name="A good start"), [])

    assert (found.indicators, found.assessed, sum(found.colours.values())) == ((), 0, 0)
