"""The documents of an edition in every format, and the digest that seals it.

They are made by the library's own way of issuing, so that an edition from here and one from the
command line are the same, and ``purbeck verify`` proves both.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from purbeck.model.errors import EditionError
from purbeck.publish.confidential import confidential_part
from purbeck.publish.edition import issue_edition as issue_in_folder
from purbeck.publish.manifest import digest_of, edition_digest
from purbeck_web.workflow.archive import edition_folder, write_workspace
from purbeck_web.workflow.models import Edition, EditionFile, Seal

Progress = Callable[[str], None]


def build_edition_documents(edition: Edition, progress: Progress = lambda step: None) -> Seal:
    """Make what an edition lacks, in every format, and seal it with its digest.

    It may be asked again at any time: one that is sealed is left as it is, and nothing is stored
    of one that was cut off.

    Raises
    ------
    EditionError
        Where the report does not come out as it was issued, as by another version.
    """
    sealed: Seal | None = Seal.objects.filter(edition=edition).first()
    if sealed is not None:
        return sealed
    if edition.previous is not None:
        build_edition_documents(edition.previous, progress)
    with (
        tempfile.TemporaryDirectory(prefix="purbeck-") as name,
        edition_folder(edition.previous) as before,
    ):
        workspace, out = Path(name) / "workspace", Path(name) / "editions"
        write_workspace(edition, workspace)
        made = issue_in_folder(workspace, edition.name, out, edition.on, progress, since=before)
        return _sealed(edition, made)


def unsealed() -> Iterator[Edition]:
    """Give each edition whose documents are not all made, the earliest first."""
    yield from Edition.objects.filter(seal=None).order_by("on", "issued_at")


@transaction.atomic
def _sealed(edition: Edition, made: Path) -> Seal:
    # Two workers may have made it at once: the second finds the seal of the first.
    Edition.objects.select_for_update().get(pk=edition.pk)
    known: Seal | None = Seal.objects.filter(edition=edition).first()
    if known is not None:
        return known
    _add(edition, made, confidential=False)
    if (apart := confidential_part(made)).is_dir():
        _add(edition, apart, confidential=True)
    return Seal.objects.create(
        edition=edition, digest=edition_digest(made), sealed_at=timezone.now()
    )


def _add(edition: Edition, folder: Path, *, confidential: bool) -> None:
    held = dict(edition.files.filter(confidential=confidential).values_list("path", "digest"))
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        path, content = file.relative_to(folder).as_posix(), file.read_bytes()
        digest = digest_of(content)
        expected = held.pop(path, None)
        if expected is None:
            EditionFile.objects.create(
                edition=edition,
                confidential=confidential,
                path=path,
                content=content,
                digest=digest,
            )
        elif expected != digest:
            raise EditionError(f"{path} of '{edition}' does not come out as it was issued.")
    if held:
        raise EditionError(f"{min(held)} of '{edition}' does not come out at all.")
