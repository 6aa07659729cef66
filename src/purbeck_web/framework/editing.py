"""Where a framework is edited: in force, or as a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.http import Http404

from purbeck.model.workspace import Workspace
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.framework.differences import merged
from purbeck_web.framework.models import Draft
from purbeck_web.framework.tables import (
    Change,
    Declared,
    declared_by,
    declared_in,
    edit_of,
    fitted,
    read_declared,
)
from purbeck_web.people.models import Person

IN_FORCE = "now"


class Place(Protocol):
    """One of the places where a framework is edited."""

    name: str
    words: str

    def read(self) -> Declared:
        """Give what is declared there."""

    def would_be(self, change: Change) -> Workspace:
        """Give the workspace as it would be under what a change makes of it."""

    def write(self, change: Change, by: Person, at: datetime, why: str) -> None:
        """Make a change; WorkspaceError with every issue where it cannot be."""


class InForce:
    """The framework of the workspace."""

    name, words = IN_FORCE, "In force"

    def read(self) -> Declared:
        """Give what the workspace declares."""
        return declared_by(stored_workspace())

    def would_be(self, change: Change) -> Workspace:
        """Give the workspace as it would be after a change."""
        return edit_of(change)(stored_workspace())

    def write(self, change: Change, by: Person, at: datetime, why: str) -> None:
        """Make a change of the workspace, as one revision."""
        change_workspace(edit_of(change), by=by, at=at, reason=why)


class OfDraft:
    """A draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.name, self.words = str(draft.pk), draft.name

    def read(self) -> Declared:
        """Give what the draft declares."""
        return declared_in(self.draft.framework, self.draft.policy)

    def would_be(self, change: Change) -> Workspace:
        """Give the figures of now under the draft, after a change of it."""
        return fitted(stored_workspace(), *read_declared(self.read().changed(change)))

    @transaction.atomic
    def write(self, change: Change, by: Person, at: datetime, why: str) -> None:
        """Change the draft alone; its history keeps what it was, by whom and why."""
        self.draft = Draft.objects.select_for_update().get(pk=self.draft.pk)
        declared = self.read().changed(change)
        read_declared(declared)
        self.draft.framework, self.draft.policy = declared.texts()
        self.draft._change_reason = why[:100]  # type: ignore[attr-defined]
        self.draft.save()


def place_named(name: str) -> InForce | OfDraft:
    """Give the place of a name: ``now``, or the number of a draft that is open."""
    if name == IN_FORCE:
        return InForce()
    draft = Draft.objects.filter(pk=name).first() if name.isdecimal() and len(name) < 18 else None
    if draft is None or draft.state != Draft.State.OPEN:
        raise Http404
    return OfDraft(draft)


def begin_draft(name: str, by: Person, at: datetime) -> Draft:
    """Begin a draft from what is in force."""
    framework, policy = declared_by(stored_workspace()).texts()
    return Draft.objects.create(
        name=name,
        framework=framework,
        policy=policy,
        began_framework=framework,
        began_policy=policy,
        made_by=by,
        made_at=at,
    )


def began(draft: Draft) -> Declared:
    """Give what was in force when a draft began."""
    return declared_in(draft.began_framework, draft.began_policy)


@transaction.atomic
def adopt(draft: Draft, by: Person, at: datetime, why: str) -> None:
    """Put a draft in force, with what has changed in force since it began carried into it.

    Raises
    ------
    WorkspaceError
        With every issue; the draft stays open.
    """

    def edit(workspace: Workspace) -> Workspace:
        now = declared_by(workspace)
        new, _ = merged(began(draft), now, declared_in(draft.framework, draft.policy))
        return fitted(workspace, *read_declared(new))

    change_workspace(edit, by=by, at=at, reason=f"{draft.name}: {why}")
    draft.state = Draft.State.ADOPTED
    draft._change_reason = why[:100]  # type: ignore[attr-defined]
    draft.save()
