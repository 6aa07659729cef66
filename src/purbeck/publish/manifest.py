"""What an edition says of itself: its files by digest, what made them, and what is kept apart."""

from __future__ import annotations

import hashlib
import platform
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from purbeck.model.errors import EditionError

MANIFEST = "manifest.json"

# The bytes of a document hang on these, so that an edition names their versions.
MAKERS = ("purbeck", "typst", "vl-convert-python", "python-docx", "xlsxwriter", "jinja2")


class Fault(Enum):
    """What can be wrong with an edition."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    NOT_REPRODUCED = "not-reproduced"
    OTHER_VERSION = "other-version"
    OTHER_DIGEST = "other-digest"


@dataclass(frozen=True, slots=True)
class EditionFault:
    """One thing wrong with an edition: which file or program, what it was, what it is."""

    fault: Fault
    subject: str
    expected: str = ""
    found: str = ""


class Manifest(BaseModel):
    """The manifest of an edition.

    ``confidential`` is the digest of the part that is not for publication; empty without one.
    """

    model_config = ConfigDict(frozen=True)

    edition: str
    as_known_on: date
    made_by: dict[str, str]
    files: dict[str, str]
    confidential: str = ""


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an edition; EditionError where the folder has none that is sound."""
    try:
        return Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise EditionError(f"{folder} is not an edition: its {MANIFEST} cannot be read.") from error


def written(manifest: BaseModel) -> bytes:
    """Give the bytes of a manifest."""
    return f"{manifest.model_dump_json(indent=2)}\n".encode()


def versions() -> dict[str, str]:
    """Name what the bytes hang on; compressed files hang on the compressor as well."""
    interpreter = {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return {**interpreter, **{maker: version(maker) for maker in MAKERS}}


def digest_of(content: bytes) -> str:
    """Give the SHA-256 digest of some bytes."""
    return hashlib.sha256(content).hexdigest()


def edition_digest(folder: Path) -> str:
    """Give the digest of an edition: that of its manifest, which holds all others."""
    return digest_of((folder / MANIFEST).read_bytes())


def digests_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the digest of each file of a folder, in order, but for its own manifest."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != MANIFEST:
            yield name, digest_of(path.read_bytes())


def file_faults(folder: Path, expected: Mapping[str, str]) -> Iterator[EditionFault]:
    """Hold the files of a folder against their digests."""
    found = dict(digests_in(folder))
    for name in sorted({*expected, *found}):
        if name not in found:
            yield EditionFault(Fault.MISSING, name)
        elif name not in expected:
            yield EditionFault(Fault.ADDED, name)
        elif expected[name] != found[name]:
            yield EditionFault(Fault.CHANGED, name, expected[name], found[name])


def version_faults(made_by: Mapping[str, str]) -> Iterator[EditionFault]:
    """Name the programs that are of another version than when the edition was made."""
    for maker, now in versions().items():
        then = made_by.get(maker, "none")
        if then != now:
            yield EditionFault(Fault.OTHER_VERSION, maker, then, now)
