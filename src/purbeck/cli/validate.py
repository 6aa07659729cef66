"""``purbeck validate``: everything that is wrong or unlikely in a workspace, at once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import WorkspaceArgument, examples
from purbeck.cli.exits import ExitCode

if TYPE_CHECKING:
    from rich.console import RenderableType

    from purbeck.checks import Checked
    from purbeck.ingest import Reading
    from purbeck.model.issue import DataIssue

MOST_UNCOUNTED = 5
"""Issues that are taken in at a glance; more are counted by their codes as well."""

EXAMPLES = examples(
    "purbeck validate my-council",
    "purbeck validate my-council --html data-quality.html",
    "purbeck validate my-council --json | jq '.issues[].code'",
)


def validate(
    workspace: WorkspaceArgument,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the issues as JSON instead of lines.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="FILE",
            help="Write a report of the issues as a web page.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Find everything that is wrong with a workspace, or unlikely in it, and change nothing.

    Each issue is one line: file, row, column, what was received and expected, and what to do.
    An error stops a build and an edition; a warning does not. What policy.toml accepts is
    counted, and no issue any more.
    """
    from purbeck.checks import Checked
    from purbeck.cli.opening import doubts_of, read_whole
    from purbeck.cli.screen import show, show_issues, show_line, write_data
    from purbeck.publish.binding import reference_issues
    from purbeck.publish.wording.data_quality import may_be_issued, unused_sentence
    from purbeck.scorecard import disclosed_scorecards

    reading = read_whole(workspace)
    whole = reading.workspace
    checked = Checked(issues=())
    if whole is not None:
        scored = disclosed_scorecards(whole)
        refused = reference_issues(whole, scored=scored)
        reading = replace(reading, issues=(*reading.issues, *refused))
        checked = doubts_of(workspace, whole, scored)
    issues = (*reading.issues, *checked.issues)
    if html is not None:
        _write_html(html, reading, checked)
    if as_json:
        write_data(_as_json(issues, checked))
    else:
        show_issues(issues)
        if len(issues) > MOST_UNCOUNTED:
            show(_counts_table(issues))
        if checked.accepted:
            show_line(f"{len(checked.accepted)} more accepted by policy.toml, with reasons.")
        for each in checked.unused:
            show_line(f"policy.toml accepts {unused_sentence(each)}")
        show_line(_verdict(issues))
    if not may_be_issued(issues):
        raise typer.Exit(ExitCode.BAD_DATA)


def _verdict(issues: Sequence[DataIssue]) -> str:
    from purbeck.publish.wording.data_quality import may_be_issued_sentence

    return may_be_issued_sentence(issues)


def _counts_table(issues: Sequence[DataIssue]) -> RenderableType:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in ("Code", "Severity"):
        table.add_column(heading)
    table.add_column("Count", justify="right")
    counts = Counter((issue.severity.value, issue.code.value) for issue in issues)
    for (severity, code), count in sorted(counts.items(), key=lambda each: (each[0][0], -each[1])):
        table.add_row(code, severity, f"{count:,}")
    return table


def _write_html(path: Path, reading: Reading, checked: Checked) -> None:
    """Write the report; UsageError where there is no framework to name it after."""
    from purbeck.model.errors import UsageError
    from purbeck.publish.compose.data_quality import data_quality_document
    from purbeck.publish.render.web_page import render_html

    if reading.framework is None:
        raise UsageError("There is no report without a framework. Mend framework.toml first.")
    page = render_html(data_quality_document(reading.framework, reading.issues, checked))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page)


def _as_json(issues: Sequence[DataIssue], checked: Checked) -> str:
    from purbeck.publish.wording.data_quality import may_be_issued

    record = {
        "edition_may_be_issued": may_be_issued(issues),
        "counts": dict(sorted(Counter(issue.code.value for issue in issues).items())),
        "issues": [_record(issue) for issue in issues],
        "accepted": [{**_record(issue), "reason": reason} for issue, reason in checked.accepted],
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _record(issue: DataIssue) -> dict[str, object]:
    from purbeck.publish.wording.data_quality import advice_of

    return {
        "file": issue.file,
        "row": issue.row,
        "column": issue.problem.field,
        "severity": issue.severity.value,
        "code": issue.code.value,
        "received": issue.problem.received,
        "expected": issue.problem.expected,
        "advice": advice_of(issue),
    }
