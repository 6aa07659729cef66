"""An installation of a test's own, in processes of its own, as whoever runs it for real has it."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[2]
DORSET = HERE / "examples" / "dorset-2018"
LONGEST = 120.0


@dataclass(frozen=True, slots=True)
class Installation:
    """A folder and a database; ``lease`` is how many seconds a worker may be silent."""

    folder: Path
    database: str = ""
    lease: int = 2

    @property
    def variables(self) -> dict[str, str]:
        """The environment of its processes."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PURBECK_", "DJANGO"))}
        kept.pop("DATABASE_URL", None)
        kept |= {
            "PURBECK_DEMO": "1",
            "PURBECK_WEB_DATA": str(self.folder),
            "PURBECK_LEASE_SECONDS": str(self.lease),
        }
        return kept | ({"DATABASE_URL": self.database} if self.database else {})

    def run(self, *command: str, fails: bool = False) -> str:
        """Run a command to its end; give what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "purbeck_web", *command],
            env=self.variables,
            cwd=HERE,
            capture_output=True,
            text=True,
        )
        said = done.stdout + done.stderr
        assert (done.returncode != 0) is fails, said
        return said

    def python(self, script: str) -> str:
        """Run a script with the application set up; give what it printed."""
        lines = ("import django", "django.setup()", "from django.utils import timezone", script)
        done = subprocess.run(
            [sys.executable, "-c", "\n".join(lines)],
            env=self.variables | {"DJANGO_SETTINGS_MODULE": "purbeck_web.conf.settings"},
            cwd=HERE,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def asked(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        if not self.database:
            with sqlite3.connect(self.folder / "purbeck.sqlite3", timeout=20) as connection:
                return connection.execute(query).fetchall()
        import psycopg

        with psycopg.connect(self.database) as connection:
            return connection.execute(query.encode()).fetchall()

    @contextmanager
    def started(self, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        """Start a process of it; it is ended afterwards, if nobody has."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                env=self.variables,
                cwd=HERE,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)

    def log(self) -> str:
        """Give what its processes have said."""
        return (self.folder / "log").read_text("utf-8")


def wait_until(true: Callable[[], Any], what: str) -> None:
    """Wait until something is so; it is looked at often, and given up after two minutes."""
    given_up = time.monotonic() + LONGEST
    while not true():
        assert time.monotonic() < given_up, what
        time.sleep(0.05)


def ready(installation: Installation) -> Installation:
    """Make the tables, and import Dorset; on SQLite that is done once, and then copied."""
    installation.folder.mkdir(parents=True, exist_ok=True)
    if installation.database:
        installation.python(_MAKE)
    else:
        shutil.copy(_made_once(), installation.folder / "purbeck.sqlite3")
    return installation


@lru_cache(maxsize=1)
def _made_once() -> Path:
    """Make the database of SQLite in a folder that is gone when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="purbeck-made-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Installation(folder).python(_MAKE)
    with sqlite3.connect(folder / "purbeck.sqlite3") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return folder / "purbeck.sqlite3"


_MAKE = f"""
from django.core.management import call_command
from pathlib import Path
from purbeck_web.exchange.folder import import_folder
call_command("migrate", verbosity=0)
import_folder(Path({str(DORSET)!r}), timezone.now())
"""

ASK = """
from purbeck_web.jobs.models import Kind
from purbeck_web.jobs.queue import ask
asked = {"formats": ["pdf", "html", "docx", "xlsx"], "on": "", "edition": ""}
print(ask(Kind.REPORT, asked, at=timezone.now()).pk)
"""
