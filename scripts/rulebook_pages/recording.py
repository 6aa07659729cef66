"""Runs the specifications, and records each comparison of answers that they make and that holds.

Nothing is read out of the source of a test: what is recorded is the table that the rule was
given, and what its answer was equal to, in a test that passed.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from purbeck.assess.finding import Rule

ROOT = Path(__file__).parents[2]
SPECIFICATIONS = ROOT / "tests" / "spec"

_SPECIFIES = re.compile(r"^(rules|method) = ", re.MULTILINE)

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.spec.answers import Answers, Drawn  # noqa: E402 (found by the line before it)
from tests.spec.method_cases import Method  # noqa: E402 (as above)


@dataclass(frozen=True)
class Check:
    """One comparison that held: what was asked of which table, and the answers expected."""

    asked: str
    drawn: Drawn
    expected: Mapping[str, Any]


@dataclass
class Paragraph:
    """One test: its name, the fact that it states, and its comparisons in order."""

    name: str
    fact: str
    checks: list[Check] = field(default_factory=list)


@dataclass
class Section:
    """One file of tests: the rules or the method that it specifies, and its paragraphs in order."""

    file: Path
    title: str
    rules: tuple[Rule, ...]
    method: Method | None = None
    paragraphs: dict[str, Paragraph] = field(default_factory=dict)


class Recorder:
    """A plugin of pytest that keeps the sections, and the tests that failed."""

    def __init__(self) -> None:
        self.sections: dict[Path, Section] = {}
        self.failed: list[str] = []
        self._current: Paragraph | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Record what the test compares while it runs."""
        assert isinstance(item, pytest.Function)
        self._current = self._paragraph(item)
        with recorded(self):
            yield
        self._current = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember a test that failed."""
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember a file that could not be read."""
        if report.failed:
            self.failed.append(report.nodeid)

    def note(self, answers: Answers, expected: object) -> None:
        """Keep a comparison that held; one of two answers of a rule expects nothing."""
        if self._current is None or isinstance(expected, Answers):
            return
        assert isinstance(expected, Mapping)
        self._current.checks.append(Check(answers.asked, answers.drawn, dict(expected)))

    def _paragraph(self, item: pytest.Function) -> Paragraph:
        module = item.module
        if item.path not in self.sections:
            self.sections[item.path] = _section(item.path, module)
        section = self.sections[item.path]
        name = item.originalname
        fact = inspect.cleandoc(item.function.__doc__ or "")
        return section.paragraphs.setdefault(name, Paragraph(name, fact))


def _section(path: Path, module: Any) -> Section:
    method: Method | None = getattr(module, "method", None)
    if method is not None:
        return Section(path, method.name, (), method)
    return Section(path, module.title, tuple(module.rules))


@contextmanager
def recorded(recorder: Recorder) -> Iterator[None]:
    """Tell the recorder of each comparison of answers that holds."""

    def equal(answers: Answers, expected: object) -> bool:
        holds = dict.__eq__(answers, expected)
        if holds is True:
            recorder.note(answers, expected)
        return holds

    setattr(Answers, "__eq__", equal)  # noqa: B010 (a method that mypy would not have replaced)
    try:
        yield
    finally:
        delattr(Answers, "__eq__")


def specifications() -> list[Path]:
    """List the files of tests that say which rules, or which method, they specify."""
    files = sorted(SPECIFICATIONS.rglob("test_*.py"))
    return [file for file in files if _SPECIFIES.search(file.read_text(encoding="utf-8"))]


def record() -> Recorder:
    """Run every specification once, and give what was recorded."""
    recorder = Recorder()
    files = [str(file) for file in specifications()]
    quiet = ["-p", "no:terminal", "-p", "no:cacheprovider", "-o", "addopts="]
    pytest.main([*quiet, "-W", "error", "--rootdir", str(ROOT), *files], plugins=[recorder])
    return recorder
