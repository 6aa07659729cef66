"""Where the issues of one file are put as they are found."""

from __future__ import annotations

from dataclasses import dataclass, field

from purbeck.model.issue import DataIssue, IssueCode, Problem, Severity

# A cell can hold a whole story; a line that names it must stay one line.
LONGEST_RECEIVED = 60
# The parts of a line that Purbeck words itself are longer, and can still quote long names.
LONGEST_QUOTED = 300


@dataclass(slots=True)
class FileIssues:
    """The issues of one file of a workspace, in the order in which they were found.

    Attributes
    ----------
    file
        The path of the file within the workspace, with ``/`` on every system.
    """

    file: str
    found: list[DataIssue] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether any of the issues is an error."""
        return any(issue.severity is Severity.ERROR for issue in self.found)

    def error(
        self,
        code: IssueCode,
        place: str,
        received: str,
        expected: str,
        *,
        row: int | None = None,
        advice: str = "",
    ) -> None:
        """Put down an error at a row and a column or key."""
        self.add(Problem(code, place, received, expected, advice), row)

    def warn(
        self,
        code: IssueCode,
        place: str,
        received: str,
        expected: str,
        *,
        row: int | None = None,
        advice: str = "",
    ) -> None:
        """Put down a warning, which does not stop a build."""
        self.add(Problem(code, place, received, expected, advice), row, Severity.WARNING)

    def add(self, problem: Problem, row: int | None, severity: Severity = Severity.ERROR) -> None:
        """Put down a problem at a row, with whatever it quotes kept to one line."""
        kept = Problem(
            problem.code,
            shortened(problem.field, LONGEST_QUOTED),
            shortened(problem.received, LONGEST_QUOTED),
            shortened(problem.expected, LONGEST_QUOTED),
            shortened(problem.advice, LONGEST_QUOTED),
        )
        self.found.append(DataIssue(kept, self.file, row, severity))


def shortened(text: str, longest: int = LONGEST_RECEIVED) -> str:
    """Put a text on one line of so many characters at most, with control characters escaped.

    Examples
    --------
    >>> shortened("two\\nlines")
    'two lines'
    >>> len(shortened("x" * 100))
    60
    """
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    shown = " ".join(cut.split())
    return "".join(_visible(character) for character in shown)


def quoted(text: str) -> str:
    """Put a text that was received into quotation marks; "nothing" where it is blank.

    Examples
    --------
    >>> quoted("9x"), quoted("  ")
    ("'9x'", 'nothing')
    """
    return f"'{shortened(text)}'" if text.strip() else "nothing"


def _visible(character: str) -> str:
    """Give a character, or its code where it cannot be seen or written to a terminal."""
    printable = character.isprintable() or character == "\N{SOFT HYPHEN}"
    return character if printable else character.encode("unicode_escape").decode("ascii")
