"""Whatever a publisher's file holds, there are rows of it, or one refusal that says why not."""

from __future__ import annotations

import json
import tempfile
import warnings
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")

from hypothesis import given, settings
from hypothesis import strategies as st

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import Problem
from purbeck.model.period import Period, PeriodKind
from purbeck.sources.contract import Fetched, Location, Request, Wanted
from purbeck.sources.dfe_ees_api import DfeEesApi
from purbeck.sources.dfe_periods import ees_period
from purbeck.sources.fetching import Fetcher
from purbeck.sources.iso_periods import iso_period
from purbeck.sources.registry import connector
from purbeck.sources.sql_query import ask_local, check_reading
from tests.property.spoiling import CONTENT, mutated, replaced, sound, spoilt
from tests.sources import test_dfe_ees_api as api

TODAY = date(2026, 4, 8)

# The connector, the file that is spoilt, the files beside it, and its options.
CASES: Mapping[str, tuple[str, str, tuple[str, ...], dict[str, str]]] = {
    "ees": ("dfe-ees", "ees.csv", ("ees.meta.csv",), {}),
    "meta": ("dfe-ees", "ees.meta.csv", ("ees.csv",), {}),
    "archive": ("dfe-ees", "ees.zip", (), {}),
    "settled": ("dfe-ees", "ees_settled.csv", (), {"filters": "band"}),
    "neet": ("dfe-neet", "neet_scorecard.csv", (), {}),
    "sdmx": ("sdmx-csv", "sdmx.csv", (), {"measure": "INDICATOR"}),
    "csvw": ("csvw", "anxiety.csv", ("anxiety.csv-metadata.json", "anxiety-sex.csv"), {}),
    "csvw metadata": ("csvw", "anxiety.csv-metadata.json", ("anxiety.csv", "anxiety-sex.csv"), {}),
    "csvw list": ("csvw", "anxiety-sex.csv", ("anxiety.csv", "anxiety.csv-metadata.json"), {}),
    "tidy": ("tidy", "tidy.csv", (), {}),
    "parquet": ("tidy", "tidy.parquet", (), {}),
    "sheet": ("tidy", "tidy.xlsx", (), {}),
    "wide": ("tidy", "tidy.csv", (), {"values": "*", "value": ""}),
}
OPENS = {"meta": "ees.csv", "csvw metadata": "anxiety.csv", "csvw list": "anxiety.csv"}


def read(folder: Path, name: str, at: str, options: dict[str, str]) -> None:
    """Open a source and ask it for everything that it says that it has."""
    found = connector(name)
    request = Request(source="s", folder=folder, at=at, options=options)
    fetcher = Fetcher(folder / "cache", today=TODAY)
    ask_all(found.open(request, found.fetch(request, fetcher)))


def ask_all(file: Any) -> None:
    catalogue = file.catalogue()
    wanted = [
        Wanted(measure="m", key=each.key, kind=kind)
        for each in catalogue.measures[:3]
        for kind in (PeriodKind.ACADEMIC_YEAR, PeriodKind.MONTH)
    ]
    rows = file.rows(wanted)

    assert set(rows.table["wanted"].unique().to_pylist()) <= set(range(len(wanted)))
    assert rows.table.num_rows == 0 or min(rows.table["line"].to_pylist()) >= 1
    for text in catalogue.periods[:5]:
        for each in wanted[:2]:
            assert isinstance(file.period(text, each), Period | Problem)


def refused_in_lines(error: Exception) -> None:
    """Each issue of a refusal is one line of a sensible length that can be printed."""
    for line in str(error).split("\n"):
        assert line.splitlines() in ([line], [])
        assert len(line) < 1500
        line.encode("utf-8")


@pytest.mark.parametrize("case", CASES)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_no_content_of_a_file_raises_or_warns(case: str, data: st.DataObject) -> None:
    """There are rows, or there is a refusal that says what is wrong with the file."""
    name, spoilt_file, beside, options = CASES[case]
    content = data.draw(mutated(spoilt_file) | mutated(spoilt_file) | spoilt(sound(spoilt_file)))

    with tempfile.TemporaryDirectory() as made, warnings.catch_warnings():
        warnings.simplefilter("error")
        folder = Path(made)
        (folder / spoilt_file).write_bytes(content)
        for other in beside:
            (folder / other).write_bytes(sound(other))
        try:
            read(folder, name, OPENS.get(case, spoilt_file), options)
        except (WorkspaceError, UsageError) as error:
            refused_in_lines(error)


REPLIES = {
    "version": {"id": api.SET, "latestVersion": api.VERSION},
    "meta": api.META,
    "data": {
        "paging": {"page": 1, "pageSize": 10, "totalResults": 4, "totalPages": 1},
        "results": api.RESULTS,
        "warnings": [],
    },
}


@pytest.mark.parametrize("role", REPLIES)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_no_reply_of_the_api_raises_or_warns(role: str, data: st.DataObject) -> None:
    """Neither one of another shape nor one that is no reply at all."""
    whole = json.dumps(REPLIES[role]).encode()
    content = data.draw(
        replaced(REPLIES[role]).map(lambda reply: json.dumps(reply).encode())
        | CONTENT
        | spoilt(whole)
    )

    with tempfile.TemporaryDirectory() as made, warnings.catch_warnings():
        warnings.simplefilter("error")
        files = []
        for each, reply in REPLIES.items():
            path = Path(made) / f"{each}.json"
            path.write_bytes(content if each == role else json.dumps(reply).encode())
            files.append(
                Fetched(
                    location=Location(address="https://example.org", role=each),
                    path=path,
                    name=path.name,
                    digest="",
                )
            )
        request = Request(source="s", folder=Path(made), options={"data_set": api.SET})
        try:
            ask_all(DfeEesApi().open(request, files))
        except (WorkspaceError, UsageError) as error:
            refused_in_lines(error)


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(max_size=30)
    | st.from_regex(r"\A[0-9]{4,6}(/[0-9]{4})? ?(Academic year|Week 9|May|Tax year Q1)\Z")
    | st.from_regex(r"\A[0-9]{4}-([0-9]{2}(-[0-9]{2}/P[0-9]{1,2}[YM])?|[AQMSW][0-9]{1,2})\Z"),
    kind=st.sampled_from(PeriodKind),
    span=st.integers(1, 3),
)
def test_any_text_is_a_period_or_a_problem(text: str, kind: PeriodKind, span: int) -> None:
    """Of the kind that is declared, or none."""
    wanted = Wanted(measure="m", key="k", kind=kind, span=span)
    for read_one in (ees_period, iso_period):
        found = read_one(text, wanted)

        assert isinstance(found, Problem) or found.kind is kind


@settings(max_examples=150, deadline=None)
@given(
    query=st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                *(
                    "SELECT",
                    "FROM",
                    "WITH",
                    "x AS",
                    "(",
                    ")",
                    "'",
                    '"',
                    ";",
                    "--",
                    "/*",
                    "*/",
                    "\n",
                ),
                *("figures", "'a.csv'", ":areas", "1", ",", "*", "::", "DELETE", "INTO", "WHERE"),
                *("CREATE TABLE t AS", "PRAGMA x", "range(9)", "$areas", "?", ":b", "\x00"),
            ]
        ),
        max_size=10,
    ).map(" ".join)
)
def test_any_text_as_a_query_is_answered_or_refused(query: str) -> None:
    """And nothing is written to the folder, whatever it says."""
    with tempfile.TemporaryDirectory() as made, warnings.catch_warnings():
        warnings.simplefilter("error")
        folder = Path(made)
        (folder / "a.csv").write_text("area,period,value\nE06000059,2024,1\n")
        try:
            check_reading(query, "own")
            ask_local(query, None, folder, ("E06000059",))
        except UsageError as error:
            refused_in_lines(error)

        assert [path.name for path in folder.iterdir()] == ["a.csv"]
        assert (folder / "a.csv").read_text() == "area,period,value\nE06000059,2024,1\n"
