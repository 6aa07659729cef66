"""The command ``purbeck``: its commands, and the one place where errors become exit codes."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from purbeck import __version__
from purbeck.cli import (
    assess,
    assess_store,
    batch,
    build,
    calendar,
    cards,
    changes,
    check,
    demo,
    digest,
    edition,
    explain,
    export,
    import_report,
    new,
    pull,
    references,
    revisions,
    schema,
    site,
    source,
    store,
    validate,
)
from purbeck.cli.arguments import examples, titled
from purbeck.cli.exits import MEANING, ExitCode
from purbeck.cli.failures import report_failure
from purbeck.cli.screen import complain, show_line, stop_writing

_EPILOG = "\n\n".join(
    [
        examples(
            "purbeck demo dorset                     see what it makes",
            "purbeck new my-council                  start your own",
            "purbeck build my-council --out reports  make the reports",
        ),
        titled("Exit codes", [f"{code.value:>3}  {text}" for code, text in MEANING.items()]),
    ]
)

app = typer.Typer(
    name="purbeck",
    help="Outcomes-focused performance monitoring: from a folder of figures and commentary to "
    "a report in which every verdict explains itself.",
    epilog=_EPILOG,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
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


def _unwrapped(docstring: str | None) -> str:
    """Put each paragraph on one line, so that it fills the screen however wide that is."""
    paragraphs = inspect.cleandoc(docstring or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


_START, _REPORTS = "Getting started", "Reports and verdicts"
_SOURCES, _EDITIONS = "Figures and their sources", "Editions and data"

for _command, _examples, _panel in (
    (demo.demo, demo.EXAMPLES, _START),
    (new.new, new.EXAMPLES, _START),
    (import_report.import_report, import_report.EXAMPLES, _START),
    (validate.validate, validate.EXAMPLES, _REPORTS),
    (check.check, check.EXAMPLES, _REPORTS),
    (build.build, build.EXAMPLES, _REPORTS),
    (batch.batch, batch.EXAMPLES, _REPORTS),
    (site.site, site.EXAMPLES, _REPORTS),
    (calendar.calendar, calendar.EXAMPLES, _REPORTS),
    (cards.cards, cards.EXAMPLES, _REPORTS),
    (assess.assess, assess.EXAMPLES, _REPORTS),
    (explain.explain, explain.EXAMPLES, _REPORTS),
    (digest.digest, digest.EXAMPLES, _REPORTS),
    (references.references, references.EXAMPLES, _REPORTS),
    (pull.pull, pull.EXAMPLES, _SOURCES),
    (revisions.revisions, revisions.EXAMPLES, _SOURCES),
    (changes.changes, changes.EXAMPLES, _EDITIONS),
    (edition.issue, edition.ISSUE_EXAMPLES, _EDITIONS),
    (edition.verify, edition.VERIFY_EXAMPLES, _EDITIONS),
    (export.export, export.EXAMPLES, _EDITIONS),
    (schema.schema, schema.EXAMPLES, _EDITIONS),
    (assess_store.assess_store, assess_store.EXAMPLES, _EDITIONS),
):
    app.command(help=_unwrapped(_command.__doc__), epilog=_examples, rich_help_panel=_panel)(
        _command
    )

app.add_typer(source.source_app, name="source", rich_help_panel=_SOURCES)
app.add_typer(store.store_app, name="store", rich_help_panel=_EDITIONS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and give its exit code; those of the process where none are given.

    Nothing that goes wrong is shown as a traceback, unless the environment variable
    ``PURBECK_DEBUG`` is set.
    """
    _make_writable()
    try:
        command = typer.main.get_command(app)
        code = command.main(arguments, prog_name="purbeck", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_closed()
    except (KeyboardInterrupt, typer.Abort):
        code = ExitCode.STOPPED
    except Exception as error:
        return report_failure(error)
    if code == ExitCode.STOPPED:
        complain("Stopped. Nothing is half-written.", "warning")
    return int(code or ExitCode.DONE)


def _make_writable() -> None:
    """Let a terminal that cannot show a character show a question mark, and not fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _pipe_closed() -> int:
    try:
        stop_writing()
    except typer.Exit as stop:
        return stop.exit_code
