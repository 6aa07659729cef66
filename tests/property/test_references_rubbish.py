"""Whatever stands between braces, it says something or is put down; nothing is raised."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from purbeck.ingest import read_workspace
from purbeck.model.issue import IssueCode, Problem
from purbeck.publish.binding import reference_issues
from purbeck.publish.wording.references import Refused, Resolved
from tests.spec.bound import ENGLAND, NEIGHBOURS, asked, workspace
from tests.spec.small_workspace import read_with

REFERENCES = asked(
    workspace(
        """
        | 2014-15 | 2015-16 | 2016-17
Here    | 5.3     | c       | 12/210
England | 5.0     | 5.2b    | 6.0p
""",
        (ENGLAND, NEIGHBOURS),
    )
)

SUBJECTS = ("attendance", "02", "01", "visits", "risk:", "action:", "R1", '"R 1"', "A1")
PARTS = (
    *(".latest", ".previous", ".at", ".of", ".gap", ".rank", ".target", ".lowest", ".level"),
    *(".change", ".movement", ".period", ".numerator", ".trend", ".due", ".comparator"),
)
BRACKETS = ('("2016-17")', '("England")', '("Neighbours")', "()", '("', '")', "(", ")", "'")
FORMATS = ("| words", "| decimals 0", "| decimals", "| capital", "| without unit")
STRANGE = (
    *("{", "}", "{{", "}}", "*", "`", "_", "<b>", "\x00", "\u0661", "\ud7ff", "9" * 400),
    *(" ", "\n", "\\", "\u201c", ".", "|"),
)
PIECES = st.lists(
    st.sampled_from([*SUBJECTS, *PARTS, *BRACKETS, *FORMATS, *STRANGE]), max_size=12
).map("".join)
# Those that are nearly right get furthest.
NEARLY = st.tuples(
    *(st.sampled_from(each) for each in (SUBJECTS, PARTS, ("", *BRACKETS), ("", *PARTS)))
).map("".join)

TEXT = st.text(max_size=60) | PIECES | NEARLY


@settings(max_examples=400, deadline=None)
@given(text=TEXT)
def test_any_text_between_braces_is_read(text: str) -> None:
    """Any text is words, a reason for none, or problems with a code; words are never empty."""
    found = REFERENCES.read(text)

    if isinstance(found, Resolved):
        assert found.words
    elif isinstance(found, Refused):
        assert found.reason
    else:
        assert all(isinstance(each, Problem) for each in found)
        assert {each.code for each in found} == {IssueCode.BAD_REFERENCE}


@settings(max_examples=150, deadline=None)
@given(text=TEXT)
def test_any_commentary_is_read(text: str) -> None:
    """Commentary with anything between braces gives a workspace or errors, each on one line."""
    content = f"## What works\n\nIt is {{{{ {text} }}}} so.\n"
    with tempfile.TemporaryDirectory() as folder:
        reading = read_with(Path(folder), **{"narrative/01.md": content.encode("utf-8", "replace")})
        again = read_workspace(Path(folder))

    assert (reading.workspace is None) == bool(reading.errors)
    assert reading.issues == again.issues
    if reading.workspace is not None:
        issues = [str(issue) for issue in reference_issues(reading.workspace)]
        assert all(line.splitlines() == [line] for line in issues)
