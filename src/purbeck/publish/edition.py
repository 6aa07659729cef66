"""Editions: a report as it was issued, with all that it was made from, and never changed.

An edition is a folder::

    2018-09/
      manifest.json      the digest of every other file, and the versions of what made them
      assessments.json   every verdict with its evidence
      changes.json       what changed since the edition before, where that was at hand
      documents/         the report in each format
      workspace/         the framework, policy, figures, commentary and registers, as they were,
                         and the history of the figures that were pulled

To verify an edition is to check each file against its digest, and then to make the documents
again from the workspace inside and compare them byte for byte.

Where the workspace holds anything that may not be shown, it is not put into the edition, but
into a folder beside it, ``2018-09.not-for-publication``, whose digest the edition has. Whoever
has both can verify as before; whoever has the edition alone can check its files.
"""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from purbeck.ingest import open_workspace
from purbeck.model.errors import EditionError, UsageError
from purbeck.model.workspace import Workspace
from purbeck.publish.assessment_record import assessments_record
from purbeck.publish.binding import bound
from purbeck.publish.build import ReportFile, files_of, write_files
from purbeck.publish.changes_record import CHANGES, changes_json, changes_kept
from purbeck.publish.confidential import (
    NOT_FOR_PUBLICATION,
    Salt,
    confidential_faults,
    confidential_files,
    confidential_part,
    keep_apart,
)
from purbeck.publish.formats import REPORT_FORMATS
from purbeck.publish.manifest import (
    MANIFEST,
    EditionFault,
    Fault,
    Manifest,
    digest_of,
    digests_in,
    edition_digest,
    file_faults,
    read_manifest,
    version_faults,
    versions,
    written,
)
from purbeck.publish.past import changes_before, changes_from
from purbeck.pull.workspace_history import holds_other_counts, with_history
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecards
from purbeck.scorecard.scorecard import has_concealed

__all__ = [
    "MANIFEST",
    "WORKSPACE_PARTS",
    "EditionFault",
    "Fault",
    "Verification",
    "confidential_part",
    "edition_digest",
    "issue_edition",
    "verify_edition",
]

# What a workspace is made of. Anything else that lies in its folder is no part of an edition.
WORKSPACE_PARTS = (
    "framework.toml",
    "policy.toml",
    "sources.toml",
    "risks.csv",
    "risk_reviews.csv",
    "actions.csv",
    "milestones.csv",
    "savings.csv",
    "questions.csv",
    "observations",
    "narrative",
    "history",
)

# What systems, spreadsheets and a pull that was cut off leave behind.
_LEFT_OUT = shutil.ignore_patterns(".*", "~$*", "unfinished-*", "*.unfinished")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found when an edition was verified.

    Attributes
    ----------
    files
        How many files were checked against their digests.
    faults
        Empty for an edition that is as it was issued.
    remade
        Whether the documents were made again and compared; not where what they rest on is not
        for publication and was not beside the edition, nor where files were at fault already.
    """

    edition: str
    files: int
    faults: tuple[EditionFault, ...]
    remade: bool = True

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def _drawn_salt() -> str:
    return secrets.token_hex(32)


def issue_edition(
    workspace: Path,
    edition: str,
    out: Path,
    on: date | None = None,
    progress: Progress = lambda step: None,
    salt: Salt = _drawn_salt,
    since: Path | None = None,
) -> Path:
    """Issue an edition of a workspace's reports into ``out / edition``, whole or not at all.

    Parameters
    ----------
    salt
        Gives the text that keeps counts from being guessed by their digest; asked only where
        the workspace holds any that may not be shown. Without one, the edition has the same
        bytes each time; with the same one, too.
    since
        The edition that this one says its changes from. Where none is given, it is the one in
        ``out`` that is as known on the date of the report before, as the framework has it.

    Raises
    ------
    UsageError
        Where the edition's name could not be that of a folder, or is one of a confidential part.
    EditionError
        Where the edition or its confidential part exists: an edition is never changed.
    WorkspaceError
        Where the workspace holds bad data.
    """
    if not _NAME.fullmatch(edition) or edition.endswith(NOT_FOR_PUBLICATION):
        raise UsageError(f"'{edition}' cannot name an edition: use letters, digits, '-' and '.'.")
    target, apart = out / edition, confidential_part(out / edition)
    for existing in (target, apart):
        if existing.exists():
            raise EditionError(
                f"The edition '{edition}' exists already: {existing}. Issue another."
            )
    out.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=out, prefix=f".{edition}-"))
    try:
        (draft / "edition").mkdir()
        _write_edition(workspace, edition, draft, on, progress, salt, (out, since))
        _put_in_place(draft, target, apart)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def _put_in_place(draft: Path, target: Path, apart: Path) -> None:
    """Give both folders their names; the confidential part first, so that it is never missing."""
    made, kept = draft / "edition", draft / "confidential"
    for folder in (made, kept):
        _make_read_only(folder)
    if kept.exists():
        kept.chmod(0o700)
        kept.rename(apart)
    try:
        made.rename(target)
    except BaseException:
        shutil.rmtree(apart, ignore_errors=True)
        raise


def _write_edition(
    workspace: Path,
    edition: str,
    draft: Path,
    on: date | None,
    progress: Progress,
    salt: Salt,
    before: tuple[Path, Path | None],
) -> None:
    made, copied = draft / "edition", draft / "workspace"
    _copy_workspace(workspace, copied)
    known = with_history(open_workspace(copied), copied)
    on = on or known.framework.report.on
    since = changes_before(known, copied, on, *before)
    scored = disclosed_scorecards(known, on, since)
    write_files(files_of(scored, REPORT_FORMATS, progress), made / "documents")
    write_files([_assessments(scored)], made)
    if since is not None:
        write_files([ReportFile(CHANGES, changes_json(since))], made)
    confidential = _keep_workspace(known, edition, draft, salt)
    manifest = Manifest(
        edition=edition,
        as_known_on=on,
        made_by=versions(),
        files=dict(digests_in(made)),
        confidential=confidential,
    )
    write_files([ReportFile(MANIFEST, written(manifest))], made)


def _keep_workspace(known: Workspace, edition: str, draft: Path, salt: Salt) -> str:
    """Put the copied workspace where it belongs; give its digest if that is apart."""
    copied, apart = draft / "workspace", draft / "confidential"
    if not has_concealed(known) and not _may_conceal(known, copied):
        copied.rename(draft / "edition" / "workspace")
        return ""
    return keep_apart(copied, apart, edition, salt)


def _may_conceal(known: Workspace, copied: Path) -> bool:
    """Whether the history has counts of what is not declared: none can say if they are small."""
    return known.policy.disclosure.hides and holds_other_counts(known.framework, copied)


def verify_edition(
    folder: Path, digest: str = "", progress: Progress = lambda step: None
) -> Verification:
    """Verify that an edition is as it was issued, and that it can be made again.

    The second needs the workspace. Where that is not for publication, it is looked for in the
    folder beside the edition; where it is not there either, the files alone are checked.

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
    manifest = read_manifest(folder)
    faults = [*_digest_fault(folder, digest), *file_faults(folder, manifest.files)]
    files, workspace = len(manifest.files), folder / "workspace"
    if manifest.confidential:
        apart = confidential_part(folder)
        workspace = apart / "workspace"
        if apart.is_dir():
            files += len(confidential_files(apart))
            faults += confidential_faults(apart, manifest.confidential)
    remade = not faults and workspace.is_dir()
    if remade:
        progress("making the documents again")
        faults += _rebuild_faults(folder, workspace, manifest.as_known_on, progress)
        if faults:
            faults += version_faults(manifest.made_by)
    return Verification(manifest.edition, files, tuple(faults), remade)


def _copy_workspace(workspace: Path, target: Path) -> None:
    target.mkdir()
    for part in WORKSPACE_PARTS:
        source = workspace / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=_LEFT_OUT)
        elif source.exists():
            shutil.copyfile(source, target / part)


def _assessments(scored: Sequence[DisclosedScorecard]) -> ReportFile:
    """Record every assessment, in the order of the framework, with words for its references."""
    told = [bound(each).scorecard for each in scored]
    assessed = [found for each in told for found in each.assessments]
    framework, on = scored[0].framework, scored[0].on
    record = assessments_record(framework.organisation.name, on, assessed, told)
    return ReportFile("assessments.json", f"{record.model_dump_json(indent=2)}\n".encode())


def _make_read_only(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o444)


def _digest_fault(folder: Path, digest: str) -> Iterator[EditionFault]:
    found = edition_digest(folder)
    if digest and digest.strip().lower() != found:
        yield EditionFault(Fault.OTHER_DIGEST, MANIFEST, digest, found)


def _rebuild_faults(
    folder: Path, workspace: Path, on: date, progress: Progress
) -> Iterator[EditionFault]:
    known = with_history(open_workspace(workspace), workspace)
    since = changes_kept(folder)
    scored = disclosed_scorecards(known, on, since)
    made = {f"documents/{f.name}": f for f in files_of(scored, REPORT_FORMATS, progress)}
    earlier = None if since is None else folder.parent / since.edition
    if since is not None and earlier is not None and (earlier / MANIFEST).is_file():
        found = changes_from(earlier, known, workspace, on)
        if found.whole == since.whole:  # what is kept apart may have come or gone since
            made[CHANGES] = ReportFile(CHANGES, changes_json(found))
    made["assessments.json"] = _assessments(scored)
    for name, file in made.items():
        issued, again = digest_of((folder / name).read_bytes()), digest_of(file.content)
        if issued != again:
            yield EditionFault(Fault.NOT_REPRODUCED, name, issued, again)
