"""The API of Fingertips, asked of a server on this machine that gives replies of its shape."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.model.errors import UsageError
from purbeck.sources.contract import Request
from purbeck.sources.fetching import Fetcher
from purbeck.sources.fingertips_api import ADDRESS, FingertipsApi
from tests.sources.publisher import Asked, Given, publishing
from tests.sources.reading import FIXTURES, TODAY, one, opened, wanted

ASKED = (wanted("40501", "calendar_pool", span=3), wanted("93000"), wanted("40501"))
TYPES = {"area_type": "102", "parent_area_type": "6"}


def answer(asked: Asked) -> Given:
    """Give the file of figures, or of metadata, as the path asks."""
    if asked.path == "/api/all_data/csv/by_indicator_id":
        return Given((FIXTURES / "fingertips_27.csv").read_bytes())
    if asked.path == "/api/indicator_metadata/csv/by_indicator_id":
        return Given((FIXTURES / "fingertips_metadata.csv").read_bytes())
    return Given(status=404)


def test_figures_and_metadata_are_asked_for_by_number(tmp_path: Path) -> None:
    """Each indicator once, for areas of the type declared within their parents."""
    with publishing(answer) as publisher:
        at = f"{publisher.address}/api"
        opened(FingertipsApi(), at, cache=tmp_path, wanted=ASKED, options=TYPES)

    data, about = publisher.asked
    assert data.query == {
        "indicator_ids": "40501,93000",
        "child_area_type_id": "102",
        "parent_area_type_id": "6",
        "include_sortable_time_periods": "yes",
    }
    assert about.query == {"indicator_ids": "40501,93000"}


def test_the_reply_is_read_as_the_file_is(tmp_path: Path) -> None:
    """And the catalogue has the unit, the polarity and the kind of year from the metadata."""
    with publishing(answer) as publisher:
        at = f"{publisher.address}/api"
        file = opened(FingertipsApi(), at, cache=tmp_path, wanted=ASKED, options=TYPES)

    measures = {each.key: each for each in file.catalogue().measures}
    assert one(file, "93000", "value") == [(31.5,), (30.2,), (9.5,), (28.4,)]
    assert (measures["40501"].unit, measures["40501"].polarity) == (
        "per 100,000",
        "RAG - Low is good",
    )
    assert measures["93000"].period_kind == "Financial"


def test_a_copy_is_taken_where_the_service_is_out_of_reach(tmp_path: Path) -> None:
    """And each file says that it is one."""
    with publishing(answer) as publisher:
        at = f"{publisher.address}/api"
        opened(FingertipsApi(), at, cache=tmp_path, wanted=ASKED, options=TYPES)
    request = Request(source="f", folder=tmp_path, at=at, options=TYPES, wanted=ASKED)
    fetcher = Fetcher(tmp_path, today=date(2026, 5, 1), offline=True)
    files = FingertipsApi().fetch(request, fetcher)

    assert [(each.stale, each.fetched) for each in files] == [(True, TODAY)] * 2
    assert one(FingertipsApi().open(request, files), "40501", "value")[1] == (52.1,)


def test_many_indicators_are_asked_for_in_several_questions() -> None:
    """So that no address grows too long."""
    many = tuple(wanted(str(number)) for number in range(120))
    request = Request(source="f", folder=Path(), options=TYPES, wanted=many)
    places = FingertipsApi().locate(request)

    assert [place.role for place in places] == ["data"] * 3 + ["metadata"] * 3
    assert all(place.address.startswith(ADDRESS) for place in places)
    assert max(len(place.address) for place in places) < 2000


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"options": {}}, "'area_type'"),
        ({"options": {"area_type": "county"}}, "expected a number"),
        ({"options": TYPES, "wanted": ()}, "names no measure"),
        ({"options": TYPES, "wanted": (wanted("smoking"),)}, "key is 'smoking'"),
        ({"options": TYPES, "at": "file.csv"}, "needs an address"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_anything_is(
    given: dict[str, object], message: str
) -> None:
    """In one line."""
    request = Request(**{"source": "f", "folder": Path(), "wanted": ASKED, **given})  # type: ignore[arg-type]

    with pytest.raises(UsageError, match=message):
        FingertipsApi().locate(request)
