"""Opening the workspace that a command was given, with what it has pulled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from purbeck.cli.screen import show_issues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from purbeck.checks import Checked
    from purbeck.ingest import Reading
    from purbeck.model.issue import DataIssue
    from purbeck.model.workspace import Workspace
    from purbeck.scorecard import DisclosedScorecard
    from purbeck.scorecard.edition_changes import EditionChanges


def opened(folder: Path) -> Workspace:
    """Read a workspace with its history, and put its warnings on standard error.

    Raises
    ------
    WorkspaceError
        With every error found, where there is any. Warnings have been shown by then.
    """
    from purbeck.model.errors import WorkspaceError

    found = read_whole(folder)
    show_issues(found.warnings, stderr=True)
    if found.workspace is None:
        raise WorkspaceError(found.errors)
    return found.workspace


def in_language(workspace: Workspace, language: str) -> Workspace:
    """Give a workspace whose report is in a language; as it is where none is asked for.

    Raises
    ------
    UsageError
        Where nothing can be told in the language.
    """
    if not language:
        return workspace
    from purbeck.model.errors import UsageError
    from purbeck.publish.render.language import ENGLISH, furniture

    if not furniture(language).is_translated and language != ENGLISH:
        raise UsageError(f"Nothing can be told in '{language}'. Expected cy or {ENGLISH}.")
    framework = workspace.framework
    report = replace(framework.report, language=language)
    return replace(workspace, framework=replace(framework, report=report))


def read_whole(folder: Path) -> Reading:
    """Read a workspace with its history, and find everything that is wrong with either.

    A workspace all of whose figures were pulled needs no folder of them, and none is missed.
    """
    from purbeck.ingest import read_workspace
    from purbeck.model.errors import WorkspaceError
    from purbeck.pull.workspace_history import has_history, with_history

    reading = read_workspace(folder)
    if not has_history(folder):
        return replace(reading, issues=(*reading.issues, *_not_pulled(folder)))
    reading = replace(reading, issues=tuple(filter(_is_of_more_than_figures, reading.issues)))
    if reading.workspace is None:
        return reading
    try:
        return replace(reading, workspace=with_history(reading.workspace, folder))
    except WorkspaceError as error:
        return replace(reading, workspace=None, issues=(*reading.issues, *error.issues))


def _not_pulled(folder: Path) -> tuple[DataIssue, ...]:
    """Warn where sources are declared and nothing was pulled from them: figures are missing."""
    from purbeck.ingest.text_file import is_present
    from purbeck.model.issue import DataIssue, IssueCode, Problem, Severity
    from purbeck.pull.workspace_history import HISTORY

    if not is_present(folder / "sources.toml"):
        return ()
    problem = Problem(
        IssueCode.MISSING_FILE,
        "",
        "no folder",
        "what sources.toml loads",
        advice=f"Run 'purbeck pull {folder}'.",
    )
    return (DataIssue(problem, file=HISTORY, severity=Severity.WARNING),)


def _is_of_more_than_figures(issue: DataIssue) -> bool:
    from purbeck.model.issue import IssueCode

    return not (issue.code is IssueCode.MISSING_FILE and issue.file == "observations")


def doubts_of(
    folder: Path, workspace: Workspace, scored: Sequence[DisclosedScorecard] | None = None
) -> Checked:
    """Check the figures, and the commentary where no reference in it is refused.

    Parameters
    ----------
    scored
        Every outcome of the workspace, where that is at hand.
    """
    from purbeck.checks import check_workspace
    from purbeck.publish.binding import reference_issues
    from purbeck.publish.checked_commentary import commentary_issues
    from purbeck.scorecard import disclosed_scorecards

    if scored is None:
        scored = disclosed_scorecards(workspace)
    refused = reference_issues(workspace, scored=scored)
    found = () if refused else commentary_issues(folder, workspace, scored)
    return check_workspace(workspace, more=found)


def refuse_errors(
    folder: Path, workspace: Workspace, scored: Sequence[DisclosedScorecard] | None = None
) -> None:
    """Raise WorkspaceError where a check finds what no edition may be issued with."""
    from purbeck.model.errors import WorkspaceError
    from purbeck.model.issue import Severity

    issues = doubts_of(folder, workspace, scored).issues
    errors = [issue for issue in issues if issue.severity is Severity.ERROR]
    if errors:
        raise WorkspaceError(errors)


def warn_of_contradictions(
    folder: Path, workspace: Workspace, scored: Sequence[DisclosedScorecard]
) -> None:
    """Put on standard error what the commentary says and the data contradict; a draft may."""
    from purbeck.model.issue import Severity
    from purbeck.publish.checked_commentary import commentary_issues

    issues = [issue for _, issue in commentary_issues(folder, workspace, scored)]
    wrong = [issue for issue in issues if issue.severity is Severity.ERROR]
    show_issues([replace(issue, severity=Severity.WARNING) for issue in wrong], stderr=True)


def opened_since(
    workspace: Workspace, folder: Path, on: date | None, since: Path | None
) -> EditionChanges | None:
    """Hold a workspace against the edition named, or against that of the report before.

    None where none is named, and the workspace's own editions have none of that date.

    Raises
    ------
    EditionError
        Where what is named is not an edition.
    UsageError
        Where it is not an earlier one.
    """
    from purbeck.publish.past import EDITIONS, changes_before

    day = on or workspace.framework.report.on
    return changes_before(workspace, folder, day, folder / EDITIONS, since)
