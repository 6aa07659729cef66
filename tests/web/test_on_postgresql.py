"""The same tests on PostgreSQL, which the test starts by itself and stops again."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NEWEST_FIRST = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _program(name: str) -> str | None:
    """Find a program of PostgreSQL: Debian keeps them out of the path."""
    for folder in NEWEST_FIRST:
        if (folder / name).is_file():
            return str(folder / name)
    return shutil.which(name)


def _as_nobody(*command: str) -> tuple[str, ...]:
    """Run a command as somebody who is not root, as PostgreSQL asks."""
    return ("runuser", "-u", "nobody", "--", *command) if os.geteuid() == 0 else command


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """Start a server on the loopback with a folder of its own; give its address."""
    initdb, control = _program("initdb"), _program("pg_ctl")
    if initdb is None or control is None:
        pytest.skip("no PostgreSQL: as root, apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="purbeck-pg-"))
    folder.chmod(0o777)  # As it is somebody else's, and below a folder that both may enter.
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    cluster = str(folder / "cluster")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        _run(initdb, "-D", cluster, "-U", "purbeck", "-A", "trust", "-N", "-E", "UTF8")
        log = str(folder / "log")
        _run(control, "-D", cluster, "-l", log, "-w", "-o", options, "start")
        yield f"postgresql://purbeck@127.0.0.1:{port}/postgres"
        _run(control, "-D", cluster, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: str) -> None:
    done = subprocess.run(
        _as_nobody(*command), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert done.returncode == 0, done.stderr


def test_everything_but_the_browser_passes_on_postgresql(postgresql: str) -> None:
    """Round trips, triggers, rights and pages are the same on PostgreSQL as on SQLite."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", str(HERE), "-q", "-x", "-p", "no:cacheprovider"),
            *("-m", "not browser", "--ignore", __file__),
            *("--ignore", str(HERE / "test_safety.py")),
        ],
        env={**os.environ, "DATABASE_URL": postgresql},
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout[-4000:]
    assert " skipped" not in done.stdout
