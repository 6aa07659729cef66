"""``purbeck source``: what figures can be loaded from, and what a workspace loads them from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import WorkspaceArgument, examples
from purbeck.cli.exits import ExitCode
from purbeck.cli.sourcing import DataOption, OfflineOption, need_sources, surroundings
from purbeck.model.errors import UsageError

if TYPE_CHECKING:
    from purbeck.model.framework import Framework
    from purbeck.pull.declared_source import DeclaredSource
    from purbeck.pull.reading import Read

EXAMPLES = examples(
    "purbeck source list                                        the formats that can be read",
    "purbeck source preview my-council lait                     what would be loaded",
)
LIST_EXAMPLES = examples("purbeck source list", "purbeck source list my-council")
ADD_EXAMPLES = examples(
    "purbeck source add my-council dfe-ees absence_la.csv.gz",
    "purbeck source add my-council dfe-lait bds_long.csv --measure neet=NEET_NotKnown",
)
PREVIEW_EXAMPLES = examples(
    "purbeck source preview my-council lait",
    "purbeck source preview my-council lait --rows 30 --offline",
)


def list_sources(
    workspace: Annotated[
        Path | None,
        typer.Argument(
            metavar="[WORKSPACE]",
            help="List the sources of this workspace instead of the formats.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """List the formats that figures can be loaded from, or the sources of a workspace."""
    from purbeck.cli.screen import show
    from purbeck.cli.source_tables import connectors_table, sources_table

    need_sources()
    if workspace is None:
        show(connectors_table())
        return
    framework, sources = _read(workspace)
    del framework
    show(sources_table(sources))


def add(
    workspace: WorkspaceArgument,
    connector: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="As 'purbeck source list' has it.", show_default=False
        ),
    ],
    at: Annotated[
        str,
        typer.Argument(metavar="AT", help="A path or an address.", show_default=False),
    ] = "",
    measures: Annotated[
        list[str] | None,
        typer.Option(
            "--measure",
            metavar="ID=KEY",
            help="A measure of the workspace and the publisher's name of it; may be given again.",
            show_default=False,
        ),
    ] = None,
    options: Annotated[
        list[str] | None,
        typer.Option(
            "--option",
            metavar="NAME=VALUE",
            help="What the format is told; may be given again.",
            show_default=False,
        ),
    ] = None,
    source_id: Annotated[
        str,
        typer.Option("--id", metavar="ID", help="The id of the source; the format if not given."),
    ] = "",
    data: DataOption = None,
    offline: OfflineOption = False,
) -> None:
    """Add a source to sources.toml, with comments on what is left to choose.

    The file is read, so that the comments list what is in it. Nothing is loaded.
    """
    from purbeck.cli.screen import show_line
    from purbeck.ingest import open_workspace
    from purbeck.pull.declared_source import DeclaredSource
    from purbeck.pull.reading import catalogue_of
    from purbeck.pull.writing_sources import NewSource, add_source, keys_typed, source_entry
    from purbeck.sources import registry

    need_sources()
    known = registry.connector(connector)
    framework = open_workspace(workspace).framework
    told = dict(keys_typed(options or ()))
    around = surroundings(workspace, framework, data, offline)
    declared = DeclaredSource(
        id=source_id or connector,
        connector=connector,
        at=at,
        options=told,
        areas=frozenset(area.code for area in framework.areas),
    )
    catalogue = catalogue_of(declared, around)
    keys = [offered.key for offered in catalogue.measures]
    pairs = tuple(
        (framework.measure(measure), _key(key, keys)) for measure, key in keys_typed(measures or ())
    )
    new = NewSource(id=declared.id, connector=connector, at=at, options=told, pairs=pairs)
    path = add_source(workspace, source_entry(new, known, catalogue), new.id)
    show_line(f"Added the source '{new.id}' to {path}. Read its comments, then look at it:")
    beside = "" if data is None else f" --data {data}"
    show_line(f"  purbeck source preview {workspace} {new.id}{beside}")


def preview(
    workspace: WorkspaceArgument,
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="The id of a source of sources.toml.", show_default=False
        ),
    ],
    rows: Annotated[int, typer.Option("--rows", min=0, help="How many rows to show.")] = 10,
    measures: Annotated[
        str,
        typer.Option(
            "--find", metavar="TEXT", help="List the publisher's measures that have this in them."
        ),
    ] = "",
    data: DataOption = None,
    offline: OfflineOption = False,
) -> None:
    """Show what would be loaded of a source: its first rows, and what does not fit.

    Nothing is loaded.
    """
    from purbeck.cli.screen import show, show_issues, show_line
    from purbeck.cli.source_tables import found_table, preview_lines, preview_table
    from purbeck.pull.reading import read_source
    from purbeck.pull.sources_file import chosen

    need_sources()
    framework, sources = _read(workspace)
    (declared,) = chosen(sources, [source])
    read: Read = read_source(declared, surroundings(workspace, framework, data, offline))
    if measures:
        show(found_table(read.catalogue, measures))
        return
    show(preview_table(read, rows))
    for line in preview_lines(read):
        show_line(line)
    issues = (*read.unmatched, *read.mapped.issues)
    show_issues(issues[:20], stderr=True)
    if issues:
        raise typer.Exit(ExitCode.BAD_DATA)


def _read(workspace: Path) -> tuple[Framework, tuple[DeclaredSource, ...]]:
    from purbeck.ingest import open_workspace
    from purbeck.pull.sources_file import read_sources

    framework = open_workspace(workspace).framework
    return framework, read_sources(workspace, framework)


def _key(text: str, keys: list[str]) -> str:
    from purbeck.model.nearest import hint

    for key in keys:
        if key.casefold() == text.casefold():
            return key
    raise UsageError(f"The file has no measure '{text}'. Expected one{hint(text, keys)}.")


source_app = typer.Typer(
    help="Where figures are loaded from: the formats that can be read, and a workspace's sources.",
    epilog=EXAMPLES,
    rich_markup_mode="rich",
    no_args_is_help=True,
)
for _name, _command, _examples in (
    ("list", list_sources, LIST_EXAMPLES),
    ("add", add, ADD_EXAMPLES),
    ("preview", preview, PREVIEW_EXAMPLES),
):
    source_app.command(
        _name,
        help="\n\n".join(" ".join(part.split()) for part in (_command.__doc__ or "").split("\n\n")),
        epilog=_examples,
    )(_command)
