"""The report on the data itself: what is wrong or unlikely in it, and what was let stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from purbeck.checks.catalogue import Checked
from purbeck.model.framework import Framework
from purbeck.model.issue import DataIssue, Severity
from purbeck.publish.document import (
    Badge,
    Block,
    Bullets,
    Cell,
    Column,
    Cover,
    Document,
    Fact,
    Heading,
    Mark,
    Paragraph,
    Section,
    Table,
    plain,
)
from purbeck.publish.wording.data_quality import (
    advice_of,
    code_name,
    may_be_issued_sentence,
    place_of,
    unused_sentence,
)
from purbeck.publish.wording.figures import day, month

_BADGES = {
    Severity.ERROR: Badge(Mark.RED, "Error"),
    Severity.WARNING: Badge(Mark.AMBER, "Warning"),
}

_PURPOSE = (
    "Every figure, name and date of the workspace was held against what it can be, and against "
    "what it usually is. An error stops an edition. A warning is for whoever knows the figure."
)


def data_quality_document(
    framework: Framework, read: Sequence[DataIssue], checked: Checked
) -> Document:
    """Compose the report on a workspace's data.

    Parameters
    ----------
    read
        What reading the workspace gave: each an error of form, or a warning.
    checked
        What the checks gave.
    """
    report, issues = framework.report, (*read, *checked.issues)
    return Document(
        title=f"Data quality: {report.title}",
        language=report.language,
        issued=report.on,
        author=framework.organisation.name,
        description=may_be_issued_sentence(issues),
        cover=_cover(framework, issues),
        sections=(_summary(issues), *_issues(issues), *_accepted(checked)),
    )


def _cover(framework: Framework, issues: Sequence[DataIssue]) -> Cover:
    return Cover(
        organisation=framework.organisation.name,
        plan=framework.organisation.plan,
        title="Data quality",
        subtitle=framework.report.title,
        issued=month(framework.report.on),
        facts=(
            Fact("Figures", plain(f"As known on {day(framework.report.on)}")),
            Fact("Edition", plain(may_be_issued_sentence(issues))),
        ),
        purpose=(plain(_PURPOSE),),
    )


def _summary(issues: Sequence[DataIssue]) -> Section:
    blocks: list[Block] = [Paragraph(plain(may_be_issued_sentence(issues)))]
    if issues:
        blocks.append(_counts(issues))
    return Section(anchor="summary", title="Summary", blocks=tuple(blocks))


def _counts(issues: Sequence[DataIssue]) -> Table:
    counts = Counter((issue.severity, code_name(issue), issue.code.value) for issue in issues)
    ordered = sorted(counts.items(), key=lambda each: (each[0][0].value, -each[1], each[0][1]))
    rows = tuple(
        (
            Cell(plain(name)),
            Cell(badge=_BADGES[severity]),
            Cell(plain(code)),
            Cell(plain(f"{count:,}")),
        )
        for (severity, name, code), count in ordered
    )
    columns = (
        Column("Kind", share=3),
        Column("Severity"),
        Column("Code", share=2),
        Column("Count", numeric=True),
    )
    return Table("Issues by kind", columns, rows)


def _issues(issues: Sequence[DataIssue]) -> Iterator[Section]:
    """Give a section with a table for each kind of issue, errors first."""
    for severity, title in ((Severity.ERROR, "Errors"), (Severity.WARNING, "Warnings")):
        of_it = [issue for issue in issues if issue.severity is severity]
        if not of_it:
            continue
        blocks: list[Block] = []
        for name in dict.fromkeys(code_name(issue) for issue in of_it):
            kind = [issue for issue in of_it if code_name(issue) == name]
            blocks += [Heading(name), _listed(name, kind)]
        yield Section(anchor=title.lower(), title=title, blocks=tuple(blocks))


def _listed(name: str, issues: Sequence[DataIssue]) -> Table:
    rows = tuple(
        (
            Cell(plain(place_of(issue))),
            Cell(plain(issue.problem.field)),
            Cell(plain(issue.problem.received)),
            Cell(plain(issue.problem.expected)),
            Cell(plain(advice_of(issue))),
        )
        for issue in issues
    )
    columns = tuple(
        Column(title, share=2) for title in ("Where", "Of what", "Received", "Expected", "To do")
    )
    return Table(f"{name}: where, and what to do", columns, rows)


def _accepted(checked: Checked) -> Iterator[Section]:
    if not checked.accepted and not checked.unused:
        return
    rows = tuple(
        (
            Cell(plain(place_of(issue))),
            Cell(plain(issue.problem.field)),
            Cell(plain(issue.problem.received)),
            Cell(plain(reason)),
        )
        for issue, reason in checked.accepted
    )
    blocks: list[Block] = []
    if rows:
        columns = tuple(
            Column(title, share=2) for title in ("Where", "Of what", "Received", "Why it stands")
        )
        blocks.append(Table("Doubts that were looked into", columns, rows))
    if checked.unused:
        points = tuple(plain(unused_sentence(each)) for each in checked.unused)
        blocks += [Heading("No longer needed"), Bullets(points)]
    yield Section(anchor="accepted", title="Accepted", blocks=tuple(blocks))
