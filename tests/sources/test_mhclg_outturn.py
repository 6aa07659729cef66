"""Revenue outturn: the lines of a form are told by what stands above them, each to its cell."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import PeriodKind
from purbeck.sources.contract import Request, Wanted
from purbeck.sources.fetching import Fetcher
from purbeck.sources.mhclg_outturn import MhclgOutturn, OutturnFile
from tests.sources.books import Rows, write_ods, write_xls, write_xlsx

FRONT: Rows = (
    [None, "RS - REVENUE OUTTURN SUMMARY 2017-18"],
    [None, "used for the release: 2017-18 final Outturn, which was published on 15 November 2018."],
)
RS: Rows = (
    ["Revenue Outturn (RO) 2017-18: Revenue Outturn Summary (RS) data"],
    ["Net current expenditure (£ thousand)"],
    ["Hide or delete", None, None, None, 1.0, 5.0, 6.0],
    [None, None, None, None, 1.0, 2.0, 3.0],
    [None, None, None, None, "Service Expenditure", None, "Reserves at 1 April"],
    [None, None, None, None, 190.0, 330.0, 911.0],
    ["E-code", "ONS Code", "Local authority", "Class", "Education", "Children\n Social Care", "x"],
    ["E1221", "E10000009", "Dorset", "SC", 225495.0, 58344.0, "..."],
    ["E6803", None, "Lee Valley", "O", 0.0, None, 0.0],
    [None, None, "ENGLAND", None, 32264970.299, 8833758.3, 5.0],
    [None, None, "CLASS BREAKDOWN", None, None, None, None],
    ["Source: returns 2017-18 - RS data", None, None, None, 1.0, 2.0, 3.0],
    ["Notes"],
)
RO3: Rows = (
    ["Worksheet 2: Revenue Outturn (RO) 2022-23: Social Care (RO3) data (Revised)"],
    ["Last updated: 7 March 2024. Data are in £ thousand."],
    [None, None, None, None, "Sure start [note 2]", None, "Youth justice", None],
    [None, None, None, None, 110.0, None, 120.0, None],
    ["E-code", "ONS Code", "Local authority", "Notes", "Employees", "Total", "Employees", "Total"],
    ["E1203", "E06000059", "Dorset UA", "[note 4]", 250.0, 666.0, 1.0, 2.0],
    ["[Y]", "E06", "Unitary Authorities", None, 251.0, 667.0, 2.0, "[x]"],
    [None, None, None, None, "RO3-empl", "RO3-tot", "RO3-empl", "RO3-tot"],
)


def opened(folder: Path, at: str, **options: str) -> OutturnFile:
    connector = MhclgOutturn()
    request = Request(source="outturn", folder=folder, at=at, options=options)
    fetcher = Fetcher(folder / "cache", today=date(2026, 4, 8), offline=True)
    return connector.open(request, connector.fetch(request, fetcher))


def wanted(*keys: str, **given: str) -> Sequence[Wanted]:
    return [
        Wanted(measure="spend", key=key, kind=PeriodKind.FINANCIAL_YEAR, **given)  # type: ignore[arg-type]
        for key in keys
    ]


@pytest.fixture
def summary(tmp_path: Path) -> OutturnFile:
    write_xlsx(tmp_path / "RS.xlsx", {"Front Page": FRONT, "RS LA Data 2017-18": RS})
    return opened(tmp_path, "RS.xlsx")


def test_a_line_is_told_by_its_number_and_heading(summary: OutturnFile) -> None:
    """A key is the number nearest above a heading, and the heading; helper rows are passed over."""
    catalogue = summary.catalogue()

    assert [(m.key, m.label, m.unit) for m in catalogue.measures] == [
        ("190 Education", "Service Expenditure", "£ thousand"),
        ("330 Children Social Care", "Service Expenditure", "£ thousand"),
        ("911 x", "Reserves at 1 April", "£ thousand"),
    ]


def test_the_titles_give_the_edition(summary: OutturnFile) -> None:
    """The year comes from the titles, and what the release was and its day from the front."""
    catalogue = summary.catalogue()

    assert catalogue.periods == ("2017-18",)
    assert (catalogue.edition, catalogue.published) == ("2017-18 final", date(2018, 11, 15))


def test_a_figure_has_its_cell(summary: OutturnFile) -> None:
    """A figure stands with its sheet, row and the letter of its column, and with its release."""
    row = summary.rows(wanted("330 children social care")).table.to_pylist()[0]

    assert (row["area_code"], row["area_name"], row["value"]) == ("E10000009", "Dorset", 58344.0)
    assert (row["sheet"], row["line"], row["column"]) == ("RS LA Data 2017-18", 8, "F")
    assert (row["status"], row["published"]) == ("final", date(2018, 11, 15))


def test_only_authorities_and_their_totals_are_rows(summary: OutturnFile) -> None:
    """Sources, notes, headings of parts and helpers below the table are no rows."""
    rows = summary.rows(wanted("190 Education")).table

    assert rows["area_name"].to_pylist() == ["Dorset", "Lee Valley", "ENGLAND"]
    assert rows["area_code"].to_pylist() == ["E10000009", "E6803", ""]


def test_what_stands_in_place_of_a_figure_is_kept(summary: OutturnFile) -> None:
    """Three points, and an empty cell, are kept as what they are, and are known as symbols."""
    rows = summary.rows(wanted("911 x", "330 Children Social Care")).table.to_pylist()

    symbols = [row["symbol"] for row in rows]
    assert symbols == ["...", "", "", "", "(blank)", ""]
    assert set(symbols) - {""} <= MhclgOutturn.symbols.keys()


def test_a_class_of_authority_is_a_filter(summary: OutturnFile) -> None:
    """A row counts only where its class is one of those wanted, without regard to case."""
    asked = Wanted(
        measure="spend",
        key="190 Education",
        kind=PeriodKind.FINANCIAL_YEAR,
        filters={"class": ("sc",)},
    )

    assert summary.rows([asked]).table["area_name"].to_pylist() == ["Dorset"]


def test_another_line_may_stand_beside_as_numerator(summary: OutturnFile) -> None:
    """A line that a mapping names as numerator is read from the same row."""
    rows = summary.rows(wanted("190 Education", numerator="330 Children Social Care")).table

    assert rows["numerator"].to_pylist()[0] == 58344.0


def test_a_key_that_no_line_has_gives_no_rows(summary: OutturnFile) -> None:
    """A line that the form does not have has no rows."""
    assert summary.rows(wanted("999 Nothing")).table.num_rows == 0


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_headings_that_come_again_are_told_by_group(tmp_path: Path, kind: str) -> None:
    """Where each group has the same headings, the group and its number stand before them."""
    write = {"xlsx": write_xlsx, "xls": write_xls, "ods": write_ods}[kind]
    write(tmp_path / f"RO3.{kind}", {"RO3_LA_Data_2022-23": RO3})

    file = opened(tmp_path, f"RO3.{kind}")

    assert [m.key for m in file.catalogue().measures] == [
        "110 Sure start: Employees",
        "110 Sure start: Total",
        "120 Youth justice: Employees",
        "120 Youth justice: Total",
    ]
    row = file.rows(wanted("110 Sure start: Total")).table.to_pylist()[0]
    assert (row["value"], row["column"], row["note"]) == (666.0, "F", "[note 4]")
    assert (row["status"], row["published"]) == ("revised", date(2024, 3, 7))


def test_headings_that_nothing_tells_apart_have_their_column(tmp_path: Path) -> None:
    """Two lines with the same heading and no group are told by the letters of their columns."""
    rows: Rows = [
        ["Outturn 2016-17"],
        ["E-code", "Authority", "Other", "Other"],
        ["E1221", "Dorset", 1.0, 2.0],
    ]
    write_xlsx(tmp_path / "RO.xlsx", {"Data": rows})

    keys = [m.key for m in opened(tmp_path, "RO.xlsx").catalogue().measures]

    assert keys == ["Other [C]", "Other [D]"]


def test_hidden_and_other_years_sheets_are_passed_over(tmp_path: Path) -> None:
    """A hidden sheet is never read, nor one of another year than the workbook's front says."""
    stale: Rows = [["Revenue Outturn (RO) 2015-16: RS data"], *RS[1:]]
    sheets = {"Front Page": FRONT, "PHE Check": stale, "Old": stale, "RS LA Data 2017-18": RS}
    write_xlsx(tmp_path / "RS.xlsx", sheets, hidden=["PHE Check"])

    file = opened(tmp_path, "RS.xlsx")

    assert {row["sheet"] for row in file.rows(wanted("190 Education")).table.to_pylist()} == {
        "RS LA Data 2017-18"
    }


def test_of_several_sheets_one_has_to_be_named(tmp_path: Path) -> None:
    """Two sheets of the same year are refused by name, and the option chooses one."""
    write_xlsx(tmp_path / "RS.xlsx", {"One": RS, "Two": RS})

    with pytest.raises(WorkspaceError, match=r"'One', 'Two'.*by the option 'sheet'"):
        opened(tmp_path, "RS.xlsx")
    assert opened(tmp_path, "RS.xlsx", sheet="two").tables[0].sheet == "Two"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["nothing of it"]], IssueCode.UNREADABLE_FILE),
        ([], IssueCode.UNREADABLE_FILE),
        (RS[6:], IssueCode.NOT_A_PERIOD),
        (RS[:7], IssueCode.UNREADABLE_FILE),
    ],
)
def test_a_workbook_of_something_else_is_refused(
    tmp_path: Path, rows: Rows, code: IssueCode
) -> None:
    """A workbook without a table of authorities, rows in it or a year is refused in one line."""
    write_xlsx(tmp_path / "book.xlsx", {"Data": rows})

    with pytest.raises(WorkspaceError) as refused:
        opened(tmp_path, "book.xlsx")

    assert [issue.code for issue in refused.value.issues] == [code]


def test_several_years_are_one_file(tmp_path: Path) -> None:
    """The workbooks of several years are read together, each row with its own file."""
    write_xlsx(tmp_path / "a.xlsx", {"RS LA Data 2017-18": RS})
    later: Rows = [["Revenue Outturn (RO) 2018-19: RS data"], *RS[1:]]
    write_xls(tmp_path / "b.xls", {"RS LA Data 2018-19": later})

    file = opened(tmp_path, ".")

    rows = file.rows(wanted("190 Education"))
    assert file.catalogue().periods == ("2017-18", "2018-19")
    assert [rows.files[row["file"]].name for row in rows.table.to_pylist()[::3]] == [
        "a.xlsx",
        "b.xls",
    ]


def test_all_that_is_wrong_with_several_files_is_told(tmp_path: Path) -> None:
    """Each workbook that cannot be read is named."""
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(b"nothing")

    with pytest.raises(WorkspaceError) as refused:
        opened(tmp_path, ".")

    assert [issue.file for issue in refused.value.issues] == ["a.xlsx", "b.xlsx"]


def test_a_year_is_a_financial_year_alone(summary: OutturnFile) -> None:
    """A year of outturn is read as a financial year, and under another kind is a problem."""
    financial = wanted("190 Education")[0]
    academic = Wanted(measure="spend", key="190 Education", kind=PeriodKind.ACADEMIC_YEAR)

    problem = summary.period("2017-18", academic)

    assert str(summary.period("2017-18", financial)) == "2017-18"
    assert isinstance(problem, Problem)
    assert problem.code is IssueCode.PERIOD_OF_WRONG_KIND


SHARED = Path(os.environ.get("PURBECK_SHARED", "/nowhere")) / "data" / "outturn"
needs_files = pytest.mark.skipif(
    not SHARED.is_dir(), reason="PURBECK_SHARED names no folder with data/outturn"
)


@needs_files
@pytest.mark.parametrize(
    ("file", "key", "area", "cell", "value"),
    [
        (
            "RS_2017-18_data_by_LA.xlsx",
            "330 Children Social Care",
            "E10000009",
            ("RS LA Data 2017-18", 88, "H"),
            58344.0,
        ),
        (
            "RS_2017-18_data_by_LA.xlsx",
            "360 Adult Social Care",
            "E10000009",
            ("RS LA Data 2017-18", 88, "I"),
            140230.0,
        ),
        (
            "RO3_LA_Data_2024-25_data_by_LA.ods",
            "TOTAL CHILDREN SOCIAL CARE - Net Current Expenditure (C7 = C3 - C6)",
            "E06000059",
            ("RO3_LA_Data_202425", 102, "CT"),
            97835.0,
        ),
    ],
)
def test_dorsets_figures_stand_where_they_were_read(
    tmp_path: Path, file: str, key: str, area: str, cell: tuple[str, int, str], value: float
) -> None:
    """What Dorset spent on social care is found in its own cell of the publisher's workbook."""
    connector = MhclgOutturn()
    request = Request(source="outturn", folder=SHARED, at=file)
    fetched = connector.fetch(request, Fetcher(tmp_path, today=date(2026, 4, 8)))

    rows = connector.open(request, fetched).rows(wanted(key)).table.to_pylist()

    found = [row for row in rows if row["area_code"] == area]
    assert [(row["sheet"], row["line"], row["column"]) for row in found] == [cell]
    assert [row["value"] for row in found] == [value]


@needs_files
def test_the_editions_of_the_real_workbooks_are_read(tmp_path: Path) -> None:
    """The year, the release and the day of publication come from the workbooks themselves."""
    connector = MhclgOutturn()
    request = Request(source="outturn", folder=SHARED, at=".")
    file = connector.open(
        request, connector.fetch(request, Fetcher(tmp_path, today=date(2026, 4, 8)))
    )

    assert [(table.edition, table.published) for table in file.tables] == [
        ("2024-25 second release", date(2025, 12, 4)),
        ("2017-18 final", date(2018, 11, 15)),
    ]
    assert [len(table.layout.lines) for table in file.tables] == [490, 95]
    found = file.rows(wanted(*_keys(file))).table["symbol"].unique().to_pylist()
    assert {symbol.lower() for symbol in found} - {""} <= MhclgOutturn.symbols.keys()


def _keys(file: OutturnFile) -> list[str]:
    return [offered.key for offered in file.catalogue().measures]


def test_a_title_of_another_year_is_a_contradiction(tmp_path: Path) -> None:
    """A sheet that kept the title of the year before is refused, unless the year is declared."""
    rows: Rows = [["Revenue Outturn (RO) 2019-20: RS data"], *RS[1:]]
    write_xlsx(tmp_path / "RS_2020-21.xlsx", {"RS LA Data 2020-21": rows})

    with pytest.raises(WorkspaceError) as refused:
        opened(tmp_path, "RS_2020-21.xlsx")

    (issue,) = refused.value.issues
    assert issue.problem.received == (
        "2019-20 in the titles, 2020-21 in the sheet, 2020-21 in the file's name"
    )
    declared = opened(tmp_path, "RS_2020-21.xlsx", year="2020-21")
    assert declared.catalogue().periods == ("2020-21",)


@pytest.mark.parametrize("year", ["2020", "2020-22", "last year"])
def test_a_year_that_is_none_is_refused(tmp_path: Path, year: str) -> None:
    """The option has to be a financial year."""
    write_xlsx(tmp_path / "RS.xlsx", {"RS LA Data 2017-18": RS})

    with pytest.raises(UsageError, match="option 'year' is of one workbook, such as 2018-19"):
        opened(tmp_path, "RS.xlsx", year=year)


@pytest.mark.parametrize("cell", ["[note 31]", "[notes 2 and 3]", "[Note 1] [note 2]", "–"])
def test_a_note_or_a_dash_in_place_of_a_figure_is_known(tmp_path: Path, cell: str) -> None:
    """Whatever the number of the note, it is one symbol, as is a dash of another length."""
    rows: Rows = [*RS[:7], ["E1221", "E10000009", "Dorset", "SC", cell, 58344.0, 1.0]]
    write_xlsx(tmp_path / "RS.xlsx", {"RS LA Data 2017-18": rows})

    (row,) = opened(tmp_path, "RS.xlsx").rows(wanted("190 Education")).table.to_pylist()

    assert row["value"] is None
    assert row["symbol"].casefold() in MhclgOutturn.symbols
