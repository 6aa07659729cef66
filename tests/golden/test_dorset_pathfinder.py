"""The one real action with a date among the examples: what it can be held beside, and what not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.assess.reason import Caveat, Reason
from purbeck.ingest import read_workspace
from purbeck.model.verdict import GapEvidence, Turned
from purbeck.publish.compose import compose
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecards

EXAMPLE = Path(__file__).parents[2] / "examples" / "dorset-pathfinder"


@pytest.fixture(scope="module")
def scorecard() -> DisclosedScorecard:
    """Score the example, which has neither an error nor a warning."""
    reading = read_workspace(EXAMPLE)
    assert not reading.errors
    assert reading.workspace is not None
    (found,) = disclosed_scorecards(reading.workspace)
    return found


def test_two_figures_since_lie_within_what_went_before(scorecard: DisclosedScorecard) -> None:
    """67 and 65 for every 10,000 are as carrying on from 71, 68, 68 and 65 would give."""
    found, _ = scorecard.difference.actions
    assert found.forecast is not None

    assert found.action.started == date(2023, 7, 26)
    assert [value for _, value in found.forecast.rests_on] == [71.0, 68.0, 68.0, 65.0]
    assert [step.outturn for step in found.forecast.steps] == [67.0, 65.0, None]
    assert found.since.finding.verdict is Turned.AS_BEFORE
    assert found.since.finding.caveats == (Caveat.BASELINE_AS_NOW_KNOWN,)


def test_beside_the_neighbours_it_cannot_be_answered(scorecard: DisclosedScorecard) -> None:
    """Four figures of before are too few for a mixture, and no gap is given."""
    for found in scorecard.difference.actions:
        assert found.beside is not None
        assert len(found.beside.donors) == 10
        assert found.beside.finding.verdict is GapEvidence.CANNOT_BE_ASSESSED
        assert found.beside.finding.reason is Reason.TOO_FEW_POINTS
        assert "effect" not in found.beside.finding.evidence


def test_the_report_draws_the_forecast_and_no_mixture(scorecard: DisclosedScorecard) -> None:
    """A chart stands for each action against its forecast; none for what there is not."""
    anchors = [chart.anchor for chart in compose(scorecard).charts]

    assert {"forecast-of-p1", "forecast-of-p2"} <= set(anchors)
    assert not [anchor for anchor in anchors if anchor.startswith("mixture-of")]
