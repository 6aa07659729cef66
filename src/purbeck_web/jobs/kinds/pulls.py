"""Pulling the sources of the workspace into its history, and the figures into the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from purbeck.model.errors import UsageError
from purbeck.model.workspace import Workspace
from purbeck.pull.workspace_history import HISTORY, with_history
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.history import history_beside, history_token, keep_history, typed_part
from purbeck_web.jobs.attempt import Attempt, Result
from purbeck_web.jobs.failures import RetryError
from purbeck_web.reading.scoring import workspace_now

if TYPE_CHECKING:
    from purbeck.pull.pulling import Pulled
    from purbeck.pull.reading import Surroundings

MOST_SHOWN = 20
"""Lines of what was rejected that are told of one by one. Our own choice."""


def pull_sources(attempt: Attempt) -> None:
    """Pull what is asked for; history, figures and the job's end are one transaction.

    Raises
    ------
    UsageError
        Where there is no sources.toml, or nothing of it could be read.
    RetryError
        Where another pull has changed the history meanwhile.
    """
    need_sources()
    found = workspace_now()
    if found is None:
        raise UsageError("There is no workspace yet. Run 'import_workspace DIR' first.")
    token = history_token()
    with history_beside() as folder:
        every = _pulled(attempt, found[1], folder)
        attempt.step("Entering the figures")
        if every and all(each.failure is not None for each in every):
            raise UsageError("\n".join(_line(each) for each in every))
        with attempt.ending() as job:
            _enter(attempt, folder, token)
            attempt.finish(job, Result(outcome="\n".join(_told(every))))


def need_sources() -> None:
    """Raise UsageError unless what reads sources is installed."""
    try:
        import duckdb
        import httpx
        import pyarrow
        import tenacity
    except ImportError as missing:
        said = f"Sources need {missing.name}. Install 'purbeck[web,sources]' where the worker runs."
        raise UsageError(said) from None
    del duckdb, httpx, pyarrow, tenacity


def _pulled(attempt: Attempt, workspace: Workspace, folder: Path) -> list[Pulled]:
    from purbeck.pull.pulling import pull
    from purbeck.pull.sources_file import SOURCES_FILE, chosen, read_sources

    if not (folder / SOURCES_FILE).is_file():
        raise UsageError(
            f"The workspace has no {SOURCES_FILE}, so that there is nothing to pull. "
            "Add one to the folder, and import it."
        )
    declared = read_sources(folder, workspace.framework)
    sources = chosen(declared, attempt.job.asked.get("sources") or ())
    attempt.plan(len(sources) + 2)
    around = _around(workspace, folder)
    return list(pull(sources, around, folder / HISTORY, lambda name: attempt.step(f"Pull {name}")))


def _around(workspace: Workspace, folder: Path) -> Surroundings:
    from purbeck.pull.reading import Surroundings
    from purbeck.sources.fetching import Fetcher

    today = timezone.localdate()
    cache = settings.ENVIRONMENT.data / "sources"
    cache.mkdir(parents=True, exist_ok=True)
    return Surroundings(
        folder=settings.ENVIRONMENT.sources or folder,
        measures={measure.id: measure for measure in workspace.framework.measures},
        fetcher=Fetcher(cache, today=today),
        today=today,
    )


def _enter(attempt: Attempt, folder: Path, token: str) -> None:
    """Enter the history of the folder, and its figures in place of those pulled before."""

    def edit(before: Workspace) -> Workspace:
        if history_token() != token:
            raise RetryError("Another pull has changed the history meanwhile.")
        typed = typed_part(before)
        keep_history(folder)
        return with_history(typed, folder)

    by = attempt.job.asked_by
    change_workspace(edit, by=by, at=timezone.now(), reason=f"Pulled by job {attempt.job.pk}")


def _told(every: list[Pulled]) -> list[str]:
    lines = [_line(each) for each in every]
    issues = [f"{each.source.id}: {issue}" for each in every for issue in each.issues]
    lines += issues[:MOST_SHOWN]
    if len(issues) > MOST_SHOWN:
        lines.append(f"And {len(issues) - MOST_SHOWN:,} more rows that were rejected.")
    return lines


def _line(each: Pulled) -> str:
    if each.failure is not None or each.changes is None:
        return f"{each.source.id}: {each.failure}"
    changes = each.changes
    said = (
        f"{each.source.id}: {changes.new:,} new, {changes.revised:,} revised, "
        f"{changes.withdrawn:,} withdrawn, {changes.unchanged:,} as before"
    )
    stale = each.read is not None and each.read.stale
    return f"{said}; the publisher was not asked, and the copy kept was taken" if stale else said
