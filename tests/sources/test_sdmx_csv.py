"""SDMX-CSV: dimensions are filters, statuses say how settled a figure is, and rows delete."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.sources.iso_periods import iso_period
from purbeck.sources.sdmx_csv import SdmxCsv
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
