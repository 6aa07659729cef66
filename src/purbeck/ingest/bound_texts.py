"""The references of a workspace, put down as files are read and checked once all are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from purbeck.ingest.bound_markdown import REFERENCE, braced_in
from purbeck.ingest.file_issues import FileIssues, shortened
from purbeck.model.errors import InvalidValueError
from purbeck.model.framework import Framework
from purbeck.model.issue import Problem
from purbeck.model.reference_names import problems_of
from purbeck.model.reference_syntax import Braced, pieces_of, reference_in

# A name may be long; what was received has to leave room for what was expected.
LONGEST_REFERENCE = 120


@dataclass(frozen=True, slots=True)
class _Found:
    """A reference with its place."""

    issues: FileIssues
    row: int
    column: str
    braced: Braced


@dataclass(slots=True)
class BoundTexts:
    """What the texts of a workspace refer to, and the ids that its registers have.

    Attributes
    ----------
    risks, actions
        Every id of the registers, that of a row with an error included.
    action_rows
        The row of each action.
    """

    risks: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    action_rows: dict[str, int] = field(default_factory=dict)
    _found: list[_Found] = field(default_factory=list)

    def in_markdown(self, placed: Iterable[tuple[int, Token]], issues: FileIssues) -> None:
        """Put down the references among the pieces of a text in Markdown."""
        for row, token in placed:
            if token.type == REFERENCE:
                self._found.append(_Found(issues, row, "", braced_in(token)))

    def in_cell(self, text: str, row: int, column: str, issues: FileIssues) -> None:
        """Put down the references in a cell of a register."""
        for piece in pieces_of(text):
            if isinstance(piece, Braced):
                self._found.append(_Found(issues, row, column, piece))

    def check(self, framework: Framework | None) -> None:
        """Put down everything that is wrong with the references.

        Without a framework their names cannot be told from others, and only how they are
        written is checked.
        """
        for found in self._found:
            for problem in self._problems(found.braced, framework):
                received = shortened(_as_typed(found.braced), LONGEST_REFERENCE)
                kept = Problem(
                    problem.code, found.column, received, problem.expected, problem.advice
                )
                found.issues.add(kept, found.row)

    def _problems(self, braced: Braced, framework: Framework | None) -> Iterator[Problem]:
        try:
            reference = reference_in(braced)
        except InvalidValueError as error:
            yield from error.problems
            return
        if framework is not None:
            yield from problems_of(reference, framework, self.risks, self.actions)


def _as_typed(braced: Braced) -> str:
    inner = " ".join(braced.inner.split())
    return f"{{{{ {inner} }}}}" if braced.closed else f"{{{{ {inner}"
