"""The count of outside cases: what passes, what is excused, what fails, and what is not read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.gold.cases import Case, gold_folder, outcomes
from tests.gold.suites import SUITES, unread

ROOT = Path(__file__).parents[2]
RISING: Case = {
    "y": [1.0, 2.0, 3.0, 4.0, 5.0],
    "kendall_tau": 1.0,
    "p_exact": 1 / 60,
    "S": 10,
    "theil_sen": 1.0,
    "ols_slope": 1.0,
    "ols_p": 0.0,
}
# As R's package has it: limits equal to the mean, and every point outside.
NEARLY_CONSTANT: Case = {
    "id": "nearly constant",
    "y": [5, 5, 5, 5, 5, 5, 5, 5, 5, 6],
    "improvement_direction": "increase",
    "target": None,
    "rebase_index_1based": [],
    "fix_after_n_points": None,
    "screen_outliers": True,
    "expected": {
        "mean": [5.1] * 10,
        "lpl": [5.1] * 10,
        "upl": [5.1] * 10,
        "special_cause_type": ["Below LCL"] * 9 + ["Above UCL"],
        "point_type": ["special_cause_concern"] * 9 + ["special_cause_improvement"],
        "variation": "special_cause_improvement",
        "assurance": None,
        "short_group_warning": [True] * 10,
    },
}


def write(folder: Path, name: str, held: Any) -> None:
    file = folder / "gold" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(held), encoding="utf-8")


def gold(*arguments: str, shared: Path | None) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "PURBECK_SHARED"}
    given = {"PURBECK_SHARED": str(shared)} if shared else {}
    return subprocess.run(
        [sys.executable, "scripts/gold.py", *arguments],
        cwd=ROOT,
        env=kept | given,
        capture_output=True,
        text=True,
        check=False,
    )


def found(method: str, held: Any) -> dict[str, tuple[bool, bool]]:
    suite = next(suite for suite in SUITES if suite.method == method)
    return {name: (one.passed, one.failed) for name, one in outcomes(suite, held)}


def test_cases_of_any_number_are_held_one_by_one() -> None:
    """A right answer passes and a wrong one fails, whatever stands beside it."""
    held = [RISING, {**RISING, "S": 8}, {**RISING, "id": "without y", "y": None}]

    assert found("Mann-Kendall and Theil-Sen", held) == {
        "1": (True, False),
        "2": (False, True),
        "without y": (False, True),
    }


def test_a_documented_deviation_is_known_by_its_figures() -> None:
    """A chart that all but does not vary is excused; with another mean than R's it has failed."""
    other = {**NEARLY_CONSTANT, "id": "other mean"}
    other["expected"] = {**other["expected"], "mean": [5.2] * 10}

    assert found("XmR chart: limits, causes, icons", [NEARLY_CONSTANT, other]) == {
        "nearly constant": (False, False),
        "other mean": (False, True),
    }


def test_a_wrong_case_fails_the_count(tmp_path: Path) -> None:
    """The program ends with 1 and names the case, and the files that nobody reads or finds."""
    write(tmp_path, "mann_kendall/r_kendall_theilsen.json", [RISING, {**RISING, "S": 8}])
    write(tmp_path, "tea/leaves.json", [])
    done = gold(shared=tmp_path)

    assert done.returncode == 1
    assert "Mann-Kendall and Theil-Sen, case 2: S [10.0] for [8.0]" in done.stderr
    assert "No suite reads tea/leaves.json." in done.stderr
    assert "There is no file forecast/r_forecast.json." in done.stderr


@pytest.mark.parametrize("empty", [False, True])
def test_without_the_cases_the_count_is_skipped(tmp_path: Path, *, empty: bool) -> None:
    """Where there is no folder of cases, that is said, and is no failure."""
    done = gold(shared=tmp_path if empty else None)

    assert (done.returncode, done.stdout[:8]) == (0, "skipped:")


def test_no_file_of_cases_is_passed_over() -> None:
    """Every file of the folder of outside cases is read by some suite."""
    folder = gold_folder()
    if folder is None:
        pytest.skip("PURBECK_SHARED is not set, or holds no folder gold of outside cases.")

    assert unread(folder) == []


def test_the_table_of_the_page_is_that_of_its_cases() -> None:
    """The table in docs/assurance.md is what the cases that it was made from give."""
    folder = gold_folder()
    if folder is None:
        pytest.skip("PURBECK_SHARED is not set, or holds no folder gold of outside cases.")
    done = gold("--check", "docs/assurance.md", shared=folder.parent.resolve())

    assert (done.returncode, done.stderr) == (0, "")
