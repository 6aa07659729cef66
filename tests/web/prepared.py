"""The database of the demo, made once for all tests that start a demo of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATABASE = "purbeck.sqlite3"


def prepared_demo(factory: pytest.TempPathFactory) -> Path:
    """Give the database of a demo that nobody has used; to be copied, and left as it is.

    The processes of a run share one: whoever comes first makes it, and the others wait.
    """
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "prepared-demo"
    ready = folder / "ready"
    try:
        folder.mkdir()
    except FileExistsError:
        for _ in range(3000):
            if ready.exists():
                return folder / DATABASE
            time.sleep(0.1)
        pytest.fail("Another test process has not made the demo's database in five minutes.")
    variables = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    variables |= {"PURBECK_DEMO": "1", "PURBECK_WEB_DATA": str(folder)}
    for command in (("migrate", "--verbosity", "0"), ("import_workspace", "examples/dorset-2018")):
        subprocess.run(
            [sys.executable, "-m", "purbeck_web", *command],
            env=variables,
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    ready.touch()
    return folder / DATABASE
