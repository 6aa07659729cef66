"""A table on its way in: read, judged row by row, and taken as far as the person chooses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from purbeck.checks.entering import EntryDoubt, doubts_of_entry
from purbeck.ingest.offered import Filling, Offered, OfferedRow, read_pasted, read_upload
from purbeck.model.issue import DataIssue, Severity
from purbeck.model.observation import Observation
from purbeck.model.policy import Accepted
from purbeck.model.workspace import Workspace
from purbeck.publish.wording.figures import counted, day
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.models import Revision
from purbeck_web.returns.entry import (
    ChangedMeanwhile,
    Entry,
    figures_of,
    place_of,
    put_in,
    said_by,
)
from purbeck_web.returns.models import Upload

KEPT = timedelta(hours=24)
"""How long an upload waits to be confirmed; our own choice, a working day and its night."""


class RowState(Enum):
    """What taking a row would do."""

    NEW = "New"
    REVISION = "Revision: another day of publication"
    CORRECTION = "Correction: takes the place of"
    SAME = "Stands already"
    WRONG = "Cannot be taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedRow:
    """A row of the table, and what it would do.

    Attributes
    ----------
    problems
        What is wrong with it, in sentences with what to do.
    doubts
        What somebody has to look into before it can be taken.
    """

    offered: OfferedRow
    state: RowState
    problems: tuple[str, ...] = ()
    replaced: Observation | None = None
    doubts: tuple[EntryDoubt, ...] = ()

    @property
    def number(self) -> int:
        """The row as the spreadsheet shows it."""
        return self.offered.number

    @property
    def notes(self) -> tuple[str, ...]:
        """What was read otherwise than it stands, and what was odd and understood."""
        odd = (each for each in self.offered.issues if each.severity is Severity.WARNING)
        return (*self.offered.understood, *(_words(each) for each in odd))

    @property
    def entry(self) -> Entry | None:
        """What taking it would put in; None for nothing."""
        if self.offered.figure is None or self.state in (RowState.SAME, RowState.WRONG):
            return None
        return Entry(figure=self.offered.figure, replaced=self.replaced)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A table with every row judged.

    Attributes
    ----------
    problems
        What is wrong with the table as a whole, so that nothing of it can be taken.
    notes
        What was odd about it, and was understood all the same.
    """

    rows: tuple[JudgedRow, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def of(self, *states: RowState) -> tuple[JudgedRow, ...]:
        """Keep the rows of some states."""
        return tuple(row for row in self.rows if row.state in states)

    @property
    def takeable(self) -> tuple[JudgedRow, ...]:
        """The rows that would change something."""
        return () if self.problems else tuple(row for row in self.rows if row.entry)

    @property
    def digest(self) -> str:
        """What tells this preview from another one of the same table, whatever is doubted."""
        told = [(row.number, row.state.value, row.replaced, row.problems) for row in self.rows]
        return sha256(repr((told, self.problems)).encode()).hexdigest()[:20]

    def asking_also(self, other: Judged) -> Judged:
        """Ask of each row what another judgement of the same table asks as well."""
        rows = tuple(
            replace(row, doubts=tuple(dict.fromkeys((*row.doubts, *also.doubts))))
            for row, also in zip(self.rows, other.rows, strict=True)
        )
        return replace(self, rows=rows)


def offered_in(upload: Upload, workspace: Workspace) -> Offered:
    """Read the table of an upload against the framework of today."""
    framework = workspace.framework
    filling = Filling(
        area=framework.organisation.area,
        measure=upload.measure_id or "",
        published=upload.published,
    )
    content = bytes(upload.content)
    if upload.name:
        return read_upload(upload.name, content, framework, filling)
    return read_pasted(content.decode("utf-8", "replace"), framework, filling)


def judge(workspace: Workspace, offered: Offered, within: Collection[str], today: date) -> Judged:
    """Say of each row what taking it would do to a workspace, and what is doubtful of it.

    Parameters
    ----------
    within
        The measures of which the person may enter figures.
    """
    every = figures_of(workspace)
    standing = {place_of(each): each for each in every}
    periods = {place[:-1] for place in standing}
    there = {said for each in every for said in (said_by(each)[0], said_by(each))}
    rows = []
    for row in offered.rows:
        figure, problems = row.figure, _problems(row, within, today)
        if figure is None or problems:
            rows.append(JudgedRow(offered=row, state=RowState.WRONG, problems=problems))
        elif _is_in(figure, row, there):
            rows.append(JudgedRow(offered=row, state=RowState.SAME))
        elif place_of(figure) in standing:
            known = standing[place_of(figure)]
            rows.append(JudgedRow(offered=row, state=RowState.CORRECTION, replaced=known))
        else:
            state = RowState.REVISION if place_of(figure)[:-1] in periods else RowState.NEW
            rows.append(JudgedRow(offered=row, state=state))
    wrong, odd = (
        tuple(_words(each) for each in offered.issues if each.severity is severity)
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    return doubted(workspace, Judged(rows=tuple(rows), problems=wrong, notes=odd), today)


def _is_in(figure: Observation, row: OfferedRow, there: Collection[object]) -> bool:
    """Whether the very figure stands; a row that names no source does not take one away."""
    said = said_by(figure)
    return (said if row.cells["source"] else said[0]) in there


def doubted(
    workspace: Workspace, judged: Judged, today: date, only: Collection[int] | None = None
) -> Judged:
    """Add the doubts that taking rows raises: all of them, or those of some numbers only.

    A doubt of a figure that stands already goes to the first row of its measure.
    """
    taken = [row for row in judged.takeable if only is None or row.number in only]
    after = put_in(_entries(taken))(workspace)
    found: dict[int, list[EntryDoubt]] = defaultdict(list)
    for doubt in doubts_of_entry(workspace, after, today):
        own = [row for row in taken if _figure(row).measure == doubt.measure]
        cell = (doubt.area, doubt.period)
        exact = [row for row in own if (_figure(row).area, _figure(row).period.label) == cell]
        for row in [*exact, *own][:1]:
            found[row.number].append(doubt)
    rows = tuple(replace(row, doubts=tuple(found.get(row.number, ()))) for row in judged.rows)
    return replace(judged, rows=rows)


def _figure(row: JudgedRow) -> Observation:
    assert row.offered.figure is not None  # as what can be taken has one
    return row.offered.figure


def _entries(rows: Iterable[JudgedRow]) -> list[Entry]:
    return [entry for row in rows if (entry := row.entry)]


def _problems(row: OfferedRow, within: Collection[str], today: date) -> tuple[str, ...]:
    told = [_words(issue) for issue in row.issues if issue.severity is Severity.ERROR]
    if row.figure is None:
        return tuple(told)
    if row.figure.measure not in within:
        told.append("measure: it is not yours to enter figures of. Leave the row out.")
    published = row.figure.published
    if published is None:
        told.append("published: no day. Give one here, or for all rows on the page before.")
    elif published > today:
        told.append(f"published: {day(published)} is yet to come. Give a day up to today.")
    return tuple(told)


def _words(issue: DataIssue) -> str:
    field = issue.problem.field
    return f"{field}: {issue.problem}" if field else str(issue.problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a person chose to take of a preview.

    Attributes
    ----------
    numbers
        Of the rows to take.
    reasons
        Why doubtful rows are right, by number.
    why
        Why figures are corrected.
    digest
        Of the preview on which it was chosen.
    """

    numbers: frozenset[int]
    reasons: Mapping[int, str]
    digest: str
    why: str = ""


@transaction.atomic
def take(
    upload: Upload, chosen: Chosen, within: Collection[str], by: Any, at: datetime
) -> Revision | None:
    """Put the rows chosen in, as one revision; None where the upload was taken before.

    Raises
    ------
    ChangedMeanwhile
        Where the preview would no longer be the one on which it was chosen.
    WorkspaceError
        Where something forbids the change.
    """
    # A form that is sent twice waits here, and then finds that it was taken.
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    if held.taken_at is not None:
        return None
    accepted: list[Accepted] = []

    def edit(workspace: Workspace) -> Workspace:
        judged = judge(workspace, offered_in(held, workspace), within, timezone.localdate(at))
        if judged.digest != chosen.digest:
            raise ChangedMeanwhile(
                "Figures have changed since this preview was made. It is made anew below."
            )
        now = doubted(workspace, judged, timezone.localdate(at), chosen.numbers)
        rows = [row for row in now.takeable if row.number in chosen.numbers]
        if any(row.doubts and row.number not in chosen.reasons for row in rows):
            raise ChangedMeanwhile("A row is doubtful by now that was not. Look at it below.")
        accepted.extend(_accepted(rows, chosen))
        return put_in(_entries(rows), accepted)(workspace)

    what = f"Took {counted(len(chosen.numbers), 'figure')} from {upload}"
    stands = [f"row {number} is right: {why}" for number, why in sorted(chosen.reasons.items())]
    why = ". ".join(part for part in (what, chosen.why, *stands) if part)
    revision = change_workspace(edit, by=by, at=at, reason=why)
    held.taken_at, held.revision, held.content = at, revision, b""
    held.save(update_fields=["taken_at", "revision", "content"])
    return revision


def _accepted(rows: Sequence[JudgedRow], chosen: Chosen) -> list[Accepted]:
    return [doubt.accepted(chosen.reasons[row.number]) for row in rows for doubt in row.doubts]


def forget_uploads(at: datetime) -> int:
    """Empty the uploads that nobody has confirmed in time; give how many."""
    over = Upload.objects.filter(taken_at=None, made_at__lt=at - KEPT).exclude(content=b"")
    return int(over.update(content=b""))
