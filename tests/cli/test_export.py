"""``purbeck export``: open data that reads back as it was, and hides what the policy hides."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from purbeck.ingest import read_workspace
from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.workspace import Workspace
from purbeck.publish.open_data import open_data_files
from purbeck.publish.open_data.sdmx import ABSENCES, STATUSES
from purbeck.scorecard.scorecard import disclosed
from purbeck.sources.contract import Wanted
from purbeck.sources.csvw import Csvw
from purbeck.sources.sdmx_csv import SdmxCsv
from tests.cli.conftest import DORSET, FIGURES, Purbeck, files_in, written
from tests.sources.reading import opened
from tests.spec.small_workspace import FRAMEWORK

EVERY_STATUS = """measure,area,period,value,status,published,note
attendance,X1,2010-11,94.0,final,2016-03-24,
attendance,X1,2011-12,94.1,provisional,2016-03-24,"a note, with a comma"
attendance,X1,2012-13,94.2,revised,2016-03-24,
attendance,X1,2013-14,94.3,estimated,2016-03-24,
attendance,X1,2014-15,94.4,break,2016-03-24,
attendance,X1,2015-16,,suppressed,2016-03-24,
attendance,X1,2016-17,,not-collected,2016-03-24,
attendance,X1,2017-18,,not-applicable,2016-03-24,
visits,X1,2017-18 Q1,120,,2018-07-31,
visits,X1,2017-18 Q2,,withdrawn,2018-07-31,
visits,X1,2018-19 Q4,,not-yet-due,2018-07-31,
"""
SMALL = """
[disclosure]
minimum_count = 5
source = "A test"
"""


def workspace_in(folder: Path) -> Workspace:
    """Read a workspace that is sound."""
    found = read_workspace(folder).workspace
    assert found is not None
    return found


def exported(folder: Path, out: Path) -> Workspace:
    """Write the open data of a workspace into a folder."""
    workspace = workspace_in(folder)
    out.mkdir()
    for file in open_data_files(workspace):
        (out / file.name).write_bytes(file.content)
    return workspace


def rows(content: bytes) -> list[dict[str, str]]:
    """Read a CSV file."""
    return list(csv.DictReader(StringIO(content.decode(), newline="")))


def shown(workspace: Workspace) -> Iterator[tuple[str, tuple[Observation, ...]]]:
    """Give what may be shown of each measure, by area and period."""
    observations = disclosed(workspace, workspace.framework.report.on).observations
    for measure in workspace.framework.measures:
        found = [each for each in observations if each.measure == measure.id]
        yield measure.id, tuple(sorted(found, key=lambda o: (o.area, o.period.ordinal)))


def read_back(file: Any, workspace: Workspace, measure_id: str) -> list[dict[str, Any]]:
    """Ask a source for one measure as a pull asks, with each period as it is understood."""
    measure = workspace.framework.measure(measure_id)
    wanted = Wanted(measure=measure_id, key=measure_id, kind=measure.period_kind)
    table = file.rows([wanted]).table.to_pylist()
    return [{**row, "period": file.period(row["period"], wanted)} for row in table]


@pytest.mark.parametrize("at", ["observations.csv", "csv-metadata.json"])
def test_csvw_reads_the_observations_back(tmp_path: Path, at: str) -> None:
    """By way of the metadata every figure has the area, period, value and date it had."""
    workspace = exported(DORSET, tmp_path / "out")
    file = opened(Csvw(), at, tmp_path / "out")
    for measure, observations in shown(workspace):
        found = read_back(file, workspace, measure)

        assert [(r["area_code"], r["period"], r["value"]) for r in found] == [
            (o.area, o.period, o.value) for o in observations
        ]
        assert [r["published"] for r in found] == [o.published for o in observations]


def test_csvw_reads_every_status_back(tmp_path: Path) -> None:
    """How settled a figure is, and why there is none, is what it was, and so is the note."""
    folder = written(tmp_path / "council", **{"observations/a.csv": EVERY_STATUS})
    workspace = exported(folder, tmp_path / "out")
    file = opened(Csvw(), "observations.csv", tmp_path / "out")
    for measure, observations in shown(workspace):
        found = read_back(file, workspace, measure)

        assert [(r["status"] or r["symbol"], r["note"]) for r in found] == [
            ((o.absence or o.status).value, o.note) for o in observations
        ]


def test_sdmx_csv_reads_the_observations_back(tmp_path: Path) -> None:
    """Every figure has the area, period and value that it had."""
    workspace = exported(DORSET, tmp_path / "out")
    file = opened(SdmxCsv(), "observations.sdmx.csv", tmp_path / "out", measure="MEASURE")
    for measure, observations in shown(workspace):
        found = read_back(file, workspace, measure)

        assert [(r["area_code"], r["period"], r["value"]) for r in found] == [
            (o.area, o.period, o.value)
            for o in observations
            if o.absence is not Absence.NOT_YET_DUE
        ]


def test_sdmx_csv_reads_every_status_back(tmp_path: Path) -> None:
    """All statuses are what they were, but that a figure withdrawn reads as one not collected."""
    folder = written(tmp_path / "council", **{"observations/a.csv": EVERY_STATUS})
    workspace = exported(folder, tmp_path / "out")
    file = opened(SdmxCsv(), "observations.sdmx.csv", tmp_path / "out", measure="MEASURE")
    found = [
        (Status(row["status"]) if row["status"] else None, SdmxCsv.symbols.get(row["symbol"]))
        for row in read_back(file, workspace, "attendance")
    ]
    visits = read_back(file, workspace, "visits")

    assert found == [
        (None, None),
        *((status, None) for status in list(Status)[1:]),
        (None, Absence.SUPPRESSED),
        (None, Absence.NOT_COLLECTED),
        (None, Absence.NOT_APPLICABLE),
    ]
    assert [(row["value"], row["note"]) for row in visits] == [(120.0, ""), (None, "Withdrawn")]
    assert SdmxCsv.symbols[visits[1]["symbol"]] is Absence.NOT_COLLECTED


def test_every_status_has_a_code() -> None:
    """No status is without its code of SDMX; a figure not yet due is no observation."""
    assert set(STATUSES) == set(Status)
    assert set(ABSENCES) == set(Absence) - {Absence.NOT_YET_DUE}


def test_what_the_policy_hides_is_in_no_file(tmp_path: Path) -> None:
    """A count below the least, and its rate, are in none of the files; that it is hidden, is."""
    figures = (
        "measure,area,period,value,numerator,denominator,published\n"
        "attendance,X1,2015-16,95.3,953,1000,2018-03-22\n"
        "attendance,X1,2016-17,0.37,3,811,2018-03-22\n"
    )
    folder = written(tmp_path / "council", **{"observations/a.csv": figures})
    policy = folder / "policy.toml"
    policy.write_text((policy.read_text() if policy.exists() else "") + SMALL, encoding="utf-8")
    files = {file.name: file.content for file in open_data_files(workspace_in(folder))}
    hidden = rows(files["observations.csv"])[1]

    assert (hidden["value"], hidden["numerator"], hidden["status"]) == ("", "", "suppressed")
    assert not [name for name, content in files.items() if b"0.37" in content or b"811" in content]


def test_what_was_published_later_is_not_there(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """With --as-of a day, figures published after it are in no file."""
    run = purbeck("export", council, "--out", tmp_path / "out", "--as-of", "2017-12-31")
    found = rows((tmp_path / "out" / "observations.csv").read_bytes())

    assert run.code == 0
    assert [row["period"] for row in found] == ["2014-15", "2015-16"]


def test_the_files_are_written_and_listed(purbeck: Purbeck, council: Path, tmp_path: Path) -> None:
    """There are three tables, their metadata, two files of JSON, one of SDMX, and a README."""
    run = purbeck("export", council, "--out", tmp_path / "out")

    assert run.code == 0
    assert files_in(tmp_path / "out") == [
        "README.txt",
        "assessments.csv",
        "assessments.json",
        "csv-metadata.json",
        "measures.csv",
        "observations.csv",
        "observations.json",
        "observations.sdmx.csv",
    ]
    assert "README.txt" in run.out


def test_no_licence_is_told(purbeck: Purbeck, council: Path, tmp_path: Path) -> None:
    """Where the framework declares none, a warning says so, and the README as well."""
    run = purbeck("export", council, "--out", tmp_path / "out")
    readme = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")

    assert run.err.splitlines()[0].startswith("warning: The framework declares no licence")
    assert run.err.splitlines()[1].startswith("warning: The framework does not say how the data")
    assert "Licence: None is declared" in readme


def test_the_licence_of_the_framework_is_in_metadata_and_json(
    purbeck: Purbeck, tmp_path: Path
) -> None:
    """Licence, where it can be read, and attribution are told to people and to programs."""
    terms = (
        'title = "Outcomes"\nlicence = "Open Government Licence v3.0"\n'
        'licence_address = "https://example.org/ogl"\nattribution = "Exampleshire, 2018"\n'
    )
    framework = FRAMEWORK.replace('title = "Outcomes"\n', terms)
    folder = written(tmp_path / "council", **{"framework.toml": framework})
    run = purbeck("export", folder, "--out", tmp_path / "out")
    metadata = json.loads((tmp_path / "out" / "csv-metadata.json").read_bytes())
    said = json.loads((tmp_path / "out" / "observations.json").read_bytes())

    assert "warning" not in run.err
    assert metadata["dc:license"] == {"@id": "https://example.org/ogl"}
    assert metadata["dc:bibliographicCitation"] == "Exampleshire, 2018"
    assert (said["licence"], said["attribution"]) == (
        "Open Government Licence v3.0",
        "Exampleshire, 2018",
    )


def test_the_metadata_describes_each_column_that_there_is(council: Path) -> None:
    """Its columns are the headings of the file, in their order, and its keys are among them."""
    files = {file.name: file.content for file in open_data_files(workspace_in(council))}
    for table in json.loads(files["csv-metadata.json"])["tables"]:
        headings = files[table["url"]].decode().splitlines()[0].split(",")
        schema = table["tableSchema"]

        assert [column["name"] for column in schema["columns"]] == headings
        assert set(schema["primaryKey"]) <= set(headings)
        keys = [tuple(row[k] for k in schema["primaryKey"]) for row in rows(files[table["url"]])]
        assert len(keys) == len(set(keys))


def test_json_and_csv_hold_the_same(council: Path) -> None:
    """The observations of the JSON file are the rows of the CSV file."""
    files = {file.name: file.content for file in open_data_files(workspace_in(council))}
    said = json.loads(files["observations.json"])["observations"]
    as_text = [{k: "" if v is None else str(v) for k, v in each.items()} for each in said]

    assert as_text == rows(files["observations.csv"])


def test_the_same_workspace_gives_the_same_bytes(council: Path) -> None:
    """Two exports are alike to the byte."""
    workspace = workspace_in(council)

    assert open_data_files(workspace) == open_data_files(workspace)


def test_bad_data_exports_nothing(purbeck: Purbeck, tmp_path: Path) -> None:
    """With an error in the workspace no folder is made."""
    spoiled = FIGURES.replace("95.3", "953")
    folder = written(tmp_path / "council", **{"observations/a.csv": spoiled})
    run = purbeck("export", folder, "--out", tmp_path / "out")

    assert run.code == 3
    assert not (tmp_path / "out").exists()


GROUPED = f"""{FRAMEWORK}
[[dimension]]
id = "sex"
name = "Sex"
kind = "sex"
group = [{{ id = "girls", name = "Girls" }}, {{ id = "boys", name = "Boys" }}]
"""
OF_GROUPS = """measure,area,period,value,numerator,denominator,published,dimension,group
attendance,X1,2016-17,,190,200,2018-03-01,,
attendance,X1,2016-17,,98,100,2018-03-01,sex,girls
attendance,X1,2016-17,,92,100,2018-03-01,sex,boys
attendance,X1,2015-16,,90,100,2018-03-01,sex,boys
"""
OPEN = SMALL.replace("minimum_count = 5", "minimum_count = 0")


def grouped(folder: Path) -> Workspace:
    """Export a workspace with figures of groups, none of which is small."""
    files = {
        "framework.toml": GROUPED,
        "policy.toml": OPEN,
        "observations/a.csv": OF_GROUPS,
    }
    return exported(written(folder / "council", **files), folder / "out")


def test_figures_of_groups_are_a_table_of_their_own(tmp_path: Path) -> None:
    """The observations have everybody alone, so that no sum counts people twice."""
    grouped(tmp_path)
    whole = rows((tmp_path / "out" / "observations.csv").read_bytes())
    parts = rows((tmp_path / "out" / "breakdowns.csv").read_bytes())
    listed = json.loads((tmp_path / "out" / "breakdowns.json").read_text("utf-8"))
    said = json.loads((tmp_path / "out" / "csv-metadata.json").read_text("utf-8"))

    assert [row["numerator"] for row in whole] == ["190.0"]
    assert [(row["group_name"], row["period"], row["numerator"]) for row in parts] == [
        ("Boys", "2015-16", "90.0"),
        ("Girls", "2016-17", "98.0"),
        ("Boys", "2016-17", "92.0"),
    ]
    assert [each["group"] for each in listed["breakdowns"]] == ["boys", "girls", "boys"]
    assert said["tables"][-1]["url"] == "breakdowns.csv"
    assert said["tables"][-1]["tableSchema"]["primaryKey"][-2:] == ["dimension", "group"]
    assert "breakdowns.sdmx.csv" in (tmp_path / "out" / "README.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("connector", "at", "column", "options"),
    [
        (Csvw(), "breakdowns.csv", "group", {}),
        (SdmxCsv(), "breakdowns.sdmx.csv", "GROUP", {"measure": "MEASURE"}),
    ],
    ids=["CSV on the Web", "SDMX-CSV"],
)
def test_figures_of_groups_are_read_back_group_by_group(
    tmp_path: Path, connector: Any, at: str, column: str, options: dict[str, Any]
) -> None:
    """A source asks for one group by its column."""
    workspace = grouped(tmp_path)
    file = opened(connector, at, tmp_path / "out", **options)
    measure = workspace.framework.measure("attendance")
    wanted = Wanted(
        measure=measure.id,
        key=measure.id,
        kind=measure.period_kind,
        filters={column: ("boys",)},
        breakdown="sex=boys",
    )
    found = file.rows([wanted]).table.to_pylist()

    assert [row["value"] for row in found] == [90.0, 92.0]


def test_a_workspace_without_groups_has_no_table_of_them(tmp_path: Path) -> None:
    """Its files are those that there were before."""
    folder = written(tmp_path / "council", **{"framework.toml": GROUPED})
    exported(folder, tmp_path / "out")

    assert not list((tmp_path / "out").glob("breakdowns*"))
