"""``purbeck explain``: the charts of counts and runs, the gap and the funnel."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Purbeck, written
from tests.spec.small_workspace import FRAMEWORK

OTHERS = tuple(f"Y{number}" for number in range(1, 10))


@pytest.fixture(autouse=True)
def wide_screen(purbeck: Purbeck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep each line whole, so that a test can look for it."""
    monkeypatch.setenv("COLUMNS", "400")


@pytest.fixture
def counted(tmp_path: Path) -> Path:
    """A council with the counts of nine years, and nine neighbours and England beside the last."""
    areas = "".join(f'[[area]]\ncode = "{code}"\nname = "{code}"\n\n' for code in OTHERS)
    members = ", ".join(f'"{code}"' for code in OTHERS)
    framework = (
        FRAMEWORK.replace("[[group]]", f"{areas}[[group]]", 1)
        .replace('members = ["E92000001"]', f"members = [{members}]")
        .replace(
            "[risk_matrix]",
            '[[comparator]]\nid = "neighbours"\nlabel = "Neighbours"\nkind = "group-mean"\n'
            'group = "neighbours"\n\n[risk_matrix]',
        )
        .replace('comparators = ["england"]', 'comparators = ["england", "neighbours"]')
    )
    years = (500, 510, 495, 505, 500, 512, 494, 506, 560)
    rows = [("X1", 2008 + at, count, 1000) for at, count in enumerate(years)]
    rows += [(code, 2016, 490 + 3 * at, 1000) for at, code in enumerate(OTHERS)]
    rows += [("E92000001", 2016, 50000, 100000)]
    figures = "measure,area,period,value,numerator,denominator,status,published,note\n" + "".join(
        f"attendance,{area},{year}-{(year + 1) % 100:02d},{100 * x / n},{x},{n},,2018-03-01,\n"
        for area, year, x, n in rows
    )
    return written(tmp_path, **{"framework.toml": framework, "observations/a.csv": figures})


def test_each_rule_of_counts_has_its_section(purbeck: Purbeck, counted: Path) -> None:
    """Each has its verdict, its sentence, its rule and its numbers."""
    run = purbeck("explain", counted, "attendance")
    out = run.out.replace("\u00a0", " ")

    assert (run.code, run.err) == (0, "")
    assert "Evidence: variation of counts  special cause improvement" in out
    assert "Evidence: run chart  cannot be assessed" in out
    assert "Evidence: gap to England  better" in out
    assert "Evidence: funnel, Neighbours  best" in out
    assert "sigma z 0.953" in out
    assert "6.0 percentage points above England" in out
    assert "On a funnel of 10 areas, neighbours, it is much better" in out


def test_too_few_points_are_said_plainly(purbeck: Purbeck, counted: Path) -> None:
    """Of nine figures one is on the median: eight are not ten, and nothing is made of them."""
    out = purbeck("explain", counted, "attendance").out

    assert "A run chart needs ten figures off their median, and there are 8." in out
    assert "run-chart" in out
