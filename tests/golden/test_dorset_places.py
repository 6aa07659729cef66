"""What docs/explanation/place.md says of the example of today, held against the program."""

from __future__ import annotations

import pytest

from purbeck.model.verdict import GapEvidence
from purbeck.scorecard import disclosed_scorecards
from purbeck.scorecard.place import BETTER_SIDE, WORSE_SIDE, MeasurePlaces
from tests.golden import test_dorset_now as now

demo = now.demo
pytestmark = now.needs_files


@pytest.fixture(scope="module")
def found(demo: now.Demo) -> MeasurePlaces:
    """The absence of looked after children, authority by authority, after the pull."""
    (scorecard,) = disclosed_scorecards(demo.workspace, now.TODAY)
    (places,) = scorecard.places
    return places


def test_four_authorities_stand_out(found: MeasurePlaces) -> None:
    """Of 151 placed 18 lie outside on the worse side and seven on the better; four stand out."""
    worse = found.outside(*WORSE_SIDE)

    assert (len(found.areas), len(found.placed)) == (153, 151)
    assert (len(worse), len(found.outside(*BETTER_SIDE))) == (18, 7)
    assert round(found.by_chance, 1) == 3.8
    assert [each.area.name for each in worse if each.stands_out] == [
        "Rutland",
        "Westminster",
        "Kensington and Chelsea",
        "Windsor and Maidenhead",
    ]


def test_none_can_be_said_to_be_worsening_by_itself(found: MeasurePlaces) -> None:
    """Thirty-six of 147 are worsening by the test of each alone, and none stands out."""
    moving = found.moving(*found.bad_trends)

    assert (len(moving), len(found.tested)) == (36, 147)
    assert not any(each.trend_stands_out for each in moving)


def test_rural_and_urban_authorities_are_not_told_apart(found: MeasurePlaces) -> None:
    """8.3% in 13 rural authorities, 9.1% in 138 urban ones: the interval holds 0."""
    assert found.gap is not None
    evidence = found.gap.evidence

    assert found.gap.verdict is GapEvidence.NOT_DISTINGUISHABLE
    assert (evidence["rural_areas"], evidence["urban_areas"]) == (13, 138)
    assert (round(evidence["rural"], 1), round(evidence["urban"], 1)) == (8.3, 9.1)
