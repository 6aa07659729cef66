"""A mapping that is written for somebody: what is chosen, what is left, and that it is read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from purbeck.model.unit import UNITS, UnitCode
from purbeck.pull.writing_sources import NewSource, source_entry
from purbeck.sources.registry import connector
from tests.pull.drawn import attendance
from tests.sources.books import Rows, write_xlsx
from tests.sources.reading import opened


def entry_of(folder: Path, name: str, of: str, key: str, unit: str = "percentage") -> str:
    """Write the entry of a file for one measure."""
    measure = attendance(unit=UNITS[UnitCode(unit)])
    new = NewSource(id="mine", connector=of, at=name, options={}, pairs=((measure, key),))
    catalogue = opened(connector(of), name, folder).catalogue()
    return source_entry(new, connector(of), catalogue)


def filters_in(entry: str) -> dict[str, Any]:
    """Give the filters that the entry declares."""
    found: dict[str, Any] = tomllib.loads(entry)["source"][0]["measure"][0].get("filters", {})
    return found


def test_the_year_of_a_file_is_no_filter(tmp_path: Path) -> None:
    """Next year's rows would be passed over; it is shown, to be declared by whoever means it."""
    head = (
        "Fiscal Year,Geographical Code,Geographical Description,Geographical Level,ONS Area Code,"
        "ASCOF Measure Code,Disaggregation Level,Measure Type,Measure Value"
    )
    row = "202324,809,Dorset,Council,E06000059,3D1,Total,Outcome,89.1"
    (tmp_path / "ascof.csv").write_text(f"{head}\n{row}\n")

    entry = entry_of(tmp_path, "ascof.csv", "ascof", "3D1")

    assert filters_in(entry) == {"Geographical Level": "Council", "Disaggregation Level": "Total"}
    assert '# "Return Year" = "202324"  # a period: for that one alone' in entry


def test_the_whole_of_fingertips_is_chosen(tmp_path: Path) -> None:
    """Persons, and rows without a category; what has no whole is left to be chosen."""
    head = (
        "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
        "Category Type,Category,Time period,Value"
    )
    rows = "".join(
        f"1,x,E12000009,South West,E06000059,Dorset,UA,{sex},10+ yrs,{kind},{category},2022,71.5\n"
        for sex, kind, category in (
            ("Persons", "", ""), ("Male", "", ""), ("Persons", "Deprivation", "Most deprived")
        )
    )  # fmt: skip
    (tmp_path / "profile.csv").write_text(f"{head}\n{rows}")

    entry = entry_of(tmp_path, "profile.csv", "ohid-fingertips", "1")

    chosen = filters_in(entry)
    assert {name: chosen[name] for name in ("Sex", "Age", "Category", "Category Type")} == {
        "Sex": "Persons",
        "Age": "10+ yrs",
        "Category": "",
        "Category Type": "",
    }
    assert 'Category = ""  # one of: "", Most deprived' in entry


@pytest.mark.parametrize(
    ("title", "unit", "scale"),
    [
        ("Net current expenditure (£ thousand)", "pounds", 1000),
        ("Net current expenditure (£ million)", "pounds", 1000000),
        ("Net current expenditure", "pounds", None),
        ("Net current expenditure (£ thousand)", "count", None),
    ],
)
def test_thousands_of_pounds_are_brought_to_pounds(
    tmp_path: Path, title: str, unit: str, scale: int | None
) -> None:
    """Where the publisher says that they are thousands, and framework.toml declares pounds."""
    rows: Rows = [
        ["Revenue Outturn (RO) 2017-18"],
        [title],
        ["E-code", "ONS Code", "Local authority", "Social care"],
        ["E1221", "E10000009", "Dorset", 58344.0],
    ]
    write_xlsx(tmp_path / "RS.xlsx", {"Data": rows})

    entry = entry_of(tmp_path, "RS.xlsx", "mhclg-outturn", "Social care", unit)

    assert tomllib.loads(entry)["source"][0]["measure"][0].get("scale") == scale
