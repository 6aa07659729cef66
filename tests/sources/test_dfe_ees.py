"""Explore Education Statistics: indicators are measures, and a total is a filter's value."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import Problem
from purbeck.model.observation import Absence
from purbeck.sources.dfe_ees import DfeEes
from tests.sources.reading import SHARED, needs, one, opened, wanted

YEAR = "academic_year"
TOTAL = {"school_type": ("Total",), "sex": ("Total",)}
HEAD = "time_period,time_identifier,geographic_level,country_code,country_name"


def test_an_area_is_told_by_the_codes_of_its_level() -> None:
    """Country, region and authority have columns of their own; a GSS code goes before DfE's."""
    rows = one(
        opened(DfeEes(), "ees.csv"),
        "sess_overall_percent",
        *("area_code", "area_name", "period", "value", "line"),
        filters=TOTAL,
    )

    assert rows == [
        ("E92000001", "England", "202324 Academic year", 7.1, 2),
        ("E12000009", "South West", "202324 Academic year", 7.3, 3),
        ("E06000059", "Dorset", "202324 Academic year", 7.42, 4),
        ("E10000009", "Dorset", "201819 Academic year", 4.9, 7),
        ("835", "Dorset", "201718 Academic year", None, 8),
    ]


def test_a_filter_leaves_only_its_own_rows() -> None:
    """A value is found in any case; a column or a value that is not there leaves none."""
    file = opened(DfeEes(), "ees.csv")
    special = {"SCHOOL_TYPE": (" special",), "sex": ("Total",)}

    assert one(file, "sess_overall_percent", "value", "line", filters=special) == [(12.5, 5)]
    assert one(file, "sess_overall_percent", "value", filters={"phase": ("Total",)}) == []
    assert one(file, "sess_overall_percent", "value", filters={"sex": ("Boys",)}) == []
    assert one(file, "no such indicator", "value") == []


def test_a_filter_that_is_left_open_adds_nothing_up() -> None:
    """Each of its values stays a row of its own, so that a pull can refuse the duplicates."""
    rows = one(opened(DfeEes(), "ees.csv"), "sess_overall_percent", "area_code", "value", "symbol")

    assert [row for row in rows if row[0] == "E06000059"] == [
        ("E06000059", 7.42, ""),
        ("E06000059", 12.5, ""),
        ("E06000059", None, "z"),
    ]


def test_what_stands_in_place_of_a_figure_is_kept() -> None:
    """Each symbol of DfE, old or new, is known, and an empty cell is one."""
    file = opened(DfeEes(), "ees.csv")
    symbols = {
        symbol
        for key in ("sess_overall_percent", "sess_overall", "sess_possible", "enrolments")
        for (symbol,) in one(file, key, "symbol")
    }

    assert symbols == {"", "z", "x", "c", "low", "k", "~", ":", "u", "(blank)"}
    assert symbols - {""} == set(DfeEes.symbols)
    assert DfeEes.symbols["c"] is Absence.SUPPRESSED
    assert DfeEes.symbols["z"] is Absence.NOT_APPLICABLE
    assert DfeEes.symbols["x"] is Absence.NOT_COLLECTED


def test_numerator_and_denominator_are_columns() -> None:
    """They are taken from the row of the value, and are nothing where that has a symbol."""
    rows = one(
        opened(DfeEes(), "ees.csv"),
        "sess_overall_percent",
        *("value", "numerator", "denominator"),
        numerator="sess_overall",
        denominator="sess_possible",
    )

    assert rows[2:5] == [(7.42, 371.0, 5000.0), (12.5, None, None), (None, None, None)]


def test_the_meta_file_beside_says_what_columns_are() -> None:
    """Labels, units and the default of a filter come from it."""
    catalogue = opened(DfeEes(), "ees.csv").catalogue()

    assert [(each.key, each.label, each.unit, each.rows) for each in catalogue.measures] == [
        ("sess_overall_percent", "Overall absence rate", "%", 5),
        ("sess_overall", "Sessions missed", "", 4),
        ("sess_possible", "Possible sessions", "", 4),
        ("enrolments", "Number of enrolments", "", 5),
    ]
    assert catalogue.filters == {
        "school_type": ("Total", "Special"),
        "sex": ("Total", "Girls"),
    }
    assert catalogue.wholes == {"school_type": "Total", "sex": "Total"}
    assert {each.period_kind for each in catalogue.measures} == {"Academic year"}


def test_without_a_meta_file_a_column_of_figures_is_an_indicator() -> None:
    """A filter of numbers can be declared to be one."""
    plain = opened(DfeEes(), "ees_settled.csv").catalogue()
    declared = opened(DfeEes(), "ees_settled.csv", filters="band").catalogue()

    assert [each.key for each in plain.measures] == ["band", "pupils"]
    assert [each.key for each in declared.measures] == ["pupils"]
    assert declared.filters["band"] == ("1", "2")


@pytest.mark.parametrize(
    ("cells", "is_indicator"),
    [
        (("1", "2.5"), True),
        (("1", "c", "z", ""), True),
        (("z", "z"), True),
        (("1", "[c]"), True),
        (("1", ".."), True),
        (("Total", "16", "17"), False),
        (("16-17", "18"), False),
        (("M", "F"), False),
        (("Total",), False),
        (("01/09/2024", "08/09/2024"), False),
    ],
)
def test_what_looks_like_figures_is_an_indicator(
    tmp_path: Path, cells: tuple[str, ...], is_indicator: bool
) -> None:
    """Figures and symbols, an unknown symbol too; a date, a range or a word makes it a filter."""
    rows = [f"2023,Calendar year,National,E92000001,England,{cell}\n" for cell in cells]
    (tmp_path / "a.csv").write_text(f"{HEAD},column\n{''.join(rows)}")
    catalogue = opened(DfeEes(), "a.csv", tmp_path).catalogue()

    assert [each.key for each in catalogue.measures] == (["column"] if is_indicator else [])
    assert list(catalogue.filters) == ([] if is_indicator else ["column"])


def test_a_version_says_how_settled_a_row_is() -> None:
    """It is a filter too, since an area here has both a provisional and a revised row."""
    file = opened(DfeEes(), "ees_settled.csv", filters="band")

    assert one(file, "pupils", "value", "status") == [
        (410.0, "final"),
        (420.0, "provisional"),
        (421.0, "revised"),
        (71.0, "revised"),
    ]
    assert file.catalogue().filters["version"] == ("Final", "Provisional", "Revised")


def test_a_version_that_splits_nothing_is_no_filter(tmp_path: Path) -> None:
    """Where each period has one version, there is nothing to choose."""
    path = tmp_path / "a.csv"
    path.write_text(
        f"{HEAD},version,n\n"
        "202324,Academic year,National,E92000001,England,Final,1\n"
        "202425,Academic year,National,E92000001,England,Revised,2\n"
    )

    assert opened(DfeEes(), str(path)).catalogue().filters == {}


def test_files_are_read_together_by_the_names_of_their_columns(tmp_path: Path) -> None:
    """Columns come in any order; meta files are no data, and each row tells its file."""
    (tmp_path / "a.csv").write_text(f"{HEAD},n\n2023,Calendar year,National,E92000001,England,1\n")
    (tmp_path / "a.meta.csv").write_text("col_name,col_type,label\nn,Indicator,Pupils\n")
    (tmp_path / "b.csv").write_text(
        "n,country_name,country_code,geographic_level,time_identifier,time_period\n"
        "2,England,E92000001,National,Calendar year,2024\n"
    )
    file = opened(DfeEes(), "*.csv", tmp_path)

    assert one(file, "n", "period", "value", "file", "line") == [
        ("2023 Calendar year", 1.0, 0, 2),
        ("2024 Calendar year", 2.0, 1, 2),
    ]
    assert [each.label for each in file.catalogue().measures] == ["Pupils"]


def test_an_older_file_may_lack_codes_and_write_capitals(tmp_path: Path) -> None:
    """An area without any code has its name; levels and headings are read in any case."""
    (tmp_path / "a.csv").write_text(
        "Time_Identifier,time_period,Geographic_Level,LA_Name,n\n"
        "calendar year,2016,LOCAL AUTHORITY,Dorset,1\n"
        "calendar year,2016,Diocese,Salisbury,2\n"
    )

    assert one(opened(DfeEes(), "a.csv", tmp_path), "n", "area_code", "area_name", "value") == [
        ("", "Dorset", 1.0),
        ("", "Diocese", 2.0),
    ]


def test_a_file_of_another_format_is_refused_with_all_that_it_lacks(tmp_path: Path) -> None:
    """Each column without which nothing can be read is named."""
    (tmp_path / "a.csv").write_text("time_period,country_code,n\n2023,E92000001,1\n")

    with pytest.raises(WorkspaceError) as refusal:
        opened(DfeEes(), "a.csv", tmp_path)

    assert [issue.problem.expected for issue in refusal.value.issues] == [
        "time_identifier",
        "geographic_level",
    ]


def test_a_meta_file_alone_holds_no_figures(tmp_path: Path) -> None:
    """It is refused before anything is read."""
    (tmp_path / "a.meta.csv").write_text("col_name,col_type,label\nn,Indicator,Pupils\n")

    with pytest.raises(UsageError, match="meta file alone"):
        opened(DfeEes(), "*.csv", tmp_path)


def test_a_figure_of_the_year_to_date_is_refused() -> None:
    """It counts from the start of the year, whatever week it stands beside."""
    file = opened(DfeEes(), "ees_to_date.csv")
    periods = [text for (text,) in one(file, "rate", "period")]
    problem = file.period(periods[0], wanted("rate", YEAR))

    assert periods == ["2023 Week 29 (year to date)", "2023 Week 29"]
    assert isinstance(problem, Problem)
    assert "year to date" in problem.advice


@needs("ees/absence_la.csv.gz")
def test_absence_of_children_in_need_in_dorset() -> None:
    """Department for Education, outcomes of children in need, 2024/25: as published."""
    filters = {"social_care_group": ("CINO at 31 March",), "phase_type_grouping": ("Total",)}
    rows = one(
        opened(DfeEes(), "ees/absence_la.csv.gz", SHARED),
        "pt_overall",
        *("area_code", "period", "value", "numerator", "denominator", "symbol", "line"),
        numerator="t_sess_overall",
        denominator="t_sess_possible",
        filters=filters,
    )
    dorset = [row[1:] for row in rows if row[0] == "E06000059"]

    assert dorset[0] == ("202425 Academic year", 23.1, 24823.0, 107352.0, "", 612)
    assert dorset[-1] == ("201920 Academic year", None, None, None, "x", 12917)
    assert [int(row[0][:4]) for row in dorset] == [2024, 2023, 2022, 2021, 2020, 2019]


@needs("ees/ks2_la.csv")
def test_key_stage_2_says_how_settled_each_year_is() -> None:
    """The latest year is revised, and those before are final; Dorset's latest is suppressed."""
    file = opened(DfeEes(), "ees/ks2_la.csv", SHARED)
    rows = one(
        file,
        "pt_read_met_expected_standard",
        *("area_code", "period", "value", "symbol", "status"),
        filters={"social_care_group": ("CINO at 31 March",)},
    )
    dorset = [row[1:] for row in rows if row[0] == "E06000059"]

    assert dorset[:2] == [
        ("202425 Academic year", None, "c", "revised"),
        ("202324 Academic year", 44.0, "", "final"),
    ]
    assert list(file.catalogue().filters) == ["social_care_group"]


def test_a_row_stands_where_an_editor_shows_it(tmp_path: Path) -> None:
    """Blank lines between the rows count, as they do in whatever the file is opened with."""
    head = "time_period,time_identifier,geographic_level,new_la_code,LA_name,percent"
    rows = [f"{year},Academic year,Local authority,E06000059,Dorset,5" for year in (202122, 202223)]
    (tmp_path / "blank.csv").write_text("\n".join([head, "", rows[0], ",,,,,", "", rows[1], ""]))

    assert one(opened(DfeEes(), "blank.csv", tmp_path), "percent", "line") == [(3,), (6,)]
