"""What an edition was made from, opened again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from purbeck.ingest import open_workspace
from purbeck.model.errors import EditionError
from purbeck.model.workspace import Workspace
from purbeck.publish.confidential import confidential_part
from purbeck.publish.manifest import read_manifest
from purbeck.pull.workspace_history import with_history


@dataclass(frozen=True, slots=True)
class Issued:
    """An edition's name, the day as known on which it was made, and what it was made from."""

    edition: str
    on: date
    workspace: Workspace


def open_issued(folder: Path) -> Issued:
    """Open the workspace within an edition, or in the part of it that is not for publication.

    Raises
    ------
    EditionError
        Where the folder is not an edition, or where its figures are kept apart and are not
        beside it.
    """
    manifest = read_manifest(folder)
    held = folder
    if manifest.confidential:
        held = confidential_part(folder)
        if not held.is_dir():
            raise EditionError(
                f"The figures of {folder} are not for publication: put '{held.name}' beside it."
            )
    workspace = held / "workspace"
    opened = with_history(open_workspace(workspace), workspace)
    return Issued(manifest.edition, manifest.as_known_on, opened)
