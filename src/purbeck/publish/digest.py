"""Digests: the short documents of a workspace, each for one sort of reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from purbeck.model.errors import UsageError
from purbeck.model.framework import Framework
from purbeck.model.nearest import hint
from purbeck.model.officer import Officer
from purbeck.model.workspace import Workspace
from purbeck.publish.binding import bound
from purbeck.publish.build import ReportFile, file_stem
from purbeck.publish.compose.digest_committee import committee_digest
from purbeck.publish.compose.digest_director import director_digest
from purbeck.publish.compose.digest_public import public_digest
from purbeck.publish.compose.digest_scrutiny import scrutiny_digest
from purbeck.publish.document import Document
from purbeck.publish.formats import Format, renderer_of
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecards
from purbeck.scorecard.duties import Duties, duties
from purbeck.scorecard.edition_changes import EditionChanges
from purbeck.scorecard.edition_state import Past
from purbeck.scorecard.scrutiny import raised

DIGEST_FORMATS = (Format.PDF, Format.HTML, Format.DOCX)
"""The formats that a digest comes in; it has neither sheets nor slides."""


class Audience(Enum):
    """Whom a digest is for."""

    COMMITTEE = "committee"
    """What is worsening, and risks that are."""
    DIRECTOR = "director"
    """What is whose, what is due, what is missing."""
    PUBLIC = "public"
    """One page in plain English."""
    SCRUTINY = "scrutiny"
    """Questions with the evidence that raised them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a digest is made for beyond the workspace itself.

    Attributes
    ----------
    on
        The date of the report where none is given.
    officer
        The id of the one whose duties are wanted; empty for those of everybody.
    editions
        Those issued before, the latest last, as far as what they said.
    since
        What reads otherwise than in the edition before.
    """

    on: date | None = None
    officer: str = ""
    editions: Sequence[Past] = ()
    since: EditionChanges | None = None


def digest_document(workspace: Workspace, audience: Audience, occasion: Occasion) -> Document:
    """Compose one digest of a workspace.

    Raises
    ------
    UsageError
        Where there is no outcome, or no officer of the id.
    WorkspaceError
        With an issue for each reference in a text that says nothing.
    """
    scored = disclosed_scorecards(workspace, occasion.on, occasion.since)
    if not scored:
        raise UsageError("There is no outcome in this framework, so that there is no digest.")
    scorecards = [bound(each).scorecard for each in scored]
    if audience is Audience.COMMITTEE:
        return committee_digest(scorecards)
    if audience is Audience.PUBLIC:
        return public_digest(scorecards)
    if audience is Audience.SCRUTINY:
        found = [raised(each, occasion.editions) for each in scorecards]
        return scrutiny_digest(scorecards, found)
    return director_digest(scorecards, _duties(workspace.framework, scorecards, occasion.officer))


def digest_files(
    document: Document, audience: Audience, formats: Sequence[Format], officer: str = ""
) -> tuple[ReportFile, ...]:
    """Render a digest in each format asked for; the same digest gives the same bytes."""
    whose = f"-{file_stem(officer)}" if officer else ""
    stem = f"digest-{audience.value}{whose}"
    return tuple(
        ReportFile(f"{stem}.{wanted.value}", renderer_of(wanted)(document))
        for wanted in dict.fromkeys(formats)
    )


def _duties(
    framework: Framework, scorecards: Sequence[DisclosedScorecard], officer: str
) -> list[Duties]:
    if officer:
        return [duties(scorecards, officer_named(framework, officer))]
    everybody: list[Officer | None] = [*framework.officers, None]
    found = [duties(scorecards, each) for each in everybody]
    return [each for each in found if not each.is_empty] or [duties(scorecards, None)]


def officer_named(framework: Framework, text: str) -> Officer:
    """Give the officer of an id or a name; UsageError with the nearest where there is none."""
    for officer in framework.officers:
        if text in (officer.id, officer.name):
            return officer
    expected = f"Expected an officer{hint(text, [each.id for each in framework.officers])}."
    raise UsageError(f"There is no officer '{text}' in this framework. {expected}")
