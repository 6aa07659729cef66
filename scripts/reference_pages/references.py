"""The page of references: the grammar's own tables, with what each part says in the starter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from purbeck.ingest import open_workspace, write_starter
from purbeck.model import reference_syntax
from purbeck.model.issue import IssueCode
from purbeck.model.reference import Reference, Step, Written
from purbeck.model.reference_parts import (
    ACTION_PARTS,
    FORMATS,
    PARTS,
    RISK_PARTS,
    FormatName,
    Part,
    PartFacts,
    Role,
    SubjectKind,
    formats_of,
)
from purbeck.publish.binding import reference_issues
from purbeck.publish.wording.figures import NO_BREAK
from purbeck.publish.wording.references import References, Refused
from purbeck.scorecard import disclosed_scorecard
from reference_pages.markdown import block, code, page, table

_INTRODUCTION = """
A reference stands in commentary, between double braces, in place of a figure or a verdict. It is
resolved whenever a report is made, from the figures as they may be shown on that day; one that
says nothing stops the report. [How to write bound commentary](../how-to/write-bound-commentary.md)
begins with an example; `purbeck references` lists what can be written in a workspace, with what
it says today. What the examples below say, they say in the workspace that `purbeck new` makes.

References can stand in the text of `narrative/*.md`, and in the columns `title` and `note` of
`risks.csv` and `actions.csv`. Code in Markdown is left as it is typed. Double braces themselves
are written with a backslash: `\\{{`.
"""

_SUBJECTS = """
## Whose figure

A measure, an indicator or a reference series is named by its `id`, or by its number in the report
as it stands: `02.1`. A name with other characters than letters, digits, hyphens and underscores
stands in quotation marks. A risk is `risk:` and its id, an action `action:` and its id.

After the name follow a point and a part. `.of("England")` turns to another area first; as nothing
but the organisation's own figures is assessed, only figures and changes can follow it.
"""

_DETAILS = """
A detail follows a figure, as in `.previous.period`, or stands alone for the latest figure.
"""

_RULES = """
## What is refused

- A name, a part or a period that does not exist: where the file is read, with the nearest name.
- A figure that is not known, and whatever would hang on one: a change where there is one figure
  only, a gap to a comparator without a figure, a target where none is set.
- A change across a break in the series, as the two figures do not compare.
- A rank among fewer than four areas.

A figure that is known to be absent is no fault of the text: it says `suppressed`,
`not collected`, `not applicable` or `withdrawn`, whatever the format. So does its numerator. A
verdict that cannot be given says `cannot be assessed`, and a colour `no data`.

## What is told apart

- `.previous` is the last value before the latest figure, as it is for the verdict on the trend.
- Where two figures differ and would read alike, `.movement` writes as many decimals as it takes
  to tell them apart. Where they are equal, the figure has `stayed at` it.
- `.lowest` and `.highest` look no further back than the last break; of equal values the newest
  counts.
- A sign is written with a true minus, and never before nought.
"""


@lru_cache(maxsize=1)
def _starter() -> References:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "starter"
        write_starter(folder, date(2024, 9, 30))
        workspace = open_workspace(folder)
    return References(disclosed_scorecard(workspace, workspace.framework.outcomes[0]))


def references_page() -> str:
    """Write the page of references."""
    of_measures = [
        part for title, role in _ROLES for part in (f"### {title}", _parts(role), _more(role))
    ]
    return page(
        "References",
        _INTRODUCTION,
        _SUBJECTS,
        "## What of it",
        *(part for part in of_measures if part),
        "### Of a risk",
        _register(SubjectKind.RISK, "R01"),
        "### Of an action",
        _register(SubjectKind.ACTION, "A01"),
        "## How it is written",
        "After a bar; several with a bar before each.",
        table(["Format", "Writes", "For example"], _formats()),
        _RULES,
        f"## The grammar\n\n{block(_grammar())}",
    )


_ROLES = (
    ("A figure", Role.FIGURE),
    ("A detail of a figure", Role.DETAIL),
    ("A difference or a verdict", Role.ANSWER),
)


def _more(role: Role) -> str:
    return _DETAILS if role is Role.DETAIL else ""


def _parts(role: Role) -> str:
    rows = [_part(part, facts) for part, facts in PARTS.items() if facts.role is role]
    headings = ["Part", "Is", "In brackets", "Formats", "For example"]
    return table(headings, rows)


def _part(part: Part, facts: PartFacts) -> list[str]:
    own = [name for name in formats_of(part) if name is not FormatName.CAPITAL]
    formats = ", ".join(code(name.value) for name in own)
    return [code(f".{part.value}"), facts.says, facts.needs.value, formats, _example(part)]


_IN_BRACKETS = {
    Part.AT: "2021-22",
    Part.COMPARATOR: "England",
    Part.GAP: "England",
    Part.VERDICT: "England",
}

_OF_NEET = (Part.TARGET, Part.NUMERATOR, Part.DENOMINATOR, Part.STATUS)


def _example(part: Part) -> str:
    """Give a part as it is written of the starter's figures; no group is among its comparators."""
    if part in (Part.RANK, Part.QUARTILE):
        shown = "3 of 11" if part is Part.RANK else "second quarter"
        return f'`{{{{ 01.{part.value}("Neighbours") }}}}` might be "{shown}"'
    subject = "02" if part in _OF_NEET else "01"
    return _said(Reference(subject=subject, steps=(Step(part.value, _IN_BRACKETS.get(part)),)))


def _said(reference: Reference) -> str:
    found = _starter().resolve(reference)
    if isinstance(found, Refused):
        return f"{code(str(reference))} is refused: {found.reason}"
    words = found.words.replace(NO_BREAK, " ")
    return f'{code(str(reference))} is "{words}"'


def _register(kind: SubjectKind, subject: str) -> str:
    parts = RISK_PARTS if kind is SubjectKind.RISK else ACTION_PARTS
    rows = [
        [
            code(f".{part}"),
            says,
            _said(Reference(subject=subject, steps=(Step(part),), kind=kind)),
        ]
        for part, says in parts.items()
    ]
    return table(["Part", "Is", "For example"], rows)


def _formats() -> Iterator[list[str]]:
    for name, says in FORMATS.items():
        decimals = 0 if name is FormatName.DECIMALS else None
        step = {FormatName.WITHOUT_SIGN: "change", FormatName.CAPITAL: "movement"}
        written = Written(name, decimals)
        reference = Reference(
            subject="01", steps=(Step(step.get(name, "latest")),), formats=(written,)
        )
        yield [code(str(written)), says, _said(reference)]


def _grammar() -> str:
    """Give the grammar that stands in the parser's own docstring."""
    text = reference_syntax.__doc__ or ""
    lines = text.partition("::\n")[2].partition("\n\nA number")[0].splitlines()
    return "\n".join(line.removeprefix("    ") for line in lines)


def reference_examples() -> dict[IssueCode, str]:
    """Give a line for the code of a reference that says nothing, from the starter."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "starter"
        write_starter(folder, date(2024, 9, 30))
        story = "## What works\n\nIt is {{ school-attendance.target }}.\n"
        (folder / "narrative" / "01.md").write_text(story, encoding="utf-8")
        issues = reference_issues(open_workspace(folder))
    return {issue.code: f"{issue.severity.value}: {issue}" for issue in issues}
