"""DfE Explore Education Statistics by its API: one version of a data set, and what is asked of it.

A data set goes on under one id while versions of it come out; figures may be corrected in any of
them. The version is pinned: by the source, or else the newest is taken and everything else is
asked of that very one, so that no page of results is of another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.errors import UsageError
from purbeck.model.issue import Problem
from purbeck.model.observation import Absence
from purbeck.model.period import Period
from purbeck.sources.columnar import Columnar, joined, mapped, whole_of, words
from purbeck.sources.contract import (
    Catalogue,
    Fetched,
    Location,
    Offered,
    Option,
    Request,
    Wanted,
)
from purbeck.sources.dfe_columns import SYMBOLS
from purbeck.sources.dfe_ees import SETTLED, VERSION
from purbeck.sources.dfe_periods import NAMES_BY_CODE, ees_period
from purbeck.sources.ees_replies import Meta, Page, Version, newest, reply_in, results_in, whole
from purbeck.sources.locating import option
from purbeck.sources.rows import SourceRows

if TYPE_CHECKING:
    from purbeck.sources.fetching import Fetcher

BASE = "https://api.education.gov.uk/statistics/v1"
PAGE_SIZE = 10_000
"""The most results that the API gives on a page."""


class DfeEesApi:
    """A data set of the API, at one version."""

    name: ClassVar[str] = "dfe-ees-api"
    title: ClassVar[str] = "Department for Education, Explore Education Statistics (API)"
    scheme: ClassVar[str] = "gss"
    symbols: ClassVar[Mapping[str, Absence]] = SYMBOLS
    options: ClassVar[tuple[Option, ...]] = (
        Option(name="data_set", meaning="the id of the data set", needed=True),
        Option(name="version", meaning="the version to pin, '2.1'; the newest if left out"),
    )
    verified: ClassVar[str] = (
        "replies of the shapes in the publisher's OpenAPI description; not on the live service"
    )

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Say where the version is told: on its own page, or on that of the data set."""
        pinned = option(request, self.options, "version")
        if any(sign in pinned for sign in "*?/#"):
            raise UsageError(f"Source '{request.source}': '{pinned}' is no one version.")
        page = f"/versions/{quote(pinned)}" if pinned else ""
        return (Location(address=f"{self._root(request)}{page}", role="version"),)

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Get the version, its metadata, and the results for what is wanted, page after page."""
        told = fetcher.get(self.locate(request)[0])
        root, pinned = self._root(request), option(request, self.options, "version")
        at = f"?dataSetVersion={quote(newest(told, pinned).version)}"
        meta = fetcher.get(Location(address=f"{root}/meta{at}", role="meta"))
        question = question_of(reply_in(meta, Meta), request)
        pages: list[Fetched] = []
        if question is not None:
            last = 1
            while len(pages) < last:
                body = json.dumps({**question, "page": len(pages) + 1, "pageSize": PAGE_SIZE})
                page = fetcher.get(Location(address=f"{root}/query{at}", body=body))
                last = reply_in(page, Page).paging.total_pages
                pages.append(page)
        return told, meta, *pages

    def open(self, request: Request, files: Sequence[Fetched]) -> EesReplies:
        """Understand the replies; see ``Connector``."""
        by_role = {role: _of_role(files, role) for role in ("version", "meta", "data")}
        if not by_role["version"] or not by_role["meta"]:
            raise UsageError(f"Source '{request.source}': the replies are not all there.")
        pinned = option(request, self.options, "version")
        version = newest(by_role["version"][0], pinned)
        return EesReplies(version, reply_in(by_role["meta"][0], Meta), by_role["data"])

    def _root(self, request: Request) -> str:
        """Give the address of the data set, under the API's own or the one that ``at`` names."""
        data_set = option(request, self.options, "data_set")
        return f"{(request.at or BASE).rstrip('/')}/data-sets/{quote(data_set, safe='')}"


class EesReplies:
    """The replies for one version of a data set."""

    def __init__(self, version: Version, meta: Meta, files: Sequence[Fetched]) -> None:
        self._version, self._meta = version, meta
        pages = [reply_in(file, Page) for file in files]
        parts = [results_in(file, meta) for file in files]
        whole(files, pages, sum(len(part) for part in parts))
        results = pa.chunked_array(parts) if parts else None
        self._columns = _columns(meta, results, [len(part) for part in parts], tuple(files))

    def catalogue(self) -> Catalogue:
        """Say what the data set holds, by its metadata: all of it, asked for or not."""
        filters = {
            each.column: tuple(choice.label for choice in each.options)
            for each in self._meta.filters
        }
        wholes = {name: whole_of(values) for name, values in filters.items()}
        periods = tuple(each.text for each in self._meta.time_periods)
        kinds = dict.fromkeys(
            NAMES_BY_CODE.get(each.code, each.code) for each in self._meta.time_periods
        )
        return Catalogue(
            measures=tuple(
                Offered(
                    key=each.column,
                    label=each.label,
                    unit=each.unit,
                    period_kind=", ".join(kinds),
                )
                for each in self._meta.indicators
            ),
            filters=filters,
            areas=tuple(
                (place.best_code, place.label)
                for places in self._meta.locations
                for place in places.options
            ),
            periods=periods,
            edition=self._version.version,
            published=self._version.published.date() if self._version.published else None,
            wholes={name: value for name, value in wholes.items() if value},
        )

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        """Give the rows of the measures wanted, whose keys are columns; see ``SourceFile``.

        The line of a row is its place on its page, from 1.
        """
        columns = self._columns
        parts = (columns.rows_of(at, each, each.key) for at, each in enumerate(wanted))
        return joined(parts, columns.files)

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        """Read "2024/2025|AY"; see ``ees_period``."""
        stretch, _, code = text.partition("|")
        return ees_period(f"{stretch} {NAMES_BY_CODE.get(code, code)}", wanted)


def question_of(meta: Meta, request: Request) -> dict[str, Any] | None:
    """Ask for what is wanted: its indicators, its filters, and the areas of the workspace.

    Where the data set has none of the areas, all are asked for, so that they can be shown. None
    where the data set has none of the indicators.
    """
    asked = {
        name
        for each in request.wanted
        for name in (each.key, each.numerator, each.denominator, each.lower, each.upper)
    }
    indicators = [each.id for each in meta.indicators if each.column in asked]
    if not indicators:
        return None
    criteria = [*_of_areas(meta, request.areas), *_of_filters(meta, request.wanted)]
    question: dict[str, Any] = {
        "indicators": indicators,
        # The order has to be told, so that the pages are parts of one list.
        "sorts": [{"field": "timePeriod", "direction": "Asc"}],
    }
    return {"criteria": {"and": criteria}, **question} if criteria else question


def _of_areas(meta: Meta, areas: Sequence[str]) -> list[dict[str, Any]]:
    codes = {code.strip().casefold() for code in areas}
    ids = [
        {"level": places.level.code, "id": place.id}
        for places in meta.locations
        for place in places.options
        if codes & {place.code.casefold(), place.old_code.casefold()} - {""}
    ]
    return [{"locations": {"in": ids}}] if ids else []


def _of_filters(meta: Meta, wanted: Sequence[Wanted]) -> list[dict[str, Any]]:
    """Ask for the values that each measure is filtered by; for all where one has no filter."""
    asked = [_choices(meta, each) for each in wanted]
    if not all(asked):
        return []
    alternatives = [{"and": each} for each in asked]
    unlike = list({json.dumps(each): each for each in alternatives}.values())
    return unlike if len(unlike) == 1 else [{"or": unlike}]


def _choices(meta: Meta, wanted: Wanted) -> list[dict[str, Any]]:
    said = {name.strip().casefold(): values for name, values in wanted.filters.items()}
    found = []
    for each in meta.filters:
        values = {value.strip().casefold() for value in said.get(each.column.casefold(), ())}
        ids = [choice.id for choice in each.options if choice.label.strip().casefold() in values]
        if ids:
            found.append({"filters": {"in": ids}})
    return found


def _of_role(files: Sequence[Fetched], role: str) -> tuple[Fetched, ...]:
    return tuple(file for file in files if file.location.role == role)


def _columns(
    meta: Meta, results: pa.ChunkedArray | None, sizes: list[int], files: tuple[Fetched, ...]
) -> Columnar:
    """Lay the results out in columns, with the ids in them made what they mean."""
    whole_array = pa.array([], pa.struct([])) if results is None else results.combine_chunks()
    code, name = _areas(meta, whole_array) if len(whole_array) else (words([]), words([]))
    filters = {}
    for each in meta.filters if len(whole_array) else ():
        labels = {choice.id: choice.label for choice in each.options}
        filters[each.column] = words(
            _meant(pc.struct_field(whole_array, ["filters", each.id]), labels)
        )
    settled = next((each for each in filters if each.casefold() == VERSION), "")
    values = {
        each.column: pc.struct_field(whole_array, ["values", each.id])
        for each in (meta.indicators if len(whole_array) else ())
    }
    return Columnar(
        table=pa.table(values),
        files=files,
        area_code=code,
        area_name=name,
        period=_periods(whole_array),
        filters=filters,
        line=np.concatenate([[], *(np.arange(1, size + 1) for size in sizes)]).astype(np.int32),
        file=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        status=mapped(filters[settled], SETTLED) if settled else None,
    )


def _areas(meta: Meta, results: pa.Array) -> tuple[pa.DictionaryArray, pa.DictionaryArray]:
    level = pc.struct_field(results, "geographicLevel")
    code = name = pa.nulls(len(results), pa.string())
    for places in meta.locations:
        here = pc.fill_null(pc.equal(level, places.level.code), False)
        ids = pc.struct_field(results, ["locations", places.level.code])
        codes = {place.id: place.best_code for place in places.options}
        labels = {place.id: place.label for place in places.options}
        code = pc.if_else(here, _meant(ids, codes), code)
        name = pc.if_else(here, _meant(ids, labels), name)
    return words(code), words(name)


def _periods(results: pa.Array) -> pa.DictionaryArray:
    if not len(results):
        return words([])
    stretch = pc.struct_field(results, ["timePeriod", "period"])
    code = pc.struct_field(results, ["timePeriod", "code"])
    return words(pc.binary_join_element_wise(stretch, code, "|"))


def _meant(ids: pa.Array, meanings: Mapping[str, str]) -> pa.Array:
    """Give what ids mean; an id that the metadata does not have stays as it is."""
    known = pa.array(list(meanings), pa.string())
    said = pa.array(list(meanings.values()), pa.string())
    return pc.coalesce(said.take(pc.index_in(ids, value_set=known)), ids)
