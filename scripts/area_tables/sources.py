"""Reads the files of open data, and the facts kept by hand beside this module."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

Row = Mapping[str, str]

BY_HAND = Path(__file__).parent / "by_hand"

COUNCIL = re.compile(r"E(?:06|07|08|09|10)\d{6}")

# The mark of a footnote behind a name.
NOTE = re.compile(r" \([a-z]\)$")


@dataclass(frozen=True)
class Spelling:
    """What one row of one file calls an area: by code, and by name."""

    scheme: str
    code: str
    name: str


def by_hand(name: str) -> list[Row]:
    """Give the rows of a table that is kept by hand."""
    return _rows(BY_HAND / f"{name}.csv")


def table(shared: Path, path: str) -> list[Row]:
    """Give the rows of a CSV file, plain or compressed."""
    return _rows(shared / "data" / path)


def sheet(shared: Path, path: str, name: str, skip: int) -> list[list[Any]]:
    """Give the rows of a sheet after its first ``skip`` rows."""
    book = CalamineWorkbook.from_path(shared / "data" / path)
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)[skip:]


def outturn(shared: Path) -> Iterator[tuple[str, str, str]]:
    """Give the E-code, GSS code and name of each council in the revenue outturn, oldest first.

    Rows in which the E-code and the GSS code are not of one council are left out: that of
    2017-18 has North Yorkshire under E10000022, which was the county of Northumberland.
    """
    register = table(shared, "areas/england_la_table.csv")
    known = {row["ecode"]: row["gss-code"] for row in register if row["ecode"]}
    older = sheet(shared, "outturn/RS_2017-18_data_by_LA.xlsx", "RS LA Data 2017-18", 7)
    newer = sheet(shared, "outturn/RO3_LA_Data_2024-25_data_by_LA.ods", "RO3_LA_Data_202425", 7)
    for row in (*older, *newer):
        ecode, code, name = (str(cell).strip() for cell in row[:3])
        if COUNCIL.fullmatch(code) and known.get(ecode, code) == code:
            yield ecode, code, NOTE.sub("", name)


def adult_social_care(shared: Path) -> Iterator[tuple[str, str, str]]:
    """Give the CASSR code, GSS code and name of each council in ASCOF."""
    import pyarrow.parquet as parquet

    columns = ["Geographical.Code", "ONS.Area.Code", "Geographical.Description"]
    read = parquet.read_table(shared / "data/ascof/ascof_14_19.parquet", columns=columns)
    found = set(zip(*(read[column].to_pylist() for column in columns), strict=True))
    for cassr, code, name in sorted(found, key=str):
        if code and COUNCIL.fullmatch(code):
            yield cassr, code, name


def education_names(shared: Path) -> Iterator[Row]:
    """Give the rows of local authorities in the files of Explore Education Statistics."""
    for path in (
        "areas/ons_mid-year_population_estimates_2012_to_2024.csv",
        "ees/absence_la.csv.gz",
        "ees/ks2_la.csv",
    ):
        for row in table(shared, path):
            if row["new_la_code"]:
                yield row


def spellings(shared: Path) -> Iterator[Spelling]:
    """Give every name that a file has beside a code."""
    for row in education_names(shared):
        yield Spelling("gss", row["new_la_code"], row["la_name"])
    for number, name, *_ in sheet(shared, "lait/la_code_list.xlsx", "Sheet1", 1):
        yield Spelling("dfe", str(int(number)), name)
    for _, code, name in adult_social_care(shared):
        yield Spelling("gss", code, name)
    for _, code, name in outturn(shared):
        yield Spelling("gss", code, name)
    for row in table(shared, "dtoc/DToC_Days_Reason_for_Delay.csv"):
        if row["Code"].startswith("E"):
            yield Spelling("gss", row["Code"], row["Name"])
        elif row["Code"] != "-":
            yield Spelling("cassr", row["Code"], row["Name"])


def _rows(path: Path) -> list[Row]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
