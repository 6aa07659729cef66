"""The DfE's LAIT: one pass for all measures, and a spelling of a year is what it is declared."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.sources.dfe_lait import DfeLait
from purbeck.sources.lait_dictionary import read_dictionary
from tests.sources.reading import FIXTURES, SHARED, needs, one, opened, told, wanted

LONG, DICTIONARY = "lait_long.2025-09-17.csv", "lait_dictionary.csv"
PLACE = ("area_code", "area_name", "period", "value", "symbol", "line")


def test_a_figure_is_told_with_its_area_its_year_and_its_line() -> None:
    """The noise of binary numbers is taken off; a dash stays a dash."""
    rows = one(opened(DfeLait(), LONG), "GLD", *PLACE)

    assert rows == [
        ("835", "Dorset (Pre LG)", "2018", 71.3, "", 2),
        ("838", "Dorset", "2018", None, "-", 3),
        ("838", "Dorset", "2019", 72.1, "", 4),
        ("990", "South West", "2019", 72.0, "", 5),
        ("970", "England", "2019", 71.8, "", 6),
    ]


def test_a_dash_says_only_that_nothing_is_known() -> None:
    """The file has one dash for all reasons, so that the most that is known is said."""
    assert DfeLait.symbols["-"] is Absence.NOT_COLLECTED


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("GLD", [(None, "")] * 5),
        ("Spend", [("final", "outturn"), ("final", "outturn")]),
        ("Points", [("revised", ""), ("provisional", "")]),
    ],
)
def test_the_marker_beside_a_year_is_the_status(
    key: str, expected: list[tuple[str | None, str]]
) -> None:
    """(prov), (Rev) and (Final) are statuses; (OT) is the outturn, which is final."""
    assert one(opened(DfeLait(), LONG), key, "status", "note") == expected


def test_every_measure_is_given_in_one_pass() -> None:
    """The rows come in the order of the file, each with the place of its measure."""
    file = opened(DfeLait(), LONG)
    keys = [each.key for each in file.catalogue().measures]
    rows = told(file.rows([wanted(key) for key in keys]), "wanted", "line")

    assert [line for _, line in rows] == list(range(2, 14))
    assert [keys[place] for place, _ in rows][5:8] == ["Spend", "Spend", "RTA"]


def test_a_measure_that_is_wanted_twice_has_its_rows_twice() -> None:
    """Once for each; a key that the file does not have has none."""
    file = opened(DfeLait(), LONG)
    rows = file.rows([wanted("RTA"), wanted("Nothing"), wanted("RTA")])

    assert told(rows, "wanted", "line") == [(0, 9), (0, 10), (2, 9), (2, 10)]


def test_a_key_may_be_written_in_other_capitals() -> None:
    """It is the publisher's measure all the same, and so is its year type."""
    file = opened(DfeLait(), LONG, dictionary=DICTIONARY)

    assert one(file, "gld", "line") == one(file, "GLD", "line")
    assert isinstance(file.period("2017", wanted("gld", "financial_year")), Problem)


def test_a_filter_has_no_row() -> None:
    """No column of the file splits its rows."""
    assert one(opened(DfeLait(), LONG), "GLD", "line", filters={"Sex": ("Girls",)}) == []


def test_another_measure_stands_beside_as_numerator() -> None:
    """It is found by area and year, whatever the marker of the year."""
    rows = one(opened(DfeLait(), LONG), "GLD", "area_code", "period", "numerator", numerator="GLD")

    assert rows[:3] == [("835", "2018", 71.3), ("838", "2018", None), ("838", "2019", 72.1)]
    assert one(opened(DfeLait(), LONG), "GLD", "numerator", numerator="RTA") == [(None,)] * 5


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [("published", [18.55, 9.11]), ("dictionary", [18.6, 9.1])],
)
def test_figures_are_rounded_by_the_dictionary_only_where_that_is_asked(
    rounding: str, expected: list[float]
) -> None:
    """The dictionary has the decimals that the publisher's tool shows; the file may have more."""
    file = opened(DfeLait(), LONG, dictionary=DICTIONARY, rounding=rounding)
    rows = one(file, "Points", "value")

    assert [value for (value,) in rows] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "key", "kind", "span", "expected"),
    [
        ("2017", "GLD", "academic_year", 1, "2016-17"),
        ("2016/17", "GLD", "academic_year", 1, "2016-17"),
        ("2025 (prov)", "GLD", "academic_year", 1, "2024-25"),
        ("2024(Prov)", "GLD", "academic_year", 1, "2023-24"),
        ("2016-17 (OT)", "Spend", "financial_year", 1, "2016-17"),
        ("2025-26", "Spend", "financial_year", 1, "2025-26"),
        ("2017", "Other", "calendar_year", 1, "2017"),
        ("2014-16", "RTA", "calendar_pool", 3, "2014-16"),
        ("2013/14-15/16", "Spend", "financial_pool", 3, "2013/14-2015/16"),
    ],
)
def test_a_spelling_is_read_under_the_kind_declared(
    text: str, key: str, kind: str, span: int, expected: str
) -> None:
    """A year alone is the academic or financial year that ends in it, or the calendar year."""
    file = opened(DfeLait(), LONG, dictionary=DICTIONARY)

    assert str(file.period(text, wanted(key, kind, span=span))) == expected


@pytest.mark.parametrize(
    ("text", "key", "kind", "span", "code"),
    [
        ("0", "Odd", "academic_year", 1, IssueCode.NOT_A_PERIOD),
        ("2014-16", "GLD", "academic_year", 1, IssueCode.PERIOD_OF_WRONG_KIND),
        ("2016-17", "RTA", "calendar_pool", 3, IssueCode.PERIOD_OF_WRONG_KIND),
        ("2017", "GLD", "financial_year", 1, IssueCode.PERIOD_OF_WRONG_KIND),
        ("2017", "RTA", "financial_year", 1, IssueCode.PERIOD_OF_WRONG_KIND),
    ],
)
def test_a_spelling_of_another_kind_is_refused(
    text: str, key: str, kind: str, span: int, code: IssueCode
) -> None:
    """'2014-16' is a pool and '2016-17' a year; and the dictionary's year type has a say."""
    file = opened(DfeLait(), LONG, dictionary=DICTIONARY)
    problem = file.period(text, wanted(key, kind, span=span))

    assert isinstance(problem, Problem)
    assert problem.code is code


def test_the_catalogue_says_what_the_dictionary_says() -> None:
    """Label, unit, polarity and year type, in the publisher's words; and the day of the file."""
    catalogue = opened(DfeLait(), LONG, dictionary=DICTIONARY).catalogue()
    road = next(each for each in catalogue.measures if each.key == "RTA")

    assert (road.label, road.unit, road.polarity, road.period_kind, road.rows) == (
        "Children killed, or seriously hurt",
        "Rate per 100,000",
        "Low",
        "Calendar Year",
        2,
    )
    assert catalogue.published == date(2025, 9, 17)
    assert catalogue.areas[0] == ("835", "Dorset (Pre LG)")
    assert "2025(prov)" in catalogue.periods


def test_the_dictionary_is_read_though_it_is_not_clean() -> None:
    """Days are numbers of a spreadsheet, or words; a byte that is no UTF-8 is put as U+FFFD."""
    entries = read_dictionary(FIXTURES / DICTIONARY, DICTIONARY)

    assert entries["GLD"].updated == date(2025, 11, 1)
    assert entries["GLD"].next_update == date(2026, 11, 1)
    assert (entries["Spend"].updated, entries["Spend"].next_update) == (None, "TBC")
    assert entries["Spend"].label == "Spend on family support \ufffd gross"
    assert (entries["Spend"].has_quartiles, entries["RTA"].has_quartiles) == (False, True)
    assert (entries["RTA"].decimals, entries["GLD"].decimals) == (2, None)


def test_parquet_is_read_as_csv_is(tmp_path: Path) -> None:
    """Area numbers that are held as numbers are codes; rows are counted from 1."""
    table = pa.table(
        {
            "Short.Desc": ["GLD"],
            "Years": ["2019"],
            "LA.and.Regions": ["Dorset"],
            "Values": pa.array([72.099999999999994]),
            "LA.Number": [838.0],
        }
    )
    pq.write_table(table, tmp_path / "long.parquet")

    assert one(opened(DfeLait(), "long.parquet", tmp_path), "GLD", *PLACE) == [
        ("838", "Dorset", "2019", 72.1, "", 1)
    ]


def test_of_several_vintages_each_row_says_its_day(tmp_path: Path) -> None:
    """And of one alone the catalogue does, so that it may be declared otherwise."""
    content = (FIXTURES / LONG).read_bytes()
    for day in ("2025-09-17", "2026-04-08"):
        (tmp_path / f"long.{day}.csv").write_bytes(content)
    file = opened(DfeLait(), "long.*.csv", tmp_path)

    assert one(file, "RTA", "published", "file") == [
        (date(2025, 9, 17), 0),
        (date(2025, 9, 17), 0),
        (date(2026, 4, 8), 1),
        (date(2026, 4, 8), 1),
    ]
    assert file.catalogue().published is None


def test_every_missing_column_is_named(tmp_path: Path) -> None:
    """All at once."""
    (tmp_path / "long.csv").write_text("Short Desc,Years,Region\nGLD,2019,South West\n")

    with pytest.raises(WorkspaceError) as refused:
        opened(DfeLait(), "long.csv", tmp_path)

    assert [issue.problem.field for issue in refused.value.issues] == [
        "LA and Regions",
        "Values",
        "LA Number",
    ]


def test_an_option_is_one_of_those_there_are() -> None:
    """And rounding by a dictionary needs a dictionary."""
    with pytest.raises(UsageError, match="'rounding' is 'up'"):
        opened(DfeLait(), LONG, rounding="up")
    with pytest.raises(UsageError, match="'dictionary' is needed"):
        opened(DfeLait(), LONG, rounding="dictionary")


@needs("lait/bds_long_0.parquet")
def test_the_file_of_the_publisher_is_read_whole() -> None:
    """434 measures of 170 areas in well under a second, with every figure where it stands."""
    file = opened(
        DfeLait(), "lait/bds_long_0.parquet", SHARED, dictionary="lait/lait_data_dictionary.csv"
    )
    catalogue = file.catalogue()
    keys = [each.key for each in catalogue.measures]
    start = time.process_time()
    table = file.rows([wanted(key) for key in keys]).table
    seconds = time.process_time() - start

    assert (len(keys), len(catalogue.areas), len(catalogue.periods)) == (434, 170, 65)
    assert (table.num_rows, table["value"].null_count) == (641_070, 93_883)
    assert set(table["symbol"].to_pylist()) == {"", "-"}
    assert all(each.period_kind for each in catalogue.measures)
    assert seconds < 1.0


@needs("lait/bds_long_0.parquet")
@pytest.mark.parametrize(
    ("key", "county", "unitary"),
    [
        # Good level of development: the new council from 2019.
        ("FSP_NEW_GOODDEV", ("2018", 70.3), ("2019", 71.5)),
        # Total absence: the county to 2019, the new council from 2021.
        ("TotAbs", ("2019", 4.9), ("2021", 4.57)),
        ("16-17_not known_NEET", ("2019", 4.5), ("2020", 5.2)),
        ("CareLeaverEET", ("2020", 48.0), ("2021", 43.0)),
        # First time entrants: the old number is kept to the end.
        ("FirstYJS", ("2024", 122.0), None),
    ],
)
def test_dorset_is_two_areas_and_the_switch_differs_by_measure(
    key: str, county: tuple[str, float], unitary: tuple[str, float] | None
) -> None:
    """The county's last figure and its successor's first are as the publisher has them."""
    file = opened(DfeLait(), "lait/bds_long_0.parquet", SHARED)
    rows = one(file, key, "area_code", "period", "value")
    held = {
        area: [(year, value) for code, year, value in rows if code == area and value is not None]
        for area in ("835", "838")
    }

    assert held["835"][-1] == county
    assert (held["838"][0] if held["838"] else None) == unitary


@needs("lait_vintages/bds_long_0.2025-09-17.8c8c853.parquet")
def test_the_vintages_of_the_publisher_are_read_together() -> None:
    """Three files with their days; two symbols that the current file no longer has are known."""
    file = opened(DfeLait(), "lait_vintages/*.parquet", SHARED)
    table = file.rows([wanted(each.key) for each in file.catalogue().measures]).table
    symbols = set(table["symbol"].to_pylist()) - {""}

    assert table.num_rows == 537_710 + 598_740 + 591_430
    assert len(set(table["published"].to_pylist())) == 3
    assert symbols == {"-", "..", "c"}
    assert symbols <= set(DfeLait.symbols)
