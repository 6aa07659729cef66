"""Figures loaded by a program: all of a table, or nothing of it with what is wrong row by row."""

from __future__ import annotations

import io
import struct
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.utils import timezone

from purbeck.ingest.offered import Filling, read_upload
from purbeck.model.errors import UsageError
from purbeck.model.policy import Accepted
from purbeck.model.workspace import Workspace
from purbeck.pull.workspace_history import HISTORY, with_history
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.history import keep_history, typed_part
from purbeck_web.exchange.models import Revision
from purbeck_web.people.models import Person
from purbeck_web.people.restriction import Right
from purbeck_web.returns.calendar import within_reach
from purbeck_web.returns.entry import put_in
from purbeck_web.returns.pasting import Judged, RowState, judge

MOST_UNPACKED = 500 * 1024 * 1024
"""Bytes that a history may unpack to; our own choice."""

MOST_FILES = 10_000

_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, UnicodeError),
    *(NotImplementedError, RuntimeError, ValueError, IndexError, struct.error),
)
"""What unpacking an archive raises that is damaged, encrypted or packed in some other way."""


class RefusedLoad(UsageError):
    """A table of which nothing is taken; it carries every row with what is wrong."""

    def __init__(self, said: str, rows: tuple[tuple[int, list[str], list[str]], ...]) -> None:
        super().__init__(said)
        self.rows = rows


@dataclass(slots=True)
class Outcome:
    """What a load did, row by row in numbers, and the revision that it made."""

    revision: Revision | None = None
    states: Counter[RowState] = field(default_factory=Counter)


def load_table(
    content: bytes, name: str, *, by: Person, at: datetime, reason: str, doubts: str
) -> Outcome:
    """Take every row of a table, in the columns of ``observations/*.csv``, as one revision.

    Parameters
    ----------
    doubts
        Why doubtful figures are right; empty refuses them.

    Raises
    ------
    RefusedLoad
        Where any row is wrong, or doubtful without a reason. Nothing is taken.
    """
    outcome = Outcome()
    accepted: list[Accepted] = []
    today = timezone.localdate(at)

    def edit(workspace: Workspace) -> Workspace:
        framework = workspace.framework
        filling = Filling(area=framework.organisation.area)
        offered = read_upload(name, content, framework, filling)
        within = within_reach(by, Right.ENTER_FIGURES)
        judged = judge(workspace, offered, within, today)
        refused = tuple(_refused(judged, bool(doubts)))
        if refused:
            said = "Nothing was loaded. Put right what is listed, and send the table again."
            raise RefusedLoad(said, refused)
        outcome.states = Counter(row.state for row in judged.rows)
        accepted.extend(d.accepted(doubts) for row in judged.rows for d in row.doubts)
        entries = [entry for row in judged.takeable if (entry := row.entry)]
        return put_in(entries, accepted)(workspace)

    outcome.revision = change_workspace(edit, by=by, at=at, reason=reason)
    return outcome


def load_history(archive: bytes, *, by: Person, at: datetime, reason: str) -> Revision | None:
    """Take the folder ``history`` that ``purbeck pull`` makes, as a ZIP, in place of the one held.

    Raises
    ------
    UsageError
        Where the archive is none, is too large, or has no history in it.
    WorkspaceError
        Where a figure of it is not one that its measure can have.
    """
    with tempfile.TemporaryDirectory(prefix="purbeck-") as name:
        folder = Path(name)
        _unpack(archive, folder)
        if not (folder / HISTORY / "loads").is_dir():
            raise UsageError(f"The archive has no folder '{HISTORY}' that 'purbeck pull' has made.")

        def edit(before: Workspace) -> Workspace:
            typed = typed_part(before)
            keep_history(folder)
            return with_history(typed, folder)

        return change_workspace(edit, by=by, at=at, reason=reason)


def _refused(judged: Judged, settled: bool) -> Iterator[tuple[int, list[str], list[str]]]:
    if judged.problems:
        yield 0, list(judged.problems), []
    for row in judged.rows:
        doubts = [] if settled else [str(doubt.problem) for doubt in row.doubts]
        if row.problems or doubts or row.state is RowState.WRONG:
            yield row.number, list(row.problems), doubts


def _unpack(archive: bytes, folder: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            members = [each for each in packed.infolist() if not each.is_dir()]
            if len(members) > MOST_FILES or sum(e.file_size for e in members) > MOST_UNPACKED:
                raise UsageError("The archive unpacks to more than 500 MB or 10,000 files.")
            for member in members:
                target = _inside(folder, member.filename)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(packed.read(member))
    except UsageError:
        raise
    # Whatever is wrong with an archive that somebody else has made.
    except (*_UNREADABLE, OSError) as error:
        raise UsageError("The body is not a ZIP archive that can be read.") from error


def _inside(folder: Path, name: str) -> Path:
    """Give the place of a member, which has to lie within the folder ``history``."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or path.parts[:1] != (HISTORY,):
        raise UsageError(f"The archive has '{name[:100]}', expected files in '{HISTORY}/' only.")
    return folder / path
