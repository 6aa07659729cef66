"""What the report on the data says, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from purbeck.model.issue import ADVICE, DataIssue, Severity
from purbeck.model.policy import Accepted
from purbeck.publish.wording.figures import counted


def may_be_issued(issues: Sequence[DataIssue]) -> bool:
    """Whether an edition may be issued: no error, however many warnings."""
    return all(issue.severity is not Severity.ERROR for issue in issues)


def may_be_issued_sentence(issues: Sequence[DataIssue]) -> str:
    """Say whether an edition may be issued, and with how many issues.

    Examples
    --------
    >>> may_be_issued_sentence(())
    'No errors and no warnings: an edition may be issued.'
    """
    errors = sum(issue.severity is Severity.ERROR for issue in issues)
    warnings = len(issues) - errors
    if not issues:
        return "No errors and no warnings: an edition may be issued."
    found = " and ".join(
        counted(count, word) for count, word in ((errors, "error"), (warnings, "warning")) if count
    )
    outcome = "no edition may be issued" if errors else "an edition may be issued"
    return f"{found}: {outcome}."


def code_name(issue: DataIssue) -> str:
    """Give the name of an issue's kind: "Gap in series"."""
    words = issue.code.value.replace("-", " ")
    return words[:1].upper() + words[1:]


def advice_of(issue: DataIssue) -> str:
    """Give what is to be done about an issue."""
    return issue.problem.advice or ADVICE[issue.code]


def place_of(issue: DataIssue) -> str:
    """Give the place of an issue: the file, and the row where there is one."""
    return f"{issue.file}, row {issue.row}" if issue.row else issue.file


def unused_sentence(accepted: Accepted) -> str:
    """Say that an acceptance stands for nothing any more."""
    what = ", ".join(filter(None, [accepted.measure, accepted.area, accepted.period]))
    of = f" of {what}" if what else ""
    return f"{accepted.code.value}{of}: nothing is doubted any more. Take it out of policy.toml."
