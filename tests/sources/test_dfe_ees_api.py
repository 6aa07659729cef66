"""The API of Explore Education Statistics, asked of a server that replies in its shapes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.sources import dfe_ees_api
from purbeck.sources.contract import Request
from purbeck.sources.dfe_ees_api import DfeEesApi
from purbeck.sources.fetching import Fetcher
from tests.sources.publisher import Asked, Given, publishing
from tests.sources.reading import TODAY, one, opened, wanted

SET = "7588c2d6-9e8a-4d84-8f19-6b8d52a01fbd"
ROOT = f"/v1/data-sets/{SET}"
VERSION = {
    "version": "2.1",
    "type": "Minor",
    "status": "Published",
    "published": "2026-03-19T09:30:00+00:00",
    "totalResults": 4,
}
META = {
    "filters": [
        {
            "id": "f1",
            "column": "school_type",
            "label": "School type",
            "options": [{"id": "o1", "label": "Total"}, {"id": "o2", "label": "Special"}],
        }
    ],
    "indicators": [
        {"id": "i1", "column": "sess_overall_percent", "label": "Absence rate", "unit": "%"},
        {"id": "i2", "column": "sess_overall", "label": "Sessions missed", "unit": ""},
        {"id": "i3", "column": "enrolments", "label": "Enrolments", "unit": ""},
    ],
    "geographicLevels": [{"code": "NAT", "label": "National"}],
    "locations": [
        {
            "level": {"code": "NAT", "label": "National"},
            "options": [{"id": "n1", "label": "England", "code": "E92000001"}],
        },
        {
            "level": {"code": "LA", "label": "Local authority"},
            "options": [
                {"id": "l1", "label": "Dorset", "code": "E06000059", "oldCode": "838"},
                {"id": "l2", "label": "Devon", "code": "E10000008", "oldCode": "878"},
            ],
        },
    ],
    "timePeriods": [
        {"code": "AY", "period": "2023/2024", "label": "2023/24"},
        {"code": "AY", "period": "2024/2025", "label": "2024/25"},
    ],
}


def result(year: str, level: str, place: str, option: str, rate: str, missed: str) -> Any:
    """One result, of opaque ids, whose values are text."""
    locations = {"NAT": "n1"} if level == "NAT" else {"NAT": "n1", level: place}
    return {
        "timePeriod": {"code": "AY", "period": year},
        "geographicLevel": level,
        "locations": locations,
        "filters": {"f1": option},
        "values": {"i1": rate, "i2": missed},
    }


RESULTS = [
    result("2023/2024", "LA", "l1", "o1", "7.4", "371"),
    result("2023/2024", "LA", "l1", "o2", "12.5", "c"),
    result("2024/2025", "LA", "l1", "o1", "z", "x"),
    result("2024/2025", "NAT", "n1", "o1", "7.1", "7100"),
]


def in_json(reply: Any) -> Given:
    return Given(json.dumps(reply).encode(), headers={"Content-Type": "application/json"})


def answer(asked: Asked) -> Given:
    """Reply to what the OpenAPI description has, with pages of the size asked for."""
    if asked.path == ROOT:
        return in_json({"id": SET, "status": "Published", "latestVersion": VERSION})
    if asked.path == f"{ROOT}/versions/2.1":
        return in_json(VERSION)
    if asked.path == f"{ROOT}/meta":
        return in_json(META)
    if asked.path == f"{ROOT}/query" and asked.method == "POST":
        told = json.loads(asked.body)
        start = (told["page"] - 1) * told["pageSize"]
        paging = {
            "page": told["page"],
            "pageSize": told["pageSize"],
            "totalResults": len(RESULTS),
            "totalPages": -(-len(RESULTS) // told["pageSize"]),
        }
        results = RESULTS[start : start + told["pageSize"]]
        return in_json({"paging": paging, "results": results, "warnings": []})
    return Given(status=404)


ASKED = wanted("sess_overall_percent", "academic_year", filters={"school_type": ("total",)})


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dfe_ees_api, "PAGE_SIZE", 3)


def test_opaque_ids_are_resolved_and_symbols_kept(tmp_path: Path) -> None:
    """A row tells its area's code, its period with the code of the identifier, and its page."""
    with publishing(answer) as publisher:
        file = opened(
            *(DfeEesApi(), f"{publisher.address}/v1"),
            cache=tmp_path,
            wanted=[ASKED],
            data_set=SET,
        )
    columns = ("area_code", "area_name", "period", "value", "symbol", "file", "line")
    rows = one(file, "sess_overall_percent", *columns, filters={"school_type": ("Total",)})

    assert rows == [
        ("E06000059", "Dorset", "2023/2024|AY", 7.4, "", 0, 1),
        ("E06000059", "Dorset", "2024/2025|AY", None, "z", 0, 3),
        ("E92000001", "England", "2024/2025|AY", 7.1, "", 1, 1),
    ]
    assert one(file, "sess_overall_percent", "numerator", numerator="sess_overall")[0] == (371.0,)


def test_everything_is_asked_of_one_version(tmp_path: Path) -> None:
    """The latest is found first, and the metadata and each page name it."""
    with publishing(answer) as publisher:
        at = f"{publisher.address}/v1"
        opened(DfeEesApi(), at, cache=tmp_path, wanted=[ASKED], data_set=SET)

    assert [(each.method, each.path.removeprefix(ROOT)) for each in publisher.asked] == [
        ("GET", ""),
        ("GET", "/meta"),
        ("POST", "/query"),
        ("POST", "/query"),
    ]
    assert {each.query["dataSetVersion"] for each in publisher.asked[1:]} == {"2.1"}


def test_what_is_asked_is_what_is_wanted(tmp_path: Path) -> None:
    """The indicators, the options of the filters, and the areas of the workspace, all by id."""
    request = Request(
        source="absence",
        folder=tmp_path,
        options={"data_set": SET, "version": "2.1"},
        wanted=(ASKED,),
        areas=("E06000059", "e92000001", "E99999999"),
    )
    with publishing(answer) as publisher:
        asking = Request(
            source=request.source,
            folder=tmp_path,
            at=f"{publisher.address}/v1",
            options=request.options,
            wanted=request.wanted,
            areas=request.areas,
        )
        DfeEesApi().fetch(asking, Fetcher(tmp_path, today=TODAY))
    question = json.loads(publisher.asked[2].body)

    assert publisher.asked[0].path == f"{ROOT}/versions/2.1"
    assert question == {
        "criteria": {
            "and": [
                {"locations": {"in": [{"level": "NAT", "id": "n1"}, {"level": "LA", "id": "l1"}]}},
                {"and": [{"filters": {"in": ["o1"]}}]},
            ]
        },
        "indicators": ["i1"],
        "sorts": [{"field": "timePeriod", "direction": "Asc"}],
        "page": 1,
        "pageSize": 3,
    }


def test_the_catalogue_is_the_metadata(tmp_path: Path) -> None:
    """Nothing is asked for that is not wanted; the version is the edition, with its day."""
    with publishing(answer) as publisher:
        at = f"{publisher.address}/v1"
        catalogue = opened(DfeEesApi(), at, cache=tmp_path, data_set=SET).catalogue()

    assert (catalogue.edition, catalogue.published) == ("2.1", date(2026, 3, 19))
    assert [each.key for each in catalogue.measures] == [
        "sess_overall_percent",
        "sess_overall",
        "enrolments",
    ]
    assert catalogue.filters == {"school_type": ("Total", "Special")}
    assert catalogue.wholes == {"school_type": "Total"}
    assert catalogue.areas[1] == ("E06000059", "Dorset")
    assert "POST" not in {each.method for each in publisher.asked}


def test_a_period_is_read_by_its_code(tmp_path: Path) -> None:
    """The API writes both years out."""
    with publishing(answer) as publisher:
        file = opened(DfeEesApi(), f"{publisher.address}/v1", cache=tmp_path, data_set=SET)

    assert str(file.period("2024/2025|AY", ASKED)) == "2024-25"
    assert str(file.period("2020|M1", wanted("n", "month"))) == "Jan 2020"
    assert str(file.period("2024/2025|T1", wanted("n", "term"))) == "Autumn 2024-25"
    assert not hasattr(file.period("2024|W7", wanted("n", "month")), "label")


def test_an_offline_run_takes_the_replies_kept(tmp_path: Path) -> None:
    """And each of them says that it is one."""
    with publishing(answer) as publisher:
        at = f"{publisher.address}/v1"
        opened(DfeEesApi(), at, cache=tmp_path, wanted=[ASKED], data_set=SET)
    request = Request(
        source="absence", folder=tmp_path, at=at, options={"data_set": SET}, wanted=(ASKED,)
    )
    files = DfeEesApi().fetch(request, Fetcher(tmp_path, today=TODAY, offline=True))

    assert [file.stale for file in files] == [True] * 4


@pytest.mark.parametrize(
    ("change", "received"),
    [
        ({"latestVersion": None}, "a data set without a published version"),
        ({"latestVersion": {**VERSION, "status": "Withdrawn"}}, "which has been withdrawn"),
    ],
)
def test_a_data_set_that_is_withdrawn_is_refused(
    tmp_path: Path, change: dict[str, Any], received: str
) -> None:
    """In one line, and nothing else is asked."""
    with (
        publishing(lambda asked: in_json({"id": SET, **change})) as publisher,
        pytest.raises(WorkspaceError, match=received),
    ):
        opened(DfeEesApi(), publisher.address, cache=tmp_path, wanted=[ASKED], data_set=SET)

    assert len(publisher.asked) == 1


def test_a_page_that_is_missing_results_is_refused(tmp_path: Path) -> None:
    """So many were announced, and there are fewer."""

    def short(asked: Asked) -> Given:
        given = answer(asked)
        if asked.path.endswith("/query") and json.loads(asked.body)["page"] == 2:
            reply = json.loads(given.body)
            return in_json({**reply, "results": []})
        return given

    with publishing(short) as publisher:
        at = f"{publisher.address}/v1"
        with pytest.raises(WorkspaceError, match="3 results where 4 were announced"):
            opened(DfeEesApi(), at, cache=tmp_path, wanted=[ASKED], data_set=SET)


def test_the_data_set_has_to_be_named(tmp_path: Path) -> None:
    """Before anything is asked; and a version is one, not a pattern of them."""
    with pytest.raises(UsageError, match="data_set"):
        opened(DfeEesApi(), "", cache=tmp_path)
    with pytest.raises(UsageError, match="no one version"):
        opened(DfeEesApi(), "", cache=tmp_path, data_set=SET, version="2.*")
