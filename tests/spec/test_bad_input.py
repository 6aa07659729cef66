"""What a workspace says of each mistake in it, drawn case by case in the folder bad_input.

A case reads: in this file, where the lines after ``-`` stand, write those after ``+``; the
workspace then says exactly what follows ``=>``, and nothing else. Without ``-``, the lines are
put at the end of the file. ``=> nothing`` is a case that is not wrong. ``&`` puts a sound file
beside, that the workspace does not have otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.spec.small_workspace import BESIDE, SOUND, lines_of, read_with

CASES = Path(__file__).parent / "bad_input"


@dataclass
class Case:
    """One drawn case."""

    title: str
    file: str = ""
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    @property
    def spoilt(self) -> str:
        """The text of the file with the lines of the case in place."""
        text, after = {**SOUND, **BESIDE}[self.file], "".join(f"{line}\n" for line in self.after)
        if not self.before:
            return text + after
        before = "".join(f"{line}\n" for line in self.before)
        assert text.count(before) == 1, f"{self.title}: {before!r} does not stand there once"
        return text.replace(before, after)


def drawn(text: str) -> Iterator[Case]:
    """Read the cases of one text; lines before the first case are for the reader."""
    _, *blocks = f"\n{text}".split("\n== ")
    for block in blocks:
        title, *lines = block.splitlines()
        case = Case(title)
        for line in lines:
            mark, _, rest = line.partition(" ")
            if mark == "@":
                case.file = rest
            elif mark == "&":
                case.beside.append(rest)
            elif mark == "-":
                case.before.append(rest)
            elif mark == "+":
                case.after.append(rest)
            elif mark == "=>" and rest != "nothing":
                case.expected.append(rest)
        yield case


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{path.stem}: {case.title}")
        for path in sorted(CASES.glob("*.txt"))
        for case in drawn(path.read_text(encoding="utf-8"))
    ],
)
def test_each_mistake_gives_the_line_that_is_drawn(case: Case, tmp_path: Path) -> None:
    """Each mistake gives one line: where, what was received, what was expected, what to do."""
    beside = {name: BESIDE[name] for name in case.beside}
    reading = read_with(tmp_path, **{**beside, case.file: case.spoilt})

    assert lines_of(reading) == case.expected


def test_the_small_workspace_is_sound(tmp_path: Path) -> None:
    """The workspace that the cases spoil has nothing wrong with it."""
    reading = read_with(tmp_path)

    assert reading.workspace is not None
    assert reading.issues == ()


def test_every_file_is_checked_at_once(tmp_path: Path) -> None:
    """Mistakes in several files are all found in one reading, in the order of the files."""
    reading = read_with(
        tmp_path,
        **{
            "framework.toml": SOUND["framework.toml"].replace('unit = "count"', 'unit = "cuont"'),
            "observations/a.csv": SOUND["observations/a.csv"].replace("95.3", "104.2"),
            "narrative/01.md": "## What work\n",
            "risks.csv": SOUND["risks.csv"].replace("high", "hihg"),
        },
    )

    places = [(issue.file, issue.row) for issue in reading.issues]
    assert reading.workspace is None
    assert places == [
        ("framework.toml", 57),
        ("narrative/01.md", 1),
        ("observations/a.csv", 2),
        ("risks.csv", 2),
    ]


def test_figures_of_a_wrong_measure_are_checked_all_the_same(tmp_path: Path) -> None:
    """A mistake in the declaration of a measure does not hide those in its figures."""
    framework = SOUND["framework.toml"].replace('unit = "percentage"', 'unit = "percent"')
    figures = SOUND["observations/a.csv"].replace("X1", "X2").replace("2016-17,95.3", "soon,95%")

    reading = read_with(tmp_path, **{"framework.toml": framework, "observations/a.csv": figures})

    found = [(issue.file, issue.problem.field) for issue in reading.issues]
    assert found == [
        ("framework.toml", "unit of indicator 'attendance'"),
        ("observations/a.csv", "area"),
        ("observations/a.csv", "period"),
        ("observations/a.csv", "value"),
    ]


def test_what_refers_to_a_wrong_table_is_not_put_down(tmp_path: Path) -> None:
    """A table with a mistake is still there: whatever names it is not wrong for that."""
    framework = SOUND["framework.toml"].replace('polarity = "higher"', 'polarity = "up"')

    reading = read_with(tmp_path, **{"framework.toml": framework})

    assert [issue.problem.field for issue in reading.issues] == [
        "polarity of indicator 'attendance'"
    ]
