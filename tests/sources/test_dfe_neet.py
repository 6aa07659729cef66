"""The NEET scorecard: a file for each year, whose labels are the connector's own."""

from __future__ import annotations

from purbeck.sources.dfe_neet import DfeNeet
from tests.sources.reading import SHARED, needs, one, opened, wanted

CALENDAR = "calendar_year"


def test_a_row_is_an_area_and_one_of_demonstration_has_no_code() -> None:
    """The demonstration rows of the file stay, and are of no area that has a code."""
    rows = one(
        opened(DfeNeet(), "neet_scorecard.csv"),
        "NEET_percent",
        *("area_code", "area_name", "value", "denominator"),
        denominator="Cohort_DJFavg",
    )

    assert rows == [
        ("E92000001", "England", 3.1, 1200000.0),
        ("E06000059", "Dorset", 3.0, 7300.0),
        ("", "LA demo", 3.5, 6500.0),
    ]


def test_a_symbol_and_an_empty_cell_are_kept() -> None:
    """A rate of few young people is suppressed; a column may be empty throughout."""
    file = opened(DfeNeet(), "neet_scorecard.csv")

    assert one(file, "NEET_NK_EHCP_percent", "symbol") == [("",), ("c",), ("(blank)",)]
    assert one(file, "VG_NEET_NK_percentage_quintile", "symbol") == [("(blank)",)] * 3


def test_columns_have_labels_and_units() -> None:
    """The age is a filter, and not a measure."""
    catalogue = opened(DfeNeet(), "neet_scorecard.csv").catalogue()
    measures = {each.key: (each.label, each.unit) for each in catalogue.measures}

    assert measures["NEET_not_known_percent"] == ("NEET, or activity not known", "%")
    assert catalogue.filters == {"Age": ("16-17",)}


def test_the_year_is_a_calendar_year() -> None:
    """As the publisher calls it, though the figure is an average from December to February."""
    file = opened(DfeNeet(), "neet_scorecard.csv")

    assert str(file.period("2025 Calendar year", wanted("NEET_percent", CALENDAR))) == "2025"


@needs("neet")
def test_dorset_in_both_years() -> None:
    """Department for Education, NEET scorecard: 3.3% in 2021 and 3.2% in 2023, as published."""
    rows = one(
        opened(DfeNeet(), "neet/*.csv", SHARED),
        "NEET_percent",
        *("area_code", "period", "value", "denominator", "file", "line"),
        denominator="Cohort_DJFavg",
    )

    assert [row[1:] for row in rows if row[0] == "E06000059"] == [
        ("2021 Calendar year", 3.3, 7296.0, 0, 120),
        ("2023 Calendar year", 3.2, 7384.0, 1, 121),
    ]
    assert len(rows) == 321


@needs("neet")
def test_the_cells_that_are_empty_in_2021_are_counted() -> None:
    """The file of 2021 has 2,404 empty cells in its columns of figures, and none is a nought."""
    file = opened(DfeNeet(), "neet/*2021*.csv", SHARED)
    keys = [each.key for each in file.catalogue().measures]
    rows = file.rows([wanted(key, CALENDAR) for key in keys])
    blank = [symbol for symbol in rows.table["symbol"].to_pylist() if symbol == "(blank)"]

    assert len(blank) == 2404
