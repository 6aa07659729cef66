"""An edition of a workspace that has pulled holds its history, and is made again from it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")

from purbeck.model.errors import EditionError
from purbeck.publish.confidential import confidential_part
from purbeck.publish.edition import Fault, edition_digest, issue_edition, verify_edition
from purbeck.publish.issued import open_issued
from tests.cli.conftest import written
from tests.cli.pulled import pull_file

ENGLAND = "E92000001"
MARCH = date(2018, 3, 1)
FIGURES = "measure,area,period,value,status,published,note,source\nattendance,X1,2016-17,95.1,,,,\n"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    return written(tmp_path / "council", **{"observations/a.csv": FIGURES})


def test_the_history_is_copied_and_the_edition_made_again(council: Path, tmp_path: Path) -> None:
    """Byte for byte, and without what a pull that was cut off left behind."""
    pull_file(council, "a.csv", MARCH, f"{ENGLAND},2016-17,94.2,,,")
    (council / "history" / "unfinished-x").mkdir()
    (council / "history" / "unfinished-x" / "load.json").write_text("{}")
    edition = issue_edition(council, "one", tmp_path / "editions")
    kept = edition / "workspace" / "history"

    for path in sorted((council / "history" / "loads").rglob("*.*")):
        assert (kept / path.relative_to(council / "history")).read_bytes() == path.read_bytes()
    assert not (kept / "unfinished-x").exists()
    assert verify_edition(edition, edition_digest(edition)).faults == ()
    assert verify_edition(edition).remade


def test_a_load_after_the_edition_does_not_touch_it(council: Path, tmp_path: Path) -> None:
    """It has its own copy."""
    pull_file(council, "a.csv", MARCH, f"{ENGLAND},2016-17,94.2,,,")
    edition = issue_edition(council, "one", tmp_path / "editions")
    pull_file(council, "b.csv", date(2018, 4, 1), f"{ENGLAND},2016-17,94.9,,,")

    assert verify_edition(edition).holds
    assert [o.value for o in open_issued(edition).workspace.observations] == [95.1, 94.2]


def test_an_altered_load_within_an_edition_is_told(council: Path, tmp_path: Path) -> None:
    """By its name."""
    pull_file(council, "a.csv", MARCH, f"{ENGLAND},2016-17,94.2,,,")
    edition = issue_edition(council, "one", tmp_path / "editions")
    name = "workspace/history/loads/000001/observations.parquet"
    (edition / name).chmod(0o644)
    (edition / name).write_bytes(b"no")
    faults = verify_edition(edition).faults

    assert [(fault.fault, fault.subject) for fault in faults] == [(Fault.CHANGED, name)]


@pytest.mark.parametrize(
    ("rows", "apart"),
    [
        ((f"{ENGLAND},2016-17,,90,100,",), False),
        ((f"{ENGLAND},2016-17,,98,100,",), True),
        ((f"{ENGLAND},2016-17,,90,100,", "E06000059,2016-17,93,,,"), False),
        ((f"{ENGLAND},2016-17,,90,100,", "E06000059,2016-17,,98,100,"), True),
        ((f"{ENGLAND},2016-17,,90,100,", "E06000059,2016-17,,90,100,"), True),
    ],
)
def test_a_history_with_hidden_counts_is_kept_apart(
    council: Path, tmp_path: Path, rows: tuple[str, ...], apart: bool
) -> None:
    """A small count of what is declared, or any count of what is not; figures alone are shown."""
    pull_file(council, "a.csv", MARCH, *rows)
    edition = issue_edition(council, "one", tmp_path / "editions", salt=lambda: "salt")

    assert confidential_part(edition).is_dir() is apart
    assert (edition / "workspace").is_dir() is not apart
    assert verify_edition(edition).holds


def test_an_edition_without_its_part_cannot_be_opened(council: Path, tmp_path: Path) -> None:
    """What it was made from is not for publication, and it says so."""
    pull_file(council, "a.csv", MARCH, f"{ENGLAND},2016-17,,98,100,")
    edition = issue_edition(council, "one", tmp_path / "editions", salt=lambda: "salt")
    opened = open_issued(edition)
    confidential_part(edition).rename(tmp_path / "elsewhere")

    assert (opened.edition, opened.on) == ("one", date(2018, 9, 30))
    with pytest.raises(EditionError, match="not for publication"):
        open_issued(edition)
