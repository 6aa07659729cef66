"""Changing the workspace: read, edited as the library's value, checked, and stored again.

Everything that people do to a workspace goes through ``change_workspace``: so what is stored can
always be exported and read again, each change is one revision with a person and a reason, and
two people who change it at once do so one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.boundaries import boundary_files
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.history import against_history, typed_part
from purbeck_web.exchange.models import Revision, take_turn
from purbeck_web.exchange.rereading import unreadable
from purbeck_web.exchange.storing import store_workspace

Edit = Callable[[Workspace], Workspace]

Guard = Callable[[Workspace, Workspace], Sequence[DataIssue]]
"""Says what forbids going from one state of the workspace to another; nothing where it may be."""

GUARDS: list[Guard] = []
"""Asked before each change by a person; apps add theirs when they are made ready."""


@transaction.atomic
def change_workspace(edit: Edit, *, by: Any, at: datetime, reason: str) -> Revision | None:
    """Edit the workspace as it stands now, as one revision; None where the edit changes nothing.

    Parameters
    ----------
    edit
        Gives the new workspace from the one that stands. It is called once, with the latest
        state, and may raise.
    by
        The person whose change it is.
    reason
        Why, in that person's words or in ours; at most 100 characters of it stay with each row.

    Raises
    ------
    WorkspaceError
        With every issue, where the new workspace could not be read again from a folder as it is,
        or where something forbids the change. Nothing is stored.
    InvalidValueError
        From ``edit``, where a value was asked to be wrong.
    UsageError
        Where there is no workspace yet.
    """
    # Whoever comes second waits here, and then reads what the first has written.
    take_turn()
    before = stored_workspace()
    after = edit(before)
    if after == before:
        return None
    issues = [issue for guard in GUARDS for issue in guard(before, after)]
    issues += _not_as_meant(before, after)
    if issues:
        raise WorkspaceError(issues)
    return store_workspace(after, at, reason, by)


def _not_as_meant(before: Workspace, after: Workspace) -> Sequence[DataIssue]:
    """Say what of the new workspace would be read as another.

    Figures that stand as they stood, under the same framework, were read before: of a question
    or a text the rest alone is written and read again, which is most of the time it takes.
    """
    then, now = ((each.framework, each.observations, each.breakdowns) for each in (before, after))
    if now == then:
        return unreadable(replace(after, observations=(), breakdowns=()))
    typed = typed_part(after)
    named = after.framework != before.framework
    beside = boundary_files(after.framework) if named else {}
    return unreadable(typed, beside) or against_history(typed)
