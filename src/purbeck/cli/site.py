"""``purbeck site``: a workspace as a public site, in a folder that any web server can serve."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from purbeck.cli.arguments import AsOfOption, LanguageOption, WorkspaceArgument, examples

EXAMPLES = examples(
    "purbeck site my-council --out public",
    "purbeck site my-council --out public --editions editions",
    "purbeck site my-council --out public --base-url https://outcomes.example.org/",
)


def address_typed(text: str) -> str:
    """Read the address of a site: http or https, with a host, and nothing after its path."""
    from urllib.parse import urlsplit

    parts = urlsplit(text)
    plain = (
        text.isprintable() and not set(text) & set(" \"'<>") and not (parts.query or parts.fragment)
    )
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        raise typer.BadParameter(
            f"'{text}' is no address of a site. Write one such as https://outcomes.example.org/."
        )
    return text


def site(
    workspace: WorkspaceArgument,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            file_okay=False,
            help="Where the site goes. An earlier site there is replaced; anything else is kept, "
            "and the command refused.",
        ),
    ],
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            parser=address_typed,
            metavar="URL",
            help="The address that the site will have, for canonical links, the feed and a "
            "sitemap. The site works without.",
            show_default=False,
        ),
    ] = None,
    editions: Annotated[
        Path | None,
        typer.Option(
            "--editions",
            metavar="DIR",
            file_okay=False,
            exists=True,
            help="The folder of issued editions; each goes on the site at an address for good.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOfOption = None,
    language: LanguageOption = "",
) -> None:
    """Build a public site of a workspace: pages that need no server and no script.

    Outcomes, indicators, measures and risks have a page each, with charts, maps, tables and
    files to download. The folder can be put on any web server, or opened from a disk.

    Where WORKSPACE/editions has the edition of the report before, the page of changes says what
    has changed since, and why.
    """
    from purbeck.cli.opening import in_language, opened, opened_since, refuse_errors
    from purbeck.cli.screen import progress, show_line
    from purbeck.publish.site.build import make_site
    from purbeck.publish.site.edition_pages import kept_editions
    from purbeck.publish.site.source import source_of
    from purbeck.scorecard import disclosed_scorecards

    with _without_collecting(), progress("Building", 4) as began:
        began("reading")
        known = in_language(opened(workspace), language)
        kept = kept_editions(editions)
        began("checking")
        scored = disclosed_scorecards(known, as_of, opened_since(known, workspace, as_of, None))
        refuse_errors(workspace, known, scored)
        began("assessing")
        source = source_of(scored)
        made = make_site(source, out, kept, base_url or "", began)
    show_line(
        f"{made.pages:,} pages, {made.files:,} files in {out}. "
        f"The first page takes {made.first_page / 1000:.0f} kB."
    )
    show_line(f"Open {out / 'index.html'} in a browser.")


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Leave the search for cycles off: half a million values are made here, and none is one.

    It takes a third of the time of a large site, and finds nothing.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
