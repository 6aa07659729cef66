"""The history of pulled figures in the database: the files of the library's store, as they are.

So a pull is committed with the figures that it brought, and a backup of the database has it all.
The figures themselves stand among the others of the workspace; on the way out they are told from
what was typed by being in the store.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from django.db.models import QuerySet

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue
from purbeck.model.observation import Observation
from purbeck.model.workspace import Workspace
from purbeck.pull.workspace_history import HISTORY, pulled_observations, with_history
from purbeck_web.exchange.models import HistoryFile, KeptFile

UNFINISHED = ("unfinished-", ".")
"""How the names begin of what a pull that was cut off leaves behind."""


def history_token() -> str:
    """Name the state of the history; empty where there is none."""
    held = sorted(_standing().values_list("path", "digest"))
    return sha256(repr(held).encode()).hexdigest() if held else ""


def keep_history(folder: Path) -> None:
    """Make the database hold the history of a workspace folder; only what differs is written."""
    known = dict(_standing().values_list("path", "digest"))
    for path in _files(folder / HISTORY):
        name, content = str(path.relative_to(folder)), path.read_bytes()
        digest = sha256(content).hexdigest()
        if known.pop(name, "") == digest:
            continue
        _standing().filter(path=name).update(withdrawn=True)
        columns = {"content": content, "withdrawn": False}
        HistoryFile.objects.update_or_create(path=name, digest=digest, defaults=columns)
    _standing().filter(path__in=known).update(withdrawn=True)


def write_history(folder: Path) -> tuple[str, ...]:
    """Write the history into a workspace folder; give the names of the files."""
    names = []
    for row in _standing().iterator(chunk_size=8):
        target = folder / row.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(bytes(row.content))
        names.append(str(row.path))
    return tuple(names)


def _standing() -> QuerySet[HistoryFile]:
    return HistoryFile.objects.filter(withdrawn=False)


@contextmanager
def history_beside() -> Iterator[Path]:
    """Give a folder that has the history and the kept files, and is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="purbeck-") as name:
        folder = Path(name)
        write_history(folder)
        # Boundaries say nothing of figures, and can be large.
        for path, text in KeptFile.objects.exclude(path__contains="/").values_list("path", "text"):
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
        yield folder


def typed_part(workspace: Workspace) -> Workspace:
    """Leave out the figures that stand in the history; the others are the folder's own files."""
    if not _standing().exists():
        return workspace
    with history_beside() as folder:
        pulled = _counted(pulled_observations(workspace.framework, folder))
    whole, parts = (
        tuple(each for each in figures if not _take(pulled, each))
        for figures in (workspace.observations, workspace.breakdowns)
    )
    return replace(workspace, observations=whole, breakdowns=parts)


def against_history(typed: Workspace) -> tuple[DataIssue, ...]:
    """Hold what was typed against the history: two values of one date could not be read again."""
    if not _standing().exists():
        return ()
    with history_beside() as folder:
        try:
            with_history(typed, folder)
        except WorkspaceError as refusal:
            return refusal.issues
    return ()


def _counted(observations: tuple[Observation, ...]) -> dict[Observation, int]:
    counted: dict[Observation, int] = {}
    for each in observations:
        counted[each] = counted.get(each, 0) + 1
    return counted


def _take(pulled: dict[Observation, int], observation: Observation) -> bool:
    if not pulled.get(observation):
        return False
    pulled[observation] -= 1
    return True


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(UNFINISHED) for part in parts):
            yield path
