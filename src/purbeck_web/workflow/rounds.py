"""The round in hand, and the start of the next one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from purbeck.model.errors import InvalidValueError, UsageError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.question import QuestionStatus
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.models import take_turn
from purbeck_web.workflow.archive import edition_before
from purbeck_web.workflow.models import Round


def newest_round() -> Round | None:
    """Give the round in hand, or the last that was issued; None before the first."""
    return Round.objects.select_related("edition", "previous").first()


def round_in_hand(workspace: Workspace, by: Any, at: datetime) -> Round:
    """Give the open round, for something to be done in it; the first begins with that.

    Raises
    ------
    UsageError
        Where the last round was issued, and the next was not started.
    """
    found = newest_round()
    if found is None:
        report = workspace.framework.report
        return Round.objects.create(title=report.title, on=report.on, started_at=at, started_by=by)
    if not found.is_open:
        raise UsageError(f"Edition '{found.edition}' was issued. Start the next round first.")
    return found


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """How much of the last round goes on in the next."""

    questions: int
    actions: int


def carried_over(workspace: Workspace) -> CarriedOver:
    """Count the questions that wait for an answer, and the actions that are not done."""
    open_questions = [q for q in workspace.questions if q.status is QuestionStatus.OPEN]
    return CarriedOver(len(open_questions), sum(each.is_open for each in workspace.actions))


@transaction.atomic
def start_round(title: str, on: date, *, by: Any, at: datetime) -> Round:
    """Start the next round: the report in the framework gets its title and day.

    Commentary, questions and actions stay as they are, and are so carried over. The day may be
    that of an edition which is to be corrected. The report compares itself with the edition that
    stands for the newest earlier day.

    Raises
    ------
    InvalidValueError
        Where the title is empty.
    UsageError
        Where a round is open already, or there is no edition yet.
    """
    take_turn()
    last = newest_round()
    if last is None or last.is_open:
        raise UsageError("A round is open already. Issue its edition first.")
    if not title.strip():
        problem = Problem(IssueCode.MISSING_CELL, "title", "nothing", "the title of the report")
        raise InvalidValueError("Round", [problem])
    previous = edition_before(on)
    change_workspace(
        _dated(title.strip(), on, None if previous is None else previous.on),
        by=by,
        at=at,
        reason=f"The round of {on.isoformat()} was started",
    )
    return Round.objects.create(
        title=title.strip(), on=on, previous=previous, started_at=at, started_by=by
    )


def _dated(title: str, on: date, previous: date | None) -> Callable[[Workspace], Workspace]:
    def edit(workspace: Workspace) -> Workspace:
        report = replace(workspace.framework.report, title=title, on=on, previous=previous)
        return replace(workspace, framework=replace(workspace.framework, report=report))

    return edit
