"""The command ``purbeck``: its commands, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from purbeck import __version__
from purbeck.cli import assess, build, demo, edition, explain, new, schema, validate
from purbeck.cli.arguments import examples
from purbeck.cli.exits import MEANING, ExitCode
from purbeck.cli.screen import complain, console, show_issues, show_line, stop_writing
from purbeck.model.errors import PurbeckError, WorkspaceError

DEBUG = "PURBECK_DEBUG"

_EPILOG = "\n".join(
    [
        examples(
            "purbeck demo dorset                     see what it makes",
            "purbeck new my-council                  start your own",
            "purbeck build my-council --out reports  make the reports",
        ),
        "",
        "[bold]Exit codes[/bold]",
        "",
        *(f"  {code.value:>3}  {meaning}" for code, meaning in MEANING.items()),
    ]
)

app = typer.Typer(
    name="purbeck",
    help="Outcomes-focused performance monitoring: from a folder of figures and commentary to "
    "a report in which every verdict explains itself.",
    epilog=_EPILOG,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        show_line(f"purbeck {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def purbeck(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help="Print the version and leave.",
        ),
    ] = False,
) -> None:
    """Show the help where no command is given."""
    if context.invoked_subcommand is None:
        context.get_help()


_REPORTS, _EDITIONS, _START = "Reports and verdicts", "Editions", "Getting started"

for _panel, _modules in {
    _START: (demo, new),
    _REPORTS: (validate, build, assess, explain),
}.items():
    for _module in _modules:
        app.command(epilog=_module.EXAMPLES, rich_help_panel=_panel)(_module.command)
