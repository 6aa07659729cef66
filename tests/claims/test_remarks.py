"""What is amiss with a commentary as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from purbeck.claims.check import check_commentary
from purbeck.ingest import open_workspace
from purbeck.model.narrative import Narrative, NarrativeSection
from purbeck.scorecard.scorecard import DisclosedScorecard, disclosed_scorecard
from tests.claims.scoring import CORPUS


@pytest.fixture(scope="module")
def scorecard() -> DisclosedScorecard:
    """Give the corpus's council, without commentary."""
    known = open_workspace(CORPUS / "council")
    (outcome,) = known.framework.outcomes
    return disclosed_scorecard(known, outcome)


def remarks(
    scorecard: DisclosedScorecard,
    indicator: str,
    story: str,
    previous: str | None = None,
) -> set[tuple[str, str]]:
    """Give code and measure of each remark on a story."""
    narrative = Narrative(indicator, ((NarrativeSection.STORY, story),), "narrative/x.md")
    told = replace(scorecard, narratives=(narrative,))
    before = None if previous is None else {indicator: previous}
    found = check_commentary(told, None, before).remarks
    ids = {m.id for i in scorecard.outcome.indicators if i.id == indicator for m in i.measures}
    return {(r.code.value, r.measure) for r in found if r.measure in {indicator, *ids}}


def test_no_story_is_blank(scorecard: DisclosedScorecard) -> None:
    """An indicator without a story is remarked on once, and not also for its silence."""
    assert remarks(scorecard, "attendance", "  ") == {("commentary-blank", "attendance")}


def test_silence_about_a_red_measure_is_remarked_on(scorecard: DisclosedScorecard) -> None:
    """A story that never speaks of the red measure is silent about it."""
    assert remarks(scorecard, "attendance", "Attendance fell.") == {
        ("silent-about-red", "secondary-absence")
    }


@pytest.mark.parametrize(
    "story",
    [
        "Absence is mainly a matter of secondary schools.",
        "Measure 01.2 needs work.",
        "It stands at {{ secondary-absence.latest }}.",
    ],
)
def test_a_red_measure_is_spoken_of_in_words_by_number_or_by_reference(
    scorecard: DisclosedScorecard, story: str
) -> None:
    """A word of its own, its number or its id is enough for a measure to be spoken of."""
    assert not remarks(scorecard, "attendance", story)


def test_the_same_text_as_last_time_is_remarked_on(scorecard: DisclosedScorecard) -> None:
    """A text that is that of the last edition but for spaces and capitals is copied."""
    story = "Secondary absence rose."

    found = remarks(scorecard, "attendance", story, previous="secondary  absence rose.")

    assert found == {("same-as-last-edition", "attendance")}


def test_a_text_that_differs_is_not_copied(scorecard: DisclosedScorecard) -> None:
    """A text with a word changed is not that of the last edition."""
    story = "Secondary absence rose."

    assert not remarks(scorecard, "attendance", story, previous="Secondary absence fell.")


def test_figures_of_an_earlier_period_are_stale(scorecard: DisclosedScorecard) -> None:
    """A story whose figures are all of an earlier period is stale."""
    story = "Secondary absence has risen from 5.3% to 5.4%."

    assert remarks(scorecard, "attendance", story) == {("commentary-stale", "secondary-absence")}


def test_praise_of_what_may_be_chance_is_remarked_on(scorecard: DisclosedScorecard) -> None:
    """An improvement that the tests cannot tell from chance is no cause for praise."""
    story = "The share of clients given direct payments has improved."

    assert remarks(scorecard, "delayed-days", story) == {("praises-noise", "direct-payments")}


def test_praise_that_the_evidence_bears_out_is_not_remarked_on(
    scorecard: DisclosedScorecard,
) -> None:
    """An improvement that is borne out may be praised."""
    assert not remarks(scorecard, "recycling", "Recycling has improved.")
