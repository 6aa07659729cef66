"""The commentary on an indicator, in the sections that a report has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class NarrativeSection(Enum):
    """The headings under which commentary is written, in the order of the report."""

    STORY = "Story behind the baseline"
    PARTNERS = "Partners with a significant role to play"
    ACTIONS = "What are we doing"
    WHAT_WORKS = "What works"
    DATA_DEVELOPMENT = "Data development agenda"


@dataclass(frozen=True, slots=True)
class Narrative:
    """The commentary on one indicator: Markdown by section, as its owner wrote it.

    Attributes
    ----------
    rows
        The row of the file on which the text of each section begins, where that is known.
    """

    indicator: str
    sections: tuple[tuple[NarrativeSection, str], ...]
    file: str = ""
    rows: tuple[tuple[NarrativeSection, int], ...] = ()

    def text(self, section: NarrativeSection) -> str:
        """Give the Markdown of a section, empty where nothing was written."""
        return dict(self.sections).get(section, "")

    def row(self, section: NarrativeSection) -> int | None:
        """Give the row on which the text of a section begins; None where it is not known."""
        return dict(self.rows).get(section)
