"""A measure looked at by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.checks.alone import alone
from purbeck.ingest.reading import open_workspace
from purbeck.model.workspace import Workspace
from purbeck.scorecard import disclosed_scorecards

DORSET = Path(__file__).parents[2] / "examples" / "dorset-2018"
ON = date(2018, 9, 30)


@pytest.fixture(scope="module")
def dorset() -> Workspace:
    """Give the demo."""
    return open_workspace(DORSET)


def test_a_measure_by_itself_is_assessed_as_among_the_others(dorset: Workspace) -> None:
    """Every measure of the demo has the same assessment alone, on the day of the report."""
    (together,) = disclosed_scorecards(dorset, ON)

    for assessment in together.assessments:
        (by_itself,) = disclosed_scorecards(alone(dorset, {assessment.measure.id}), ON)
        assert by_itself.assessment(assessment.measure.id) == assessment


def test_what_a_measure_is_held_against_stays(dorset: Workspace) -> None:
    """A reference series stays with the measure that names it, and goes without it."""
    held = next(
        (measure, comparator.series)
        for measure in dorset.framework.measures
        for comparator in measure.comparators
        if comparator.series
    )
    measure, series = held

    assert series in {each.id for each in alone(dorset, {measure.id}).framework.measures}
    assert alone(dorset, {"nothing"}).framework.measures == ()
