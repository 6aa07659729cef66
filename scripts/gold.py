"""Holds every outside case against ours, and counts those passed, method by method.

python scripts/gold.py                            print the table
python scripts/gold.py --write docs/assurance.md  put it between the marks of a page
python scripts/gold.py --check docs/assurance.md  change nothing; fail where the page differs

The cases are in the folder ``gold`` of the folder that PURBECK_SHARED names. Without it there is
nothing to hold against: that is said, and is no failure. Nor is it one that a page was made from
other cases than those at hand: its mark carries their digest.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
# The cases are held against ours by the same functions as in the tests.
sys.path.insert(0, str(ROOT))

from tests.gold.cases import Outcome, Suite, gold_folder, outcomes, read  # noqa: E402
from tests.gold.suites import SUITES, unread  # noqa: E402

RULES = ROOT / "docs" / "rules"
MARKS = re.compile(
    r"<!-- gold: made by scripts/gold\.py(?: of cases (?P<digest>\w+))? -->.*?<!-- /gold -->", re.S
)
HEADINGS = ("Method", "Answers of", "Cases", "Passed", "Not passed, and why")


@dataclass(frozen=True)
class Count:
    """What came of the cases of one suite."""

    suite: Suite
    found: tuple[tuple[str, Outcome], ...]

    @property
    def passed(self) -> int:
        """How many of our answers are theirs."""
        return sum(outcome.passed for _, outcome in self.found)

    @property
    def failures(self) -> list[str]:
        """The cases that differ, and that nothing documented explains."""
        return [f"{name}: {outcome.apart}" for name, outcome in self.found if outcome.failed]

    def why(self) -> str:
        """Say why cases did not pass; empty where all did."""
        known = Counter(
            outcome.reason for _, outcome in self.found if not outcome.passed and outcome.reason
        )
        said = [f"{number}: {reason}" for reason, number in known.items()]
        if self.failures:
            said.append(f"{len(self.failures)} FAILED")
        return "; ".join(said)


def counts(folder: Path) -> list[Count]:
    """Count the cases of every suite whose file is there, in the order of the suites."""
    return [
        Count(suite, tuple(outcomes(suite, read(folder / suite.file))))
        for suite in SUITES
        if (folder / suite.file).is_file()
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print, write or check the table; 1 where a case failed, or a page differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", type=Path, help="the page whose table is made again")
    parser.add_argument("--check", type=Path, help="the page whose table must be as it is here")
    given = parser.parse_args(arguments)
    folder = gold_folder()
    if folder is None:
        place = os.environ.get("PURBECK_SHARED") or "PURBECK_SHARED, which is not set"
        print(f"skipped: there is no folder gold of outside cases in {place}.")
        return 0
    found = counts(folder)
    Console(width=None if sys.stdout.isatty() else 140).print(_printed(found))
    faults = [*_faults(found, folder)]
    if given.write:
        given.write.write_text(_with_table(given.write, found, folder), encoding="utf-8")
        print(f"Wrote the table in {given.write.name}.")
    if given.check:
        faults += _differences(given.check, found, folder)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _differences(page: Path, found: Sequence[Count], folder: Path) -> list[str]:
    """Say if the table of a page is another; of other cases it may be."""
    text = page.read_text(encoding="utf-8")
    marks = MARKS.search(text)
    if marks and marks["digest"] not in (None, _digest(folder)):
        print(f"The table in {page.name} is of other cases, and was not checked.")
        return []
    if text == _with_table(page, found, folder):
        return []
    return [f"The table in {page.name} is another. Run: scripts/gold.py --write {page}"]


def _digest(folder: Path) -> str:
    """Give a short digest of the files of cases that the suites read."""
    digest = sha256()
    for name in sorted({suite.file for suite in SUITES}):
        if (folder / name).is_file():
            digest.update(name.encode() + b"\0" + (folder / name).read_bytes())
    return digest.hexdigest()[:12]


def _faults(found: Sequence[Count], folder: Path) -> Iterator[str]:
    for count in found:
        yield from (f"{count.suite.method}, case {failure}" for failure in count.failures)
        if not count.found:
            yield f"{count.suite.file} holds no case of: {count.suite.method}"
    held = {count.suite for count in found}
    missing = sorted({suite.file for suite in SUITES if suite not in held})
    yield from (f"There is no file {name}." for name in missing)
    yield from (f"No suite reads {name}." for name in unread(folder))


def _rows(found: Sequence[Count]) -> list[tuple[str, ...]]:
    rows = [
        (
            count.suite.method,
            count.suite.source,
            str(len(count.found)),
            str(count.passed),
            count.why(),
        )
        for count in found
    ]
    held, passed = sum(len(count.found) for count in found), sum(count.passed for count in found)
    return [*rows, ("All", "", str(held), str(passed), "")]


def _printed(found: Sequence[Count]) -> Table:
    table = Table(title="Outside cases")
    for heading in HEADINGS:
        table.add_column(heading, justify="right" if heading in ("Cases", "Passed") else "left")
    for row in _rows(found):
        table.add_row(*row)
    return table


def _with_table(page: Path, found: Sequence[Count], folder: Path) -> str:
    """Give the text of a page with the table between its marks made again."""
    text = page.read_text(encoding="utf-8")
    marks = MARKS.search(text)
    if marks is None:
        raise SystemExit(f"{page.name} has no marks between which the table belongs.")
    rules = [*(count.suite.rule for count in found), ""]
    linked = [
        (_linked(row[0], rule), *row[1:]) for row, rule in zip(_rows(found), rules, strict=True)
    ]
    lines = ["| " + " | ".join(row) + " |" for row in (HEADINGS, *linked)]
    lines.insert(1, "| --- | --- | ---: | ---: | --- |")
    opening = f"<!-- gold: made by scripts/gold.py of cases {_digest(folder)} -->"
    table = "\n".join([opening, "", *lines, "", "<!-- /gold -->"])
    return f"{text[: marks.start()]}{table}{text[marks.end() :]}"


def _linked(method: str, rule: str) -> str:
    """Link a method to the page of its rule in the rulebook, where there is one."""
    for name in (f"{rule}.md", f"{rule.replace('-', '_')}.md"):
        if rule and (RULES / name).is_file():
            return f"[{method}](rules/{name})"
    return method


if __name__ == "__main__":
    sys.exit(main())
