"""``purbeck changes``: what reads otherwise than in an edition that was issued, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import AsOfOption, SinceOption, WorkspaceArgument, examples

if TYPE_CHECKING:
    from purbeck.model.framework import Framework
    from purbeck.scorecard.edition_changes import EditionChanges

EXAMPLES = examples(
    "purbeck changes my-council",
    "purbeck changes my-council --since my-council/editions/2018-06",
    "purbeck changes my-council --since my-council/editions/2018-06 --json",
    "purbeck changes my-council --html changes.html",
)


def changes(
    workspace: WorkspaceArgument,
    since: SinceOption = None,
    as_of: AsOfOption = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print records as JSON instead of sentences.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="FILE",
            dir_okay=False,
            help="Write a web page to this file.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Say what has changed since an edition, and why: figures, targets, rules, measures.

    Each change has its cause: a new figure, a revision with its kind, a new series, a target, a
    band, a rule, a comparator, a definition. The measures in both editions are counted by
    themselves, so that one that came or went moves no count.
    """
    from purbeck.cli.opening import opened, opened_since
    from purbeck.cli.screen import write_data
    from purbeck.model.errors import UsageError
    from purbeck.publish.changes_record import changes_json

    known = opened(workspace)
    found = opened_since(known, workspace, as_of, since)
    if found is None:
        raise UsageError(
            f"There is no edition of the report before in '{workspace / 'editions'}'. Name one "
            "with --since."
        )
    if html is not None:
        _write_page(known.framework, found, html)
    if as_json:
        write_data(changes_json(found).decode("utf-8"))
    else:
        _show(known.framework, found)
    if html is not None and not as_json:
        from purbeck.cli.screen import show_line

        show_line(f"Written to {html}.")


def _write_page(framework: Framework, found: EditionChanges, path: Path) -> None:
    from purbeck.publish.build import ReportFile, write_files
    from purbeck.publish.compose.edition_changes import changes_document
    from purbeck.publish.formats import Format, renderer_of

    page = renderer_of(Format.HTML)(changes_document(framework, found))
    write_files([ReportFile(path.name, page)], path.parent)


def _show(framework: Framework, found: EditionChanges) -> None:
    """Put every change on lines of its own, below the measure that it is of."""
    from purbeck.cli.screen import show_line
    from purbeck.publish.wording import edition_changes as words
    from purbeck.publish.wording.edition_causes import causes_sentences
    from purbeck.publish.wording.figures import counted

    show_line(words.changes_sentence(found))
    show_line(words.like_for_like_sentence(found.like_for_like))
    if basis := words.basis_sentence(found):
        show_line(basis)
    for compared in found.changed:
        measure = framework.measure(compared.after.measure)
        show_line(f"{measure.number} {measure.name}".strip())
        said = (*causes_sentences(compared, measure), words.verdict_sentence(compared))
        for sentence in filter(None, said):
            show_line(f"  {sentence}")
    for state in found.added:
        show_line(f"New: {state.number} {state.name}")
    for dropped in found.dropped:
        of = f"{dropped.state.number} {dropped.state.name}"
        show_line(f"Dropped: {of}. {words.dropped_sentence(dropped)}")
    for change in found.policy:
        show_line(f"Rule: {words.policy_sentence(change)}")
    for gone in found.gone:
        show_line(words.gone_sentence(gone, framework.measure(gone.measure)))
    figures = counted(len(found.revisions), "figure of the edition was revised", "")
    if len(found.revisions) != 1:
        figures = f"{counted(len(found.revisions), 'figure')} of the edition were revised"
    if found.whole:
        show_line(f"{figures[:1].upper()}{figures[1:]}.")
