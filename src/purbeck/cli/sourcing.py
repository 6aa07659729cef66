"""What the commands on sources share: where files are, who is asked, and on what day."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from purbeck.model.framework import Framework
    from purbeck.pull.reading import Surroundings

DATA_VARIABLE = "PURBECK_DATA"

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        envvar=DATA_VARIABLE,
        help="The folder that paths in sources.toml are relative to. The workspace if not given.",
        show_default=False,
    ),
]

OfflineOption = Annotated[
    bool,
    typer.Option("--offline", help="Ask nobody over the network: take the copies kept."),
]


def need_sources() -> None:
    """Raise UsageError unless the extra ``sources`` is installed."""
    from purbeck.model.errors import UsageError

    try:
        import duckdb
        import httpx
        import pyarrow
        import tenacity
    except ImportError as missing:
        said = f"Sources need {missing.name}: pip install 'purbeck[sources]'."
        raise UsageError(said) from None
    del duckdb, httpx, pyarrow, tenacity


def surroundings(
    workspace: Path,
    framework: Framework,
    data: Path | None,
    offline: bool,
    since: date | None = None,
) -> Surroundings:
    """Put together what a source is read within, with today as the day of the pull."""
    from purbeck.pull.reading import Surroundings
    from purbeck.sources.fetching import Fetcher

    today = date.today()
    return Surroundings(
        folder=data or workspace,
        measures={measure.id: measure for measure in framework.measures},
        fetcher=Fetcher(_cache(), today=today, offline=offline),
        today=today,
        since=since,
    )


def _cache() -> Path:
    """Give the folder of the copies kept; one for this run alone where none is wanted."""
    from purbeck.publish.charts.cache import cache_folder

    return cache_folder(use="sources") or Path(tempfile.mkdtemp(prefix="purbeck-"))
