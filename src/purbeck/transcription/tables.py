"""Tables: each is told apart by its headings, and given to whoever reads its kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from purbeck.transcription.cards import CardReader
from purbeck.transcription.columns import Headed, headed, opens_outcome
from purbeck.transcription.front import Front
from purbeck.transcription.gathering import sure
from purbeck.transcription.page import Grid, Line
from purbeck.transcription.periods import PeriodFound, sole_period
from purbeck.transcription.position import HEADING, Position
from purbeck.transcription.risk_rows import read_risks
from purbeck.transcription.rows import MeasureTable
from purbeck.transcription.series import SeriesReader, row_measure
from purbeck.transcription.summaries import Summaries

ABOVE_TABLE = "the heading above the table"


class TableReader:
    """Reads each table by what it turns out to be; what it cannot be is listed."""

    def __init__(
        self,
        here: Position,
        front: Front,
        summaries: Summaries,
        cards: CardReader,
        takes_line: Callable[[Line], bool],
    ) -> None:
        self._here = here
        self._front = front
        self._summaries = summaries
        self._cards = cards
        self._takes_line = takes_line
        self._series = SeriesReader(here)
        self._profile = here.profile
        self._gathering = here.gathering
        self._last: tuple[Headed, int] | None = None
        self._title = ""

    def read(self, grid: Grid) -> None:
        """Read a table into the measures, the risks or the subject that it is about."""
        if self._here.zone == "skip":
            self._key(grid)
        elif not grid.rows or self._here.zone == "contents":
            return
        elif grid.cards or self._cards.is_cards(grid):
            self._cards.cards(grid)
        elif self._cards.pairs_in(grid):
            if not self._series.by_label(grid, self._year()):
                self._cards.pairs(grid)
        elif len(grid.rows) == 1:
            self._single(grid)
        elif not self._told_by_heading(grid):
            self._unheaded(grid)

    def _single(self, grid: Grid) -> None:
        """Read a table of one row as a line in parts."""
        filled = [cell for cell in grid.rows[0] if cell.line or cell.marks]
        line = Line(
            text=" ".join(cell.line for cell in filled if cell.line),
            place=grid.place,
            strong=True,
            marks=tuple(mark for cell in filled for mark in cell.marks),
            parts=tuple(cell.line for cell in filled) if len(filled) > 1 else (),
        )
        if line.text and not self._takes_line(line):
            self._here.offer(line)

    def _told_by_heading(self, grid: Grid) -> bool:
        """Read a table by its heading row, or by that of the table before, which it continues."""
        table = headed(grid, self._profile, self._year())
        if table is None and self._last is not None:
            last, page = self._last
            if len(grid.rows[0]) == len(last.columns) and grid.place.page <= page + 1:
                table = replace(last, first=0, above=())
        return table is not None and self._headed(grid, table)

    def _unheaded(self, grid: Grid) -> None:
        if self._series.by_label(grid, self._year()) or self._tally(grid) or self._as_lines(grid):
            return
        if any(re.search(r"\d", cell.text) for row in grid.rows for cell in row):
            first = " | ".join(cell.line for cell in grid.rows[0] if cell.line)
            self._gathering.skip(first or "a table", "a table of no known layout", grid.place)

    def _year(self) -> PeriodFound | None:
        for found in (self._here.context, self._front.period()):
            if found is not None:
                return found
        return None

    def _headed(self, grid: Grid, table: Headed) -> bool:
        if table.has("risk") and table.has("level", "direction", "rag", "likelihood"):
            section = self._here.section
            read_risks(grid, table, self._profile, self._gathering, section.key if section else "")
            return True
        reader = MeasureTable(table, self._profile, self._gathering, self._year())
        if reader.name_at is not None and self._series.labels_rows(grid, table, reader.name_at):
            return self._series.by_label(grid, self._year())
        if reader.name_at is not None and self._series.labelled_rows(grid, table, reader):
            return True
        if reader.name_at is not None:
            goes_on = self._last is not None and _alike(table, self._last[0])
            self._measures(grid, table, reader, self._title if goes_on else "")
            self._last = table, grid.place.page
            return True
        if self._series.one_row(grid, table):
            return True
        if table.has("period") and len(table.columns) > 1:
            return self._series.series(grid, table)
        return False

    def _measures(self, grid: Grid, table: Headed, reader: MeasureTable, title: str) -> None:
        """Read a row a measure; ``title`` is the outcome that a table goes on with."""
        here = self._here
        before = here.outcome
        outcome = self._outcome_above()
        if title and outcome == before:
            outcome = title
        self._title = ""
        self._unknown_columns(grid, table, reader)
        heading = [column.heading for column in table.columns]
        context = self._context(grid, table)
        for row in grid.rows[table.first :]:
            if [cell.line for cell in row] == heading:
                continue
            if title := opens_outcome(row):
                known = self._profile.heading_role(title) or re.search(r"\d%", title)
                if here.section is None and not known:
                    named = self._profile.matched("outcome", title)
                    title = named["name"] if named else title
                    outcome = self._gathering.outcome(title, sure(row[0].place, title)).key
                    self._title = outcome
                continue
            number, name = reader.numbered(row)
            if not re.search(r"[A-Za-z]{2}", name) and not number:
                continue
            if not reader.says_something(row):
                continue
            measure = row_measure(here, number, name, row, outcome)
            if context is not None and measure.context is None:
                measure.context = context
            reader.read(row, measure)

    def _unknown_columns(self, grid: Grid, table: Headed, reader: MeasureTable) -> None:
        """List the columns with figures below a heading that no profile knows."""
        for at, column in enumerate(table.columns):
            below = [row[at] for row in grid.rows[table.first :] if re.search(r"\d", row[at].line)]
            if not column.role and at != reader.name_at and column.heading and below:
                reason = f"a column of no known meaning, with {len(below)} figures or dates"
                self._gathering.skip(f"column {column.heading}", reason, below[0].place)

    def _outcome_above(self) -> str:
        """Give the outcome that a table is about: the heading above it, where none is named."""
        here, heading = self._here, self._here.candidate
        named = here.outcome_named or self._front.sponsor is not None
        if here.section is not None or named or here.zone == "summary":
            return here.outcome
        # A heading of the fourth level is a bold line: as like as not the title of the table.
        if heading is not None and heading.strength == HEADING and heading.level < 4:
            here.outcome = self._gathering.outcome(
                heading.name, sure(heading.place, heading.name, ABOVE_TABLE)
            ).key
            here.candidate = None
        return here.outcome

    def _context(self, grid: Grid, table: Headed) -> PeriodFound | None:
        for text in (*table.above, grid.caption):
            if (found := sole_period(text)) is not None:
                return found
        return self._here.context

    def _as_lines(self, grid: Grid) -> bool:
        """Read a table that only sets text side by side: statements in its cells, line by line."""
        taken = False
        for row in grid.rows:
            for cell in row:
                for text in cell.text.split("\n"):
                    if text.strip():
                        line = Line(" ".join(text.split()), cell.place, marks=cell.marks)
                        taken |= self._takes_line(line)
        return taken

    def _tally(self, grid: Grid) -> bool:
        """Read a tally: words such as Amber or Improving, and below each how many there are."""
        if len(grid.rows) != 2:
            return False
        found = []
        for above, below in zip(grid.rows[0], grid.rows[1], strict=True):
            bare = re.sub(r"^(?:R|A|G|ND|H|M|L|[^\w\s])\s+", "", above.line)
            digits = re.fullmatch(r"\d{1,3}", below.line)
            known = any(self._profile.word(kind, bare) for kind in ("rag", "direction", "level"))
            if not known or digits is None:
                return False
            found.append((bare, int(digits[0]), below.place))
        for word, number, place in found:
            self._summaries.tallied(word, number, place)
        return bool(found)

    def _key(self, grid: Grid) -> None:
        for row in grid.rows:
            text = " ".join(cell.line for cell in row)
            marks = tuple(mark for cell in row for mark in cell.marks)
            self._summaries.legend(Line(text, grid.place, marks=marks))


def _alike(table: Headed, other: Headed) -> bool:
    """Whether two tables have the same headings, as one that goes on on the next page."""
    return [c.heading for c in table.columns] == [c.heading for c in other.columns]
