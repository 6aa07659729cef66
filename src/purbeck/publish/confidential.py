"""What an edition was made from and may not show: kept beside the edition, not in it.

::

    2018-09.not-for-publication/
      manifest.json      the digest of every other file, and a salt
      README.txt         what this is
      workspace/         the framework, policy, figures, commentary and registers, as they were
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from purbeck.model.errors import EditionError
from purbeck.publish.build import ReportFile, write_files
from purbeck.publish.manifest import (
    MANIFEST,
    EditionFault,
    Fault,
    digests_in,
    edition_digest,
    file_faults,
    written,
)

NOT_FOR_PUBLICATION = ".not-for-publication"

_README = """\
NOT FOR PUBLICATION

This folder holds the figures behind an edition, with counts that the edition does not show.
Keep it, as the edition cannot be proved without it, and let nobody have it who may not see
those counts. The edition itself is the folder beside it, without the ending of this name.
"""

Salt = Callable[[], str]


class ConfidentialManifest(BaseModel):
    """The manifest of the confidential part of an edition.

    Its digest is published. Without ``salt``, somebody who knows all of a file but one count
    could try the few that it can be until the digests agree.
    """

    model_config = ConfigDict(frozen=True)

    edition: str
    salt: str
    files: dict[str, str]


def confidential_part(edition: Path) -> Path:
    """Name the folder of what an edition may not show; most editions have none.

    Examples
    --------
    >>> confidential_part(Path("editions/2018-09")).name
    '2018-09.not-for-publication'
    """
    named = edition if edition.name not in ("", "..") else edition.resolve()
    return named.with_name(f"{named.name}{NOT_FOR_PUBLICATION}")


def keep_apart(workspace: Path, folder: Path, edition: str, salt: Salt) -> str:
    """Move a workspace into a confidential part, and give the digest of that."""
    folder.mkdir()
    workspace.rename(folder / "workspace")
    write_files([ReportFile("README.txt", _README.encode())], folder)
    manifest = ConfidentialManifest(edition=edition, salt=salt(), files=dict(digests_in(folder)))
    write_files([ReportFile(MANIFEST, written(manifest))], folder)
    return edition_digest(folder)


def confidential_files(folder: Path) -> dict[str, str]:
    """Give the files of a confidential part with their digests, as its manifest has them.

    Raises
    ------
    EditionError
        Where the manifest cannot be read.
    """
    try:
        text = (folder / MANIFEST).read_bytes()
        return ConfidentialManifest.model_validate_json(text).files
    except (OSError, ValueError) as error:
        raise EditionError(f"{folder}: its {MANIFEST} cannot be read.") from error


def confidential_faults(folder: Path, expected: str) -> Iterator[EditionFault]:
    """Hold a confidential part against the digest that its edition has, and its files."""
    found = edition_digest(folder)
    if found != expected:
        yield EditionFault(Fault.OTHER_DIGEST, f"{folder.name}/{MANIFEST}", expected, found)
    for fault in file_faults(folder, confidential_files(folder)):
        subject = f"{folder.name}/{fault.subject}"
        yield EditionFault(fault.fault, subject, fault.expected, fault.found)
