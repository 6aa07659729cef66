"""``purbeck digest``: the short documents of a report, for those who do not read all of it."""

from __future__ import annotations

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
    from purbeck.publish.digest import Audience
    from purbeck.publish.document import Document
    from purbeck.publish.formats import Format

EXAMPLES = examples(
    "purbeck digest my-council --for committee",
    "purbeck digest my-council --for director --officer asha-patel",
    "purbeck digest my-council --for public --format pdf,html",
    "purbeck digest my-council --for scrutiny --out meeting",
)


def digest(
    workspace: WorkspaceArgument,
    audience: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="READER",
            help="committee (what is worsening), director (what is whose and due), public (one "
            "page in plain English) or scrutiny (questions with their evidence).",
        ),
    ],
    officer: Annotated[
        str,
        typer.Option(
            "--officer",
            metavar="ID",
            help="For a director: the id or name of the officer. All of them if not given.",
            show_default=False,
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            file_okay=False,
            help="Where the digest goes. WORKSPACE/digests if not given.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOfOption = None,
    language: LanguageOption = "",
    formats: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMATS", help="Any of pdf, html, docx."),
    ] = "pdf,html,docx",
    since: SinceOption = None,
) -> None:
    """Make a short document of a report, for one sort of reader.

    What is in it is picked by rule from the same verdicts that the report has. The page for the
    public says how hard it is to read, and warns where it is too hard.
    """
    from purbeck.cli.opening import in_language, opened, opened_since
    from purbeck.cli.screen import show_files, show_line
    from purbeck.publish.build import write_files
    from purbeck.publish.digest import Audience, Occasion, digest_document, digest_files
    from purbeck.publish.past import EDITIONS, editions_before, past_states

    reader, wanted = _audience(audience), _formats(formats)
    if officer and reader is not Audience.DIRECTOR:
        raise typer.BadParameter("an officer is for --for director.", param_hint="'--officer'")
    known = in_language(opened(workspace), language)
    on = as_of or known.framework.report.on
    earlier = editions_before(workspace / EDITIONS, on) if reader is Audience.SCRUTINY else ()
    occasion = Occasion(
        on=on,
        officer=officer,
        editions=tuple(past_states(folder) for folder in earlier),
        since=opened_since(known, workspace, as_of, since),
    )
    document = digest_document(known, reader, occasion)
    target = out or workspace / "digests"
    paths = write_files(digest_files(document, reader, wanted, officer), target)
    show_line(document.description)
    if reader is Audience.PUBLIC:
        _show_reading(document)
    show_line(f"Written to {target}:")
    show_files(paths)


def _audience(text: str) -> Audience:
    from purbeck.model.nearest import hint
    from purbeck.publish.digest import Audience

    names = [audience.value for audience in Audience]
    if text.strip().lower() not in names:
        raise typer.BadParameter(f"'{text}' is no reader{hint(text, names)}.", param_hint="'--for'")
    return Audience(text.strip().lower())


def _formats(text: str) -> tuple[Format, ...]:
    from purbeck.cli.build import formats_typed
    from purbeck.publish.digest import DIGEST_FORMATS

    wanted = formats_typed(text)
    for each in wanted:
        if each not in DIGEST_FORMATS:
            raise typer.BadParameter(
                f"a digest does not come as {each.value}; there are pdf, html, docx.",
                param_hint="'--format'",
            )
    return wanted


def _show_reading(document: Document) -> None:
    from purbeck.cli.screen import complain, show_line
    from purbeck.publish.compose.digest_public import hardest_name, reading_of
    from purbeck.publish.wording.plain_english import HIGHEST_GRADE

    found = reading_of(document)
    show_line(
        f"Reading age {found.age:.0f}: Flesch-Kincaid grade {found.grade:.1f}, of at most "
        f"{HIGHEST_GRADE.value:.1f}; {found.words} words in {found.sentences} sentences."
    )
    if found.grade > HIGHEST_GRADE.value:
        complain(
            "The page is harder to read than the limit. Give the indicators a name in plain "
            f"English, 'plain' in framework.toml; the hardest is '{hardest_name(document)}'.",
            "warning",
        )
