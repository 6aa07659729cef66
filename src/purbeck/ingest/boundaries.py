"""Boundaries as a GeoJSON that somebody supplies: read, doubted, and thinned out for drawing."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from purbeck.ingest.file_issues import FileIssues, quoted
from purbeck.ingest.outline_thinning import thinned
from purbeck.ingest.text_file import is_present, read_text
from purbeck.model.framework import Framework
from purbeck.model.issue import IssueCode
from purbeck.model.place import Boundaries, Outline, Place, Ring

FOLDER = "boundaries"

MOST_BYTES = 30_000_000
"""A file above that is refused before it is read: the generalised boundaries of all wards of a
country are of about that size, and a map of a page shows no more."""

_SAVE_AS = "Save it as longitude and latitude (WGS 84, EPSG:4326)."
_SMALLER = "Take generalised boundaries (at the ONS: BGC, BSC or BUC) of the areas needed alone."
_WGS_84 = ("CRS84", "4326")
_AROUND_BRITAIN = (49.0, 61.5)
"""Latitudes; no longitude of the country is among them."""


def boundaries_of(
    framework: Framework | None, folder: Path, issues_of: Callable[[str], FileIssues]
) -> tuple[Boundaries, ...]:
    """Read every file of boundaries that a framework names; one that is missing is a warning.

    Without its file a place has a table and no map, which is all that a framework can have that
    stands by itself.
    """
    found = []
    for name, code_key in sorted({(p.boundaries, p.code_key) for p in _mapped(framework)}):
        issues = issues_of(f"{FOLDER}/{name}")
        path = folder / FOLDER / name
        if not is_present(path):
            advice = "Put the file there; until then there is a table and no map."
            issues.warn(IssueCode.MISSING_FILE, "", "no file", "the file", advice=advice)
            continue
        assert framework is not None  # as a place of it names the file
        wanted = [
            area.code
            for place in framework.places
            if (place.boundaries, place.code_key) == (name, code_key)
            for area in framework.areas_at(place)
        ]
        read = read_boundaries(path, code_key, wanted, issues)
        found += [] if read is None else [read]
    return tuple(found)


def _mapped(framework: Framework | None) -> Iterator[Place]:
    for place in () if framework is None else framework.places:
        if place.boundaries:
            yield place


def read_boundaries(
    path: Path, code_key: str, wanted: Iterable[str], issues: FileIssues
) -> Boundaries | None:
    """Read the outlines of areas; None where the file cannot be used.

    Parameters
    ----------
    code_key
        The property that holds the code of the area.
    wanted
        The codes of the areas. Outlines of others are left out and not doubted, as a file of a
        whole country serves; one that is missing is put down as a warning.
    """
    if _too_large(path, issues):
        return None
    text = read_text(path, issues)
    features = None if text is None else _features(text, issues)
    if features is None:
        return None
    codes = set(wanted)
    found: dict[str, tuple[Ring, ...]] = {}
    for at, feature in enumerate(features, start=1):
        code = _code_of(feature, code_key)
        if code not in codes:
            continue
        if code in found:
            received, expected = quoted(code), "each area once"
            issues.error(IssueCode.DUPLICATE_ID, code_key, received, expected, row=at)
            continue
        rings = _rings(feature, code, at, issues)
        if rings is None:
            return None
        found[code] = rings
    if not found:
        _none_found(features, code_key, issues)
        return None
    _warn_of_missing(codes - set(found), code_key, issues)
    if issues.failed:
        return None
    outlines = tuple(Outline(code, found[code]) for code in sorted(found))
    return Boundaries(path.name, code_key, thinned(outlines))


def _too_large(path: Path, issues: FileIssues) -> bool:
    try:
        size = path.stat().st_size if path.is_file() else 0
    except OSError:
        size = 0
    if size > MOST_BYTES:
        received, expected = f"{size / 1e6:,.0f} MB", f"at most {MOST_BYTES / 1e6:,.0f} MB"
        issues.error(IssueCode.UNREADABLE_FILE, "", received, expected, advice=_SMALLER)
    return size > MOST_BYTES


def _features(text: str, issues: FileIssues) -> list[dict[str, Any]] | None:
    """Give the features of a GeoJSON text; an error and None where it is none."""
    expected = "a GeoJSON with a FeatureCollection"
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        issues.error(IssueCode.UNREADABLE_FILE, "", "a text that is no JSON", expected)
        return None
    features = given.get("features") if isinstance(given, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        received = "another JSON, such as a TopoJSON"
        issues.error(IssueCode.UNREADABLE_FILE, "features", received, expected)
        return None
    system = given.get("crs")
    properties = system.get("properties") if isinstance(system, dict) else None
    name = str(properties.get("name") if isinstance(properties, dict) else system)
    if system is not None and not any(known in name for known in _WGS_84):
        received, wanted = quoted(name), "longitude and latitude"
        issues.error(IssueCode.OUT_OF_RANGE, "crs", received, wanted, advice=_SAVE_AS)
        return None
    return features


def _code_of(feature: dict[str, Any], code_key: str) -> str:
    properties = feature.get("properties")
    code = properties.get(code_key) if isinstance(properties, dict) else None
    return code.strip() if isinstance(code, str) else ""


def _rings(
    feature: dict[str, Any], code: str, at: int, issues: FileIssues
) -> tuple[Ring, ...] | None:
    """Give the rings of an area; an error and None where they are not on the globe."""
    rings = [tuple(_places(ring)) for ring in _rings_given(feature.get("geometry"))]
    rings = [ring for ring in rings if len(ring) >= 3]
    if not rings:
        received, expected = f"no geometry of {quoted(code)}", "a Polygon or a MultiPolygon"
        issues.error(IssueCode.MISSING_CELL, "geometry", received, expected, row=at)
        return ()
    places = [place for ring in rings for place in ring]
    for x, y in places:
        if not (-180.0 <= x <= 180.0 and -90.0 <= y <= 90.0):
            received = f"{x:g}, {y:g}"
            expected = "longitude from -180 to 180, and latitude from -90 to 90"
            advice = f"These look like an easting and a northing. {_SAVE_AS}"
            issues.error(
                IssueCode.OUT_OF_RANGE, "coordinates", received, expected, row=at, advice=advice
            )
            return None
    low, high = _AROUND_BRITAIN
    if all(low <= x <= high and -10.0 <= y <= 5.0 for x, y in places):
        received = "{:g}, {:g}".format(*places[0])
        expected = "longitude first, and then latitude"
        issues.error(IssueCode.INCONSISTENT, "coordinates", received, expected, row=at)
        return None
    return tuple(rings)


def _rings_given(geometry: Any) -> Iterator[Any]:
    if not isinstance(geometry, dict) or not isinstance(geometry.get("coordinates"), list):
        return
    if geometry.get("type") == "Polygon":
        yield from geometry["coordinates"]
    elif geometry.get("type") == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            yield from polygon if isinstance(polygon, list) else ()


def _places(ring: Any) -> Iterator[tuple[float, float]]:
    """Give the places of a ring, without the last where it is the first again."""
    places = [place for place in ring if _is_place(place)] if isinstance(ring, list) else []
    if len(places) > 1 and places[0][:2] == places[-1][:2]:
        places.pop()
    for place in places:
        yield float(place[0]), float(place[1])


def _is_place(place: Any) -> bool:
    return (
        isinstance(place, list)
        and len(place) >= 2
        and all(type(one) in (int, float) and math.isfinite(one) for one in place[:2])
    )


def _none_found(features: list[dict[str, Any]], code_key: str, issues: FileIssues) -> None:
    first = features[0].get("properties") if features else None
    keys = ", ".join(sorted(map(str, first))) if isinstance(first, dict) else ""
    received = f"no area of the framework by the property {quoted(code_key)}"
    expected = f"its codes; the properties are {keys}" if keys else "features with properties"
    advice = "Correct code_key in framework.toml, or take boundaries of the same year as the codes."
    issues.error(IssueCode.UNKNOWN_REFERENCE, code_key, received, expected, advice=advice)


def _warn_of_missing(missing: set[str], code_key: str, issues: FileIssues) -> None:
    if not missing:
        return
    some = ", ".join(sorted(missing)[:3]) + (", …" if len(missing) > 3 else "")
    received = f"no outline of {len(missing)} of the areas: {some}"
    advice = "The map leaves them out; the table beside it has them."
    issues.warn(
        IssueCode.MISSING_CELL, code_key, received, "an outline of every area", advice=advice
    )
