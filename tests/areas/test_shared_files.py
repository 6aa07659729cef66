"""The publishers' own files are read right, and the tables follow from them.

The files are in the folder that PURBECK_SHARED names; without it, these tests are skipped.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from purbeck.areas import (
    Match,
    Scheme,
    SuccessorRule,
    authorities,
    continue_series,
    neighbours,
)
from purbeck.areas.continuation import Row
from purbeck.model.period import Period, PeriodKind
from tests.areas.drawn import rows, written

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_areas.py"

# Measures of LAIT, with the last year of 835 and the first of 838 that have a figure.
SWITCHES = """
measure             | last old | first new
PriTotAbs           | 2019     | 2021
16-17 NEET          | 2019     | 2020
CareLeaverEET       | 2020     | 2021
Work_Force_SWAbsence| 2018     | 2019
FirstYJS            | 2024     | -
Chlamydia_Diagnosis | -        | 2016
"""


@pytest.fixture(scope="module")
def shared() -> Path:
    """Give the folder of the publishers' files, or skip."""
    place = os.environ.get("PURBECK_SHARED")
    folder = Path(place) / "data" if place else None
    if folder is None or not (folder / "areas").is_dir():
        pytest.skip("PURBECK_SHARED is not set, or holds no folder data/areas.")
    return folder


def unread(pairs: Iterable[tuple[str, str]], scheme: Scheme | None = None) -> list[tuple[str, ...]]:
    """Give the codes and names that do not mean one area, each with what they mean."""
    table = authorities()
    found = [(code, name, table.resolve(code, name, scheme=scheme)) for code, name in pairs]
    return [(*pair, written(one)) for *pair, one in found if not isinstance(one, Match)]


def test_education_statistics_are_read_by_either_code(shared: Path) -> None:
    """Every authority of the DfE's files is one area, by its GSS code and by its number."""
    read = duckdb.sql(
        f"""
        SELECT DISTINCT new_la_code, old_la_code, la_name
        FROM read_csv(['{shared}/areas/ons_mid-year_population_estimates_2012_to_2024.csv',
                       '{shared}/ees/ks2_la.csv', '{shared}/ees/absence_la.csv.gz'],
                      all_varchar = true, union_by_name = true)
        WHERE new_la_code IS NOT NULL
        """
    ).fetchall()

    assert len(read) > 150
    assert unread((gss, name) for gss, _, name in read) == []
    assert unread((number, name) for _, number, name in read) == []


def test_lait_is_read_by_numbers_that_are_floats(shared: Path) -> None:
    """Every area of LAIT is one area, by its number as a float and by its name."""
    read = duckdb.sql(
        f"""
        SELECT DISTINCT CAST("LA Number" AS VARCHAR), "LA and Regions"
        FROM '{shared}/lait/bds_long_0.parquet'
        """
    ).fetchall()

    assert len(read) == 170
    assert unread(read) == []
    assert unread(read, Scheme.DFE) == []


def test_delayed_transfers_are_read_by_three_sorts_of_code(shared: Path) -> None:
    """Every row of the delayed transfers is one area: by CASSR number, GSS code, or its name."""
    read = duckdb.sql(
        f"""
        SELECT DISTINCT Code, Name
        FROM read_csv('{shared}/dtoc/DToC_Days_Reason_for_Delay.csv', all_varchar = true)
        """
    ).fetchall()
    codes = {code: written(authorities().resolve(code, name)) for code, name in read}

    assert unread(read) == []
    assert [codes[code] for code in ("809", "E10000009", "E06000059", "-")] == [
        "E10000009",
        "E10000009",
        "E06000059",
        "E92000001",
    ]


def test_ascof_is_read_with_its_groups(shared: Path) -> None:
    """Every row of ASCOF is one area: councils, regions, types of council, and England."""
    read = duckdb.sql(
        f"""
        SELECT DISTINCT "Geographical.Code", "Geographical.Description"
        FROM '{shared}/ascof/ascof_14_19.parquet'
        """
    ).fetchall()

    assert len(read) > 150
    assert unread(read, Scheme.CASSR) == []


@pytest.mark.filterwarnings("ignore:Print area cannot be set")
def test_the_outturn_has_one_council_under_the_code_of_another(shared: Path) -> None:
    """In the outturn of 2017-18 every council is one area, but for one that has a wrong code."""
    path = shared / "outturn" / "RS_2017-18_data_by_LA.xlsx"
    sheet = openpyxl.load_workbook(path, read_only=True)["RS LA Data 2017-18"]
    cells = sheet.iter_rows(min_row=8, max_col=3, values_only=True)
    councils = [
        [str(cell) for cell in row]
        for row in cells
        if re.match(r"E(06|07|08|09|10)\d{6}", str(row[1]))
    ]

    assert len(councils) == 353
    assert unread((code, name) for _, code, name in councils) == [
        ("E10000022", "North Yorkshire", "mismatch")
    ]
    assert unread((ecode, name) for ecode, _, name in councils) == []


@pytest.mark.parametrize(("measure", "last_old", "first_new"), rows(SWITCHES))
def test_dorset_changes_over_measure_by_measure(
    shared: Path, measure: str, last_old: str, first_new: str
) -> None:
    """In LAIT, Dorset changes its number in another year in each measure, or never."""
    read = duckdb.execute(
        f"""
        SELECT CAST("LA Number" AS VARCHAR), "Years"
        FROM '{shared}/lait/bds_long_0.parquet'
        WHERE "LA Number" IN (835, 838) AND "Values" <> '-' AND "Short Desc" = ?
        """,
        [measure],
    ).fetchall()
    codes = {"835.0": "E10000009", "838.0": "E06000059"}
    given: list[Row] = [
        (measure, codes[number], Period(PeriodKind.CALENDAR_YEAR, int(year[:4])))
        for number, year in read
    ]
    [joined] = continue_series(SuccessorRule(old="E10000009", new="E06000059"), given)

    assert [str(joined.last_old or "-"), str(joined.first_new or "-")] == [last_old, first_new]


def test_the_neighbours_are_those_of_the_long_table(shared: Path) -> None:
    """The neighbours that ship are those of the long table that others made of the workbooks."""
    with (shared / "areas" / "dfe_statistical_neighbours_long.csv").open() as file:
        theirs = [
            (row["model"], row["la_number"], row["neighbour_la_number"], row["closeness"].lower())
            for row in csv.DictReader(file)
        ]
    wrong = []
    for edition, number, neighbour, closeness in theirs:
        area = authorities().find(number, Scheme.DFE)
        assert isinstance(area, Match)
        same = set(authorities().same_place(area.code))
        ours = {
            (authorities().by_code(one.code).dfe, one.closeness.value.replace("-", " "))
            for code in same
            for one in (*neighbours(code, edition), *neighbours(code, "earlier"))
        }
        if (neighbour, closeness) not in ours:
            wrong.append((edition, number, neighbour, closeness))

    assert len(theirs) == 3140
    assert {number for _, number, _, _ in wrong} <= {"909"}


@pytest.mark.usefixtures("shared")
def test_the_tables_follow_from_the_files() -> None:
    """The script makes the tables that ship, byte for byte."""
    command = [sys.executable, str(SCRIPT), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_without_the_files_the_script_says_what_it_wants() -> None:
    """Without the folder of open data the script writes nothing, and says so in a line."""
    kept = {name: value for name, value in os.environ.items() if name != "PURBECK_SHARED"}
    command = [sys.executable, str(SCRIPT)]
    run = subprocess.run(command, env=kept, capture_output=True, text=True, check=False)

    assert run.returncode == 2
    assert run.stderr == "Set PURBECK_SHARED to the folder of open data.\n"
