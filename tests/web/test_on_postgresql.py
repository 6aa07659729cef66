"""The same tests on PostgreSQL, which the test starts by itself and stops again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.postgresql import running_server

HERE = Path(__file__).parent

APART = ("test_safety.py", "test_killed.py", "test_backup.py", "test_upgrade.py")
"""These start processes with databases of their own, on PostgreSQL as well."""


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """Start a server on the loopback with a folder of its own; give its address."""
    with running_server() as server:
        yield server.address


def test_everything_but_the_browser_passes_on_postgresql(postgresql: str) -> None:
    """Round trips, triggers, rights and pages are the same on PostgreSQL as on SQLite."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", str(HERE), "-q", "-x", "-p", "no:cacheprovider"),
            *("-m", "not browser", "--ignore", __file__),
            *(f"--ignore={HERE / name}" for name in APART),
        ],
        env={**os.environ, "DATABASE_URL": postgresql},
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout[-4000:]
    assert " skipped" not in done.stdout
