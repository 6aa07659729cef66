"""The page of issue codes: advice from the model, gravity from the readers, examples from tests."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from purbeck.ingest import read_workspace, write_starter
from purbeck.model.issue import ADVICE, DataIssue, IssueCode, Problem
from reference_pages.doubts import doubt_examples, doubt_severities, source_examples
from reference_pages.markdown import block, page, table
from reference_pages.references import reference_examples

ROOT = Path(__file__).parents[2]
READERS = ROOT / "src" / "purbeck" / "ingest"
DRAWN_CASES = ROOT / "tests" / "spec" / "bad_input"

_INTRODUCTION = """
Everything that is wrong with a workspace is found in one reading, and each fault is one line:

> file, row, column or key: received …, expected …. What to do. [code]

The code at the end is stable. An **error** stops a build; a **warning** does not. What can be and
seldom is, such as a jump, has [a page of its own](checks.md). Where the code
below is both, the case decides. The advice given here is that of the code; a message has better
advice where the case allows it. [How to read the messages](../how-to/read-an-issue.md) goes
through the common ones.
"""


def issue_codes_page() -> str:
    """Write the page of issue codes, in the order of the model."""
    gravity = {**gravities(), **doubt_severities()}
    listed = table(
        ["Code", "Gravity", "What to do"],
        [[f"[`{c.value}`](#{c.value})", gravity[c], ADVICE[c]] for c in IssueCode],
    )
    examples = {**source_examples(), **doubt_examples(), **spoilt_examples(), **drawn_examples()}
    examples |= reference_examples() | web_examples()
    sections = [_section(each, gravity[each], examples[each]) for each in IssueCode]
    return page("Issue codes", _INTRODUCTION, listed, *sections)


def _section(issue: IssueCode, gravity: str, example: str) -> str:
    return f"## {issue.value}\n\n{gravity.capitalize()}. {ADVICE[issue]}\n\n{block(example)}"


def gravities() -> dict[IssueCode, str]:
    """Say of each code whether the readers give it as an error, as a warning, or as both."""
    found: dict[IssueCode, set[str]] = defaultdict(set)
    for path in sorted(READERS.rglob("*.py")):
        for issue, gravity in _given_in(path):
            found[issue].add(gravity)
    return {issue: " or ".join(sorted(found[issue])) or "error" for issue in IssueCode}


def _given_in(path: Path) -> Iterator[tuple[IssueCode, str]]:
    """Find the calls that put an issue down; whatever is not a warning is an error."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            warned = isinstance(node.func, ast.Attribute) and node.func.attr == "warn"
            for argument in node.args:
                for named in _codes_within(argument):
                    yield named, "warning" if warned else "error"


def _codes_within(node: ast.expr) -> Iterator[IssueCode]:
    is_member = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    if is_member and node.value.id == "IssueCode":  # type: ignore[attr-defined]
        yield IssueCode[node.attr]  # type: ignore[attr-defined]


def drawn_examples() -> dict[IssueCode, str]:
    """Give, for each code, the first line that a drawn case of the tests expects with it."""
    examples: dict[IssueCode, str] = {}
    for path in sorted(DRAWN_CASES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("=> ") and line.endswith("]"):
                issue = IssueCode(line.rpartition("[")[2].rstrip("]"))
                shown = line.removeprefix("=> ")
                warned = shown.startswith("warning: ")
                examples.setdefault(issue, shown if warned else f"error: {shown}")
    return examples


def spoilt_examples() -> dict[IssueCode, str]:
    """Give, for codes of whole files, what the starter says once its files are spoilt."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "starter"
        write_starter(folder, date(2024, 9, 30))
        _spoil(folder)
        issues = read_workspace(folder).issues
    return {issue.code: f"{issue.severity.value}: {issue}" for issue in reversed(issues)}


def web_examples() -> dict[IssueCode, str]:
    """Give what the web application says of a figure that somebody has locked."""
    locked = "no change, as Ada Analyst locked what ended by 31 August 2018 on 1 October 2018"
    problem = Problem(
        IssueCode.LOCKED_PERIOD,
        "value",
        "93.2% for 2017-18 of 'School attendance'",
        f"{locked} (Issued in edition 2018-09)",
    )
    return {problem.code: f"error: {DataIssue(problem, file='observations')}"}


def _spoil(folder: Path) -> None:
    (folder / "narrative" / "01.md").unlink()
    (folder / "observations" / "figures.pdf").write_bytes(b"%PDF")
    for name, encoding in (
        ("risks.csv", "utf-16"),
        ("actions.csv", "utf-8-sig"),
        ("policy.toml", "cp1252"),
    ):
        text = (folder / name).read_text(encoding="utf-8").replace("Exampleshire", "Ynys M\u00f4n")
        (folder / name).write_bytes(text.encode(encoding))
    figures = folder / "observations" / "indicators.csv"
    row = "school-attendance,X10000001,2018-19,95.4,,,95.6,95.9,,,,\n"
    figures.write_text(f"{figures.read_text(encoding='utf-8')}{row}", encoding="utf-8")
