"""The draft workspace on disk: all of it, or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from purbeck.model.errors import UsageError
from purbeck.transcription.draft import Draft
from purbeck.transcription.framework_text import framework_text
from purbeck.transcription.other_files import (
    narratives,
    observations_text,
    policy_text,
    risks_text,
    soundly_read,
)
from purbeck.transcription.plan import Plan
from purbeck.transcription.readme_text import readme_text, transcription_json


def workspace_files(draft: Draft) -> dict[str, str]:
    """Give the text of every file of the draft workspace, by its path."""
    plan = Plan(draft)
    files = {
        "READ-ME-FIRST.md": readme_text(plan),
        "framework.toml": framework_text(plan),
        "policy.toml": policy_text(),
        "transcription.json": transcription_json(plan),
        **narratives(plan),
    }
    if any(True for _ in plan.all_rows()):
        files["observations/imported.csv"] = observations_text(plan)
    if soundly_read(draft.risks):
        files["risks.csv"] = risks_text(plan)
    return dict(sorted(files.items()))


def check_target(folder: Path) -> None:
    """Refuse a folder that holds something, so that nothing is ever written over."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"'{folder}' is there already and not empty: choose a new folder.")


def write_workspace(draft: Draft, folder: Path) -> tuple[Path, ...]:
    """Write the draft workspace into a folder that is empty or not there; give its files.

    The files are written beside it first, and the folder gets its name when all are there.

    Raises
    ------
    UsageError
        Where the folder holds something, or cannot be written.
    """
    check_target(folder)
    files = workspace_files(draft)
    beside: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".purbeck-import-", dir=folder.parent))
        for name, text in files.items():
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        if folder.exists():
            folder.rmdir()
        beside.chmod(0o777 & ~_umask())
        beside.rename(folder)
    except OSError as error:
        raise UsageError(f"'{folder}' cannot be written: {error.strerror or error}.") from error
    finally:
        if beside is not None and beside.exists():
            shutil.rmtree(beside, ignore_errors=True)
    return tuple(folder / name for name in files)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
