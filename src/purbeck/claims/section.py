"""Where the text of a section stands in its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from purbeck.model.narrative import Narrative, NarrativeSection


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The Markdown of one section, with its file and the line on which it begins.

    ``first_line`` is 1 where the file is not given.
    """

    section: NarrativeSection
    file: str
    text: str
    first_line: int = 1


def sources_of(narrative: Narrative | None, texts: Mapping[str, str]) -> tuple[Source, ...]:
    """Give the sections of a commentary that have any text, in the order of the file."""
    if narrative is None:
        return ()
    whole = re.sub(r"\r\n?", "\n", texts.get(narrative.file, ""))
    return tuple(
        Source(
            section=section,
            file=narrative.file,
            text=text,
            first_line=_line_of(text, section, whole),
        )
        for section, text in narrative.sections
        if text.strip()
    )


def _line_of(text: str, section: NarrativeSection, whole: str) -> int:
    heading = re.search(rf"^##\s+{re.escape(section.value)}", whole, re.IGNORECASE | re.MULTILINE)
    start = whole.find(text, 0 if heading is None else heading.end())
    return 1 if start < 0 else whole.count("\n", 0, start) + 1
