"""What reading a sound workspace makes of its cells and keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.ingest import read_workspace
from purbeck.model.comparator import ComparatorKind
from purbeck.model.measure import MeasureKind
from purbeck.model.narrative import NarrativeSection
from purbeck.model.observation import Absence, Observation, Provenance, Status
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import DEFAULT_POLICY, Policy
from purbeck.model.risk import CorporateRisk, RiskLevel, RiskTrend
from purbeck.model.unit import UnitCode
from purbeck.model.verdict import Rag, TrendVerdict
from purbeck.model.workspace import Workspace
from tests.spec.small_workspace import FRAMEWORK, SOUND, read_with

HEADER = "measure,area,period,value,numerator,denominator,status,published,note,source\n"
RISKS_HEADER = SOUND["risks.csv"].splitlines()[0]


def workspace_with(folder: Path, **contents: str) -> Workspace:
    """Read the small workspace with some files in place of its own, which must be sound."""
    reading = read_with(folder, **contents)
    assert reading.workspace is not None, [str(issue) for issue in reading.issues]
    return reading.workspace


def observation_of(folder: Path, row: str) -> Observation:
    """Read one row of figures."""
    (observation,) = workspace_with(folder, **{"observations/a.csv": HEADER + row}).observations
    return observation


def policy_of(folder: Path, text: str) -> Policy:
    """Read one policy."""
    return workspace_with(folder, **{"policy.toml": text}).policy


def risk_of(folder: Path, row: str) -> CorporateRisk:
    """Read one risk."""
    (risk,) = workspace_with(folder, **{"risks.csv": f"{RISKS_HEADER}\n{row}\n"}).risks
    return risk


def test_an_observation_knows_the_cell_that_it_came_from(tmp_path: Path) -> None:
    """A figure has its file, its row as an editor counts it, and its source."""
    row = '\nattendance,X1,2016-17,95.3,,,,2018-03-01,"one\ntwo",Census\n'

    observation = observation_of(tmp_path, row)

    assert observation.provenance == Provenance("observations/a.csv", 3, "Census")
    assert observation.note == "one\ntwo"


def test_a_row_after_a_cell_of_two_lines_is_counted_by_lines(tmp_path: Path) -> None:
    """Rows are counted by the lines of the file, as an editor does, and not by records."""
    rows = 'attendance,X1,2015-16,95,,,,,"one\ntwo",\nattendance,X1,2016-17,x,,,,,,\n'

    reading = read_with(tmp_path, **{"observations/a.csv": HEADER + rows})

    assert [issue.row for issue in reading.issues] == [4]


def test_a_blank_value_is_worked_out_from_its_fraction(tmp_path: Path) -> None:
    """A blank value is numerator over denominator in the unit, and is not rounded."""
    observation = observation_of(tmp_path, "attendance,X1,2016-17,,2,3,,,,")

    assert observation.value == pytest.approx(66.66666666666667)


@pytest.mark.parametrize(
    ("period", "status", "expected"),
    [
        ("2016-17", "", Status.FINAL),
        ("2016-17 (prov)", "", Status.PROVISIONAL),
        ("2016-17 (Rev)", "", Status.REVISED),
        ("2016-17 (prov)", "final", Status.FINAL),
        ("2016-17", "Estimated", Status.ESTIMATED),
        ("2016-17", "break", Status.BREAK),
    ],
)
def test_the_status_cell_goes_before_the_marker(
    period: str, status: str, expected: Status, tmp_path: Path
) -> None:
    """A marker beside the period sets the status where its own cell is blank."""
    observation = observation_of(tmp_path, f"attendance,X1,{period},95,,,{status},,,")

    assert observation.status is expected


@pytest.mark.parametrize("text", ["not-collected", "Not collected", "NOT_COLLECTED"])
def test_a_reason_for_absence_is_written_in_the_status(text: str, tmp_path: Path) -> None:
    """A row without a value has its reason as status, however it is spelt."""
    observation = observation_of(tmp_path, f"attendance,X1,2016-17,,,,{text},,,")

    assert (observation.value, observation.absence) == (None, Absence.NOT_COLLECTED)


def test_a_revision_is_a_second_row_with_its_own_date(tmp_path: Path) -> None:
    """One period published twice on two dates is two observations, and no duplicate."""
    rows = "attendance,X1,2016-17,95,,,,2018-01-01,,\nattendance,X1,2016-17,96,,,,2018-02-01,,\n"

    workspace = workspace_with(tmp_path, **{"observations/a.csv": HEADER + rows})

    assert [o.published for o in workspace.observations] == [date(2018, 1, 1), date(2018, 2, 1)]


def test_a_duplicate_in_another_file_is_found(tmp_path: Path) -> None:
    """The same observation in two files is one too many; the message names the first."""
    reading = read_with(tmp_path, **{"observations/b.csv": SOUND["observations/a.csv"]})

    (issue,) = reading.issues
    assert issue.file == "observations/b.csv"
    assert issue.problem.expected == "one; observations/a.csv, row 2, has it"


def test_columns_may_stand_in_any_order_and_case(tmp_path: Path) -> None:
    """Headings are known by their names, whatever their place and capitals."""
    figures = "Value,PERIOD,Area,measure\n95.3,2016-17,X1,attendance\n"

    workspace = workspace_with(tmp_path, **{"observations/a.csv": figures})

    assert [o.value for o in workspace.observations] == [95.3]


def test_blank_rows_and_columns_of_spreadsheets_are_passed_over(tmp_path: Path) -> None:
    """Rows of commas alone, and blank cells beyond the last heading, hold nothing."""
    figures = "measure,area,period,value\n,,,\n\nattendance,X1,2016-17,95.3,,\n"

    workspace = workspace_with(tmp_path, **{"observations/a.csv": figures})

    assert len(workspace.observations) == 1


def test_a_comparator_has_its_period_in_the_kind_of_each_measure(tmp_path: Path) -> None:
    """A fixed period is read in the kind of the series that is compared, or read instead."""
    framework = FRAMEWORK.replace(
        'kind = "area"\n', 'kind = "area"\nperiod = "2015"\nseries = "england-series"\n'
    )
    framework += (
        '[[reference_series]]\nid = "england-series"\nname = "England"\nunit = "percentage"\n'
        'polarity = "higher"\nperiod = "calendar-year"\n'
    )

    workspace = workspace_with(tmp_path, **{"framework.toml": framework})

    (comparator,) = workspace.framework.measure("attendance").comparators
    assert comparator.kind is ComparatorKind.AREA
    assert comparator.period == Period(PeriodKind.CALENDAR_YEAR, 2015)


def test_a_target_with_a_profile_is_stated_for_whole_years(tmp_path: Path) -> None:
    """With one factor a quarter, the values are read as those of financial years."""
    framework = (
        FRAMEWORK + '[measure.target]\nvalues = { "2017-18" = 100 }\nprofile = [0.1, 0.2, 0.3, 0.4]'
    )

    workspace = workspace_with(tmp_path, **{"framework.toml": framework})

    target = workspace.framework.measure("visits").target
    assert target is not None
    assert target.at(Period(PeriodKind.FINANCIAL_QUARTER, 2017, part=4)) == pytest.approx(40)


def test_measures_stand_below_their_indicator(tmp_path: Path) -> None:
    """The framework nests outcome, indicator and measure as their references say."""
    workspace = workspace_with(tmp_path)

    (outcome,) = workspace.framework.outcomes
    assert [measure.id for measure in outcome.measures] == ["attendance", "visits"]


def test_a_narrative_is_cut_at_its_headings(tmp_path: Path) -> None:
    """Sections go by their headings, in any case; lower headings and code stay in the text."""
    text = "# Title\n\n## what works?\n\nOne.\n\n### More\n\n```\n## no heading\n```\n"
    text += "\nWhat are we doing\n-----------------\n\nTwo.\n"

    (narrative,) = workspace_with(tmp_path, **{"narrative/01.md": text}).narratives

    assert narrative.indicator == "attendance"
    assert narrative.text(NarrativeSection.WHAT_WORKS) == (
        "One.\n\n### More\n\n```\n## no heading\n```"
    )
    assert narrative.text(NarrativeSection.ACTIONS) == "Two."


def test_without_a_policy_the_default_one_holds(tmp_path: Path) -> None:
    """A workspace without policy.toml is judged by the default policy."""
    reading = read_with(tmp_path, **{"policy.toml": None})

    assert reading.workspace is not None
    assert reading.workspace.policy is DEFAULT_POLICY


def test_a_band_with_a_unit_replaces_the_default_of_that_unit(tmp_path: Path) -> None:
    """Other units of the kind keep their default bands."""
    policy = policy_of(
        tmp_path,
        '[[band]]\nkind = "population_indicator"\nunit = "percentage"\nmarginal = 1\nsimilar = 2\n',
    )

    own = [band for band in policy.bands if band.kind is MeasureKind.POPULATION_INDICATOR]
    widths = {band.unit: band.marginal for band in own}
    assert widths == {UnitCode.PERCENTAGE: 1, UnitCode.PERCENTAGE_POINTS: 0.5, None: 0}


def test_a_band_without_a_unit_replaces_every_default_of_its_kind(tmp_path: Path) -> None:
    """A band that is for every unit is not overruled by a default one for some unit."""
    policy = policy_of(
        tmp_path, '[[band]]\nkind = "population_indicator"\nmarginal = 1\nsimilar = 2\n'
    )

    own = [band for band in policy.bands if band.kind is MeasureKind.POPULATION_INDICATOR]
    assert [(band.unit, band.marginal) for band in own] == [(None, 1)]


def test_colours_and_decisions_that_are_not_given_stay_as_they_are(tmp_path: Path) -> None:
    """A policy overrides single colours and single rows, and keeps the rest."""
    policy = policy_of(
        tmp_path,
        '[trend_rag]\n"marginal change" = "G"\n'
        '[[decision]]\ntrend = "G"\ncomparators = "R"\nrag = "R"\n',
    )

    assert policy.trend_rag[TrendVerdict.MARGINAL_CHANGE] is Rag.GREEN
    assert policy.trend_rag[TrendVerdict.WORSENING] is Rag.RED
    assert policy.decide(Rag.GREEN, Rag.RED) is Rag.RED
    assert policy.decide(Rag.RED, Rag.GREEN) is Rag.AMBER


def test_a_list_of_focus_replaces_the_default_one(tmp_path: Path) -> None:
    """What is suggested as a focus is one list, and is replaced as a whole."""
    policy = policy_of(tmp_path, '[[focus]]\nrag = "A"\ntrends = ["worsening"]\n')

    assert [(f.rag, f.trends) for f in policy.focus] == [(Rag.AMBER, (TrendVerdict.WORSENING,))]


def test_the_level_of_a_risk_comes_from_the_matrix(tmp_path: Path) -> None:
    """Likelihood and impact, by number or by name, give the level where it is left out."""
    risk = risk_of(tmp_path, "R1,Posts,,likely,1,worsening,01,,Asha Patel,2018-09-01,")

    assert (risk.level, risk.likelihood, risk.impact) == (RiskLevel.MEDIUM, 2, 1)
    assert risk.trend is RiskTrend.WORSENING
    assert risk.indicators == ("attendance",)
    assert risk.owner == "asha-patel"


def test_a_risk_with_neither_indicator_nor_outcome_is_of_the_only_outcome(tmp_path: Path) -> None:
    """Where there is one outcome, a register need not name it."""
    risk = risk_of(tmp_path, "R1,Posts,high,,,,,,,,")

    assert risk.outcome == "good-start"


def test_reading_twice_gives_the_same_workspace(tmp_path: Path) -> None:
    """Reading depends on nothing but the files."""
    first = workspace_with(tmp_path)

    assert read_workspace(tmp_path).workspace == first
