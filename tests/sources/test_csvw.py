"""CSV on the Web: the metadata says which column is the area, the period and the figure."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.sources.csvw import Csvw
from tests.sources.publisher import Asked, Given, publishing
from tests.sources.reading import FIXTURES, one, opened, wanted

FILES = ("anxiety.csv", "anxiety.csv-metadata.json", "anxiety-sex.csv")
COLUMNS = ("area_code", "period", "value", "symbol", "line")


@pytest.mark.parametrize("at", ["anxiety.csv", "anxiety.csv-metadata.json"])
def test_a_table_is_read_by_what_its_metadata_says(at: str) -> None:
    """From the table, or from the metadata; codes of areas are in capitals, '..' is nothing."""
    rows = one(opened(Csvw(), at), "anxiety", *COLUMNS)

    assert rows == [
        ("E06000059", "2011-2012", 3.14, "", 2),
        ("E06000059", "2012-2013", None, "(blank)", 3),
        ("K02000001", "2011-2012", 3.13, "", 4),
    ]


def test_limits_beside_the_value_are_its_own() -> None:
    """Columns named lower and upper are the interval of the value."""
    rows = one(opened(Csvw(), "anxiety.csv"), "happiness", "value", "lower", "upper")

    assert rows == [(7.29, 7.27, 7.31)]


def test_codes_are_called_by_the_labels_of_their_list() -> None:
    """And a filter is asked by its label."""
    file = opened(Csvw(), "anxiety.csv")

    assert file.catalogue().filters == {"Sex": ("All persons", "Women")}
    assert one(file, "happiness", "value", filters={"sex": ("women",)}) == [(7.29,)]


def test_a_period_is_read_as_years_or_as_an_address() -> None:
    """A government year is a financial year; a plain address of a year is the calendar's."""
    file = opened(Csvw(), "anxiety.csv")
    base = "http://reference.data.gov.uk/id"

    assert str(file.period("2011-2012", wanted("anxiety"))) == "2011-12"
    assert str(file.period(f"{base}/government-year/2011-2012", wanted("anxiety"))) == "2011-12"
    assert str(file.period(f"{base}/year/2011", wanted("a", "calendar_year"))) == "2011"
    assert not hasattr(file.period(f"{base}/year/2011", wanted("anxiety")), "label")


def test_table_metadata_and_lists_are_fetched_from_one_address(tmp_path: Path) -> None:
    """Of the table's own address with '-metadata.json', and then by what that says."""

    def answer(asked: Asked) -> Given:
        return Given((FIXTURES / Path(asked.path).name).read_bytes())

    with publishing(answer) as publisher:
        file = opened(Csvw(), f"{publisher.address}/a/anxiety.csv", cache=tmp_path)

    assert [each.path for each in publisher.asked] == [
        "/a/anxiety.csv-metadata.json",
        "/a/anxiety.csv",
        "/a/anxiety-sex.csv",
    ]
    assert len(one(file, "anxiety", "value")) == 3


@pytest.mark.parametrize("missing", ["anxiety-sex.csv", "described elsewhere"])
def test_a_list_that_is_not_there_leaves_the_codes(tmp_path: Path, missing: str) -> None:
    """So does one whose columns are described at another address."""
    for name in FILES:
        shutil.copy(FIXTURES / name, tmp_path)
    if missing in FILES:
        (tmp_path / missing).unlink()
    told = json.loads((tmp_path / FILES[1]).read_text())
    told["tables"][0]["tableSchema"] = "https://example.org/list-schema.json"
    (tmp_path / FILES[1]).write_text(json.dumps(told))
    file = opened(Csvw(), "anxiety.csv", tmp_path)
    labelled = {"Sex": ("All persons", "Women")}

    assert file.catalogue().filters == ({"Sex": ("all", "f")} if missing in FILES else labelled)


def test_a_table_without_metadata_is_refused(tmp_path: Path) -> None:
    """And where to put it is said."""
    shutil.copy(FIXTURES / "anxiety.csv", tmp_path)

    with pytest.raises(UsageError, match=r"anxiety\.csv-metadata\.json"):
        opened(Csvw(), "anxiety.csv", tmp_path)


@pytest.mark.parametrize("url", ["../secret.csv", "/etc/hostname", "file:///etc/hostname", ""])
def test_metadata_cannot_point_out_of_its_folder(tmp_path: Path, url: str) -> None:
    """Only at a file beside it or below."""
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "m.json").write_text(json.dumps({"url": url}))

    with pytest.raises(WorkspaceError, match="not beside it"):
        opened(Csvw(), "m.json", tmp_path / "in")


@pytest.mark.parametrize(
    "columns",
    [
        [{"name": "period"}, {"titles": "Nowhere"}],
        [{"name": "period", "propertyUrl": "x#refPeriod"}],
    ],
)
def test_metadata_that_does_not_fit_is_refused(tmp_path: Path, columns: list[Any]) -> None:
    """A column that is not there; or nothing that tells the area and the figure."""
    for name in FILES:
        shutil.copy(FIXTURES / name, tmp_path)
    told = {"url": "anxiety.csv", "tableSchema": {"columns": columns}}
    (tmp_path / FILES[1]).write_text(json.dumps(told))

    with pytest.raises(WorkspaceError):
        opened(Csvw(), "anxiety.csv", tmp_path)
