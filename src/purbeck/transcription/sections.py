"""The parts of a report: its contents, its outcomes, the sections of its indicators."""

from __future__ import annotations

import re

from purbeck.transcription.front import Front
from purbeck.transcription.gathering import sure
from purbeck.transcription.mending import unbroken
from purbeck.transcription.page import Line
from purbeck.transcription.position import Position
from purbeck.transcription.profile import plain
from purbeck.transcription.summaries import Summaries

_LONGEST_NAME = 200


class SectionReader:
    """Finds the lines that open a part of a report."""

    def __init__(self, here: Position, front: Front, summaries: Summaries) -> None:
        self._here = here
        self._front = front
        self._summaries = summaries
        self._profile = here.profile
        self._gathering = here.gathering
        self._unnamed_section = ""
        self.paged = False

    def opens(self, line: Line) -> bool:
        """Open the part of an indicator, where a line says so; its name may be on the next."""
        joined = " ".join(unbroken(line.columns))
        found = self._profile.matched("indicator", line.text) or self._profile.matched(
            "indicator", joined
        )
        if self._unnamed_section and found is None:
            number, self._unnamed_section = self._unnamed_section, ""
            if line.level or len(line.text) < _LONGEST_NAME:
                self._begin(number, line.text, line)
                return True
        if found is None or (self._here.zone == "contents" and self.paged):
            return False
        name = (found["name"] or "").strip()
        listed = self._gathering.contents.get(found["number"])
        if listed and not plain(name).endswith(plain(listed[0])[-12:]):
            name = listed[0]
        self._front.officers_in(joined, line.place)
        if not name:
            self._unnamed_section = found["number"]
            return True
        self._begin(found["number"], name, line)
        self.officers(joined, line)
        return True

    def officers(self, text: str, line: Line) -> None:
        """Give the officers that a text names to the indicator whose section it is."""
        if self._here.section is not None:
            for label, name in self._front.officers_of(text):
                self._here.section.add_owner(label, name)

    def in_contents(self, line: Line) -> bool:
        """Take a line of the contents: a name, and the page that it is on."""
        page = page_number(line)
        if not page:
            listed = bool(self._gathering.contents) and len(line.text) > 3 and not line.parts
            if listed or line.level:
                self._here.zone = "body"
            return not listed
        name = re.sub(r"[\s.…]*(?:\d+\s*(?:[&,–-]\s*\d+)?)$", "", line.text).strip(" .\t")
        found = re.match(r"^(?P<number>\d{1,2}[a-z]?)[ .:]\s*(?P<name>[A-Z0-9].*)$", name)
        if found:
            self._gathering.contents[found["number"]] = (found["name"], page, line.place)
        return True

    def outcome_opens(self, line: Line) -> bool:
        """Open an outcome or a priority, where a line names one."""
        found = self._profile.matched("outcome", line.text)
        if found is None or len(line.text) > 140 or line.bullet or line.text.rstrip().endswith("."):
            return False
        made = self._gathering.outcome(found["name"], sure(line.place, line.text))
        self._here.outcome, self._here.outcome_named = made.key, True
        self._here.section = self._here.subject = None
        self._here.below_measures = False
        self._here.zone, self._here.passage, self._here.candidate = "body", "", None
        return True

    def _begin(self, number: str, name: str, line: Line) -> None:
        self._here.open_section(number, name, line)
        self._summaries.close()


def page_number(line: Line) -> str:
    """Give the page that ends a line of the contents; empty where none does."""
    last = line.columns[-1].strip()
    found = re.search(r"(?:^|[\s.…])(\d{1,3}(?:\s*(?:&|,|and|-)\s*\d{1,3})?)$", last)
    return found[1] if found else ""
