"""``purbeck batch``: many reports at once, and again only what has changed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from purbeck.ingest import open_workspace
from purbeck.model.errors import UsageError
from purbeck.publish.retarget import for_area
from tests.cli.conftest import Purbeck
from tests.spec.small_workspace import SOUND

DORSET, BCP, CORNWALL, SOUTH_WEST = "E06000059", "E06000058", "E06000052", "E12000009"
LONDON, CAMDEN = "E12000007", "E09000007"

FRAMEWORK = (
    SOUND["framework.toml"]
    .replace('area = "X1"', f'area = "{DORSET}"')
    .replace('code = "X1"\nname = "Exampleshire"', f'code = "{DORSET}"\nname = "Dorset"')
    .replace(
        '[[group]]\nid = "neighbours"\nname = "Neighbours"\nmembers = ["E92000001"]',
        f'[[area]]\ncode = "{SOUTH_WEST}"\nname = "South West"\n\n'
        f'[[area]]\ncode = "{CORNWALL}"\nname = "Cornwall"\n\n'
        '[[group]]\nid = "neighbours"\nname = "Statistical neighbours"\n'
        f'members = ["{CORNWALL}"]\nedition = "2025-05"\n\n'
        f'[[comparator]]\nid = "region"\nlabel = "South West"\nkind = "area"\n'
        f'area = "{SOUTH_WEST}"',
    )
    .replace('comparators = ["england"]', 'comparators = ["england", "region"]')
)
FIGURES = "measure,area,period,value,published\n" + "".join(
    f"attendance,{code},{year},{value},2018-03-01\n"
    for code, first in ((DORSET, 95.0), (BCP, 94.0), (CAMDEN, 93.0), (SOUTH_WEST, 94.5))
    for year, value in (("2015-16", first), ("2016-17", first + 0.4))
)


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A workspace of Dorset that is compared with its region and its neighbours."""
    folder = tmp_path / "council"
    for name, content in {**SOUND, "framework.toml": FRAMEWORK}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    figures = FIGURES.splitlines(keepends=True)
    known = (DORSET, SOUTH_WEST, "measure")
    own = [line for line in figures if line.startswith("measure,") or line.split(",")[1] in known]
    (folder / "observations" / "a.csv").write_text("".join(own), "utf-8")
    return folder


def test_what_was_the_areas_own_becomes_the_others(council: Path) -> None:
    """Camden's report is held against London and Camden's own neighbours, and against England."""
    framework = for_area(open_workspace(council).framework, CAMDEN)

    (indicator,) = framework.outcomes[0].indicators
    held = {comparator.label: comparator.area for comparator in indicator.comparators}
    assert held == {"England": "E92000001", "London": LONDON}
    assert framework.organisation.name == "Camden"
    assert len(framework.group("neighbours").members) == 10
    assert CORNWALL not in {area.code for area in framework.areas}


def test_there_is_no_report_of_a_region(council: Path) -> None:
    """A region answers for nothing."""
    with pytest.raises(UsageError, match="South West"):
        for_area(open_workspace(council).framework, SOUTH_WEST)


def test_a_batch_makes_a_folder_for_each_authority(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """Each report has a folder by name and code, which appears when it is whole."""
    run = purbeck(
        "batch", council, "--area", BCP, "--area", CAMDEN, "--out", tmp_path / "out",
        "--format", "html", "-j", "1",
    )  # fmt: skip

    assert (run.code, run.err) == (0, "")
    assert "2 made, 0 there already, 0 failed" in run.out
    found = sorted(path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*"))
    camden = Path("camden-e09000007")
    assert camden / "good-start.html" in found
    assert camden / "made.json" in found
    page = (tmp_path / "out" / camden / "good-start.html").read_text("utf-8")
    assert "Camden" in page
    assert "Dorset (E06000059)" not in page
    assert "<h1>Dorset" not in page


def test_only_its_own_report_has_a_councils_commentary(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """Among all authorities the workspace's own keeps its texts; the others say whose they are."""
    out = tmp_path / "out"
    purbeck(
        "batch", council, "--area", DORSET, "--area", BCP, "--out", out,
        "--format", "html", "-j", "1",
    )  # fmt: skip
    own, other = (
        next(out.glob(f"*{code.lower()}/good-start.html")).read_text("utf-8")
        for code in (DORSET, BCP)
    )

    assert "Calling home." in own
    assert "The framework is that of" not in own
    assert "Calling home." not in other
    assert "The framework is that of Exampleshire, made over to Bournemouth" in other


def test_a_batch_makes_only_what_has_changed(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """Run again it makes nothing; after a change of the workspace, or of a file made, it does."""
    batch = ("batch", council, "--area", BCP, "--area", CAMDEN, "--out", tmp_path / "out",
             "--format", "html", "-j", "1")  # fmt: skip
    purbeck(*batch)
    assert "0 made, 2 there already" in purbeck(*batch).out

    made = tmp_path / "out" / "camden-e09000007" / "good-start.html"
    before = made.read_bytes()
    made.write_bytes(b"spoilt")
    assert "1 made, 1 there already" in purbeck(*batch).out
    assert made.read_bytes() == before


def test_a_list_names_workspaces_and_what_is_wrong_with_it(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """Every row that is wrong is named, and nothing is made."""
    listed = tmp_path / "list.csv"
    listed.write_text("workspace,area,id\ncouncil,Camden,\nnowhere,,\ncouncil,Dorset,\n", "utf-8")
    refused = purbeck("batch", listed, "--out", tmp_path / "out")

    assert refused.code == 3
    assert "row 3, workspace: received 'nowhere'" in refused.err
    assert "row 4, area: received 'Dorset'" in refused.err
    assert not (tmp_path / "out").exists()

    listed.write_text("workspace,area,id\ncouncil,Camden,\ncouncil,,own\n", "utf-8")
    run = purbeck("batch", listed, "--out", tmp_path / "out", "--format", "html", "-j", "1")

    assert "2 made" in run.out
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "council-e09000007",
        "own",
    ]


def test_a_report_that_fails_does_not_stop_the_others(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """The report that cannot be made is named in one line, and the others are there."""
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "framework.toml").write_text("nonsense", "utf-8")
    listed = tmp_path / "list.csv"
    listed.write_text("workspace\nbroken\ncouncil\n", "utf-8")
    run = purbeck("batch", listed, "--out", tmp_path / "out", "--format", "html", "-j", "1")

    assert run.code == 3
    assert "1 made, 0 there already, 1 failed" in run.out
    assert run.err.startswith("error: broken: framework.toml, row 1")


def test_a_batch_on_two_cores_that_is_killed_goes_on_to_the_same_bytes(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """Killed half way it leaves whole folders only; run again it ends as if it never was."""
    codes = [BCP, CAMDEN, CORNWALL, "E08000003", "E06000022", "E06000023"]
    asked = [part for code in codes for part in ("--area", code)]
    command = ["batch", str(council), *asked, "--format", "html"]
    whole, torn = tmp_path / "whole", tmp_path / "torn"
    assert purbeck(*command, "--out", whole, "-j", "1").code == 0
    process = subprocess.Popen(
        [sys.executable, "-m", "purbeck", *command, "--out", str(torn), "-j", "2"],
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not list(torn.glob("*/made.json")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()

    assert purbeck(*command, "--out", torn, "-j", "1").code == 0
    assert _contents(torn) == _contents(whole)


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
