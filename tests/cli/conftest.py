"""A small council, and the command run as its user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from purbeck.cli import main
from tests.spec.small_workspace import SOUND

DORSET = Path(__file__).parents[2] / "examples" / "dorset-2018"

FIGURES = """measure,area,period,value,status,published,note,source
attendance,X1,2014-15,94.0,,2016-03-24,,School census
attendance,X1,2015-16,95.3,,2017-03-23,,School census
attendance,X1,2016-17,95.1,provisional,2018-03-22,as printed,School census
attendance,E92000001,2016-17,96.0,,2018-03-22,,School census
visits,X1,2018-19 Q1,120,,2018-07-31,,
"""


@dataclass(frozen=True)
class Run:
    """What a run of the command came to."""

    code: int
    out: str
    err: str


Purbeck = Callable[..., Run]


@pytest.fixture
def purbeck(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Purbeck:
    """Run the command within this process, its output piped."""
    for variable in ("PURBECK_DEBUG", "PURBECK_DATA"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str | Path) -> Run:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run


def purbeck_alone(*arguments: str | Path, **environment: str) -> Run:
    """Run the command as a process of its own, its output piped."""
    done = subprocess.run(
        [sys.executable, "-m", "purbeck", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "80", **environment},
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """Give a small sound workspace, with a story of three figures and a comparator."""
    return written(tmp_path / "council")


def written(folder: Path, **contents: str) -> Path:
    """Write the small workspace with some files in place of its own, named by their paths."""
    for name, content in {**SOUND, "observations/a.csv": FIGURES, **contents}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def files_in(folder: Path) -> list[str]:
    """List the files of a folder, by path, hidden ones included."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
