"""Population estimates: whom and when a column counts is told by its heading and its titles."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import PeriodKind
from purbeck.sources.contract import Filters, Request, SourceFile, Wanted
from purbeck.sources.fetching import Fetcher
from purbeck.sources.ons_mye import OnsMye
from tests.sources.books import Rows, write_ods, write_xls, write_xlsx


def by_age(sex: str, *counts: float) -> Rows:
    """Draw a sheet MYE2, of one sex, with ages 0, 1 and 90 and over."""
    return (
        [f"MYE2: Population estimates: {sex} by single year of age, mid-2020"],
        ["Release date: 25 June 2021"],
        [],
        ["Code", "Name", "Geography1", "All ages", 0.0, 1.0, "90+"],
        ["E92000001", "ENGLAND", "Country", 56550138.0, 1.0, 2.0, 3.0],
        ["E06000059", "Dorset", "Unitary Authority", *counts],
        [],
        ["1. Geography of April 2020"],
    )


MYE2 = {
    "Contents": [["Mid-2020"]],
    "MYE2 - Persons": by_age("Persons", 379791.0, 2700.0, 2800.0, 5400.0),
    "MYE2 - Females": by_age("Females", 193000.0, 1300.0, 1400.0, 3400.0),
}
MYEB1 = (
    "ladcode23,laname23,country,sex,age,population_2021,population_2022\n"
    "E06000059,Dorset,E,F,0,1250,1260\n"
    "E06000059,Dorset,E,M,0,1350,1340\n"
)
DFE = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,new_la_code,la_name,age_group,population_estimate\n"
    "2024,Reporting year,Local authority,E92000001,England,E12000009,South West,838,E06000059,"
    "Dorset,Children aged 0 to 17 years,65000\n"
)


def opened(folder: Path, at: str) -> SourceFile:
    connector = OnsMye()
    request = Request(source="population", folder=folder, at=at)
    fetcher = Fetcher(folder / "cache", today=date(2026, 4, 8), offline=True)
    return connector.open(request, connector.fetch(request, fetcher))


def wanted(key: str = "population", **filters: str) -> list[Wanted]:
    asked: Filters = {name: (value,) for name, value in filters.items()}
    return [Wanted(measure="population", key=key, kind=PeriodKind.CALENDAR_YEAR, filters=asked)]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_ages_and_sexes_are_filters(tmp_path: Path, kind: str) -> None:
    """A sheet of one sex and a column of one age give the figure of both."""
    write = {"xlsx": write_xlsx, "xls": write_xls, "ods": write_ods}[kind]
    write(tmp_path / f"mye.{kind}", MYE2)

    file = opened(tmp_path, f"mye.{kind}")

    assert {name: file.catalogue().filters[name] for name in ("age", "sex")} == {
        "age": ("all ages", "0", "1", "90+"),
        "sex": ("persons", "females"),
    }
    assert file.catalogue().wholes == {"age": "all ages", "sex": "persons"}
    rows = file.rows(wanted(age="90+", sex="Females", geography="unitary authority")).table
    assert [(r["area_code"], r["period"], r["value"]) for r in rows.to_pylist()] == [
        ("E06000059", "2020", 3400.0)
    ]


def test_a_figure_of_a_workbook_has_its_cell(tmp_path: Path) -> None:
    """A figure stands with its sheet, row, letter and the day of its release."""
    write_xlsx(tmp_path / "mye.xlsx", MYE2)

    row = opened(tmp_path, "mye.xlsx").rows(wanted(age="all ages", sex="persons"))
    found = row.table.to_pylist()[1]

    assert (found["area_name"], found["value"]) == ("Dorset", 379791.0)
    assert (found["sheet"], found["line"], found["column"]) == ("MYE2 - Persons", 6, "D")
    assert found["published"] == date(2021, 6, 25)


def test_a_band_is_added_up_where_every_age_is_there(tmp_path: Path) -> None:
    """Adults are the ages from 18 to the last, and are added up only where none is missing."""
    ages = [float(age) for age in range(90)]
    counts = [age + 1 for age in ages]
    rows: Rows = [
        ["MYE2: Persons, mid-2020"],
        ["Code", "Name", "Geography", "All ages", *ages, "90+"],
        ["E06000059", "Dorset", "Unitary Authority", 4195.0, *counts, 100.0],
        ["E06000058", "BCP", "Unitary Authority", 4195.0, *counts[:30], None, *counts[31:], 100.0],
    ]
    write_xlsx(tmp_path / "mye.xlsx", {"MYE2": rows})
    file = opened(tmp_path, "mye.xlsx")

    found = file.rows(wanted(age="18+")).table.to_pylist()
    children = file.rows(wanted(age="0-17")).table["value"].to_pylist()

    assert [(r["value"], r["symbol"], r["column"]) for r in found] == [
        (sum(counts[18:]) + 100, "", "W:CQ"),
        (None, "(blank)", "W:CQ"),
    ]
    assert children == [sum(counts[:18])] * 2


def test_a_column_for_each_year_gives_its_year(tmp_path: Path) -> None:
    """A file with a column for each year has the sexes and ages in its rows."""
    (tmp_path / "MYEB1.csv").write_text(MYEB1)

    file = opened(tmp_path, "MYEB1.csv")

    assert file.catalogue().periods == ("2021", "2022")
    rows = file.rows(wanted(sex="M", age="0")).table.to_pylist()
    assert [(r["period"], r["value"], r["line"], r["column"]) for r in rows] == [
        ("2021", 1350.0, 3, "population_2021"),
        ("2022", 1340.0, 3, "population_2022"),
    ]


def test_mid_years_in_headings_are_years(tmp_path: Path) -> None:
    """A sheet headed Mid-2020 and Mid-2019 counts the population of these years."""
    rows: Rows = [
        ["MYE4: Population estimates: Summary"],
        ["Code", "Name", "Geography", "Mid-2020", "Mid-2019"],
        ["E06000059", "Dorset", "Unitary Authority", 379791.0, 378508.0],
    ]
    write_xlsx(tmp_path / "mye.xlsx", {"MYE4": rows})

    found = opened(tmp_path, "mye.xlsx").rows(wanted()).table.to_pylist()

    assert [(r["period"], r["value"]) for r in found] == [("2020", 379791.0), ("2019", 378508.0)]


def test_a_median_age_is_no_number_of_people(tmp_path: Path) -> None:
    """The table of median ages has the headings of that of estimates, and is a measure apart."""
    headings = ["Code", "Name", "Geography", "Mid-2023"]
    sheets: dict[str, Rows] = {
        "MYE4": [["MYE4: Population estimates"], headings, ["E06000059", "Dorset", "UA", 384809]],
        "MYE6": [["MYE6: Median age"], headings, ["E06000059", "Dorset", "UA", 52.1]],
    }
    write_xlsx(tmp_path / "mye.xlsx", sheets)
    file = opened(tmp_path, "mye.xlsx")

    assert [each.key for each in file.catalogue().measures] == ["population", "median age"]
    assert file.rows(wanted()).table["value"].to_pylist() == [384809.0]
    assert file.rows(wanted("median age")).table["value"].to_pylist() == [52.1]


def test_the_file_of_dfe_is_read_as_it_is(tmp_path: Path) -> None:
    """A file in the columns of Explore Education Statistics is known by them."""
    (tmp_path / "mye.csv").write_text(DFE)

    file = opened(tmp_path, "mye.csv")

    found = file.rows(wanted("population_estimate")).table.to_pylist()
    assert [(r["area_code"], r["value"], r["line"]) for r in found] == [("E06000059", 65000.0, 2)]
    assert str(file.period(found[0]["period"], wanted()[0])) == "2024"


@pytest.mark.parametrize("name", ["mye.csv", "MYEB1.csv"])
def test_an_estimate_is_of_a_calendar_year_alone(tmp_path: Path, name: str) -> None:
    """Under a financial year the middle of a year is a problem, and never a guess."""
    (tmp_path / name).write_text(DFE if name == "mye.csv" else MYEB1)
    asked = Wanted(measure="p", key="population", kind=PeriodKind.FINANCIAL_YEAR)

    problem = opened(tmp_path, name).period("2024 Reporting year", asked)

    assert isinstance(problem, Problem)
    assert problem.code is IssueCode.PERIOD_OF_WRONG_KIND


@pytest.mark.parametrize("text", ["area,value\nDorset,5\n", "code,name,2020\n"])
def test_a_file_without_estimates_is_refused(tmp_path: Path, text: str) -> None:
    """A file without codes, names and a year, or without rows, is refused in one line."""
    (tmp_path / "mye.csv").write_text(text)

    with pytest.raises(WorkspaceError, match="no table of estimates") as refused:
        opened(tmp_path, "mye.csv")

    assert "\n" not in str(refused.value)


def test_the_two_kinds_of_file_are_not_read_together(tmp_path: Path) -> None:
    """A folder with a file of DfE and one of ONS is refused, and says what to do."""
    (tmp_path / "a.csv").write_text(DFE)
    (tmp_path / "b.csv").write_text(MYEB1)

    with pytest.raises(WorkspaceError, match="a source for each of the two"):
        opened(tmp_path, ".")


SHARED = Path(os.environ.get("PURBECK_SHARED", "/nowhere")) / "data" / "areas"


@pytest.mark.skipif(not SHARED.is_dir(), reason="PURBECK_SHARED names no folder with data/areas")
def test_dorsets_children_are_counted_in_the_real_file(tmp_path: Path) -> None:
    """Dorset's children of mid-2024 stand in their own line of the real file."""
    connector = OnsMye()
    request = Request(
        source="population",
        folder=SHARED,
        at="ons_mid-year_population_estimates_2012_to_2024.csv",
    )
    file = connector.open(
        request, connector.fetch(request, Fetcher(tmp_path, today=date(2026, 4, 8)))
    )

    rows = file.rows(wanted("population_estimate")).table.to_pylist()

    dorset = [row for row in rows if row["area_code"] == "E06000059"]
    assert len(rows) == 2132
    assert len(dorset) == 6
    assert (dorset[0]["line"], dorset[0]["value"]) == (124, 67149.0)
    assert str(file.period(dorset[0]["period"], wanted()[0])) == "2024"
