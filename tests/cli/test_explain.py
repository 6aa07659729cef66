"""``purbeck explain``: everything behind one verdict."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from purbeck.assess.rulebook import RULES
from tests.cli.conftest import DORSET, Purbeck, Run, written
from tests.spec.small_workspace import FRAMEWORK


@pytest.fixture(autouse=True)
def wide_screen(purbeck: Purbeck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep each line whole, so that a test can look for it."""
    monkeypatch.setenv("COLUMNS", "400")


def explained(purbeck: Purbeck, *arguments: str | Path) -> str:
    run = purbeck("explain", *arguments)
    assert (run.code, run.err) == (0, "")
    return run.out


def test_a_measure_is_named_by_id_or_number(purbeck: Purbeck, council: Path) -> None:
    """The number of the report and the id lead to the same explanation."""
    by_id = explained(purbeck, council, "attendance")

    assert by_id.startswith("01  Attendance\n")
    assert by_id == explained(purbeck, council, "01")


def test_each_figure_is_traced_to_its_row(purbeck: Purbeck, council: Path) -> None:
    """Each figure has its period, status, day of publication, file, row, source and note."""
    out = explained(purbeck, council, "attendance")
    lines = [line.strip() for line in out.splitlines()]
    latest = next(place for place, line in enumerate(lines) if line.startswith("latest"))

    assert lines[latest].split() == [
        "latest",
        "2016-17",
        "95.1%",
        "observations/a.csv,",
        "row",
        "4",
    ]
    assert lines[latest + 1].split("  ")[0] == "provisional"
    assert lines[latest + 1].endswith("Published 22 March 2018. School census")
    assert lines[latest + 2] == "As printed"


def test_each_rule_comes_with_its_evidence(purbeck: Purbeck, council: Path) -> None:
    """Trend, comparator and colour each have sentence, rule, evidence, threshold and source."""
    out = explained(purbeck, council, "attendance")
    statements = {rule.code: rule.statement for rule in RULES}

    for code in ("direction-of-travel", "comparison", "overall"):
        assert f"[{code}]. {statements[code]}" in out
    assert "latest 95.1; previous 95.3; change -0.2; advantage -0.2" in out
    assert "latest 95.1; comparator 96; difference -0.9; advantage -0.9" in out
    assert "marginal 0.5. Convention of the 2018 Dorset report" in out
    assert "down 0.2\N{NO-BREAK SPACE}percentage points" in out


def test_the_step_of_the_decision_table_is_shown(purbeck: Purbeck, council: Path) -> None:
    """The colours of trend and comparators are set beside what the policy's table makes of them."""
    out = explained(purbeck, council, "attendance")

    assert "trend A (amber) with comparators R (red) is R (red)." in out
    assert "(provisional)" in out


def test_a_floor_is_said_to_override_the_table(purbeck: Purbeck, tmp_path: Path) -> None:
    """A figure below its floor is red whatever the table says, and the explanation says so."""
    england = 'comparators = ["england"]'
    floored = FRAMEWORK.replace(england, "[indicator.target]\nfloor = 96.0")
    out = explained(purbeck, written(tmp_path, **{"framework.toml": floored}), "attendance")

    assert "is A (amber). The floor overrides it: R (red)." in out


def test_a_comparator_names_the_figures_that_it_read(purbeck: Purbeck) -> None:
    """A comparator with a series of its own names it, and the row that its figure came from."""
    out = explained(purbeck, DORSET, "06")

    assert "[self-directed-support-ascof]" in out
    read_from = "England 2015-16 86.9% observations/self-directed-support.csv, row "
    assert read_from in " ".join(out.split())
    assert "Published 5 October 2016" in out


def test_the_mean_of_a_group_names_each_member(purbeck: Purbeck) -> None:
    """The mean of the neighbours is followed by the figure of each, and not by the area's own."""
    out = explained(purbeck, DORSET, "02")
    behind = out.split("Comparator: Statistical neighbours")[1].split("Comparator: South West")[0]
    rows = [line for line in behind.splitlines() if "observations/attendance.csv" in line]

    assert len(rows) == 10
    assert any(row.split()[0] == "Wiltshire" for row in rows)
    assert not any(row.split()[0] == "Dorset" for row in rows)


def test_what_cannot_be_assessed_says_why(purbeck: Purbeck) -> None:
    """A measure without figures is explained too: each verdict with the reason for having none."""
    out = explained(purbeck, DORSET, "04.2")

    assert "ND  No data" in out
    assert "the latest figure was not collected" in out


def test_a_measure_without_any_observation_is_explained(purbeck: Purbeck, tmp_path: Path) -> None:
    """Where nothing was ever published, the explanation says so and does not fail."""
    header = "measure,area,period,value\nvisits,X1,2018-19 Q1,120\n"
    out = explained(purbeck, written(tmp_path, **{"observations/a.csv": header}), "01")

    assert "No figure of this measure was known." in out


def refused(run: Run) -> str:
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1
    return run.err


@pytest.mark.parametrize(
    ("typed", "meant"), [("atendance", "attendance"), ("1", "01"), ("1.1", "01.1")]
)
def test_an_unknown_measure_has_the_nearest_named(
    purbeck: Purbeck, council: Path, typed: str, meant: str
) -> None:
    """A measure that there is not stops the run, with the nearest id or number that there is."""
    said = refused(purbeck("explain", council, typed))

    assert f"no measure '{typed}'" in said
    assert f"the nearest is '{meant}'" in said


def test_a_measure_like_no_other_has_all_named(purbeck: Purbeck, council: Path) -> None:
    """Where nothing is near, the ids are listed."""
    said = refused(purbeck("explain", council, "zzz"))

    assert said.endswith(": attendance or visits.\n")


def test_a_reference_series_is_no_measure_of_the_report(purbeck: Purbeck) -> None:
    """A reference series is not assessed, so that it cannot be explained."""
    said = refused(purbeck("explain", DORSET, "self-directed-support-ascof"))

    assert "the nearest is 'self-directed-support'" in said


def test_each_figure_names_the_digest_of_its_file(purbeck: Purbeck, council: Path) -> None:
    """The beginning of the SHA-256 of the file as it is now."""
    digest = sha256((council / "observations" / "a.csv").read_bytes()).hexdigest()
    lines = [line.strip() for line in explained(purbeck, council, "attendance").splitlines()]

    assert f"SHA-256 {digest[:12]}" in lines


def test_a_pulled_figure_is_traced_to_its_file(purbeck: Purbeck, council: Path) -> None:
    """File, row, day of publication, source, and the digest of the file as it was pulled."""
    pytest.importorskip("duckdb", reason="needs the extra 'store'")
    from tests.cli.pulled import pull_file

    pull_file(council, "dfe.csv", date(2018, 3, 30), "E92000001,2016-17,96.2,,,")
    digest = sha256((council.parent / "dfe.csv").read_bytes()).hexdigest()
    lines = [line.strip() for line in explained(purbeck, council, "attendance").splitlines()]
    place = next(at for at, line in enumerate(lines) if line.endswith("dfe.csv, row 2"))

    assert lines[place].startswith("England")
    assert lines[place + 1 : place + 3] == [
        "Published 30 March 2018. dfe",
        f"SHA-256 {digest[:12]}",
    ]


def test_a_file_with_hidden_counts_has_no_digest(purbeck: Purbeck, council: Path) -> None:
    """Somebody could guess the count, and try until the digests agree."""
    figures = council / "observations" / "b.csv"
    heading = "measure,area,period,value,numerator,denominator,published\n"
    figures.write_text(f"{heading}attendance,X1,2013-14,,98,100,2015-03-26\n", encoding="utf-8")
    out = explained(purbeck, council, "attendance")

    assert "observations/b.csv, row 2" in out
    assert "SHA-256" not in out
