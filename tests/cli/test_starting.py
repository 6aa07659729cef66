"""``purbeck new`` and ``purbeck demo``: the first minutes with the program."""

from __future__ import annotations

from pathlib import Path

from purbeck.cli.demo import demo_workspace
from tests.cli.conftest import DORSET, Purbeck, files_in


def test_a_new_workspace_is_sound(purbeck: Purbeck, tmp_path: Path) -> None:
    """What new writes has no error and no warning, and is listed with what to do next."""
    folder = tmp_path / "my council"
    run = purbeck("new", folder)

    assert (run.code, run.err) == (0, "")
    assert all(f"  {name}\n" in run.out for name in files_in(folder))
    assert f"purbeck build '{folder}'" in run.out
    assert purbeck("validate", folder).out.startswith("No errors and no warnings")


def test_a_new_workspace_builds_as_it_stands(purbeck: Purbeck, tmp_path: Path) -> None:
    """The starter builds without a change."""
    purbeck("new", tmp_path / "mine")
    run = purbeck("build", tmp_path / "mine", "--format", "html")

    assert run.code == 0
    assert [Path(name).suffix for name in files_in(tmp_path / "mine" / "reports")] == [".html"]


def test_new_writes_over_nothing(purbeck: Purbeck, tmp_path: Path) -> None:
    """A folder with something in it is refused and left as it is."""
    (tmp_path / "framework.toml").write_text("mine")
    run = purbeck("new", tmp_path)

    assert run.code == 2
    assert files_in(tmp_path) == ["framework.toml"]


def test_the_demo_is_copied_and_built(purbeck: Purbeck, tmp_path: Path) -> None:
    """The demo leaves a workspace and its four reports, and shows where, with the summary."""
    folder = tmp_path / "dorset"
    run = purbeck("demo", folder)
    reports = files_in(folder / "reports")

    assert (run.code, run.err) == (0, "")
    assert [Path(name).suffix for name in reports] == [".docx", ".html", ".pdf", ".xlsx"]
    assert (folder / "framework.toml").read_bytes() == (DORSET / "framework.toml").read_bytes()
    assert all(f"{folder / 'reports' / name}" in run.out for name in reports)
    assert "People in Dorset are Independent" in run.out
    assert run.out.endswith(f"The workspace that they were made from: {folder}\n")


def test_the_demo_never_writes_over_a_change(purbeck: Purbeck, tmp_path: Path) -> None:
    """Where a file of the demo has been changed, it is named and nothing at all is written."""
    (tmp_path / "policy.toml").write_text("mine")
    run = purbeck("demo", tmp_path)

    assert run.code == 2
    assert f"'{tmp_path / 'policy.toml'}' is there already" in run.err
    assert files_in(tmp_path) == ["policy.toml"]


def test_the_demo_is_found_in_a_checkout() -> None:
    """Run from a checkout, the demo is the folder in examples, if no copy is in the package."""
    found = demo_workspace()

    assert (found / "framework.toml").is_file()
    assert (found / "observations").is_dir()
