"""``purbeck import-report``: a published report, turned into a draft workspace."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import examples

if TYPE_CHECKING:
    from purbeck.transcription import Draft

EXAMPLES = examples(
    "purbeck import-report report-2018.pdf --out old-report",
    "purbeck import-report q2.docx --out q2 --profile our-layout.toml",
)


def import_report(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="The report: PDF, Word (.docx), HTML or text.", show_default=False
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="WORKSPACE",
            help="Where the draft goes: a folder that is empty, or not there yet.",
            show_default=False,
        ),
    ],
    profile: Annotated[
        list[Path] | None,
        typer.Option(
            "--profile",
            metavar="FILE",
            help="A layout profile of your own (TOML), laid over those that Purbeck has. "
            "It can be given more than once.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Turn a published report into a draft workspace, and say what could not be read.

    Measures, figures, targets, colours, arrows, comparators, risks, officers and commentary are
    taken over, each with its page and how surely it was read. Nothing is made up.
    """
    from purbeck.cli.screen import show_line
    from purbeck.transcription import check_target, transcribe, write_workspace

    check_target(out)
    draft = transcribe(file, profile or ())
    write_workspace(draft, out)
    for line in _told(draft):
        show_line(line)
    show_line()
    show_line(f"The draft is in {out}. Read {out / 'READ-ME-FIRST.md'} first, and then:")
    show_line(f"  purbeck validate {shlex.quote(str(out))}")


def _told(draft: Draft) -> list[str]:
    """Say in a few lines what was read, what was not, and what does not agree."""
    from purbeck.publish.wording.figures import counted
    from purbeck.transcription import Confidence

    own = [figure for measure in draft.measures for figure in measure.own()]
    unsure = sum(figure.evidence.confidence is not Confidence.HIGH for figure in own)
    lines = [
        f"Read: {counted(len(draft.outcomes), 'outcome')}, "
        f"{counted(len(draft.measures), 'indicator or measure', 'indicators and measures')}, "
        f"{counted(len(own), 'figure')}, {counted(len(draft.risks), 'risk')}.",
    ]
    if unsure:
        lines.append(f"Read, but not surely: {counted(unsure, 'figure')}.")
    if draft.unread:
        lines.append(f"Not read: {counted(len(draft.unread), 'thing')}, each with its place.")
    if disagreements := sum(one.certain for one in draft.contradictions):
        lines.append(f"Does not agree: {counted(disagreements, 'thing')}.")
    return lines
