"""Many reports at once: of many workspaces, or of one framework for many authorities.

Each report is made in a folder of its own, which appears when it is whole. Beside its files lies
``made.json`` with the digest of all that it was made from: a batch that is run again makes only
what is missing or was made from something else, and ends with the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path

from purbeck.ingest import open_workspace
from purbeck.model.errors import PurbeckError
from purbeck.model.workspace import Workspace
from purbeck.publish.build import report_files, write_files
from purbeck.publish.charts.vega import WITHOUT_FONTS
from purbeck.publish.edition import WORKSPACE_PARTS
from purbeck.publish.formats import Format
from purbeck.publish.manifest import digest_of, versions
from purbeck.publish.retarget import for_area
from purbeck.pull.history_reading import HistoryReading
from purbeck.pull.workspace_history import groups_of, has_history, with_history

MADE = "made.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One report of a batch.

    Attributes
    ----------
    id
        The name of its folder.
    area
        The code of the authority that the framework is made over to; empty for the workspace's
        own.
    """

    id: str
    workspace: Path
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of a job: its folder, or why there is none.

    ``is_new`` is false for one that was made before from the same.
    """

    job: Job
    folder: Path | None = None
    is_new: bool = True
    failure: str = ""


def run_batch(
    jobs: Sequence[Job], out: Path, formats: Sequence[Format], processes: int
) -> Iterator[Made]:
    """Make the reports that are not made yet, each as it is done.

    Parameters
    ----------
    processes
        How many are made at a time; 1 makes them in this process.
    """
    out.mkdir(parents=True, exist_ok=True)
    for left in out.glob(".making-*"):
        shutil.rmtree(left, ignore_errors=True)
    task = partial(_made, out=out, formats=tuple(formats), areas=frozenset(j.area for j in jobs))
    if processes == 1:
        yield from map(task, jobs)
        return
    # What draws the charts has threads of its own, which a fork would not bring along.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn, initializer=_begin) as pool:
        asked = [pool.submit(task, job, alone=True) for job in jobs]
        for done in as_completed(asked):
            yield done.result()


def _begin() -> None:
    os.environ.update(WITHOUT_FONTS)


def _made(
    job: Job, out: Path, formats: tuple[Format, ...], areas: frozenset[str], *, alone: bool = False
) -> Made:
    folder = out / job.id
    try:
        digest = _digest(job, formats)
        if _is_made(folder, digest):
            return Made(job=job, folder=folder, is_new=False)
        files = report_files(_workspace_of(job, areas), formats, alone=alone)
        staging = Path(tempfile.mkdtemp(prefix=".making-", dir=out))
        try:
            write_files(files, staging)
            _write_made(staging, digest, [file.name for file in files])
            staging.chmod(0o755)
            shutil.rmtree(folder, ignore_errors=True)
            staging.rename(folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except (PurbeckError, OSError) as error:
        return Made(job=job, failure=" ".join(str(error).split()))
    return Made(job=job, folder=folder)


def _workspace_of(job: Job, areas: frozenset[str]) -> Workspace:
    """Open the workspace of a job, one of those for these areas."""
    workspace = _opened(job.workspace)
    if job.area and job.area != workspace.framework.organisation.area:
        # Neither the commentary nor the register of one council is another's.
        framework = for_area(workspace.framework, job.area)
        known = {area.code for area in framework.areas}
        workspace = replace(
            workspace,
            framework=framework,
            narratives=(),
            risks=(),
            actions=(),
            questions=(),
            observations=tuple(o for o in workspace.observations if o.area in known),
            breakdowns=tuple(o for o in workspace.breakdowns if o.area in known),
        )
    if not has_history(job.workspace):
        return workspace
    declared = [area.code for area in workspace.framework.areas]
    pulled = _history_of(job.workspace, areas).figures_of(declared)
    return with_history(workspace, job.workspace, pulled)


# The jobs of a process are mostly of one workspace, whose files are read once.
@lru_cache(maxsize=1)
def _opened(folder: Path) -> Workspace:
    return open_workspace(folder)


@lru_cache(maxsize=1)
def _history_of(folder: Path, areas: frozenset[str]) -> HistoryReading:
    framework = _opened(folder).framework
    measures = [measure.id for measure in framework.measures]
    return HistoryReading(folder, measures, areas, groups_of(framework))


def _digest(job: Job, formats: Sequence[Format]) -> str:
    """Give what tells the report from one made of anything else."""
    told = [
        _digest_of_files(job.workspace),
        job.area,
        *sorted(wanted.value for wanted in formats),
        json.dumps(versions(), sort_keys=True),
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


@lru_cache(maxsize=1)
def _digest_of_files(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
        with open(path, "rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _files(folder: Path) -> Iterable[Path]:
    for part in sorted(WORKSPACE_PARTS):
        path = folder / part
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from sorted(each for each in path.rglob("*") if each.is_file())


def _is_made(folder: Path, digest: str) -> bool:
    """Whether a folder holds the files of a report with this digest, none of them altered."""
    try:
        said = json.loads((folder / MADE).read_text("utf-8"))
        return bool(said["made_from"] == digest) and all(
            digest_of((folder / name).read_bytes()) == told for name, told in said["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _write_made(folder: Path, digest: str, names: Sequence[str]) -> None:
    files = {name: digest_of((folder / name).read_bytes()) for name in sorted(names)}
    record = {"made_from": digest, "files": files}
    (folder / MADE).write_text(json.dumps(record, indent=2) + "\n", "utf-8")
