"""A figure that its publisher has withdrawn is absent from every verdict, with that reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from purbeck.assess.reason import Reason
from purbeck.ingest import open_workspace
from purbeck.model.observation import Absence
from purbeck.panel.panel import ABSENCES, state_code
from purbeck.publish.compose.data_sheets import data_sheets
from purbeck.publish.wording.sentences import trend_sentence
from purbeck.scorecard import disclosed_scorecard
from purbeck.scorecard.scorecard import assess_as_known
from tests.cli.conftest import written

FIGURES = """measure,area,period,value,status,published
attendance,X1,2015-16,95.3,,2017-03-23
attendance,X1,2016-17,95.1,,2018-03-22
attendance,X1,2016-17,,withdrawn,2018-06-01
"""


def test_a_withdrawn_figure_cannot_be_assessed(tmp_path: Path) -> None:
    """From the day on which it was withdrawn; before that it stands."""
    workspace = open_workspace(written(tmp_path, **{"observations/a.csv": FIGURES}))
    trends = {
        on: assess_as_known(workspace, on)[0].trend.reason
        for on in (date(2018, 5, 31), date(2018, 6, 1))
    }
    (latest, *_) = assess_as_known(workspace, date(2018, 6, 1))

    assert trends == {
        date(2018, 5, 31): Reason.WITHIN_BAND,
        date(2018, 6, 1): Reason.WITHDRAWN,
    }
    assert trend_sentence(latest) == (
        "Cannot be assessed: its publisher has withdrawn the latest figure."
    )


def test_a_spreadsheet_has_a_mark_for_it(tmp_path: Path) -> None:
    """The mark of what is not available, as there is none for withdrawn figures."""
    workspace = open_workspace(written(tmp_path, **{"observations/a.csv": FIGURES}))
    sheets = data_sheets(disclosed_scorecard(workspace, workspace.framework.outcomes[0]))

    assert any("[x]" in row for sheet in sheets for row in sheet.rows)


def test_the_codes_of_the_other_reasons_are_as_they_were() -> None:
    """They are held as numbers: a new reason comes last."""
    assert [absence.value for absence in ABSENCES] == [
        "suppressed",
        "not-collected",
        "not-applicable",
        "not-yet-due",
        "withdrawn",
    ]
    assert state_code(Absence.WITHDRAWN) == len(ABSENCES)
