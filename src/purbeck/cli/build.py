"""``purbeck build``: the reports of a workspace, in the formats asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import AsOfOption, WorkspaceArgument, examples

if TYPE_CHECKING:
    from purbeck.model.workspace import Workspace
    from purbeck.publish.formats import Format

EXAMPLES = examples(
    "purbeck build my-council",
    "purbeck build my-council --out reports --format pdf,html",
    "purbeck build my-council --as-of 2018-06-30",
)


def formats_typed(text: str) -> tuple[Format, ...]:
    """Read formats with commas between them, each once, in the order given."""
    from purbeck.model.nearest import hint
    from purbeck.publish.formats import Format

    names = [wanted.value for wanted in Format]
    typed = [word.strip().lower() for word in text.split(",") if word.strip()]
    for word in typed:
        if word not in names:
            raise typer.BadParameter(
                f"'{word}' is no format{hint(word, names)}.", param_hint="'--format'"
            )
    if not typed:
        raise typer.BadParameter(
            f"no format is named; there are {', '.join(names)}.", param_hint="'--format'"
        )
    return tuple(Format(word) for word in dict.fromkeys(typed))


def build(
    workspace: WorkspaceArgument,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            file_okay=False,
            help="Where the reports go. WORKSPACE/reports if not given.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOfOption = None,
    formats: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMATS", help="Any of pdf, html, docx, xlsx, with commas."
        ),
    ] = "pdf,html,docx,xlsx",
) -> None:
    """Build the report of each outcome, and print a summary.

    All reports are made before the first is written, so that bad data or a failure leaves
    nothing half-written.
    """
    from purbeck.cli.opening import opened

    wanted = formats_typed(formats)
    known = opened(workspace)
    build_reports(known, out or workspace / "reports", as_of, wanted)


def build_reports(
    workspace: Workspace, out: Path, as_of: date | None, formats: Sequence[Format]
) -> None:
    """Build the reports of a workspace into a folder, and show the summary and the files."""
    from purbeck.cli.scorecards import show_scorecards
    from purbeck.cli.screen import progress, show_files, show_line
    from purbeck.publish.build import report_files, write_files
    from purbeck.scorecard.scorecard import assess_as_known

    framework = workspace.framework
    on = as_of or framework.report.on
    steps = len(framework.outcomes) * (1 + len(formats))
    with progress("Building", steps) as began:
        files = report_files(workspace, formats, on, began)
    paths = write_files(files, out)
    show_scorecards(framework, assess_as_known(workspace, on), on)
    show_line(f"Written to {out}:")
    show_files(paths)
