"""The folder of what jobs made: written under another name, and renamed when it is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from purbeck.publish.build import ReportFile
from purbeck_web.jobs.models import JobFile


def results_folder() -> Path:
    """Give the folder below which every result lies."""
    folder: Path = settings.ENVIRONMENT.data / "results"
    return folder


def write_result(job: int, attempt: int, files: Sequence[ReportFile]) -> list[JobFile]:
    """Write the files of an attempt so that they are there whole, or not at all.

    Gives the rows for them, not yet entered. What the attempts before left is taken away.

    Raises
    ------
    OSError
        Where they cannot be written; nothing is left of them then.
    """
    folder = results_folder()
    folder.mkdir(parents=True, exist_ok=True)
    draft, target = folder / f".{job}-{attempt}", folder / f"{job}-{attempt}"
    for left in folder.glob(f".{job}-*"):
        shutil.rmtree(left, ignore_errors=True)
    shutil.rmtree(target, ignore_errors=True)
    try:
        draft.mkdir()
        for file in files:
            _write(draft / file.name, file.content)
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    _settle(folder)
    return [_row(target.name, file) for file in files]


def clear_others(job: int, attempt: int) -> None:
    """Take away what other attempts left, once the result of this one is entered."""
    for left in results_folder().glob(f"{job}-*"):
        if left.name != f"{job}-{attempt}":
            shutil.rmtree(left, ignore_errors=True)


def path_of(file: JobFile) -> Path:
    """Give where a file lies."""
    return results_folder() / file.path


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _settle(folder: Path) -> None:
    """Have the new names of a folder outlast a failure of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _row(folder: str, file: ReportFile) -> JobFile:
    return JobFile(
        name=file.name,
        path=f"{folder}/{file.name}",
        size=len(file.content),
        digest=sha256(file.content).hexdigest(),
    )
