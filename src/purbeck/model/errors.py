"""The error tree: bad use is an exception, bad data is a value (see ``issue``).

::

    PurbeckError                 everything that Purbeck raises on purpose
    ├── InvalidValueError        a frozen value was asked to be wrong; carries its problems
    ├── IncomparableError        two things that must not be compared, were
    ├── UsageError               the call cannot be carried out as asked
    ├── WorkspaceError           a workspace holds bad data; carries every issue found
    ├── RenderError              a document could not be written in the format asked for
    └── EditionError             an edition exists already, or is not what it was

Each class names the exit code that the command line gives it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from purbeck.model.issue import DataIssue, Problem


class PurbeckError(Exception):
    """Anything that Purbeck raises on purpose; shown to a user without a traceback."""

    exit_code = 1


class UsageError(PurbeckError):
    """The call cannot be carried out as asked: an unknown measure, an impossible date."""

    exit_code = 2


class InvalidValueError(PurbeckError, ValueError):
    """A frozen value was asked to be wrong. It keeps every problem, not only the first."""

    exit_code = 3

    def __init__(self, owner: str, problems: Sequence[Problem]) -> None:
        self.owner = owner
        self.problems = tuple(problems)
        super().__init__(f"{owner}: " + " ".join(str(problem) for problem in self.problems))


class IncomparableError(PurbeckError, TypeError):
    """Two things that must not be compared, were: a year with a quarter, points with days."""

    exit_code = 2


class WorkspaceError(PurbeckError):
    """A workspace holds bad data. It carries every issue found, in the order of the files."""

    exit_code = 3

    def __init__(self, issues: Sequence[DataIssue]) -> None:
        self.issues = tuple(issues)
        super().__init__("\n".join(str(issue) for issue in self.issues))


class RenderError(PurbeckError):
    """A document could not be written in the format asked for."""

    exit_code = 4


class EditionError(PurbeckError):
    """An edition exists already, or is not what it was when it was issued."""

    exit_code = 5
