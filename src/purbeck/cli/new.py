"""``purbeck new``: a workspace to start from."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from purbeck.cli.arguments import examples

EXAMPLES = examples("purbeck new my-council")


def new(
    directory: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="A folder that is empty, or not there yet.", show_default=False
        ),
    ],
) -> None:
    """Write a starter workspace, with comments in it, that builds as it stands."""
    from purbeck.cli.screen import show_line
    from purbeck.ingest import write_starter

    paths = write_starter(directory)
    name = shlex.quote(str(directory))
    show_line(f"A workspace to start from is in {directory}:")
    for path in paths:
        show_line(f"  {path.relative_to(directory)}")
    show_line()
    show_line("Next, open framework.toml, which explains itself, and then:")
    show_line(f"  purbeck validate {name}    see whether all is well")
    show_line(f"  purbeck build {name}       make the report")
    show_line(f"  purbeck explain {name} 01  see why a figure has its colour")
