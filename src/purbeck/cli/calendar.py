"""``purbeck calendar``: what is due, for a calendar program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from purbeck.cli.arguments import AsOfOption, LanguageOption, WorkspaceArgument, examples

EXAMPLES = examples(
    "purbeck calendar my-council --out due.ics",
    "purbeck calendar my-council --out due.ics --as-of 2018-06-30",
)


def calendar(
    workspace: WorkspaceArgument,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            dir_okay=False,
            help="The calendar to write, such as due.ics.",
            show_default=False,
        ),
    ],
    as_of: AsOfOption = None,
    language: LanguageOption = "",
) -> None:
    """Write when actions and figures are due as a calendar (iCalendar, .ics).

    The date of a figure is learnt from when figures came before, and the event says from how
    many; a measure with fewer than two known releases has none.
    """
    from purbeck.cli.opening import in_language, opened
    from purbeck.cli.screen import show_files, show_line
    from purbeck.publish.build import ReportFile, write_files
    from purbeck.publish.calendar_file import render_ics
    from purbeck.publish.due_dates import DueKind, due_dates
    from purbeck.publish.wording.figures import counted

    known = in_language(opened(workspace), language)
    found = due_dates(known, as_of)
    (path,) = write_files([ReportFile(out.name, render_ics(found, known.framework))], out.parent)
    for kind in DueKind:
        count = sum(due.kind is kind for due in found.due)
        show_line(f"{counted(count, kind.value.lower())} with a date")
    if found.undated:
        names = ", ".join(measure.number or measure.id for measure in found.undated)
        show_line(
            f"{counted(len(found.undated), 'measure')} without: too few known releases of {names}"
        )
    show_line("Written:")
    show_files([path])
