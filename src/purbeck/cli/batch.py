"""``purbeck batch``: many reports at once, on all cores, and again only what has changed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import examples
from purbeck.cli.build import formats_typed
from purbeck.cli.exits import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from purbeck.publish.batch import Job

EXAMPLES = examples(
    "purbeck batch councils.csv --out reports",
    "purbeck batch my-council --area E06000059 --area E06000058 --out reports",
    "purbeck batch my-council --every-authority --out reports --format html",
)


def batch(
    what: Annotated[
        Path,
        typer.Argument(
            metavar="LIST",
            help="A .csv file with the columns workspace, area and id; or one workspace.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="DIR", file_okay=False, help="Where the reports go."),
    ],
    areas: Annotated[
        list[str] | None,
        typer.Option(
            "--area",
            metavar="CODE",
            help="Make the workspace's framework over to this authority; may be given again.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[
        bool,
        typer.Option("--every-authority", help="Make it over to every upper-tier authority."),
    ] = False,
    formats: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMATS", help="Any of pdf, html, docx, xlsx, pptx, txt."
        ),
    ] = "pdf,html",
    jobs: Annotated[
        int,
        typer.Option("--jobs", "-j", min=0, help="How many are made at a time; 0 for all cores."),
    ] = 0,
) -> None:
    """Build the reports of many workspaces, or of one framework for many authorities.

    A report that was made before from the same is not made again, so that a batch that was
    stopped goes on where it was. One that fails does not stop the others.
    """
    from purbeck.cli.screen import complain, progress, show_line
    from purbeck.publish.batch import run_batch

    wanted = formats_typed(formats)
    asked = _jobs(what, areas or (), every)
    made = kept = 0
    failed = []
    with progress("Reports", len(asked)) as began:
        for done in run_batch(asked, out, wanted, jobs or os.cpu_count() or 1):
            began(done.job.id)
            made += done.folder is not None and done.is_new
            kept += not done.is_new
            if done.failure:
                failed.append(done)
    for each in sorted(failed, key=lambda each: each.job.id):
        complain(f"{each.job.id}: {each.failure}")
    show_line(f"{made:,} made, {kept:,} there already, {len(failed):,} failed: {out}")
    if failed:
        raise typer.Exit(ExitCode.BAD_DATA)


def _jobs(what: Path, areas: Sequence[str], every: bool) -> tuple[Job, ...]:
    from purbeck.model.errors import UsageError
    from purbeck.publish.batch import Job
    from purbeck.publish.batch_list import jobs_of_areas, read_batch

    if not what.is_dir():
        if areas or every:
            raise UsageError("A list names its areas itself: --area is for one workspace.")
        return read_batch(what)
    if areas or every:
        return jobs_of_areas(what, areas)
    return (Job(id=what.resolve().name, workspace=what),)
