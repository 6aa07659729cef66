"""The editions that were issued: which one the public reads, and the files of each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import UUID

from purbeck.ingest import open_workspace
from purbeck.model.errors import UsageError
from purbeck.model.workspace import Workspace
from purbeck.publish.changes_record import CHANGES, changes_read
from purbeck.publish.confidential import confidential_part
from purbeck.scorecard.edition_changes import EditionChanges
from purbeck_web.workflow.models import Edition

WORKSPACE = "workspace"
DOCUMENTS = "documents/"


def has_issued() -> bool:
    """Whether an edition was ever issued from here, withdrawn or not."""
    return Edition.objects.exists()


def newest_issued() -> Edition | None:
    """Give the edition that the public reads; None where there is none.

    It is that of the newest day and, of one day, the last issued. One that was withdrawn, or
    whose place another has taken, is never it, even where that other was withdrawn since.
    """
    return Edition.objects.filter(withdrawn_at=None, superseded_by=None).first()


def edition_before(on: date) -> Edition | None:
    """Give the edition from which a report of a day says its changes; None for the first."""
    standing = Edition.objects.filter(withdrawn_at=None, superseded_by=None, on__lt=on)
    return standing.first()


def issued_workspace(token: UUID) -> Workspace | None:
    """Read the workspace as an edition was made from it; None where the token is of none."""
    edition = Edition.objects.filter(token=token).first()
    if edition is None:
        return None
    with tempfile.TemporaryDirectory(prefix="purbeck-") as name:
        folder = Path(name)
        write_workspace(edition, folder)
        return open_workspace(folder)


def write_workspace(edition: Edition, folder: Path) -> None:
    """Write the files of an edition's workspace into a folder, wherever the edition keeps them."""
    for path, content in _files(edition):
        inside = path.relative_to(WORKSPACE) if path.parts[0] == WORKSPACE else None
        if inside is not None:
            _write(folder / inside, content)


def write_edition(edition: Edition, out: Path) -> Path:
    """Write an edition as the command line has it, with its confidential part beside it.

    Raises
    ------
    UsageError
        Where its documents are not all made, or either folder is there already.
    """
    target, apart = out / edition.name, confidential_part(out / edition.name)
    if not edition.digest:
        raise UsageError(f"The documents of edition '{edition}' are not all made yet.")
    if target.exists() or apart.exists():
        raise UsageError(f"'{target}' or '{apart}' is there already. Choose a new DIR.")
    for file in edition.files.all():
        place = apart if file.confidential else target
        _write(place / file.path, bytes(file.content))
    if apart.exists():
        apart.chmod(0o700)
    return target


@contextmanager
def edition_folder(edition: Edition | None) -> Iterator[Path | None]:
    """Lay an edition out in a folder for as long as it is needed; None for none."""
    if edition is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="purbeck-") as name:
        yield write_edition(edition, Path(name))


def changes_of(edition: Edition) -> EditionChanges | None:
    """Read what an edition says of the one before; None where it says nothing."""
    held = edition.files.filter(path=CHANGES, confidential=False).first()
    return None if held is None else changes_read(bytes(held.content))


def _files(edition: Edition) -> Iterator[tuple[Path, bytes]]:
    for file in edition.files.filter(path__startswith=f"{WORKSPACE}/"):
        yield Path(file.path), bytes(file.content)


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
