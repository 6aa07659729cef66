"""milestones.csv: the steps of the actions, with their dates."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from purbeck.ingest.columns import MILESTONES
from purbeck.ingest.csv_file import read_csv
from purbeck.ingest.declared import Declared, Names
from purbeck.ingest.file_issues import FileIssues, quoted
from purbeck.ingest.register import RegisterRow
from purbeck.model.action import Milestone
from purbeck.model.issue import IssueCode


def read_milestones(
    path: Path, declared: Declared, actions: Names, issues: FileIssues
) -> dict[str, list[Milestone]]:
    """Read the milestones of each action, in the order of the file.

    A row with any error gives no milestone. Titles are kept as they are typed.

    Parameters
    ----------
    actions
        Those that actions.csv has, sound or not.
    """
    table = read_csv(path, MILESTONES, issues)
    read: dict[str, list[Milestone]] = defaultdict(list)
    if table is None:
        return read
    known: dict[tuple[str, str], int] = {}
    for record in table.records():
        row = RegisterRow(record, issues)
        row.needed("action", "the id of an action")
        action = row.reference("action", actions)
        milestone = _milestone(row, declared)
        first = known.setdefault((action, row["title"]), record.row)
        if first != record.row and row["title"]:
            expected = f"another title; row {first} has this one for the same action"
            row.error(IssueCode.DUPLICATE_ID, "title", quoted(row["title"]), expected)
        if not row.failed:
            read[action].append(milestone)
    return read


def _milestone(row: RegisterRow, declared: Declared) -> Milestone:
    return Milestone(
        title=row.needed("title", "what is to be done"),
        due=row.date("due"),
        done=row.date("done"),
        owner=row.reference("owner", declared.officers),
    )
