"""Further processes that draw while this one does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from purbeck.publish.charts.vega import WITHOUT_FONTS

_PATIENCE = 120.0
"""Seconds after which a worker is given up."""


class Worker:
    """A process at work on a share of the specifications, started at once.

    What it reads and writes are files, not pipes: vl-convert lets no thread of this process run
    while it draws, and a worker must not have to wait for one to feed it.
    """

    def __init__(self, specifications: Sequence[str]) -> None:
        self._count = len(specifications)
        self._folder: TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._folder = TemporaryDirectory(prefix="purbeck-")
            question = Path(self._folder.name) / "question.json"
            question.write_text(json.dumps(specifications), encoding="utf-8")
            with question.open("rb") as asked, self._answer(self._folder).open("wb") as answered:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "purbeck.publish.charts.worker"],
                    stdin=asked,
                    stdout=answered,
                    stderr=subprocess.DEVNULL,
                    env=_environment(),
                )
        except OSError:
            self.give_up()

    def drawings(self) -> Sequence[str]:
        """Wait for the drawings; none where the worker failed, or could not be started."""
        if self._process is None or self._folder is None:
            return ()
        try:
            if self._process.wait(_PATIENCE) != 0:
                return ()
            drawings = json.loads(self._answer(self._folder).read_bytes())
        except (OSError, subprocess.TimeoutExpired, ValueError):
            return ()
        finally:
            self.give_up()
        return drawings if len(drawings) == self._count else ()

    def give_up(self) -> None:
        """End the process if it still runs, and delete its files."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        if self._folder is not None:
            self._folder.cleanup()
        self._process = self._folder = None

    @staticmethod
    def _answer(folder: TemporaryDirectory[str]) -> Path:
        return Path(folder.name) / "answer.json"


def _environment() -> dict[str, str]:
    """The environment of this process, in which a worker finds this very package, and no fonts."""
    source = str(Path(__file__).resolve().parents[3])
    paths = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, **WITHOUT_FONTS, "PYTHONPATH": os.pathsep.join(paths)}
