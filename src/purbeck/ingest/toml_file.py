"""A TOML file with its values, and with issues put down at the line of a key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

from purbeck.ingest.characters import unprintable_problem
from purbeck.ingest.file_issues import FileIssues, quoted, shortened
from purbeck.ingest.text_file import read_text
from purbeck.ingest.toml_lines import KeyPath, TomlLines
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode

# How the reasons of the parser begin, and what each means to somebody who has never met TOML.
_EXPECTED = {
    "Cannot overwrite a value": "each key once in its table",
    "Cannot declare": "each table once",
    "Cannot mutate": "each table in one place",
    "Expected '=' after a key": 'a line such as name = "text"',
    "Expected newline": 'one value a line, with text in double quotes: name = "text"',
    "Invalid statement": 'a line such as name = "text", or a heading such as [report]',
    "Invalid initial character": 'a line such as name = "text"',
    "Invalid value": "a value: text in double quotes, a number, a date such as 2018-09-30",
    "Illegal character '\\n'": "text that is closed by a quotation mark on its own line",
    "Illegal character": "text without control characters",
    "Unescaped '\\'": "a backslash written twice, as one alone has a meaning in double quotes",
    "Unclosed array": "a list that is closed by a square bracket",
    "Unclosed inline table": "a table in braces that is closed on its own line",
    "Unterminated string": "text that is closed by a quotation mark",
    "Expected ']": "a heading that is closed by as many brackets as it opens with",
    "Expected '\"'": "text that is closed by a quotation mark",
    'Expected "\'"': "text that is closed by a quotation mark",
    "Invalid date": "a date that is on the calendar",
}


@dataclass(frozen=True)
class TomlFile:
    """The values of a TOML file, with the way back from each to its line."""

    text: str
    values: Mapping[str, Any]
    issues: FileIssues

    @cached_property
    def lines(self) -> TomlLines:
        """The lines of the keys; worked out when the first issue needs one."""
        return TomlLines(self.text)

    def error(
        self, code: IssueCode, path: KeyPath, received: str, expected: str, advice: str = ""
    ) -> None:
        """Put down an error at the line of a key."""
        place, row = self.place_of(path), self.lines.of(path)
        self.issues.error(code, place, received, expected, row=row, advice=advice)

    def refused(self, refusal: InvalidValueError, path: KeyPath, place: KeyPath = ()) -> None:
        """Put down every problem for which a value made from the table at a path was refused.

        ``place`` is pointed at in place of the fields that the model names, where it is given.
        """
        for problem in refusal.problems:
            own = place or (*path, problem.field)
            received = shortened(problem.received)
            self.error(problem.code, own, received, problem.expected, problem.advice)

    def place_of(self, path: KeyPath) -> str:
        """Name a key in words: "unit of indicator 'neet'", "report.date".

        A table of a list goes by its id or code, or by its place in the list, from 1.
        """
        keys = ".".join(part for part in path[2:] if isinstance(part, str))
        if len(path) > 1 and isinstance(path[1], int):
            table = f"{path[0]} {self._named(str(path[0]), path[1])}"
            return f"{keys} of {table}" if keys else table
        return ".".join(part for part in path if isinstance(part, str))

    def check_characters(self) -> None:
        """Put down every character that cannot be printed, in any text of the file."""
        for path, text in _texts_in(self.values):
            if problem := unprintable_problem(text, ""):
                self.error(problem.code, path, problem.received, problem.expected)

    def _named(self, table: str, place: int) -> str:
        entries = self.values.get(table)
        entry = entries[place] if isinstance(entries, list) else None
        if isinstance(entry, dict):
            for key in ("id", "code"):
                if isinstance(entry.get(key), str):
                    return quoted(entry[key])
        return str(place + 1)


def read_toml(path: Path, issues: FileIssues) -> TomlFile | None:
    """Read a TOML file; None where it has no values to go on with.

    The parser stops at its first error, so that a file with several gives one at a time.
    """
    text = read_text(path, issues)
    if text is None:
        return None
    text = text.replace("\r\n", "\n")
    try:
        return TomlFile(text, tomllib.loads(text), issues)
    except tomllib.TOMLDecodeError as error:
        _put_down(str(error), text, issues)
    except RecursionError:
        received, expected = "brackets within brackets", "lists and tables of a few levels"
        issues.error(IssueCode.BAD_TOML, "", received, expected)
    except ValueError:
        # The one error of the parser that is not its own: Python's limit on the digits of a
        # number.
        received, expected = "a whole number of thousands of digits", "a smaller number"
        issues.error(IssueCode.BAD_TOML, "", received, expected)
    return None


def told(value: object) -> str:
    """Say what a value of a TOML file is, for a message: short, and on one line.

    Examples
    --------
    >>> told("percent"), told(3), told(True), told([1, 2]), told({})
    ("'percent'", '3', 'true', 'a list', 'a table')
    """
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    try:
        return shortened(str(value))
    except ValueError:  # more digits than Python writes out
        return "a whole number of thousands of digits"


def _put_down(message: str, text: str, issues: FileIssues) -> None:
    place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    reason = message[: place.start()] if place else message
    lines = text.split("\n")
    if place and place[1]:
        row, column = int(place[1]), f"column {place[2]}"
    else:
        row = max(number for number, line in enumerate(lines, start=1) if line.strip())
        column = f"column {len(lines[row - 1]) + 1}"
    received = shortened(lines[row - 1]) or "a blank line"
    expected, advice = _meant(reason, lines[row - 1])
    issues.error(IssueCode.BAD_TOML, column, received, expected, row=row, advice=advice)


def _meant(reason: str, line: str) -> tuple[str, str]:
    """Say what the parser expected, and what to do, in the words of the three usual slips."""
    if re.search(r"=\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b", line):
        return "a date such as 2018-09-30", "Write the year first, with hyphens."
    if re.search(r"=\s*\d{4}-\d{2}-\d{2}\b", line):
        return "a date that is on the calendar", "Correct the date."
    if re.search(r"[=\[,{]\s*[“”„‘’]", line):
        return "straight quotation marks", 'Write " in place of the curly mark.'
    for start, words in _EXPECTED.items():
        if reason.startswith(start):
            return words, ""
    return 'lines such as name = "text", under headings such as [report]', ""


def _texts_in(values: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    waiting: list[tuple[KeyPath, object]] = [((), values)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            waiting += [((*path, key), each) for key, each in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, place), each) for place, each in enumerate(value)]
