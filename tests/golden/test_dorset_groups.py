"""The figures of groups in the demo on open data: those of the publishers' files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from purbeck.ingest import open_workspace
from purbeck.model.breakdown import Subgroup
from purbeck.scorecard.inequality import inequality_of

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "examples" / "dorset-now"
SHARED = os.environ.get("PURBECK_SHARED", "")


@pytest.mark.skipif(
    not (Path(SHARED or "nowhere") / "data" / "lait" / "bds_long_0.parquet").is_file(),
    reason="PURBECK_SHARED names no folder with the publishers' files in data/",
)
def test_the_figures_of_groups_are_those_of_the_files() -> None:
    """The script that reads them would write the same file again."""
    script = ROOT / "scripts" / "make_groups.py"
    ran = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )

    assert ran.stdout.strip() == "groups.csv is up to date."
    assert ran.returncode == 0


def test_every_figure_of_a_group_has_its_source() -> None:
    """Each is of Dorset, and names where it comes from."""
    figures = open_workspace(DEMO).breakdowns

    assert len(figures) > 100
    assert {each.area for each in figures} == {"E06000059"}
    assert all(each.provenance is not None and each.provenance.source for each in figures)


def test_two_groups_of_young_people_are_told_apart_from_the_others() -> None:
    """8.6% with a plan and 9.1% with support are each above 2.9%, and not told from each other."""
    workspace = open_workspace(DEMO)
    (outcome,) = workspace.framework.outcomes
    found = inequality_of(
        workspace.framework, outcome, workspace.breakdowns, workspace.observations
    )
    (needs,) = (each for each in found if each.measure.id == "neet-or-not-known")

    assert {each.group.id: each.gap.verdict.value for each in needs.compared} == {
        "plan": "worse",
        "support": "worse",
    }
    assert needs.furthest.verdict.value == "not told apart from the next"
    assert needs.worst is not None
    assert needs.worst.group.id == "support"


def test_what_the_publisher_suppressed_stays_suppressed() -> None:
    """Of three groups in social care two have no figure for 2024-25, and no gap."""
    workspace = open_workspace(DEMO)
    hidden = {
        each.subgroup
        for each in workspace.breakdowns
        if each.measure == "key-stage-2-expected"
        and each.period.label == "2024-25"
        and each.absence is not None
    }

    assert hidden == {
        Subgroup("social-care", "in-need"),
        Subgroup("social-care", "protection-plan"),
    }
