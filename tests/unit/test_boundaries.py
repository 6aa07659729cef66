"""A GeoJSON that somebody supplies is doubted before it is drawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from purbeck.ingest.boundaries import MOST_BYTES, read_boundaries
from purbeck.ingest.file_issues import FileIssues
from purbeck.ingest.outline_thinning import thinned
from purbeck.model.issue import IssueCode
from purbeck.model.place import Boundaries, Outline

SQUARE = [[-2.5, 50.6], [-2.4, 50.6], [-2.4, 50.7], [-2.5, 50.7], [-2.5, 50.6]]


def feature(code: str, ring: Any = SQUARE, kind: str = "Polygon") -> dict[str, Any]:
    geometry = None if ring is None else {"type": kind, "coordinates": [ring]}
    return {"type": "Feature", "properties": {"WD24CD": code}, "geometry": geometry}


def read(tmp_path: Path, given: Any, wanted: tuple[str, ...] = ("W1",)) -> tuple[Any, FileIssues]:
    path, issues = tmp_path / "wards.geojson", FileIssues("boundaries/wards.geojson")
    text = given if isinstance(given, str) else json.dumps(given)
    path.write_text(text, encoding="utf-8")
    return read_boundaries(path, "WD24CD", wanted, issues), issues


def collection(*features: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def test_the_outline_of_a_wanted_area_is_read(tmp_path: Path) -> None:
    """Areas that are wanted are kept, others left out, and nothing is put down."""
    found, issues = read(tmp_path, collection(feature("W1"), feature("W9")))

    assert isinstance(found, Boundaries)
    assert [outline.code for outline in found.outlines] == ["W1"]
    assert found.outlines[0].rings[0] == tuple((x, y) for x, y in SQUARE[:4])
    assert issues.found == []


EASTINGS = [[370000, 90000], [371000, 90000], [371000, 91000], [370000, 90000]]
TURNED = [[50.6, -2.5], [50.7, -2.5], [50.7, -2.4], [50.6, -2.5]]
SYSTEM = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        ("{", IssueCode.UNREADABLE_FILE, "a text that is no JSON"),
        ({"type": "Topology"}, IssueCode.UNREADABLE_FILE, "another JSON"),
        (collection(feature("W1", EASTINGS)), IssueCode.OUT_OF_RANGE, "370000, 90000"),
        (collection(feature("W1", TURNED)), IssueCode.INCONSISTENT, "50.6, -2.5"),
        (collection(feature("W1"), crs=SYSTEM), IssueCode.OUT_OF_RANGE, "27700"),
        (collection(feature("W1", None)), IssueCode.MISSING_CELL, "no geometry of 'W1'"),
        (collection(feature("W1", SQUARE[0], "Point")), IssueCode.MISSING_CELL, "no geometry"),
        (collection(feature("W1"), feature("W1")), IssueCode.DUPLICATE_ID, "'W1'"),
        (collection(feature("E05")), IssueCode.UNKNOWN_REFERENCE, "no area of the framework"),
        (collection(), IssueCode.UNKNOWN_REFERENCE, "no area of the framework"),
        (collection(feature("W1", [[None, "x"], [1]])), IssueCode.MISSING_CELL, "no geometry"),
    ],
)
def test_a_file_that_cannot_be_drawn_says_why(
    tmp_path: Path, given: Any, code: IssueCode, says: str
) -> None:
    """Each mistake is one plain error, with what was received, and there is no map."""
    found, issues = read(tmp_path, given)

    assert found is None
    assert [issue.problem.code for issue in issues.found] == [code]
    assert says in issues.found[0].problem.received


def test_eastings_and_northings_are_told_what_to_do(tmp_path: Path) -> None:
    """Coordinates of the National Grid are named as such, with the system to save in."""
    _, issues = read(tmp_path, collection(feature("W1", EASTINGS)))

    assert "an easting and a northing" in issues.found[0].problem.advice
    assert "EPSG:4326" in issues.found[0].problem.advice


def test_an_area_without_an_outline_is_a_warning(tmp_path: Path) -> None:
    """The map leaves it out; the others are drawn."""
    found, issues = read(tmp_path, collection(feature("W1")), ("W1", "W2"))

    assert found is not None
    assert not issues.failed
    assert issues.found[0].problem.received == "no outline of 1 of the areas: W2"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A file of 100 MB says how large it may be and what to take in its place."""
    path, issues = tmp_path / "wards.geojson", FileIssues("boundaries/wards.geojson")
    with path.open("wb") as file:
        file.truncate(100_000_000)
    found = read_boundaries(path, "WD24CD", ("W1",), issues)

    assert found is None
    assert issues.found[0].problem.received == "100 MB"
    assert issues.found[0].problem.expected == f"at most {MOST_BYTES // 1_000_000} MB"


def test_to_thin_out_twice_changes_nothing_more() -> None:
    """An outline that was exported and read again is the same one."""
    wavy = tuple((n / 1000, 0.0002 * ((n * 7) % 11)) for n in range(1000))
    ring = (*wavy, (1.0, 1.0), (0.0, 1.0))
    once = thinned((Outline("A", (ring,)),))

    assert len(once[0].rings[0]) < 900
    assert thinned(once) == once
