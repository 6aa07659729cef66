"""A scorecard that is at hand is handed along, and says what one made anew would say."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.model.workspace import Workspace
from purbeck.publish.binding import reference_issues
from purbeck.publish.build import documents_of, files_of, report_files
from purbeck.publish.checked_commentary import commentary_issues
from purbeck.publish.formats import Format
from purbeck.scorecard import disclosed_scorecards
from tests.spec.small_workspace import SOUND, read_with

TEXTS = "## What works\n\nAttendance has fallen to 12.3%. It is {{ attendance.previous }}.\n"


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """A small workspace whose commentary is contradicted, and refers to what there is not."""
    workspace = read_with(tmp_path, **{"narrative/01.md": TEXTS}).workspace
    assert workspace is not None
    return workspace


def test_what_is_wrong_is_the_same_with_a_scorecard_at_hand(
    small: Workspace, tmp_path: Path
) -> None:
    """References and claims are held against the scorecard given as against one made anew."""
    scored = disclosed_scorecards(small)

    assert len(reference_issues(small)) == 1
    assert reference_issues(small, scored=scored) == reference_issues(small)
    found = commentary_issues(tmp_path, small)
    assert found
    assert commentary_issues(tmp_path, small, scored) == found


def test_files_of_a_scorecard_are_those_of_its_workspace(tmp_path: Path) -> None:
    """A report is the same bytes whether its outcome was scored before or not."""
    workspace = read_with(tmp_path, **SOUND).workspace
    assert workspace is not None
    wanted = (Format.HTML, Format.XLSX)

    assert files_of(disclosed_scorecards(workspace), wanted) == report_files(workspace, wanted)


@pytest.mark.parametrize(
    ("formats", "has_sheets", "has_slides"),
    [
        ((Format.PDF, Format.HTML, Format.DOCX), False, False),
        ((Format.XLSX,), True, False),
        ((Format.PPTX,), False, True),
        ((Format.HTML, Format.TXT), False, True),
        (tuple(Format), True, True),
    ],
)
def test_only_what_a_format_shows_is_composed(
    tmp_path: Path, formats: tuple[Format, ...], has_sheets: bool, has_slides: bool
) -> None:
    """Excel alone has data sheets, and slides are for PowerPoint and for plain text."""
    workspace = read_with(tmp_path, **SOUND).workspace
    assert workspace is not None
    scored = disclosed_scorecards(workspace)
    (whole,) = documents_of(scored).values()
    (part,) = documents_of(scored, formats).values()

    assert (bool(part.sheets), bool(part.slides)) == (has_sheets, has_slides)
    assert part.cover == whole.cover
    assert len(part.sections) == len(whole.sections)
