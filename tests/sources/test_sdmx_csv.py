"""SDMX-CSV: dimensions are filters, statuses say how settled a figure is, and rows delete."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.sources.iso_periods import iso_period
from purbeck.sources.sdmx_csv import SdmxCsv, SdmxFile
from tests.sources.reading import one, opened, wanted

ALL = {"SEX": ("_T",)}


def test_a_measure_is_told_by_a_dimension() -> None:
    """Its values are the keys; the area and the period are dimensions too, and no filters."""
    file = opened(SdmxCsv(), "sdmx.csv", measure="INDICATOR")
    catalogue = file.catalogue()

    assert [(each.key, each.rows) for each in catalogue.measures] == [("NEET", 6), ("POP", 2)]
    assert catalogue.filters == {"FREQ": ("A",), "SEX": ("_T", "F", "M")}
    assert catalogue.wholes == {"SEX": "_T"}
    assert catalogue.periods == ("2022", "2023", "2021")


def test_without_such_a_dimension_the_key_is_the_value() -> None:
    """Each dimension can then be filtered by."""
    file = opened(SdmxCsv(), "sdmx.csv")
    rows = one(file, "OBS_VALUE", "value", filters={"INDICATOR": ("POP",)})

    assert [each.key for each in file.catalogue().measures] == ["OBS_VALUE"]
    assert rows == [(57690000.0,), (None,)]


def test_a_row_that_deletes_takes_a_figure_back() -> None:
    """All of the figure where no component is named; where only a note is, there is no row."""
    rows = one(
        opened(SdmxCsv(), "sdmx.csv", measure="INDICATOR"),
        "NEET",
        *("period", "value", "status", "deleted", "line", "note"),
        filters=ALL,
    )

    assert rows == [
        ("2022", 5.7, None, False, 2, ""),
        ("2023", 5.1, "provisional", False, 3, "first; second"),
        ("2021", None, None, True, 7, ""),
    ]


def test_a_missing_figure_has_its_status_as_the_reason() -> None:
    """Suppressed by status, or held back as confidential; the text in its place goes first."""
    file = opened(SdmxCsv(), "sdmx.csv", measure="INDICATOR")

    assert one(file, "NEET", "value", "symbol", filters={"SEX": ("M",)}) == [
        (None, "q"),
        (None, "c"),
    ]
    assert one(file, "POP", "symbol") == [("",), ("NaN",)]
    assert SdmxCsv.symbols["q"] is Absence.SUPPRESSED
    assert SdmxCsv.symbols["nan"] is Absence.NOT_COLLECTED


def test_a_figure_is_multiplied_by_its_power_of_ten() -> None:
    """57.69 with UNIT_MULT 6 is 57.69 million; an estimate says so."""
    file = opened(SdmxCsv(), "sdmx.csv", measure="INDICATOR")

    assert one(file, "POP", "value", "status")[0] == (57690000.0, "estimated")


def test_a_break_in_the_series_is_told() -> None:
    """By the status B."""
    file = opened(SdmxCsv(), "sdmx.csv", measure="INDICATOR")

    assert one(file, "NEET", "value", "status", filters={"SEX": ("F",)}) == [(4.9, "break")]


def test_labels_beside_codes_are_parted_from_them(tmp_path: Path) -> None:
    """As writers do who are asked for both; the area's label is its name. DATAFLOW is 1.0."""
    (tmp_path / "a.csv").write_text(
        "DATAFLOW,FREQ: Frequency,REF_AREA: Area,TIME_PERIOD: Time,OBS_VALUE: Value,OBS_STATUS: S\n"
        "EX:WELL(1.0),A: Annual,E06000059: Dorset,2022,5.7,P: Provisional value\n"
    )
    file = opened(SdmxCsv(), "a.csv", tmp_path)

    assert one(file, "OBS_VALUE", "area_code", "area_name", "value", "status") == [
        ("E06000059", "Dorset", 5.7, "provisional")
    ]
    assert file.catalogue().filters == {"FREQ": ("A",)}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("area,period,value\nE06000059,2022,5\n", 1),
        ("STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,TIME_PERIOD\nd,x,I,E1,2022\n", 1),
        ("STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,TIME_PERIOD,OBS_VALUE\nd,x,Z,E1,2022,1\n", 2),
        ("STRUCTURE,STRUCTURE_ID,ACTION,GEO,TIME_PERIOD,OBS_VALUE\nd,x,I,E1,2022,1\n", 1),
    ],
)
def test_what_is_no_sdmx_is_refused(tmp_path: Path, text: str, row: int) -> None:
    """Another opening, no value, an action that there is not, no dimension of areas."""
    (tmp_path / "a.csv").write_text(text)

    with pytest.raises(WorkspaceError) as refusal:
        opened(SdmxCsv(), "a.csv", tmp_path)

    assert [issue.row for issue in refusal.value.issues] == [row]


@pytest.mark.parametrize(
    ("text", "kind", "span", "period"),
    [
        ("2016", "calendar_year", 1, "2016"),
        ("2016-A1", "calendar_year", 1, "2016"),
        ("2016-Q2", "calendar_quarter", 1, "Q2 2016"),
        ("2016-Q1", "financial_quarter", 1, "Q4 2015-16"),
        ("2016-09", "month", 1, "Sep 2016"),
        ("2016-M09", "month", 1, "Sep 2016"),
        ("2016-04-01/P1Y", "financial_year", 1, "2016-17"),
        ("2016-09-01/P1Y", "academic_year", 1, "2016-17"),
        ("2016-04-01/2017-03-31", "financial_year", 1, "2016-17"),
        ("2014-01-01/P3Y", "calendar_pool", 3, "2014-16"),
        ("2015-10-01/P12M", "rolling_year", 1, "12 months to Sep 2016"),
    ],
)
def test_a_period_is_the_months_that_it_covers(
    text: str, kind: str, span: int, period: str
) -> None:
    """A quarter of a calendar year is one of a financial year as well, where that is declared."""
    assert str(iso_period(text, wanted("OBS_VALUE", kind, span=span))) == period


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("2016", "financial_year", IssueCode.PERIOD_OF_WRONG_KIND),
        ("2016-Q2", "calendar_year", IssueCode.PERIOD_OF_WRONG_KIND),
        ("2016-S1", "financial_quarter", IssueCode.PERIOD_OF_WRONG_KIND),
        ("2016-W12", "month", IssueCode.NOT_A_PERIOD),
        ("2016-04-02/P1Y", "financial_year", IssueCode.NOT_A_PERIOD),
        ("2016-04-01/2017-02-30", "financial_year", IssueCode.NOT_A_PERIOD),
        ("2016-Q5", "calendar_quarter", IssueCode.NOT_A_PERIOD),
        ("2016-13", "month", IssueCode.NOT_A_PERIOD),
        ("", "month", IssueCode.NOT_A_PERIOD),
    ],
)
def test_a_period_of_other_months_is_a_problem(text: str, kind: str, code: IssueCode) -> None:
    """A plain year is the calendar's, and no financial year is made of it."""
    problem = iso_period(text, wanted("OBS_VALUE", kind))

    assert isinstance(problem, Problem)
    assert problem.code is code


HEADINGS = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"


def drawn(folder: Path, *rows: str) -> SdmxFile:
    """Open a file of rows, each of which begins with its action."""
    lines = (f"dataflow,EX:WELL(1.0),{row}\n" for row in rows)
    (folder / "drawn.csv").write_text(HEADINGS + "".join(lines), "utf-8")
    file: SdmxFile = opened(SdmxCsv(), "drawn.csv", folder)
    return file


def test_a_row_that_replaces_comes_in_place_of_those_before_it(tmp_path: Path) -> None:
    """Of the same figure, in the order of the file; what comes after it stands beside it."""
    file = drawn(
        tmp_path,
        "A,E06000059,_T,2022,5.1,A",
        "A,E06000059,F,2022,5.0,A",
        "D,E06000059,_T,2022,,",
        "R,E06000059,_T,2022,5.3,A",
    )

    assert one(file, "OBS_VALUE", "line", "value", "deleted") == [(3, 5.0, False), (5, 5.3, False)]


@pytest.mark.parametrize(
    ("action", "is_whole"), [("I", True), ("", True), ("A", False), ("R", False), ("D", False)]
)
def test_a_file_of_changes_is_not_all_that_there_is(
    tmp_path: Path, action: str, is_whole: bool
) -> None:
    """What a file that appends, replaces or deletes leaves out has not been taken back."""
    file = drawn(tmp_path, "I,E92000001,_T,2022,5.1,A", f"{action},E06000059,_T,2022,5.1,A")

    assert file.catalogue().is_whole is is_whole


def test_a_row_that_deletes_a_whole_slice_is_refused(tmp_path: Path) -> None:
    """A row that deletes with a dimension left open is of more figures than can be told from it."""
    with pytest.raises(WorkspaceError) as refusal:
        drawn(tmp_path, "I,E06000059,_T,2022,5.1,A", "D,,_T,2022,,")

    (issue,) = refusal.value.issues
    assert (issue.row, issue.problem.received) == (3, "a row that deletes every REF_AREA")


def test_a_flag_of_eurostat_is_a_status(tmp_path: Path) -> None:
    """OBS_FLAG has letters, several together; the day of the file's update is no dimension."""
    headings = "DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    rows = "".join(
        f"ESTAT:X(1.0),11/09/24 23:00:00,A,UKK2,{year},{value},{flag}\n"
        for year, value, flag in (
            ("2016", "4.2", "bp"), ("2017", "", "c"), ("2018", "4.4", "p"), ("2019", ":", "")
        )
    )  # fmt: skip
    (tmp_path / "estat.csv").write_text(headings + rows, "utf-8")
    file = opened(SdmxCsv(), "estat.csv", tmp_path, area="geo")

    assert file.catalogue().filters == {"freq": ("A",)}
    assert one(file, "OBS_VALUE", "value", "status", "symbol") == [
        (4.2, "break", ""),
        (None, None, "c"),
        (4.4, "provisional", ""),
        (None, None, ":"),
    ]
    assert SdmxCsv.symbols[":"] is Absence.NOT_COLLECTED


def test_labels_in_columns_of_their_own_are_no_dimensions(tmp_path: Path) -> None:
    """Where the file names its structure, the column after a dimension is that one's label."""
    headings = (
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,MEASURE,Measure,"
        "SEX,Sex,TIME_PERIOD,Time period,OBS_VALUE,Observation value,OBS_STATUS,Observation status"
    )
    (tmp_path / "oecd.csv").write_text(
        f"{headings}\nDATAFLOW,X,Well,I,E06000059,Dorset,NEET,Not in education,_T,Total,2016,,4.2,,"
        "A,Normal value\n",
        "utf-8",
    )
    file = opened(SdmxCsv(), "oecd.csv", tmp_path, measure="MEASURE")
    catalogue = file.catalogue()

    assert catalogue.filters == {"SEX": ("_T",)}
    assert catalogue.areas == (("E06000059", "Dorset"),)
    assert [(each.key, each.label) for each in catalogue.measures] == [("NEET", "Not in education")]
