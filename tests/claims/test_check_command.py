"""The command ``purbeck check``, run as its user runs it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from purbeck.cli import main
from tests.claims.seed_workspace import seed_workspace

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """Give the seed report as printed."""
    return seed_workspace(tmp_path / "printed", corrected=False)


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """Give the seed report put right."""
    return seed_workspace(tmp_path / "corrected", corrected=True)


def test_a_contradiction_is_a_line_with_its_place_its_figures_and_its_code(
    printed: Path, capsys: Capture
) -> None:
    """Each contradiction is one line, and the exit code is that of bad data."""
    code = main(["check", str(printed)])

    out = capsys.readouterr().out
    assert code == 3
    assert "narrative/03.md, line 11: \u201chas reduced\u201d is contradicted" in out
    assert "[summary-omits-worsening]" in out
    assert out.rstrip().endswith("cannot be checked.")


def test_a_text_without_contradictions_is_done(corrected: Path, capsys: Capture) -> None:
    """The exit code of a clean text is 0, whatever else is remarked."""
    assert main(["check", str(corrected)]) == 0


def test_json_has_every_claim_with_its_verdict(printed: Path, capsys: Capture) -> None:
    """The JSON has supported claims too, each with place, code and figures."""
    main(["check", str(printed), "--json"])

    record = json.loads(capsys.readouterr().out)
    verdicts = {claim["verdict"] for claim in record["claims"]}
    reading = next(c for c in record["claims"] if c["measure"] == "key-stage-2-progress-reading")
    assert verdicts == {"supported", "contradicted", "cannot be checked"}
    assert (reading["code"], reading["line"]) == ("direction-contradicted", 11)
    assert [figure["value"] for figure in reading["figures"]] == [-0.6, 0.8]


def test_fix_binds_and_leaves_a_workspace_that_builds_the_same_words(
    corrected: Path, capsys: Capture
) -> None:
    """Bound figures are counted by file, and a second run finds none to bind."""
    main(["check", str(corrected), "--fix"])
    first = capsys.readouterr().out
    main(["check", str(corrected), "--fix"])
    second = capsys.readouterr().out

    text = (corrected / "narrative" / "02.md").read_text(encoding="utf-8")
    assert "narrative/02.md: 8 figures bound." in first
    assert "{{ total-secondary-absence.previous }}" in text
    assert "No typed figure was found" in second


def test_fix_binds_nothing_that_is_contradicted(printed: Path, capsys: Capture) -> None:
    """A figure that the data contradict stays as typed."""
    story = printed / "narrative" / "02.md"
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("is now 95.1%", "is now 95.9%"), encoding="utf-8")

    main(["check", str(printed), "--fix"])

    assert "is now 95.9%" in story.read_text(encoding="utf-8")


def test_commentary_copied_from_the_last_edition_is_found(
    corrected: Path, tmp_path: Path, capsys: Capture
) -> None:
    """With an earlier workspace, each indicator whose text is the same is named."""
    earlier = tmp_path / "earlier"
    shutil.copytree(corrected, earlier)
    (earlier / "narrative" / "05.md").write_text("## Story behind the baseline\n\nOther.\n")

    main(["check", str(corrected), "--edition", str(earlier)])

    assert capsys.readouterr().out.count("[same-as-last-edition]") == 5


def test_a_folder_that_is_no_edition_is_refused_in_a_line(
    corrected: Path, tmp_path: Path, capsys: Capture
) -> None:
    """A folder without a workspace is refused, without a traceback."""
    code = main(["check", str(corrected), "--edition", str(tmp_path)])

    assert code == 2
    assert "neither an edition" in capsys.readouterr().err


def test_all_shows_what_is_supported_and_what_cannot_be_checked(
    corrected: Path, capsys: Capture
) -> None:
    """With --all every claim has its line."""
    main(["check", str(corrected), "--all"])

    out = capsys.readouterr().out
    assert "[from-to-supported]" in out
    assert "-cannot-be-checked]" in out
