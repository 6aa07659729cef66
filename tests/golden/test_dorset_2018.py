"""What the report of September 2018 said, and what Purbeck says from the same figures.

Where the two differ, the difference is named here and explained in
docs/explanation/dorset-2018.md.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.ingest import read_workspace
from purbeck.model.verdict import Rag, TrendVerdict
from purbeck.model.workspace import Workspace
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecard

DEMO = Path(__file__).parents[2] / "examples" / "dorset-2018"

# measure | latest | previous | trend | as the report has it
PUBLISHED = """
good-attendance              | 2016-17 95.1     | 2015-16 95.3    | marginal change | A
key-stage-2-expected         | 2018 60          | 2017 57         | improving       | G
self-directed-support        | Q1 2018-19 99.8  | Q4 2017-18 97.6 | improving       | G
total-primary-absence        | 2016-17 4.0      | 2015-16 4.0     | unchanged       |
total-secondary-absence      | 2016-17 5.7      | 2015-16 5.4     | worsening       |
looked-after-absence         | 2016-17 3.8      | 2015-16 4.0     | improving       |
key-stage-2-progress-reading | 2017-18 -0.8     | 2016-17 -0.6    | worsening       |
key-stage-2-progress-writing | 2017-18 -0.86    | 2016-17 -1.6    | improving       |
key-stage-2-progress-maths   | 2017-18 -1.48    | 2016-17 -1.5    | improving       |
schools-below-65             | 2017-18 45.0     | 2016-17 6.0     | worsening       |
key-stage-2-disadvantaged    | 2016-17 22.0     | 2015-16 23.0    | worsening       |
direct-payments              | Q1 2018-19 21.0  | Q4 2017-18 19.8 | improving       |
funded-two-year-olds         | 2017 81.0        | 2016 85.0       | worsening       |
early-years-inequality-gap   | 2017 22.0        | 2016 20.4       | worsening       |
"""

# measure | comparator | value | verdict | as the report has it
COMPARED = """
good-attendance       | Statistical neighbours | 95.3 | similar | A
key-stage-2-expected  | South West             | 63.0 | worse   | R
key-stage-2-expected  | England                | 64.0 | worse   | R
self-directed-support | England                | 86.9 | better  | G
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    reading = read_workspace(DEMO)
    assert [str(issue) for issue in reading.issues] == []
    assert reading.workspace is not None
    return reading.workspace


@pytest.fixture(scope="module")
def scorecard(workspace: Workspace) -> DisclosedScorecard:
    return disclosed_scorecard(workspace, workspace.framework.outcomes[0])


@pytest.mark.parametrize(("measure", "latest", "previous", "trend", "rag"), rows(PUBLISHED))
def test_each_trend_comes_out(
    scorecard: DisclosedScorecard, measure: str, latest: str, previous: str, trend: str, rag: str
) -> None:
    """The two figures and the verdict on them are those of the report."""
    found = scorecard.assessment(measure)
    assert found.latest is not None
    assert found.previous is not None

    assert f"{found.latest.period} {found.latest.value}".startswith(latest)
    assert f"{found.previous.period} {found.previous.value}".startswith(previous)
    assert found.trend.verdict.value == trend
    assert not rag or found.trend_rag.value == rag


@pytest.mark.parametrize(("measure", "label", "value", "verdict", "rag"), rows(COMPARED))
def test_each_comparison_comes_out(
    scorecard: DisclosedScorecard, measure: str, label: str, value: str, verdict: str, rag: str
) -> None:
    """The comparator's figure and the verdict are those of the report."""
    held = next(
        held for held in scorecard.assessment(measure).comparators if held.comparator.label == label
    )
    assert held.value is not None

    assert f"{held.value:.1f}" == value
    assert held.finding.verdict.value == verdict
    assert held.rag.value == rag


def test_the_areas_of_focus_are_those_of_the_report(scorecard: DisclosedScorecard) -> None:
    """Attendance and young people not in education, employment or training."""
    found = [focus.assessment.measure.id for focus in scorecard.summary.focus]

    assert found == ["good-attendance", "neet-16-17"]


def test_the_worsening_measures_are_those_of_the_report_but_for_two(
    scorecard: DisclosedScorecard,
) -> None:
    """The report forgot the inequality gap; and jobs without training have no open source."""
    reported = {
        "funded-two-year-olds",
        "total-secondary-absence",
        "key-stage-2-disadvantaged",
        "offers-of-education",
        "jobs-without-training",
        "care-leavers-neet",
        "key-stage-2-progress-reading",
        "schools-below-65",
    }
    found = {assessment.measure.id for assessment in scorecard.summary.worsening}

    assert found - reported == {"early-years-inequality-gap"}
    assert reported - found == {"jobs-without-training"}
    unknown = scorecard.assessment("jobs-without-training")
    assert unknown.trend.verdict is TrendVerdict.CANNOT_BE_ASSESSED


def test_the_risks_are_those_of_the_report_that_it_names(scorecard: DisclosedScorecard) -> None:
    """Fourteen of fifteen are named, four of them high."""
    by_level = {level.value: count for level, count in scorecard.summary.risks.items()}

    assert by_level == {"high": 4, "medium": 8, "low": 2}
    assert [risk.id for risk in scorecard.summary.high_risks] == ["01c", "02d", "02e", "07i"]
    assert len(scorecard.risks_to("self-directed-support")) == 4


def test_what_cannot_be_assessed_is_not_amber(scorecard: DisclosedScorecard) -> None:
    """There is one comparable figure of young people not in education, and no verdict on it."""
    assert scorecard.assessment("neet-16-17").rag is Rag.NO_DATA


def test_later_revisions_are_seen_from_later(workspace: Workspace) -> None:
    """Asked as known in 2025, the figures are those of open data, and the past is as it was."""
    outcome = workspace.framework.outcomes[0]
    later = disclosed_scorecard(workspace, outcome, date(2025, 1, 1))
    progress = later.assessment("key-stage-2-progress-writing")
    (england,) = [
        value
        for held in later.assessment("key-stage-2-expected").comparators
        if held.comparator.id == "england"
        for period, value in held.series
        if str(period) == "2018"
    ]

    assert england == 65.0
    assert any(o.value == -0.8 and str(o.period) == "2017-18" for o in progress.series)
