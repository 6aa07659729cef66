"""The commentary on one indicator checked by itself, as it is while somebody writes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from purbeck.ingest import open_workspace
from purbeck.model.narrative import Narrative, NarrativeSection
from purbeck.publish.checked_commentary import checked_commentary
from purbeck.scorecard.scorecard import DisclosedScorecard, disclosed_scorecard
from tests.claims.scoring import CORPUS


@pytest.fixture(scope="module")
def scorecard() -> DisclosedScorecard:
    """Give the corpus's council with a story for each indicator, every one with a claim."""
    known = open_workspace(CORPUS / "council")
    (outcome,) = known.framework.outcomes
    told = tuple(
        Narrative(each.id, ((NarrativeSection.STORY, f"{each.name} rose."),), f"{each.id}.md")
        for each in outcome.indicators
    )
    return replace(disclosed_scorecard(known, outcome), narratives=told)


def test_of_one_indicator_the_same_is_found_as_among_all(scorecard: DisclosedScorecard) -> None:
    """What is found of each by itself makes up what is found of all together."""
    ids = [indicator.id for indicator in scorecard.outcome.indicators]
    whole = checked_commentary(scorecard)
    parts = [checked_commentary(scorecard, only={each}) for each in ids]

    assert len(ids) > 1
    assert whole.claims != ()
    assert tuple(claim for part in parts for claim in part.claims) == whole.claims
    assert {remark for part in parts for remark in part.remarks} == set(whole.remarks)


def test_of_no_indicator_nothing_is_found(scorecard: DisclosedScorecard) -> None:
    """An indicator that there is not has no commentary to be blank."""
    found = checked_commentary(scorecard, only={"nothing"})

    assert (found.claims, found.remarks) == ((), ())
