"""Why the library refuses a change of the framework, each reason said once and in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from purbeck.model.issue import DataIssue, IssueCode
from purbeck.publish.wording.figures import counted

FRAMEWORK_FILES = ("framework.toml", "policy.toml")

OF_A_FIGURE = ("measure", "area", "dimension", "group")
"""What a figure names of the framework."""

KEPT = "What has figures is not taken out, and keeps its id."

Own = Callable[[DataIssue], str | None]
"""Gives the field of a form that an issue is about; None for no one of them."""


def refusals(
    issues: Iterable[DataIssue], own: Own = lambda issue: None
) -> Iterator[tuple[str | None, str]]:
    """Give the words of each refusal with the field that it stands beside.

    Figures that name what would no longer be there are counted, and not listed one by one. What
    is said of no field of the form has its place before it.
    """
    bare = Counter(_figure_of(issue) for issue in issues)
    for named, number in bare.items():
        if named is not None:
            what, received = named
            verb = "is" if number == 1 else "are"
            yield None, f"{counted(number, 'figure')} {verb} of the {what} {received}. {KEPT}"
    said = dict.fromkeys(_said(issue, own) for issue in issues if _figure_of(issue) is None)
    yield from said


def _figure_of(issue: DataIssue) -> tuple[str, str] | None:
    """Give what a figure names that is not there; None for any other issue."""
    problem = issue.problem
    of_a_figure = issue.file not in FRAMEWORK_FILES and problem.field in OF_A_FIGURE
    if not of_a_figure or problem.code is not IssueCode.UNKNOWN_REFERENCE:
        return None
    return problem.field, problem.received


def _said(issue: DataIssue, own: Own) -> tuple[str | None, str]:
    field, problem = own(issue), issue.problem
    if field is None and " of " in problem.field:
        return None, f"{problem.field}: {problem}"
    if field is None and issue.file not in FRAMEWORK_FILES:
        return None, f"{issue.file}, {problem.field}: {problem}"
    return field, str(problem)
