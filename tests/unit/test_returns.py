"""What is due from whom: states by the day, services, and the health of their figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from purbeck.model.framework import Framework, Outcome
from purbeck.model.measure import PerformanceMeasure, PopulationIndicator
from purbeck.model.observation import Absence, Observation
from purbeck.model.officer import Officer
from purbeck.model.period import Period, PeriodKind
from purbeck.model.workspace import Workspace
from purbeck.publish.returns import (
    NO_SERVICE,
    Return,
    due_words,
    health_of,
    lead_officers,
    returns_on,
    services_of,
)
from tests.checks.drawn import small_workspace

LAG = 100
"""Days after the end of an academic year, which is 31 August, so that 9 December is due."""


def figure(year: int, **more: Any) -> Observation:
    """Give Exampleshire's attendance of an academic year, released after the usual lag."""
    period = Period(PeriodKind.ACADEMIC_YEAR, year)
    told = {"value": 95.0, "published": period.last_day + timedelta(days=LAG), **more}
    return Observation(measure="attendance", area="X1", period=period, **told)


def attendance(folder: Path, on: date, *figures: Observation) -> Return:
    """Give how attendance stands on a day."""
    workspace = replace(small_workspace(folder), observations=figures)
    return returns_on(workspace, on)[0]


STATES = """
    2017-08-31  up-to-date  2016-17 goes on, and is due on 9 December
    2017-09-01  later       it has ended, and its day is far
    2017-11-10  later       29 days before
    2017-11-11  due-soon    28 days before
    2017-12-09  due-soon    on the day itself
    2017-12-10  overdue     a day later
"""


@pytest.mark.parametrize("drawn", [line.split() for line in STATES.strip().splitlines()])
def test_a_figure_goes_from_up_to_date_to_overdue(tmp_path: Path, drawn: list[str]) -> None:
    """Each day has the state that is drawn; a figure is not late on the day it is due."""
    on, state, *_ = drawn
    found = attendance(tmp_path, date.fromisoformat(on), figure(2014), figure(2015))

    assert (found.state.value, str(found.period), found.on) == (state, "2016-17", date(2017, 12, 9))


def test_a_reason_for_having_none_is_a_return(tmp_path: Path) -> None:
    """Once it is said that a year was not collected, the next one is due."""
    none = figure(2016, value=None, absence=Absence.NOT_COLLECTED)
    found = attendance(tmp_path, date(2018, 1, 1), figure(2014), figure(2015), none)

    assert str(found.period) == "2017-18"


def test_a_row_that_a_figure_is_awaited_is_no_return(tmp_path: Path) -> None:
    """Not yet due says that the very figure is still owed."""
    awaited = figure(2016, value=None, absence=Absence.NOT_YET_DUE)
    found = attendance(tmp_path, date(2018, 1, 1), figure(2014), figure(2015), awaited)

    assert (str(found.period), found.state.value) == ("2016-17", "overdue")


def test_one_release_tells_no_date(tmp_path: Path) -> None:
    """With one release nothing is guessed: the period is known and the day is not."""
    found = attendance(tmp_path, date(2018, 1, 1), figure(2015))

    assert (found.state.value, str(found.period), found.on) == ("undated", "2016-17", None)
    assert due_words(found) == "No date can be told"


def test_a_measure_without_figures_has_no_next_period(tmp_path: Path) -> None:
    """Before the first figure there is none that comes after it."""
    found = attendance(tmp_path, date(2018, 1, 1))

    assert (found.state.value, found.period, found.stale) == ("undated", None, False)


def test_what_was_published_later_is_not_known(tmp_path: Path) -> None:
    """On a day before its publication a figure is still owed."""
    found = attendance(tmp_path, date(2016, 12, 1), figure(2013), figure(2014), figure(2015))

    assert (str(found.period), found.state.value) == ("2015-16", "due-soon")


@pytest.mark.parametrize(("on", "stale"), [("2018-08-31", False), ("2018-09-01", True)])
def test_a_figure_is_stale_by_the_rule_of_the_report(tmp_path: Path, on: str, stale: bool) -> None:
    """Twelve months after the end of the next period the newest figure is not stale; then it is."""
    found = attendance(tmp_path, date.fromisoformat(on), figure(2014), figure(2015))

    assert found.stale is stale


def test_how_late_a_figure_is_stands_in_words(tmp_path: Path) -> None:
    """A figure due on 9 December 2017 is a day late on the 10th."""
    found = attendance(tmp_path, date(2017, 12, 10), figure(2014), figure(2015))

    assert due_words(found) == "9 December 2017, 1 day late"


def owned(workspace: Workspace, indicator: str, measure: str, lead: str) -> Framework:
    """Give the framework with an owner of its indicator and of its measure; empty for none."""
    (outcome,) = workspace.framework.outcomes
    (first,) = outcome.indicators
    below: tuple[PerformanceMeasure, ...] = tuple(
        replace(each, owners=tuple(filter(None, [measure]))) for each in first.measures
    )
    above: PopulationIndicator = replace(
        first, owners=tuple(filter(None, [indicator])), outcome_lead=lead, measures=below
    )
    made: Outcome = replace(outcome, indicators=(above,))
    officers = (
        Officer(id="ann", name="Ann", team="Schools"),
        Officer(id="ben", name="Ben", team="Health"),
        Officer(id="cem", name="Cem"),
    )
    return replace(workspace.framework, outcomes=(made,), officers=officers)


SERVICES = """
    ann - -    Schools  Schools  the measure has no owner, its indicator's team answers
    ann ben -  Schools  Health   each has an owner
    - - ben    Health   Health   the outcome lead stands above both
    cem - ben  Health   {none}   who has no team answers for no service; Cem leads on the measure
    - - -      {none}   {none}   nobody is named
"""


@pytest.mark.parametrize("drawn", [line.split() for line in SERVICES.strip().splitlines()])
def test_a_measure_is_of_the_service_of_whoever_answers_for_it(
    tmp_path: Path, drawn: list[str]
) -> None:
    """The teams of its owners, else of those above, else none: as drawn."""
    names = ["" if name == "-" else name for name in drawn[:3]]
    expected = [(NO_SERVICE if each == "{none}" else each,) for each in drawn[3:5]]
    framework = owned(small_workspace(tmp_path), names[0], names[1], names[2])
    found = services_of(framework)

    assert [found["attendance"], found["visits"]] == expected


def test_the_lead_officers_of_a_measure_own_its_indicator(tmp_path: Path) -> None:
    """Above a measure stand the lead officers of its indicator, above that the outcome lead."""
    found = lead_officers(owned(small_workspace(tmp_path), "ann", "ben", "cem"))

    assert found == {"attendance": ("cem",), "visits": ("ann",)}


def test_the_health_of_a_service_counts_a_measure_once_in_order(tmp_path: Path) -> None:
    """Attendance is late, stale and has no owner: three counts, and one measure out of order."""
    workspace = replace(small_workspace(tmp_path), observations=(figure(2014), figure(2015)))
    framework = owned(workspace, "", "ben", "")
    found = health_of(framework, returns_on(replace(workspace, framework=framework), ON))

    counts = [
        (h.service, h.measures, h.owed, h.late, h.stale, h.ownerless, h.in_order) for h in found
    ]
    assert counts == [("Health", 1, 0, 0, 0, 0, 1), (NO_SERVICE, 1, 1, 1, 1, 1, 0)]
    assert [each.score for each in found] == [100.0, 0.0]


ON = date(2019, 1, 1)
