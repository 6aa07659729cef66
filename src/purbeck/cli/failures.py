"""What went wrong, in a line on standard error, and the exit code that goes with it."""

from __future__ import annotations

import os
import traceback

from typer.exceptions import TyperException

from purbeck.cli.exits import ExitCode
from purbeck.cli.screen import complain, show_issues
from purbeck.model.errors import PurbeckError, WorkspaceError

DEBUG = "PURBECK_DEBUG"


def report_failure(error: Exception) -> int:
    """Say in a line what went wrong, and give the exit code of its kind.

    There is no traceback, unless the environment variable ``PURBECK_DEBUG`` is set. Bad data is
    a line an issue, and one that counts them.
    """
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    if isinstance(error, WorkspaceError):
        return _bad_data(error)
    if isinstance(error, PurbeckError):
        complain(str(error))
        return error.exit_code
    if isinstance(error, TyperException):
        complain(f"{error.format_message()}{_where_to_look(error)}")
        return error.exit_code
    complain(_file_trouble(error) if isinstance(error, OSError) else _unexpected(error))
    return ExitCode.UNEXPECTED


def _bad_data(error: WorkspaceError) -> int:
    # Wording stands on the rules, and so on numpy: it is loaded where it is wanted.
    from purbeck.publish.wording.figures import counted

    show_issues(error.issues, stderr=True)
    complain(f"{counted(len(error.issues), 'error')} in the workspace. Nothing was written.")
    return error.exit_code


def _where_to_look(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return "" if context is None else f" See '{context.command_path} --help'."


def _file_trouble(error: OSError) -> str:
    name = f"'{error.filename}': " if error.filename else ""
    return f"{name}{error.strerror or error}."


def _unexpected(error: Exception) -> str:
    return (
        f"Purbeck met something that it did not expect: {type(error).__name__}: {error}. "
        f"Please report this with the command that you typed; {DEBUG}=1 shows where it arose."
    )
