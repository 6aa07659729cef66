"""Issuing an edition: from signed-off indicators to a report that never changes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from purbeck.ingest import open_workspace
from purbeck.model.errors import EditionError, UsageError
from purbeck.model.observation import Observation
from purbeck.model.workspace import Workspace
from purbeck.publish.build import ReportFile, report_files
from purbeck.publish.changes_record import CHANGES, changes_json
from purbeck.publish.confidential import NOT_FOR_PUBLICATION
from purbeck.publish.formats import Format
from purbeck.publish.manifest import digest_of
from purbeck.publish.past import changes_from
from purbeck.scorecard.scorecard import has_concealed
from purbeck_web.exchange.boundaries import boundary_files
from purbeck_web.exchange.folder import files_of
from purbeck_web.exchange.models import take_turn
from purbeck_web.reading.scoring import newest, workspace_now
from purbeck_web.workflow.archive import DOCUMENTS, WORKSPACE, edition_before, edition_folder
from purbeck_web.workflow.documents import build_edition_documents
from purbeck_web.workflow.locking import lock_figures, locks_in_force
from purbeck_web.workflow.models import Edition, EditionFile, Round, Transition
from purbeck_web.workflow.rounds import newest_round, round_in_hand
from purbeck_web.workflow.standing import Standing, standings
from purbeck_web.workflow.states import State

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
"""What an edition may be called: as the command line has it, and no longer than its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks to be issued.

    Attributes
    ----------
    exceptions
        Why an indicator is issued that is not signed off, by its id.
    supersedes
        The edition whose place it takes; None for none.
    locks
        Whether the figures of periods that ended by its day are locked with it.
    """

    name: str
    exceptions: Mapping[str, str]
    supersedes: Edition | None = None
    locks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What an edition will consist of, worked out before anything is stored."""

    revision: UUID
    workspace: Workspace
    previous: Edition | None
    files: Sequence[ReportFile]
    confidential: bool


def name_proposed(on: date) -> str:
    """Propose a name for the edition of a day that no edition has: 2018-09, then 2018-09-2."""
    stem, count = f"{on:%Y-%m}", 1
    while Edition.objects.filter(pk=stem if count == 1 else f"{stem}-{count}").exists():
        count += 1
    return stem if count == 1 else f"{stem}-{count}"


def issue_edition(wanted: Wanted, *, by: Any, at: datetime) -> Edition:
    """Issue the edition of the round in hand: whole, or not at all.

    Its report is made first, which may take a while and stops nobody; then it is stored in one
    go, unless somebody has changed anything meanwhile.

    Raises
    ------
    UsageError
        Where something is not signed off and no reason is given, the name is of no use, or the
        workspace was changed while the report was made.
    EditionError
        Where there is an edition of the name.
    WorkspaceError
        Where the report cannot be made, such as for a reference that says nothing.
    """
    found = workspace_now()
    if found is None:
        raise UsageError("There is no workspace yet.")
    revision, workspace = found
    round_of = newest_round()
    _refuse(wanted, standings(revision, round_of), round_of)
    draft = _drafted(revision, workspace)
    return _stored(draft, wanted, by, at)


def withdraw_edition(edition: Edition, reason: str, *, by: Any, at: datetime) -> None:
    """Withdraw an edition: its page stays, with the reason.

    Raises
    ------
    UsageError
        Without a reason, or where it was withdrawn already.
    """
    if not reason.strip():
        raise UsageError("Say why it is withdrawn: the page of the edition will say so")
    done = Edition.objects.filter(pk=edition.pk, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by=by, withdrawn_reason=reason.strip()
    )
    if not done:
        raise UsageError("It was withdrawn already.")
    edition.refresh_from_db()


def unsigned(found: Sequence[Standing]) -> tuple[Standing, ...]:
    """Keep what is not signed off, and so needs a reason to be issued all the same."""
    return tuple(each for each in found if each.state is not State.SIGNED_OFF)


def _refuse(wanted: Wanted, found: Sequence[Standing], round_of: Round | None) -> None:
    if round_of is not None and not round_of.is_open:
        raise UsageError(f"Edition '{round_of.edition}' was issued. Start the next round first.")
    if not NAME.fullmatch(wanted.name) or wanted.name.endswith(NOT_FOR_PUBLICATION):
        raise UsageError(
            "Enter a name of at most 60 letters, digits, '-', '_' and '.', such as 2018-09"
        )
    if Edition.objects.filter(pk__iexact=wanted.name).exists():
        raise EditionError(f"There is an edition '{wanted.name}' already. Choose another name")
    if wanted.supersedes is not None and wanted.supersedes.successor is not None:
        raise UsageError(f"Another has taken the place of '{wanted.supersedes}' already.")
    if open_ones := [
        each for each in unsigned(found) if not wanted.exceptions.get(each.indicator.id, "").strip()
    ]:
        names = ", ".join(_named(each) for each in open_ones)
        raise UsageError(f"Not signed off, and no reason is given: {names}.")


def _named(standing: Standing) -> str:
    return f"{standing.indicator.number} {standing.indicator.name}".strip()


def _drafted(revision: UUID, workspace: Workspace) -> _Draft:
    """Make the report, from files read again: so that each figure is traced to its row there."""
    on = workspace.framework.report.on
    previous = edition_before(on)
    if previous is not None and not previous.digest:
        build_edition_documents(previous)
        previous = edition_before(on)
    known = replace(
        workspace,
        observations=_published_by(workspace.observations, on),
        breakdowns=_published_by(workspace.breakdowns, on),
    )
    texts = files_of(known) | boundary_files(known.framework)
    kept = [ReportFile(f"{WORKSPACE}/{name}", text.encode()) for name, text in texts.items()]
    with tempfile.TemporaryDirectory(prefix="purbeck-") as name, edition_folder(previous) as before:
        folder = Path(name)
        for file in kept:
            (folder / file.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / file.name).write_bytes(file.content)
        inside = folder / WORKSPACE
        read = open_workspace(inside)
        since = None if before is None else changes_from(before, read, inside, on)
        made = report_files(read, (Format.HTML,), on, since=since, alone=True)
        hidden = has_concealed(read)
    files = [*kept, *(ReportFile(f"{DOCUMENTS}{f.name}", f.content) for f in made)]
    if since is not None:
        files.append(ReportFile(CHANGES, changes_json(since)))
    return _Draft(
        revision=revision, workspace=read, previous=previous, files=files, confidential=hidden
    )


def _published_by(figures: Sequence[Observation], on: date) -> tuple[Observation, ...]:
    return tuple(each for each in figures if each.published is None or each.published <= on)


@transaction.atomic
def _stored(draft: _Draft, wanted: Wanted, by: Any, at: datetime) -> Edition:
    take_turn()
    round_of = round_in_hand(draft.workspace, by, at)
    found = standings(draft.revision, round_of)
    if newest() != draft.revision:
        raise UsageError("Somebody has changed the workspace meanwhile. Look at it again.")
    _refuse(wanted, found, round_of)
    report = draft.workspace.framework.report
    round_of.title, round_of.on, round_of.previous = report.title, report.on, draft.previous
    round_of.save()
    edition = Edition.objects.create(
        name=wanted.name,
        round=round_of,
        title=report.title,
        on=report.on,
        issued_at=at,
        issued_by=by,
        indicators=len(found),
        measures=sum(len(each.indicator.measures) for each in found),
        previous=draft.previous,
        supersedes=wanted.supersedes,
    )
    EditionFile.objects.bulk_create(
        EditionFile(
            edition=edition,
            confidential=draft.confidential and file.name.startswith(f"{WORKSPACE}/"),
            path=file.name,
            content=file.content,
            digest=digest_of(file.content),
        )
        for file in draft.files
    )
    _record(edition, found, wanted, by, at)
    return edition


def _record(
    edition: Edition, found: Sequence[Standing], wanted: Wanted, by: Any, at: datetime
) -> None:
    Transition.objects.bulk_create(
        Transition(
            round=edition.round,
            indicator_id=each.indicator.id,
            action="issue",
            before=each.state,
            after=State.ISSUED,
            at=at,
            by=by,
            reason=(
                ""
                if each.state is State.SIGNED_OFF
                else wanted.exceptions[each.indicator.id].strip()
            ),
            contents=dict(each.contents),
        )
        for each in found
    )
    # Whoever locked them before has said why; a second lock would have to be opened as well.
    locked = any(each.until >= edition.on for each in locks_in_force())
    if wanted.locks and not locked:
        reason = f"Issued in edition {edition.name}"
        lock_figures(edition.on, reason, by=by, at=at, edition=edition)
