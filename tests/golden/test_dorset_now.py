"""The demo on today's open data: pulled from the publishers' files, and held against them.

The expected figures are read from the raw files here, by queries that know nothing of Purbeck. The
files are in the folder ``data`` of the folder that PURBECK_SHARED names.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

duckdb = pytest.importorskip("duckdb")

from purbeck.areas import neighbours  # noqa: E402
from purbeck.cli.opening import read_whole  # noqa: E402
from purbeck.ingest import open_workspace  # noqa: E402
from purbeck.model.observation import Observation, Status  # noqa: E402
from purbeck.model.verdict import (  # noqa: E402
    BenchmarkEvidence,
    ComparisonVerdict,
    NeighbourChoice,
    TrendVerdict,
)
from purbeck.model.workspace import Workspace  # noqa: E402
from purbeck.publish.compose import compose  # noqa: E402
from purbeck.publish.document import Bullets, Columns, Figure, Heading  # noqa: E402
from purbeck.publish.wording.sentences import caveat_sentences  # noqa: E402
from purbeck.pull.pulling import Pulled, pull  # noqa: E402
from purbeck.pull.reading import Surroundings  # noqa: E402
from purbeck.pull.sources_file import read_sources  # noqa: E402
from purbeck.pull.workspace_history import HISTORY, pulled_observations  # noqa: E402
from purbeck.scorecard.scorecard import assess_as_known, disclosed_scorecard  # noqa: E402
from purbeck.sources.fetching import Fetcher  # noqa: E402

DEMO = Path(__file__).parents[2] / "examples" / "dorset-now"
DORSET_2018 = DEMO.with_name("dorset-2018")
DATA = Path(os.environ.get("PURBECK_SHARED", "nowhere")) / "data"
PAGE = DEMO.parents[1] / "docs" / "explanation" / "dorset-now.md"
ROW = re.compile(r"^\| (\d\d(?:\.\d)?) \| [^|]+ \| (.+ \| \w+) \|$", re.MULTILINE)
TODAY = date(2026, 11, 24)
DORSET, SOMERSET, SOUTH_WEST, ENGLAND = "E06000059", "E06000066", "E12000009", "E92000001"

needs_files = pytest.mark.skipif(
    not (DATA / "lait" / "bds_long_0.parquet").is_file(),
    reason="PURBECK_SHARED names no folder with the publishers' files in data/",
)


def lait(key: str, number: int, year: str) -> str:
    """Ask for a figure of the newest LAIT file, by the DfE's number of the area."""
    return f"""(
        SELECT CAST("Values" AS DOUBLE) FROM 'lait/bds_long_0.parquet'
        WHERE "Short Desc" = '{key}' AND "LA Number" = {number} AND Years = '{year}')"""


def ascof(code: str, area: str, year: str) -> str:
    """Ask for an outcome of the framework of adult social care."""
    return f"""(
        SELECT CAST("Measure.Value" AS DOUBLE) FROM 'ascof/ascof_14_19.parquet'
        WHERE "Measure.Type" = 'Outcome' AND "Disaggregation.Level" = 'Total'
        AND "ASCOF.Measure.Code" = '{code}' AND "ONS.Area.Code" = '{area}'
        AND "Return.Year" = '{year}')"""


def dtoc(month: str) -> str:
    """Ask for the days of delay in Dorset, under whichever of its codes."""
    return f"""(
        SELECT CAST("Total Delayed Transfers of Care" AS DOUBLE)
        FROM 'dtoc/DToC_Days_Reason_for_Delay.csv' WHERE Name = 'Dorset' AND Period = '{month}')"""


ABSENCE = """(
    SELECT CAST(pt_overall AS DOUBLE) FROM read_csv('ees/absence_la.csv.gz', all_varchar = true)
    WHERE social_care_group = 'CLA 12 months at 31 March' AND phase_type_grouping = 'Total'
    AND new_la_code = 'E06000059' AND time_period = '202425')"""
ATTENDANCE = f"100 - {lait('TotAbs', 838, '2025')}"
GAP = f"{lait('FSP_Gooddev_FSM_Other', 838, '2025')} - {lait('FSP_Gooddev_FSM', 838, '2025')}"

# measure | area | period | what the file of the publisher has
PINNED = [
    ("ready-for-school", DORSET, "2024-25", lait("FSP_NEW_GOODDEV", 838, "2025")),
    ("ready-for-school", DORSET, "2017-18", lait("FSP_NEW_GOODDEV", 835, "2018")),
    ("funded-two-year-olds", SOMERSET, "2017-18", lait("%_2yr_olds", 933, "2018")),
    ("early-years-inequality-gap", DORSET, "2024-25", GAP),
    ("good-attendance", DORSET, "2024-25", ATTENDANCE),
    ("total-primary-absence", SOMERSET, "2023-24", lait("PriTotAbs", 933, "2024")),
    ("total-secondary-absence", SOUTH_WEST, "2024-25", lait("SecTotAbs", 990, "2025")),
    ("looked-after-absence", DORSET, "2024-25", ABSENCE),
    ("key-stage-2-expected", ENGLAND, "2024-25", lait("KS2RWM_Expected_STD", 970, "2025")),
    ("key-stage-2-progress-reading", DORSET, "2022-23", lait("KS2R_Prog_VA", 838, "2023")),
    ("key-stage-2-progress-writing", DORSET, "2016-17", lait("KS2W_Prog_VA", 835, "2017")),
    ("key-stage-2-progress-maths", DORSET, "2022-23", lait("KS2M_Prog_VA", 838, "2023")),
    ("key-stage-2-disadvantaged", SOUTH_WEST, "2018-19", lait("DAP_NEW_KS2_RWM", 990, "2019")),
    ("neet-16-17", DORSET, "2024-25", lait("16-17 NEET", 838, "2025")),
    ("offers-of-education", DORSET, "2025", lait("Sept_Guarantee", 838, "2025")),
    ("care-leavers-neet", DORSET, "2024-25", lait("CareLeaversNEET", 838, "2025")),
    ("delayed-transfer-days", DORSET, "Dec 2019", dtoc("December 2019")),
    ("delayed-transfer-days", DORSET, "Sep 2014", dtoc("September 2014")),
    ("self-directed-support", DORSET, "2018-19", ascof("1C1A", "E10000009", "2018-19")),
    ("easy-to-find-information", ENGLAND, "2018-19", ascof("3D1", "E92000001", "2018-19")),
    ("direct-payments", SOMERSET, "2015-16", ascof("1C(2A)", "E10000027", "2015-16")),
]

# The first period that each series of Dorset has under the code of the council of 2019, where it
# has figures of the county before: read off the files, by measure. Two never change over.
BREAKS = {
    "ready-for-school": "2018-19",
    "funded-two-year-olds": "2019-20",
    "early-years-inequality-gap": "2017-18",
    "good-attendance": "2020-21",
    "total-primary-absence": "2020-21",
    "total-secondary-absence": "2020-21",
    "looked-after-absence": "2020-21",
    "key-stage-2-expected": "2018-19",
    "key-stage-2-progress-reading": "2018-19",
    "key-stage-2-progress-writing": "2018-19",
    "key-stage-2-progress-maths": "2018-19",
    "key-stage-2-disadvantaged": "2018-19",
    "neet-16-17": "2019-20",
    "offers-of-education": "2019",
    "care-leavers-neet": "2020-21",
    "delayed-transfer-days": "May 2019",
    "childrens-social-care-spend": "2024-25",
}
REVISED_PROFILE = {"ready-for-school": "2021-22", "early-years-inequality-gap": "2021-22"}


@dataclass(frozen=True)
class Demo:
    """A copy of the demo, what came of pulling it twice, and the workspace after it."""

    folder: Path
    first: Mapping[str, Pulled]
    second: Mapping[str, Pulled]
    workspace: Workspace

    def known(self, measure: str, area: str, period: str) -> Observation:
        """Give the newest figure, as the report knows it."""
        found = [
            each
            for each in self.workspace.observations
            if (each.measure, each.area, each.period.label) == (measure, area, period)
        ]
        return max(found, key=lambda each: each.published or date.min)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo") / "dorset-now"
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns(HISTORY))
    framework = open_workspace(folder).framework
    sources = read_sources(folder, framework)

    def pulled() -> dict[str, Pulled]:
        fetcher = Fetcher(folder.parent / "cache", today=TODAY)
        measures = {measure.id: measure for measure in framework.measures}
        around = Surroundings(DATA, measures, fetcher, TODAY)
        return {each.source.id: each for each in pull(sources, around, folder / HISTORY)}

    first, second = pulled(), pulled()
    reading = read_whole(folder)
    assert [str(issue) for issue in reading.issues] == []
    assert reading.workspace is not None
    return Demo(folder, first, second, reading.workspace)


def counts(pulled: Mapping[str, Pulled]) -> dict[str, tuple[int, int, int, int, int]]:
    """Give new, revised, unchanged, withdrawn and rejected figures by source."""
    found = {}
    for name, each in pulled.items():
        assert each.failure is None, each.failure
        assert each.read is not None
        assert each.changes is not None
        changes = each.changes
        numbers = (changes.new, changes.revised, changes.unchanged, changes.withdrawn)
        found[name] = (*numbers, each.read.mapped.rejected)
    return found


@needs_files
def test_every_row_asked_for_is_loaded(demo: Demo) -> None:
    """No row is rejected, and each source gives as many figures as its files hold."""
    assert counts(demo.first) == {
        "ascof": (270, 0, 0, 0, 0),
        "dtoc": (1260, 0, 0, 0, 0),
        "lait": (2106, 142, 5384, 0, 0),
        "lait-differences": (306, 0, 0, 0, 0),
        "ees-absence": (91, 0, 0, 0, 0),
        "social-care-outturn": (36, 0, 0, 0, 0),
        "children": (169, 0, 0, 0, 0),
    }
    assert [issue for each in demo.first.values() for issue in each.issues] == []


@needs_files
def test_a_second_pull_changes_nothing(demo: Demo) -> None:
    """The files are as they were, so that every figure is unchanged and nothing is loaded."""
    first, second = counts(demo.first), counts(demo.second)

    assert second == {name: (0, 0, sum(found[:4]), 0, 0) for name, found in first.items()}
    assert [each.load for each in demo.second.values()] == [None] * len(second)


@needs_files
@pytest.mark.parametrize(("measure", "area", "period", "query"), PINNED)
def test_a_figure_is_that_of_its_file(
    demo: Demo, measure: str, area: str, period: str, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the workspace knows is what one query finds in the publisher's file."""
    monkeypatch.chdir(DATA)
    ((expected,),) = duckdb.sql(f"SELECT {query}").fetchall()

    found = demo.known(measure, area, period)
    assert found.value == pytest.approx(expected, abs=1e-9)
    assert found.provenance is not None
    assert found.provenance.row > 0


@needs_files
def test_each_series_breaks_where_its_publisher_changed_over(demo: Demo) -> None:
    """The year of the break is read from each file, and differs by measure."""
    found: dict[str, set[str]] = {}
    for each in demo.workspace.observations:
        if each.area == DORSET and each.status is Status.BREAK:
            found.setdefault(each.measure, set()).add(each.period.label)

    expected = {measure: {period} for measure, period in BREAKS.items()}
    for measure, period in REVISED_PROFILE.items():
        expected[measure] = expected[measure] | {period}
    assert found == expected


@needs_files
def test_counts_stand_beside_the_figures_that_have_them(demo: Demo) -> None:
    """Absence of looked after children comes with its sessions, and social care with its people."""
    absence = demo.known("looked-after-absence", DORSET, "2024-25")
    support = demo.known("self-directed-support", DORSET, "2018-19")

    assert (absence.numerator, absence.denominator) == (6136, 60928)
    assert (support.numerator, support.denominator) == (2493, 2504)


@needs_files
def test_a_wrong_figure_of_the_publisher_was_put_right(demo: Demo) -> None:
    """The South West's 90% of disadvantaged pupils in the first issue is 46% in the next."""
    editions = {
        each.published: each.value
        for each in demo.workspace.observations
        if (each.measure, each.area, each.period.label)
        == ("key-stage-2-disadvantaged", SOUTH_WEST, "2018-19")
    }

    assert editions == {date(2024, 11, 25): 90, date(2025, 5, 2): 46}


@needs_files
def test_the_neighbours_mean_is_that_of_the_ten(
    demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Attendance is held against the plain mean of the ten areas' own figures."""
    monkeypatch.chdir(DATA)
    ((expected,),) = duckdb.sql(
        """SELECT 100 - avg(round(CAST("Values" AS DOUBLE), 2)) FROM 'lait/bds_long_0.parquet'
        WHERE "Short Desc" = 'TotAbs' AND Years = '2025' AND "LA Number" IN
        (933, 878, 893, 935, 885, 881, 830, 886, 938, 815)"""
    ).fetchall()
    assessed = {a.measure.id: a for a in assess_as_known(demo.workspace, TODAY)}

    attendance = assessed["good-attendance"]
    held = attendance.comparators[0]
    assert held.value == pytest.approx(expected, abs=1e-9)
    assert held.finding.verdict is ComparisonVerdict.WORSE
    assert attendance.trend.verdict is TrendVerdict.MARGINAL_CHANGE


@needs_files
def test_one_funnel_is_drawn_of_the_one_indicator_with_counts(demo: Demo) -> None:
    """Self-directed support has the people of eleven councils, of whom West Sussex is outside.

    Dorset's own point is its 99.6% of 2,504 people; the eleven together come to 80.5%.
    """
    (outcome,) = demo.workspace.framework.outcomes
    scorecard = disclosed_scorecard(demo.workspace, outcome, TODAY)
    drawn = [
        block
        for section in compose(scorecard).sections
        for each in section.blocks
        for block in ([b for s in each.stacks for b in s] if isinstance(each, Columns) else [each])
        if isinstance(block, Figure) and block.chart.anchor.startswith("funnel-")
    ]
    funnel = scorecard.assessment("self-directed-support").comparators[0].funnel_chart
    assert funnel is not None
    own, *others = funnel.points
    outside = [each.area_name for each in others if each.lies is not BenchmarkEvidence.SIMILAR]

    assert [each.chart.anchor for each in drawn] == ["funnel-self-directed-support"]
    assert (own.area, own.value, own.limits.denominator) == (DORSET, 99.6, 2504)
    assert len(others) == 10
    assert outside == ["West Sussex"]
    assert f"{funnel.average:.1f}" == "80.5"
    assert "Dorset 99.6% of 2,504, within the limits" in drawn[0].chart.alt
    assert "West Sussex 30.2% of 5,106, worse: outside the 95% limits" in drawn[0].chart.alt


@needs_files
def test_what_is_no_longer_published_is_overdue(demo: Demo) -> None:
    """Delayed transfers and social care have ended, and progress at primary school was stopped.

    Each is told of in the executive summary and beside its verdict.
    """
    (outcome,) = demo.workspace.framework.outcomes
    scorecard = disclosed_scorecard(demo.workspace, outcome, TODAY)
    overdue = {a.measure.number: a.overdue.label for a in scorecard.assessments if a.overdue}
    summary = compose(scorecard).sections[0].blocks
    place = summary.index(Heading("Figures overdue"))
    listed = summary[place + 1]
    assert isinstance(listed, Bullets)

    assert overdue == {
        "03.1": "2023-24",
        "03.2": "2023-24",
        "03.3": "2023-24",
        "05": "Jan 2020",
        "06": "2019-20",
        "06.1": "2019-20",
        "06.2": "2019-20",
    }
    assert [point[0].text.strip() for point in listed.points] == list(overdue)
    for each in scorecard.assessments:
        said = any("is overdue" in sentence for sentence in caveat_sentences(each))
        assert said is (each.measure.number in overdue)


@needs_files
def test_value_for_money_is_that_of_the_publishers_files(demo: Demo) -> None:
    """97,835 thousand pounds for 67,149 children are 1,457 a child; the median is 1,197.

    The outturn of 2017-18 is the county's, of whose children there is no estimate.
    """
    (outcome,) = demo.workspace.framework.outcomes
    care, looked_after = sorted(
        disclosed_scorecard(demo.workspace, outcome, TODAY).values, key=lambda each: each.outcome.id
    )
    cost = care.cost.evidence

    assert (round(cost["value"]), round(cost["median"]), cost["below"]) == (1457, 1197, 10)
    assert round(looked_after.cost.evidence["value"]) == 737
    assert looked_after.quadrant.verdict.value == "cannot be told apart"
    assert care.quadrant.verdict.value == "higher cost, better outcome"
    assert [place.period.label for place in care.path] == ["2024-25"]
    assert [(year.label, reason.value) for year, reason in care.without] == [
        ("2017-18", "nothing-spread-over")
    ]
    assert care.opens is not None
    assert care.opens.label == "2024-25"


def test_a_missing_file_is_named_with_the_page_that_has_it(tmp_path: Path) -> None:
    """On a machine without the files each source says what is missing, and nothing is loaded."""
    framework = open_workspace(DEMO).framework
    sources = read_sources(DEMO, framework)
    measures = {measure.id: measure for measure in framework.measures}
    around = Surroundings(tmp_path, measures, Fetcher(tmp_path / "cache", today=TODAY), TODAY)

    for each in pull(sources, around, tmp_path / HISTORY):
        said = str(each.failure)
        assert said.endswith(f"of {each.source.publisher} is to be had at {each.source.page}")
        assert str(tmp_path) in said
    assert not (tmp_path / HISTORY).exists()


def test_the_neighbours_are_those_of_the_declared_edition() -> None:
    """The group has the ten areas of the model of May 2025, in its order."""
    framework = open_workspace(DEMO).framework
    group = framework.group("statistical-neighbours")

    assert group.edition == "DfE model of May 2025"
    assert list(group.members) == [each.code for each in neighbours(DORSET, "2025-05")]


def test_every_measure_of_the_framework_has_a_source_or_a_note() -> None:
    """What the framework of 2018 has is loaded from a file, or a note says why it is left out.

    What no connector reads stands in the folder of observations, where scripts wrote it.
    """
    now, then = (open_workspace(folder).framework for folder in (DEMO, DORSET_2018))
    written = open_workspace(DEMO)
    typed = {each.measure for each in (*written.observations, *written.breakdowns)}
    loaded = {each.measure for source in read_sources(DEMO, now) for each in source.wanted}
    left_out = {
        measure.number
        for measure in then.measures
        if measure.number and measure.id not in {each.id for each in now.measures}
    }

    assert {measure.id for measure in now.measures} == loaded | typed
    assert left_out == {"03.4", "04.2"}
    for number in left_out:
        assert any(note.startswith(f"Left out: {number},") for note in now.report.notes)


def test_what_is_typed_marks_a_new_series_and_nothing_else() -> None:
    """The one file that a hand wrote holds the figures that begin a series, with the reason."""
    path = DEMO / "observations" / "revised-profile.csv"
    with open(path, encoding="utf-8", newline="") as file:
        typed = list(csv.DictReader(file))

    assert {(row["measure"], row["period"], row["status"]) for row in typed} == {
        ("ready-for-school", "2021-22", "break")
    }
    assert all(row["note"] for row in typed)


@needs_files
def test_the_page_has_the_verdicts_of_the_program(demo: Demo) -> None:
    """Each measure has its row on the page, with figure, period, trend and colour as assessed."""
    told = {number: cells.split(" | ") for number, cells in ROW.findall(PAGE.read_text("utf-8"))}
    found = {}
    for each in assess_as_known(demo.workspace, TODAY):
        assert each.latest is not None
        figure = f"{each.latest.value:,.{each.measure.decimals}f}".replace("-", "\u2212")
        verdicts = [each.trend.verdict.value, each.rag.value]
        found[each.measure.number] = [figure, str(each.latest.period), *verdicts]

    assert told == found


@needs_files
def test_a_typed_break_agrees_with_the_file(demo: Demo) -> None:
    """The figures that mark the revised profile are those that the first issue has."""
    pulled = {
        each.area: each.value
        for each in pulled_observations(demo.workspace.framework, demo.folder)
        if (each.measure, each.period.label) == ("ready-for-school", "2021-22")
        and each.published == date(2024, 11, 25)
    }
    typed = {
        each.area: each.value
        for each in open_workspace(DEMO).observations
        if each.measure == "ready-for-school"
    }

    assert typed == pulled


@needs_files
def test_the_model_of_neighbours_finds_half_of_the_published(demo: Demo) -> None:
    """Of 152 other authorities Devon is the closest; five of the ten are published too."""
    (outcome,) = demo.workspace.framework.outcomes
    (model,) = disclosed_scorecard(demo.workspace, outcome, TODAY).neighbours
    name = demo.workspace.framework.area_name
    assert model.agreement is not None

    assert (model.candidates, model.left_out) == (152, {})
    assert [name(one.code) for one in model.neighbours[:3]] == ["Devon", "Wiltshire", "Somerset"]
    assert [name(code) for code in model.agreement.shared] == [
        "Somerset",
        "Devon",
        "Shropshire",
        "Suffolk",
        "North Yorkshire",
    ]


@needs_files
def test_two_of_eighteen_comparisons_hang_on_the_choice(demo: Demo) -> None:
    """NEET by one neighbour, and information about services by the list; all else stands."""
    (outcome,) = demo.workspace.framework.outcomes
    scorecard = disclosed_scorecard(demo.workspace, outcome, TODAY)
    choices = {
        each.measure.number: held.choice
        for each in scorecard.assessments
        for held in each.comparators
        if held.choice is not None
    }
    hanging = {
        number: [area.name for area in choice.changing]
        for number, choice in choices.items()
        if choice.finding.verdict is NeighbourChoice.HANGS
    }

    assert len(choices) == 18
    assert hanging == {"04": ["North Yorkshire"], "06.1": []}
    assert {choice.known for choice in choices.values()} == {10}


@needs_files
def test_the_characteristics_are_what_the_script_writes(
    demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The density of each authority is that of the register's file, by its own code."""
    monkeypatch.chdir(DATA)
    rows = duckdb.sql(
        """SELECT la."gss-code", round(imd.density, 1) FROM 'areas/la_imd.csv' imd
        JOIN 'areas/england_la_table.csv' la USING ("local-authority-code")
        WHERE imd.density IS NOT NULL"""
    ).fetchall()
    published = dict(rows)
    typed = {
        each.area: each.value for each in demo.workspace.observations if each.measure == "density"
    }

    assert len(typed) == 153
    shared = typed.keys() & published.keys()
    assert len(shared) == 151
    assert {code: typed[code] for code in shared} == {
        code: pytest.approx(published[code], abs=0.051) for code in shared
    }
