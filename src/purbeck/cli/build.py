"""``purbeck build``: the reports of a workspace, in the formats asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import (
    AsOfOption,
    LanguageOption,
    SinceOption,
    WorkspaceArgument,
    examples,
)

if TYPE_CHECKING:
    from purbeck.publish.formats import Format
    from purbeck.publish.render.word_guard import WordTemplate
    from purbeck.scorecard import DisclosedScorecard

EXAMPLES = examples(
    "purbeck build my-council",
    "purbeck build my-council --out reports --format pdf,html",
    "purbeck build my-council --format pptx,txt",
    "purbeck build my-council --format docx --template council.dotx",
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
    language: LanguageOption = "",
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMATS",
            help="Any of pdf, html, docx, xlsx, pptx, txt, with commas.",
        ),
    ] = "pdf,html,docx,xlsx",
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            "-t",
            metavar="FILE",
            help="A Word template (.dotx or .docx) of your own, for the report in Word.",
            show_default=False,
        ),
    ] = None,
    since: SinceOption = None,
) -> None:
    """Build the report of each outcome, and print a summary.

    All reports are made before the first is written, so that bad data or a failure leaves
    nothing half-written.

    Where WORKSPACE/editions has the edition of the report before, or where one is named, the
    reports say what has changed since, and why.
    """
    from purbeck.cli.opening import in_language, opened, opened_since, warn_of_contradictions
    from purbeck.scorecard import disclosed_scorecards

    wanted = formats_typed(formats)
    own = None if template is None else template_typed(template, wanted)
    known = in_language(opened(workspace), language)
    changes = opened_since(known, workspace, as_of, since)
    scored = disclosed_scorecards(known, as_of, changes)
    warn_of_contradictions(workspace, known, scored)
    build_reports(scored, out or workspace / "reports", wanted, own)


def template_typed(path: Path, formats: Sequence[Format]) -> WordTemplate:
    """Read the Word template of a council, and say a line for each style that it lacks."""
    from purbeck.cli.screen import complain
    from purbeck.publish.formats import Format
    from purbeck.publish.render.word_council import missing_styles
    from purbeck.publish.render.word_guard import read_template

    if Format.DOCX not in formats:
        raise typer.BadParameter(
            "a template is for Word, and docx is not among the formats.",
            param_hint="'--template'",
        )
    template = read_template(path)
    for line in missing_styles(template):
        complain(line, "warning")
    return template


def build_reports(
    scored: Sequence[DisclosedScorecard],
    out: Path,
    formats: Sequence[Format],
    template: WordTemplate | None = None,
) -> None:
    """Build the reports of a workspace's outcomes, and show the summary and the files."""
    from purbeck.cli.scorecards import show_scorecards
    from purbeck.cli.screen import progress, show_files, show_line
    from purbeck.publish.build import files_of, write_files

    framework, on = scored[0].framework, scored[0].on
    steps = len(framework.outcomes) * (1 + len(formats))
    with progress("Building", steps) as began:
        files = files_of(scored, formats, began, template)
    paths = write_files(files, out)
    show_scorecards(framework, [found for each in scored for found in each.assessments], on)
    show_line(f"Written to {out}:")
    show_files(paths)
