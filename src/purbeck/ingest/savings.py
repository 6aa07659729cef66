"""What actions were to save: the columns of actions.csv on it, and savings.csv by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from purbeck.ingest.cells import not_a_number, number_in
from purbeck.ingest.columns import SAVINGS
from purbeck.ingest.csv_file import read_csv
from purbeck.ingest.declared import Declared, Names
from purbeck.ingest.file_issues import FileIssues, quoted
from purbeck.ingest.register import RegisterRow
from purbeck.model.action import Action
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.period import Period, PeriodKind, read_period

Expected = Mapping[str, Sequence[tuple[Period, float]]]


@dataclass(frozen=True, slots=True)
class Invested:
    """What a row of actions.csv says of an investment."""

    saves_on: str = ""
    invested: float = 0.0
    prices: Period | None = None


def invested_in(row: RegisterRow, declared: Declared) -> Invested:
    """Read the cells of an investment; what is wrong in them is put down."""
    saves_on = row.reference("saves_on", declared.value_costs)
    invested = _number(row, "invested")
    prices = _year(row, "prices")
    if not saves_on:
        for column in ("invested", "prices"):
            if row[column]:
                expected = f"no {column}, as the row names nothing that it saves on"
                row.error(IssueCode.INCONSISTENT, column, quoted(row[column]), expected)
        return Invested()
    row.needed("prices", PeriodKind.FINANCIAL_YEAR.described)
    if invested < 0:
        row.error(IssueCode.OUT_OF_RANGE, "invested", quoted(row["invested"]), "0 or more")
    return Invested(saves_on, invested, prices)


def read_savings(
    path: Path, actions: Names, issues: FileIssues
) -> dict[str, list[tuple[Period, float]]]:
    """Read what each action was expected to save, in the order of the file.

    A row with any error gives nothing; a second of the same action and year is an error.

    Parameters
    ----------
    actions
        Those that actions.csv has, sound or not.
    """
    table = read_csv(path, SAVINGS, issues)
    read: dict[str, list[tuple[Period, float]]] = defaultdict(list)
    if table is None:
        return read
    known: dict[tuple[str, Period], int] = {}
    for record in table.records():
        row = RegisterRow(record, issues)
        row.needed("action", "the id of an action")
        action = row.reference("action", actions)
        row.needed("period", PeriodKind.FINANCIAL_YEAR.described)
        period = _year(row, "period")
        row.needed("expected", "a number")
        expected = _number(row, "expected")
        if period is not None and known.setdefault((action, period), record.row) != record.row:
            other = f"another year; row {known[action, period]} has this one for the same action"
            row.error(IssueCode.DUPLICATE_ID, "period", quoted(row["period"]), other)
        if not row.failed and period is not None:
            read[action].append((period, expected))
    return read


def with_savings(
    actions: Sequence[Action], expected: Expected, rows: Mapping[str, int], issues: FileIssues
) -> list[Action]:
    """Give the actions with what they were expected to save.

    An action that saves on something with no year of savings.csv, and one of which savings.csv
    has a year though it saves on nothing, are put down.

    Parameters
    ----------
    rows
        The row of each action in actions.csv.
    issues
        Those of actions.csv.
    """
    return [_with_saving(each, tuple(expected.get(each.id, ())), rows, issues) for each in actions]


def _with_saving(
    action: Action,
    expected: tuple[tuple[Period, float], ...],
    rows: Mapping[str, int],
    issues: FileIssues,
) -> Action:
    row = rows.get(action.id)
    if not action.saves_on and expected:
        wanted = "the series that it saves on, as savings.csv has what it is expected to save"
        issues.error(IssueCode.MISSING_CELL, "saves_on", "nothing", wanted, row=row)
        return action
    if action.saves_on and not expected:
        wanted = f"a row of savings.csv on '{action.id}' for each year, and at least one"
        issues.error(IssueCode.INCONSISTENT, "saves_on", quoted(action.saves_on), wanted, row=row)
        return action
    return replace(action, savings=expected) if expected else action


def _number(row: RegisterRow, column: str) -> float:
    number = number_in(row[column]) if row[column] else 0.0
    if number is None:
        row.add(not_a_number(row[column], column))
        return 0.0
    return number


def _year(row: RegisterRow, column: str) -> Period | None:
    if not row[column]:
        return None
    try:
        return read_period(row[column], PeriodKind.FINANCIAL_YEAR).period
    except InvalidValueError as refusal:
        for problem in refusal.problems:
            row.error(problem.code, column, problem.received, problem.expected, problem.advice)
        return None
