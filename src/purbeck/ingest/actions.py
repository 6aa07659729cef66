"""actions.csv: what somebody has undertaken to do about an indicator."""

from __future__ import annotations

from pathlib import Path

from purbeck.ingest.bound_texts import BoundTexts
from purbeck.ingest.columns import ACTIONS
from purbeck.ingest.csv_file import read_csv
from purbeck.ingest.declared import Declared
from purbeck.ingest.file_issues import FileIssues
from purbeck.ingest.register import RegisterRow
from purbeck.ingest.savings import invested_in
from purbeck.model.action import Action, ActionStatus


def read_actions(
    path: Path, declared: Declared, issues: FileIssues, bound: BoundTexts
) -> list[Action]:
    """Read the register of actions; a row with any error gives no action.

    Its ids, and the references in its texts, are put down in ``bound``.
    """
    table = read_csv(path, ACTIONS, issues)
    if table is None:
        return []
    known: dict[str, int] = {}
    rows = [RegisterRow(record, issues) for record in table.records()]
    read = [_action(row, declared, known) for row in rows]
    for row in rows:
        row.put_texts(bound, "title", "note")
    bound.actions, bound.action_rows = tuple(known), known
    return [action for action in read if action is not None]


def _action(row: RegisterRow, declared: Declared, known: dict[str, int]) -> Action | None:
    own = row.new_id(known)
    row.needed("indicator", f"{declared.indicators.what} of framework.toml")
    indicator = row.reference("indicator", declared.indicators)
    title = row.needed("title", "what is to be done")
    owner = row.reference("owner", declared.officers)
    started, due = row.date("started"), row.date("due")
    status = row.choice("status", ActionStatus) or ActionStatus.PLANNED
    beside = row.reference("beside", declared.groups)
    investment = invested_in(row, declared)
    if row.failed:
        return None
    return Action(
        id=own,
        indicator=indicator,
        title=title,
        owner=owner,
        due=due,
        started=started,
        status=status,
        note=row["note"],
        beside=beside,
        saves_on=investment.saves_on,
        invested=investment.invested,
        prices=investment.prices,
    )
