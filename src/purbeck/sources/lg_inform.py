"""LG Inform Plus: the Local Government Association's metrics, by its API with a key.

A key in sources.toml is the number of a metric type. Each metric is asked for by itself, as the
reply does not say which it is. A numerator or denominator is a metric of its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pyarrow as pa

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.model.period import Period, PeriodKind
from purbeck.sources.addresses import joined as with_questions
from purbeck.sources.addresses import scheme_of
from purbeck.sources.beside import put_beside
from purbeck.sources.columnar import joined
from purbeck.sources.contract import (
    Catalogue,
    Fetched,
    Location,
    Offered,
    Option,
    Request,
    Wanted,
)
from purbeck.sources.declared_period import period_of
from purbeck.sources.fetching import Fetcher, locations_at
from purbeck.sources.figures import figures
from purbeck.sources.inform_pivot import Across, Pivot, read_pivot
from purbeck.sources.locating import listed, option
from purbeck.sources.rows import BLANK, ROWS, SourceRows

ADDRESS = "https://webservices.esd.org.uk"
KEY = "LG_INFORM_KEY"
"""The environment variable that holds the application key."""

VALUE_TYPE = "value type"

_PERIOD = re.compile(
    r"^(?:(cal|fin|aca)[a-z]*_)?(.*?)\s*(?:\((calendar|financial|academic)(?: year)?\))?$",
    re.IGNORECASE,
)


class LgInform:
    """The API of LG Inform Plus, or replies that were saved from it."""

    name: ClassVar[str] = "lg-inform"
    title: ClassVar[str] = "Local Government Association, LG Inform Plus (API, with a key)"
    scheme: ClassVar[str] = "gss"
    symbols: ClassVar[Mapping[str, Absence]] = {
        **dict.fromkeys(
            (BLANK, "-", "..", "...", "x", "missing", "not available", "no value"),
            Absence.NOT_COLLECTED,
        ),
        **dict.fromkeys(("*", "c", "suppressed"), Absence.SUPPRESSED),
        **dict.fromkeys(("z", "n/a", "not applicable"), Absence.NOT_APPLICABLE),
    }
    options: ClassVar[tuple[Option, ...]] = (
        Option(name="metrics", meaning="numbers of metric types, to list them or to name a file's"),
        Option(name="areas", meaning="codes, or groups such as X_CIPFA_Near_Neighbours"),
        Option(name="period", meaning="periods, such as latest:8", default="latest:8"),
        Option(name="value-type", meaning="the sort of value", default="raw"),
    )
    verified: ClassVar[str] = "coded from clients and documentation; no recorded reply was found"

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Put one question together for each metric, or find the files that were saved."""
        metrics = self._metrics(request)
        if request.at and not scheme_of(request.at):
            return self._saved(request, metrics)
        if not metrics:
            raise UsageError(
                f"Source '{request.source}' needs a measure, or the option 'metrics': such as 9613."
            )
        areas = option(request, self.options, "areas") or ",".join(request.areas)
        if not areas:
            raise UsageError(f"Source '{request.source}' needs the option 'areas', or areas.")
        address = f"{(request.at or ADDRESS).rstrip('/')}/data.csv"
        questions = {
            "area": areas,
            "period": option(request, self.options, "period"),
            "columnGrouping": "period",
            "rowGrouping": "area",
            "value.valueType": option(request, self.options, "value-type"),
        }
        return tuple(
            Location(address=with_questions(address, {"metricType": metric, **questions}))
            for metric in metrics
        )

    def _metrics(self, request: Request) -> tuple[str, ...]:
        asked = [*listed(option(request, self.options, "metrics"))]
        for each in request.wanted:
            asked += (each.key, each.numerator, each.denominator, each.lower, each.upper)
        metrics = tuple(dict.fromkeys(metric.strip() for metric in asked if metric.strip()))
        for metric in metrics:
            if not re.fullmatch(r"\d{1,9}", metric):
                raise UsageError(
                    f"Source '{request.source}' asks for '{metric}': a metric type is a number."
                )
        return metrics

    def _saved(self, request: Request, metrics: tuple[str, ...]) -> tuple[Location, ...]:
        found = locations_at(request, ("*.csv",))
        if len(found) == 1 == len(metrics):
            return (Location(address=found[0].address, role=f"metric {metrics[0]}"),)
        named = {metric: each for each in found for metric in _numbers(each.address)}
        missing = [metric for metric in metrics if metric not in named]
        if missing or not metrics:
            raise UsageError(
                f"Source '{request.source}' finds no file for metric {missing or 'unnamed'}: have "
                f"the number in the file's name."
            )
        return tuple(
            Location(address=named[metric].address, role=f"metric {metric}") for metric in metrics
        )

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Ask for each metric; UsageError where there is no key to ask with."""
        locations = self.locate(request)
        key = os.environ.get(KEY, "").strip()
        if locations[0].is_remote and not key and not fetcher.offline:
            raise UsageError(
                f"Source '{request.source}' needs a key of LG Inform Plus: set {KEY} to it."
            )
        keys = {"ApplicationKey": key} if key else {}
        return tuple(fetcher.get(location, keys=keys) for location in locations)

    def open(self, request: Request, files: Sequence[Fetched]) -> InformFile:
        """Understand the replies; WorkspaceError with what is wrong in any of them."""
        pivots: list[tuple[str, Pivot]] = []
        issues: list[DataIssue] = []
        for file in files:
            try:
                pivots.append((_metric_of(file.location), read_pivot(file.path, file.name)))
            except WorkspaceError as error:
                issues += error.issues
        if issues:
            raise WorkspaceError(issues)
        return InformFile(tuple(pivots), tuple(files))


@dataclass(frozen=True, slots=True)
class InformFile:
    """Replies, each of one metric."""

    pivots: tuple[tuple[str, Pivot], ...]
    files: tuple[Fetched, ...]

    def catalogue(self) -> Catalogue:
        """List the metrics, with the areas and periods of all of them."""
        types = dict.fromkeys(each.value_type for _, p in self.pivots for each in p.across)
        pairs = (zip(pivot.codes, pivot.names, strict=True) for _, pivot in self.pivots)
        return Catalogue(
            measures=tuple(
                Offered(
                    key=metric,
                    label=" ".join(pivot.titles),
                    rows=len(pivot.rows) * len(pivot.across),
                )
                for metric, pivot in self.pivots
            ),
            filters={VALUE_TYPE: tuple(types)} if any(types) else {},
            areas=tuple(dict.fromkeys(pair for each in pairs for pair in each)),
            periods=tuple(dict.fromkeys(a.period for _, p in self.pivots for a in p.across)),
        )

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        """Give the figures of the metrics wanted, area after area within each period."""
        parts = []
        for place, each in enumerate(wanted):
            rows = self._rows_of(place, each, each.key)
            for name in ("numerator", "denominator", "lower", "upper"):
                if key := getattr(each, name):
                    rows = put_beside(rows, name, self._rows_of(place, each, key))
            parts.append(rows)
        return joined(parts, self.files)

    def _rows_of(self, place: int, wanted: Wanted, key: str) -> pa.Table:
        parts = [
            _column(place, number, pivot, each)
            for number, (metric, pivot) in enumerate(self.pivots)
            if metric == key.strip()
            for each in pivot.across
            if _holds(wanted, each)
        ]
        return pa.concat_tables([ROWS.empty_table(), *parts])

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        """Read a period's label; one that names its sort of year is read under no other."""
        found = _PERIOD.match(text.strip())
        said = (found[1] or found[3] or "")[:3].lower() if found else ""
        if said and not _sort_of_year(wanted.kind).startswith(said):
            received, expected = f'"{text}"', wanted.kind.described
            return Problem(IssueCode.PERIOD_OF_WRONG_KIND, "period", received, expected)
        return period_of(found[2] if found else text, wanted.kind, wanted.span)


def _sort_of_year(kind: PeriodKind) -> str:
    if kind in (PeriodKind.MONTH, PeriodKind.ROLLING_YEAR):
        return "calendar"
    return "academic" if kind is PeriodKind.TERM else kind.value


def _column(place: int, number: int, pivot: Pivot, across: Across) -> pa.Table:
    count = len(pivot.rows)
    texts = pa.array([row[across.column] for row in pivot.rows], pa.string())
    value, symbol = figures(texts)
    return SourceRows.of(
        {
            "wanted": np.full(count, place, dtype=np.int32),
            "area_code": pa.array(pivot.codes, pa.string()),
            "area_name": pa.array(pivot.names, pa.string()),
            "period": pa.array([across.period] * count, pa.string()),
            "value": value,
            "symbol": symbol,
            "file": np.full(count, number, dtype=np.int32),
            "line": np.array(pivot.lines, dtype=np.int32),
            "column": pa.array([across.heading] * count, pa.string()),
        },
        (),
    ).table


def _holds(wanted: Wanted, across: Across) -> bool:
    for name, values in wanted.filters.items():
        if name.strip().casefold() != VALUE_TYPE:
            return False
        if across.value_type.casefold() not in {value.strip().casefold() for value in values}:
            return False
    return True


def _metric_of(location: Location) -> str:
    if location.role.startswith("metric "):
        return location.role.removeprefix("metric ")
    return parse_qs(urlsplit(location.address).query).get("metricType", [""])[0]


def _numbers(address: str) -> list[str]:
    return re.findall(r"\d+", re.split(r"[/\\]", address)[-1])
