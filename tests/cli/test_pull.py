"""``purbeck source`` and ``purbeck pull``: from a publisher's file to a figure that is traced."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from purbeck.store.store import Store
from tests.cli.conftest import Purbeck, written
from tests.pull.drawn import ees_file
from tests.spec.small_workspace import SOUND

DORSET = "E06000059"
FRAMEWORK = (
    SOUND["framework.toml"]
    .replace('area = "X1"', f'area = "{DORSET}"')
    .replace('code = "X1"\nname = "Exampleshire"', f'code = "{DORSET}"\nname = "Dorset"')
)
SOURCES = """
[[source]]
id = "census"
connector = "dfe-ees"
at = "absence.csv"
published = 2018-03-22
publisher = "the DfE"
page = "the page of the statistics"

[[source.measure]]
measure = "attendance"
key = "percent"
numerator = "attended"
denominator = "possible"
filters = { school_type = "Total" }
"""
FIRST = """
    year   | code      | name    | percent | attended | possible
    201516 | E06000059 | Dorset  | 95.3    | 953      | 1000
    201617 | E06000059 | Dorset  | 95.1    | 951      | 1000
    201617 | E92000001 | England | 96.0    | 9600     | 10000
    """


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A workspace whose figures are all pulled, with the publisher's file beside it."""
    folder = written(tmp_path / "council", **{"framework.toml": FRAMEWORK})
    for path in (folder / "observations").iterdir():
        path.unlink()
    (folder / "observations").rmdir()
    (folder / "sources.toml").write_text(SOURCES, "utf-8")
    ees_file(folder, FIRST)
    return folder


def loads(folder: Path) -> int:
    """Count the loads of a workspace's history; 0 where it has none."""
    history = folder / "history"
    return len(Store(history).loads) if (history / "loads").is_dir() else 0


def test_a_pull_counts_what_is_new_and_is_traced(purbeck: Purbeck, council: Path) -> None:
    """The counts of each source are shown, and a figure is traced to file, row and column."""
    run = purbeck("pull", council)

    assert (run.code, run.err) == (0, "")
    assert "census    3        0          0          0         0  2018-03-22" in run.out
    explained = purbeck("explain", council, "attendance").out
    assert "95.1%" in explained
    assert "absence.csv, row 3, column percent" in " ".join(explained.split())


def test_a_second_pull_changes_nothing(purbeck: Purbeck, council: Path) -> None:
    """Run every night, a pull loads only what is new."""
    purbeck("pull", council)
    run = purbeck("pull", council)

    assert run.code == 0
    assert "census    0        0          3          0         0" in run.out
    assert loads(council) == 1


def test_a_preview_loads_nothing(purbeck: Purbeck, council: Path) -> None:
    """It shows the first rows with their place, and how many each measure would get."""
    run = purbeck("source", "preview", council, "census")

    assert run.code == 0
    assert "attendance: 3 observations" in run.out
    assert not (council / "history").exists()


def test_every_rejected_row_is_in_the_list(purbeck: Purbeck, council: Path, tmp_path: Path) -> None:
    """The list has a row for each, with its place and its reason; the exit code says so too."""
    ees_file(council, FIRST.replace("95.1", "951"))
    run = purbeck("pull", council, "--rejected", tmp_path / "rejected.csv")

    assert run.code == 3
    assert "absence.csv, row 3, value: received 951" in run.err
    with open(tmp_path / "rejected.csv", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (row["source"], row["row"], row["code"]) == ("census", "3", "out-of-range")


def test_a_missing_file_says_where_a_person_gets_it(purbeck: Purbeck, council: Path) -> None:
    """One line names the file, the publisher and the page."""
    (council / "absence.csv").unlink()
    run = purbeck("pull", council)

    assert run.code == 3
    assert "The file of the DfE is to be had at the page of the statistics" in run.err
    assert "Traceback" not in run.err


def test_a_source_is_added_with_comments_and_never_twice(purbeck: Purbeck, council: Path) -> None:
    """What is written can be pulled as it stands where the file leaves nothing to choose."""
    (council / "sources.toml").unlink()
    added = purbeck(
        "source", "add", council, "dfe-ees", "absence.csv", "--id", "mine",
        "--measure", "attendance=percent",
    )  # fmt: skip

    assert added.code == 0
    text = (council / "sources.toml").read_text("utf-8")
    assert 'school_type = "Total"' in text
    assert "framework.toml declares: percentage, academic_year, higher" in text
    assert purbeck("pull", council).code == 0
    again = purbeck("source", "add", council, "dfe-ees", "absence.csv", "--id", "mine")
    assert again.code == 2
    assert (council / "sources.toml").read_text("utf-8") == text


def test_the_sources_of_a_workspace_and_the_formats_are_listed(
    purbeck: Purbeck, council: Path
) -> None:
    """Every format says on what it was tried."""
    assert "census" in purbeck("source", "list", council).out
    formats = purbeck("source", "list").out
    assert "dfe-lait" in formats
    assert "nomis" in formats


def _truncated(path: Path) -> None:
    import gzip

    packed = gzip.compress(path.read_bytes())
    path.write_bytes(packed[: len(packed) // 2])


def _binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _ragged(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "201718,Academic year\n", "utf-8")


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * (1 << 22))


@pytest.mark.parametrize("spoil", [_truncated, _binary, _empty, _ragged, _zip])
def test_a_spoilt_file_is_refused_in_a_line_and_nothing_is_loaded(
    purbeck: Purbeck, council: Path, spoil: object
) -> None:
    """Cut short, of bytes, empty, ragged or another kind of file: the history is as it was."""
    purbeck("pull", council)
    assert callable(spoil)
    spoil(council / "absence.csv")
    run = purbeck("pull", council)

    assert run.code == 3
    assert len(run.err.strip().splitlines()) == 1
    assert "Traceback" not in run.err
    assert loads(council) == 1
    assert purbeck("explain", council, "attendance").code == 0


def test_a_pull_that_is_killed_leaves_the_history_as_it_was(
    purbeck: Purbeck, council: Path
) -> None:
    """Killed at any moment, there is a whole load or none, and the next pull ends the same."""
    lines = ["year | code | name | percent | attended | possible"]
    lines += [
        f"{y}{(y + 1) % 100:02} | E06000059 | Dorset | 95.1 | 951 | 1000" for y in range(1980, 2018)
    ]
    ees_file(council, "\n".join(lines))
    for wait in (0.3, 0.6, 0.9):
        process = subprocess.Popen(
            [sys.executable, "-m", "purbeck", "pull", str(council)],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert loads(council) in (0, 1)
        assert not Store(council / "history").altered() if loads(council) else True

    assert purbeck("pull", council).code == 0
    assert loads(council) == 1
    said = json.loads(purbeck("revisions", council, "--json").out)
    assert said


def test_a_workspace_from_which_nothing_was_pulled_says_so(purbeck: Purbeck, council: Path) -> None:
    """Where sources are declared and there is no history, a warning names the command to run."""
    before = purbeck("validate", str(council))
    purbeck("pull", str(council))
    after = purbeck("validate", str(council))

    assert f"Run 'purbeck pull {council}'." in before.out
    assert "purbeck pull" not in after.out
