"""``purbeck validate``: everything that is wrong with a workspace, at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import WorkspaceArgument, examples
from purbeck.cli.exits import ExitCode

if TYPE_CHECKING:
    from purbeck.model.issue import DataIssue

EXAMPLES = examples(
    "purbeck validate my-council",
    "purbeck validate my-council --json | jq '.issues[].code'",
)


def validate(
    workspace: WorkspaceArgument,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the issues as JSON instead of lines.")
    ] = False,
) -> None:
    """Find everything that is wrong with a workspace, and write nothing.

    Each issue is one line: file, row, column, what was received and expected, and what to do.
    An error stops a build; a warning does not.
    """
    from purbeck.cli.screen import show_issues, show_line, write_data
    from purbeck.ingest import read_workspace

    reading = read_workspace(workspace)
    if as_json:
        write_data(_as_json(reading.issues))
    else:
        show_issues(reading.issues)
        show_line(_counts(len(reading.errors), len(reading.warnings)))
    if reading.errors:
        raise typer.Exit(ExitCode.BAD_DATA)


def _counts(errors: int, warnings: int) -> str:
    from purbeck.publish.wording.figures import counted

    if not errors and not warnings:
        return "No errors and no warnings: the workspace builds."
    found = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    return f"{found[:1].upper()}{found[1:]}."


def _as_json(issues: Sequence[DataIssue]) -> str:
    from purbeck.model.issue import ADVICE

    records = [
        {
            "file": issue.file,
            "row": issue.row,
            "column": issue.problem.field,
            "severity": issue.severity.value,
            "code": issue.code.value,
            "received": issue.problem.received,
            "expected": issue.problem.expected,
            "advice": issue.problem.advice or ADVICE[issue.code],
        }
        for issue in issues
    ]
    return json.dumps({"issues": records}, indent=2, ensure_ascii=False) + "\n"
