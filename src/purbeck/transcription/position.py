"""Where in a report the reading is: the outcome, the indicator, the measure, the part.

A figure belongs to the measure that was named last; what may be a name is kept until a figure
follows it, so that a line of text does not become a measure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from purbeck.transcription.draft import DraftPassage, Kind, Role
from purbeck.transcription.figures import read_cell
from purbeck.transcription.gathering import Gathered, Gathering, sure
from purbeck.transcription.mending import completed, unbroken
from purbeck.transcription.page import Line, Place
from purbeck.transcription.periods import PeriodFound, sole_period
from purbeck.transcription.profile import Profile
from purbeck.transcription.statements import Statement

# How strongly a line offers itself as the name of what follows.
NUMBERED, HEADING, PLAIN = 3, 2, 1
_LONGEST_NAME = 200
_TITLE = re.compile(r"\b(?:report|scorecard|dashboard|monitoring|appendix)\b", re.IGNORECASE)


@dataclass(slots=True)
class Candidate:
    """A line that may name the measure of the figures after it."""

    number: str
    name: str
    place: Place
    strength: int
    level: int = 0


class Position:
    """The state of the reading, and what may follow from it."""

    def __init__(self, profile: Profile, gathering: Gathering) -> None:
        self.profile = profile
        self.gathering = gathering
        self.zone = "body"
        self.zone_level = 0
        self.outcome = ""
        self.outcome_named = False
        """Whether the report calls it an outcome, a priority or the like."""
        self.section: Gathered | None = None
        self.section_level = 0
        self.subject: Gathered | None = None
        self.passage = ""
        self.candidate: Candidate | None = None
        self.above: Candidate | None = None
        self.below_measures = False
        self.context: PeriodFound | None = None

    def open_section(self, number: str, name: str, line: Line) -> Gathered:
        """Open the part of an indicator."""
        self.section = self.gathering.measure(
            number, name, Kind.INDICATOR, sure(line.place, line.text), outcome=self.outcome
        )
        self.section.outcome = self.section.outcome or self.outcome
        self.subject = self.section
        self.section_level = line.level
        self.zone, self.passage, self.below_measures = "body", "", False
        self.candidate = None
        return self.section

    def close_section(self) -> None:
        """End the part of an indicator: what follows is of none."""
        self.section = self.subject = None
        self.below_measures = False

    def above_section(self, line: Line) -> bool:
        """Whether a heading is no part of the section that is open, and so ends it."""
        return not line.level or not self.section_level or line.level <= self.section_level

    def measure_for(self, statement: Statement, place: Place) -> Gathered | None:
        """Find the measure that a statement is about, and open it where it is a new one."""
        if statement.before and may_name(statement.before):
            self.candidate = Candidate("", statement.before, place, NUMBERED)
        candidate = self.candidate
        if candidate is not None and self._opens_new(candidate, statement):
            self.candidate = None
            self._below_heading(candidate)
            self.open_measure(candidate.number, candidate.name, candidate.place)
        return self.subject

    def _raise(self, level: int) -> None:
        """Keep a heading that another one follows right away, of a level below it."""
        held = self.candidate
        if self.above is not None and level <= self.above.level:
            self.above = None
        if held is not None and held.strength == HEADING and 1 < held.level < level:
            self.above = held

    def _heads(self, text: str, line: Line) -> None:
        """Keep a heading of one word, such as Homes: it names no measure, but may stand above."""
        known = self.profile.label_role(text) or self.profile.heading_role(text)
        if line.level > 1 and re.fullmatch(r"[A-Z][a-z]{3,}", text) and not known:
            self.above = Candidate("", text, line.place, HEADING, line.level)

    def _below_heading(self, candidate: Candidate) -> None:
        """Take the heading above those of measures for their outcome, where none is named."""
        above = self.above
        named = self.outcome_named or self.section is not None or self.zone == "summary"
        if above is None or named or candidate.level <= above.level:
            return
        note = "the heading above those of measures"
        self.outcome = self.gathering.outcome(above.name, sure(above.place, above.name, note)).key

    def open_measure(self, number: str, name: str, place: Place) -> Gathered:
        """Open a measure: below an indicator it is a measure, by itself an indicator."""
        parent = self.section.key if self.section is not None else ""
        kind = Kind.MEASURE if parent else Kind.INDICATOR
        self.subject = self.gathering.measure(
            number, name, kind, sure(place, f"{number} {name}".strip()), parent, self.outcome
        )
        self.subject.outcome = self.subject.outcome or self.outcome
        self.subject.context = self.subject.context or self.context
        return self.subject

    def _opens_new(self, candidate: Candidate, statement: Statement) -> bool:
        if self.subject is None:
            return candidate.strength > PLAIN or statement.figure is not None
        if self.section is self.subject and not self.below_measures:
            return candidate.strength == NUMBERED and bool(candidate.number)
        if self.section is self.subject or candidate.strength >= HEADING:
            return True
        roles = {"latest": Role.LATEST, "previous": Role.PREVIOUS, "target": Role.TARGET}
        role = roles.get(statement.role)
        period = statement.period.spelling if statement.period else ""
        return role is not None and (
            self.subject.has(Role.LATEST)
            if role is Role.PREVIOUS
            else self.subject.has(role, period)
        )

    def current(self) -> Gathered | None:
        """Give the measure that a table without a name is about."""
        return self.measure_for(Statement(role="series", label="", text=""), Place(0))

    def keep(self, text: str, place: Place) -> None:
        """Keep a text below the heading that is open."""
        for paragraph in text.split("\n"):
            self.append(Line(paragraph, place))

    def append(self, line: Line) -> None:
        """Keep a text: below the heading that is open, or without one."""
        text = " ".join(" ".join(unbroken(line.columns)).split())
        if not text:
            return
        owner = self.section or self.subject
        text = f"- {text}" if line.bullet else text
        evidence = sure(line.place, text, "" if self.passage else "its heading is not there")
        self.gathering.passages.append(
            DraftPassage(
                measure=owner.key if owner else "",
                section=self.passage,
                text=text,
                evidence=evidence,
            )
        )

    def offer(self, line: Line) -> None:
        """Consider a line that says nothing else as the name of what follows, or as text."""
        text = line.columns[0].strip()
        found = self.profile.matched("measure", text)
        named = found is not None and len(text) < _LONGEST_NAME and not text.rstrip().endswith(".")
        if line.level:
            self._period_of(line)
        if found is not None and named and not line.bullet:
            self._raise(line.level)
            self.candidate = Candidate(
                found["number"], found["name"], line.place, NUMBERED, line.level
            )
        elif self._may_name(text, line):
            if line.level:
                self._raise(line.level)
                self.candidate = Candidate("", line.text, line.place, HEADING, line.level)
            elif len(text) < 160 and not text.endswith("."):
                self._plain_name(text, line)
            else:
                self.append(line)
        elif len(line.text) > 80:
            self.append(line)
        else:
            self._heads(text, line)

    def _may_name(self, text: str, line: Line) -> bool:
        """Whether a line may name what follows: no bullet, no title, no known heading."""
        if line.bullet or self._titles(text):
            return False
        word = re.fullmatch(r"[A-Z][a-z]{5,}", text) is not None
        known = self.profile.label_role(text) or self.profile.heading_role(text)
        return may_name(text) or (word and not known)

    def _titles(self, text: str) -> bool:
        """Whether a heading is the title of the report or the name of a council."""
        organisation = self.profile.matched("organisation", text)
        return bool(_TITLE.search(text)) or organisation is not None

    def _plain_name(self, text: str, line: Line) -> None:
        held = self.candidate
        text = completed(line.columns)
        joins = (
            held is not None and held.strength == PLAIN and line.place.line - held.place.line == 1
        )
        if held is not None and joins and text[:1].islower():
            self.candidate = replace(held, name=f"{held.name} {text}", place=line.place)
        elif held is None or held.strength == PLAIN or self.below_measures:
            self.candidate = Candidate("", text, line.place, PLAIN)

    def _period_of(self, line: Line) -> None:
        self.context = sole_period(line.text) or self.context


def may_name(text: str) -> bool:
    """Whether a text may be the name of a measure: two words, letters, and not all capitals."""
    words = re.findall(r"[A-Za-z]{2,}", text)
    many = len(re.findall(r"\d[\d,.]*\s?%", text)) > 1
    return len(words) >= 2 and not text.isupper() and not many and read_cell(text).trouble != ""
