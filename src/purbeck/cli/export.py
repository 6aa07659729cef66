"""``purbeck export``: the open data of a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from purbeck.cli.arguments import AsOfOption, WorkspaceArgument, examples

EXAMPLES = examples(
    "purbeck export my-council --out open-data",
    "purbeck export my-council --out open-data --as-of 2018-06-30",
)


def export(
    workspace: WorkspaceArgument,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            file_okay=False,
            help="Where the files go.",
            show_default=False,
        ),
    ],
    as_of: AsOfOption = None,
) -> None:
    """Write the figures and assessments as open data: CSV with metadata, JSON and SDMX-CSV.

    Nothing that the policy on disclosure hides is in it. The licence and the attribution are
    those of the framework; where it declares none, that is said.
    """
    from purbeck.cli.opening import opened
    from purbeck.cli.screen import complain, show_files, show_line
    from purbeck.publish.build import write_files
    from purbeck.publish.open_data import missing_terms, open_data_files

    known = opened(workspace)
    for line in missing_terms(known.framework):
        complain(line, "warning")
    paths = write_files(open_data_files(known, as_of), out)
    show_line(f"Written to {out}:")
    show_files(paths)
