"""Sources opened as a pull opens them, and their rows told as a short list."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from purbeck.model.period import PeriodKind
from purbeck.sources.contract import Connector, Request, SourceFile, Wanted
from purbeck.sources.fetching import Fetcher
from purbeck.sources.rows import SourceRows

FIXTURES = Path(__file__).parent / "fixtures"
SHARED = Path(os.environ.get("PURBECK_SHARED", "nowhere")) / "data"
TODAY = date(2026, 4, 8)


def needs(path: str) -> pytest.MarkDecorator:
    """Skip a test where the publisher's own file is not here."""
    return pytest.mark.skipif(
        not (SHARED / path).exists(), reason=f"PURBECK_SHARED names no folder with data/{path}"
    )


def opened(
    connector: Connector,
    at: str,
    folder: Path = FIXTURES,
    *,
    cache: Path = FIXTURES / "nothing is kept here",
    wanted: Sequence[Wanted] = (),
    options: Mapping[str, str] | None = None,
    **more: str,
) -> Any:
    """Locate, fetch and open; a file that is here leaves nothing in the cache."""
    said = {**(options or {}), **more}
    request = Request(source="example", folder=folder, at=at, options=said, wanted=tuple(wanted))
    fetcher = Fetcher(cache, today=TODAY)
    return connector.open(request, connector.fetch(request, fetcher))


def wanted(key: str, kind: str = "financial_year", **given: Any) -> Wanted:
    """Make what is asked for: one measure of the workspace, named 'measure'."""
    return Wanted(measure="measure", key=key, kind=PeriodKind(kind), **given)


def told(rows: SourceRows, *columns: str) -> list[tuple[Any, ...]]:
    """Give some of the columns of the rows, in their order."""
    return list(zip(*(rows.table[name].to_pylist() for name in columns), strict=True))


def one(file: SourceFile, key: str, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    """Ask for one measure, and give some of the columns of its rows."""
    return told(file.rows([wanted(key, **given)]), *columns)
