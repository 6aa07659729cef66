"""The page of exit codes, from the table that the command itself uses."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.cli.exits import MEANING
from purbeck.model.errors import PurbeckError
from reference_pages.markdown import code, one_line, page, table

_INTRODUCTION = """
Every run of `purbeck` ends with one of these codes. A script can rely on them. Messages go to
standard error, results to standard output, so that a result can be piped or kept in a file.
"""

_ERRORS = """
## The exceptions behind them

A program that imports Purbeck meets exceptions in place of codes. All of them are
`purbeck.model.errors.PurbeckError`, and each class names its code. Bad data in a workspace is
not an exception while it is being read: `read_workspace` collects it as
[issues](issue-codes.md), and only `open_workspace` raises.
"""


def exit_codes_page() -> str:
    """Write the page of exit codes."""
    meanings = table(
        ["Code", "Meaning"], [[str(int(each)), meaning] for each, meaning in MEANING.items()]
    )
    errors = table(["Exception", "Code", "When"], _rows())
    return page("Exit codes", _INTRODUCTION, meanings, _ERRORS, errors)


def _rows() -> Iterator[list[str]]:
    for error in (PurbeckError, *PurbeckError.__subclasses__()):
        summary = (error.__doc__ or "").split("\n\n")[0]
        yield [code(error.__name__), str(error.exit_code), one_line(summary)]
