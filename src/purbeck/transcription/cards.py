"""Cards and labelled values: a label, and the figure below it or beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from purbeck.transcription.cells import add_figure, read_sign, set_polarity
from purbeck.transcription.columns import FIGURE_ROLES
from purbeck.transcription.draft import DraftSign
from purbeck.transcription.figures import read_cell
from purbeck.transcription.gathering import Gathered, sure
from purbeck.transcription.page import Cell, Grid
from purbeck.transcription.periods import sole_period
from purbeck.transcription.position import NUMBERED, Candidate, Position
from purbeck.transcription.signs import letter_in, polarity_in, rag_in
from purbeck.transcription.statements import Statement
from purbeck.transcription.tiles import read_tiles


class CardReader:
    """Gives labelled values to the measure that they are about; a name opens one."""

    def __init__(self, here: Position) -> None:
        self._here = here
        self._profile = here.profile
        self._gathering = here.gathering
        self._number = ""

    def is_cards(self, grid: Grid) -> bool:
        """Whether a table of two rows is a row of labels with their values below."""
        if len(grid.rows) != 2 or any(len(row) < 2 for row in grid.rows):
            return False
        roles = [self._profile.card_role(cell.line) for cell in grid.rows[0]]
        named = [self._profile.column_role(cell.line) in {"name", "risk"} for cell in grid.rows[0]]
        return any(role in {"latest", "previous", "comparator"} for role in roles) and not any(
            named
        )

    def cards(self, grid: Grid) -> None:
        """Read cards side by side; those of a summary, and tallies, are not of one measure."""
        labels, bodies = grid.rows[0], grid.rows[1]
        pairs = list(zip(labels, bodies, strict=True))
        known = [self._profile.card_role(label.line) or "" for label in labels]
        unknown = str(self._profile.setting("unknown_card"))
        if not any(known) and read_tiles(grid, self._here):
            return
        # Other figures beside each other, such as tallies, have no label of a figure among them.
        useful = any(known) or (unknown == "comparator" and self._here.subject is not None)
        if not useful or self._here.zone == "summary":
            return
        for (label, body), role in zip(pairs, known, strict=True):
            if not body.line and not body.marks:
                continue
            if role or unknown == "comparator":
                self._card(role or "comparator", label.line, body)

    def _card(self, role: str, label: str, body: Cell) -> None:
        measure = self._here.measure_for(
            Statement(role=role, label=label, text=body.line, figure=read_cell(body.text).figure),
            body.place,
        )
        if measure is None:
            self._gathering.skip(f"{label}: {body.line}", "a figure without a measure", body.place)
            return
        if role == "direction":
            set_polarity(measure, _polarity_line(body.text), replace(body, marks=()), self._profile)
            lines = [line for line in body.text.split("\n") if not polarity_in(line, self._profile)]
            read_sign(
                replace(body, text="\n".join(lines)),
                role,
                label,
                measure,
                self._profile,
                self._gathering,
            )
            return
        verdict, rest = self._verdict_apart(body.text)
        if role == "comparator" and verdict:
            value, letter = verdict
            evidence = sure(body.place, body.text)
            measure.add_sign(
                DraftSign(of="comparison", value=value, label=label, evidence=evidence)
            )
            if letter:
                made = DraftSign(of="comparison rag", value=letter, label=label, evidence=evidence)
                measure.add_sign(made)
        self.give(
            role, label, replace(body, text=rest if role in FIGURE_ROLES else body.text), measure
        )

    def _verdict_apart(self, text: str) -> tuple[tuple[str, str] | None, str]:
        """Part the line of a verdict, such as "R Worse", from the lines of a figure."""
        verdict, kept = None, []
        for line in text.split("\n"):
            bare = re.sub(r"^(?:R|A|G|ND)\s+", "", line.strip())
            value = self._profile.word("comparison", bare)
            if value and verdict is None:
                verdict = value, letter_in(line)
            elif not self._profile.word("direction", bare) and not line.startswith("older than"):
                kept.append(line)
        return verdict, "\n".join(kept)

    def pairs_in(self, grid: Grid) -> bool:
        """Whether a table is labels with their values beside them, in one pair a row or two."""
        width = len(grid.rows[0])
        if width not in {2, 3, 4, 6, 8}:
            return False
        lefts = [row[0].line for row in grid.rows if row[0].line]
        known = [text for text in lefts if self._profile.label_role(text.rstrip(" :"))]
        below = [text for text in lefts[1:] if self._profile.label_role(text.rstrip(" :"))]
        if len(grid.rows) == 1 and width > 2:
            labels = [self._profile.label_role(c.line.rstrip(" :")) for c in grid.rows[0][::2]]
            return all(labels)
        return len(set(known)) >= 2 and len(known) * 2 >= len(lefts) and bool(below)

    def pairs(self, grid: Grid) -> None:
        """Read a table of labels with their values beside them."""
        for row in grid.rows:
            cells = [cell for cell in row if cell.line or cell.marks]
            # Word gives the text of joined cells in each of them.
            titled = len({cell.line for cell in cells}) == 1 and row is grid.rows[0]
            if titled and not self._profile.label_role(cells[0].line):
                self._named(cells[0])
                continue
            at = 0
            while at + 1 < len(cells):
                role = self._profile.label_role(cells[at].line.rstrip(" :"))
                if role:
                    self.labelled(role, cells[at].line.rstrip(" :"), cells[at + 1])
                    at += 2
                else:
                    at += 1

    def labelled(self, role: str, label: str, cell: Cell) -> bool:
        """Give a labelled value to the measure that it belongs to; a name opens one."""
        here = self._here
        if role == "name":
            return self._named(cell)
        if role == "number":
            return self._numbered(cell)
        if role == "outcome":
            made = self._gathering.outcome(cell.line, sure(cell.place, cell.line))
            here.outcome = made.key
            if here.subject is not None and here.candidate is None:
                here.subject.outcome = here.subject.outcome or made.key
            return True
        if role in {"risk", "level", "likelihood", "impact", "other", "previous_rag", "variance"}:
            return False
        figure = read_cell(cell.text).figure if role in FIGURE_ROLES else None
        statement = Statement(role=role, label=label, text=cell.line, figure=figure)
        measure = here.measure_for(statement, cell.place)
        if measure is None:
            if figure is not None:
                self._gathering.skip(
                    f"{label}: {cell.line}", "a figure without a measure", cell.place
                )
            return figure is not None
        return self.give(role, label, cell, measure)

    def _named(self, cell: Cell) -> bool:
        found = self._profile.matched("measure", cell.line)
        number, name = (found["number"], found["name"]) if found else ("", cell.line)
        self._here.candidate = Candidate(number or self._number, name, cell.place, NUMBERED)
        self._number = ""
        return True

    def _numbered(self, cell: Cell) -> bool:
        here = self._here
        number = cell.line[:16]
        named = here.candidate is not None and here.candidate.strength == NUMBERED
        if here.candidate is not None and named and not here.candidate.number:
            here.candidate.number = number
        elif here.subject is not None and not here.subject.number and not here.subject.figures:
            self._gathering.renumber(here.subject, number)
        else:
            self._number = number
        return True

    def give(self, role: str, label: str, cell: Cell, measure: Gathered) -> bool:
        """Give a value to a measure by the role of its label; whether it could be taken."""
        if role in FIGURE_ROLES:
            self._figure(role, label, cell, measure)
        elif role in {"rag", "direction"}:
            read_sign(cell, role, label, measure, self._profile, self._gathering)
        elif role == "polarity":
            return set_polarity(measure, cell.line, cell, self._profile)
        elif role == "owner":
            measure.add_owner(label, cell.line)
        elif role == "commentary":
            self._here.passage = "story"
            if cell.line:
                self._here.keep(cell.text, cell.place)
        else:
            _describe(measure, role, cell.line)
        return True

    def _figure(self, role: str, label: str, cell: Cell, measure: Gathered) -> None:
        reading = read_cell(cell.text)
        period = reading.period or sole_period(label)
        add_figure(reading, FIGURE_ROLES[role], period, label, cell, measure, self._gathering)
        colour, how = rag_in("", [m for m in cell.marks if m.origin == "fill"], self._profile)
        if colour and role == "latest":
            made = DraftSign(of="rag", value=colour, evidence=sure(cell.place, cell.line, how))
            measure.add_sign(made)


def _describe(measure: Gathered, role: str, text: str) -> None:
    """Keep what describes a measure; the first that is said of it stands."""
    if role == "period":
        measure.context = sole_period(text) or measure.context
    elif role == "unit":
        measure.unit_text = measure.unit_text or text
    elif role == "definition":
        measure.definition = measure.definition or text
    elif role == "source":
        measure.source = measure.source or text


def _polarity_line(text: str) -> str:
    return next((line for line in text.split("\n") if "better" in line.lower()), "")
