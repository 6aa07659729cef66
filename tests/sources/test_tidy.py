"""A plain table: every part is named as it is, or declared, and nothing is guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import IssueCode
from purbeck.model.observation import Absence
from purbeck.sources.tidy import Tidy
from tests.sources.books import write_xlsx
from tests.sources.reading import one, opened, wanted

LONG = """measure,area,period,value,numerator,denominator,lower,upper,status,published,note,sex
neet,E06000059,2023-24,3.2,236,7384,2.8,3.6,revised,2025-03-20,,All
neet,E06000059,2024-25,,,,,,suppressed,2026-03-19,Few,All
neet,E06000059,2023-24,3.0,,,,,,,,Girls
absence,E06000059,2023-24,"1,204",,,,,final,,,All
"""
WIDE = """Code,Council,Year,NEET %,Absent sessions,Source
E06000059,Dorset,2024,3.2,"1,204",Own
E06000059,Dorset,2025,c,low,Own
"""


def file_of(folder: Path, text: str, **options: str) -> Any:
    (folder / "a.csv").write_text(text)
    return opened(Tidy(), "a.csv", folder, **cast(Any, options))


def test_a_row_is_a_figure_of_a_measure(tmp_path: Path) -> None:
    """The columns of a workspace's observations need no declaring."""
    rows = one(
        file_of(tmp_path, LONG),
        "neet",
        *("period", "value", "numerator", "denominator", "lower", "upper"),
        *("status", "published", "symbol", "note", "line"),
        filters={"sex": ("all",)},
    )

    assert rows == [
        ("2023-24", 3.2, 236.0, 7384.0, 2.8, 3.6, "revised", date(2025, 3, 20), "", "", 2),
        ("2024-25", *[None] * 6, date(2026, 3, 19), "suppressed", "Few", 3),
    ]


def test_the_keys_are_the_measures_and_the_rest_are_filters(tmp_path: Path) -> None:
    """A column that has no part splits the rows."""
    catalogue = file_of(tmp_path, LONG).catalogue()

    assert [(each.key, each.rows) for each in catalogue.measures] == [("neet", 2), ("absence", 1)]
    assert catalogue.filters == {"sex": ("All", "Girls")}
    assert catalogue.wholes == {"sex": "All"}


def test_a_wide_table_has_a_measure_in_each_column(tmp_path: Path) -> None:
    """The parts are declared by their headings, and the columns of figures are listed."""
    options = {"area": "code", "name": "Council", "period": "Year"}
    file = file_of(tmp_path, WIDE, values="NEET %, absent sessions", **options)
    columns = ("area_code", "area_name", "period", "value", "symbol", "column")
    rows = one(file, "Absent sessions", *columns, denominator="NEET %")

    assert rows == [
        ("E06000059", "Dorset", "2024", 1204.0, "", "Absent sessions"),
        ("E06000059", "Dorset", "2025", None, "low", "Absent sessions"),
    ]
    assert file.catalogue().filters == {"Source": ("Own",)}


def test_every_other_column_may_be_a_measure(tmp_path: Path) -> None:
    """With a star for the columns of figures."""
    options = {"area": "Code", "name": "Council", "period": "Year", "note": "Source"}
    file = file_of(tmp_path, WIDE, values="*", **options)
    measures = file.catalogue().measures

    assert [(each.key, each.rows) for each in measures] == [("NEET %", 1), ("Absent sessions", 1)]


def test_a_table_of_one_measure_has_its_heading_as_the_key(tmp_path: Path) -> None:
    """Where there is no column of measures."""
    file = file_of(tmp_path, "area,period,rate\nE06000059,2024,3.2\n", value="rate")

    assert one(file, "rate", "value") == [(3.2,)]


def test_a_sheet_of_a_workbook_is_read_by_row_and_letter(tmp_path: Path) -> None:
    """The sheet and the row of the headings are declared; numbers may be years."""
    write_xlsx(
        tmp_path / "a.xlsx",
        {
            "Cover": [["About"]],
            "Data": [
                ["Title", None, None, None],
                ["area", "period", None, "value"],
                ["E06000059", 2024, "untitled", 3.2],
                [None, None, None, None],
                ["E06000059", 2025, None, "c"],
            ],
        },
    )
    file = opened(Tidy(), "a.xlsx", tmp_path, sheet="Data", heading_row="2")

    assert one(file, "value", "period", "value", "symbol", "sheet", "line", "column") == [
        ("2024", 3.2, "", "Data", 3, "D"),
        ("2025", None, "c", "Data", 5, "D"),
    ]


def test_a_parquet_file_keeps_its_numbers(tmp_path: Path) -> None:
    """A year that is a number is written without a point."""
    table = pa.table({"area": ["E06000059"], "period": [2024.0], "value": [68.099999999999994]})
    pq.write_table(table, tmp_path / "a.parquet")

    assert one(opened(Tidy(), "a.parquet", tmp_path), "value", "period", "value") == [
        ("2024", 68.1)
    ]


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["3.2", "c"]),
        pa.array([Decimal("3.2"), None]),
        pa.array([3.2, None], pa.float32()),
        pa.array(["3.2", None]).dictionary_encode(),
        pa.array(["3.2", None], pa.large_string()),
    ],
)
def test_a_figure_may_be_held_as_any_sort_of_number(tmp_path: Path, column: pa.Array) -> None:
    """Of decimals, of floats, or of text."""
    table = pa.table({"area": ["x", "x"], "period": [2024, 2025], "value": column})
    pq.write_table(table, tmp_path / "a.parquet")

    assert one(opened(Tidy(), "a.parquet", tmp_path), "value", "value") == [(3.2,), (None,)]


@pytest.mark.parametrize("cell", [True, date(2024, 3, 1), [1.0], b"\xff"])
def test_a_column_of_what_is_no_figure_is_refused(tmp_path: Path, cell: object) -> None:
    """Of truths, days, lists or bytes."""
    table = pa.table({"area": ["x"], "period": [2024], "value": [cell]})
    pq.write_table(table, tmp_path / "a.parquet")

    with pytest.raises(WorkspaceError, match="a column of figures"):
        opened(Tidy(), "a.parquet", tmp_path)


def test_files_of_the_same_columns_are_one_table(tmp_path: Path) -> None:
    """In the order of their names; each row tells its file and its line."""
    (tmp_path / "2.csv").write_text("area,period,value\nE06000059,2025,2\n")
    (tmp_path / "1.csv").write_text("area,period,value\nE06000059,2024,1\n")

    assert one(opened(Tidy(), "*.csv", tmp_path), "value", "value", "file", "line") == [
        (1.0, 0, 2),
        (2.0, 1, 2),
    ]


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("place,period,value\nx,2024,1\n", {}, [("area", 1)]),
        ("area,value\nx,1\n", {}, [("period", 1)]),
        ("area,period\nx,1\n", {}, [("value", 1)]),
        ("area,period,value\nx,2024,1\n", {"lower": "low"}, [("low", 1)]),
        ("area,period,a\nx,2024,1\n", {"values": "a,b"}, [("b", 1)]),
    ],
)
def test_a_column_that_is_not_there_is_named(
    tmp_path: Path, text: str, options: dict[str, str], expected: list[tuple[str, int]]
) -> None:
    """Whether it is needed, or was declared."""
    with pytest.raises(WorkspaceError) as refusal:
        file_of(tmp_path, text, **options)

    issues = refusal.value.issues
    assert [(issue.problem.expected, issue.row) for issue in issues] == expected
    assert {issue.code for issue in issues} == {IssueCode.MISSING_COLUMN}


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("status", "draft", IssueCode.UNKNOWN_CHOICE),
        ("published", "20/03/2025", IssueCode.NOT_A_DATE),
    ],
)
def test_a_status_or_a_date_that_is_none_is_refused_by_its_row(
    tmp_path: Path, column: str, cell: str, code: IssueCode
) -> None:
    """Each text once, with the row on which it is met first."""
    text = f"area,period,value,{column}\nx,2024,1,\nx,2025,1,{cell}\nx,2026,1,{cell}\n"
    with pytest.raises(WorkspaceError) as refusal:
        file_of(tmp_path, text)

    assert [(issue.code, issue.row) for issue in refusal.value.issues] == [(code, 3)]


def test_a_sheet_that_is_not_there_is_named(tmp_path: Path) -> None:
    """By the file and the name."""
    write_xlsx(tmp_path / "a.xlsx", {"Data": [["area", "period", "value"]]})

    with pytest.raises(UsageError, match=r"a\.xlsx has no sheet 'Sheet1'"):
        opened(Tidy(), "a.xlsx", tmp_path, sheet="Sheet1")


def test_a_period_is_read_as_in_a_workspace(tmp_path: Path) -> None:
    """Under the kind that is declared."""
    file = file_of(tmp_path, LONG)

    assert str(file.period("2023-24 (prov)", wanted("neet"))) == "2023-24"
    assert Tidy.symbols["suppressed"] is Absence.SUPPRESSED
