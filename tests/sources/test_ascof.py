"""ASCOF: rows by type of figure become one row a figure, whatever the vintage calls things."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.sources import ascof
from purbeck.sources.ascof import Ascof
from tests.sources.reading import FIXTURES, SHARED, needs, one, opened, wanted

FIGURES = ("value", "numerator", "denominator", "lower", "upper")


def test_five_rows_of_a_figure_become_one() -> None:
    """The margin of error becomes the limits, and the base of a survey a note."""
    rows = one(opened(Ascof(), "ascof_1819.csv"), "1B", *FIGURES, "note", "line", "period")

    assert rows == [(78.9, 3155.0, 4000.0, 74.3, 83.5, "base of 385", 6, "2018-19")]


def test_what_is_not_published_beside_a_figure_is_not_there() -> None:
    """No margin, no limits: a part of the whole has a code of its own."""
    rows = one(opened(Ascof(), "ascof_1819.csv"), "1B65OV", *FIGURES, "note")

    assert rows == [(77.1, None, None, None, None, "")]


def test_a_symbol_stays_a_symbol_and_a_type_of_council_keeps_its_letter() -> None:
    """It has no code of the Office for National Statistics."""
    rows = one(
        opened(Ascof(), "ascof_1819.csv"), "1C1A", "area_code", "area_name", "value", "symbol"
    )

    assert rows == [
        ("E10000009", "Dorset", 99.6, ""),
        ("E06000053", "Isles of Scilly", None, "c"),
        ("E09000001", "City of London", None, ":"),
        ("S", "Shire Counties", 88.0, ""),
        ("E92000001", "England", None, "(blank)"),
    ]
    assert Ascof.symbols["c"] is Absence.SUPPRESSED
    assert {"(blank)", ":", "nan"} <= set(Ascof.symbols)


@pytest.mark.parametrize("key", ["1C1A", "1C(1A)", "1c1a"])
def test_a_code_is_the_same_with_brackets_and_without(key: str) -> None:
    """Vintages to 2015-16 have 1C(1A), and later ones 1C1A."""
    rows = one(opened(Ascof(), "ascof_years.csv"), key, "period", "value", "symbol", "numerator")

    assert rows == [("2015-16", 94.8, "", 2873.0), ("2014-15", None, "NaN", None)]


def test_a_denominator_of_nobody_is_no_denominator(tmp_path: Path) -> None:
    """There is no fraction of it; the note says so."""
    head = (FIXTURES / "ascof_1819.csv").read_text().splitlines()[0]
    rows = [("Outcome", ":"), ("Numerator", "0"), ("Denominator", "0")]
    lines = [f"714,City of London,Council,E09000001,1C1B,Total,{t},{v},1C1B,x" for t, v in rows]
    (tmp_path / "ascof_1718.csv").write_text("\n".join([head, *lines, ""]))
    file = opened(Ascof(), "ascof_1718.csv", tmp_path)

    assert one(file, "1C1B", "symbol", "numerator", "denominator", "note") == [
        (":", None, None, "denominator of 0")
    ]


def test_headings_drift_and_are_the_same() -> None:
    """ONS Code for ONS Area Code, Measure_Value for Measure Value; text in Windows-1252."""
    file = opened(Ascof(), "ascof_years.csv")
    (measure,) = file.catalogue().measures

    assert (measure.key, measure.rows) == ("1C1A", 2)
    assert measure.label == "The proportion of people using social care – self-directed support"
    assert one(file, "1C1A", "area_code") == [("E10000009",)] * 2


def test_years_and_levels_may_be_asked_for() -> None:
    """By the one name that a column has for every vintage."""
    file = opened(Ascof(), "ascof_years.csv")
    asked = {"Return Year": ("2015-16",), "Geographical Level": ("council",)}

    assert one(file, "1C1A", "period", filters=asked) == [("2015-16",)]
    assert file.catalogue().filters["Return Year"] == ("2015-16", "2014-15")


def test_the_year_is_the_option_where_the_name_does_not_tell_it(tmp_path: Path) -> None:
    """'2022' is no year of a return; without one there is none."""
    content = (FIXTURES / "ascof_1819.csv").read_bytes()
    (tmp_path / "meas-from-asc-of-eng-2022-csv.csv").write_bytes(content)

    with pytest.raises(UsageError, match="option 'year'"):
        opened(Ascof(), "meas-from-asc-of-eng-2022-csv.csv", tmp_path)
    file = opened(Ascof(), "meas-from-asc-of-eng-2022-csv.csv", tmp_path, year="2021-22")
    with pytest.raises(UsageError, match="'year' is of one file"):
        opened(Ascof(), "ascof_*.csv", year="2021-22")

    assert file.catalogue().periods == ("2021-22",)


def test_an_archive_is_read_without_unpacking_it_by_hand(tmp_path: Path) -> None:
    """Each figure says in which part of the archive it stands; the part's name tells the year."""
    with zipfile.ZipFile(tmp_path / "ascof.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(FIXTURES / "ascof_1819.csv", "data/meas-from-asc-of-eng-1819-open.csv")
        archive.writestr("readme.txt", "nothing")
    rows = one(opened(Ascof(), "ascof.zip", tmp_path), "1B", "value", "sheet", "line", "period")

    assert rows == [(78.9, "meas-from-asc-of-eng-1819-open.csv", 6, "2018-19")]


def test_files_of_one_name_in_an_archive_are_two_files(tmp_path: Path) -> None:
    """Neither takes the place of the other."""
    content = (FIXTURES / "ascof_1819.csv").read_text()
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a/open_1819.csv", content)
        archive.writestr("b/open_1819.csv", content.replace("78.9", "79.9"))
    rows = one(opened(Ascof(), "two.zip", tmp_path), "1B", "value")

    assert rows == [(78.9,), (79.9,)]


def test_an_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it promises is not believed: it is counted while it is unpacked."""
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros_1819.csv", "0," * 3_000_000)
    monkeypatch.setattr(ascof, "MOST_UNPACKED", 5_000_000)

    with pytest.raises(WorkspaceError, match="once unpacked"):
        opened(Ascof(), "bomb.zip", tmp_path)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04 and nothing more"])
def test_an_archive_that_is_cut_short_is_refused(content: bytes, tmp_path: Path) -> None:
    """In one line."""
    (tmp_path / "cut.zip").write_bytes(content)

    with pytest.raises(WorkspaceError, match="cut short or damaged"):
        opened(Ascof(), "cut.zip", tmp_path)


def test_a_year_of_ascof_is_a_financial_year() -> None:
    """Under another kind it is refused, though it could be spelt so."""
    file = opened(Ascof(), "ascof_1819.csv")
    problem = file.period("2018-19", wanted("1B", "calendar_pool", span=2))

    assert str(file.period("2018-19", wanted("1B"))) == "2018-19"
    assert isinstance(problem, Problem)
    assert problem.code is IssueCode.PERIOD_OF_WRONG_KIND


def test_the_layout_of_oflog_has_one_figure_a_row() -> None:
    """Values are as published, though they mix scales."""
    file = opened(Ascof(), "oflog.csv")

    assert one(file, "ASC1", "area_code", "period", "value", "lower") == [
        ("E06000059", "2021-22", 0.457, None),
        ("E10000008", "2021-22", 7.8, None),
    ]
    assert file.catalogue().measures[0].label == "Requests resulting in a service"


DORSET = {
    "1B": [
        ("2014-15", 79.8, 3250.0, 4070.0, None, None, "base of 485"),
        ("2015-16", 82.0, 1444.0, 1760.0, None, None, "base of 506"),
        ("2016-17", 80.0, 3660.0, 4575.0, 75.2, 84.8, "base of 495"),
        ("2017-18", 81.2, 3915.0, 4820.0, 76.1, 86.3, "base of 370"),
        ("2018-19", 78.9, 3155.0, 4000.0, 74.3, 83.5, "base of 385"),
    ],
    "1C1A": [
        ("2014-15", 96.2, 2950.0, 3070.0, None, None, ""),
        ("2015-16", 94.8, 2873.0, 3031.0, None, None, ""),
        ("2016-17", 96.3, 2917.0, 3028.0, None, None, ""),
        ("2017-18", 96.7, 2943.0, 3042.0, None, None, ""),
        ("2018-19", 99.6, 2493.0, 2504.0, None, None, ""),
    ],
    "2C1": [
        ("2014-15", 21.2, 72.0, 341035.0, None, None, ""),
        ("2015-16", 23.4, 80.0, 343444.0, None, None, ""),
        ("2016-17", 23.6, 81.0, 345591.0, None, None, ""),
        ("2017-18", 18.4, 64.0, 347806.0, None, None, ""),
        ("2018-19", 14.3, 50.0, 349817.0, None, None, ""),
    ],
}


@needs("ascof/ascof_14_19.parquet")
@pytest.mark.parametrize("key", DORSET)
def test_five_years_of_dorset_are_as_published(key: str) -> None:
    """Whatever each year calls the measure."""
    rows = one(
        opened(Ascof(), "ascof/ascof_14_19.parquet", SHARED),
        key,
        "area_name",
        "period",
        *FIGURES,
        "note",
    )

    assert sorted(row[1:] for row in rows if row[0] == "Dorset") == DORSET[key]


@needs("ascof/ascof_14_19.parquet")
def test_a_survey_of_every_second_year_has_every_second_year() -> None:
    """No gap is filled: carers are asked in 2014-15, 2016-17 and 2018-19."""
    rows = one(opened(Ascof(), "ascof/ascof_14_19.parquet", SHARED), "3D2", "period", "value")

    assert {period for period, _ in rows} == {"2014-15", "2016-17", "2018-19"}


@needs("ascof/ascof_14_19.parquet")
def test_the_file_of_five_years_is_read_whole() -> None:
    """Every outcome is a row, and nothing stands in place of one that is not known."""
    file = opened(Ascof(), "ascof/ascof_14_19.parquet", SHARED)
    catalogue = file.catalogue()
    table = file.rows([wanted(each.key) for each in catalogue.measures]).table

    assert (len(catalogue.measures), table.num_rows) == (109, 78_632)
    assert {each.lower() for each in table["symbol"].to_pylist()} - {""} <= set(Ascof.symbols)
    assert catalogue.filters["Return Year"][0] == "2018-19"


def test_without_other_codes_those_of_social_services_stand(tmp_path: Path) -> None:
    """A file without codes of the ONS has a number for a council; a letter is left to the name."""
    head = (
        "Geographical Code,Geographical Description,ASCOF Measure Code,Measure Type,Measure Value"
    )
    lines = ("809,Dorset,1C1A,Outcome,89.1", "ENG,England,1C1A,Outcome,92.0")
    (tmp_path / "ascof_1718.csv").write_text("\n".join([head, *lines, ""]))

    rows = one(opened(Ascof(), "ascof_1718.csv", tmp_path), "1C1A", "area_code", "area_name")

    assert rows == [("809", "Dorset"), ("", "England")]
