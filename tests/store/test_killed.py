"""A process that is killed in the middle of adding to a store leaves it as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")

from tests.store.stores import csv, empty_store, load

ADDING = """
import sys, time
from pathlib import Path
from purbeck.store import disk, store
from purbeck.store.publication import FilePublication

folder, path, stage = sys.argv[1:]

def stop(*_, **__):
    print("here", flush=True)
    time.sleep(60)

class Halting(FilePublication):
    def blocks(self, measures):
        yield from super().blocks(measures)
        if stage == "reading":
            stop()

if stage == "writing":
    store.write_sorted = stop
if stage == "sealing":
    disk.os.fsync = stop
if stage == "renaming":
    store.Path.rename = stop
publication = Halting(Path(path))
store.Store(Path(folder)).add(publication)
stop()
"""


def killed(folder: Path, path: Path, stage: str) -> None:
    """Add a file in a process of its own, and kill that where it says that it is."""
    run = subprocess.Popen(
        [sys.executable, "-c", ADDING, folder, path, stage], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    with run.stdout as said:
        reached = said.readline()
        run.kill()

    assert (reached, run.wait()) == ("here\n", -signal.SIGKILL)


@pytest.mark.parametrize(
    ("stage", "loads"),
    [("reading", 1), ("writing", 1), ("sealing", 1), ("renaming", 1), ("after", 2)],
)
def test_a_killed_load_is_whole_or_not_there(tmp_path: Path, stage: str, loads: int) -> None:
    """At each step of it; what was there is as it was, and the next load comes to be."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", "neet,DOR,2016-17,5.0,,,,2017-10-18")
    path = csv(tmp_path, "b.csv", *[f"neet,A{n},2016-17,5.4,,,,2018-10-18" for n in range(500)])

    killed(store.folder, path, stage)

    assert len(store.loads) == loads
    assert store.altered() == ()
    assert load(store, "b.csv", *path.read_text().splitlines()[1:]).load.number == 2
    assert [each.rows for each in store.loads] == [1, 500]
    assert store.altered() == ()


def test_what_a_killed_load_left_is_taken_away_a_day_later(tmp_path: Path) -> None:
    """Not before, as another process may be adding at the same time."""
    store = empty_store(tmp_path / "s")
    path = csv(tmp_path, "b.csv", "neet,DOR,2016-17,5.4,,,,2018-10-18")
    killed(store.folder, path, "writing")
    load(store, "a.csv", "neet,DOR,2016-17,5.0,,,,2017-10-18")
    (left,) = store.folder.glob("unfinished-*")
    long_ago = time.time() - 2 * 24 * 3600
    os.utime(left, (long_ago, long_ago))
    load(store, "c.csv", "neet,DOR,2016-17,5.1,,,,2017-11-18")

    assert list(store.folder.glob("unfinished-*")) == []
