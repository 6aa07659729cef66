"""Changing the workspace: one way, checked, by whom and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from purbeck.model.errors import WorkspaceError
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.models import Revision
from purbeck_web.risks.models import Risk
from tests.web.conftest import THEN

pytestmark = pytest.mark.django_db


def _renamed(title: str) -> Any:
    def edit(workspace: Workspace) -> Workspace:
        first, *rest = workspace.risks
        return replace(workspace, risks=(replace(first, title=title), *rest))

    return edit


def test_a_change_is_one_revision_with_a_person_and_a_reason(people: dict[str, Any]) -> None:
    """What was changed reads back, and the row's history says who, and why."""
    assurance = people["assurance"]
    revision = change_workspace(_renamed("New"), by=assurance, at=THEN, reason="Review of May")
    row = Risk.objects.get(pk=stored_workspace().risks[0].id)
    newest = row.history.first()

    assert stored_workspace().risks[0].title == "New"
    assert revision is not None
    assert (revision.made_by, revision.reason) == (assurance, "Review of May")
    assert newest.history_change_reason == "Review of May"


def test_no_change_makes_no_revision(people: dict[str, Any]) -> None:
    """An edit that gives what stands already leaves no trace."""
    before = Revision.objects.count()
    made = change_workspace(lambda same: same, by=people["analyst"], at=THEN, reason="None")

    assert made is None
    assert Revision.objects.count() == before


def test_what_could_not_be_read_again_is_refused_whole(people: dict[str, Any]) -> None:
    """A risk that names an indicator that there is not is an error of the folder, and stays out."""
    before = stored_workspace()

    def edit(workspace: Workspace) -> Workspace:
        first, *rest = workspace.risks
        return replace(workspace, risks=(replace(first, indicators=("nothing",)), *rest))

    with pytest.raises(WorkspaceError, match="nothing"):
        change_workspace(edit, by=people["assurance"], at=THEN, reason="Wrong")

    assert stored_workspace() == before
