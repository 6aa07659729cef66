"""``purbeck import-report``: what it says, and how it ends."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Purbeck

TABLE = """Milltown Council
Performance report, Quarter 1 2018/19

Ref | Performance indicator | Q4 2017/18 | Q1 2018/19 | Status
A1 | Calls answered in time | 81% | 79% | Amber
"""


def test_the_command_refuses_with_the_code_for_bad_data(purbeck: Purbeck, tmp_path: Path) -> None:
    """The command ends with 3 on a document without measures, with one line and no folder."""
    (tmp_path / "a.txt").write_text("Dear all, nothing to report.", encoding="utf-8")

    run = purbeck("import-report", tmp_path / "a.txt", "--out", tmp_path / "draft")

    assert run.code == 3
    assert len(run.err.strip().splitlines()) <= 2
    assert not (tmp_path / "draft").exists()


def test_the_command_says_what_was_read(purbeck: Purbeck, tmp_path: Path) -> None:
    """The command counts what it read and names the file to read first."""
    (tmp_path / "a.txt").write_text(TABLE, encoding="utf-8")

    run = purbeck("import-report", tmp_path / "a.txt", "--out", tmp_path / "draft")

    assert run.code == 0
    assert "1 indicator or measure" in run.out
    assert "READ-ME-FIRST.md" in run.out


def test_a_profile_of_ones_own_is_laid_over(purbeck: Purbeck, tmp_path: Path) -> None:
    """Words that no shipped layout has are read with a profile that has them."""
    report = TABLE.replace("Performance indicator", "Yardstick").replace("Status", "Mood")
    profile = '[columns]\nname = ["yardstick"]\nrag = ["mood"]\n'
    (tmp_path / "a.txt").write_text(report, encoding="utf-8")
    (tmp_path / "own.toml").write_text(profile, encoding="utf-8")

    run = purbeck(
        "import-report",
        tmp_path / "a.txt",
        "--out",
        tmp_path / "draft",
        "--profile",
        tmp_path / "own.toml",
    )

    assert run.code == 0
    assert "rag A" in (tmp_path / "draft" / "framework.toml").read_text(encoding="utf-8")


def test_a_profile_that_is_not_sound_is_bad_use(purbeck: Purbeck, tmp_path: Path) -> None:
    """A profile with an expression that is none is refused in one line, with the code for use."""
    (tmp_path / "a.txt").write_text(TABLE, encoding="utf-8")
    (tmp_path / "own.toml").write_text('[patterns]\nrisk = ["("]\n', encoding="utf-8")

    run = purbeck(
        "import-report",
        tmp_path / "a.txt",
        "--out",
        tmp_path / "draft",
        "--profile",
        tmp_path / "own.toml",
    )

    assert run.code == 2
    assert not (tmp_path / "draft").exists()
