"""``purbeck pull``: load every source of a workspace into its history."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import WorkspaceArgument, date_typed, examples
from purbeck.cli.exits import ExitCode
from purbeck.cli.sourcing import DataOption, OfflineOption, need_sources, surroundings

if TYPE_CHECKING:
    from purbeck.model.issue import DataIssue
    from purbeck.pull.pulling import Pulled

EXAMPLES = examples(
    "purbeck pull my-council                       load what is new",
    "purbeck pull my-council --source lait --since 2020-03-31",
    "purbeck pull my-council --offline             from the copies kept",
)

MOST_SHOWN = 20
"""Rejected rows that are put on the screen for each source; ``--rejected`` writes all of them."""


def pull(
    workspace: WorkspaceArgument,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="ID",
            help="A source of sources.toml; may be given again. All of them if not given.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(
            "--since",
            parser=date_typed,
            metavar="DATE",
            help="Load only figures of periods that ended after this day.",
            show_default=False,
        ),
    ] = None,
    rejected: Annotated[
        Path | None,
        typer.Option(
            "--rejected",
            metavar="FILE",
            help="Write every rejected row to a .csv file.",
            show_default=False,
        ),
    ] = None,
    data: DataOption = None,
    offline: OfflineOption = False,
) -> None:
    """Load every source of a workspace into its history, and say what is new in it.

    What is loaded is what sources.toml declares. A figure that was there before is revised and
    not overwritten; one that its publisher no longer has is marked as withdrawn. A source that
    fails leaves the others, and the history, as they are.
    """
    from purbeck.cli.screen import progress
    from purbeck.ingest import open_workspace
    from purbeck.pull.pulling import pull as pulled_from
    from purbeck.pull.sources_file import chosen, read_sources
    from purbeck.pull.workspace_history import HISTORY

    need_sources()
    framework = open_workspace(workspace).framework
    sources = chosen(read_sources(workspace, framework), only or ())
    around = surroundings(workspace, framework, data, offline, since)
    with progress("Pulling", len(sources)) as began:
        every = list(pulled_from(sources, around, workspace / HISTORY, began))
    _show(every)
    if rejected is not None:
        _write_rejected(rejected, every)
    if any(each.failure is not None or each.issues for each in every):
        raise typer.Exit(ExitCode.BAD_DATA)


def _show(every: Sequence[Pulled]) -> None:
    from purbeck.cli.screen import complain, show, show_issues, show_line
    from purbeck.cli.source_tables import pull_table

    show(pull_table(every))
    for each in every:
        if each.failure is not None:
            complain(f"{each.source.id}: {each.failure}")
            continue
        if each.read is not None and each.read.stale:
            complain(
                f"{each.source.id}: the publisher was not asked; the copy kept was taken.",
                "warning",
            )
        show_issues(each.issues[:MOST_SHOWN], stderr=True)
        if len(each.issues) > MOST_SHOWN:
            left = len(each.issues) - MOST_SHOWN
            show_line(f"  and {left:,} more; --rejected FILE lists all", stderr=True)


def _write_rejected(path: Path, every: Sequence[Pulled]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["source", "file", "row", "column", "received", "expected", "code"])
        for each in every:
            writer.writerows(_cells(each.source.id, issue) for issue in each.issues)


def _cells(source: str, issue: DataIssue) -> list[object]:
    problem = issue.problem
    place = [source, issue.file, issue.row or "", problem.field]
    return [*place, problem.received, problem.expected, problem.code.value]
