"""The page on the Dorset report says what the program finds."""

from __future__ import annotations

import re
from datetime import date

import pytest

from purbeck.ingest import open_workspace
from purbeck.model.verdict import Agreement
from purbeck.scorecard.scorecard import assess_as_known
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs" / "explanation" / "dorset-2018.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d\d(?:\.\d)?) \| .+? \| .+? \| (.+?) \| (\w+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[str, str]]:
    """Assess the demo as known on the date of its report: trend and colour by number."""
    workspace = open_workspace(ROOT / "examples" / "dorset-2018")
    assessments = assess_as_known(workspace, workspace.framework.report.on)
    return {a.measure.number: (a.trend.verdict.value, a.rag.value) for a in assessments}


def test_the_table_has_the_verdicts_of_the_program(found: dict[str, tuple[str, str]]) -> None:
    """Each measure of the demo has its row, with the trend and the colour that Purbeck finds."""
    told = {number: (trend, colour) for number, trend, colour in ROW.findall(PAGE)}

    assert told == found


def test_disadvantaged_pupils_improve_with_the_open_data() -> None:
    """As known in 2025, the share of disadvantaged pupils rose, as the page says."""
    workspace = open_workspace(ROOT / "examples" / "dorset-2018")
    assessments = assess_as_known(workspace, date(2025, 1, 1))
    measure = next(a for a in assessments if a.measure.id == "key-stage-2-disadvantaged")

    assert measure.trend.verdict.value == "improving"


def test_progress_in_maths_is_unchanged_once_revised() -> None:
    """With the revised figure of December 2018, progress in maths is what it was."""
    workspace = open_workspace(ROOT / "examples" / "dorset-2018")
    assessments = assess_as_known(workspace, date(2018, 12, 31))
    measure = next(a for a in assessments if a.measure.id == "key-stage-2-progress-maths")

    assert measure.trend.verdict.value == "unchanged"


def test_two_verdicts_can_be_tested_and_are_within_chance() -> None:
    """Of all verdicts of the demo, two can be tested, those that the page names."""
    workspace = open_workspace(ROOT / "examples" / "dorset-2018")
    assessments = assess_as_known(workspace, workspace.framework.report.on)
    tested = {
        a.measure.number: a.statistics.agreement.verdict
        for a in assessments
        if a.statistics.agreement.verdict is not Agreement.CANNOT_BE_ASSESSED
    }

    assert len(assessments) == 21
    assert tested == {"05": Agreement.WITHIN_CHANCE, "06.1": Agreement.WITHIN_CHANCE}
