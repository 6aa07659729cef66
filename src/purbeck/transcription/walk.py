"""From the first line of a report to the last: what each line is, and whose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from purbeck.transcription.cards import CardReader
from purbeck.transcription.draft import DraftSign
from purbeck.transcription.figures import FIGURE
from purbeck.transcription.front import Front
from purbeck.transcription.gathering import Gathering, sure
from purbeck.transcription.mending import whole_name
from purbeck.transcription.page import Cell, Grid, Line, Page
from purbeck.transcription.position import Position, may_name
from purbeck.transcription.profile import Profile, plain
from purbeck.transcription.risk_rows import risk_on_line
from purbeck.transcription.sections import SectionReader, page_number
from purbeck.transcription.signs import direction_in, letter_in, polarity_in, verdict_in
from purbeck.transcription.stated import StatementReader
from purbeck.transcription.statements import Statement, in_sentence, statements_in
from purbeck.transcription.summaries import Summaries
from purbeck.transcription.tables import TableReader

_LONGEST_NAME = 200
_SECTIONS = frozenset({"story", "partners", "doing", "works", "agenda"})
_LABELLED = re.compile(r"^(?P<label>[^:\t?]{2,60})[:?]\s*(?P<value>.*)$")


class Walker:
    """Reads the lines and tables of a report one after the other."""

    def __init__(self, profile: Profile, gathering: Gathering, front: Front) -> None:
        self.profile = profile
        self.gathering = gathering
        self.front = front
        self.here = Position(profile, gathering)
        self.summaries = Summaries(profile, gathering)
        self.cards = CardReader(self.here)
        self.stated = StatementReader(self.here)
        self.sections = SectionReader(self.here, front, self.summaries)
        self.tables = TableReader(self.here, front, self.summaries, self.cards, self.takes_line)
        self.words: frozenset[str] = frozenset()
        self.awaited = ""
        self._awaited_label = ""

    def read(self, pages: Sequence[Page]) -> None:
        """Read all pages; what has begun on one goes on on the next."""
        self.sections.paged = len(pages) > 1
        texts = (b.text for page in pages for b in page.blocks if isinstance(b, Line))
        self.words = frozenset(re.findall(r"[a-z]{5,}", " ".join(texts).lower()))
        for page in pages:
            if self.here.zone == "contents" and len(pages) > 1:
                self.here.zone = "body"
            for block in page.blocks:
                if isinstance(block, Grid):
                    self.awaited = ""
                    self.tables.read(block)
                else:
                    self._line(block)

    def takes_line(self, line: Line) -> bool:
        """Read a line for what it states; whether it states anything."""
        return (
            self._headline(line) or self._badge(line) or self._labelled(line) or self._stated(line)
        )

    def _line(self, line: Line) -> None:
        if self.here.zone not in {"skip", "contents"}:
            self.summaries.totals_in(line.text, line.place)
        if len(line.marks) > 1:
            self.summaries.legend(line, least=2)
        if not self._opens(line) and not self._summarised(line) and not self._read_body(line):
            self.here.offer(line)

    def _opens(self, line: Line) -> bool:
        """Whether a line opens a part of the report, or is one of its contents or its key."""
        contents = self.here.zone == "contents"
        if contents and page_number(line) and self.sections.in_contents(line):
            return True
        if self.sections.opens(line) or self._part_opens(line):
            return True
        if self.here.zone == "contents" and self.sections.in_contents(line):
            return True
        if self.here.zone == "skip":
            self.summaries.legend(line)
            return True
        return False

    def _summarised(self, line: Line) -> bool:
        """Whether a line belongs to a list in a summary, or names the officers of a section."""
        outside = self.here.section is None and self.here.subject is None
        if self.here.zone == "summary" or outside:
            return self.summaries.takes(line, self.here.zone == "summary")
        if self.here.section is not None and len(line.text) < 200:
            named = bool(self.front.officers_of(line.text))
            self.sections.officers(line.text, line)
            return named
        return False

    def _read_body(self, line: Line) -> bool:
        """Whether a line says something of a measure, or goes on with the commentary."""
        if self.sections.outcome_opens(line) or self._badge(line) or self._risk(line):
            return True
        if self._headline(line):
            return True
        if self._labelled(line) or self._stated(line) or self._awaited(line):
            return True
        return bool(self.here.passage) and self._goes_on(line)

    def _part_opens(self, line: Line) -> bool:
        """Open a part with a known heading: commentary, measures, risks, summary, key."""
        for at, text in enumerate(line.columns):
            role = self.profile.heading_role(text)
            standing = line.level or line.strong or line.bullet is False
            if role and standing and len(text) < 90 and (at == 0 or role == "measures"):
                if at == 0 and len(line.columns) > 1 and self.profile.label_role(text):
                    continue
                self._open_part(role, line)
                return True
        if len(line.parts) > 1 and (role := self.profile.broken_heading(line.parts)):
            self._open_part(role, line)
            return True
        if self.profile.matched("unassigned_risks", line.text):
            self.here.section = self.here.subject = None
            self._open_part("risks", line)
            return True
        if tail := self._measures_at_end(line):
            if tail.strip():
                self._line(replace(line, text=tail, parts=()))
            self._open_part("measures", line)
            return True
        if (not line.level and self.here.zone != "skip") or line.level > self.here.zone_level:
            return False
        if self.here.zone in {"skip", "contents"} and line.level:
            self.here.zone, self.here.passage = "body", ""
        return False

    def _measures_at_end(self, line: Line) -> str:
        """Give the text before a heading of measures that has run into the end of a line."""
        found = re.search(r"\bPerformance Measure\(?s?\)?\s*[-–]\s*Trend Lines\s*$", line.text)
        if found and self.profile.heading_role(found[0]) == "measures":
            return line.text[: found.start()].strip() or " "
        return ""

    def _open_part(self, role: str, line: Line) -> None:
        self.here.passage, self.awaited = "", ""
        if role in _SECTIONS:
            self.here.passage = role
            self.here.zone = (
                "body" if self.here.zone in {"skip", "contents", "summary"} else self.here.zone
            )
        elif role == "measures":
            self.here.below_measures, self.here.subject, self.here.candidate = (
                True,
                self.here.section,
                None,
            )
            self.here.zone = "body"
        elif role == "risks":
            if (line.level and self.here.above_section(line)) or "assigned" in line.text.lower():
                self.here.section = self.here.subject = None
            self.here.zone = "risks" if self.here.section is None else "body"
        else:
            self.here.zone, self.here.zone_level = role, line.level or 9
            if self.here.above_section(line):
                self.here.section = self.here.subject = None
                self.here.below_measures = False
            self.summaries.close()

    def _badge(self, line: Line) -> bool:
        """Take a line that is a verdict alone for that of the measure it stands with."""
        of, value = verdict_in(line.text, self.profile)
        if not value or self.here.zone == "summary":
            return False
        measure = self.here.measure_for(Statement(role=of, label="", text=line.text), line.place)
        if measure is None:
            return False
        measure.add_sign(DraftSign(of=of, value=value, evidence=sure(line.place, line.text)))
        letter = letter_in(line.text)
        if of == "direction" and letter:
            made = DraftSign(of="rag", value=letter, evidence=sure(line.place, line.text))
            measure.add_sign(made)
        return True

    def _headline(self, line: Line) -> bool:
        """Read a line that names a measure and gives its colour: its name, GREEN, an arrow.

        Every part after the name has to be a verdict, and the first of them a colour in words.
        """
        if not 2 <= len(line.parts) <= 3 or not may_name(line.parts[0]):
            return False
        rag = self.profile.word("rag", line.parts[1])
        if rag is None or len(line.parts[1]) < 3:
            return False
        number, name = "", line.parts[0]
        if found := self.profile.matched("measure", name):
            number, name = found["number"], found["name"]
        measure = self.here.open_measure(number, name, line.place)
        self.here.candidate = None
        measure.add_sign(DraftSign(of="rag", value=rag, evidence=sure(line.place, line.text)))
        direction, how = direction_in(" ".join(line.parts[2:]), line.marks, self.profile)
        if direction:
            evidence = sure(line.place, line.text, "" if how == "word" else f"read from the {how}")
            measure.add_sign(DraftSign(of="direction", value=direction, evidence=evidence))
        return True

    def _labelled(self, line: Line) -> bool:
        """Read a label and its value: "Lead officer: Jo Smith", or two parts of one line."""
        if len(line.parts) == 2 and (role := self.profile.label_role(line.parts[0])):
            return self._value(role, line.parts[0], line.parts[1], line)
        found = _LABELLED.match(line.text)
        if found is None or line.bullet:
            return False
        label, value = found["label"], found["value"].strip()
        if (part := self.profile.heading_role(label)) in _SECTIONS:
            self._open_part(part or "", line)
            repeated = _LABELLED.match(value)
            if repeated and plain(repeated["label"]) == plain(label):
                value = repeated["value"]
            self.here.append(replace(line, text=value))
            return True
        role = self.profile.label_role(label)
        if role is None or len(statements_in(line.text, self.profile)) > 1:
            return False
        if not value:
            self.awaited = role
            self._awaited_label = label
            return role != "name"
        return self._value(role, label, value, line)

    def _value(self, role: str, label: str, value: str, line: Line) -> bool:
        """Give a labelled value to the measure that it belongs to."""
        if self.front.takes(role, label, value, line, self.here):
            return True
        cell = Cell(value, line.place, line.marks)
        return self.cards.labelled(role, label, cell)

    def _awaited(self, line: Line) -> bool:
        """Take a line for the value of a label that stood alone on the line before."""
        role, self.awaited = self.awaited, ""
        if not role or line.level:
            alone = self.profile.label_role(line.text) if len(line.text) < 50 else None
            if alone and not line.parts and alone not in {"name", "risk", "other"}:
                self.awaited, self._awaited_label = alone, line.text
                return True
            return False
        return self._value(role, self._awaited_label, line.text, line)

    def _stated(self, line: Line) -> bool:
        """Read the statements in the parts of a line: "Previous 2016 - 85%"."""
        if self.here.subject is not None and self.stated.compared(line, self.here.subject):
            return True
        if self.stated.alone(line):
            return True
        if self.profile.matched("comparator", line.text):
            self.stated.comparator_line(line)
            return True
        taken = False
        prose = bool(self.here.passage) and not line.parts
        for at, part in enumerate(line.columns):
            for statement in statements_in(part, self.profile):
                if prose and in_sentence(statement, part):
                    continue
                after = line.columns[at + 1] if at + 1 < len(line.columns) else ""
                if statement.before and after:
                    statement = replace(
                        statement, before=whole_name(statement.before, after, self.words)
                    )
                taken |= self._state(statement, part, after, line)
        short = len(line.columns) == 1 and len(line.text) < 70
        if not taken and short and polarity_in(line.text, self.profile):
            self.stated.asked(line)
            return self._value("polarity", "", line.text, line)
        if taken:
            self.here.passage = ""
            self.stated.series_below(line)
        return taken

    def _state(self, statement: Statement, part: str, after: str, line: Line) -> bool:
        if statement.period is None and FIGURE.fullmatch(after.strip()):
            reason = "figures side by side, below no heading that is known"
            self.gathering.skip(line.text, reason, line.place)
            return True
        if statement.lost and not self.here.below_measures and self.here.subject is None:
            return False
        measure = self.here.measure_for(statement, line.place)
        if measure is None:
            if statement.figure is not None:
                self.gathering.skip(statement.text, "a figure without a measure", line.place)
            return statement.figure is not None
        return self.stated.stated(statement, measure, after, line)

    def _goes_on(self, line: Line) -> bool:
        """Add a line to the commentary that is open, unless it is a heading."""
        if line.level and self._heading_ends(line):
            self.here.passage = ""
            return False
        self.here.append(line)
        return True

    def _heading_ends(self, line: Line) -> bool:
        return line.level <= 2 or bool(self.profile.matched("measure", line.text)) or line.strong

    def _risk(self, line: Line) -> bool:
        """Read a risk that stands on one line: its number, its title, its level and trend."""
        section = self.here.section
        risk = risk_on_line(line, self.profile, section.key if section is not None else "")
        if risk is not None:
            self.gathering.risk(risk)
        return risk is not None
