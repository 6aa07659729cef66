"""Delayed transfers of care: each column of days is a measure, and a month is a month."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.sources.nhs_dtoc import NhsDtoc
from tests.sources.reading import SHARED, needs, one, opened, told, wanted

TOTAL = "Total Delayed Transfers of Care"


def test_a_code_is_as_published_and_england_has_none() -> None:
    """Dorset has three codes under one name; England's dash is no code."""
    rows = one(opened(NhsDtoc(), "dtoc.csv"), TOTAL, "area_code", "area_name", "period", "value")

    assert rows == [
        ("", "England", "April 2019", 130773.0),
        ("E06000059", "Dorset", "May 2019", 1403.0),
        ("E06000029", "Poole", "April 2019", 0.0),
        ("E10000009", "Dorset", "April 2016", 2283.0),
        ("809", "Dorset", "April 2011", 1694.0),
    ]


def test_a_reason_that_was_added_later_was_not_collected_before() -> None:
    """NA stays a symbol, and so does a dash."""
    rows = one(opened(NhsDtoc(), "dtoc.csv"), "Other", "value", "symbol", "column", "line")

    assert rows == [
        (1524.0, "", "Other", 2),
        (2.0, "", "Other", 3),
        (None, "-", "Other", 4),
        (None, "NA", "Other", 5),
        (None, "NA", "Other", 6),
    ]
    assert NhsDtoc.symbols["na"] is Absence.NOT_COLLECTED
    assert NhsDtoc.symbols["-"] is Absence.NOT_COLLECTED


def test_every_column_of_days_is_a_measure() -> None:
    """In the order of the file; neither the code, the name nor the period is one."""
    measures = opened(NhsDtoc(), "dtoc.csv").catalogue().measures

    assert [each.key for each in measures] == [
        "Awaiting completion of assessment",
        "Other",
        TOTAL,
    ]
    assert {each.unit for each in measures} == {"days delayed in the month"}


def test_several_columns_may_be_wanted_at_once() -> None:
    """The rows of one come after those of the other; an unknown column has none."""
    file = opened(NhsDtoc(), "dtoc.csv")
    rows = file.rows([wanted(TOTAL, "month"), wanted("Beds"), wanted("other", "month")])

    assert [place for (place,) in told(rows, "wanted")] == [0] * 5 + [2] * 5


def test_the_file_by_who_a_delay_is_put_down_to_has_no_codes() -> None:
    """Its areas are told by their names alone, and its period has another heading."""
    file = opened(NhsDtoc(), "dtoc_attributed.csv")

    assert one(file, "NHS", "area_code", "area_name", "period", "value") == [
        ("", "Dorset", "April 2019", 1020.0),
        ("", "England", "April 2019", 80000.0),
    ]
    assert [each.key for each in file.catalogue().measures] == ["NHS", "Social Care", "Both"]


def test_a_month_is_a_month() -> None:
    """Quarters and years are not made of months here."""
    file = opened(NhsDtoc(), "dtoc.csv")
    problem = file.period("April 2019", wanted(TOTAL, "financial_quarter"))

    assert str(file.period("April 2019", wanted(TOTAL, "month"))) == "Apr 2019"
    assert isinstance(problem, Problem)
    assert problem.code is IssueCode.PERIOD_OF_WRONG_KIND


def test_a_file_without_figures_is_refused(tmp_path: Path) -> None:
    """There has to be a column of days."""
    (tmp_path / "none.csv").write_text("Code,Name,Period\n809,Dorset,April 2011\n")

    with pytest.raises(WorkspaceError, match="column of days"):
        opened(NhsDtoc(), "none.csv", tmp_path)


@needs("dtoc/DToC_Days_Reason_for_Delay.csv")
def test_the_file_of_the_publisher_is_read_whole() -> None:
    """105 months of 152 names; Dorset under three codes, one after the other."""
    file = opened(NhsDtoc(), "dtoc/DToC_Days_Reason_for_Delay.csv", SHARED)
    catalogue = file.catalogue()
    rows = one(file, TOTAL, "area_code", "area_name", "period", "value")
    dorset = {(code, period): value for code, name, period, value in rows if name == "Dorset"}

    assert (len(rows), len(catalogue.periods), len(catalogue.measures)) == (15_847, 105, 12)
    assert len({name for _, name in catalogue.areas}) == 152
    assert sorted({code for code, _ in dorset}) == ["809", "E06000059", "E10000009"]
    assert dorset["809", "April 2011"] == 1694
    assert dorset["E10000009", "April 2016"] == 2283
    assert dorset["E10000009", "April 2019"] == 1617


@needs("dtoc/DToC_Days_Reason_for_Delay.csv")
def test_the_reasons_add_up_to_the_total() -> None:
    """In every row, with nothing for a reason that was not collected."""
    file = opened(NhsDtoc(), "dtoc/DToC_Days_Reason_for_Delay.csv", SHARED)
    keys = [each.key for each in file.catalogue().measures]
    total = [value for (value,) in one(file, TOTAL, "value")]
    parts = [[value or 0 for (value,) in one(file, key, "value")] for key in keys if key != TOTAL]
    sums = [sum(row) for row in zip(*parts, strict=True)]

    assert sums == total
