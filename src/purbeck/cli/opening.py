"""Opening the workspace that a command was given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from purbeck.cli.screen import show_issues

if TYPE_CHECKING:
    from purbeck.model.workspace import Workspace


def opened(folder: Path) -> Workspace:
    """Read a workspace, and put its warnings on standard error.

    Raises
    ------
    WorkspaceError
        With every error found, where there is any. Warnings have been shown by then.
    """
    from purbeck.ingest import read_workspace
    from purbeck.model.errors import WorkspaceError

    reading = read_workspace(folder)
    show_issues(reading.warnings, stderr=True)
    if reading.workspace is None:
        raise WorkspaceError(reading.errors)
    return reading.workspace
