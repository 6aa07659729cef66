"""Drafts, and the way from a draft into the workspace, on which nothing of anybody's is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from purbeck.model.narrative import NarrativeSection
from purbeck.model.workspace import Workspace
from purbeck_web.commentary.models import Draft
from purbeck_web.commentary.texts import (
    Texts,
    key_of,
    mark,
    narrative_of,
    narrative_with,
    texts_of,
    with_narrative,
)
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.models import Revision

Base = Mapping[NarrativeSection, str]
"""The mark of the text of each section from which somebody began."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A person's text and the one that stands now, section by section.

    Attributes
    ----------
    texts
        The person's own where the person changed anything, and what stands where not.
    base
        The marks of what stands now: whoever saves after this has seen it.
    theirs
        What stands now in the sections that both have changed.
    """

    texts: dict[NarrativeSection, str]
    base: dict[NarrativeSection, str]
    theirs: dict[NarrativeSection, str]


class ChangedMeanwhileError(Exception):
    """Somebody else has changed a section that is about to be saved."""


def reconciled(mine: Texts, base: Base, standing: Texts) -> Reconciled:
    """Put a person's text beside the one that stands.

    A section that the person left as it was follows what stands; one that only the person
    changed is the person's; one that both changed, and not alike, is told of.
    """
    texts, theirs = {}, {}
    for section in NarrativeSection:
        own, held, began = mine.get(section, ""), standing.get(section, ""), base.get(section)
        texts[section] = held if mark(own) == began else own
        if mark(own) != began and mark(held) != began and own != held:
            theirs[section] = held
    return Reconciled(texts, marks_of(standing), theirs)


def marks_of(texts: Texts) -> dict[NarrativeSection, str]:
    """Give the mark of the text of each section."""
    return {section: mark(texts.get(section, "")) for section in NarrativeSection}


def draft_of(person: Any, indicator: str) -> Draft | None:
    """Give the draft that a person has of an indicator; None for none."""
    return Draft.objects.filter(writer=person, indicator=indicator, withdrawn=False).first()


def draft_texts(draft: Draft) -> dict[NarrativeSection, str]:
    """Give the text of each section of a draft."""
    return {section: draft.sections.get(key_of(section), "") for section in NarrativeSection}


def draft_base(draft: Draft) -> dict[NarrativeSection, str]:
    """Give the marks from which a draft began."""
    return {section: draft.base.get(key_of(section), "") for section in NarrativeSection}


def keep_draft(person: Any, indicator: str, texts: Texts, base: Base, at: datetime) -> Draft:
    """Keep what a person has written, apart from the workspace; its history keeps it for good."""
    kept = {
        "sections": {key_of(section): text for section, text in texts.items()},
        "base": {key_of(section): began for section, began in base.items()},
        "revision": _newest(),
        "saved_at": at,
        "withdrawn": False,
    }
    draft, _ = Draft.objects.update_or_create(writer=person, indicator_id=indicator, defaults=kept)
    return draft


def give_up(person: Any, indicator: str) -> None:
    """Withdraw the draft that a person has of an indicator, where there is one."""
    draft = draft_of(person, indicator)
    if draft is not None:
        draft.withdrawn = True
        draft.save()


@transaction.atomic
def save_to_workspace(
    person: Any, indicator: str, texts: Texts, base: Base, *, at: datetime, reason: str
) -> Revision | None:
    """Put a person's text into the workspace, as one revision; None where it stands so already.

    The draft is withdrawn with it.

    Raises
    ------
    ChangedMeanwhileError
        Where somebody else has changed a section that the person has changed as well.
    WorkspaceError
        Where the text cannot be kept in a folder, or something forbids the change.
    """

    def edit(workspace: Workspace) -> Workspace:
        standing = narrative_of(workspace, indicator)
        found = reconciled(texts, base, texts_of(standing))
        if found.theirs:
            raise ChangedMeanwhileError
        file = standing.file if standing else ""
        if found.texts == texts_of(standing):
            return workspace
        return with_narrative(workspace, narrative_with(indicator, found.texts, file))

    revision = change_workspace(edit, by=person, at=at, reason=reason)
    give_up(person, indicator)
    return revision


def _newest() -> UUID | None:
    return Revision.objects.values_list("token", flat=True).first()
