"""What has changed since an edition as JSON, and back again."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from purbeck.scorecard.edition_changes import EditionChanges

CHANGES = "changes.json"
"""The file of an edition that has what changed since the edition before."""


@cache
def _adapter() -> TypeAdapter[EditionChanges]:
    return TypeAdapter(EditionChanges)


def changes_json(changes: EditionChanges) -> bytes:
    """Write what has changed; the same changes give the same bytes."""
    return _adapter().dump_json(changes, indent=2) + b"\n"


def changes_read(text: bytes) -> EditionChanges:
    """Read what ``changes_json`` has written; ValueError where it is something else."""
    return _adapter().validate_json(text)


def changes_kept(edition: Path) -> EditionChanges | None:
    """Read what an edition says of the one before; None where it says nothing."""
    path = edition / CHANGES
    return changes_read(path.read_bytes()) if path.is_file() else None
