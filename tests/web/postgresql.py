"""A PostgreSQL of a test's own: on the loopback, in a folder of its own, started and stopped."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NEWEST_FIRST = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that can be stopped and started again."""

    control: str
    folder: Path
    port: int

    @property
    def address(self) -> str:
        """Where its first database is."""
        return self.address_of("postgres")

    def address_of(self, database: str) -> str:
        """Where a database of it is."""
        return f"postgresql://purbeck@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        log, cluster = str(self.folder / "log"), str(self.folder / "cluster")
        _run(self.control, "-D", cluster, "-l", log, "-w", "-o", options, "start")

    def stop(self) -> None:
        """Stop it without waiting for anybody."""
        cluster = str(self.folder / "cluster")
        _run(self.control, "-D", cluster, "-m", "immediate", "-w", "stop")

    def make(self, database: str) -> str:
        """Make a database; give its address."""
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}"'.encode())
        return self.address_of(database)


@contextmanager
def running_server() -> Iterator[Server]:
    """Make a server and start it; it and its folder are gone afterwards."""
    initdb, control = _program("initdb"), _program("pg_ctl")
    if initdb is None or control is None:
        pytest.skip("no PostgreSQL: as root, apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="purbeck-pg-"))
    folder.chmod(0o777)  # As it is somebody else's, and below a folder that both may enter.
    server = Server(control, folder, free_port())
    try:
        cluster = str(folder / "cluster")
        _run(initdb, "-D", cluster, "-U", "purbeck", "-A", "trust", "-N", "-E", "UTF8")
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """Give a port of the loopback that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _program(name: str) -> str | None:
    """Find a program of PostgreSQL: Debian keeps them out of the path."""
    for folder in NEWEST_FIRST:
        if (folder / name).is_file():
            return str(folder / name)
    return shutil.which(name)


def _as_nobody(*command: str) -> tuple[str, ...]:
    """Run a command as somebody who is not root, as PostgreSQL asks."""
    return ("runuser", "-u", "nobody", "--", *command) if os.geteuid() == 0 else command


def _run(*command: str) -> None:
    done = subprocess.run(
        _as_nobody(*command), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert done.returncode == 0, done.stderr


def passes_on_postgresql(*names: str) -> None:
    """Run files of tests of this folder, but for those in a browser, on a server of their own."""
    with running_server() as server:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"),
                *("-m", "not browser", *(str(HERE / name) for name in names)),
            ],
            env={**os.environ, "DATABASE_URL": server.address},
            cwd=HERE.parents[1],
            capture_output=True,
            text=True,
        )

    assert done.returncode == 0, done.stdout[-4000:]
    assert " skipped" not in done.stdout
