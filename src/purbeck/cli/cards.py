"""``purbeck cards``: each measure as a card for other people's pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from purbeck.cli.arguments import AsOfOption, LanguageOption, WorkspaceArgument, examples

EXAMPLES = examples(
    "purbeck cards my-council --out cards",
    "purbeck cards my-council --out cards --as-of 2018-06-30",
)


def cards(
    workspace: WorkspaceArgument,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            file_okay=False,
            help="Where the cards go.",
            show_default=False,
        ),
    ],
    as_of: AsOfOption = None,
    language: LanguageOption = "",
) -> None:
    """Write a card of each measure to embed in a page: a drawing (SVG) and a piece of HTML.

    A card asks the network for nothing, has no script, follows the light or dark of its reader,
    and says all that it shows in words and in a table.
    """
    from purbeck.cli.opening import in_language, opened
    from purbeck.cli.screen import show_line
    from purbeck.publish.build import write_files
    from purbeck.publish.cards import card_files
    from purbeck.publish.wording.figures import counted

    paths = write_files(card_files(in_language(opened(workspace), language), as_of), out)
    measures = counted(len(paths) // 2, "measure")
    show_line(f"Written to {out}: {len(paths)} files, an .svg and an .html of {measures}.")
