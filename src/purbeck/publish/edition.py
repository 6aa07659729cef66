"""Editions: a report as it was issued, with all that it was made from, and never changed.

An edition is a folder::

    2018-09/
      manifest.json      the digest of every other file, and the versions of what made them
      assessments.json   every verdict with its evidence
      documents/         the report in each format
      workspace/         the framework, policy, figures, commentary and registers, as they were

To verify an edition is to check each file against its digest, and then to make the documents
again from the workspace inside and compare them byte for byte.
"""

from __future__ import annotations

import hashlib
import platform
import re
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from purbeck.ingest import open_workspace
from purbeck.model.errors import EditionError, UsageError
from purbeck.publish.assessment_record import assessments_record
from purbeck.publish.build import ReportFile, report_files, write_files
from purbeck.publish.formats import Format
from purbeck.scorecard.scorecard import assess_as_known

MANIFEST = "manifest.json"

# What a workspace is made of. Anything else that lies in its folder is no part of an edition.
WORKSPACE_PARTS = (
    "framework.toml",
    "policy.toml",
    "sources.toml",
    "risks.csv",
    "actions.csv",
    "observations",
    "narrative",
)

# The bytes of a document hang on these, so that an edition names their versions.
MAKERS = ("purbeck", "typst", "vl-convert-python", "python-docx", "xlsxwriter", "jinja2")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

Progress = Callable[[str], None]


class Fault(Enum):
    """What can be wrong with an edition."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    NOT_REPRODUCED = "not-reproduced"
    OTHER_VERSION = "other-version"
    OTHER_DIGEST = "other-digest"


class Manifest(BaseModel):
    """What an edition says of itself: its files by digest, and what made them."""

    model_config = ConfigDict(frozen=True)

    edition: str
    as_known_on: date
    made_by: dict[str, str]
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class EditionFault:
    """One thing wrong with an edition: which file or program, what it was, what it is."""

    fault: Fault
    subject: str
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found when an edition was verified.

    ``faults`` is empty for an edition that is as it was issued, and that can be made again.
    """

    edition: str
    files: int
    faults: tuple[EditionFault, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def issue_edition(
    workspace: Path,
    edition: str,
    out: Path,
    on: date | None = None,
    progress: Progress = lambda step: None,
) -> Path:
    """Issue an edition of a workspace's reports into ``out / edition``, whole or not at all.

    Raises
    ------
    UsageError
        Where the edition's name could not be the name of a folder.
    EditionError
        Where the edition exists: an edition is never changed.
    WorkspaceError
        Where the workspace holds bad data.
    """
    if not _NAME.fullmatch(edition):
        raise UsageError(f"'{edition}' cannot name an edition: use letters, digits, '-' and '.'.")
    target = out / edition
    if target.exists():
        raise EditionError(f"The edition '{edition}' exists already: {target}. Issue another.")
    out.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=out, prefix=f".{edition}-"))
    try:
        _write_edition(workspace, edition, draft, on, progress)
        draft.chmod(0o755)
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    _make_read_only(target)
    return target


def _write_edition(
    workspace: Path, edition: str, draft: Path, on: date | None, progress: Progress
) -> None:
    copied = draft / "workspace"
    _copy_workspace(workspace, copied)
    known = open_workspace(copied)
    on = on or known.framework.report.on
    write_files(report_files(known, tuple(Format), on, progress), draft / "documents")
    write_files([_assessments(copied, on)], draft)
    manifest = Manifest(
        edition=edition, as_known_on=on, made_by=_versions(), files=dict(_digests(draft))
    )
    text = manifest.model_dump_json(indent=2)
    write_files([ReportFile(MANIFEST, f"{text}\n".encode())], draft)


def verify_edition(
    folder: Path, digest: str = "", progress: Progress = lambda step: None
) -> Verification:
    """Verify that an edition is as it was issued, and that it can be made again.

    Parameters
    ----------
    digest
        The digest of the edition, where it was written down when the edition was issued. A
        manifest that somebody has rewritten is found out by this alone.

    Raises
    ------
    EditionError
        Where the folder is not an edition.
    """
    manifest = _read_manifest(folder)
    faults = [*_digest_fault(folder, digest), *_file_faults(folder, manifest.files)]
    if not faults:
        progress("making the documents again")
        faults += _rebuild_faults(folder, manifest.as_known_on, progress)
        if faults:
            faults += _version_faults(manifest.made_by)
    return Verification(manifest.edition, len(manifest.files), tuple(faults))


def edition_digest(folder: Path) -> str:
    """Give the digest of an edition: that of its manifest, which holds all others."""
    return _digest((folder / MANIFEST).read_bytes())


def _copy_workspace(workspace: Path, target: Path) -> None:
    target.mkdir()
    for part in WORKSPACE_PARTS:
        source = workspace / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns(".*", "~$*"))
        elif source.exists():
            shutil.copyfile(source, target / part)


def _assessments(workspace: Path, on: date) -> ReportFile:
    known = open_workspace(workspace)
    record = assessments_record(known.framework.organisation.name, on, assess_as_known(known, on))
    return ReportFile("assessments.json", f"{record.model_dump_json(indent=2)}\n".encode())


def _versions() -> dict[str, str]:
    """Name what the bytes hang on; compressed files hang on the compressor as well."""
    interpreter = {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return {**interpreter, **{maker: version(maker) for maker in MAKERS}}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != MANIFEST:
            yield name, _digest(path.read_bytes())


def _make_read_only(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o444)


def _read_manifest(folder: Path) -> Manifest:
    try:
        return Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise EditionError(f"{folder} is not an edition: its {MANIFEST} cannot be read.") from error


def _digest_fault(folder: Path, digest: str) -> Iterator[EditionFault]:
    found = edition_digest(folder)
    if digest and digest.strip().lower() != found:
        yield EditionFault(Fault.OTHER_DIGEST, MANIFEST, digest, found)


def _file_faults(folder: Path, expected: Mapping[str, str]) -> Iterator[EditionFault]:
    found = dict(_digests(folder))
    for name in sorted({*expected, *found}):
        if name not in found:
            yield EditionFault(Fault.MISSING, name)
        elif name not in expected:
            yield EditionFault(Fault.ADDED, name)
        elif expected[name] != found[name]:
            yield EditionFault(Fault.CHANGED, name, expected[name], found[name])


def _rebuild_faults(folder: Path, on: date, progress: Progress) -> Iterator[EditionFault]:
    workspace = folder / "workspace"
    known = open_workspace(workspace)
    made = {f"documents/{f.name}": f for f in report_files(known, tuple(Format), on, progress)}
    made["assessments.json"] = _assessments(workspace, on)
    for name, file in made.items():
        issued, again = _digest((folder / name).read_bytes()), _digest(file.content)
        if issued != again:
            yield EditionFault(Fault.NOT_REPRODUCED, name, issued, again)


def _version_faults(made_by: Mapping[str, str]) -> Iterator[EditionFault]:
    for maker, now in _versions().items():
        then = made_by.get(maker, "none")
        if then != now:
            yield EditionFault(Fault.OTHER_VERSION, maker, then, now)
