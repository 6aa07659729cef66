"""Statements on lines: figures with labels, comparators in sentences, labels of a chart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from purbeck.transcription.cells import read_sign, set_polarity
from purbeck.transcription.columns import FIGURE_ROLES
from purbeck.transcription.draft import DraftFigure, DraftSign, Kind, Role
from purbeck.transcription.figures import FIGURE, Figure, figure_from, read_cell
from purbeck.transcription.gathering import Gathered, sure
from purbeck.transcription.page import Cell, Colour, Line
from purbeck.transcription.periods import PeriodFound, periods_in
from purbeck.transcription.position import PLAIN, Position
from purbeck.transcription.profile import plain
from purbeck.transcription.statements import Statement

# What stands for a colour in a part of its own; the last is a Greek letter that looks like A.
_RAG_LETTERS = {"R": "R", "A": "A", "G": "G", "ND": "ND", "Α": "A"}
_SIGNAL = frozenset({Colour.RED, Colour.AMBER, Colour.GREEN})
_QUESTIONS = {
    "how-much": "how much did we do",
    "how-well": "how well did we do it",
    "better-off": "is anyone better off",
}


class StatementReader:
    """Adds what lines state to the measures that they are about."""

    def __init__(self, here: Position) -> None:
        self._here = here
        self._profile = here.profile
        self._gathering = here.gathering
        self._tail: list[tuple[str, Figure]] = []

    def stated(self, statement: Statement, measure: Gathered, after: str, line: Line) -> bool:
        """Add a statement to a measure, with the colour in the part that follows it."""
        if statement.role in {"rag", "direction", "polarity"}:
            marks = line.marks if statement.role != "polarity" else ()
            value = re.sub(rf"^{re.escape(statement.label)}", "", statement.text).strip(" :=-–—;,")
            cell = Cell(value, line.place, marks)
            if statement.role == "polarity":
                return set_polarity(measure, value, cell, self._profile)
            read_sign(
                cell, statement.role, statement.label, measure, self._profile, self._gathering
            )
            self._letter(after, "trend rag", "", measure, line)
            return True
        figure, note = statement.figure, statement.doubt
        if figure is not None:
            mended = _mended(figure, after, measure)
            if mended is not None:
                figure, note = mended, "pieced together from two cells"
        role = FIGURE_ROLES[statement.role]
        measure.add_figure(
            DraftFigure(
                role=role,
                figure=figure,
                period=statement.period,
                status=statement.status,
                label=statement.label if role is Role.COMPARATOR else "",
                absent="" if figure else "nothing after the period",
                evidence=sure(line.place, statement.text, note),
            )
        )
        if figure is None:
            self._gathering.skip(
                f"{measure.name}, {statement.text}",
                "the figure after the period is lost",
                line.place,
            )
        return True

    def _letter(self, text: str, of: str, label: str, measure: Gathered, line: Line) -> None:
        letter = _RAG_LETTERS.get(text.strip())
        if letter:
            evidence = sure(line.place, text)
            measure.add_sign(DraftSign(of=of, value=letter, label=label, evidence=evidence))

    def alone(self, line: Line) -> bool:
        """Take a figure in large letters, alone in a box of its colour, for the latest one."""
        coloured = any(m.origin == "fill" and m.colour in _SIGNAL for m in line.marks)
        if not line.level or not coloured or line.parts or not self._numbered():
            return False
        reading = read_cell(line.text)
        if reading.figure is None or reading.figure.unsure:
            return False
        measure = self._here.measure_for(Statement("latest", "", line.text), line.place)
        if measure is None or measure.has(Role.LATEST):
            return False
        note = "a large figure in a box of its colour, without a label"
        evidence = sure(line.place, line.text, note)
        measure.add_figure(
            DraftFigure(
                role=Role.LATEST,
                figure=reading.figure,
                period=reading.period,
                status=reading.status,
                evidence=evidence,
            )
        )
        return True

    def _numbered(self) -> bool:
        """Whether a measure with a number is open: elsewhere such figures are tallies."""
        here = self._here
        if here.zone == "summary":
            return False
        if here.candidate is not None and here.candidate.strength > PLAIN:
            return bool(here.candidate.number)
        return here.subject is not None and bool(here.subject.number)

    def asked(self, line: Line) -> None:
        """Note which question a measure answers, where a line says that."""
        for question, words in _QUESTIONS.items():
            if words in line.text.lower():
                here = self._here
                measure = here.measure_for(Statement("polarity", "", line.text), line.place)
                if measure is not None:
                    measure.question = measure.question or question

    def compared(self, line: Line, measure: Gathered) -> bool:
        """Read a sentence that sets a figure beside a comparator's, in words of a profile."""
        found = self._profile.matched("compared", line.text)
        if found is None:
            return False
        label, evidence = found["label"].strip(), sure(line.place, line.text)
        held = next((f.label for f in measure.figures if plain(f.label) == plain(label)), label)
        periods = periods_in(found["period"])
        figure = read_cell(found["figure"]).figure
        if figure is None or len(periods) != 1:
            return False
        measure.add_figure(
            DraftFigure(
                role=Role.COMPARATOR,
                figure=figure,
                period=periods[0],
                label=held[:1].upper() + held[1:],
                evidence=evidence,
            )
        )
        verdict = found["verdict"] or "similar"
        label = held[:1].upper() + held[1:]
        made = DraftSign(of="comparison", value=verdict, label=label, evidence=evidence)
        if measure.kind is Kind.MEASURE:
            measure.add_sign(made)
        return True

    def comparator_line(self, line: Line) -> None:
        """Read a line of comparators: a verdict, and names in brackets, each with its figure."""
        measure = self._here.subject
        if measure is None:
            return
        text = line.columns[0]
        verdicts = self._profile.words_within("comparison", text)
        names = [
            found
            for found in re.finditer(r"\((?P<name>[A-Z][^()]{2,40})\)", text)
            if plain(found["name"]) not in {"average", "mean", "median"}
        ]
        for at, found in enumerate(names):
            end = names[at + 1].start() if at + 1 < len(names) else len(text)
            rest = text[found.end() : end]
            figures = list(FIGURE.finditer(re.sub(r"(?<=\s)[-–](?=\s)", " ", rest)))
            name = found["name"].strip()
            if len(figures) == 1:
                measure.add_figure(
                    DraftFigure(
                        role=Role.COMPARATOR,
                        figure=figure_from(figures[0]),
                        label=name,
                        evidence=sure(line.place, f"{found[0]}{rest}"),
                    )
                )
            else:
                self._gathering.skip(
                    f"{measure.name}: {text}", "no figure of a comparator", line.place
                )
            if len(set(verdicts)) == 1:
                note = "one verdict is printed for several comparators" if len(names) > 1 else ""
                evidence = sure(line.place, text, note)
                made = DraftSign(of="comparison", value=verdicts[0], label=name, evidence=evidence)
                measure.add_sign(made)
                if len(line.columns) > 1:
                    self._letter(line.columns[1], "comparison rag", name, measure, line)
        self.series_below(line)

    def series_below(self, line: Line) -> None:
        """Read the labels of a chart in text: figures at the end of one line, periods of the next.

        They count only where one of them agrees with a figure that is stated in words.
        """
        tail = [part for part in line.columns if part.strip()]
        periods: list[PeriodFound] = []
        for part in reversed(tail):
            found = periods_in(part)
            if len(found) != 1 or found[0].printed != part.strip():
                break
            periods.insert(0, found[0])
        if self._tail and len(periods) == len(self._tail) and self._here.subject is not None:
            self._chart(periods, line)
        self._tail = []
        for part in reversed(tail):
            matched = FIGURE.fullmatch(part.strip())
            if matched is None or not matched["unit"]:
                break
            self._tail.insert(0, (part, figure_from(matched)))
        self._tail = self._tail if len(self._tail) >= 3 else []

    def _chart(self, periods: Sequence[PeriodFound], line: Line) -> None:
        measure = self._here.subject
        if measure is None:
            return
        stated = {
            (f.period.spelling, f.figure.value) for f in measure.figures if f.period and f.figure
        }
        points = list(zip(periods, self._tail, strict=True))
        if not any((period.spelling, figure.value) in stated for period, (_, figure) in points):
            self._gathering.skip(
                line.text, "labels of a chart that agree with no figure", line.place
            )
            return
        for period, (text, figure) in points:
            note = "a label of a chart, set to the period below it"
            measure.add_figure(
                DraftFigure(
                    role=Role.SERIES,
                    figure=figure,
                    period=period,
                    evidence=sure(line.place, text, note),
                )
            )


def _mended(figure: Figure, after: str, measure: Gathered) -> Figure | None:
    """Give the whole of a figure that was cut off at the end of a cell: "9", then "95.1%".

    It counts as cut off only where the figures before it have a unit, it has none, and the next
    cell opens with its digits and goes on to the unit.
    """
    found = FIGURE.match(after.strip())
    if figure.symbol is not None or found is None or not found["unit"]:
        return None
    whole = figure_from(found)
    before = {f.figure.symbol for f in measure.figures if f.figure}
    if whole.symbol in before and found[0].startswith(figure.printed):
        return whole
    return None
