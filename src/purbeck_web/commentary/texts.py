"""The text of a narrative: by section as people write it, and whole as the library reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from purbeck.model.narrative import Narrative, NarrativeSection
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.folder import narrative_text

Texts = Mapping[NarrativeSection, str]

LONGEST = 20_000
"""The characters of a section; a report prints some 3,000 on a page. Our own choice."""


def key_of(section: NarrativeSection) -> str:
    """Give the name of the field of a section.

    Examples
    --------
    >>> key_of(NarrativeSection.WHAT_WORKS)
    'what_works'
    """
    return section.name.lower()


def tidied(text: str) -> str:
    r"""Give a text as a file of the workspace keeps it: no line end of Windows, none about it.

    Examples
    --------
    >>> tidied("\r\nRising.\r\nStill.\r\n")
    'Rising.\nStill.'
    >>> tidied("  \n ")
    ''
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return text if text.strip() else ""


def mark(text: str) -> str:
    """Give a short mark of a text, by which one that has changed is known."""
    return sha256(text.encode()).hexdigest()[:16]


def texts_of(narrative: Narrative | None) -> dict[NarrativeSection, str]:
    """Give the text of every section; empty where nothing is written."""
    return {s: narrative.text(s) if narrative else "" for s in NarrativeSection}


def narrative_of(workspace: Workspace, indicator: str) -> Narrative | None:
    """Give the commentary on an indicator that the workspace holds."""
    return next((each for each in workspace.narratives if each.indicator == indicator), None)


def narrative_with(indicator: str, texts: Texts, file: str = "") -> Narrative:
    """Give a narrative with these texts, in the order of the report; the rows are its file's."""
    sections = tuple((s, texts[s]) for s in NarrativeSection if texts.get(s, "").strip())
    rows, row = [], 1
    for section, text in sections:
        rows.append((section, row + 2))
        row += 2 + len(text.split("\n")) + 1
    return Narrative(indicator, sections, file or f"narrative/{indicator}.md", tuple(rows))


def whole(narrative: Narrative) -> str:
    """Give the text of the file of a narrative."""
    return narrative_text(narrative)


def place_in(narrative: Narrative, row: int | None) -> tuple[NarrativeSection | None, int]:
    """Tell in which section a row of the file stands, and its row there, from 1.

    A row above every section, or none, stands in no section.
    """
    found: tuple[NarrativeSection | None, int] = (None, 0)
    for section, first in narrative.rows:
        if row is not None and row >= first:
            found = section, row - first + 1
    return found


def with_narrative(workspace: Workspace, narrative: Narrative) -> Workspace:
    """Give the workspace with another commentary on an indicator; one without text is left out."""
    others = workspace.narratives
    kept = tuple(narrative if n.indicator == narrative.indicator else n for n in others)
    if all(n.indicator != narrative.indicator for n in others):
        kept = _in_order(workspace, (*others, narrative))
    return replace(workspace, narratives=tuple(n for n in kept if n.sections))


def _in_order(workspace: Workspace, narratives: tuple[Narrative, ...]) -> tuple[Narrative, ...]:
    """Give the narratives in the order of their files, as a folder is read."""
    return tuple(sorted(narratives, key=lambda each: each.file))
