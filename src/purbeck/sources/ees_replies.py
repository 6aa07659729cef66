"""The replies of DfE's API of Explore Education Statistics: versions, metadata, pages of results.

Ids of filters, options, indicators and places are opaque and may change from one major version of
a data set to the next, so that nothing but the metadata of the version says what they mean.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.sources.contract import Fetched


class _Reply(BaseModel):
    """Part of a reply: what is named here is read, and anything else is let be."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Choice(_Reply):
    """One value of a filter."""

    id: str
    label: str


class FilterColumn(_Reply):
    """A filter: the column of the file that it is made from, and its values."""

    id: str
    column: str
    label: str = ""
    options: tuple[Choice, ...] = ()


class IndicatorColumn(_Reply):
    """An indicator: the column of the file that it is made from."""

    id: str
    column: str
    label: str = ""
    unit: str = ""


class Level(_Reply):
    """A geographic level, by its code."""

    code: str
    label: str = ""


class Place(_Reply):
    """An area; which of the codes it has depends on its level."""

    id: str
    label: str = ""
    code: str = ""
    old_code: str = Field(default="", alias="oldCode")
    urn: str = ""
    ukprn: str = ""

    @property
    def best_code(self) -> str:
        """The code that the area is known by: of ONS, or else that of its register."""
        return self.code or self.old_code or self.urn or self.ukprn


class Places(_Reply):
    """The areas of one level."""

    level: Level
    options: tuple[Place, ...] = ()


class TimePeriod(_Reply):
    """A time period with the code of its identifier."""

    code: str
    period: str

    @property
    def text(self) -> str:
        """The period as a question would write it."""
        return f"{self.period}|{self.code}"


class Meta(_Reply):
    """The metadata of one version of a data set."""

    filters: tuple[FilterColumn, ...]
    indicators: tuple[IndicatorColumn, ...]
    locations: tuple[Places, ...]
    time_periods: tuple[TimePeriod, ...] = Field(alias="timePeriods")


class Version(_Reply):
    """One version of a data set."""

    version: str
    status: str = "Published"
    published: datetime | None = None


class DataSet(_Reply):
    """A data set, with its latest version; none where it is withdrawn."""

    latest: Version | None = Field(default=None, alias="latestVersion")


class Paging(_Reply):
    """Which page of how many."""

    page: int = Field(ge=1)
    total_pages: int = Field(alias="totalPages", ge=0, le=100_000)
    total_results: int = Field(alias="totalResults", ge=0)


class Page(_Reply):
    """The frame of a page of results."""

    paging: Paging


_Kind = TypeVar("_Kind", bound=_Reply)


def reply_in(file: Fetched, kind: type[_Kind]) -> _Kind:
    """Read a reply; WorkspaceError where it is not of the kind that was asked for."""
    try:
        return kind.model_validate_json(file.path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise _refused(file, f"{first['msg']} at {where or 'its start'}") from None


def results_in(file: Fetched, meta: Meta) -> pa.StructArray:
    """Read the results on a page: a struct for each, whose fields have the ids of ``meta``."""
    try:
        results = json.loads(file.path.read_bytes())["results"]
        return pa.array(results, _result_type(meta))
    except (ValueError, TypeError, KeyError, RecursionError, pa.ArrowException) as error:
        raise _refused(file, f"results that cannot be read ({type(error).__name__})") from None


def newest(file: Fetched, pinned: str) -> Version:
    """Give the version pinned, from its own page, or the latest, from that of the data set.

    Raises
    ------
    WorkspaceError
        Where it has been withdrawn, or there is none.
    """
    version = reply_in(file, Version) if pinned else reply_in(file, DataSet).latest
    if version is None:
        raise _refused(file, "a data set without a published version")
    if version.status.casefold() == "withdrawn":
        raise _refused(file, f"version {version.version}, which has been withdrawn")
    return version


def whole(files: Sequence[Fetched], pages: Sequence[Page], found: int) -> None:
    """Raise where the pages do not hold as many results as they say there are."""
    if pages and pages[0].paging.total_results != found:
        expected = pages[0].paging.total_results
        raise _refused(files[0], f"{found} results where {expected} were announced")


def _result_type(meta: Meta) -> pa.DataType:
    text = pa.string()

    def of(names: Mapping[str, object] | list[str]) -> pa.DataType:
        return pa.struct([(name, text) for name in dict.fromkeys(names)])

    return pa.struct(
        [
            ("timePeriod", of(["code", "period"])),
            ("geographicLevel", text),
            ("locations", of([places.level.code for places in meta.locations])),
            ("filters", of([each.id for each in meta.filters])),
            ("values", of([each.id for each in meta.indicators])),
        ]
    )


def _refused(file: Fetched, received: str) -> WorkspaceError:
    expected = "a reply of the API of Explore Education Statistics"
    problem = Problem(IssueCode.UNREADABLE_FILE, "", " ".join(received.split()), expected)
    return WorkspaceError([DataIssue(problem, file=file.name)])
