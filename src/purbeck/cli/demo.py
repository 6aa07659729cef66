"""``purbeck demo``: the Dorset workspace that comes with Purbeck, and its reports."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

from purbeck.cli.arguments import examples
from purbeck.model.errors import PurbeckError, UsageError

EXAMPLES = examples(
    "purbeck demo dorset",
    "purbeck demo dorset --out dorset-reports",
)

NAME = "dorset-2018"


def demo(
    directory: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="Where the workspace goes.", show_default=False),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            file_okay=False,
            help="Where the reports go. DIR/reports if not given.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Copy the demo workspace into a folder, and build its reports.

    It is 'People in Dorset are Independent', September 2018: 6 indicators and 15 measures. It
    can be run again; a file that you have changed is never written over.
    """
    from purbeck.cli.build import build_reports
    from purbeck.cli.opening import opened
    from purbeck.cli.screen import show_line
    from purbeck.publish.formats import REPORT_FORMATS
    from purbeck.scorecard import disclosed_scorecards

    copy_demo(demo_workspace(), directory)
    scored = disclosed_scorecards(opened(directory))
    build_reports(scored, out or directory / "reports", REPORT_FORMATS)
    show_line(f"The workspace that they were made from: {directory}")


def demo_workspace() -> Traversable:
    """Find the demo workspace: within the package, or in the checkout that it runs from."""
    packaged = files("purbeck") / "demo" / NAME
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).parents[3] / "examples" / NAME
    if checkout.is_dir():
        return checkout
    raise PurbeckError("The demo workspace is missing from this installation. Install it again.")


def copy_demo(source: Traversable, folder: Path) -> None:
    """Copy the parts of a workspace into a folder.

    Raises
    ------
    UsageError
        Where a file is there already with other content. Nothing is copied then.
    """
    found = dict(_files_of(source))
    for name, content in found.items():
        target = folder / name
        if target.exists() and (target.is_dir() or target.read_bytes() != content):
            raise UsageError(f"'{target}' is there already and not the demo's. Choose a new DIR.")
    for name, content in found.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _files_of(source: Traversable) -> Iterator[tuple[str, bytes]]:
    from purbeck.publish.edition import WORKSPACE_PARTS

    for part in WORKSPACE_PARTS:
        entry = source / part
        if entry.is_file():
            yield part, entry.read_bytes()
        elif entry.is_dir():
            for inner in sorted(entry.iterdir(), key=lambda inner: inner.name):
                yield f"{part}/{inner.name}", inner.read_bytes()
