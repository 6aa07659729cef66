"""Due dates: a lag is learnt from releases, or there is none; a calendar program can read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from purbeck.ingest import read_workspace
from purbeck.model.action import Action, ActionStatus
from purbeck.model.observation import Absence, Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.workspace import Workspace
from purbeck.publish.calendar_file import render_ics
from purbeck.publish.due_dates import UsualLag, due_dates, usual_lag
from tests.cli.conftest import written

YEAR = PeriodKind.FINANCIAL_YEAR


def figure(year: int, lag: int | None, **more: object) -> Observation:
    """Give the figure of a financial year, released so many days after the end of it."""
    period = Period(YEAR, year)
    published = None if lag is None else period.last_day + timedelta(days=lag)
    told = {"value": 1.0, "published": published, **more}
    return Observation(measure="m", area="X1", period=period, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([], None),
        ([figure(2016, 100)], None),
        ([figure(2015, 90), figure(2016, 110)], UsualLag(100, 90, 110, 2)),
        ([figure(2014, 90), figure(2015, 95), figure(2016, 200)], UsualLag(95, 90, 200, 3)),
        # One release of three years tells the lag of its latest year only.
        ([figure(2014, 831), figure(2015, 465), figure(2016, 100)], None),
        ([figure(2015, None), figure(2016, 100)], None),
        # Of a revised figure, when it first came.
        ([figure(2015, 90), figure(2015, 300), figure(2016, 90)], UsualLag(90, 90, 90, 2)),
        (
            [figure(year, 10 * (year - 2009)) for year in range(2010, 2017)],
            UsualLag(50, 30, 70, 5),
        ),
    ],
)
def test_the_usual_lag_is_the_middle_of_the_latest_releases(
    figures: list[Observation], expected: UsualLag | None
) -> None:
    """Two releases or more have a lag: the median of the latest five, and its extremes."""
    assert usual_lag(figures) == expected


def test_what_is_not_yet_due_is_no_release() -> None:
    """A row that says only that a figure is awaited tells no lag."""
    awaited = figure(2016, 1, value=None, absence=Absence.NOT_YET_DUE)

    assert usual_lag([figure(2015, 90), awaited]) is None


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a small workspace with three actions, one of them done and one without a date."""
    found = read_workspace(written(tmp_path / "council")).workspace
    assert found is not None
    action = Action(
        id="a1",
        indicator="attendance",
        title="Ring parents; first, those of Tŷ Gwyn, " + "and all the others " * 5,
        owner="asha-patel",
        due=date(2018, 12, 1),
    )
    others = (
        replace(action, id="a2", status=ActionStatus.DONE),
        replace(action, id="a3", due=None),
    )
    return replace(found, actions=(action, *others))


def test_open_actions_with_a_date_are_due(workspace: Workspace) -> None:
    """An action that is done, or has no date, is in no calendar; the owner is named."""
    actions = [due for due in due_dates(workspace).due if due.key.startswith("action")]

    assert [(due.key, due.on) for due in actions] == [("action-a1", date(2018, 12, 1))]
    assert actions[0].evidence == (
        "Owner: Asha Patel.\nIndicator: 01 Attendance.\nStatus: planned."
    )


def test_a_figure_is_expected_after_its_usual_lag(workspace: Workspace) -> None:
    """Three releases date the next year's figure, and the event says what it is learnt from."""
    found = due_dates(workspace)
    (figure_due,) = (due for due in found.due if due.key.startswith("figure"))

    assert (figure_due.key, figure_due.on) == ("figure-attendance-2017-18", date(2019, 3, 23))
    assert figure_due.title == "Figure expected: 01 Attendance, 2017-18"
    assert figure_due.evidence == (
        "Usual lag, learnt from the last 3 releases: from 203 days after the period ends to 206 "
        "days after the period ends, with 204 days after the period ends in the middle. 2017-18 "
        "ends on 31 August 2018. No date has been announced."
    )
    assert [measure.id for measure in found.undated] == ["visits"]


def test_what_is_published_after_the_day_is_not_known(workspace: Workspace) -> None:
    """As of a day on which two releases had come, the figure awaited is that of the third."""
    found = due_dates(workspace, date(2017, 12, 31))
    keys = [due.key for due in found.due if due.key.startswith("figure")]

    assert keys == ["figure-attendance-2016-17"]


def test_a_calendar_program_reads_the_file(workspace: Workspace) -> None:
    """Every event has its identity, its stamp, a whole day and its words, as they were."""
    found = due_dates(workspace)
    read: Any = icalendar.Calendar.from_ical(render_ics(found, workspace.framework))
    events = list(read.walk("VEVENT"))

    assert [str(e["uid"]) for e in events] == [f"{d.key}@exampleshire.purbeck" for d in found.due]
    assert [e["dtstart"].dt for e in events] == [due.on for due in found.due]
    assert [e["dtend"].dt - e["dtstart"].dt for e in events] == [timedelta(days=1)] * len(events)
    assert [str(e["summary"]) for e in events] == [due.title for due in found.due]
    assert [str(e["description"]) for e in events] == [due.evidence for due in found.due]
    assert not [error for event in events for error in event.errors]


def test_lines_are_folded_at_75_octets(workspace: Workspace) -> None:
    """No line is longer (RFC 5545, 3.1), each ends with CR and LF, and no letter is cut in two."""
    content = render_ics(due_dates(workspace), workspace.framework)
    lines = content.split(b"\r\n")

    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert any(line.startswith(b" ") for line in lines)
    assert all(line.decode("utf-8") or line == b"" for line in lines)


def test_the_same_workspace_gives_the_same_calendar(workspace: Workspace) -> None:
    """The bytes do not hang on the clock."""
    found = due_dates(workspace)

    assert render_ics(found, workspace.framework) == render_ics(found, workspace.framework)
    assert b"DTSTAMP:20180930T000000Z" in render_ics(found, workspace.framework)
