"""Cells of the registers of risks and actions: references, choices and dates, one row each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from purbeck.ingest.bound_texts import BoundTexts
from purbeck.ingest.cells import Choice, choice_in, date_in, not_a_choice, not_a_date
from purbeck.ingest.declared import Names
from purbeck.ingest.file_issues import FileIssues, quoted
from purbeck.ingest.table import Record
from purbeck.model.issue import IssueCode, Problem


@dataclass(slots=True)
class RegisterRow:
    """One row of a register, with what is wrong with it put down as its cells are read."""

    record: Record
    issues: FileIssues
    failed: bool = field(default=False)

    def __getitem__(self, column: str) -> str:
        return self.record[column]

    def error(
        self, code: IssueCode, column: str, received: str, expected: str, advice: str = ""
    ) -> None:
        """Put down an error in a column of the row."""
        self.add(Problem(code, column, received, expected, advice))

    def add(self, problem: Problem) -> None:
        """Put down a problem of the row."""
        self.failed = True
        self.issues.add(problem, self.record.row)

    def needed(self, column: str, expected: str) -> str:
        """Read a cell that must not be blank."""
        if not self[column]:
            self.error(IssueCode.MISSING_CELL, column, "nothing", expected)
        return self[column]

    def date(self, column: str) -> date | None:
        """Read a date; None where the cell is blank, or is put down."""
        text = self[column]
        found = date_in(text) if text else None
        if text and found is None:
            self.add(not_a_date(text, column))
        return found

    def choice(self, column: str, choices: type[Choice]) -> Choice | None:
        """Read one of several choices; None where the cell is blank, or is put down."""
        text = self[column]
        found = choice_in(text, choices) if text else None
        if text and found is None:
            names = [str(choice.value) for choice in choices]
            self.add(not_a_choice(text, column, names))
        return found

    def reference(self, column: str, names: Names) -> str:
        """Read the name of something declared, and give its id; blank where it is blank."""
        return self.reference_in(self[column], column, names)

    def reference_in(self, text: str, column: str, names: Names) -> str:
        """Give the id of something declared by the text of it in a column."""
        if text and text not in names:
            self.add(names.unknown(text, column))
        return names.id_of(text)

    def put_texts(self, bound: BoundTexts, *columns: str) -> None:
        """Put down the references in the texts of the row."""
        for column in columns:
            bound.in_cell(self[column], self.record.row, column, self.issues)

    def new_id(self, known: dict[str, int]) -> str:
        """Read the row's own id, which must not be that of a row before."""
        own = self.needed("id", "an id")
        first = known.setdefault(own, self.record.row)
        if own and first != self.record.row:
            expected = f"another id; row {first} has this one"
            self.error(IssueCode.DUPLICATE_ID, "id", quoted(own), expected)
        return own
