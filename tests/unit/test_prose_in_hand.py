"""Commentary still being written: what says nothing stands as typed, and the rest prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.ingest import open_workspace
from purbeck.ingest.bound_texts import BoundTexts
from purbeck.ingest.file_issues import FileIssues
from purbeck.ingest.narratives import narrative_in
from purbeck.model.errors import InvalidValueError
from purbeck.publish.compose.prose import blocks_of
from purbeck.publish.document import Paragraph
from purbeck.publish.wording.references import References
from purbeck.scorecard import disclosed_scorecard

DEMO = Path(__file__).parents[2] / "examples" / "dorset-2018"


@pytest.fixture(scope="module")
def references() -> References:
    """Give the references of the demo's outcome."""
    demo = open_workspace(DEMO)
    return References(disclosed_scorecard(demo, demo.framework.outcomes[0]))


@pytest.mark.parametrize(
    "typed",
    ["{{ good-atendance.latest }}", "{{ 02.traget }}", "{{ 02.target }}", "{{ 02.latest"],
)
def test_a_reference_that_says_nothing_stands_as_typed(references: References, typed: str) -> None:
    """It is in strong type, and one beside it has its words; by default it is refused."""
    text = f"Now {{{{ 02.latest }}}}, then {typed}"
    (paragraph,) = blocks_of(text, references, forgiving=True)
    assert isinstance(paragraph, Paragraph)
    said = [(run.text, run.strong) for run in paragraph.text]

    assert said == [("Now ", False), ("95.1%", False), (", then ", False), (typed, True)]
    with pytest.raises(InvalidValueError):
        blocks_of(text, references)


def test_the_text_of_a_narrative_is_read_without_a_file() -> None:
    """Sections, rows and issues are those that reading a file would give."""
    issues = FileIssues("narrative/02.md")
    text = "## Story behind the baseline\n\nRising.\n\n## What works\n\nVisits.\n"
    told = narrative_in(text, "good-attendance", issues, BoundTexts())

    assert told is not None
    assert [(s.value, t, told.row(s)) for s, t in told.sections] == [
        ("Story behind the baseline", "Rising.", 3),
        ("What works", "Visits.", 7),
    ]
    assert narrative_in("## Other\n\nText.", "good-attendance", issues, BoundTexts()) is None
    assert [issue.row for issue in issues.found] == [1]
